//! Where an initiative is and why it stopped, in words for people.

use super::{Cause, InitiativeStatus};
use std::fmt;

/// The rest of a sentence that begins with "the initiative".
impl fmt::Display for InitiativeStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft => "is still being described",
            Self::Submitted => "waits for a moderator to approve it",
            Self::ChangesAsked => "waits for its initiator to change what a moderator asked for",
            Self::Approved => "is approved, but not open yet",
            Self::Rejected => "was turned down by a moderator",
            Self::Open => "is open for contributions",
            Self::Paused => "is paused",
            Self::Reconsidered => "waits for its initiator to explain how it can be done with less",
            Self::Explained => "will be done with less, and supporters can still change their minds",
            Self::Funded => "has got its money, but it is not paid out yet",
            Self::PayoutPending(payout) => return write!(f, "is being paid out (payout {payout})"),
            Self::Paid => "has been paid, but the work has not begun",
            Self::InProgress => "is being carried out",
            Self::ReportDue => "is late with its report",
            Self::Reported => "has reported, and the report is not accepted yet",
            Self::Closed => "is finished",
            Self::NotCarriedOut => "will not be carried out",
            Self::WrittenOff => "was not carried out, and what was not paid back is written off",
            Self::Returning(cause) => {
                return write!(f, "has stopped because {cause}, and the money is going back");
            }
            Self::Ended(cause) => return write!(f, "has stopped because {cause}, and the money went back"),
        })
    }
}

/// A sentence of its own, as after "because".
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLittleMoney => "too little money was given",
            Self::TooLittleSupport => "too few residents or households gave",
            Self::NotExplained => "the initiator did not explain in time how it can be done with less",
            Self::CancelledByInitiator => "the initiator stopped it",
            Self::CancelledByModerator => "a moderator stopped it",
            Self::CancelledBySystem => "the programme stopped it",
            Self::NotCarriedOut => "it will not be carried out",
        })
    }
}
