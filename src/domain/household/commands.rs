//! What can be asked about a household.

use super::super::id::{HouseholdId, WalletId};
use super::Choice;
use serde::{Deserialize, Serialize};

/// A wish about a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HouseholdCommand {
    /// Let the household's next cheques be activated by themselves, until the resident is asked again. While
    /// somebody else's choice holds, only the desk does this.
    MakeStandingChoice {
        /// The household.
        household: HouseholdId,
        /// Where they go: a wallet that holds a lot of this household.
        wallet: WalletId,
        /// What for.
        choice: Choice,
    },
    /// End one's standing choice.
    EndStandingChoice {
        /// The household.
        household: HouseholdId,
        /// Whose choice.
        wallet: WalletId,
    },
    /// The time of a standing choice passed.
    LapseStandingChoice {
        /// The household.
        household: HouseholdId,
    },
    /// Other tenants live there now.
    EndTenancy {
        /// The household.
        household: HouseholdId,
    },
}
