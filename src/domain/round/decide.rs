//! What is decided about a round.

use super::super::budget::Budget;
use super::super::calendar::Zone;
use super::super::draft::{Did, Draft, No};
use super::super::id::{AreaId, BudgetId, RoundId};
use super::super::programme::Rules;
use super::super::refusal::{Refusal, amount_fits, name_fits};
use super::super::text::TextRef;
use super::super::time::Timestamp;
use super::super::who_may::table::ADMIN_OR_SYSTEM;
use super::{PlannedPart, ReservedPart, Round, RoundCommand, RoundEvent, RoundStatus, WantedPart};
use super::{pages, settle};

/// The most cheques in one round.
const MOST_CHEQUES: i64 = 10_000_000;

/// Decides a command about a round.
pub fn decide(command: &RoundCommand, draft: &mut Draft) -> Result<Did, No> {
    ADMIN_OR_SYSTEM.check(draft)?;
    match command {
        RoundCommand::Draft { title, area, parts } => plan(title, *area, parts, draft),
        RoundCommand::CheckList { round, list, cheques, duplicates, missing, own_tenants } => {
            let round = *round;
            check_own_tenants(round, cheques, own_tenants, draft)?;
            check_list(round, list, cheques, (*duplicates, *missing), draft)
        }
        RoundCommand::BeginIssue { round, key_version } => begin_issue(*round, *key_version, draft),
        RoundCommand::IssueCheques { round, first, count, attempts } => {
            pages::issue(*round, *first, *count, attempts, draft)
        }
        RoundCommand::ReleaseLetters { round } => release(*round, draft),
        RoundCommand::BeginGrace { round } => begin_grace(*round, draft),
        RoundCommand::BeginClosing { round } => begin_closing(*round, draft),
        RoundCommand::LapseCheques { round, first } => pages::lapse(*round, *first, draft),
        RoundCommand::SettleFinally { round, parts } => settle::settle(*round, parts, draft),
        RoundCommand::Cancel { round, reason } => cancel(*round, reason, draft),
        RoundCommand::WithdrawCheques { round, first } => pages::withdraw(*round, *first, draft),
    }
}

fn plan(title: &str, area: AreaId, wanted: &[WantedPart], draft: &mut Draft) -> Result<Did, No> {
    name_fits("the round's name", title)?;
    draft.programme()?.check_area(area)?;
    if wanted.is_empty() || wanted.len() > 50 {
        return Err(Refusal::BadParts.into());
    }
    let mut parts: Vec<PlannedPart> = Vec::new();
    for part in wanted {
        amount_fits(part.cents)?;
        if parts.iter().any(|known| known.budget == part.budget) {
            return Err(Refusal::BadParts.into());
        }
        let Budget { issuer, ref conditions, .. } = *draft.get::<Budget>(part.budget)?;
        if !conditions.fit_area(area) {
            return Err(Refusal::BudgetForOtherAreas { budget: part.budget }.into());
        }
        parts.push(PlannedPart { budget: part.budget, issuer, each: part.cents });
    }
    let programme = draft.programme()?;
    let (round, rules) = (programme.next_round(), programme.rules_version());
    draft.emit(RoundEvent::Drafted { round, title: title.into(), area, parts, rules })?;
    Ok(Did::Now)
}

/// Refuses cheques of a budget that is for its issuer's own tenants, if others may get them.
fn check_own_tenants(id: RoundId, cheques: &[i64], own: &[BudgetId], draft: &Draft) -> Result<(), No> {
    for (part, &count) in draft.get::<Round>(id)?.parts.iter().zip(cheques) {
        let budget = part.budget;
        if count > 0 && draft.get::<Budget>(budget)?.conditions.own_tenants_only && !own.contains(&budget) {
            return Err(Refusal::NotOwnTenants { budget }.into());
        }
    }
    Ok(())
}

