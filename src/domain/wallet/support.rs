//! Who counts as a supporter: residents and households, each once for an initiative, the initiators and
//! their households not at all.

use super::super::draft::{Draft, No};
use super::super::household::Household;
use super::super::id::{HouseholdId, InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::thing::Stated;
use super::{Leg, Lot, Wallet};

/// Supporters who come in or leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Residents: 0 or 1.
    pub residents: i64,
    /// Households.
    pub households: i64,
}

/// Loads all lots of the households that these lots belong to.
pub fn load_households(lots: &[LotId], draft: &Draft) -> Result<Vec<HouseholdId>, No> {
    let mut households = Vec::new();
    for &lot in lots {
        let household = draft.get::<Lot>(lot)?.household;
        if !households.contains(&household) {
            households.push(household);
        }
    }
    draft.need(households.iter().map(|&household| Household::key(household)))?;
    let mut keys = Vec::new();
    for &household in &households {
        keys.extend(draft.get::<Household>(household)?.lots.iter().map(|&lot| Lot::key(lot)));
    }
    draft.need(keys)?;
    Ok(households)
}

/// Whether a household is that of an initiator.
pub fn is_own_household(household: HouseholdId, initiative: &Initiative, draft: &Draft) -> Result<bool, No> {
    if initiative.wallets.is_empty() {
        return Ok(false);
    }
    for &lot in &draft.get::<Household>(household)?.lots {
        let lot = draft.get::<Lot>(lot)?;
        if !lot.reversed && initiative.wallets.contains(&lot.wallet) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a resident has money in an initiative, or their household supports it.
pub fn gives_to(wallet: WalletId, initiative: InitiativeId, draft: &Draft) -> Result<bool, No> {
    let Some(wallet) = draft.find::<Wallet>(wallet)? else { return Ok(false) };
    draft.need(wallet.lots.iter().map(|&lot| Lot::key(lot)))?;
    for &lot in &wallet.lots {
        if !draft.get::<Lot>(lot)?.in_pot(initiative).is_zero() {
            return Ok(true);
        }
    }
    for household in load_households(&wallet.lots, draft)? {
        for &lot in &draft.get::<Household>(household)?.lots {
            if draft.get::<Lot>(lot)?.supports(initiative) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Supporters who come in with a pledge from these legs.
pub fn coming(
    wallet: WalletId,
    initiative: InitiativeId,
    legs: &[Leg],
    draft: &Draft,
) -> Result<Support, No> {
    let counting: Vec<LotId> = legs.iter().filter(|leg| !leg.own).map(|leg| leg.lot).collect();
    if counting.is_empty() {
        return Ok(Support::default());
    }
    count(wallet, initiative, &counting, &[], draft)
}

/// Supporters who leave when these lots take back all they have in the initiative.
pub fn leaving(
    wallet: WalletId,
    initiative: InitiativeId,
    emptied: &[LotId],
    draft: &Draft,
) -> Result<Support, No> {
    let mut counting = Vec::new();
    for &lot in emptied {
        if draft.get::<Lot>(lot)?.supports(initiative) {
            counting.push(lot);
        }
    }
    if counting.is_empty() {
        return Ok(Support::default());
    }
    count(wallet, initiative, &counting, &counting, draft)
}

/// Counts the resident and the households of `lots` that support the initiative with no lot outside
/// `without`: they come in with the first such lot and leave with the last.
fn count(
    wallet: WalletId,
    initiative: InitiativeId,
    lots: &[LotId],
    without: &[LotId],
    draft: &Draft,
) -> Result<Support, No> {
    let others = |all: &[LotId]| -> Result<bool, No> {
        for lot in all.iter().filter(|lot| !without.contains(lot)) {
            if draft.get::<Lot>(*lot)?.supports(initiative) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    let residents = i64::from(!others(&draft.get::<Wallet>(wallet)?.lots)?);
    let mut households = 0;
    for household in load_households(lots, draft)? {
        households += i64::from(!others(&draft.get::<Household>(household)?.lots)?);
    }
    Ok(Support { residents, households })
}
