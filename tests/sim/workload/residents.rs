//! What residents ask.

use super::{Draw, Wish, by, cents, initiatives, staff};
use wijkkas::domain::cheque::{Activate, Cheque, ChequeCommand, ChequeStatus, NewCode};
use wijkkas::domain::programme::Programme;
use wijkkas::domain::round::{Round, RoundStatus};
use wijkkas::domain::wallet::{Give, Lot, WalletCommand};
use wijkkas::domain::{
    Actor, ChequeId, HouseholdId, InitiativeId, LotId, ProgrammeId, Role, RoundId, WalletId,
};

/// Somebody types a code from a letter, at times one that was typed before or never printed.
pub fn activate(draw: &mut Draw) -> Wish {
    let mut cheque = cheque(draw);
    // Most letters are opened once.
    for _ in 0..draw.dice.between(0, 8) {
        if draw.book.get::<Cheque>(cheque).is_some_and(Cheque::lapses_with_round) {
            break;
        }
        cheque = self::cheque(draw);
    }
    let known = draw.book.get::<Cheque>(cheque);
    // Whoever types their code again is the resident they were.
    let again = match known.map(|cheque| cheque.status) {
        Some(ChequeStatus::Activated(wallet, _)) if draw.dice.chance(7_000) => Some(wallet),
        _ => None,
    };
    let old = if draw.dice.chance(5_000) { draw.dice.pick(&draw.book.wallets).copied() } else { None };
    let new_wallet = again.or(old).is_none();
    let wallet = again.or(old).unwrap_or_else(|| WalletId::fresh(draw.now, draw.dice.id()));
    let lot = if draw.dice.chance(50) { draw.dice.pick(&draw.book.lots).copied() } else { None };
    let command = ChequeCommand::Activate(Activate {
        cheque,
        generation: if draw.dice.chance(100) { 2 } else { known.map_or(1, |cheque| cheque.generation) },
        wallet,
        new_wallet: new_wallet != draw.dice.chance(50),
        household: household(draw),
        new_household: draw.dice.chance(50),
        lot: lot.unwrap_or_else(|| LotId::fresh(draw.now, draw.dice.id())),
    });
    let actor = if draw.dice.chance(500) { staff(Role::Desk) } else { Actor::Resident(wallet) };
    by(actor, command)
}

/// Few at a time, so that most have several lots.
pub fn household(draw: &mut Draw) -> HouseholdId {
    let moved_away = draw.book.lots.len() as i64 / 20;
    HouseholdId(moved_away + draw.dice.between(1, 200))
}

/// Mostly one of a round that is open.
pub fn cheque(draw: &mut Draw) -> ChequeId {
    let programme = draw.book.get::<Programme>(ProgrammeId::ONLY).expect("it was founded");
    for round in (1..=programme.last_round).rev().take(3) {
        let Some(round) = draw.book.get::<Round>(RoundId(round)) else { continue };
        if matches!(round.status, RoundStatus::Open | RoundStatus::Grace) {
            let last = round.first_cheque.0 + round.planned() - 1;
            return ChequeId(draw.dice.between(round.first_cheque.0, last));
        }
    }
    ChequeId(draw.dice.between(1, programme.last_cheque + 1))
}

/// Somebody gives, half of them to the initiative that everybody talks about.
pub fn pledge(draw: &mut Draw) -> Wish {
    let Some((wallet, mut free)) = wallet(draw) else { return activate(draw) };
    if draw.dice.chance(300) {
        free = 1_000;
    }
    let mut gives = Vec::new();
    for _ in 0..=draw.dice.between(0, 2) {
        let least = i64::from(!draw.dice.chance(100));
        let amount = draw.dice.between(least, free.max(1));
        free -= amount;
        gives.push(Give { initiative: initiative(draw), cents: cents(amount) });
        if free <= 0 {
            break;
        }
    }
    if draw.dice.chance(50) {
        gives.clear();
    }
    by(Actor::Resident(wallet), WalletCommand::Pledge { wallet, gives })
}

/// A wallet and what can be spent of one of its lots, most likely one of the late ones.
fn wallet(draw: &mut Draw) -> Option<(WalletId, i64)> {
    let lots = &draw.book.lots;
    let recent = &lots[lots.len().saturating_sub(400)..];
    let mut found = None;
    for _ in 0..10 {
        let lot = if draw.dice.chance(8_000) { draw.dice.pick(recent) } else { draw.dice.pick(lots) };
        let lot = draw.book.get::<Lot>(*lot?)?;
        found = Some((lot.wallet, lot.free.get()));
        if !lot.free.is_zero() && draw.now < lot.spend_by {
            break;
        }
    }
    found
}

fn initiative(draw: &mut Draw) -> InitiativeId {
    let open = initiatives::open(draw);
    let hot = open.first().copied().filter(|_| draw.dice.chance(5_000));
    let one = hot.or_else(|| draw.dice.pick(&open).copied());
    one.unwrap_or_else(|| InitiativeId(draw.dice.between(1, initiatives::last(draw) + 1)))
}

/// Somebody takes money back, or moves it.
pub fn take_back(draw: &mut Draw) -> Wish {
    let mut lot = None;
    for _ in 0..10 {
        lot = draw.dice.pick(&draw.book.lots).and_then(|lot| draw.book.get::<Lot>(*lot));
        if lot.is_some_and(|lot| !lot.places.is_empty()) {
            break;
        }
    }
    let Some(lot) = lot else { return activate(draw) };
    let (wallet, from) = (lot.wallet, lot.places.first().map(|place| (place.initiative, place.cents.get())));
    let (from, pledged) = match from {
        Some(from) => from,
        None => (initiative(draw), 0),
    };
    let least = i64::from(!draw.dice.chance(200));
    let amount = draw.dice.between(least, pledged + pledged / 10 + 1);
    let command = if draw.dice.chance(4_000) {
        WalletCommand::Move { wallet, from, to: initiative(draw), cents: cents(amount) }
    } else {
        let all = draw.dice.chance(3_000);
        WalletCommand::Withdraw { wallet, initiative: from, cents: (!all).then(|| cents(amount)) }
    };
    by(Actor::Resident(wallet), command)
}

/// Somebody gives savings to the common pot.
pub fn give(draw: &mut Draw) -> Wish {
    let Some(&lot) = draw.dice.pick(&draw.book.lots) else { return activate(draw) };
    let wallet = draw.book.get::<Lot>(lot).map_or(WalletId(1), |lot| lot.wallet);
    let cents = cents(draw.dice.between(0, 300));
    by(Actor::Resident(wallet), WalletCommand::GiveToCommonPot { wallet, lot, cents })
}

/// Somebody wants a new code in the place of the one in the letter, at times for a cheque that is not theirs.
pub fn new_code(draw: &mut Draw) -> Wish {
    let Some(&lot) = draw.dice.pick(&draw.book.lots) else { return activate(draw) };
    let Some(Lot { wallet, cheque, .. }) = draw.book.get::<Lot>(lot).cloned() else { return activate(draw) };
    let cheque = if draw.dice.chance(1_000) { self::cheque(draw) } else { cheque };
    let present = draw.book.get::<Cheque>(cheque).map_or(1, |cheque| cheque.generation);
    let generation = if draw.dice.chance(500) { present } else { present + 1 };
    let code = NewCode { generation, key_version: 1, attempt: 0 };
    by(Actor::Resident(wallet), ChequeCommand::Replace { cheque, code })
}
