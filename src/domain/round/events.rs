//! What happens to a round.

use super::super::budget::Budget;
use super::super::cheque::Cheque;
use super::super::id::{AreaId, BudgetId, ChequeId, IssuerId, ProgrammeId, RoundId};
use super::super::money::Cents;
use super::super::programme::Programme;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::Round;
use serde::{Deserialize, Serialize};

/// The cheques of one budget, as they are planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPart {
    /// The budget.
    pub budget: BudgetId,
    /// Whose budget it is.
    pub issuer: IssuerId,
    /// What one cheque is worth.
    pub each: Cents,
}

/// What is set aside of one budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReservedPart {
    /// The budget.
    pub budget: BudgetId,
    /// Whose budget it is.
    pub issuer: IssuerId,
    /// What all cheques of this part are worth.
    pub cents: Cents,
}

/// Numbers of cheques of one part, when a round closes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartCounts {
    /// The budget.
    pub budget: BudgetId,
    /// Cheques issued.
    pub issued: i64,
    /// Cheques activated.
    pub activated: i64,
    /// Cheques whose value went back.
    pub lapsed: i64,
}

/// Where the money of one budget's cheques went, in cents, when none is saved or pledged any more:
/// issued = lapsed + common + paid + returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The budget.
    pub budget: BudgetId,
    /// What all cheques were worth.
    pub issued: Cents,
    /// Back in the budget without having been activated.
    pub lapsed: Cents,
    /// In the common pot.
    pub common: Cents,
    /// Paid out.
    pub paid: Cents,
    /// Back in the budget after it was activated.
    pub returned: Cents,
}

/// Something that happened to a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundEvent {
    /// A round is planned.
    Drafted {
        /// Its number.
        round: RoundId,
        /// Its name.
        title: String,
        /// Where its unspent savings go: this area's common pot.
        area: AreaId,
        /// Budgets, and what a cheque of each is worth.
        parts: Vec<PlannedPart>,
        /// The version of the rules it keeps. Its letters are printed before they are released, and say what these
        /// rules say.
        rules: u32,
    },
    /// The list of tenancies was checked.
    ListChecked {
        /// The round.
        round: RoundId,
        /// The keyed hash of the list for this round, 64 hexadecimal digits: the same list again for the same
        /// round is noticed. For the next round, which mostly goes to the same tenancies, it is another.
        list: String,
        /// Cheques to issue, for each part.
        cheques: Vec<i64>,
        /// Rows left out because they were there twice.
        duplicates: i64,
        /// Rows left out because the address was missing.
        missing: i64,
    },
    /// Issuing began: the value is set aside, cheque numbers are given out.
    IssueBegun {
        /// The round.
        round: RoundId,
        /// The first cheque's number.
        first_cheque: ChequeId,
        /// How many cheques.
        cheques: i64,
        /// What all cheques of each part are worth.
        parts: Vec<ReservedPart>,
        /// The version of the key the codes are made with.
        key_version: u32,
    },
    /// A page of cheques exists.
    ChequesIssued {
        /// The round.
        round: RoundId,
        /// Which part, counted from 0.
        part: usize,
        /// The budget it is from.
        budget: BudgetId,
        /// The first cheque of the page.
        first: ChequeId,
        /// How many.
        count: i64,
        /// What one is worth.
        each: Cents,
        /// What the page is worth.
        cents: Cents,
        /// The version of the key the codes are made with.
        key_version: u32,
        /// Cheques whose first code was taken, with the attempt that was not.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attempts: Vec<(ChequeId, u32)>,
    },
    /// All cheques exist.
    Issued {
        /// The round.
        round: RoundId,
    },
    /// The letters are on their way; cheques can be activated.
    LettersReleased {
        /// The round.
        round: RoundId,
        /// The date in the letter, as the instant after it.
        activate_until: Timestamp,
        /// The end of the grace that follows.
        grace_until: Timestamp,
    },
    /// The date in the letter passed.
    GraceBegun {
        /// The round.
        round: RoundId,
    },
    /// Nothing can be activated any more; what was not goes back.
    ClosingBegun {
        /// The round.
        round: RoundId,
    },
    /// A page of cheques lapsed: their value went back to the budget.
    ChequesLapsed {
        /// The round.
        round: RoundId,
        /// Which part.
        part: usize,
        /// The budget it goes to.
        budget: BudgetId,
        /// The first cheque that was looked at.
        first: ChequeId,
        /// How many were looked at.
        count: i64,
        /// Those that were not activated.
        cheques: Vec<ChequeId>,
        /// What they are worth.
        cents: Cents,
    },
    /// The round is closed for activation.
    Closed {
        /// The round.
        round: RoundId,
        /// What became of its cheques.
        parts: Vec<PartCounts>,
    },
    /// Nothing of it is saved or pledged any more.
    FinallySettled {
        /// The round.
        round: RoundId,
        /// Where its money went, for each part.
        parts: Vec<Settlement>,
    },
    /// The round is called off before anybody activated a cheque.
    CancelBegun {
        /// The round.
        round: RoundId,
        /// Why.
        reason: TextRef,
    },
    /// A page of cheques was withdrawn: their value went back to the budget.
    ChequesWithdrawn {
        /// The round.
        round: RoundId,
        /// Which part.
        part: usize,
        /// The budget it goes to.
        budget: BudgetId,
        /// The first cheque of the page.
        first: ChequeId,
        /// How many.
        count: i64,
        /// What they are worth.
        cents: Cents,
    },
    /// The round is called off.
    Cancelled {
        /// The round.
        round: RoundId,
    },
}

impl RoundEvent {
    /// The round it is about.
    pub fn round(&self) -> RoundId {
        match self {
            Self::Drafted { round, .. }
            | Self::ListChecked { round, .. }
            | Self::IssueBegun { round, .. }
            | Self::ChequesIssued { round, .. }
            | Self::Issued { round }
            | Self::LettersReleased { round, .. }
            | Self::GraceBegun { round }
            | Self::ClosingBegun { round }
            | Self::ChequesLapsed { round, .. }
            | Self::Closed { round, .. }
            | Self::FinallySettled { round, .. }
            | Self::CancelBegun { round, .. }
            | Self::ChequesWithdrawn { round, .. }
            | Self::Cancelled { round } => *round,
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        let mut keys = vec![Round::key(self.round())];
        match self {
            Self::Drafted { .. } => keys.push(Programme::key(ProgrammeId::ONLY)),
            Self::IssueBegun { parts, .. } => {
                keys.push(Programme::key(ProgrammeId::ONLY));
                keys.extend(parts.iter().map(|part| Budget::key(part.budget)));
                keys.sort_unstable();
                keys.dedup();
            }
            Self::ChequesIssued { budget, first, count, .. }
            | Self::ChequesWithdrawn { budget, first, count, .. } => {
                keys.push(Budget::key(*budget));
                keys.extend((first.0..first.0 + count).map(|number| Cheque::key(ChequeId(number))));
            }
            Self::ChequesLapsed { budget, cheques, .. } => {
                keys.push(Budget::key(*budget));
                keys.extend(cheques.iter().map(|&cheque| Cheque::key(cheque)));
            }
            Self::ListChecked { .. }
            | Self::Issued { .. }
            | Self::LettersReleased { .. }
            | Self::GraceBegun { .. }
            | Self::ClosingBegun { .. }
            | Self::Closed { .. }
            | Self::FinallySettled { .. }
            | Self::CancelBegun { .. }
            | Self::Cancelled { .. } => {}
        }
        keys
    }
}
