//! What is decided about a household.

use super::super::draft::{Did, Draft, No};
use super::super::id::{HouseholdId, WalletId};
use super::super::refusal::Refusal;
use super::super::thing::Stated;
use super::super::wallet::Lot;
use super::super::who_may::table::{ADMIN_OR_SYSTEM, CHOICE_OF_ANOTHER, STANDING_CHOICE, SYSTEM};
use super::{Choice, Household, HouseholdCommand, HouseholdEvent, StandingChoice};

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
    if !has_lot_of(wallet, household, draft)? {
        return Err(Refusal::NotOfThisHousehold.into());
    }
    // A letter in the wrong hands must not redirect all that follow.
    let of_another = household.choice_at(draft.now).is_some_and(|held| held.wallet != wallet);
    if of_another && !draft.actor.is_staff(CHOICE_OF_ANOTHER) {
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

/// Whether somebody activated a cheque of the household, and rightly.
fn has_lot_of(wallet: WalletId, household: &Household, draft: &Draft) -> Result<bool, No> {
    draft.need(household.lots.iter().map(|&lot| Lot::key(lot)))?;
    for &id in &household.lots {
        let lot = draft.get::<Lot>(id)?;
        if lot.wallet == wallet && !lot.reversed {
            return Ok(true);
        }
    }
    Ok(false)
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
    if chose && !has_lot_of(wallet, household, draft)? {
        draft.emit(HouseholdEvent::StandingChoiceEndedByReversal { household: id, wallet })?;
    }
    Ok(())
}
