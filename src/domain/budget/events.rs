//! What happens to a budget.

use super::super::id::{BudgetId, IssuerId, PersonId, ProgrammeId};
use super::super::money::Cents;
use super::super::programme::Programme;
use super::super::thing::{Key, Stated};
use super::{Budget, Conditions};
use serde::{Deserialize, Serialize};

/// Something that happened to a budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BudgetEvent {
    /// Money of an issuer is on the bank.
    Received {
        /// Its number.
        budget: BudgetId,
        /// Whose it is.
        issuer: IssuerId,
        /// How much.
        cents: Cents,
        /// The bank's reference.
        reference: String,
        /// What it may be used for.
        conditions: Conditions,
    },
    /// The issuer added to it.
    ToppedUp {
        /// The budget.
        budget: BudgetId,
        /// Whose it is.
        issuer: IssuerId,
        /// How much.
        cents: Cents,
        /// The bank's reference.
        reference: String,
    },
    /// What was left went on in another budget of the same issuer.
    CarriedOver {
        /// The budget it leaves.
        budget: BudgetId,
        /// The budget it enters.
        into: BudgetId,
        /// How much.
        cents: Cents,
    },
    /// Somebody proposed to give money back to the issuer.
    ReturnProposed {
        /// The budget.
        budget: BudgetId,
        /// Who.
        by: PersonId,
        /// How much.
        cents: Cents,
        /// The reference of the payment.
        reference: String,
    },
    /// A second person approved, and money went back to the issuer's bank account.
    Returned {
        /// The budget.
        budget: BudgetId,
        /// Whose it is.
        issuer: IssuerId,
        /// Who approved.
        by: PersonId,
        /// How much.
        cents: Cents,
        /// The reference of the payment.
        reference: String,
    },
}

impl BudgetEvent {
    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        match self {
            Self::Received { budget, .. } => {
                vec![Budget::key(*budget), Programme::key(ProgrammeId::ONLY)]
            }
            Self::CarriedOver { budget, into, .. } => vec![Budget::key(*budget), Budget::key(*into)],
            Self::ToppedUp { budget, .. }
            | Self::ReturnProposed { budget, .. }
            | Self::Returned { budget, .. } => vec![Budget::key(*budget)],
        }
    }
}
