//! More than one initiator.

use super::super::{Cause, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus, Initiator};
use crate::domain::testkit::{BUDGET, Book, INITIATOR, MODERATOR};
use crate::domain::{Actor, Event, InitiativeId, PersonId, Refusal, WalletId};

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
