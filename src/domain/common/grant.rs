//! Giving from a common pot, page by page: the oldest lots first, each under the conditions of its budget.

use super::super::budget::Budget;
use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId};
use super::super::initiative::{Initiative, shortcoming};
use super::super::money::Cents;
use super::super::page::lots_of_page;
use super::super::thing::Stated;
use super::super::wallet::{Lot, Portion, allowed};
use super::CommonPotEvent;

/// Gives from these lots, until the grant or the gap is filled. What was approved before the deadline is given
/// at that instant, if there still is enough money and support; otherwise at once.
pub fn grant_lots(id: InitiativeId, lots: &[LotId], last: bool, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(id)?;
    let Some(grant) = state.grant.as_ref().filter(|grant| grant.approved) else { return Ok(Did::Already) };
    let (at, area) = (state.until, state.area);
    if state.is_in_campaign() {
        draft.check_not_before(at)?;
        // Supporters may have left since it was approved.
        if shortcoming(state, draft.programme()?.rules_of(state.rules)?).is_some() {
            let (cents, approved) = (grant.given, grant.cents);
            let fell_short = CommonPotEvent::GrantFellShort { initiative: id, area, cents, approved };
            draft.emit_at(at, fell_short)?;
            return Ok(Did::Now);
        }
    }
    let lots = lots_of_page(lots, draft)?;
    let legs = legs(id, &lots, draft)?;
    let given = !legs.is_empty();
    if given {
        draft.emit_at(at, CommonPotEvent::LotsGranted { initiative: id, area, legs })?;
    }
    let ended = finish(id, last, draft)?;
    Ok(if given || ended { Did::Now } else { Did::Already })
}

/// What the initiative is still to get; none if no grant is being booked. Pledges go on meanwhile, so the gap
/// may be smaller than what was approved.
fn wanted(initiative: &Initiative) -> Result<Option<Cents>, No> {
    let Some(grant) = initiative.grant.as_ref().filter(|grant| grant.approved) else { return Ok(None) };
    let gap = initiative.pot.short_of(initiative.target);
    Ok(Some(grant.cents.minus(grant.given)?.min(gap)))
}

fn legs(id: InitiativeId, lots: &[LotId], draft: &Draft) -> Result<Vec<Portion>, No> {
    let initiative = draft.get::<Initiative>(id)?;
    let mut left = wanted(initiative)?.unwrap_or(Cents::ZERO);
    let mut budgets = Vec::new();
    for &lot in lots {
        budgets.push(Budget::key(draft.get::<Lot>(lot)?.budget));
    }
    draft.need(budgets)?;
    let mut legs: Vec<Portion> = Vec::new();
    for &id in lots {
        let lot = draft.get::<Lot>(id)?;
        if lot.area != initiative.area || lot.common.is_zero() {
            continue;
        }
        let same_budget = legs.iter().filter(|leg| leg.budget == lot.budget);
        let taken = Cents::sum(same_budget.map(|leg| leg.cents))?;
        let cents = allowed(left.min(lot.common), lot.budget, taken, initiative, draft)?;
        if !cents.is_zero() {
            legs.push(Portion { lot: id, budget: lot.budget, cents });
            left = left.minus(cents)?;
        }
    }
    Ok(legs)
}

/// Ends the grant if nothing more is wanted, or no more lots come.
fn finish(initiative: InitiativeId, last: bool, draft: &mut Draft) -> Result<bool, No> {
    let state = draft.get::<Initiative>(initiative)?;
    let (Some(grant), Some(wanted)) = (&state.grant, wanted(state)?) else { return Ok(false) };
    let (at, area, cents, approved) = (state.until, state.area, grant.given, grant.cents);
    if wanted.is_zero() {
        draft.emit_at(at, CommonPotEvent::GrantFinished { initiative, area, cents })?;
    } else if last {
        draft.emit_at(at, CommonPotEvent::GrantFellShort { initiative, area, cents, approved })?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
