//! A payout's life: sent, executed, rejected, returned by the bank.

use super::super::{Payout, PayoutCommand, PayoutEvent, PayoutRefusal, PayoutStatus, Step};
use crate::domain::delivery::DeliveryCommand;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::testkit::{
    BUDGET, Book, Campaign, INITIATOR, SECOND_TREASURER, TREASURER, cents, last_day,
};
use crate::domain::wallet::{Lot, Portion, WalletCommand};
use crate::domain::{Account, Actor, Event, PayoutId, Refusal, Stated, TextRef, Timestamp};

const FIRST: PayoutId = PayoutId(1);

fn execute(reference: &str) -> PayoutCommand {
    PayoutCommand::Execute { payout: FIRST, reference: reference.into() }
}

fn back(reference: &str, reason: &TextRef) -> PayoutCommand {
    PayoutCommand::ReturnByBank { payout: FIRST, reference: reference.into(), reason: reason.clone() }
}

/// A payout of three lots that was executed.
fn paid() -> (Book, Campaign) {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    book.pay_out(&campaign, 500);
    (book, campaign)
}

/// A payout of three lots that was approved.
fn approved() -> (Book, Campaign) {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let payout = book.propose_payout(campaign.initiative);
    book.move_lots(payout, Step::Reserve, &campaign.lots, 500);
    book.ask(SECOND_TREASURER, PayoutCommand::Approve { payout }).unwrap();
    (book, campaign)
}

fn legs(campaign: &Campaign) -> Vec<Portion> {
    let leg = |(&lot, sum)| Portion { lot, budget: BUDGET, cents: cents(sum) };
    campaign.lots.iter().zip([100, 200, 300]).map(leg).collect()
}

fn status(book: &Book) -> PayoutStatus {
    book.get::<Payout>(FIRST).status
}

#[test]
fn it_is_sent_and_executed_with_the_banks_reference() {
    let (mut book, campaign) = approved();
    let (payout, initiative) = (FIRST, campaign.initiative);
    let sent = Event::Payout(PayoutEvent::Sent { payout });
    assert_eq!(book.ask(SECOND_TREASURER, PayoutCommand::Send { payout }), Ok(vec![sent]));
    assert_eq!(book.ask(TREASURER, PayoutCommand::Send { payout }), Ok(Vec::new()));
    assert_eq!(book.ask(TREASURER, execute("")), Err(Refusal::BadReference));
    let begun = Event::Payout(PayoutEvent::ExecutionBegun { payout, reference: "bank-1".into() });
    assert_eq!(book.ask(TREASURER, execute("bank-1")), Ok(vec![begun]));
    assert_eq!(book.get::<Payout>(payout).due(), Some(Timestamp::MIN), "pages at once");
    let page = Event::Payout(PayoutEvent::LotsPaid { payout, initiative, legs: legs(&campaign) });
    let executed = Event::Payout(PayoutEvent::Executed { payout, initiative, cents: cents(600) });
    assert_eq!(book.move_lots(payout, Step::Pay, &campaign.lots, 500), [page, executed]);
    assert_eq!(book.ask(TREASURER, execute("bank-1")), Ok(Vec::new()));
    let refused = Err(PayoutRefusal::NotInThatState { status: PayoutStatus::Executed }.into());
    assert_eq!(book.ask(TREASURER, execute("bank-2")), refused, "another reference is another payment");
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Paid);
    assert_eq!(book.balance(Account::BankPaid(initiative)), 600);
    book.check_states();
}

#[test]
fn a_pending_payout_takes_no_pledges_and_cannot_be_taken_back() {
    let (mut book, Campaign { initiative, lots }) = approved();
    let who = book.resident_of(BUDGET, 100);
    let other = book.open_initiative(1000);
    let closed =
        Err(Refusal::InitiativeClosed { last_day: last_day(book.get::<Initiative>(initiative).until) });
    assert_eq!(book.pledge(who.wallet, initiative, 100), closed);
    let wallet = book.get::<Lot>(lots[0]).wallet;
    assert_eq!(book.withdraw(wallet, initiative), closed);
    let to_other = WalletCommand::Move { wallet, from: initiative, to: other, cents: cents(1) };
    assert_eq!(book.ask(Actor::Resident(wallet), to_other), closed);
}

