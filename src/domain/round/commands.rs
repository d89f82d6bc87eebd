//! What can be asked of a round.

use super::super::id::{AreaId, BudgetId, ChequeId, RoundId};
use super::super::money::Cents;
use super::super::text::TextRef;
use super::Settlement;
use serde::{Deserialize, Serialize};

/// A budget that takes part in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedPart {
    /// The budget.
    pub budget: BudgetId,
    /// What one of its cheques is worth.
    pub cents: Cents,
}

/// A wish about a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundCommand {
    /// Plan a round.
    Draft {
        /// Its name.
        title: String,
        /// Whose common pot gets unspent savings.
        area: AreaId,
        /// The budgets; each cheque is from one of them.
        parts: Vec<WantedPart>,
    },
    /// Note what the check of the list found.
    CheckList {
        /// The round.
        round: RoundId,
        /// A keyed hash of the list for this round, 64 hexadecimal digits.
        list: String,
        /// Cheques to issue, for each part.
        cheques: Vec<i64>,
        /// Rows that were there twice.
        duplicates: i64,
        /// Rows without an address.
        missing: i64,
        /// Budgets of which the list says that all its tenancies are those of the budget's issuer: that lies
        /// outside the log and is looked up before the command.
        own_tenants: Vec<BudgetId>,
    },
    /// Begin to issue: set the value aside and give out cheque numbers.
    BeginIssue {
        /// The round.
        round: RoundId,
        /// The version of the key the codes are made with.
        key_version: u32,
    },
    /// Issue a page; the next ones in order, all of one part, at most 500.
    IssueCheques {
        /// The round.
        round: RoundId,
        /// The first cheque of the page.
        first: ChequeId,
        /// How many.
        count: i64,
        /// Cheques whose first code was taken, with the attempt that was not.
        attempts: Vec<(ChequeId, u32)>,
    },
    /// The letters go out; from now on cheques can be activated.
    ReleaseLetters {
        /// The round.
        round: RoundId,
    },
    /// The date in the letter passed.
    BeginGrace {
        /// The round.
        round: RoundId,
    },
    /// The grace passed.
    BeginClosing {
        /// The round.
        round: RoundId,
    },
    /// Let a page of cheques that were not activated lapse, the next ones in order.
    LapseCheques {
        /// The round.
        round: RoundId,
        /// The first cheque of the page.
        first: ChequeId,
    },
    /// All its money is where it stays.
    SettleFinally {
        /// The round.
        round: RoundId,
        /// Where it is, for each part.
        parts: Vec<Settlement>,
    },
    /// Call the round off.
    Cancel {
        /// The round.
        round: RoundId,
        /// Why.
        reason: TextRef,
    },
    /// Withdraw a page of cheques of a round that is called off, the next ones in order.
    WithdrawCheques {
        /// The round.
        round: RoundId,
        /// The first cheque of the page.
        first: ChequeId,
    },
}
