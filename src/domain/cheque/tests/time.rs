//! Cheques with a longer time than their round.

use super::super::{Cheque, ChequeCommand, ChequeEvent, ChequeStatus, VoidReason};
use crate::domain::programme::{Rules, Spend};
use crate::domain::round::{Round, RoundCommand, RoundStatus};
use crate::domain::testkit::{BUDGET, Book, Holding, cents, code, first_day, last_day, moment};
use crate::domain::wallet::Lot;
use crate::domain::{Account, Actor, ChequeId, Entry, Event, Refusal, Role, RoundId, Stated, Timestamp};
use jiff::civil::{Date, date};

const CHEQUE: ChequeId = ChequeId(1);
/// The round of these tests can be activated up to and including 19 April, this cheque until 30 June.
const LATER: Date = date(2026, 6, 30);

fn until() -> Timestamp {
    moment("2026-06-30T22:00:00Z")
}

fn book_with_round() -> (Book, RoundId, Actor) {
    let mut book = Book::neighbourhood();
    let round = book.open_round(2, 750);
    let admin = book.staff(Role::Admin);
    (book, round, admin)
}

fn extended() -> (Book, RoundId, Actor) {
    let (mut book, round, admin) = book_with_round();
    book.ask(admin, ChequeCommand::Extend { cheque: CHEQUE, last_day: LATER }).unwrap();
    (book, round, admin)
}

#[test]
fn an_extended_cheque_outlives_the_closing_of_its_round() {
    let (mut book, round, admin) = book_with_round();
    let extend = ChequeCommand::Extend { cheque: CHEQUE, last_day: LATER };
    let event = Event::Cheque(ChequeEvent::Extended { cheque: CHEQUE, until: until() });
    assert_eq!(book.ask(admin, extend.clone()), Ok(vec![event]));
    assert_eq!(book.ask(admin, extend), Ok(Vec::new()));
    book.close_round(round);
    assert_eq!(book.get::<Round>(round).status, RoundStatus::Closed);
    assert_eq!(book.get::<Round>(round).parts[0].lapsed, 1);
    assert_eq!(book.balance(Account::Unactivated(round)), 750);
    book.now = Timestamp::from_ms(until().ms() - 1);
    book.activate(CHEQUE);
    assert_eq!(book.get::<Round>(round).parts[0].activated, 1);
}

#[test]
fn it_lapses_by_its_own_date() {
    let (mut book, round, _) = extended();
    book.close_round(round);
    let key = Cheque::key(CHEQUE);
    assert_eq!(
        book.known.get(key).flatten().and_then(|entry: &std::sync::Arc<Entry>| entry.due()),
        Some(until())
    );
    let lapse = ChequeCommand::Lapse { cheque: CHEQUE };
    assert_eq!(book.ask(Actor::System, lapse.clone()), Err(Refusal::NotYet { from: first_day(until()) }));
    book.now = until();
    let wallet = book.wallet();
    let late = Holding { cheque: CHEQUE, wallet, household: book.household(), lot: book.lot() };
    assert_eq!(book.try_activate(late, 1, true), Err(Refusal::ChequeExpired { last_day: last_day(until()) }));
    let lapsed = ChequeEvent::Lapsed { cheque: CHEQUE, round, budget: BUDGET, cents: cents(750) };
    assert_eq!(book.system(lapse.clone()), [Event::Cheque(lapsed)]);
    assert_eq!(book.system(lapse), []);
    assert_eq!(book.balance(Account::Unactivated(round)), 0);
    assert_eq!(book.get::<Round>(round).parts[0].lapsed, 2);
}

#[test]
fn lapsing_is_for_the_system_and_for_extended_cheques() {
    let (mut book, round, admin) = book_with_round();
    let needed = Refusal::NotAllowed { needed: "the system itself".into() };
    let lapse = ChequeCommand::Lapse { cheque: CHEQUE };
    assert_eq!(book.ask(admin, lapse.clone()), Err(needed));
    book.now = book.get::<Round>(round).grace_until;
    let status = RoundStatus::Open;
    assert_eq!(book.ask(Actor::System, lapse), Err(Refusal::RoundNotInThatState { status }));
}

#[test]
fn a_voided_cheque_keeps_its_longer_time() {
    let (mut book, round, admin) = extended();
    book.ask(admin, ChequeCommand::Void { cheque: CHEQUE, reason: VoidReason::Lost, code: code(2) }).unwrap();
    book.close_round(round);
    book.ask(admin, ChequeCommand::UndoVoid { cheque: CHEQUE }).unwrap();
    book.activate(CHEQUE);
}

#[test]
fn it_can_only_be_made_later_and_by_a_year_at_most() {
    let (mut book, _, admin) = book_with_round();
    let bounds = Refusal::BadDeadline { earliest: date(2026, 4, 20), latest: date(2027, 4, 20) };
    for last_day in [date(2026, 4, 19), date(2027, 4, 21), Date::MAX, Date::MIN] {
        let extend = ChequeCommand::Extend { cheque: CHEQUE, last_day };
        assert_eq!(book.ask(admin, extend), Err(bounds.clone()), "{last_day}");
    }
    for last_day in [date(2026, 4, 20), date(2027, 4, 20)] {
        assert!(book.ask(admin, ChequeCommand::Extend { cheque: CHEQUE, last_day }).is_ok());
    }
}

#[test]
fn only_an_administrator_extends_what_can_still_be_activated() {
    let (mut book, round, admin) = book_with_round();
    let extend = ChequeCommand::Extend { cheque: CHEQUE, last_day: LATER };
    let desk = book.staff(Role::Desk);
    let needed = Refusal::NotAllowed { needed: "an administrator of the programme".into() };
    assert_eq!(book.ask(desk, extend.clone()), Err(needed));
    book.activate(CHEQUE);
    assert_eq!(book.ask(admin, extend), Err(Refusal::ChequeActivated));
    let second = ChequeCommand::Extend { cheque: ChequeId(2), last_day: LATER };
    let until = book.get::<Round>(round).grace_until;
    book.now = until;
    assert_eq!(book.ask(admin, second.clone()), Err(Refusal::ChequeExpired { last_day: last_day(until) }));
    book.close_round(round);
    assert_eq!(book.ask(admin, second), Err(Refusal::ChequeExpired { last_day: last_day(until) }));
}

#[test]
fn money_that_may_not_be_saved_lasts_as_long_as_the_cheque() {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::WithRound, ..Rules::default() });
    let round = book.open_round(1, 750);
    let admin = book.staff(Role::Admin);
    book.ask(admin, ChequeCommand::Extend { cheque: CHEQUE, last_day: LATER }).unwrap();
    book.close_round(round);
    let lot = book.activate(CHEQUE).lot;
    assert_eq!(book.get::<Lot>(lot).spend_by, until());
}

#[test]
fn a_cancelled_round_takes_its_extended_cheques_along() {
    let (mut book, round, _) = extended();
    let reason = book.text();
    book.system(RoundCommand::Cancel { round, reason });
    book.now = until();
    let lapse = ChequeCommand::Lapse { cheque: CHEQUE };
    assert_eq!(book.ask(Actor::System, lapse), Err(Refusal::RoundCancelled));
    book.system(RoundCommand::WithdrawCheques { round, first: CHEQUE });
    assert_eq!(book.get::<Cheque>(CHEQUE).status, ChequeStatus::Withdrawn);
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_000_000);
}
