//! Pledging: which lots pay, how much is taken, and what is refused.

use super::super::{Give, Leg, Lot, Wallet, WalletCommand, WalletEvent};
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{BUDGET, Book, Holding, cents, last_day};
use crate::domain::{Actor, ChequeId, Event, InitiativeId, LotId, Refusal, Role, Timestamp, WalletId};

fn give(initiative: InitiativeId, most: i64) -> Give {
    Give { initiative, cents: cents(most) }
}

/// What an event took from which lot.
fn taken(events: &[Event]) -> Vec<(LotId, i64)> {
    let mut taken = Vec::new();
    for event in events {
        if let Event::Wallet(WalletEvent::Pledged { legs, .. }) = event {
            taken.extend(legs.iter().map(|leg| (leg.lot, leg.cents.get())));
        }
    }
    taken
}

fn scene() -> (Book, Holding, InitiativeId) {
    let mut book = Book::neighbourhood();
    book.open_round(4, 750);
    let who = book.activate(ChequeId(1));
    let initiative = book.open_initiative(1000);
    (book, who, initiative)
}

#[test]
fn a_pledge_moves_money_from_the_lot_to_the_pot_and_counts() {
    let (mut book, Holding { wallet, lot, .. }, initiative) = scene();
    let legs = vec![Leg { lot, budget: BUDGET, cents: cents(500), own: false }];
    let pledged = WalletEvent::Pledged { wallet, initiative, legs, residents: 1, households: 1, own: false };
    assert_eq!(book.pledge(wallet, initiative, 500), Ok(vec![Event::Wallet(pledged)]));
    let state = book.get::<Initiative>(initiative);
    assert_eq!((state.pot, state.of_budget(BUDGET)), (cents(500), cents(500)));
    assert_eq!(book.get::<Lot>(lot).free, cents(250));
}

#[test]
fn the_target_is_a_cap() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    book.pledge(wallet, initiative, 750).unwrap();
    let other = book.activate(ChequeId(2));
    let events = book.pledge(other.wallet, initiative, 750).unwrap();
    assert_eq!(taken(&events), [(other.lot, 250)], "cut to what is still needed");
    assert_eq!(book.pledge(other.wallet, initiative, 1), Err(Refusal::InitiativeFull));
}

#[test]
fn a_full_initiative_takes_nothing_while_the_others_of_the_command_take_theirs() {
    let (mut book, Holding { wallet, .. }, full) = scene();
    let other = book.activate(ChequeId(2));
    book.pledge(wallet, full, 750).unwrap();
    book.pledge(other.wallet, full, 250).unwrap();
    let open = book.open_initiative(1000);
    let gives = vec![give(full, 200), give(open, 200)];
    let pledge = WalletCommand::Pledge { wallet: other.wallet, gives };
    let events = book.ask(Actor::Resident(other.wallet), pledge).unwrap();
    assert_eq!(taken(&events), [(other.lot, 200)]);
    assert_eq!(book.get::<Initiative>(open).pot, cents(200));
}

#[test]
fn the_lot_that_expires_first_pays_first_and_ties_go_by_lot() {
    let mut book = Book::neighbourhood();
    book.open_round(4, 100);
    let Holding { wallet, household, lot: first, .. } = book.activate(ChequeId(1));
    // On the same day, and drawn out of order.
    let later_id = book.lot();
    let second = book.activate_into(wallet, ChequeId(2), household).lot;
    let third = Holding { cheque: ChequeId(3), wallet, household, lot: later_id };
    book.try_activate(third, 1, false).unwrap();
    book.days_pass(1);
    let last = book.activate_into(wallet, ChequeId(4), household).lot;
    assert_eq!(book.get::<Wallet>(wallet).lots, [first, second, later_id, last]);
    let initiative = book.open_initiative(1000);
    let events = book.pledge(wallet, initiative, 350).unwrap();
    assert_eq!(taken(&events), [(first, 100), (later_id, 100), (second, 100), (last, 50)]);
}

#[test]
fn several_pledges_are_all_or_none() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let draft = InitiativeId(99);
    let pledge = WalletCommand::Pledge { wallet, gives: vec![give(initiative, 100), give(draft, 100)] };
    let unknown = Refusal::Unknown { what: "initiative 99".into() };
    assert_eq!(book.ask(Actor::Resident(wallet), pledge), Err(unknown));
    assert_eq!(book.get::<Initiative>(initiative).pot, cents(0));
}

