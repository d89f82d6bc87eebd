//! Voiding cheques and undoing that.

use super::super::{Cheque, ChequeCommand, ChequeEvent, ChequeStatus, ReversalCause, ReversedTo, VoidReason};
use crate::domain::round::Round;
use crate::domain::testkit::{BUDGET, Book, Holding, cents, code, last_day};
use crate::domain::{Account, Actor, ChequeId, Event, Refusal, Role, RoundId};

const CHEQUE: ChequeId = ChequeId(1);

fn book_with_round() -> (Book, RoundId, Actor) {
    let mut book = Book::neighbourhood();
    let round = book.open_round(2, 750);
    let admin = book.staff(Role::Admin);
    (book, round, admin)
}

fn void(reason: VoidReason) -> ChequeCommand {
    ChequeCommand::Void { cheque: CHEQUE, reason, code: code(2) }
}

#[test]
fn a_voided_cheque_cannot_be_activated_and_keeps_its_value_until_the_round_closes() {
    let (mut book, round, admin) = book_with_round();
    let voided = ChequeEvent::Voided { cheque: CHEQUE, reason: VoidReason::Moved };
    assert_eq!(book.ask(admin, void(VoidReason::Moved)), Ok(vec![Event::Cheque(voided)]));
    assert_eq!(book.balance(Account::Unactivated(round)), 1500);
    let who = book.activate(ChequeId(2));
    let late = Holding { cheque: CHEQUE, ..who };
    assert_eq!(book.try_activate(late, 1, true), Err(Refusal::ChequeVoided));
    book.close_round(round);
    assert_eq!(book.get::<Cheque>(CHEQUE).status, ChequeStatus::Lapsed);
    assert_eq!(book.balance(Account::Unactivated(round)), 0);
    assert_eq!(book.get::<Round>(round).parts[0].lapsed, 1);
}

#[test]
fn voiding_twice_is_already_done_also_with_another_reason() {
    let (mut book, round, admin) = book_with_round();
    book.ask(admin, void(VoidReason::Lost)).unwrap();
    assert_eq!(book.ask(admin, void(VoidReason::Fraud)), Ok(Vec::new()));
    book.close_round(round);
    assert_eq!(book.ask(admin, void(VoidReason::Lost)), Ok(Vec::new()));
}

#[test]
fn the_desk_voids_and_only_an_administrator_undoes_it() {
    let (mut book, _, _) = book_with_round();
    let (desk, treasurer) = (book.staff(Role::Desk), book.staff(Role::Treasurer));
    let needed = Refusal::NotAllowed { needed: "a desk worker or an administrator of the programme".into() };
    assert_eq!(book.ask(treasurer, void(VoidReason::Lost)), Err(needed));
    assert_eq!(book.ask(desk, void(VoidReason::Lost)).map(|events| events.len()), Ok(1));
    let needed = Refusal::NotAllowed { needed: "an administrator of the programme".into() };
    assert_eq!(book.ask(desk, ChequeCommand::UndoVoid { cheque: CHEQUE }), Err(needed));
}

#[test]
fn voiding_can_be_undone_and_the_code_works_again() {
    let (mut book, _, admin) = book_with_round();
    let words = book.text();
    book.ask(admin, void(VoidReason::Other(words))).unwrap();
    let undo = ChequeCommand::UndoVoid { cheque: CHEQUE };
    let undone = Event::Cheque(ChequeEvent::VoidUndone { cheque: CHEQUE });
    assert_eq!(book.ask(admin, undo.clone()), Ok(vec![undone]));
    assert_eq!(book.ask(admin, undo.clone()), Ok(Vec::new()));
    book.activate(CHEQUE);
    assert_eq!(book.ask(admin, undo), Ok(Vec::new()));
}

#[test]
fn undoing_comes_too_late_when_the_time_is_over() {
    let (mut book, round, admin) = book_with_round();
    book.ask(admin, void(VoidReason::Lost)).unwrap();
    let until = book.get::<Round>(round).grace_until;
    book.now = until;
    let undo = ChequeCommand::UndoVoid { cheque: CHEQUE };
    assert_eq!(book.ask(admin, undo.clone()), Err(Refusal::ChequeExpired { last_day: last_day(until) }));
    book.close_round(round);
    assert_eq!(book.ask(admin, undo), Err(Refusal::ChequeExpired { last_day: last_day(until) }));
}

#[test]
fn an_activated_cheque_is_reversed_first() {
    let (mut book, round, admin) = book_with_round();
    let who = book.activate(CHEQUE);
    let reversed = ChequeEvent::ActivationReversed {
        cheque: CHEQUE,
        round,
        budget: BUDGET,
        wallet: who.wallet,
        lot: who.lot,
        cents: cents(750),
        kept: cents(0),
        to: ReversedTo::Unactivated(code(2)),
        cause: ReversalCause::Voided(VoidReason::Fraud),
    };
    let voided = ChequeEvent::Voided { cheque: CHEQUE, reason: VoidReason::Fraud };
    let expected = vec![Event::Cheque(reversed), Event::Cheque(voided)];
    assert_eq!(book.ask(admin, void(VoidReason::Fraud)), Ok(expected));
    assert_eq!(book.balance(Account::Unactivated(round)), 1500);
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::ChequeVoided));
    book.ask(admin, ChequeCommand::UndoVoid { cheque: CHEQUE }).unwrap();
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::CodeReplaced));
    let next = Holding { lot: book.lot(), ..who };
    assert!(book.try_activate(next, 2, false).is_ok());
}

#[test]
fn an_activated_cheque_of_a_closed_round_goes_to_the_budget() {
    let (mut book, round, admin) = book_with_round();
    book.activate(CHEQUE);
    book.close_round(round);
    let events = book.ask(admin, void(VoidReason::Deceased)).unwrap();
    assert_eq!(events.len(), 1, "reversed, and nothing is left to void");
    assert_eq!(book.get::<Cheque>(CHEQUE).status, ChequeStatus::Lapsed);
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_000_000);
    assert_eq!(book.ask(admin, void(VoidReason::Deceased)), Ok(Vec::new()));
}
