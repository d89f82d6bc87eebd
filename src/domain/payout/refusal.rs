//! Why something may not be done with a payout.

use super::super::draft::No;
use super::super::refusal::Refusal;
use super::PayoutStatus;
use serde::{Deserialize, Serialize};

/// A refusal about a payout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PayoutRefusal {
    /// The payout is elsewhere in its life.
    #[error("the payout {status}, so this cannot be done now")]
    NotInThatState {
        /// Where it is.
        status: PayoutStatus,
    },
    /// The reference is that of an earlier execution or return.
    #[error(
        "the bank's reference {reference} is booked for this payout already; please use the new one's own"
    )]
    BookedBefore {
        /// The reference.
        reference: String,
    },
    /// Some of the money is back already.
    #[error(
        "leftover of this payout has been returned, so the bank cannot have returned all of it; book what came back as leftover"
    )]
    LeftoverReturned,
}

impl PayoutRefusal {
    /// As [`Refusal::depends_on_state`].
    pub(in crate::domain) fn depends_on_state(&self) -> bool {
        match self {
            Self::NotInThatState { .. } | Self::BookedBefore { .. } | Self::LeftoverReturned => true,
        }
    }
}

impl From<PayoutRefusal> for No {
    fn from(refusal: PayoutRefusal) -> Self {
        Refusal::Payout(refusal).into()
    }
}
