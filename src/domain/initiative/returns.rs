//! Returning the pledges of an initiative that failed or stopped: every cent to the lot it came from.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId};
use super::super::money::Cents;
use super::super::refusal::Refusal;
use super::super::round::Round;
use super::super::text::TextRef;
use super::super::thing::Stated;
use super::super::time::Timestamp;
use super::super::wallet::{Back, Lot, later_spend_by};
use super::{Cause, Initiative, InitiativeEvent, InitiativeStatus};

/// The most lots in one page.
pub const PAGE: usize = 500;

/// Stops an initiative that has not ended.
pub fn cancel(id: InitiativeId, cause: Cause, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    match draft.get::<Initiative>(id)?.status {
        InitiativeStatus::Returning(known) | InitiativeStatus::Ended(known) if known == cause => {
            return Ok(Did::Already);
        }
        status @ (InitiativeStatus::Rejected
        | InitiativeStatus::Funded
        | InitiativeStatus::Returning(_)
        | InitiativeStatus::Ended(_)) => {
            return Err(Refusal::InitiativeNotInThatState { status }.into());
        }
        InitiativeStatus::Draft
        | InitiativeStatus::Submitted
        | InitiativeStatus::ChangesAsked
        | InitiativeStatus::Approved
        | InitiativeStatus::Open
        | InitiativeStatus::Paused
        | InitiativeStatus::Reconsidered
        | InitiativeStatus::Explained => {}
    }
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
    let begun = InitiativeEvent::ReturnBegun {
        initiative: id,
        cause,
        reason,
        cents: state.pot,
        residents: state.residents,
        households: state.households,
    };
    draft.emit_at(effective, begun)?;
    finish_if_empty(id, effective, draft)?;
    Ok(Did::Now)
}

fn finish_if_empty(id: InitiativeId, effective: Timestamp, draft: &mut Draft) -> Result<(), No> {
    if draft.get::<Initiative>(id)?.pot.is_zero() {
        draft.emit_at(effective, InitiativeEvent::ReturnFinished { initiative: id })?;
    }
    Ok(())
}

/// Returns the pledges of these lots.
pub fn page(id: InitiativeId, lots: &[LotId], draft: &mut Draft) -> Result<Did, No> {
    match draft.get::<Initiative>(id)?.status {
        InitiativeStatus::Returning(_) => {}
        InitiativeStatus::Ended(_) => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    if lots.len() > PAGE {
        return Err(Refusal::PageTooLong { most: PAGE }.into());
    }
    draft.need(lots.iter().map(|&lot| Lot::key(lot)))?;
    let legs = legs(id, lots, draft)?;
    if legs.is_empty() {
        return Ok(Did::Already);
    }
    draft.emit(InitiativeEvent::PledgesReturned { initiative: id, legs })?;
    finish_if_empty(id, draft.now, draft)?;
    Ok(Did::Now)
}

fn legs(id: InitiativeId, lots: &[LotId], draft: &Draft) -> Result<Vec<Back>, No> {
    let mut legs: Vec<Back> = Vec::new();
    for &lot_id in lots {
        let lot = draft.get::<Lot>(lot_id)?;
        let cents: Cents = lot.in_pot(id);
        if cents.is_zero() || legs.iter().any(|leg| leg.lot == lot_id) {
            continue;
        }
        draft.need([Round::key(lot.round)])?;
        let spend_by = later_spend_by(lot, draft.now, draft)?;
        legs.push(Back { lot: lot_id, budget: lot.budget, cents, spend_by });
    }
    Ok(legs)
}
