//! Where an initiative is in its life.

use super::super::id::PayoutId;
use super::Cause;
use serde::{Deserialize, Serialize};

/// Where an initiative is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InitiativeStatus {
    /// Being described.
    Draft,
    /// Waiting for a moderator.
    Submitted,
    /// Waiting for the initiator.
    ChangesAsked,
    /// May be opened.
    Approved,
    /// Refused.
    Rejected,
    /// Residents can pledge.
    Open,
    /// They can't for a while.
    Paused,
    /// The initiator has to explain.
    Reconsidered,
    /// Supporters may change their minds.
    Explained,
    /// The pot is committed.
    Funded,
    /// This payout is on its way.
    PayoutPending(PayoutId),
    /// The money is paid out.
    Paid,
    /// It is being carried out.
    InProgress,
    /// The initiator has not reported in time.
    ReportDue,
    /// The report waits to be accepted.
    Reported,
    /// Done.
    Closed,
    /// Paid, but it will not be carried out; money may come back.
    NotCarriedOut,
    /// What did not come back is lost.
    WrittenOff,
    /// Pledges are going back.
    Returning(Cause),
    /// Pledges are back.
    Ended(Cause),
}

impl InitiativeStatus {
    /// Whether it is settled what becomes of it: it was turned down, is funded, or has failed or stopped.
    pub fn has_outcome(self) -> bool {
        match self {
            Self::Draft
            | Self::Submitted
            | Self::ChangesAsked
            | Self::Approved
            | Self::Open
            | Self::Paused
            | Self::Reconsidered
            | Self::Explained => false,
            Self::Rejected
            | Self::Funded
            | Self::PayoutPending(_)
            | Self::Paid
            | Self::InProgress
            | Self::ReportDue
            | Self::Reported
            | Self::Closed
            | Self::NotCarriedOut
            | Self::WrittenOff
            | Self::Returning(_)
            | Self::Ended(_) => true,
        }
    }

    /// The word for it in views and exports, without its cause. It is stored, so it never changes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::ChangesAsked => "changes_asked",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Reconsidered => "reconsidered",
            Self::Explained => "explained",
            Self::Funded => "funded",
            Self::PayoutPending(_) => "payout_pending",
            Self::Paid => "paid",
            Self::InProgress => "in_progress",
            Self::ReportDue => "report_due",
            Self::Reported => "reported",
            Self::Closed => "closed",
            Self::NotCarriedOut => "not_carried_out",
            Self::WrittenOff => "written_off",
            Self::Returning(_) => "returning",
            Self::Ended(_) => "ended",
        }
    }
}
