//! What is decided about a household.

use super::super::actor::Actor;
use super::super::draft::{Did, Draft, No};
use super::super::id::{HouseholdId, WalletId};
use super::super::refusal::Refusal;
use super::super::thing::Stated;
use super::super::wallet::Lot;
use super::super::who_may::table::{ADMIN_OR_SYSTEM, STANDING_CHOICE, SYSTEM};
use super::{Choice, Household, HouseholdCommand, HouseholdEvent, StandingChoice};
use std::collections::BTreeMap;

/// Decides a command about a household.
pub fn decide(command: &HouseholdCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        HouseholdCommand::MakeStandingChoice { household, wallet, choice } => {
            STANDING_CHOICE.check_or_holder(*wallet, draft)?;
            make(*household, *wallet, *choice, draft)
        }
        HouseholdCommand::EndStandingChoice { household, wallet } => {
            STANDING_CHOICE.check_or_holder(*wallet, draft)?;
            end(*household, *wallet, draft)
        }
        HouseholdCommand::LapseStandingChoice { household } => lapse(*household, draft),
        HouseholdCommand::EndTenancy { household } => end_tenancy(*household, draft),
    }
}

fn make(id: HouseholdId, wallet: WalletId, choice: Choice, draft: &mut Draft) -> Result<Did, No> {
    let household = draft.get::<Household>(id)?;
    if household.ended {
        return Err(Refusal::TenancyEnded.into());
    }
    let cheques = cheques_by_wallet(household, draft)?;
    if !cheques.contains_key(&wallet) {
        return Err(Refusal::NotOfThisHousehold.into());
    }
    if !household.lets_choose(wallet, &cheques, draft.now) && !matches!(draft.actor, Actor::AtDesk(..)) {
        return Err(Refusal::ChoiceOfAnother.into());
    }
    let programme = draft.programme()?;
    let (zone, months) = (&programme.zone, programme.rules_now()?.choice_months);
    let until = zone.end_of_day(zone.months_later(zone.local_day(draft.now), months));
    if household.choice == Some(StandingChoice { wallet, choice, until }) {
        return Ok(Did::Already);
    }
    draft.emit(HouseholdEvent::StandingChoiceMade { household: id, wallet, choice, until })?;
    Ok(Did::Now)
}

/// How many cheques of the household each wallet holds, rightly activated.
fn cheques_by_wallet(household: &Household, draft: &Draft) -> Result<BTreeMap<WalletId, usize>, No> {
    draft.need(household.lots.iter().map(|&lot| Lot::key(lot)))?;
    let mut lots = Vec::new();
    for &id in &household.lots {
        lots.push(draft.get::<Lot>(id)?);
    }
    Ok(Household::cheques_by_wallet(lots))
}

/// Somebody else's choice stays: one's own has ended already.
fn end(id: HouseholdId, wallet: WalletId, draft: &mut Draft) -> Result<Did, No> {
    if draft.get::<Household>(id)?.choice.is_none_or(|choice| choice.wallet != wallet) {
        return Ok(Did::Already);
    }
    draft.emit(HouseholdEvent::StandingChoiceEndedByResident { household: id, wallet })?;
    Ok(Did::Now)
}

fn lapse(id: HouseholdId, draft: &mut Draft) -> Result<Did, No> {
    SYSTEM.check(draft)?;
    let Some(StandingChoice { wallet, until, .. }) = draft.get::<Household>(id)?.choice else {
        return Ok(Did::Already);
    };
    draft.check_not_before(until)?;
    draft.emit_at(until, HouseholdEvent::StandingChoiceLapsed { household: id, wallet })?;
    Ok(Did::Now)
}

/// Also of a household of which nothing is known yet: its letters may be on their way.
fn end_tenancy(id: HouseholdId, draft: &mut Draft) -> Result<Did, No> {
    ADMIN_OR_SYSTEM.check(draft)?;
    if draft.find::<Household>(id)?.is_some_and(|household| household.ended) {
        return Ok(Did::Already);
    }
    draft.emit(HouseholdEvent::TenancyEnded { household: id })?;
    Ok(Did::Now)
}

/// Ends the standing choice of somebody who no longer has a rightly activated cheque of the household.
pub fn end_choice_after_reversal(id: HouseholdId, wallet: WalletId, draft: &mut Draft) -> Result<(), No> {
    let household = draft.get::<Household>(id)?;
    let chose = household.choice.is_some_and(|choice| choice.wallet == wallet);
    if chose && !cheques_by_wallet(household, draft)?.contains_key(&wallet) {
        draft.emit(HouseholdEvent::StandingChoiceEndedByReversal { household: id, wallet })?;
    }
    Ok(())
}
