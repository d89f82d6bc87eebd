//! Why something may not be done with an initiative that got its money.

use super::super::draft::No;
use super::super::money::Cents;
use super::super::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A refusal about carrying out an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DeliveryRefusal {
    /// The proposal that was read is not there any more.
    #[error("this change of plan was replaced or decided meanwhile; please look again")]
    PlanReplaced,
    /// A report that does not fit the plan.
    #[error("say what was spent on each line of the plan: {lines} amounts are needed, not {given}")]
    SpentLines {
        /// How many are needed.
        lines: usize,
        /// How many were given.
        given: usize,
    },
    /// Shares of leftover are being booked.
    #[error("money that came back for this initiative is still being shared out; try again in a moment")]
    LeftoverUnderWay,
    /// More than was paid.
    #[error("of what was paid out {paid} is not back yet, so {asked} cannot have come back")]
    MoreThanPaid {
        /// What was paid and is not back.
        paid: Cents,
        /// What was asked.
        asked: Cents,
    },
    /// Shares counted over other amounts.
    #[error("the shares were counted for another amount than the {paid} that is not back; count them again")]
    CountAnew {
        /// What was paid and is not back.
        paid: Cents,
    },
}

impl DeliveryRefusal {
    /// As [`Refusal::depends_on_state`].
    pub(in crate::domain) fn depends_on_state(&self) -> bool {
        match self {
            Self::PlanReplaced
            // Another plan may have as many lines as the report.
            | Self::SpentLines { .. }
            | Self::LeftoverUnderWay
            | Self::MoreThanPaid { .. } => true,
            // Nobody asked for what was counted: the same wish is counted anew.
            Self::CountAnew { .. } => false,
        }
    }
}

impl From<DeliveryRefusal> for No {
    fn from(refusal: DeliveryRefusal) -> Self {
        Refusal::Delivery(refusal).into()
    }
}
