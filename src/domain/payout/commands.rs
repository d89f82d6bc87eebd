//! What can be asked of a payout.

use super::super::id::{InitiativeId, LotId, PayoutId};
use super::super::text::TextRef;
use super::{Payee, PayoutStatus, Way};
use serde::{Deserialize, Serialize};

/// Which of a payout's movements a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// From the pot, to be set aside.
    Reserve,
    /// From what is set aside, to the bank account of the payee.
    Pay,
    /// From what is set aside, back to the pot.
    Release,
    /// From the payee, back to what is set aside.
    Reopen,
}

impl Step {
    /// The payout's status while pages of this step are done.
    pub fn during(self) -> PayoutStatus {
        match self {
            Self::Reserve => PayoutStatus::Reserving,
            Self::Pay => PayoutStatus::Executing,
            Self::Release => PayoutStatus::Rejecting,
            Self::Reopen => PayoutStatus::Reopening,
        }
    }

    /// The payout's status after the last page.
    pub fn after(self) -> PayoutStatus {
        match self {
            Self::Reserve => PayoutStatus::Ready,
            Self::Pay => PayoutStatus::Executed,
            Self::Release => PayoutStatus::Rejected,
            Self::Reopen => PayoutStatus::ReturnedByBank,
        }
    }
}

/// A wish about a payout, by a treasurer of the fund holder who is no initiator of what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PayoutCommand {
    /// Propose to pay out the whole pot of an initiative.
    Propose {
        /// For what.
        initiative: InitiativeId,
        /// How it is paid.
        way: Way,
        /// To whom.
        payee: Payee,
    },
    /// Move a page of lots, by the system itself; lots with nothing to move are passed over.
    MoveLots {
        /// The payout.
        payout: PayoutId,
        /// Which movement.
        step: Step,
        /// Lots, at most 500, in the order in which they pledged.
        lots: Vec<LotId>,
    },
    /// Approve it, as another than who proposed it.
    Approve {
        /// The payout.
        payout: PayoutId,
    },
    /// Note that the bank was told to pay.
    Send {
        /// The payout.
        payout: PayoutId,
    },
    /// Note that the bank paid.
    Execute {
        /// The payout.
        payout: PayoutId,
        /// The bank's reference, 1 to 35 letters, digits and signs.
        reference: String,
    },
    /// Stop it; the money goes back to the pot.
    Reject {
        /// The payout.
        payout: PayoutId,
        /// Why.
        reason: TextRef,
    },
    /// Note that the bank returned the money.
    ReturnByBank {
        /// The payout.
        payout: PayoutId,
        /// The bank's reference of the return, likewise.
        reference: String,
        /// Why, as the bank said.
        reason: TextRef,
    },
}
