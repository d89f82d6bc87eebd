//! The outcome: only at the deadline, also at 100 %, and once more after reconsideration.

use super::super::common::CommonPotRefusal;
use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::programme::{Reconsideration, Rules};
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::super::time::Timestamp;
use super::{Cause, Initiative, InitiativeEvent, InitiativeStatus, returns};

/// What the pot and the support come to.
enum Verdict {
    Full,
    Partly,
    Fails(Cause),
}

fn verdict(initiative: &Initiative, rules: &Rules) -> Verdict {
    match shortcoming(initiative, rules) {
        Some(cause) => Verdict::Fails(cause),
        None if initiative.pot < initiative.target => Verdict::Partly,
        None => Verdict::Full,
    }
}

/// Why the initiative cannot go on with what it has, if so: below the threshold, or too few supporters.
pub fn shortcoming(initiative: &Initiative, rules: &Rules) -> Option<Cause> {
    let reached = i128::from(initiative.pot.get()) * 100;
    let needed = i128::from(initiative.target.get()) * i128::from(rules.threshold_percent);
    if reached < needed {
        Some(Cause::TooLittleMoney)
    } else if initiative.support() < i64::from(rules.support_needed) {
        Some(Cause::TooLittleSupport)
    } else {
        None
    }
}

/// Decides the outcome once the deadline, or the present step, has passed. It takes effect at that instant.
pub fn conclude(id: InitiativeId, draft: &mut Draft) -> Result<Did, No> {
    let initiative = draft.get::<Initiative>(id)?;
    let first = match initiative.status {
        InitiativeStatus::Open | InitiativeStatus::Paused => true,
        InitiativeStatus::Reconsidered | InitiativeStatus::Explained => false,
        InitiativeStatus::Draft
        | InitiativeStatus::Submitted
        | InitiativeStatus::ChangesAsked
        | InitiativeStatus::Approved
        | InitiativeStatus::Rejected => {
            return Err(Refusal::InitiativeNotInThatState { status: initiative.status }.into());
        }
        InitiativeStatus::Funded
        | InitiativeStatus::PayoutPending(_)
        | InitiativeStatus::Paid
        | InitiativeStatus::InProgress
        | InitiativeStatus::ReportDue
        | InitiativeStatus::Reported
        | InitiativeStatus::Closed
        | InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff
        | InitiativeStatus::Returning(_)
        | InitiativeStatus::Ended(_) => return Ok(Did::Already),
    };
    let until = initiative.until;
    draft.check_not_before(until)?;
    if initiative.is_granted() {
        return Err(CommonPotRefusal::UnderWay.into());
    }
    // Where the common pot filled the gap there is nothing to explain.
    if initiative.status == InitiativeStatus::Reconsidered && initiative.pot < initiative.target {
        return returns::begin(id, Cause::NotExplained, None, until, draft);
    }
    let rules = draft.programme()?.rules_of(initiative.rules)?;
    let again = rules.reconsideration.filter(|_| first);
    match (verdict(initiative, rules), again) {
        (Verdict::Fails(cause), _) => returns::begin(id, cause, None, until, draft),
        (Verdict::Partly, Some(pause)) => reconsider(id, until, pause, draft),
        (Verdict::Full, _) => fund(id, until, true, draft),
        (Verdict::Partly, None) => fund(id, until, false, draft),
    }
}

fn fund(initiative: InitiativeId, until: Timestamp, full: bool, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    let (cents, residents, households) = (state.pot, state.residents, state.households);
    draft.emit_at(
        until,
        if full {
            InitiativeEvent::Funded { initiative, cents, residents, households }
        } else {
            InitiativeEvent::FundedPartly { initiative, cents, residents, households }
        },
    )?;
    Ok(Did::Now)
}

/// Working days count from the last day of the campaign.
fn reconsider(
    initiative: InitiativeId,
    until: Timestamp,
    pause: Reconsideration,
    draft: &mut Draft,
) -> Result<Did, No> {
    let zone = &draft.programme()?.zone;
    let last_day = zone.last_day_before(until);
    let explain_by = zone.end_of_day(zone.working_days_later(last_day, pause.explain_working_days));
    draft.emit_at(until, InitiativeEvent::ReconsiderationBegun { initiative, explain_by })?;
    Ok(Did::Now)
}

/// The initiator explains how it can be done with less.
pub fn explain(initiative: InitiativeId, explanation: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Reconsidered if draft.now < state.until => {}
        InitiativeStatus::Explained => return Ok(Did::Already),
        InitiativeStatus::Reconsidered => {
            return Err(state.closed(&draft.programme()?.zone).into());
        }
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    let programme = draft.programme()?;
    let days = programme.rules_of(state.rules)?.reconsideration.map_or(0, |pause| pause.days);
    let zone = &programme.zone;
    let until = zone.end_of_day(zone.days_later(zone.local_day(draft.now), days));
    let explanation = explanation.clone();
    draft.emit(InitiativeEvent::ReconsiderationExplained { initiative, explanation, until })?;
    Ok(Did::Now)
}