#[test]
fn more_than_the_wallet_is_refused_even_if_less_would_be_taken() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let too_much = |asked: i64| Refusal::WalletTooSmall { free: cents(750), asked: cents(asked) };
    assert_eq!(book.pledge(wallet, initiative, 751), Err(too_much(751)));
    let gives = vec![give(initiative, 700), give(initiative, 51)];
    let pledge = WalletCommand::Pledge { wallet, gives };
    assert_eq!(book.ask(Actor::Resident(wallet), pledge), Err(too_much(751)));
}

#[test]
fn zero_too_much_and_overflow_are_refused_in_words() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    assert_eq!(book.pledge(wallet, initiative, 0), Err(Refusal::AmountZero));
    assert_eq!(book.pledge(wallet, initiative, i64::MAX), Err(Refusal::AmountTooLarge));
    let none = WalletCommand::Pledge { wallet, gives: Vec::new() };
    assert_eq!(book.ask(Actor::Resident(wallet), none), Err(Refusal::BadNumberOfPledges { most: 500 }));
    let many = WalletCommand::Pledge { wallet, gives: vec![give(initiative, 1); 501] };
    assert_eq!(book.ask(Actor::Resident(wallet), many), Err(Refusal::BadNumberOfPledges { most: 500 }));
    assert!(serde_json::from_str::<Give>(r#"{"initiative":1,"cents":-5}"#).is_err(), "negative");
}

#[test]
fn only_the_resident_or_the_desk_beside_them_pledges() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let pledge = WalletCommand::Pledge { wallet, gives: vec![give(initiative, 100)] };
    let needed = Refusal::NotAllowed { needed: "the resident whose money it is".into() };
    for actor in [Actor::Resident(WalletId(5)), Actor::System, book.staff(Role::Admin)] {
        assert_eq!(book.ask(actor, pledge.clone()), Err(needed.clone()));
    }
    let desk = book.staff(Role::Desk);
    assert!(book.ask(desk, pledge).is_ok());
    let nobody = book.wallet();
    let what = format!("wallet {nobody}");
    assert_eq!(book.pledge(nobody, initiative, 100), Err(Refusal::Unknown { what }));
}

#[test]
fn an_initiative_takes_pledges_until_the_last_millisecond() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let until = book.get::<Initiative>(initiative).until;
    book.now = Timestamp::from_ms(until.ms() - 1);
    assert!(book.pledge(wallet, initiative, 100).is_ok());
    book.now = until;
    let closed = Refusal::InitiativeClosed { last_day: last_day(until) };
    assert_eq!(book.pledge(wallet, initiative, 100), Err(closed.clone()), "even if the outcome comes late");
    book.system(InitiativeCommand::Conclude { initiative });
    assert_eq!(book.pledge(wallet, initiative, 100), Err(closed));
}

#[test]
fn a_paused_or_unopened_initiative_takes_none() {
    let (mut book, Holding { wallet, .. }, initiative) = scene();
    let reason = book.text();
    book.system(InitiativeCommand::Pause { initiative, reason });
    assert_eq!(book.pledge(wallet, initiative, 100), Err(Refusal::InitiativePaused));
    book.system(InitiativeCommand::Resume { initiative });
    assert!(book.pledge(wallet, initiative, 100).is_ok());
    let unopened = book.draft_initiative(1000, "green", &[]);
    assert_eq!(book.pledge(wallet, unopened, 100), Err(Refusal::InitiativeNotOpen));
}

#[test]
fn a_lot_can_be_spent_until_its_date_even_if_it_lapses_late() {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::Months(1), ..Rules::default() });
    book.open_round(1, 750);
    let Holding { wallet, lot, .. } = book.activate(ChequeId(1));
    let spend_by = book.get::<Lot>(lot).spend_by;
    book.days_pass(20);
    let initiative = book.open_initiative(1000);
    book.now = Timestamp::from_ms(spend_by.ms() - 1);
    assert!(book.pledge(wallet, initiative, 100).is_ok());
    book.now = spend_by;
    let refused = Refusal::WalletTooSmall { free: cents(0), asked: cents(100) };
    assert_eq!(book.pledge(wallet, initiative, 100), Err(refused));
}