#[test]
fn a_rejected_payout_puts_the_money_back_in_the_pot_and_can_be_proposed_again() {
    let (mut book, campaign) = approved();
    let (payout, initiative, reason) = (FIRST, campaign.initiative, book.text());
    let reject = PayoutCommand::Reject { payout, reason: reason.clone() };
    let begun = Event::Payout(PayoutEvent::RejectionBegun { payout, reason });
    assert_eq!(book.ask(SECOND_TREASURER, reject.clone()), Ok(vec![begun]));
    assert_eq!(book.ask(SECOND_TREASURER, reject.clone()), Ok(Vec::new()));
    let page = Event::Payout(PayoutEvent::LotsReleased { payout, initiative, legs: legs(&campaign) });
    let rejected = Event::Payout(PayoutEvent::Rejected { payout, initiative });
    assert_eq!(book.move_lots(payout, Step::Release, &campaign.lots, 500), [page, rejected]);
    assert_eq!(book.ask(SECOND_TREASURER, reject), Ok(Vec::new()));
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Funded);
    assert_eq!(book.balance(Account::Pot(initiative)), 600);
    book.check_states();
    assert_eq!(book.pay_out(&campaign, 2), PayoutId(2));
    assert_eq!(book.balance(Account::BankPaid(initiative)), 600);
    book.check_states();
}

#[test]
fn what_is_paid_is_not_rejected() {
    let (mut book, _) = paid();
    let reason = book.text();
    let refused = Err(PayoutRefusal::NotInThatState { status: PayoutStatus::Executed }.into());
    assert_eq!(book.ask(TREASURER, PayoutCommand::Reject { payout: FIRST, reason }), refused);
}

#[test]
fn what_the_bank_returns_is_set_aside_and_can_be_sent_again() {
    let (mut book, campaign) = paid();
    let (payout, initiative, reason) = (FIRST, campaign.initiative, book.text());
    let (reference, because) = (String::from("bank-2"), reason.clone());
    let begun = PayoutEvent::BankReturnBegun { payout, initiative, reference, reason: because };
    assert_eq!(book.ask(TREASURER, back("bank-2", &reason)), Ok(vec![Event::Payout(begun)]));
    assert_eq!(book.ask(TREASURER, back("bank-2", &reason)), Ok(Vec::new()));
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::PayoutPending(payout));
    let relisted = Vec::new();
    let page = PayoutEvent::LotsReopened { payout, initiative, legs: legs(&campaign), relisted };
    let returned = Event::Payout(PayoutEvent::ReturnedByBank { payout, initiative });
    assert_eq!(book.move_lots(payout, Step::Reopen, &campaign.lots, 500), [Event::Payout(page), returned]);
    assert_eq!(book.ask(TREASURER, back("bank-2", &reason)), Ok(Vec::new()));
    assert_eq!(book.balance(Account::BankPaid(initiative)), 0);
    book.check_states();
    book.ask(TREASURER, PayoutCommand::Send { payout }).unwrap();
    let before = |reference: &str| Err(PayoutRefusal::BookedBefore { reference: reference.into() }.into());
    assert_eq!(book.ask(TREASURER, execute("bank-1")), before("bank-1"), "that was the first time");
    book.ask(TREASURER, execute("bank-3")).unwrap();
    book.move_lots(payout, Step::Pay, &campaign.lots, 500);
    assert_eq!(status(&book), PayoutStatus::Executed);
    assert_eq!(book.ask(TREASURER, back("bank-2", &reason)), before("bank-2"), "it came back only once");
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Paid);
    book.check_states();
}

#[test]
fn it_may_also_be_rejected_after_the_bank_returned_it() {
    let (mut book, campaign) = paid();
    let reason = book.text();
    book.ask(TREASURER, back("bank-2", &reason)).unwrap();
    book.move_lots(FIRST, Step::Reopen, &campaign.lots, 1);
    book.ask(TREASURER, PayoutCommand::Reject { payout: FIRST, reason }).unwrap();
    book.move_lots(FIRST, Step::Release, &campaign.lots, 1);
    assert_eq!(book.balance(Account::Pot(campaign.initiative)), 600);
    book.check_states();
}

#[test]
fn work_that_had_begun_goes_on_after_the_money_was_sent_again() {
    let (mut book, campaign) = paid();
    let (initiative, planned_end) = (campaign.initiative, book.day(30));
    book.ask(INITIATOR, DeliveryCommand::Start { initiative, planned_end }).unwrap();
    let reason = book.text();
    book.ask(TREASURER, back("bank-2", &reason)).unwrap();
    book.move_lots(FIRST, Step::Reopen, &campaign.lots, 500);
    book.ask(TREASURER, PayoutCommand::Send { payout: FIRST }).unwrap();
    book.ask(TREASURER, execute("bank-3")).unwrap();
    book.move_lots(FIRST, Step::Pay, &campaign.lots, 500);
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::InProgress);
}

#[test]
fn once_leftover_came_back_the_bank_cannot_have_returned_all() {
    let (mut book, campaign) = paid();
    let reason = book.text();
    book.leftover(&campaign, 60, 500);
    assert_eq!(book.ask(TREASURER, back("bank-3", &reason)), Err(PayoutRefusal::LeftoverReturned.into()));
}