fn check_list(
    id: RoundId,
    list: &str,
    cheques: &[i64],
    (duplicates, missing): (i64, i64),
    draft: &mut Draft,
) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    if round.list.as_deref() == Some(list) {
        return Ok(Did::Already);
    }
    if !matches!(round.status, RoundStatus::Drafted | RoundStatus::Checked) {
        return Err(Refusal::RoundNotInThatState { status: round.status }.into());
    }
    let total: i64 = cheques.iter().fold(0, |sum: i64, &count| sum.saturating_add(count.max(0)));
    let counts_fit = cheques.len() == round.parts.len() && cheques.iter().all(|&count| count >= 0);
    if list.len() != 64 || !counts_fit || duplicates < 0 || missing < 0 {
        return Err(Refusal::BadList.into());
    }
    if total == 0 || total > MOST_CHEQUES {
        return Err(Refusal::BadNumberOfCheques { most: MOST_CHEQUES, asked: total }.into());
    }
    let (list, cheques) = (list.to_string(), cheques.to_vec());
    draft.emit(RoundEvent::ListChecked { round: id, list, cheques, duplicates, missing })?;
    Ok(Did::Now)
}

fn begin_issue(id: RoundId, key_version: u32, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    match round.status {
        RoundStatus::Checked => {}
        RoundStatus::Issuing | RoundStatus::Issued | RoundStatus::Open => return Ok(Did::Already),
        status => return Err(Refusal::RoundNotInThatState { status }.into()),
    }
    let mut parts = Vec::new();
    for part in &round.parts {
        let cents = part.each.times(part.planned)?;
        let free = draft.get::<Budget>(part.budget)?.free;
        if free < cents {
            return Err(Refusal::BudgetTooSmall { budget: part.budget, free, asked: cents }.into());
        }
        parts.push(ReservedPart { budget: part.budget, issuer: part.issuer, cents });
    }
    let (cheques, first_cheque) = (round.planned(), draft.programme()?.next_cheque());
    draft.emit(RoundEvent::IssueBegun { round: id, first_cheque, cheques, parts, key_version })?;
    Ok(Did::Now)
}

fn release(id: RoundId, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    match round.status {
        RoundStatus::Issued => {}
        RoundStatus::Open | RoundStatus::Grace => return Ok(Did::Already),
        status => return Err(Refusal::RoundNotInThatState { status }.into()),
    }
    let programme = draft.programme()?;
    let rules = programme.rules_of(round.rules)?;
    let (activate_until, grace_until) = dates(draft.now, &programme.zone, rules);
    draft.emit(RoundEvent::LettersReleased { round: id, activate_until, grace_until })?;
    Ok(Did::Now)
}

/// The date in the letter and the end of grace, as the instants after them.
fn dates(now: Timestamp, zone: &Zone, rules: &Rules) -> (Timestamp, Timestamp) {
    let last_day = zone.months_later(zone.local_day(now), rules.activate_months);
    let grace_day = zone.days_later(last_day, rules.grace_days);
    (zone.end_of_day(last_day), zone.end_of_day(grace_day))
}

fn begin_grace(id: RoundId, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    if round.status != RoundStatus::Open {
        return Ok(Did::Already);
    }
    let until = round.activate_until;
    draft.check_not_before(until)?;
    draft.emit_at(until, RoundEvent::GraceBegun { round: id })?;
    Ok(Did::Now)
}

fn begin_closing(id: RoundId, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    match round.status {
        RoundStatus::Open | RoundStatus::Grace => {}
        RoundStatus::Closing | RoundStatus::Closed | RoundStatus::Settled => return Ok(Did::Already),
        status => return Err(Refusal::RoundNotInThatState { status }.into()),
    }
    let until = round.grace_until;
    draft.check_not_before(until)?;
    draft.emit_at(until, RoundEvent::ClosingBegun { round: id })?;
    Ok(Did::Now)
}

fn cancel(id: RoundId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    match round.status {
        RoundStatus::Cancelling | RoundStatus::Cancelled => return Ok(Did::Already),
        RoundStatus::Drafted | RoundStatus::Checked | RoundStatus::Issued => {}
        // Once its time is over it closes, even if that is written late.
        RoundStatus::Open | RoundStatus::Grace
            if draft.now < round.grace_until
                && round.parts.iter().all(|part| part.activated + part.reversed == 0) => {}
        status => return Err(Refusal::RoundNotInThatState { status }.into()),
    }
    let nothing_issued = matches!(round.status, RoundStatus::Drafted | RoundStatus::Checked);
    draft.emit(RoundEvent::CancelBegun { round: id, reason: reason.clone() })?;
    if nothing_issued {
        draft.emit(RoundEvent::Cancelled { round: id })?;
    }
    Ok(Did::Now)
}
