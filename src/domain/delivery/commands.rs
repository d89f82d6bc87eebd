//! What can be asked of an initiative that got its money.

use super::super::id::{InitiativeId, LotId, TextId};
use super::super::initiative::Line;
use super::super::money::Cents;
use super::super::text::TextRef;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A wish about carrying out an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeliveryCommand {
    /// Propose another plan for the same money, by the initiator.
    ProposePlan {
        /// The initiative.
        initiative: InitiativeId,
        /// What changes, and why.
        story: TextRef,
        /// What it costs; empty, or lines that add up to what it was funded with.
        lines: Vec<Line>,
    },
    /// Approve the proposed plan.
    ApprovePlan {
        /// The initiative.
        initiative: InitiativeId,
        /// The story of the proposal that was read.
        story: TextId,
    },
    /// Refuse the proposed plan.
    RejectPlan {
        /// The initiative.
        initiative: InitiativeId,
        /// The story of the proposal that was read.
        story: TextId,
        /// Why.
        reason: TextRef,
    },
    /// Say that it has begun, by the initiator.
    Start {
        /// The initiative.
        initiative: InitiativeId,
        /// The last day of the work.
        planned_end: Date,
    },
    /// The date for the report passed, by the system itself.
    CallForReport {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Report what was done, by the initiator; once more to correct it.
    Report {
        /// The initiative.
        initiative: InitiativeId,
        /// The story.
        report: TextRef,
        /// What was spent on each line of the plan; one amount if the plan has no lines.
        spent: Vec<Cents>,
    },
    /// Accept the report.
    Close {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// Book money that the payee paid back, by a treasurer.
    ReturnLeftover {
        /// The initiative.
        initiative: InitiativeId,
        /// How much came back.
        cents: Cents,
        /// The bank's reference, 1 to 35 letters, digits and signs.
        reference: String,
        /// What was paid and is not back, when `extra` was counted. Nobody asks for these two: they are looked
        /// up, so they are no part of what makes the same wish the same.
        #[serde(skip)]
        paid: Cents,
        /// How many cents are left over when the shares are rounded down, from [`super::extra_cents`].
        #[serde(skip)]
        extra: i64,
    },
    /// Give a page of lots their shares, by the system itself; lots that have theirs are passed over.
    ShareLeftover {
        /// The initiative.
        initiative: InitiativeId,
        /// Lots, at most 500, in the order in which they pledged.
        lots: Vec<LotId>,
    },
    /// Say that it will not be carried out.
    GiveUp {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Propose to write off what was paid and will not come back.
    ProposeWriteOff {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Approve that, as another person.
    ApproveWriteOff {
        /// The initiative.
        initiative: InitiativeId,
    },
}
