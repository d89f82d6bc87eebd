//! Activation: a code becomes money of a resident.

use super::super::draft::{Did, Draft, No};
use super::super::household::{Choice, Household};
use super::super::id::{ChequeId, HouseholdId, LotId, WalletId};
use super::super::page::LOTS_A_PAGE;
use super::super::programme::{Rules, Spend};
use super::super::refusal::Refusal;
use super::super::round::Round;
use super::super::thing::Stated;
use super::super::time::Timestamp;
use super::super::wallet::{Leg, Lot, LotKind, Wallet, WalletEvent};
use super::super::who_may::table::{ACTIVATION, SYSTEM};
use super::{Activate, Activation, Cheque, ChequeEvent, ChequeStatus};

/// Decides an activation. Activating what is active already is no error: the code opens its own lot.
pub fn activate(wanted: &Activate, draft: &mut Draft) -> Result<Did, No> {
    ACTIVATION.check_or_holder(wanted.wallet, draft)?;
    let Some(activation) = prepare(wanted, draft)? else { return Ok(Did::Already) };
    draft.emit(ChequeEvent::Activated(activation))?;
    Ok(Did::Now)
}

/// Activates a cheque without its code, as a resident of the household chose for its cheques.
pub fn by_standing_choice(
    id: ChequeId,
    household: HouseholdId,
    lot: LotId,
    draft: &mut Draft,
) -> Result<Did, No> {
    SYSTEM.check(draft)?;
    draft.need([Cheque::key(id), Household::key(household), Lot::key(lot)])?;
    let cheque = draft.get::<Cheque>(id)?;
    if matches!(cheque.status, ChequeStatus::Activated(..)) {
        return Ok(Did::Already);
    }
    let chosen = draft.find::<Household>(household)?.and_then(|state| state.choice_at(draft.now));
    let chosen = chosen.ok_or(Refusal::NoStandingChoice)?;
    let (generation, wallet) = (cheque.generation, chosen.wallet);
    let wanted =
        Activate { cheque: id, generation, wallet, new_wallet: false, household, new_household: false, lot };
    let Some(activation) = prepare(&wanted, draft)? else { return Ok(Did::Already) };
    let (area, budget, cents) = (activation.area, activation.budget, activation.cents);
    draft.emit(ChequeEvent::ActivatedByStandingChoice(activation))?;
    if chosen.choice == Choice::CommonPot {
        let legs = vec![Leg { lot, budget, cents, own: false }];
        draft.emit(WalletEvent::GivenToCommonPot { wallet, area, legs })?;
    }
    Ok(Did::Now)
}

/// The activation, if it is allowed; none if the cheque is activated already.
fn prepare(wanted: &Activate, draft: &Draft) -> Result<Option<Activation>, No> {
    draft.need([
        Cheque::key(wanted.cheque),
        Wallet::key(wanted.wallet),
        Household::key(wanted.household),
        Lot::key(wanted.lot),
    ])?;
    let cheque = draft.get::<Cheque>(wanted.cheque)?;
    let round = draft.get::<Round>(cheque.round)?;
    cheque.check_code(wanted.generation)?;
    if matches!(cheque.status, ChequeStatus::Activated(..)) {
        return Ok(None);
    }
    let zone = &draft.programme()?.zone;
    cheque.check_issued(round, zone)?;
    if cheque.cents.is_zero() {
        return Err(Refusal::NothingLeft.into());
    }
    cheque.check_time(round, draft.now, zone)?;
    check_household(wanted, draft)?;
    let retired = check_ids(wanted, draft)?;
    let programme = draft.programme()?;
    let rules = programme.rules_of(round.rules)?;
    let spend_by = spend_by(rules, cheque.until(round), draft)?;
    Ok(Some(Activation {
        cheque: wanted.cheque,
        round: cheque.round,
        budget: cheque.budget,
        area: round.area,
        wallet: wanted.wallet,
        lot: wanted.lot,
        kind: LotKind::Cheque,
        household: wanted.household,
        cents: cheque.cents,
        spend_by,
        retired,
    }))
}

/// Money that may not be saved can be spent for as long as the cheque could be activated.
fn spend_by(rules: &Rules, until: Timestamp, draft: &Draft) -> Result<Timestamp, No> {
    let zone = &draft.programme()?.zone;
    Ok(match rules.spend {
        Spend::Months(months) => zone.end_of_day(zone.months_later(zone.local_day(draft.now), months)),
        Spend::WithRound => until,
    })
}

/// Refuses a household that moved out, or a new one whose id is taken: two households would count as one.
fn check_household(wanted: &Activate, draft: &Draft) -> Result<(), No> {
    match draft.find::<Household>(wanted.household)? {
        Some(_) if wanted.new_household => Err(Refusal::IdTaken.into()),
        Some(household) if household.ended => Err(Refusal::TenancyEnded.into()),
        _ => Ok(()),
    }
}

/// Refuses ids that are taken; answers lots of the wallet that are used up and past their date.
fn check_ids(wanted: &Activate, draft: &Draft) -> Result<Vec<LotId>, No> {
    let wallet = draft.find::<Wallet>(wanted.wallet)?;
    if draft.find::<Lot>(wanted.lot)?.is_some() || wanted.new_wallet && wallet.is_some() {
        return Err(Refusal::IdTaken.into());
    }
    match wallet {
        Some(wallet) => used_up(wallet, draft),
        None if wanted.new_wallet => Ok(Vec::new()),
        None => Err(unknown(wanted.wallet)),
    }
}

fn unknown(wallet: WalletId) -> No {
    Refusal::Unknown { what: Wallet::key(wallet).to_string() }.into()
}

/// At most a page of them, as an event has no room for more. The rest is for the next activations, each of which
/// adds one lot only.
fn used_up(wallet: &Wallet, draft: &Draft) -> Result<Vec<LotId>, No> {
    draft.need(wallet.lots.iter().map(|&lot| Lot::key(lot)))?;
    let mut used_up = Vec::new();
    for &id in &wallet.lots {
        if used_up.len() == LOTS_A_PAGE {
            break;
        }
        if draft.get::<Lot>(id)?.is_used_up(draft.now) {
            used_up.push(id);
        }
    }
    Ok(used_up)
}
