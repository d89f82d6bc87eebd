//! The lots that a wallet and a household list. They stop listing those that are used up, so that they need not
//! look at them for ever; when paid money comes back they must list them again.

use super::super::draft::{Draft, No};
use super::super::event::Event;
use super::super::household::Household;
use super::super::id::{HouseholdId, LotId, WalletId};
use super::super::thing::{Key, Stated};
use super::{Lot, Wallet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A lot that its wallet and its household list again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relisted {
    /// The lot.
    pub lot: LotId,
    /// Whose it is.
    pub wallet: WalletId,
    /// The household of its cheque.
    pub household: HouseholdId,
}

/// The wallets and households of these lots, each once.
pub fn keys_of_owners(relisted: &[Relisted]) -> BTreeSet<Key> {
    let owners = |lot: &Relisted| [Wallet::key(lot.wallet), Household::key(lot.household)];
    relisted.iter().flat_map(owners).collect()
}

/// Which of these lots, to which money comes back, are no longer listed.
pub fn relist(lots: impl Iterator<Item = LotId>, draft: &Draft) -> Result<Vec<Relisted>, No> {
    let mut used_up = Vec::new();
    for id in lots {
        let lot = draft.get::<Lot>(id)?;
        if lot.is_used_up(draft.now) {
            used_up.push(Relisted { lot: id, wallet: lot.wallet, household: lot.household });
        }
    }
    draft.need(keys_of_owners(&used_up))?;
    let mut relisted = Vec::new();
    for lot in used_up {
        let is_listed = draft.get::<Wallet>(lot.wallet)?.lots.contains(&lot.lot)
            && draft.get::<Household>(lot.household)?.lots.contains(&lot.lot);
        if !is_listed {
            relisted.push(lot);
        }
    }
    Ok(relisted)
}

/// The change an event makes to the list of an owner: a new lot comes on it and those go that are used up, or
/// those come back that hold money again.
pub fn list(lots: &mut Vec<LotId>, event: &Event, is_owner: impl Fn(&Relisted) -> bool) {
    let relisted = match event {
        Event::Cheque(event) => {
            if let Some(activation) = event.activation() {
                lots.retain(|lot| !activation.retired.contains(lot));
                lots.push(activation.lot);
            }
            return;
        }
        Event::Payout(event) => event.relisted(),
        Event::Delivery(event) => event.shared().1,
        Event::Programme(_)
        | Event::Budget(_)
        | Event::Round(_)
        | Event::Wallet(_)
        | Event::Household(_)
        | Event::Initiative(_)
        | Event::CommonPot(_)
        | Event::Erasure(_) => return,
    };
    for lot in relisted.iter().filter(|lot| is_owner(lot)).map(|lot| lot.lot) {
        if !lots.contains(&lot) {
            lots.push(lot);
        }
    }
}
