//! Lots that were not spent in time lapse.

use super::run::Step;
use crate::domain::wallet::{Lot, WalletCommand};
use crate::domain::{LotId, Stated};

/// The lapse of a lot.
pub fn step(id: LotId) -> Step {
    Step { what: "lapse", thing: Lot::key(id), command: WalletCommand::LapseLot { lot: id }.into() }
}
