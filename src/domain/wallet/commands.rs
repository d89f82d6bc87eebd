//! What residents can ask.

use super::super::id::{InitiativeId, LotId, WalletId};
use super::super::money::Cents;
use serde::{Deserialize, Serialize};

/// A pledge: at most this much; an initiative takes what it still needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Give {
    /// For what.
    pub initiative: InitiativeId,
    /// At most how much.
    pub cents: Cents,
}

/// A wish about a resident's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WalletCommand {
    /// Put money in initiatives; all or none where something is refused.
    Pledge {
        /// Whose money.
        wallet: WalletId,
        /// For what, and at most how much; 1 to 500.
        gives: Vec<Give>,
    },
    /// Take money back from an initiative that is open.
    Withdraw {
        /// Whose money.
        wallet: WalletId,
        /// From which initiative.
        initiative: InitiativeId,
        /// How much; none: all that can still be spent when it is back.
        cents: Option<Cents>,
    },
    /// Take money out of one initiative and put it in another, the same lots with the same dates.
    Move {
        /// Whose money.
        wallet: WalletId,
        /// From which initiative.
        from: InitiativeId,
        /// Into which.
        to: InitiativeId,
        /// How much, of what was given; what the other does not need stays.
        cents: Cents,
    },
    /// Give savings to the common pot of the area they come from.
    GiveToCommonPot {
        /// Whose money.
        wallet: WalletId,
        /// Which lot.
        lot: LotId,
        /// How much.
        cents: Cents,
    },
    /// Let a lot lapse that was not spent in time.
    LapseLot {
        /// The lot.
        lot: LotId,
    },
}
