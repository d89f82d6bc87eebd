//! Issuing, lapsing and withdrawing in pages.

use super::super::{PartCounts, Round, RoundCommand, RoundEvent, RoundStatus};
use crate::domain::budget::{Budget, Conditions};
use crate::domain::cheque::{Cheque, ChequeCommand, ChequeStatus, NewCode};
use crate::domain::testkit::{BUDGET, Book, cents};
use crate::domain::{Account, Actor, ChequeId, Event, PersonId, Refusal, Role, RoundId};

const ROUND: RoundId = RoundId(1);

fn page(first: i64, count: i64) -> RoundCommand {
    let attempts = Vec::new();
    RoundCommand::IssueCheques { round: ROUND, first: ChequeId(first), count, attempts }
}

fn next(number: i64) -> Refusal {
    Refusal::OutOfOrder { next: ChequeId(number) }
}

#[test]
fn a_page_of_cheques_moves_its_value_from_budget_to_round() {
    let mut book = Book::neighbourhood();
    book.begun_round_of(&[(BUDGET, 600, 750)]);
    let issued = RoundEvent::ChequesIssued {
        round: ROUND,
        part: 0,
        budget: BUDGET,
        first: ChequeId(1),
        count: 500,
        each: cents(750),
        cents: cents(375_000),
        key_version: 1,
        attempts: Vec::new(),
    };
    assert_eq!(book.system(page(1, 500)), [Event::Round(issued)]);
    assert_eq!(book.system(page(1, 500)), [], "a page that was written before is not written again");
    assert_eq!(book.balance(Account::Unactivated(ROUND)), 375_000);
    let events = book.system(page(501, 100));
    assert_eq!(events[1..], [Event::Round(RoundEvent::Issued { round: ROUND })]);
    assert_eq!(book.system(page(501, 100)), [], "also when all are issued");
    assert_eq!(book.get::<Budget>(BUDGET).reserved, cents(0));
}

#[test]
fn pages_come_in_order_and_within_one_part() {
    let mut book = Book::neighbourhood();
    let other = book.receive(10_000, Conditions::default());
    book.begun_round_of(&[(BUDGET, 3, 750), (other, 2, 500)]);
    for (first, count) in [(2, 1), (1, 4), (1, 0), (1, -1), (99, 1)] {
        assert_eq!(book.ask(Actor::System, page(first, count)), Err(next(1)), "{first} and {count}");
    }
    book.system(page(1, 3));
    book.system(page(4, 2));
    assert_eq!(book.get::<Cheque>(ChequeId(4)).cents, cents(500));
    assert_eq!(book.get::<Round>(ROUND).status, RoundStatus::Issued);
}

#[test]
fn a_cheque_whose_first_code_was_taken_remembers_its_attempt() {
    let mut book = Book::neighbourhood();
    book.begun_round_of(&[(BUDGET, 2, 750)]);
    let attempts = |cheque: i64| vec![(ChequeId(cheque), 3)];
    let (round, first, count) = (ROUND, ChequeId(1), 2);
    let stray = RoundCommand::IssueCheques { round, first, count, attempts: attempts(3) };
    assert_eq!(book.ask(Actor::System, stray), Err(next(1)), "a cheque of another page");
    book.system(RoundCommand::IssueCheques { round, first, count, attempts: attempts(2) });
    let tried = [1, 2].map(|cheque| book.get::<Cheque>(ChequeId(cheque)).attempt);
    assert_eq!(tried, [0, 3]);
}

#[test]
fn pages_belong_to_work_that_was_begun() {
    let mut book = Book::neighbourhood();
    book.open_round(2, 750);
    let status = RoundStatus::Open;
    let refused = Refusal::RoundNotInThatState { status };
    assert_eq!(book.ask(Actor::System, page(3, 1)), Err(refused.clone()));
    let (round, first) = (ROUND, ChequeId(3));
    assert_eq!(book.ask(Actor::System, RoundCommand::LapseCheques { round, first }), Err(refused.clone()));
    assert_eq!(book.ask(Actor::System, RoundCommand::WithdrawCheques { round, first }), Err(refused));
}

#[test]
fn closing_lapses_what_was_not_activated_and_adds_up() {
    let mut book = Book::neighbourhood();
    book.open_round(3, 750);
    book.activate(ChequeId(2));
    let events = book.close_round(ROUND);
    let lapsed = RoundEvent::ChequesLapsed {
        round: ROUND,
        part: 0,
        budget: BUDGET,
        first: ChequeId(1),
        count: 3,
        cheques: vec![ChequeId(1), ChequeId(3)],
        cents: cents(1500),
    };
    let parts = vec![PartCounts { budget: BUDGET, issued: 3, activated: 1, lapsed: 2 }];
    let closed = RoundEvent::Closed { round: ROUND, parts };
    let begun = RoundEvent::ClosingBegun { round: ROUND };
    assert_eq!(events, [begun, lapsed, closed].map(Event::Round));
    assert_eq!(book.balance(Account::Unactivated(ROUND)), 0);
    assert_eq!(book.system(RoundCommand::LapseCheques { round: ROUND, first: ChequeId(1) }), []);
}

#[test]
fn a_round_is_called_off_before_anybody_activates() {
    let mut book = Book::neighbourhood();
    book.open_round(3, 750);
    let reason = book.text();
    let cancel = RoundCommand::Cancel { round: ROUND, reason: reason.clone() };
    let begun = RoundEvent::CancelBegun { round: ROUND, reason };
    assert_eq!(book.system(cancel.clone()), [Event::Round(begun)]);
    assert_eq!(book.system(cancel.clone()), []);
    let withdraw = RoundCommand::WithdrawCheques { round: ROUND, first: ChequeId(1) };
    let events = book.system(withdraw.clone());
    assert_eq!(events[1..], [Event::Round(RoundEvent::Cancelled { round: ROUND })]);
    assert_eq!(book.system(withdraw), []);
    assert_eq!(book.system(cancel), []);
    assert_eq!(book.get::<Cheque>(ChequeId(3)).status, ChequeStatus::Withdrawn);
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_000_000);
}

#[test]
fn it_is_not_called_off_after_an_activation_or_its_time() {
    let refused = Err(Refusal::RoundNotInThatState { status: RoundStatus::Open });
    let mut book = Book::neighbourhood();
    let cancel = RoundCommand::Cancel { round: ROUND, reason: book.text() };
    book.open_round(1, 750);
    book.activate(ChequeId(1));
    assert_eq!(book.ask(Actor::System, cancel.clone()), refused);
    let (code, reason) = (NewCode { generation: 2, attempt: 0, key_version: 1 }, book.text());
    let desk = Actor::Staff(Role::Desk, PersonId(1));
    book.ask(desk, ChequeCommand::ReverseActivation { cheque: ChequeId(1), code, reason }).unwrap();
    assert_eq!(book.ask(Actor::System, cancel.clone()), refused, "an activation that was taken back was one");
    let mut book = Book::neighbourhood();
    book.open_round(1, 750);
    book.now = book.get::<Round>(ROUND).grace_until;
    assert_eq!(book.ask(Actor::System, cancel), refused);
}

#[test]
fn a_plan_without_cheques_is_called_off_at_once() {
    let mut book = Book::neighbourhood();
    book.planned_round_of(&[(BUDGET, 3, 750)]);
    let cancel = RoundCommand::Cancel { round: ROUND, reason: book.text() };
    assert_eq!(book.system(cancel).len(), 2);
    assert_eq!(book.get::<Round>(ROUND).status, RoundStatus::Cancelled);
}
