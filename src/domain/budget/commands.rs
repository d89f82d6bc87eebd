//! What can be asked of a budget.

use super::super::id::{BudgetId, IssuerId};
use super::super::money::Cents;
use super::Conditions;
use serde::{Deserialize, Serialize};

/// A wish about a budget, by a treasurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BudgetCommand {
    /// Book money that came in as a new budget.
    Receive {
        /// Whose it is.
        issuer: IssuerId,
        /// How much.
        cents: Cents,
        /// The bank's reference, 1 to 35 letters, digits and signs.
        reference: String,
        /// What it may be used for.
        conditions: Conditions,
    },
    /// Book money that came in for an existing budget.
    TopUp {
        /// The budget.
        budget: BudgetId,
        /// How much.
        cents: Cents,
        /// The bank's reference.
        reference: String,
    },
    /// Let what is left go on in another budget of the same issuer.
    CarryOver {
        /// The budget it leaves.
        budget: BudgetId,
        /// The budget it enters.
        into: BudgetId,
        /// How much.
        cents: Cents,
    },
    /// Book money that went back to the issuer.
    Return {
        /// The budget.
        budget: BudgetId,
        /// How much.
        cents: Cents,
        /// The bank's reference.
        reference: String,
    },
}
