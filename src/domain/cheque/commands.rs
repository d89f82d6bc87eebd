//! What can be asked of a cheque.

use super::super::id::{ChequeId, HouseholdId, LotId, WalletId};
use serde::{Deserialize, Serialize};

/// Turn a cheque into money of a resident. Whoever asks has shown the code; the ids are fresh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activate {
    /// The cheque the code belongs to.
    pub cheque: ChequeId,
    /// Which of its codes: a replaced code no longer works.
    pub generation: u32,
    /// The wallet it goes to.
    pub wallet: WalletId,
    /// Whether that wallet is new, rather than one shown to be the resident's own.
    pub new_wallet: bool,
    /// The household the cheque was sent to.
    pub household: HouseholdId,
    /// The id of the lot.
    pub lot: LotId,
}

/// A wish about a cheque.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChequeCommand {
    /// Turn it into money of a resident.
    Activate(Activate),
}
