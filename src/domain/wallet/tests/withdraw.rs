//! Taking money back, and moving it.

use super::super::{Back, Lot, WalletCommand, WalletEvent};
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{BUDGET, Book, Holding, cents, last_day, moment};
use crate::domain::{Account, Actor, ChequeId, Event, InitiativeId, Refusal, Role, Timestamp, WalletId};

/// A resident with EUR 7.50, who pledged EUR 5 of it; money can be spent for two months.
fn scene() -> (Book, Holding, InitiativeId) {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::Months(2), ..Rules::default() });
    book.open_round(3, 750);
    let who = book.activate(ChequeId(1));
    let initiative = book.open_initiative(1000);
    book.pledge(who.wallet, initiative, 500).unwrap();
    (book, who, initiative)
}

pub fn take(
    book: &mut Book,
    wallet: WalletId,
    initiative: InitiativeId,
    sum: i64,
) -> Result<Vec<Event>, Refusal> {
    let withdraw = WalletCommand::Withdraw { wallet, initiative, cents: Some(cents(sum)) };
    book.ask(Actor::Resident(wallet), withdraw)
}

pub fn move_to(
    book: &mut Book,
    wallet: WalletId,
    from: InitiativeId,
    to: InitiativeId,
    most: i64,
) -> Result<Vec<Event>, Refusal> {
    book.ask(Actor::Resident(wallet), WalletCommand::Move { wallet, from, to, cents: cents(most) })
}

#[test]
fn a_withdrawal_goes_back_to_its_lot_and_the_supporter_leaves_with_the_last_cent() {
    let (mut book, Holding { wallet, lot, .. }, initiative) = scene();
    let back = |sum: i64, spend_by: Option<Timestamp>, left: i64| {
        let legs = vec![Back { lot, budget: BUDGET, cents: cents(sum), spend_by, common: false }];
        let (residents, households, own) = (left, left, false);
        Event::Wallet(WalletEvent::Withdrawn { wallet, initiative, legs, residents, households, own })
    };
    let prolonged = Some(moment("2026-04-05T22:00:00Z"));
    assert_eq!(take(&mut book, wallet, initiative, 200), Ok(vec![back(200, prolonged, 0)]));
    assert_eq!(book.get::<Initiative>(initiative).support(), 1);
    assert_eq!(book.withdraw(wallet, initiative), Ok(vec![back(300, None, 1)]));
    assert_eq!(book.get::<Initiative>(initiative).support(), 0);
    assert_eq!(book.withdraw(wallet, initiative), Ok(Vec::new()), "nothing is left to take back");
    assert_eq!(book.balance(Account::Lot(lot)), 750);
}

#[test]
fn an_own_withdrawal_prolongs_a_lot_once() {
    let (mut book, Holding { wallet, lot, .. }, initiative) = scene();
    take(&mut book, wallet, initiative, 100).unwrap();
    let once = book.get::<Lot>(lot).spend_by;
    assert_eq!(once, moment("2026-04-05T22:00:00Z"), "90 days, to the end of that day in summer time");
    book.days_pass(10);
    take(&mut book, wallet, initiative, 100).unwrap();
    assert_eq!(book.get::<Lot>(lot).spend_by, once);
}

#[test]
fn money_that_lasts_longer_keeps_its_date() {
    let mut book = Book::neighbourhood();
    book.open_round(1, 750);
    let Holding { wallet, lot, .. } = book.activate(ChequeId(1));
    let spend_by = book.get::<Lot>(lot).spend_by;
    let initiative = book.open_initiative(1000);
    book.pledge(wallet, initiative, 500).unwrap();
    book.withdraw(wallet, initiative).unwrap();
    assert_eq!((book.get::<Lot>(lot).spend_by, book.get::<Lot>(lot).prolonged), (spend_by, false));
}

#[test]
fn the_lot_that_can_be_kept_longest_gets_its_money_first() {
    let mut book = Book::neighbourhood();
    book.open_round(2, 500);
    let early = book.activate(ChequeId(1));
    book.days_pass(1);
    let late = book.activate_into(early.wallet, ChequeId(2), early.household);
    let initiative = book.open_initiative(1000);
    book.pledge(early.wallet, initiative, 1000).unwrap();
    take(&mut book, early.wallet, initiative, 600).unwrap();
    assert_eq!(book.balance(Account::Lot(late.lot)), 500);
    assert_eq!(book.balance(Account::Lot(early.lot)), 100);
}

