//! Lots that were not spent in time lapse.

use super::run::Step;
use crate::domain::wallet::{Lot, WalletCommand};
use crate::domain::{LotId, Stated};

/// The lapse of a lot. Money that comes back later can lapse later: what is left tells one lapse from the next.
pub fn step(id: LotId, lot: &Lot) -> Step {
    Step {
        what: "lapse",
        thing: Lot::key(id),
        detail: format!("{} {}", lot.spend_by, lot.free.get()),
        command: WalletCommand::LapseLot { lot: id }.into(),
    }
}
