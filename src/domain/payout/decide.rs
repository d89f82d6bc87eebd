//! What is decided about a payout. Two treasurers decide, and nobody about money for themselves.

use super::super::budget::Budget;
use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, PayoutId};
use super::super::initiative::{Initiative, InitiativeStatus};
use super::super::refusal::{Refusal, reference_fits};
use super::super::text::TextRef;
use super::super::thing::Stated;
use super::super::who_may::table::{SECOND_TREASURER, SYSTEM, TREASURER};
use super::pages::move_lots;
use super::{Payee, Payout, PayoutCommand, PayoutEvent, PayoutRefusal, PayoutStatus, Source, Way};

/// Decides a command about a payout.
pub fn decide(command: &PayoutCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        PayoutCommand::Propose { initiative, way, payee } => propose(*initiative, *way, payee, draft),
        PayoutCommand::MoveLots { payout, step, lots } => {
            SYSTEM.check(draft)?;
            move_lots(*payout, *step, lots, draft)
        }
        PayoutCommand::Approve { payout } => approve(*payout, draft),
        PayoutCommand::Send { payout } => send(*payout, draft),
        PayoutCommand::Execute { payout, reference } => execute(*payout, reference, draft),
        PayoutCommand::Reject { payout, reason } => reject(*payout, reason, draft),
        PayoutCommand::ReturnByBank { payout, reference, reason } => {
            return_by_bank(*payout, reference, reason, draft)
        }
    }
}

fn refuse_status(payout: &Payout) -> Result<Did, No> {
    Err(PayoutRefusal::NotInThatState { status: payout.status }.into())
}

fn booked_before(reference: &str) -> Result<Did, No> {
    Err(PayoutRefusal::BookedBefore { reference: reference.into() }.into())
}

fn propose(id: InitiativeId, way: Way, payee: &Payee, draft: &mut Draft) -> Result<Did, No> {
    let by = TREASURER.impartial(id, draft)?;
    let initiative = draft.get::<Initiative>(id)?;
    match initiative.status {
        InitiativeStatus::Funded => {}
        InitiativeStatus::PayoutPending(pending) => {
            let pending = draft.get::<Payout>(pending)?;
            if pending.proposed_by == by && pending.way == way && pending.payee == *payee {
                return Ok(Did::Already);
            }
            return Err(Refusal::InitiativeNotInThatState { status: initiative.status }.into());
        }
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    draft.emit(PayoutEvent::Proposed {
        payout: draft.programme()?.next_payout(),
        initiative: id,
        by,
        way,
        payee: payee.clone(),
        cents: initiative.pot,
        sources: sources(initiative, draft)?,
    })?;
    Ok(Did::Now)
}

/// What of the pot is from which budget and issuer.
fn sources(initiative: &Initiative, draft: &Draft) -> Result<Vec<Source>, No> {
    let held = initiative.budgets.iter().filter(|(_, cents)| !cents.is_zero());
    draft.need(held.clone().map(|&(budget, _)| Budget::key(budget)))?;
    let mut sources = Vec::new();
    for &(budget, cents) in held {
        sources.push(Source { budget, issuer: draft.get::<Budget>(budget)?.issuer, cents });
    }
    Ok(sources)
}

fn approve(id: PayoutId, draft: &mut Draft) -> Result<Did, No> {
    let payout = draft.get::<Payout>(id)?;
    let by = SECOND_TREASURER.second(payout.proposed_by, payout.initiative, draft)?;
    match payout.status {
        PayoutStatus::Ready => {}
        PayoutStatus::Approved | PayoutStatus::Sent | PayoutStatus::Executing | PayoutStatus::Executed => {
            return Ok(Did::Already);
        }
        PayoutStatus::Reserving
        | PayoutStatus::Rejecting
        | PayoutStatus::Rejected
        | PayoutStatus::Reopening
        | PayoutStatus::ReturnedByBank => return refuse_status(payout),
    }
    draft.emit(PayoutEvent::Approved { payout: id, by })?;
    Ok(Did::Now)
}

fn send(id: PayoutId, draft: &mut Draft) -> Result<Did, No> {
    let payout = draft.get::<Payout>(id)?;
    TREASURER.check_impartial(payout.initiative, draft)?;
    match payout.status {
        PayoutStatus::Approved | PayoutStatus::ReturnedByBank => {}
        PayoutStatus::Sent => return Ok(Did::Already),
        PayoutStatus::Reserving
        | PayoutStatus::Ready
        | PayoutStatus::Executing
        | PayoutStatus::Executed
        | PayoutStatus::Rejecting
        | PayoutStatus::Rejected
        | PayoutStatus::Reopening => return refuse_status(payout),
    }
    draft.emit(PayoutEvent::Sent { payout: id })?;
    Ok(Did::Now)
}

fn execute(id: PayoutId, reference: &str, draft: &mut Draft) -> Result<Did, No> {
    reference_fits(reference)?;
    let payout = draft.get::<Payout>(id)?;
    TREASURER.check_impartial(payout.initiative, draft)?;
    let is_booked = payout.executions.iter().any(|known| known == reference);
    match payout.status {
        PayoutStatus::Sent if is_booked => return booked_before(reference),
        PayoutStatus::Sent => {}
        _ if is_booked => return Ok(Did::Already),
        _ => return refuse_status(payout),
    }
    draft.emit(PayoutEvent::ExecutionBegun { payout: id, reference: reference.into() })?;
    Ok(Did::Now)
}

fn reject(id: PayoutId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let payout = draft.get::<Payout>(id)?;
    TREASURER.check_impartial(payout.initiative, draft)?;
    match payout.status {
        PayoutStatus::Ready | PayoutStatus::Approved | PayoutStatus::Sent | PayoutStatus::ReturnedByBank => {}
        PayoutStatus::Rejecting | PayoutStatus::Rejected => return Ok(Did::Already),
        PayoutStatus::Reserving
        | PayoutStatus::Executing
        | PayoutStatus::Executed
        | PayoutStatus::Reopening => return refuse_status(payout),
    }
    draft.emit(PayoutEvent::RejectionBegun { payout: id, reason: reason.clone() })?;
    Ok(Did::Now)
}

fn return_by_bank(id: PayoutId, reference: &str, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    reference_fits(reference)?;
    let payout = draft.get::<Payout>(id)?;
    TREASURER.check_impartial(payout.initiative, draft)?;
    let is_booked = payout.returns.iter().any(|known| known == reference);
    match payout.status {
        PayoutStatus::Executed if is_booked => return booked_before(reference),
        PayoutStatus::Executed => {}
        _ if is_booked => return Ok(Did::Already),
        _ => return refuse_status(payout),
    }
    let (initiative, cents) = (payout.initiative, payout.cents);
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Paid | InitiativeStatus::InProgress | InitiativeStatus::ReportDue => {}
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    if !state.delivery().is_ok_and(|delivery| delivery.is_whole(cents)) {
        return Err(PayoutRefusal::LeftoverReturned.into());
    }
    let (reference, reason) = (reference.to_string(), reason.clone());
    draft.emit(PayoutEvent::BankReturnBegun { payout: id, initiative, reference, reason })?;
    Ok(Did::Now)
}
