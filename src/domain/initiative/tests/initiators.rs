//! More than one initiator.

use super::super::{
    Cause, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus, Initiator, Plan,
};
use crate::domain::testkit::{
    AREA, BUDGET, Book, Campaign, INITIATOR, MODERATOR, TREASURER, cents, last_day,
};
use crate::domain::{Actor, Event, InitiativeId, PersonId, Refusal, Role, WalletId};

fn add(book: &mut Book, initiative: InitiativeId, initiator: Initiator) -> Result<Vec<Event>, Refusal> {
    book.ask(INITIATOR, InitiativeCommand::AddInitiator { initiative, initiator })
}

fn added(initiative: InitiativeId, initiator: Initiator) -> Vec<Event> {
    vec![Event::Initiative(InitiativeEvent::InitiatorAdded { initiative, initiator })]
}

#[test]
fn an_initiator_lets_somebody_join_once() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    for initiator in [Initiator::Person(PersonId(10)), Initiator::Wallet(WalletId(10))] {
        assert_eq!(add(&mut book, initiative, initiator), Ok(added(initiative, initiator)));
        assert_eq!(add(&mut book, initiative, initiator), Ok(Vec::new()));
    }
    let command = InitiativeCommand::AddInitiator { initiative, initiator: Initiator::Person(PersonId(11)) };
    let refused = Refusal::NotAllowed { needed: "the initiator".into() };
    assert_eq!(book.ask(MODERATOR, command), Err(refused));
}

#[test]
fn they_may_do_what_an_initiator_may() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    let reason = book.text();
    add(&mut book, initiative, Initiator::Person(PersonId(10))).unwrap();
    let cancel = InitiativeCommand::Cancel { initiative, reason };
    assert!(book.ask(Actor::Initiator(PersonId(10)), cancel).is_ok());
}

#[test]
fn whoever_gave_takes_that_back_before_joining() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    let who = book.resident_of(BUDGET, 300);
    let initiator = Initiator::Wallet(who.wallet);
    book.pledge(who.wallet, initiative, 100).unwrap();
    assert_eq!(add(&mut book, initiative, initiator), Err(Refusal::AlreadySupports));
    book.withdraw(who.wallet, initiative).unwrap();
    assert_eq!(add(&mut book, initiative, initiator), Ok(added(initiative, initiator)));
    book.pledge(who.wallet, initiative, 100).unwrap();
    assert_eq!(book.get::<Initiative>(initiative).support(), 0, "their own money");
    book.check_states();
}

#[test]
fn nor_may_somebody_of_their_household_be_counted() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    let round = book.open_round(2, 500);
    let one = book.activate(book.cheque(round, 0));
    let other = book.activate_for(book.cheque(round, 1), one.household);
    book.pledge(other.wallet, initiative, 100).unwrap();
    assert_eq!(add(&mut book, initiative, Initiator::Wallet(one.wallet)), Err(Refusal::AlreadySupports));
}

#[test]
fn there_are_at_most_ten_and_none_join_when_it_is_over() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    for number in 20..29 {
        add(&mut book, initiative, Initiator::Person(PersonId(number))).unwrap();
    }
    let one_more = Initiator::Person(PersonId(30));
    assert_eq!(add(&mut book, initiative, one_more), Err(Refusal::TooManyInitiators { most: 10 }));
    book.conclude(initiative);
    let status = InitiativeStatus::Ended(Cause::TooLittleMoney);
    let refused = Err(Refusal::InitiativeNotInThatState { status });
    assert_eq!(add(&mut book, initiative, Initiator::Wallet(WalletId(1))), refused);
}

fn leave(book: &mut Book, actor: Actor, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    book.ask(actor, InitiativeCommand::Leave { initiative })
}

fn left(initiative: InitiativeId, person: PersonId) -> Vec<Event> {
    vec![Event::Initiative(InitiativeEvent::InitiatorLeft { initiative, person })]
}

#[test]
fn nobody_is_added_once_the_outcome_is_due_or_there() {
    let mut book = Book::neighbourhood();
    let Campaign { initiative, .. } = book.campaign(600, &[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let treasurer = Initiator::Person(PersonId(1));
    let until = book.get::<Initiative>(initiative).until;
    book.now = until;
    let refused = Err(Refusal::InitiativeClosed { last_day: last_day(until) });
    assert_eq!(add(&mut book, initiative, treasurer), refused);
    book.conclude(initiative);
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Funded });
    assert_eq!(add(&mut book, initiative, treasurer), refused);
}

#[test]
fn whoever_was_added_without_being_asked_leaves_and_decides_again() {
    let mut book = Book::neighbourhood();
    let campaign = book.campaign(600, &[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let initiative = campaign.initiative;
    for treasurer in [1, 2] {
        add(&mut book, initiative, Initiator::Person(PersonId(treasurer))).unwrap();
    }
    book.conclude(initiative);
    assert_eq!(leave(&mut book, TREASURER, initiative), Ok(left(initiative, PersonId(1))));
    assert_eq!(leave(&mut book, TREASURER, initiative), Ok(Vec::new()), "already");
    let as_initiator = Actor::Initiator(PersonId(2));
    assert_eq!(leave(&mut book, as_initiator, initiative), Ok(left(initiative, PersonId(2))));
    assert_eq!(book.get::<Initiative>(initiative).persons, [PersonId(9)]);
    book.pay_out(&campaign, 500);
    book.check_states();
}

#[test]
fn the_only_initiator_stays_unless_there_is_the_wallet_of_one() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    assert_eq!(leave(&mut book, INITIATOR, initiative), Err(Refusal::CannotLeave));
    add(&mut book, initiative, Initiator::Wallet(WalletId(10))).unwrap();
    assert_eq!(leave(&mut book, INITIATOR, initiative), Ok(left(initiative, PersonId(9))));
    let needed = String::from("the person who was added as an initiator");
    let resident = Actor::Resident(WalletId(10));
    assert_eq!(leave(&mut book, resident, initiative), Err(Refusal::NotAllowed { needed }));
}

#[test]
fn whoever_began_it_does_not_leave_to_pay_themselves() {
    let mut book = Book::neighbourhood();
    let plan = Plan { purpose: "green".into(), story: book.text(), target: cents(1000), lines: Vec::new() };
    let draft = |person| {
        let (plan, wallets) = (plan.clone(), Vec::new());
        InitiativeCommand::Draft { area: AREA, plan, person, wallets }
    };
    let treasurer = Actor::Initiator(PersonId(1));
    book.ask(treasurer, draft(None)).unwrap();
    let initiative = InitiativeId(1);
    let initiator = Initiator::Person(PersonId(9));
    book.ask(treasurer, InitiativeCommand::AddInitiator { initiative, initiator }).unwrap();
    for actor in [treasurer, Actor::Staff(Role::Treasurer, PersonId(1))] {
        assert_eq!(leave(&mut book, actor, initiative), Err(Refusal::CannotLeave));
    }
    let needed = String::from("the person who is named as the initiator");
    let resident = Actor::Resident(book.wallet());
    assert_eq!(book.ask(resident, draft(Some(PersonId(1)))), Err(Refusal::NotAllowed { needed }));
}
