//! What can be asked of a budget.

use super::super::id::{BudgetId, IssuerId};
use super::super::money::Cents;
use super::Conditions;
use serde::{Deserialize, Serialize};

/// A wish about a budget, by a treasurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BudgetCommand {
    /// Book money that came in as a new budget; a payment of the issuer that is booked already is not booked again.
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
        /// The bank's reference; a payment of the issuer that is booked already is not booked again.
        reference: String,
    },
    /// Let what is left go on in another budget of the same issuer, whose conditions are as strict or stricter.
    CarryOver {
        /// The budget it leaves.
        budget: BudgetId,
        /// The budget it enters.
        into: BudgetId,
        /// How much.
        cents: Cents,
    },
    /// Propose to give money back to the issuer; takes the place of what was proposed before.
    ProposeReturn {
        /// The budget.
        budget: BudgetId,
        /// How much; at most what is in no round.
        cents: Cents,
        /// The reference of the payment.
        reference: String,
    },
    /// Approve what was proposed, as another person: then it is given back.
    ApproveReturn {
        /// The budget.
        budget: BudgetId,
        /// The amount that was proposed, so that nobody approves one they have not seen.
        cents: Cents,
        /// The reference of the payment that was proposed.
        reference: String,
    },
}
