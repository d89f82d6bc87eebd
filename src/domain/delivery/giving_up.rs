//! An initiative that got its money and will not be carried out. What is still in the pot goes back at once;
//! what was paid comes back as leftover, and what never will is written off by two people.

use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::initiative::{Cause, Initiative, InitiativeStatus, begin_return};
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::super::who_may::table::{TREASURER, WRITE_OFF_APPROVAL};
use super::{DeliveryEvent, DeliveryRefusal};

/// Says that it will not be carried out.
pub fn give_up(initiative: InitiativeId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    match draft.get::<Initiative>(initiative)?.status {
        InitiativeStatus::Funded => {
            return begin_return(initiative, Cause::NotCarriedOut, Some(reason.clone()), draft.now, draft);
        }
        InitiativeStatus::Paid | InitiativeStatus::InProgress | InitiativeStatus::ReportDue => {}
        InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff
        | InitiativeStatus::Returning(Cause::NotCarriedOut)
        | InitiativeStatus::Ended(Cause::NotCarriedOut) => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    draft.emit(DeliveryEvent::NotCarriedOut { initiative, reason: reason.clone() })?;
    Ok(Did::Now)
}

/// Proposes to write off what was paid and is not back.
pub fn propose_write_off(initiative: InitiativeId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let by = TREASURER.impartial(initiative, draft)?;
    let state = draft.get::<Initiative>(initiative)?;
    if state.status != InitiativeStatus::NotCarriedOut {
        return Err(Refusal::InitiativeNotInThatState { status: state.status }.into());
    }
    if state.delivery()?.write_off == Some(by) {
        return Ok(Did::Already);
    }
    draft.emit(DeliveryEvent::WriteOffProposed { initiative, by, reason: reason.clone() })?;
    Ok(Did::Now)
}

/// Approves that, as another person.
pub fn write_off(initiative: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    let refused = Refusal::InitiativeNotInThatState { status: state.status };
    let delivery = state.delivery()?;
    let Some(first) = delivery.write_off else { return Err(refused.into()) };
    let by = WRITE_OFF_APPROVAL.second(first, initiative, draft)?;
    match state.status {
        InitiativeStatus::NotCarriedOut => {}
        InitiativeStatus::WrittenOff => return Ok(Did::Already),
        _ => return Err(refused.into()),
    }
    if delivery.leftover.is_some() {
        return Err(DeliveryRefusal::LeftoverUnderWay.into());
    }
    let cents = delivery.paid;
    draft.emit(DeliveryEvent::WrittenOff { initiative, by, cents })?;
    Ok(Did::Now)
}
