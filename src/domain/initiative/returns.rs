//! Returning the pledges of an initiative that failed or stopped: every cent to the lot it came from.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId};
use super::super::page::{LOTS_A_PAGE, lots_of_page, need_rounds};
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::super::time::Timestamp;
use super::super::wallet::{Back, Lot, lapse_if_expired, later_spend_by};
use super::{Cause, Ending, Initiative, InitiativeEvent, InitiativeStatus};

/// Stops an initiative that has not ended.
pub fn cancel(id: InitiativeId, cause: Cause, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(id)?;
    if let InitiativeStatus::Returning(known) | InitiativeStatus::Ended(known) = state.status
        && known == cause
    {
        return Ok(Did::Already);
    }
    if state.status.has_outcome() {
        return Err(Refusal::InitiativeNotInThatState { status: state.status }.into());
    }
    state.check_undecided(draft.now, &draft.programme()?.zone)?;
    begin(id, cause, Some(reason.clone()), draft.now, draft)
}

/// Begins to return what is in the pot; finished at once if there is nothing.
pub fn begin(
    id: InitiativeId,
    cause: Cause,
    reason: Option<TextRef>,
    effective: Timestamp,
    draft: &mut Draft,
) -> Result<Did, No> {
    let state = draft.get::<Initiative>(id)?;
    let (cents, residents, households) = (state.pot, state.residents, state.households);
    let ending = Ending { reason, cents, residents, households, at: effective };
    draft.emit_at(effective, InitiativeEvent::ended(id, cause, ending))?;
    finish_if_empty(id, effective, draft)?;
    Ok(Did::Now)
}

fn finish_if_empty(id: InitiativeId, effective: Timestamp, draft: &mut Draft) -> Result<(), No> {
    if draft.get::<Initiative>(id)?.pot.is_zero() {
        draft.emit_at(effective, InitiativeEvent::ReturnFinished { initiative: id })?;
    }
    Ok(())
}

/// Returns the pledges of these lots. A page takes effect when the return began, and the days to spend the
/// money count from there, however late the page is.
pub fn page(id: InitiativeId, lots: &[LotId], draft: &mut Draft) -> Result<Did, No> {
    match draft.get::<Initiative>(id)?.status {
        InitiativeStatus::Returning(_) => {}
        InitiativeStatus::Ended(_) => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    let lots = lots_of_page(lots, draft)?;
    need_rounds(&lots, draft)?;
    let Initiative { area, until: returned, .. } = *draft.get::<Initiative>(id)?;
    for &lot in &lots {
        if !draft.get::<Lot>(lot)?.in_pot(id).is_zero() {
            lapse_if_expired(lot, returned, draft)?;
        }
    }
    let legs = legs(id, &lots, returned, draft)?;
    if legs.is_empty() {
        return Ok(Did::Already);
    }
    // A lot has two legs if the common pot gave of it too.
    for legs in legs.chunks(LOTS_A_PAGE) {
        let returned_legs = InitiativeEvent::PledgesReturned { initiative: id, area, legs: legs.to_vec() };
        draft.emit_at(returned, returned_legs)?;
    }
    finish_if_empty(id, returned, draft)?;
    Ok(Did::Now)
}

fn legs(id: InitiativeId, lots: &[LotId], returned: Timestamp, draft: &Draft) -> Result<Vec<Back>, No> {
    let mut legs = Vec::new();
    for &lot_id in lots {
        let lot = draft.get::<Lot>(lot_id)?;
        let (own, common) = (lot.in_pot(id), lot.common_in_pot(id));
        if !own.is_zero() {
            let spend_by = later_spend_by(lot, returned, draft)?;
            legs.push(Back { lot: lot_id, budget: lot.budget, cents: own, spend_by, common: false });
        }
        if !common.is_zero() {
            legs.push(Back { lot: lot_id, budget: lot.budget, cents: common, spend_by: None, common: true });
        }
    }
    Ok(legs)
}
