//! The settlement of a round whose money is all where it stays.

use super::super::{RoundCommand, RoundEvent, RoundStatus, Settlement};
use crate::domain::cheque::{ChequeCommand, NewCode};
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::testkit::{BUDGET, Book, cents};
use crate::domain::{Actor, Event, PersonId, Refusal, Role, RoundId};

const ROUND: RoundId = RoundId(1);

/// Three cheques of EUR 7.50 were issued, one was activated.
fn closed() -> Book {
    let mut book = Book::neighbourhood();
    book.open_round(3, 750);
    let cheque = book.cheque(ROUND, 0);
    book.activate(cheque);
    book.close_round(ROUND);
    book
}

fn settlement(common: i64, paid: i64) -> Settlement {
    let (issued, lapsed, returned) = (cents(2250), cents(1500), cents(0));
    Settlement { budget: BUDGET, issued, lapsed, common: cents(common), paid: cents(paid), returned }
}

fn settle(parts: &[Settlement]) -> RoundCommand {
    RoundCommand::SettleFinally { round: ROUND, parts: parts.to_vec() }
}

#[test]
fn a_round_is_settled_when_every_cent_is_where_it_stays() {
    let mut book = closed();
    let parts = vec![settlement(500, 250)];
    let settled = RoundEvent::FinallySettled { round: ROUND, parts: parts.clone() };
    assert_eq!(book.system(settle(&parts)), [Event::Round(settled)]);
    assert_eq!(book.system(settle(&parts)), []);
}

#[test]
fn what_does_not_add_up_is_not_settled() {
    let mut book = closed();
    let other = Settlement { issued: cents(1500), lapsed: cents(750), ..settlement(500, 250) };
    for parts in [vec![settlement(500, 200)], vec![settlement(800, 0)], vec![other], vec![]] {
        assert_eq!(book.ask(Actor::System, settle(&parts)), Err(Refusal::RoundNotSettled), "{parts:?}");
    }
}

/// A cheque with a longer time of its own can still be activated, so its value is nowhere yet.
#[test]
fn a_cheque_that_was_extended_is_waited_for() {
    let mut book = Book::neighbourhood();
    book.open_round(1, 750);
    let cheque = book.cheque(ROUND, 0);
    let last_day = book.day(200);
    let admin = Actor::Staff(Role::Admin, PersonId(1));
    book.ask(admin, ChequeCommand::Extend { cheque, last_day }).unwrap();
    book.close_round(ROUND);
    let parts = [Settlement { issued: cents(750), lapsed: cents(750), ..settlement(0, 0) }];
    assert_eq!(book.ask(Actor::System, settle(&parts)), Err(Refusal::RoundNotSettled));
}

/// One of two cheques was reversed when EUR 3 of it were in an initiative that got them; the rest lapsed.
#[test]
fn a_cheque_that_was_reversed_counts_for_what_was_left_of_it() {
    let mut book = Book::neighbourhood();
    book.open_round(4, 750);
    let initiative = book.open_initiative(900);
    let first = book.cheque(ROUND, 0);
    for (index, given) in [300, 300, 300].into_iter().enumerate() {
        let cheque = book.cheque(ROUND, index as i64);
        let who = book.activate(cheque);
        book.pledge(who.wallet, initiative, given).unwrap();
    }
    book.now = book.get::<Initiative>(initiative).until;
    book.system(InitiativeCommand::Conclude { initiative });
    let (code, reason) = (NewCode { generation: 2, attempt: 0, key_version: 1 }, book.text());
    let desk = Actor::Staff(Role::Desk, PersonId(1));
    book.ask(desk, ChequeCommand::ReverseActivation { cheque: first, code, reason }).unwrap();
    book.close_round(ROUND);
    let (issued, lapsed) = (cents(3000), cents(750 + 450));
    let parts = [Settlement { issued, lapsed, ..settlement(900, 900) }];
    assert!(matches!(book.system(settle(&parts))[..], [Event::Round(RoundEvent::FinallySettled { .. })]));
}

#[test]
fn a_round_that_is_open_is_not_settled() {
    let mut book = Book::neighbourhood();
    book.open_round(3, 750);
    let status = RoundStatus::Open;
    let refused = book.ask(Actor::System, settle(&[settlement(500, 250)]));
    assert_eq!(refused, Err(Refusal::RoundNotInThatState { status }));
}
