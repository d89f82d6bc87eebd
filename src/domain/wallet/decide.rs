//! What is decided about residents' money.

use super::super::actor::Shown;
use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId, WalletId};
use super::super::money::Cents;
use super::super::refusal::{Refusal, amount_fits};
use super::super::round::Round;
use super::super::time::Timestamp;
use super::super::who_may::table::{MONEY_HOLDER, SYSTEM};
use super::super::who_may::{check_not_own, not_allowed};
use super::moving::move_pledge;
use super::pledge::pledge;
use super::withdraw::withdraw;
use super::{LapsesTo, Leg, Lot, WalletCommand, WalletEvent};

/// Decides a command about a resident's money.
pub fn decide(command: &WalletCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        WalletCommand::Pledge { wallet, gives } => {
            let reach = reach(*wallet, draft)?;
            check_impartial(gives.iter().map(|give| give.initiative), draft)?;
            pledge(*wallet, reach, gives, draft)
        }
        WalletCommand::Withdraw { wallet, initiative, cents } => {
            let reach = reach(*wallet, draft)?;
            withdraw((*wallet, reach), *initiative, *cents, draft)
        }
        WalletCommand::Move { wallet, from, to, cents } => {
            check_impartial([*to], draft)?;
            let reach = reach(*wallet, draft)?;
            move_pledge((*wallet, reach), (*from, *to), *cents, draft)
        }
        WalletCommand::GiveToCommonPot { wallet, lot, cents } => {
            if !reach(*wallet, draft)?.includes(*lot) {
                return Err(not_theirs());
            }
            give_to_common_pot(*wallet, *lot, *cents, draft)
        }
        WalletCommand::LapseLot { lot } => lapse_lot(*lot, draft),
    }
}

/// Which lots of a wallet somebody may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of them.
    Wallet,
    /// The one whose code was shown.
    Lot(LotId),
}

impl Reach {
    /// Whether a lot of the wallet is among them.
    pub fn includes(self, lot: LotId) -> bool {
        match self {
            Self::Wallet => true,
            Self::Lot(only) => only == lot,
        }
    }
}

/// Whoever holds a wallet moves its money, and whoever holds a lot of it moves that (rule "whose code"). A desk
/// worker beside them can do no more: one letter from a paper bin does not open all savings at a desk either.
fn reach(wallet: WalletId, draft: &Draft) -> Result<Reach, No> {
    match draft.actor.shown() {
        Some(Shown::Wallet(holder)) if holder == wallet => Ok(Reach::Wallet),
        Some(Shown::Lot(lot)) if draft.get::<Lot>(lot)?.wallet == wallet => Ok(Reach::Lot(lot)),
        Some(_) | None => Err(not_theirs()),
    }
}

fn not_theirs() -> No {
    not_allowed(MONEY_HOLDER)
}

/// A desk worker puts nobody's money in an initiative of their own.
fn check_impartial(to: impl IntoIterator<Item = InitiativeId>, draft: &Draft) -> Result<(), No> {
    to.into_iter().try_for_each(|initiative| check_not_own(initiative, draft))
}

fn give_to_common_pot(wallet: WalletId, id: LotId, cents: Cents, draft: &mut Draft) -> Result<Did, No> {
    amount_fits(cents)?;
    let lot = draft.get::<Lot>(id)?;
    if lot.wallet != wallet {
        return Err(not_theirs());
    }
    let free = if draft.now < lot.until() { lot.free } else { Cents::ZERO };
    if cents > free {
        return Err(Refusal::WalletTooSmall { free, asked: cents }.into());
    }
    let legs = vec![Leg { lot: id, budget: lot.budget, cents, own: false }];
    draft.emit(WalletEvent::GivenToCommonPot { wallet, area: lot.area, legs })?;
    Ok(Did::Now)
}

fn lapse_lot(id: LotId, draft: &mut Draft) -> Result<Did, No> {
    SYSTEM.check(draft)?;
    let lot = draft.get::<Lot>(id)?;
    if lot.free.is_zero() {
        return Ok(Did::Already);
    }
    draft.check_not_before(lot.until())?;
    lapse_if_expired(id, draft.now, draft)?;
    Ok(Did::Now)
}

/// Lets what is free of a lot lapse if its date had passed at `at`, as it would have by itself. To be done
/// before money comes back and moves the date: savings that are lost must not come back to life with it only
/// because their lapse is written late.
pub fn lapse_if_expired(id: LotId, at: Timestamp, draft: &mut Draft) -> Result<(), No> {
    let lot = draft.get::<Lot>(id)?;
    if lot.free.is_zero() || at < lot.until() {
        return Ok(());
    }
    let to = lapses_to(lot, draft)?;
    let lapsed = WalletEvent::LotLapsed { lot: id, budget: lot.budget, area: lot.area, cents: lot.free, to };
    let effective = lot.until();
    draft.emit_at(effective, lapsed)
}

/// Where what is free of a lot goes when its date passes.
pub fn lapses_to(lot: &Lot, draft: &Draft) -> Result<LapsesTo, No> {
    let round = draft.get::<Round>(lot.round)?;
    let rules = draft.programme()?.rules_of(round.rules)?;
    Ok(if lot.reversed { LapsesTo::Budget } else { rules.leftover.goes_to() })
}
