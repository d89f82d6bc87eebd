//! What is decided about a budget.

use super::super::draft::{Did, Draft, No};
use super::super::id::{BudgetId, IssuerId};
use super::super::money::Cents;
use super::super::payments::PaymentRefusal;
use super::super::programme::Programme;
use super::super::refusal::{Refusal, amount_fits, reference_fits};
use super::super::thing::Stated as _;
use super::super::who_may::another;
use super::super::who_may::table::{BUDGETS, SECOND_TREASURER, TREASURER};
use super::{Budget, BudgetCommand, BudgetEvent, Conditions, ProposedReturn};

/// The most purposes, and the most areas, that conditions name.
const MOST_NAMED: usize = 50;

/// Decides a command about a budget.
pub fn decide(command: &BudgetCommand, draft: &mut Draft) -> Result<Did, No> {
    BUDGETS.check(draft)?;
    match command {
        BudgetCommand::Receive { issuer, cents, reference, conditions } => {
            receive(*issuer, *cents, reference, conditions, draft)
        }
        BudgetCommand::TopUp { budget, cents, reference } => top_up(*budget, *cents, reference, draft),
        BudgetCommand::CarryOver { budget, into, cents } => carry_over(*budget, *into, *cents, draft),
        BudgetCommand::ProposeReturn { budget, cents, reference } => {
            propose_return(*budget, *cents, reference, draft)
        }
        BudgetCommand::ApproveReturn { budget, cents, reference } => {
            approve_return(*budget, (*cents, reference), draft)
        }
    }
}

fn propose_return(budget: BudgetId, cents: Cents, reference: &str, draft: &mut Draft) -> Result<Did, No> {
    let by = TREASURER.person(draft)?;
    reference_fits(reference)?;
    if draft.get::<Budget>(budget)?.returns.has(reference, cents)? {
        return Ok(Did::Already);
    }
    enough(budget, cents, draft)?;
    let proposal = ProposedReturn { by, cents, reference: reference.to_string() };
    if draft.get::<Budget>(budget)?.proposed_return.as_ref() == Some(&proposal) {
        return Ok(Did::Already);
    }
    let ProposedReturn { reference, .. } = proposal;
    draft.emit(BudgetEvent::ReturnProposed { budget, by, cents, reference })?;
    Ok(Did::Now)
}

fn approve_return(budget: BudgetId, seen: (Cents, &str), draft: &mut Draft) -> Result<Did, No> {
    let person = SECOND_TREASURER.person(draft)?;
    let state = draft.get::<Budget>(budget)?;
    if state.returns.has(seen.1, seen.0)? {
        return Ok(Did::Already);
    }
    let proposal = state.proposed_return.as_ref();
    let is_seen = |proposal: &&ProposedReturn| (proposal.cents, proposal.reference.as_str()) == seen;
    let ProposedReturn { by, cents, reference } =
        proposal.filter(is_seen).cloned().ok_or(Refusal::ReturnNotProposed)?;
    let by = another(by, person)?;
    let issuer = enough(budget, cents, draft)?;
    draft.emit(BudgetEvent::Returned { budget, issuer, by, cents, reference })?;
    Ok(Did::Now)
}

fn receive(
    issuer: IssuerId,
    cents: Cents,
    reference: &str,
    conditions: &Conditions,
    draft: &mut Draft,
) -> Result<Did, No> {
    amount_fits(cents)?;
    reference_fits(reference)?;
    let programme = draft.programme()?;
    programme.check_issuer(issuer)?;
    check_conditions(conditions, programme)?;
    let budget = programme.next_budget();
    if let Some(known) = booked_for(issuer, (reference, cents), draft)? {
        let state = draft.get::<Budget>(known)?;
        if state.began_with(reference) && state.conditions == *conditions {
            return Ok(Did::Already);
        }
        return Err(Refusal::from(PaymentRefusal::BookedForBudget { budget: known }).into());
    }
    let (reference, conditions) = (reference.to_string(), conditions.clone());
    draft.emit(BudgetEvent::Received { budget, issuer, cents, reference, conditions })?;
    Ok(Did::Now)
}

fn top_up(budget: BudgetId, cents: Cents, reference: &str, draft: &mut Draft) -> Result<Did, No> {
    amount_fits(cents)?;
    reference_fits(reference)?;
    let issuer = draft.get::<Budget>(budget)?.issuer;
    match booked_for(issuer, (reference, cents), draft)? {
        Some(known) if known == budget => return Ok(Did::Already),
        Some(known) => return Err(Refusal::from(PaymentRefusal::BookedForBudget { budget: known }).into()),
        None => {}
    }
    let reference = reference.to_string();
    draft.emit(BudgetEvent::ToppedUp { budget, issuer, cents, reference })?;
    Ok(Did::Now)
}

/// The budget of an issuer for which a payment of it is booked, none if for no one. Budgets are few, and money comes in
/// rarely: all are looked at.
fn booked_for(
    issuer: IssuerId,
    (reference, cents): (&str, Cents),
    draft: &Draft,
) -> Result<Option<BudgetId>, No> {
    let budgets = (1..draft.programme()?.next_budget().0).map(BudgetId);
    draft.need(budgets.clone().map(Budget::key))?;
    for budget in budgets {
        let state = draft.get::<Budget>(budget)?;
        if state.issuer == issuer && state.receipts.has(reference, cents)? {
            return Ok(Some(budget));
        }
    }
    Ok(None)
}

fn check_conditions(conditions: &Conditions, programme: &Programme) -> Result<(), Refusal> {
    for (what, count) in [("purposes", conditions.purposes.len()), ("areas", conditions.areas.len())] {
        if count > MOST_NAMED {
            let what = format!("{what} in the conditions of a budget");
            return Err(Refusal::TooMany { what, most: MOST_NAMED });
        }
    }
    conditions.areas.iter().try_for_each(|&area| programme.check_area(area))?;
    conditions.purposes.iter().try_for_each(|purpose| programme.check_purpose(purpose))
}

fn carry_over(budget: BudgetId, into: BudgetId, cents: Cents, draft: &mut Draft) -> Result<Did, No> {
    let issuer = enough(budget, cents, draft)?;
    if budget == into || draft.get::<Budget>(into)?.issuer != issuer {
        return Err(Refusal::OtherIssuer.into());
    }
    // Rounds and lots know their budget only, so money goes by the conditions of the budget it is in.
    if !draft.get::<Budget>(into)?.conditions.keep(&draft.get::<Budget>(budget)?.conditions) {
        return Err(Refusal::LooserConditions { budget, into }.into());
    }
    draft.emit(BudgetEvent::CarriedOver { budget, into, cents })?;
    Ok(Did::Now)
}

/// The issuer, if the budget has this much that is in no round.
fn enough(budget: BudgetId, cents: Cents, draft: &Draft) -> Result<IssuerId, No> {
    amount_fits(cents)?;
    let state = draft.get::<Budget>(budget)?;
    if state.free < cents {
        return Err(Refusal::BudgetTooSmall { budget, free: state.free, asked: cents }.into());
    }
    Ok(state.issuer)
}
