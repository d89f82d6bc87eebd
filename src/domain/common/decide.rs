//! What is decided about a common pot. Two people decide, and nobody about money for their own initiative.

use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::initiative::{Initiative, InitiativeStatus, shortcoming};
use super::super::money::Cents;
use super::super::refusal::{Refusal, amount_fits};
use super::super::text::TextRef;
use super::super::who_may::table::{GRANT_APPROVAL, GRANT_PROPOSAL, GRANT_REJECTION, SYSTEM};
use super::grant::grant_lots;
use super::{CommonPot, CommonPotCommand, CommonPotEvent, CommonPotRefusal};

/// Decides a command about a common pot.
pub fn decide(command: &CommonPotCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        CommonPotCommand::ProposeGrant { initiative, cents, reason } => {
            propose(*initiative, *cents, reason, draft)
        }
        CommonPotCommand::ApproveGrant { initiative, cents } => approve(*initiative, *cents, draft),
        CommonPotCommand::RejectGrant { initiative, reason } => reject(*initiative, reason, draft),
        CommonPotCommand::GrantLots { initiative, lots, last } => {
            SYSTEM.check(draft)?;
            grant_lots(*initiative, lots, *last, draft)
        }
    }
}

/// Refused unless it may be decided now that the initiative gets money of the common pot: after its deadline,
/// and with enough of its own. Where the rules leave no time after the deadline it is decided before, and
/// given at the deadline.
fn check_may_get(initiative: &Initiative, draft: &Draft) -> Result<(), No> {
    let waits = |status| Refusal::InitiativeNotInThatState { status };
    match initiative.status {
        InitiativeStatus::Reconsidered | InitiativeStatus::Explained => {}
        status @ (InitiativeStatus::Open | InitiativeStatus::Paused) => {
            if draft.programme()?.rules_of(initiative.rules)?.reconsideration.is_some() {
                return Err(waits(status).into());
            }
        }
        status => return Err(waits(status).into()),
    }
    if draft.now >= initiative.until {
        return Err(initiative.closed(&draft.programme()?.zone).into());
    }
    match shortcoming(initiative, draft.programme()?.rules_of(initiative.rules)?) {
        Some(cause) => Err(CommonPotRefusal::NotNearEnough { cause }.into()),
        None => Ok(()),
    }
}

fn propose(id: InitiativeId, cents: Cents, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    amount_fits(cents)?;
    let by = GRANT_PROPOSAL.impartial(id, draft)?;
    let state = draft.get::<Initiative>(id)?;
    if let Some(grant) = &state.grant {
        if grant.by == by && grant.cents == cents {
            return Ok(Did::Already);
        }
        return Err(CommonPotRefusal::AlreadyProposed.into());
    }
    check_may_get(state, draft)?;
    let gap = state.pot.short_of(state.target);
    if cents > gap {
        return Err(CommonPotRefusal::MoreThanGap { gap, asked: cents }.into());
    }
    let area = state.area;
    let holds = draft.find::<CommonPot>(area)?.map_or(Cents::ZERO, |pot| pot.cents);
    if cents > holds {
        return Err(CommonPotRefusal::TooSmall { holds, asked: cents }.into());
    }
    let reason = reason.clone();
    draft.emit(CommonPotEvent::GrantProposed { initiative: id, area, by, cents, reason })?;
    Ok(Did::Now)
}

fn approve(id: InitiativeId, cents: Cents, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(id)?;
    let grant = state.grant.as_ref().filter(|grant| grant.cents == cents);
    let grant = grant.ok_or(CommonPotRefusal::NotProposed)?;
    let by = GRANT_APPROVAL.second(grant.by, id, draft)?;
    if grant.approved {
        return Ok(Did::Already);
    }
    check_may_get(state, draft)?;
    draft.emit(CommonPotEvent::GrantApproved { initiative: id, area: state.area, by, cents })?;
    Ok(Did::Now)
}

fn reject(id: InitiativeId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    GRANT_REJECTION.check_impartial(id, draft)?;
    let state = draft.get::<Initiative>(id)?;
    let grant = state.grant.as_ref().ok_or(CommonPotRefusal::NotProposed)?;
    // What was approved before the deadline waits for it; what was approved after it is booked at once.
    let waits = state.is_in_campaign() && draft.now < state.until;
    if grant.approved && !waits {
        return Err(CommonPotRefusal::UnderWay.into());
    }
    let (area, reason) = (state.area, reason.clone());
    draft.emit(CommonPotEvent::GrantRejected { initiative: id, area, reason })?;
    Ok(Did::Now)
}
