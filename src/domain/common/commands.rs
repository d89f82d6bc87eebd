//! What can be asked of a common pot.

use super::super::id::{InitiativeId, LotId};
use super::super::money::Cents;
use super::super::text::TextRef;
use serde::{Deserialize, Serialize};

/// A wish about the common pot of an initiative's area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommonPotCommand {
    /// Propose to fill the gap of an initiative, or a part of it.
    ProposeGrant {
        /// The initiative.
        initiative: InitiativeId,
        /// How much; at most what it is short of.
        cents: Cents,
        /// Why this one.
        reason: TextRef,
    },
    /// Approve what was proposed, as another person.
    ApproveGrant {
        /// The initiative.
        initiative: InitiativeId,
        /// The amount that was proposed, so that nobody approves one they have not seen.
        cents: Cents,
    },
    /// Turn it down, or take the own proposal back, until it is being booked.
    RejectGrant {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Give from a page of lots, by the system itself; lots whose conditions forbid it are passed over.
    GrantLots {
        /// The initiative.
        initiative: InitiativeId,
        /// Lots, at most 500, the oldest first: as they were made, not as they came into the common pot.
        lots: Vec<LotId>,
        /// Whether no lots come after these.
        last: bool,
    },
}
