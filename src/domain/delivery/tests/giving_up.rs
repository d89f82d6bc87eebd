//! Not carried out: money comes back, wholly or partly, or is written off.

use super::super::{DeliveryCommand, DeliveryEvent, DeliveryRefusal};
use crate::domain::initiative::{
    Cause, Ending, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus,
};
use crate::domain::testkit::{
    ADMIN, BROKER, BUDGET, Book, Campaign, INITIATOR, MODERATOR, SECOND_TREASURER, TREASURER, cents,
};
use crate::domain::{Account, Actor, Event, InitiativeId, PersonId, Refusal};

fn funded() -> (Book, Campaign) {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    (book, campaign)
}

fn paid() -> (Book, Campaign) {
    let (mut book, campaign) = funded();
    book.pay_out(&campaign, 500);
    (book, campaign)
}

fn give_up(book: &mut Book, actor: Actor, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    let reason = book.text();
    book.ask(actor, DeliveryCommand::GiveUp { initiative, reason })
}

/// Given up after it was paid.
fn not_carried_out() -> (Book, Campaign) {
    let (mut book, campaign) = paid();
    give_up(&mut book, INITIATOR, campaign.initiative).unwrap();
    (book, campaign)
}

fn propose(book: &mut Book, actor: Actor, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    let reason = book.text();
    book.ask(actor, DeliveryCommand::ProposeWriteOff { initiative, reason })
}

fn status(book: &Book, initiative: InitiativeId) -> InitiativeStatus {
    book.get::<Initiative>(initiative).status
}

#[test]
fn before_the_payout_the_pledges_go_back_at_once() {
    let (mut book, Campaign { initiative, lots }) = funded();
    let reason = book.text();
    let command = DeliveryCommand::GiveUp { initiative, reason: reason.clone() };
    let (cents, at) = (cents(600), book.now);
    let ending = Ending { reason: Some(reason), cents, residents: 3, households: 3, at };
    let begun = InitiativeEvent::GivenUp { initiative, ending };
    assert_eq!(book.ask(INITIATOR, command.clone()), Ok(vec![Event::Initiative(begun)]));
    assert_eq!(book.ask(INITIATOR, command), Ok(Vec::new()));
    book.system(InitiativeCommand::ReturnPledges { initiative, lots });
    assert_eq!(status(&book, initiative), InitiativeStatus::Ended(Cause::NotCarriedOut));
    book.check_states();
}

#[test]
fn initiator_or_office_give_up_what_is_paid() {
    for actor in [INITIATOR, MODERATOR, TREASURER, ADMIN] {
        let (mut book, Campaign { initiative, .. }) = paid();
        let reason = book.text();
        let command = DeliveryCommand::GiveUp { initiative, reason: reason.clone() };
        let event = Event::Delivery(DeliveryEvent::NotCarriedOut { initiative, reason });
        assert_eq!(book.ask(actor, command.clone()), Ok(vec![event]));
        assert_eq!(book.ask(actor, command), Ok(Vec::new()));
    }
    let (mut book, Campaign { initiative, .. }) = paid();
    let needed = String::from("a moderator, a treasurer or an administrator");
    assert_eq!(give_up(&mut book, BROKER, initiative), Err(Refusal::NotAllowed { needed }));
}

#[test]
fn what_is_being_paid_or_was_reported_is_not_given_up() {
    let (mut book, Campaign { initiative, .. }) = funded();
    let payout = book.propose_payout(initiative);
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::PayoutPending(payout) });
    assert_eq!(give_up(&mut book, INITIATOR, initiative), refused);
    let (mut book, Campaign { initiative, .. }) = paid();
    let (planned_end, report) = (book.day(1), book.text());
    book.ask(INITIATOR, DeliveryCommand::Start { initiative, planned_end }).unwrap();
    let spent = vec![cents(600)];
    book.ask(INITIATOR, DeliveryCommand::Report { initiative, report, spent }).unwrap();
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Reported });
    assert_eq!(give_up(&mut book, INITIATOR, initiative), refused);
}

