//! Before the campaign: describing, submitting, moderating.

use super::super::draft::{Did, Draft, No};
use super::super::id::{AreaId, InitiativeId, PersonId, WalletId};
use super::super::money::Cents;
use super::super::refusal::{Refusal, amount_fits};
use super::super::text::TextRef;
use super::{Initiative, InitiativeEvent, InitiativeStatus, Line, Plan, initiators};

/// The most lines of a plan.
const MOST_LINES: usize = 50;

fn check_plan(plan: &Plan, draft: &Draft) -> Result<(), No> {
    draft.programme()?.check_purpose(&plan.purpose)?;
    amount_fits(plan.target)?;
    check_lines(&plan.lines, plan.target)
}

/// Refuses lines that do not add up to `target`; no lines at all are fine.
pub fn check_lines(lines: &[Line], target: Cents) -> Result<(), No> {
    let total = Cents::sum(lines.iter().map(|line| line.cents))?;
    if lines.len() > MOST_LINES {
        return Err(Refusal::TooManyLines { most: MOST_LINES }.into());
    }
    if !lines.is_empty() && total != target {
        return Err(Refusal::LinesDoNotAddUp { total, target }.into());
    }
    Ok(())
}

fn refuse_status<T>(initiative: &Initiative) -> Result<T, No> {
    Err(Refusal::InitiativeNotInThatState { status: initiative.status }.into())
}

/// Begins an initiative.
pub fn begin(
    area: AreaId,
    plan: &Plan,
    person: Option<PersonId>,
    wallets: &[WalletId],
    draft: &mut Draft,
) -> Result<Did, No> {
    check_plan(plan, draft)?;
    let programme = draft.programme()?;
    programme.check_area(area)?;
    let (person, wallets) = initiators::of_new(person, wallets, draft.actor)?;
    draft.emit(InitiativeEvent::Drafted {
        initiative: programme.next_initiative(),
        area,
        purpose: plan.purpose.clone(),
        person,
        wallets,
        story: plan.story.clone(),
        target: plan.target,
        lines: plan.lines.clone(),
    })?;
    Ok(Did::Now)
}

/// Changes the plan, and where it is.
pub fn edit(initiative: InitiativeId, area: AreaId, plan: &Plan, draft: &mut Draft) -> Result<Did, No> {
    check_plan(plan, draft)?;
    draft.programme()?.check_area(area)?;
    let state = draft.get::<Initiative>(initiative)?;
    if !matches!(state.status, InitiativeStatus::Draft | InitiativeStatus::ChangesAsked) {
        return refuse_status(state);
    }
    draft.emit(InitiativeEvent::Edited {
        initiative,
        area,
        purpose: plan.purpose.clone(),
        story: plan.story.clone(),
        target: plan.target,
        lines: plan.lines.clone(),
    })?;
    Ok(Did::Now)
}

/// Asks for approval.
pub fn submit(initiative: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Draft | InitiativeStatus::ChangesAsked => {}
        InitiativeStatus::Submitted => return Ok(Did::Already),
        _ => return refuse_status(state),
    }
    draft.emit(InitiativeEvent::Submitted { initiative })?;
    Ok(Did::Now)
}

/// Asks for changes.
pub fn ask_changes(initiative: InitiativeId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Submitted => {}
        InitiativeStatus::ChangesAsked => return Ok(Did::Already),
        _ => return refuse_status(state),
    }
    draft.emit(InitiativeEvent::ChangesAsked { initiative, reason: reason.clone() })?;
    Ok(Did::Now)
}

/// Approves.
pub fn approve(initiative: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Submitted => {}
        InitiativeStatus::Approved => return Ok(Did::Already),
        _ => return refuse_status(state),
    }
    draft.emit(InitiativeEvent::Approved { initiative })?;
    Ok(Did::Now)
}

/// Refuses.
pub fn reject(initiative: InitiativeId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Submitted => {}
        InitiativeStatus::Rejected => return Ok(Did::Already),
        _ => return refuse_status(state),
    }
    draft.emit(InitiativeEvent::Rejected { initiative, reason: reason.clone() })?;
    Ok(Did::Now)
}
