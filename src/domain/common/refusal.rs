//! Why something may not be done with a common pot.

use super::super::draft::No;
use super::super::initiative::Cause;
use super::super::money::Cents;
use super::super::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A refusal about a common pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CommonPotRefusal {
    /// The initiative must nearly have made it by itself.
    #[error(
        "the common pot only helps initiatives with enough money and support of their own, but here {cause}"
    )]
    NotNearEnough {
        /// What is too little.
        cause: Cause,
    },
    /// More than is needed.
    #[error("the initiative is short of {gap}, so {asked} is too much")]
    MoreThanGap {
        /// What is missing.
        gap: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// More than there is.
    #[error("the common pot of this neighbourhood holds {holds}, and {asked} was asked")]
    TooSmall {
        /// What it holds.
        holds: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// Another proposal waits or is being booked.
    #[error("money of the common pot has already been proposed for this initiative; decide about that first")]
    AlreadyProposed,
    /// Nothing waits for approval.
    #[error("no such amount of the common pot waits for approval; please look again")]
    NotProposed,
    /// Lots are being given.
    #[error(
        "money of the common pot is still being booked for this initiative; the outcome follows after it"
    )]
    UnderWay,
}

impl CommonPotRefusal {
    /// As [`Refusal::depends_on_state`].
    pub(in crate::domain) fn depends_on_state(&self) -> bool {
        match self {
            Self::NotNearEnough { .. }
            | Self::MoreThanGap { .. }
            | Self::TooSmall { .. }
            | Self::AlreadyProposed
            | Self::NotProposed
            | Self::UnderWay => true,
        }
    }
}

impl From<CommonPotRefusal> for No {
    fn from(refusal: CommonPotRefusal) -> Self {
        Refusal::CommonPot(refusal).into()
    }
}
