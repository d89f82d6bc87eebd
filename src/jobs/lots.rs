//! Lots that were not spent in time lapse.

use super::run::Task;
use crate::domain::wallet::{Lot, WalletCommand};
use crate::domain::{LotId, Stated};

/// The lapse of a lot.
pub fn task(id: LotId) -> Task {
    Task { what: "lapse", thing: Lot::key(id), command: WalletCommand::LapseLot { lot: id }.into() }
}
