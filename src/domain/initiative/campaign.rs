//! The campaign: opening, pausing, resuming.

use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::{Initiative, InitiativeEvent, InitiativeStatus};
use jiff::civil::Date;

/// Lets residents pledge up to and including `last_day`.
pub fn open(initiative: InitiativeId, last_day: Date, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    let programme = draft.programme()?;
    let deadline = programme.zone.end_of_day(last_day);
    match state.status {
        InitiativeStatus::Approved => {}
        InitiativeStatus::Open if state.until == deadline => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    let today = programme.zone.local_day(draft.now);
    let latest = programme.zone.months_later(today, programme.rules_now()?.campaign_months);
    if last_day < today || last_day > latest {
        return Err(Refusal::BadDeadline { earliest: today, latest }.into());
    }
    draft.emit(InitiativeEvent::Opened { initiative, rules: programme.rules_version(), deadline })?;
    Ok(Did::Now)
}

/// Stops pledging for a while; the deadline stays.
pub fn pause(initiative: InitiativeId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Open => state.check_undecided(draft.now, &draft.programme()?.zone)?,
        InitiativeStatus::Paused => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    draft.emit(InitiativeEvent::Paused { initiative, reason: reason.clone() })?;
    Ok(Did::Now)
}

/// Lets residents pledge again.
pub fn resume(initiative: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Paused => state.check_undecided(draft.now, &draft.programme()?.zone)?,
        InitiativeStatus::Open => return Ok(Did::Already),
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    draft.emit(InitiativeEvent::Resumed { initiative })?;
    Ok(Did::Now)
}
