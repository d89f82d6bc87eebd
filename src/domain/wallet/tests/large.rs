//! Wallets of more lots than an event can hold.

use super::super::{Wallet, WalletCommand, WalletEvent};
use crate::domain::cheque::ChequeEvent;
use crate::domain::initiative::Initiative;
use crate::domain::testkit::{Book, cents};
use crate::domain::{Account, Actor, ChequeId, Event, InitiativeId, WalletId};

/// More than two events hold.
const LOTS: i64 = 1_100;

/// Somebody who saved the cheques of a whole street, of 1 euro each, of two households; and an initiative.
fn scene() -> (Book, WalletId, InitiativeId) {
    let mut book = Book::neighbourhood();
    book.open_round(LOTS, 100);
    let first = book.activate(ChequeId(1));
    let other = book.household();
    for cheque in 2..=LOTS {
        let household = if cheque % 2 == 0 { other } else { first.household };
        book.activate_into(first.wallet, ChequeId(cheque), household);
    }
    let initiative = book.open_initiative(1_000_000);
    (book, first.wallet, initiative)
}

/// Legs, residents and households of each event.
fn pages(events: &[Event]) -> Vec<(usize, i64, i64)> {
    let page = |event: &Event| {
        if let Event::Wallet(WalletEvent::Pledged { legs, residents, households, .. }) = event {
            return (legs.len(), *residents, *households);
        }
        let Event::Wallet(WalletEvent::Withdrawn { legs, residents, households, .. }) = event else {
            panic!("{event:?}")
        };
        (legs.len(), *residents, *households)
    };
    events.iter().map(page).collect()
}

#[test]
fn a_pledge_and_a_withdrawal_over_many_lots_are_several_events() {
    let (mut book, wallet, initiative) = scene();
    let pledged = book.pledge(wallet, initiative, LOTS * 100).unwrap();
    assert_eq!(pages(&pledged), [(500, 1, 2), (500, 0, 0), (100, 0, 0)]);
    assert_eq!(book.balance(Account::Pot(initiative)), LOTS * 100);
    let state = book.get::<Initiative>(initiative);
    assert_eq!((state.residents, state.households, state.pot), (1, 2, cents(LOTS * 100)));

    let withdrawn = book.withdraw(wallet, initiative).unwrap();
    assert_eq!(pages(&withdrawn), [(500, 0, 0), (500, 0, 0), (100, 1, 2)]);
    let state = book.get::<Initiative>(initiative);
    assert_eq!((state.residents, state.households, state.pot), (0, 0, cents(0)));
}

#[test]
fn a_large_move_is_several_events_too() {
    let (mut book, wallet, from) = scene();
    book.pledge(wallet, from, LOTS * 100).unwrap();
    let to = book.open_initiative(1_000_000);
    let command = WalletCommand::Move { wallet, from, to, cents: cents(LOTS * 100) };
    let moved = book.ask(Actor::Resident(wallet), command).unwrap();
    let (out, into) = moved.split_at(3);
    assert_eq!(pages(out), [(500, 0, 0), (500, 0, 0), (100, 1, 2)]);
    assert_eq!(pages(into), [(500, 1, 2), (500, 0, 0), (100, 0, 0)]);
    assert_eq!([from, to].map(|id| book.balance(Account::Pot(id))), [0, LOTS * 100]);
}

#[test]
fn a_large_pledge_that_is_refused_does_nothing_at_all() {
    let (mut book, wallet, initiative) = scene();
    let before = book.log.len();
    assert!(book.pledge(wallet, initiative, LOTS * 100 + 1).is_err());
    assert_eq!(book.log.len(), before);
}

#[test]
fn a_wallet_forgets_no_more_lots_at_once_than_an_event_can_name() {
    let (mut book, wallet, _) = scene();
    book.days_pass(3 * 365);
    for lot in book.get::<Wallet>(wallet).lots.clone() {
        book.system(WalletCommand::LapseLot { lot });
    }
    let round = book.open_round(4, 100);
    let household = book.household();
    let mut listed = Vec::new();
    for nth in 0..4 {
        book.activate_into(wallet, book.cheque(round, nth), household);
        let Some(Event::Cheque(ChequeEvent::Activated(activation))) = book.log.last().map(|last| &last.event)
        else {
            panic!("an activation")
        };
        listed.push((activation.retired.len(), book.get::<Wallet>(wallet).lots.len()));
    }
    assert_eq!(listed, [(500, 601), (500, 102), (100, 3), (0, 4)]);
}
