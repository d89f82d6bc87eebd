//! What somebody may do who has shown the code of one lot, and not the wallet it is in.

use super::super::{Give, Lot, WalletCommand};
use crate::domain::household::{Choice, HouseholdCommand};
use crate::domain::testkit::{Book, Holding, cents};
use crate::domain::{Actor, ChequeId, InitiativeId, PersonId, Refusal, Shown};

/// A wallet with two lots of EUR 7.50, the second of them the holder's, and an initiative.
fn book() -> (Book, [Holding; 2], InitiativeId) {
    let mut book = Book::neighbourhood();
    book.open_round(5, 750);
    let first = book.activate(ChequeId(1));
    let second = book.activate_into(first.wallet, ChequeId(2), first.household);
    let initiative = book.open_initiative(100_000);
    (book, [first, second], initiative)
}

fn pledge(who: Holding, initiative: InitiativeId, most: i64) -> WalletCommand {
    WalletCommand::Pledge { wallet: who.wallet, gives: vec![Give { initiative, cents: cents(most) }] }
}

fn not_theirs() -> Refusal {
    Refusal::NotAllowed { needed: "the resident whose money it is".into() }
}

#[test]
fn a_holder_gives_money_of_the_own_lot_only() {
    let (mut book, [first, second], initiative) = book();
    let holder = Actor::Holder(second.lot);
    let refused = Refusal::WalletTooSmall { free: cents(750), asked: cents(751) };
    assert_eq!(book.ask(holder, pledge(second, initiative, 751)), Err(refused));
    let desk = Actor::AtDesk(PersonId(7), Shown::Lot(second.lot));
    let refused = Refusal::WalletTooSmall { free: cents(750), asked: cents(751) };
    assert_eq!(book.ask(desk, pledge(second, initiative, 751)), Err(refused), "also at a desk");
    book.ask(holder, pledge(second, initiative, 300)).unwrap();
    let give = |lot| WalletCommand::GiveToCommonPot { wallet: first.wallet, lot, cents: cents(50) };
    assert_eq!(book.ask(holder, give(first.lot)), Err(not_theirs()));
    book.ask(holder, give(second.lot)).unwrap();
    assert_eq!(book.get::<Lot>(first.lot).free, cents(750), "although it expires as early");
    assert_eq!(book.get::<Lot>(second.lot).free, cents(400));
}

#[test]
fn a_holder_takes_back_and_moves_money_of_the_own_lot_only() {
    let (mut book, [first, second], initiative) = book();
    let (wallet, holder) = (first.wallet, Actor::Holder(second.lot));
    book.pledge(wallet, initiative, 1_500).unwrap();
    let withdraw = |cents| WalletCommand::Withdraw { wallet, initiative, cents };
    let refused = Refusal::PledgedLess { pledged: cents(750), asked: cents(751) };
    assert_eq!(book.ask(holder, withdraw(Some(cents(751)))), Err(refused));
    let to = book.open_initiative(100_000);
    let shift = WalletCommand::Move { wallet, from: initiative, to, cents: cents(100) };
    book.ask(holder, shift).unwrap();
    book.ask(holder, withdraw(None)).unwrap();
    assert_eq!(book.ask(holder, withdraw(None)), Ok(Vec::new()));
    let (first, second) = (book.get::<Lot>(first.lot), book.get::<Lot>(second.lot));
    assert_eq!((first.in_pot(initiative), second.in_pot(initiative)), (cents(750), cents(0)));
    assert_eq!((first.in_pot(to), second.in_pot(to), second.free), (cents(0), cents(100), cents(650)));
}

#[test]
fn a_holder_has_no_say_over_other_wallets_and_the_next_cheques() {
    let (mut book, [first, second], initiative) = book();
    let other = book.activate(ChequeId(3));
    let holder = Actor::Holder(second.lot);
    assert_eq!(book.ask(holder, pledge(other, initiative, 100)), Err(not_theirs()));
    let (household, wallet) = (first.household, first.wallet);
    let choose = HouseholdCommand::MakeStandingChoice { household, wallet, choice: Choice::Savings };
    let needed = Refusal::NotAllowed { needed: "the resident whose choice it is".into() };
    assert_eq!(book.ask(holder, choose), Err(needed));
}
