//! Taking money back from an initiative that is open.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::money::{Cents, MoneyError};
use super::super::page::LOTS_A_PAGE;
use super::super::programme::{Programme, Spend};
use super::super::refusal::{Refusal, amount_fits};
use super::super::round::Round;
use super::super::thing::Stated;
use super::super::time::Timestamp;
use super::decide::{Reach, lapse_if_expired, lapses_to};
use super::support::{leaving, load_households};
use super::{Back, Lot, Wallet, WalletEvent, WalletRefusal};

/// Decides a withdrawal of this much, or of all, to the lots within reach. The lots that can be kept longest get
/// their money back first, the reverse of pledging. What would lapse as soon as it is back stays where it is.
pub fn withdraw(
    (wallet, reach): (WalletId, Reach),
    id: InitiativeId,
    cents: Option<Cents>,
    draft: &mut Draft,
) -> Result<Did, No> {
    if let Some(cents) = cents {
        amount_fits(cents)?;
    }
    draft.need([Initiative::key(id), Wallet::key(wallet)])?;
    draft.get::<Initiative>(id)?.check_gives_back(draft.now, &draft.programme()?.zone)?;
    let placed = placed((wallet, reach), id, draft)?;
    let pledged = total(&placed)?;
    if pledged.is_zero() && cents.is_none() {
        return Ok(Did::Already);
    }
    if let Some(asked) = cents.filter(|&asked| asked > pledged) {
        return Err(Refusal::PledgedLess { pledged, asked }.into());
    }
    let lasting = lasting(&placed, draft)?;
    let most = Cents::sum(lasting.iter().map(|back| back.cents))?;
    let asked = cents.unwrap_or(most);
    if most.is_zero() || asked > most {
        return Err(would_be_lost(&placed, &lasting, most, draft)?.into());
    }
    let legs = up_to(asked, lasting)?;
    for leg in &legs {
        lapse_if_expired(leg.lot, draft.now, draft)?;
    }
    take_out(wallet, id, &legs, draft)?;
    Ok(Did::Now)
}

/// Takes these legs out of the pot of an initiative.
pub fn take_out(wallet: WalletId, id: InitiativeId, legs: &[Back], draft: &mut Draft) -> Result<(), No> {
    let own = draft.get::<Initiative>(id)?.wallets.contains(&wallet);
    for legs in legs.chunks(LOTS_A_PAGE) {
        // Counted page by page: whoever has money left in it leaves with a later one or stays.
        let support = leaving(wallet, id, &emptied(id, legs, draft)?, draft)?;
        draft.emit(WalletEvent::Withdrawn {
            wallet,
            initiative: id,
            legs: legs.to_vec(),
            residents: support.residents,
            households: support.households,
            own,
        })?;
    }
    Ok(())
}

/// The wallet's lots within reach that are in the initiative, with their amounts, the latest date first.
pub fn placed(
    (wallet, reach): (WalletId, Reach),
    id: InitiativeId,
    draft: &Draft,
) -> Result<Vec<(LotId, Cents)>, No> {
    let ids = draft.get::<Wallet>(wallet)?.lots.clone();
    draft.need(ids.iter().map(|&lot| Lot::key(lot)))?;
    load_households(&ids, draft)?;
    let mut placed = Vec::new();
    for lot_id in ids {
        let lot = draft.get::<Lot>(lot_id)?;
        if reach.includes(lot_id) && !lot.in_pot(id).is_zero() {
            placed.push((lot.spend_by, lot_id, lot.in_pot(id)));
        }
    }
    placed.sort_unstable_by(|a, b| b.cmp(a));
    Ok(placed.into_iter().map(|(_, lot, cents)| (lot, cents)).collect())
}

/// The sum of what stands beside these lots.
pub fn total(placed: &[(LotId, Cents)]) -> Result<Cents, MoneyError> {
    Cents::sum(placed.iter().map(|(_, cents)| *cents))
}

/// All that can go back to these lots: not to those that it could not be spent from.
fn lasting(placed: &[(LotId, Cents)], draft: &Draft) -> Result<Vec<Back>, No> {
    let mut lasting = Vec::new();
    for &(id, cents) in placed {
        let lot = draft.get::<Lot>(id)?;
        let spend_by = if lot.prolonged { None } else { later_spend_by(lot, draft.now, draft)? };
        if draft.now < spend_by.unwrap_or(lot.until()) {
            lasting.push(Back { lot: id, budget: lot.budget, cents, spend_by, common: false });
        }
    }
    Ok(lasting)
}

/// Why no more than `most` can be taken back: the lots that are not among the lasting.
fn would_be_lost(
    placed: &[(LotId, Cents)],
    lasting: &[Back],
    most: Cents,
    draft: &Draft,
) -> Result<WalletRefusal, No> {
    for &(id, _) in placed {
        let lot = draft.get::<Lot>(id)?;
        if !lot.reversed && lasting.iter().all(|back| back.lot != id) {
            let last_day = draft.programme()?.zone.last_day_before(lot.spend_by);
            return Ok(WalletRefusal::WouldLapse { most, last_day, to: lapses_to(lot, draft)? });
        }
    }
    Ok(WalletRefusal::OfReversedCheque { most })
}

/// So much of what can go back, the first first.
fn up_to(asked: Cents, mut backs: Vec<Back>) -> Result<Vec<Back>, No> {
    let mut left = asked;
    for back in &mut backs {
        back.cents = back.cents.min(left);
        left = left.minus(back.cents)?;
    }
    backs.retain(|back| !back.cents.is_zero());
    Ok(backs)
}

/// The lots that have nothing left in the initiative when this much went back.
fn emptied(id: InitiativeId, legs: &[Back], draft: &Draft) -> Result<Vec<LotId>, No> {
    let mut emptied = Vec::new();
    for leg in legs {
        if draft.get::<Lot>(leg.lot)?.in_pot(id) == leg.cents {
            emptied.push(leg.lot);
        }
    }
    Ok(emptied)
}

/// The date a lot gets when its money comes back at `returned`: the later of the old one and the days the
/// rules give; none if the old one is later. Money that may not be saved or was reversed keeps its date.
pub fn later_spend_by(lot: &Lot, returned: Timestamp, draft: &Draft) -> Result<Option<Timestamp>, No> {
    let round = draft.get::<Round>(lot.round)?;
    let programme: &Programme = draft.programme()?;
    let rules = programme.rules_of(round.rules)?;
    let (days, saved) = (rules.pot_return_days, rules.spend != Spend::WithRound);
    let zone = &programme.zone;
    let later = zone.end_of_day(zone.days_later(zone.local_day(returned), days));
    Ok((days > 0 && saved && !lot.reversed && later > lot.spend_by).then_some(later))
}