#[test]
fn it_ends_when_all_the_money_is_back() {
    let (mut book, campaign) = not_carried_out();
    let initiative = campaign.initiative;
    book.leftover(&campaign, 250, 2);
    assert_eq!(status(&book, initiative), InitiativeStatus::NotCarriedOut, "partly");
    book.leftover(&campaign, 350, 2);
    assert_eq!(status(&book, initiative), InitiativeStatus::Ended(Cause::NotCarriedOut));
    assert_eq!(book.balance(Account::BankPaid(initiative)), 0);
    book.check_states();
}

#[test]
fn it_ends_at_once_if_all_was_back_before() {
    let (mut book, campaign) = paid();
    book.leftover(&campaign, 600, 500);
    give_up(&mut book, INITIATOR, campaign.initiative).unwrap();
    assert_eq!(status(&book, campaign.initiative), InitiativeStatus::Ended(Cause::NotCarriedOut));
}

#[test]
fn what_does_not_come_back_is_written_off_by_two_people() {
    let (mut book, campaign) = not_carried_out();
    let initiative = campaign.initiative;
    book.leftover(&campaign, 250, 500);
    let reason = book.text();
    let command = DeliveryCommand::ProposeWriteOff { initiative, reason: reason.clone() };
    let proposed = DeliveryEvent::WriteOffProposed { initiative, by: PersonId(1), reason };
    assert_eq!(book.ask(TREASURER, command.clone()), Ok(vec![Event::Delivery(proposed)]));
    assert_eq!(book.ask(TREASURER, command), Ok(Vec::new()));
    let approve = DeliveryCommand::ApproveWriteOff { initiative };
    assert_eq!(book.ask(TREASURER, approve.clone()), Err(Refusal::SamePerson));
    let written_off = DeliveryEvent::WrittenOff { initiative, by: PersonId(4), cents: cents(350) };
    assert_eq!(book.ask(ADMIN, approve.clone()), Ok(vec![Event::Delivery(written_off)]));
    assert_eq!(book.ask(SECOND_TREASURER, approve), Ok(Vec::new()));
    assert_eq!(book.balance(Account::BankPaid(initiative)), 350, "it stays booked as paid");
    book.check_states();
}

#[test]
fn money_that_comes_after_all_is_shared_out_too() {
    let (mut book, campaign) = not_carried_out();
    let initiative = campaign.initiative;
    propose(&mut book, TREASURER, initiative).unwrap();
    book.ask(ADMIN, DeliveryCommand::ApproveWriteOff { initiative }).unwrap();
    book.leftover(&campaign, 600, 500);
    assert_eq!(book.balance(Account::BankPaid(initiative)), 0);
    assert_eq!(status(&book, initiative), InitiativeStatus::WrittenOff);
}

#[test]
fn writing_off_needs_a_proposal_a_treasurer_and_no_return_under_way() {
    let (mut book, campaign) = not_carried_out();
    let initiative = campaign.initiative;
    let approve = DeliveryCommand::ApproveWriteOff { initiative };
    let status = InitiativeStatus::NotCarriedOut;
    let not_now = Err(Refusal::InitiativeNotInThatState { status });
    assert_eq!(book.ask(ADMIN, approve.clone()), not_now, "nobody proposed it");
    let refused = Err(Refusal::NotAllowed { needed: "a treasurer of the fund holder".into() });
    for actor in [Actor::System, MODERATOR] {
        assert_eq!(propose(&mut book, actor, initiative), refused);
    }
    propose(&mut book, TREASURER, initiative).unwrap();
    let refused = Err(Refusal::NotAllowed { needed: "a second treasurer or an administrator".into() });
    for actor in [Actor::System, MODERATOR] {
        assert_eq!(book.ask(actor, approve.clone()), refused);
    }
    let leftover = book.return_leftover(&campaign, 10, "bank-2");
    book.ask(TREASURER, leftover).unwrap();
    assert_eq!(book.ask(ADMIN, approve), Err(DeliveryRefusal::LeftoverUnderWay.into()));
}

#[test]
fn only_what_is_not_carried_out_is_written_off() {
    let (mut book, Campaign { initiative, .. }) = paid();
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Paid });
    assert_eq!(propose(&mut book, TREASURER, initiative), refused);
}
