//! Counting supporters: the smaller of residents and households, each once, the initiators' not at all.

use super::super::WalletCommand;
use crate::domain::cheque::ChequeCommand;
use crate::domain::initiative::Initiative;
use crate::domain::testkit::{Book, Holding, cents, code};
use crate::domain::{Actor, ChequeId, InitiativeId, Role};

fn counts(book: &Book, initiative: InitiativeId) -> (i64, i64) {
    let state = book.get::<Initiative>(initiative);
    (state.residents, state.households)
}

fn scene() -> (Book, InitiativeId) {
    let mut book = Book::neighbourhood();
    book.open_round(5, 750);
    let initiative = book.open_initiative(100_000);
    (book, initiative)
}

#[test]
fn two_residents_of_one_household_are_one_supporter() {
    let (mut book, initiative) = scene();
    let first = book.activate(ChequeId(1));
    let second = book.activate_for(ChequeId(2), first.household);
    book.pledge(first.wallet, initiative, 100).unwrap();
    book.pledge(second.wallet, initiative, 100).unwrap();
    assert_eq!(counts(&book, initiative), (2, 1));
    assert_eq!(book.get::<Initiative>(initiative).support(), 1);
    book.withdraw(first.wallet, initiative).unwrap();
    assert_eq!(counts(&book, initiative), (1, 1));
    book.withdraw(second.wallet, initiative).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0));
}

#[test]
fn one_resident_with_cheques_of_two_households_is_one_supporter() {
    let (mut book, initiative) = scene();
    let Holding { wallet, .. } = book.activate(ChequeId(1));
    let other_house = book.household();
    book.activate_into(wallet, ChequeId(2), other_house);
    book.pledge(wallet, initiative, 1500).unwrap();
    assert_eq!(counts(&book, initiative), (1, 2));
    assert_eq!(book.get::<Initiative>(initiative).support(), 1);
    let take = WalletCommand::Withdraw { wallet, initiative, cents: Some(cents(750)) };
    book.ask(Actor::Resident(wallet), take).unwrap();
    assert_eq!(counts(&book, initiative), (1, 1), "one household's money is out");
    book.withdraw(wallet, initiative).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0));
}

#[test]
fn pledging_twice_counts_once_whatever_the_lot() {
    let (mut book, initiative) = scene();
    let Holding { wallet, household, .. } = book.activate(ChequeId(1));
    book.activate_into(wallet, ChequeId(2), household);
    for most in [100, 650, 100, 100] {
        book.pledge(wallet, initiative, most).unwrap();
        assert_eq!(counts(&book, initiative), (1, 1));
    }
}

#[test]
fn initiators_and_their_household_do_not_count() {
    let (mut book, _) = scene();
    let initiator = book.activate(ChequeId(1));
    let partner = book.activate_for(ChequeId(2), initiator.household);
    let neighbour = book.activate(ChequeId(3));
    let initiative = book.open_initiative_of(10_000, "green", &[initiator.wallet]);
    book.pledge(initiator.wallet, initiative, 100).unwrap();
    book.pledge(partner.wallet, initiative, 100).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0));
    assert_eq!(book.get::<Initiative>(initiative).own, cents(100), "the partner's money is not limited");
    book.pledge(neighbour.wallet, initiative, 100).unwrap();
    assert_eq!(counts(&book, initiative), (1, 1));
    book.withdraw(initiator.wallet, initiative).unwrap();
    book.withdraw(partner.wallet, initiative).unwrap();
    assert_eq!(counts(&book, initiative), (1, 1));
}

#[test]
fn a_second_household_of_the_initiators_partner_counts() {
    let (mut book, _) = scene();
    let initiator = book.activate(ChequeId(1));
    let partner = book.activate_for(ChequeId(2), initiator.household);
    let other_house = book.household();
    book.activate_into(partner.wallet, ChequeId(3), other_house);
    let initiative = book.open_initiative_of(10_000, "green", &[initiator.wallet]);
    book.pledge(partner.wallet, initiative, 750).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0), "money of the initiator's household");
    book.pledge(partner.wallet, initiative, 100).unwrap();
    assert_eq!(counts(&book, initiative), (1, 1), "money of the other household");
    book.withdraw(partner.wallet, initiative).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0));
}

/// The initiator activates a neighbour's cheque by mistake, so that the neighbour's pledge does not count;
/// after the reversal it does, and the count must also come down again.
#[test]
fn a_lot_that_begins_to_count_leaves_the_count_again() {
    let (mut book, _) = scene();
    let initiator = book.activate(ChequeId(1));
    let neighbour = book.activate(ChequeId(2));
    book.activate_into(initiator.wallet, ChequeId(3), neighbour.household);
    let initiative = book.open_initiative_of(10_000, "green", &[initiator.wallet]);
    book.pledge(neighbour.wallet, initiative, 100).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0));
    let (desk, reason) = (book.staff(Role::Desk), book.text());
    let reverse = ChequeCommand::ReverseActivation { cheque: ChequeId(3), code: code(2), reason };
    book.ask(desk, reverse).unwrap();
    for _ in 0..2 {
        book.pledge(neighbour.wallet, initiative, 100).unwrap();
        assert_eq!(counts(&book, initiative), (1, 1));
    }
    book.withdraw(neighbour.wallet, initiative).unwrap();
    assert_eq!(counts(&book, initiative), (0, 0));
}
