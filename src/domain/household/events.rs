//! What happens to a household.

use super::super::id::{HouseholdId, WalletId};
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::Household;
use serde::{Deserialize, Serialize};

/// Where the next cheques of a household go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// Into the savings of the wallet.
    Savings,
    /// Into the common pot of the round's area.
    CommonPot,
}

/// Something that happened to a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HouseholdEvent {
    /// A resident chose what happens to the next cheques; an earlier choice ends.
    StandingChoiceMade {
        /// The household.
        household: HouseholdId,
        /// Who chose.
        wallet: WalletId,
        /// What.
        choice: Choice,
        /// Until when, as the instant after it.
        until: Timestamp,
    },
    /// The resident who made it ended it.
    StandingChoiceEndedByResident {
        /// The household.
        household: HouseholdId,
        /// Whose choice.
        wallet: WalletId,
    },
    /// Its time passed; the resident is asked again.
    StandingChoiceLapsed {
        /// The household.
        household: HouseholdId,
        /// Whose choice.
        wallet: WalletId,
    },
    /// The activation that let the resident choose was reversed.
    StandingChoiceEndedByReversal {
        /// The household.
        household: HouseholdId,
        /// Whose choice.
        wallet: WalletId,
    },
    /// Other tenants live there now. What was saved stays with its residents; a standing choice ends.
    TenancyEnded {
        /// The household.
        household: HouseholdId,
    },
}

impl HouseholdEvent {
    /// The household it is about.
    pub fn household(&self) -> HouseholdId {
        match self {
            Self::StandingChoiceMade { household, .. }
            | Self::StandingChoiceEndedByResident { household, .. }
            | Self::StandingChoiceLapsed { household, .. }
            | Self::StandingChoiceEndedByReversal { household, .. }
            | Self::TenancyEnded { household } => *household,
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        vec![Household::key(self.household())]
    }
}
