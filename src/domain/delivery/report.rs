//! The work and its report: begun with a planned end, reported some weeks after it, accepted.

use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::initiative::{Initiative, InitiativeStatus};
use super::super::money::Cents;
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::{DeliveryEvent, DeliveryRefusal};
use jiff::civil::Date;

/// The longest work, in calendar months: beyond it a date is a slip of the keyboard.
const MOST_MONTHS: u32 = 60;

/// Begins the work. The report is due some weeks after its planned end.
pub fn start(initiative: InitiativeId, planned_end: Date, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    let programme = draft.programme()?;
    let (zone, rules) = (&programme.zone, programme.rules_of(state.rules)?);
    let report_due = zone.end_of_day(zone.days_later(planned_end, rules.report_weeks * 7));
    match state.status {
        InitiativeStatus::Paid => {}
        InitiativeStatus::InProgress if state.delivery()?.report_due == Some(report_due) => {
            return Ok(Did::Already);
        }
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    let earliest = zone.local_day(draft.now);
    let latest = zone.months_later(earliest, MOST_MONTHS);
    if planned_end < earliest || planned_end > latest {
        return Err(Refusal::BadDeadline { earliest, latest }.into());
    }
    draft.emit(DeliveryEvent::Started { initiative, planned_end, report_due })?;
    Ok(Did::Now)
}

/// Notes that the date for the report passed, at that instant.
pub fn call(initiative: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    if state.status != InitiativeStatus::InProgress {
        return Ok(Did::Already);
    }
    let due = state.delivery()?.report_due.unwrap_or(draft.now);
    draft.check_not_before(due)?;
    draft.emit_at(due, DeliveryEvent::ReportFellDue { initiative })?;
    Ok(Did::Now)
}

/// Reports, or corrects a report that is not accepted yet.
pub fn report(
    initiative: InitiativeId,
    report: &TextRef,
    spent: &[Cents],
    draft: &mut Draft,
) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    if state.delivery()?.report == Some(report.id) {
        return Ok(Did::Already);
    }
    match state.status {
        InitiativeStatus::InProgress | InitiativeStatus::ReportDue | InitiativeStatus::Reported => {}
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    let lines = state.lines.max(1);
    if spent.len() != lines {
        return Err(DeliveryRefusal::SpentLines { lines, given: spent.len() }.into());
    }
    // The sum is not needed; it refuses amounts that cannot be counted. Own money may have been added.
    Cents::sum(spent.iter().copied())?;
    let (report, spent) = (report.clone(), spent.to_vec());
    draft.emit(DeliveryEvent::Reported { initiative, report, spent })?;
    Ok(Did::Now)
}

/// Accepts the report.
pub fn close(initiative: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    match draft.get::<Initiative>(initiative)?.status {
        InitiativeStatus::Reported => {}
        InitiativeStatus::Closed => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    draft.emit(DeliveryEvent::Closed { initiative })?;
    Ok(Did::Now)
}