#[test]
fn no_more_than_was_pledged_and_not_from_elsewhere() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let less = Refusal::PledgedLess { pledged: cents(500), asked: cents(501) };
    assert_eq!(take(&mut book, wallet, initiative, 501), Err(less));
    assert_eq!(take(&mut book, wallet, initiative, 0), Err(Refusal::AmountZero));
    let unknown = Refusal::Unknown { what: "initiative 9".into() };
    assert_eq!(book.withdraw(wallet, InitiativeId(9)), Err(unknown));
    let needed = Refusal::NotAllowed { needed: "the resident whose money it is".into() };
    let withdraw = WalletCommand::Withdraw { wallet, initiative, cents: None };
    let admin = book.staff(Role::Admin);
    assert_eq!(book.ask(admin, withdraw), Err(needed));
}

#[test]
fn from_the_deadline_on_nothing_is_given_back_on_request() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let until = book.get::<Initiative>(initiative).until;
    book.now = Timestamp::from_ms(until.ms() - 1);
    assert!(take(&mut book, wallet, initiative, 100).is_ok());
    book.now = until;
    assert_eq!(
        book.withdraw(wallet, initiative),
        Err(Refusal::InitiativeClosed { last_day: last_day(until) })
    );
}

#[test]
fn a_pause_does_not_hold_money() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let reason = book.text();
    book.system(InitiativeCommand::Pause { initiative, reason });
    assert_eq!(book.withdraw(wallet, initiative).map(|events| events.len()), Ok(1));
}

#[test]
fn a_pause_ends_with_the_campaign() {
    let (mut book, Holding { wallet, .. }, paused) = scene();
    let open = book.draft_initiative(1000, "green", &[]);
    book.open_for(open, 60);
    book.pledge(wallet, open, 100).unwrap();
    let reason = book.text();
    book.system(InitiativeCommand::Pause { initiative: paused, reason });
    let until = book.get::<Initiative>(paused).until;
    book.now = Timestamp::from_ms(until.ms() - 1);
    assert_eq!(book.pledge(wallet, paused, 100), Err(Refusal::InitiativePaused));
    assert_eq!(move_to(&mut book, wallet, open, paused, 100), Err(Refusal::InitiativePaused));
    assert!(take(&mut book, wallet, paused, 100).is_ok());
    assert!(move_to(&mut book, wallet, paused, open, 100).is_ok());
    book.now = until;
    let closed = Err(Refusal::InitiativeClosed { last_day: last_day(until) });
    assert_eq!(book.pledge(wallet, paused, 100), closed);
    assert_eq!(book.withdraw(wallet, paused), closed);
    assert_eq!(take(&mut book, wallet, paused, 100), closed);
    assert_eq!(move_to(&mut book, wallet, paused, open, 100), closed);
    assert_eq!(move_to(&mut book, wallet, open, paused, 100), closed);
}

#[test]
fn moving_takes_from_one_and_gives_to_the_other() {
    let (mut book, Holding { wallet, .. }, from) = scene();
    let to = book.open_initiative(300);
    let events = move_to(&mut book, wallet, from, to, 500).unwrap();
    assert_eq!(events.len(), 2);
    assert_eq!(book.get::<Initiative>(to).pot, cents(300), "no more than it needs");
    assert_eq!(book.get::<Initiative>(from).pot, cents(200), "and the rest stays");
    assert_eq!(move_to(&mut book, wallet, from, to, 1), Err(Refusal::InitiativeFull));
    assert_eq!(move_to(&mut book, wallet, from, from, 1), Ok(Vec::new()));
}

#[test]
fn a_refused_move_leaves_everything_in_place() {
    let (mut book, Holding { wallet, .. }, from) = scene();
    let to = book.open_initiative(1000);
    let less = Refusal::PledgedLess { pledged: cents(500), asked: cents(501) };
    assert_eq!(move_to(&mut book, wallet, from, to, 501), Err(less));
    let reason = book.text();
    book.system(InitiativeCommand::Pause { initiative: to, reason });
    assert_eq!(move_to(&mut book, wallet, from, to, 100), Err(Refusal::InitiativePaused));
    assert_eq!(book.get::<Initiative>(from).pot, cents(500));
}

#[test]
fn money_that_may_not_be_saved_keeps_its_date() {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::WithRound, ..Rules::default() });
    book.open_round(1, 750);
    let Holding { wallet, lot, .. } = book.activate(ChequeId(1));
    let initiative = book.open_initiative(1000);
    book.pledge(wallet, initiative, 500).unwrap();
    let before = book.get::<Lot>(lot).spend_by;
    book.days_pass(20);
    book.withdraw(wallet, initiative).unwrap();
    let after = book.get::<Lot>(lot);
    assert_eq!((after.spend_by, after.prolonged, after.free), (before, false, cents(750)));
}
