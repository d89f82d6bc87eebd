//! Savings that are given away or not spent in time.

use super::super::{LapsesTo, Leg, Lot, WalletCommand, WalletEvent};
use crate::domain::common::CommonPot;
use crate::domain::programme::{Leftover, Rules};
use crate::domain::testkit::{AREA, BUDGET, Book, Holding, cents, first_day};
use crate::domain::{Account, Actor, ChequeId, Event, LotId, Refusal, Role};

fn scene(leftover: Leftover) -> (Book, Holding) {
    let mut book = Book::neighbourhood_with(Rules { leftover, ..Rules::default() });
    book.open_round(2, 750);
    let who = book.activate(ChequeId(1));
    (book, who)
}

fn lapsed(lot: LotId, sum: i64, to: LapsesTo) -> Vec<Event> {
    vec![Event::Wallet(WalletEvent::LotLapsed { lot, budget: BUDGET, area: AREA, cents: cents(sum), to })]
}

#[test]
fn savings_lapse_to_the_common_pot_at_their_date() {
    let (mut book, Holding { lot, .. }) = scene(Leftover::CommonPot);
    let when = book.get::<Lot>(lot).spend_by;
    assert_eq!(
        book.ask(Actor::System, WalletCommand::LapseLot { lot }),
        Err(Refusal::NotYet { from: first_day(when) })
    );
    book.now = when;
    assert_eq!(book.system(WalletCommand::LapseLot { lot }), lapsed(lot, 750, LapsesTo::CommonPot));
    assert_eq!(book.system(WalletCommand::LapseLot { lot }), []);
    assert_eq!(book.get::<CommonPot>(AREA).cents, cents(750));
}

#[test]
fn or_to_the_budget_where_the_rules_of_the_round_say_so() {
    let (mut book, Holding { lot, .. }) = scene(Leftover::Budget);
    book.now = book.get::<Lot>(lot).spend_by;
    assert_eq!(book.system(WalletCommand::LapseLot { lot }), lapsed(lot, 750, LapsesTo::Budget));
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_000_000 - 750);
}

#[test]
fn money_in_a_pot_does_not_lapse() {
    let (mut book, Holding { wallet, lot, .. }) = scene(Leftover::CommonPot);
    book.days_pass(710);
    let initiative = book.open_initiative(1000);
    book.pledge(wallet, initiative, 500).unwrap();
    book.now = book.get::<Lot>(lot).spend_by;
    assert_eq!(book.system(WalletCommand::LapseLot { lot }), lapsed(lot, 250, LapsesTo::CommonPot));
    assert_eq!(book.balance(Account::Pot(initiative)), 500);
}

#[test]
fn lapsing_is_for_the_system() {
    let (mut book, Holding { lot, .. }) = scene(Leftover::CommonPot);
    let admin = book.staff(Role::Admin);
    let needed = Refusal::NotAllowed { needed: "the system itself".into() };
    assert_eq!(book.ask(admin, WalletCommand::LapseLot { lot }), Err(needed));
    let nothing = book.lot();
    let what = format!("lot {nothing}");
    assert_eq!(
        book.ask(Actor::System, WalletCommand::LapseLot { lot: nothing }),
        Err(Refusal::Unknown { what })
    );
}

#[test]
fn a_resident_gives_savings_to_the_common_pot() {
    let (mut book, Holding { wallet, lot, .. }) = scene(Leftover::CommonPot);
    let give = |sum: i64| WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(sum) };
    let legs = vec![Leg { lot, budget: BUDGET, cents: cents(300), own: false }];
    let given = WalletEvent::GivenToCommonPot { wallet, area: AREA, legs };
    assert_eq!(book.ask(Actor::Resident(wallet), give(300)), Ok(vec![Event::Wallet(given)]));
    assert_eq!(book.get::<CommonPot>(AREA).cents, cents(300));
    let refused = Refusal::WalletTooSmall { free: cents(450), asked: cents(451) };
    assert_eq!(book.ask(Actor::Resident(wallet), give(451)), Err(refused));
    assert_eq!(book.ask(Actor::Resident(wallet), give(0)), Err(Refusal::AmountZero));
    book.now = book.get::<Lot>(lot).spend_by;
    let expired = Refusal::WalletTooSmall { free: cents(0), asked: cents(1) };
    assert_eq!(book.ask(Actor::Resident(wallet), give(1)), Err(expired));
}

#[test]
fn nobody_gives_away_what_is_somebody_elses() {
    let (mut book, Holding { lot, .. }) = scene(Leftover::CommonPot);
    let other = book.activate(ChequeId(2)).wallet;
    let give = WalletCommand::GiveToCommonPot { wallet: other, lot, cents: cents(1) };
    let needed = Refusal::NotAllowed { needed: "the resident whose money it is".into() };
    assert_eq!(book.ask(Actor::Resident(other), give), Err(needed));
}
