//! What can be asked of an initiative.

use super::super::id::{AreaId, InitiativeId, LotId, PersonId, WalletId};
use super::super::money::Cents;
use super::super::text::TextRef;
use super::{Initiator, Line};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an initiator wants to do and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What kind of thing it is, 1 to 200 characters.
    pub purpose: String,
    /// Title and story.
    pub story: TextRef,
    /// The most it takes.
    pub target: Cents,
    /// What it costs; empty, or lines that add up to the target.
    pub lines: Vec<Line>,
}

/// A wish about an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InitiativeCommand {
    /// Begin one.
    Draft {
        /// Where.
        area: AreaId,
        /// What.
        plan: Plan,
        /// Who begins it, if they have an account. Somebody with an account who asks is that person; a resident
        /// names nobody.
        person: Option<PersonId>,
        /// The initiators' own wallets, at most 10. A resident who asks is one of them.
        wallets: Vec<WalletId>,
    },
    /// Change the plan before it is approved.
    Edit {
        /// The initiative.
        initiative: InitiativeId,
        /// Where.
        area: AreaId,
        /// What.
        plan: Plan,
    },
    /// Let somebody else be an initiator too, as long as the outcome is open.
    AddInitiator {
        /// The initiative.
        initiative: InitiativeId,
        /// Who.
        initiator: Initiator,
    },
    /// Take oneself out, whoever was added: at any time, and from no more than the own account.
    Leave {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Ask for approval.
    Submit {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Ask for changes.
    AskChanges {
        /// The initiative.
        initiative: InitiativeId,
        /// Which, and why.
        reason: TextRef,
    },
    /// Approve it.
    Approve {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Refuse it.
    Reject {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Let residents pledge, up to and including this day.
    Open {
        /// The initiative.
        initiative: InitiativeId,
        /// The last day.
        last_day: Date,
    },
    /// Stop pledging for a while.
    Pause {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Let residents pledge again.
    Resume {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Stop it; pledges go back.
    Cancel {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// The deadline passed: decide the outcome.
    Conclude {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Explain how it can be done with less.
    Explain {
        /// The initiative.
        initiative: InitiativeId,
        /// How.
        explanation: TextRef,
    },
    /// Return a page of pledges; lots without money in the pot are passed over.
    ReturnPledges {
        /// The initiative.
        initiative: InitiativeId,
        /// Lots, at most 500, in the order in which they pledged.
        lots: Vec<LotId>,
    },
}
