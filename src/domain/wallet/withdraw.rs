//! Taking money back from an initiative that is open.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::money::Cents;
use super::super::page::LOTS_A_PAGE;
use super::super::programme::{Programme, Spend};
use super::super::refusal::{Refusal, amount_fits};
use super::super::round::Round;
use super::super::thing::Stated;
use super::super::time::Timestamp;
use super::decide::{Reach, lapse_if_expired};
use super::support::{leaving, load_households};
use super::{Back, Lot, Wallet, WalletEvent};

/// Decides a withdrawal of this much, or of all, to the lots within reach. The lots that can be kept longest get their money back
/// first, the reverse of pledging.
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
    let initiative = draft.get::<Initiative>(id)?;
    initiative.check_gives_back(draft.now, &draft.programme()?.zone)?;
    let own = initiative.wallets.contains(&wallet);
    let placed = placed((wallet, reach), id, draft)?;
    let pledged = Cents::sum(placed.iter().map(|(_, cents)| *cents))?;
    let asked = cents.unwrap_or(pledged);
    if pledged.is_zero() && cents.is_none() {
        return Ok(Did::Already);
    }
    if asked > pledged {
        return Err(Refusal::PledgedLess { pledged, asked }.into());
    }
    let legs = legs(&placed, asked, draft)?;
    for leg in &legs {
        lapse_if_expired(leg.lot, draft.now, draft)?;
    }
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
    Ok(Did::Now)
}

/// The wallet's lots within reach that are in the initiative, with their amounts, the latest date first.
fn placed(
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

/// What goes back to which lot.
fn legs(placed: &[(LotId, Cents)], asked: Cents, draft: &Draft) -> Result<Vec<Back>, No> {
    let (mut legs, mut left) = (Vec::new(), asked);
    for &(id, pledged) in placed {
        let cents = left.min(pledged);
        if cents.is_zero() {
            break;
        }
        let lot = draft.get::<Lot>(id)?;
        let spend_by = if lot.prolonged { None } else { later_spend_by(lot, draft.now, draft)? };
        legs.push(Back { lot: id, budget: lot.budget, cents, spend_by, common: false });
        left = left.minus(cents)?;
    }
    Ok(legs)
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
