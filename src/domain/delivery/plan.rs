//! Another plan for the same money: proposed by the initiator, approved by a moderator.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, TextId};
use super::super::initiative::{Initiative, InitiativeStatus, Line, check_lines};
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::{DeliveryEvent, DeliveryRefusal};

/// Proposes another plan, in place of one that waits.
pub fn propose(
    initiative: InitiativeId,
    story: &TextRef,
    lines: &[Line],
    draft: &mut Draft,
) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    check_not_reported(state.status)?;
    let delivery = state.delivery()?;
    if delivery.change.as_ref().is_some_and(|change| change.story == story.id) {
        return Ok(Did::Already);
    }
    check_lines(lines, delivery.funded)?;
    let (story, lines) = (story.clone(), lines.to_vec());
    draft.emit(DeliveryEvent::PlanChangeProposed { initiative, story, lines })?;
    Ok(Did::Now)
}

/// Refused unless it is funded and not reported yet.
fn check_not_reported(status: InitiativeStatus) -> Result<(), Refusal> {
    match status {
        InitiativeStatus::Funded
        | InitiativeStatus::PayoutPending(_)
        | InitiativeStatus::Paid
        | InitiativeStatus::InProgress
        | InitiativeStatus::ReportDue => Ok(()),
        status => Err(Refusal::InitiativeNotInThatState { status }),
    }
}

/// Approves the plan that was read. Of what is reported no more: the report says what each line of the plan came to.
pub fn approve(initiative: InitiativeId, story: TextId, draft: &mut Draft) -> Result<Did, No> {
    check_waits(initiative, story, draft)?;
    check_not_reported(draft.get::<Initiative>(initiative)?.status)?;
    draft.emit(DeliveryEvent::PlanChangeApproved { initiative, story })?;
    Ok(Did::Now)
}

/// Refuses the plan that was read.
pub fn reject(
    initiative: InitiativeId,
    story: TextId,
    reason: &TextRef,
    draft: &mut Draft,
) -> Result<Did, No> {
    check_waits(initiative, story, draft)?;
    draft.emit(DeliveryEvent::PlanChangeRejected { initiative, story, reason: reason.clone() })?;
    Ok(Did::Now)
}

/// Refused unless just this proposal waits: nobody approves what they have not read.
fn check_waits(initiative: InitiativeId, story: TextId, draft: &Draft) -> Result<(), No> {
    let change = &draft.get::<Initiative>(initiative)?.delivery()?.change;
    if change.as_ref().is_none_or(|change| change.story != story) {
        return Err(DeliveryRefusal::PlanReplaced.into());
    }
    Ok(())
}
