//! What happens to a payout.

use super::super::id::{BudgetId, InitiativeId, IssuerId, PayoutId, PersonId, ProgrammeId};
use super::super::initiative::Initiative;
use super::super::money::Cents;
use super::super::programme::Programme;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::wallet::{Lot, Portion, Relisted, keys_of_owners};
use super::Payout;
use serde::{Deserialize, Serialize};

/// How a payout is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// To a legal person: an association, a foundation.
    LegalPerson,
    /// To a *kashouder*: a community centre or welfare organisation that holds the money for a group.
    Kashouder,
    /// A supplier's invoice, paid directly.
    SupplierInvoice,
    /// In advance against receipts, to a private account.
    AdvanceToPrivate,
}

/// Who is paid. Names and bank numbers lie outside the events, where they can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Payee {
    /// Somebody with an account here.
    Person(PersonId),
    /// Somebody described in words.
    Text(TextRef),
}

/// What of a payout is from which budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The budget.
    pub budget: BudgetId,
    /// Whose budget it is.
    pub issuer: IssuerId,
    /// How much.
    pub cents: Cents,
}

/// Something that happened to a payout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PayoutEvent {
    /// A treasurer proposed to pay out a pot, which is being set aside from now on.
    Proposed {
        /// Its number.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// Who proposed it.
        by: PersonId,
        /// How it is paid.
        way: Way,
        /// To whom.
        payee: Payee,
        /// How much: the whole pot.
        cents: Cents,
        /// From which budgets.
        sources: Vec<Source>,
    },
    /// A page of the pot is set aside.
    LotsReserved {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// Of which lots, at most 500.
        legs: Vec<Portion>,
    },
    /// The whole pot is set aside; a second treasurer can approve.
    Ready {
        /// The payout.
        payout: PayoutId,
    },
    /// A second treasurer approved.
    Approved {
        /// The payout.
        payout: PayoutId,
        /// Who.
        by: PersonId,
    },
    /// The bank was told to pay.
    Sent {
        /// The payout.
        payout: PayoutId,
    },
    /// The bank paid; it is being booked.
    ExecutionBegun {
        /// The payout.
        payout: PayoutId,
        /// The bank's reference.
        reference: String,
    },
    /// A page of what was set aside is paid.
    LotsPaid {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// Of which lots, at most 500.
        legs: Vec<Portion>,
    },
    /// All of it is paid.
    Executed {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// How much.
        cents: Cents,
    },
    /// A treasurer, or the bank, would not pay; the money is going back to the pot.
    RejectionBegun {
        /// The payout.
        payout: PayoutId,
        /// Why.
        reason: TextRef,
    },
    /// A page of what was set aside is in the pot again.
    LotsReleased {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// Of which lots, at most 500.
        legs: Vec<Portion>,
    },
    /// The whole pot is there again; it can be proposed anew.
    Rejected {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
    },
    /// The bank returned the money; it is being booked.
    BankReturnBegun {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// The bank's reference of the return.
        reference: String,
        /// Why.
        reason: TextRef,
    },
    /// A page of what was paid is set aside again.
    LotsReopened {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
        /// Of which lots, at most 300.
        legs: Vec<Portion>,
        /// Lots among them that were used up.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        relisted: Vec<Relisted>,
    },
    /// All of it is back from the bank; it can be sent again.
    ReturnedByBank {
        /// The payout.
        payout: PayoutId,
        /// For what.
        initiative: InitiativeId,
    },
}

impl PayoutEvent {
    /// The payout it is about.
    pub fn payout(&self) -> PayoutId {
        match self {
            Self::Proposed { payout, .. }
            | Self::LotsReserved { payout, .. }
            | Self::Ready { payout }
            | Self::Approved { payout, .. }
            | Self::Sent { payout }
            | Self::ExecutionBegun { payout, .. }
            | Self::LotsPaid { payout, .. }
            | Self::Executed { payout, .. }
            | Self::RejectionBegun { payout, .. }
            | Self::LotsReleased { payout, .. }
            | Self::Rejected { payout, .. }
            | Self::BankReturnBegun { payout, .. }
            | Self::LotsReopened { payout, .. }
            | Self::ReturnedByBank { payout, .. } => *payout,
        }
    }

    /// Lots that were used up and hold money again.
    pub fn relisted(&self) -> &[Relisted] {
        match self {
            Self::LotsReopened { relisted, .. } => relisted,
            Self::Proposed { .. }
            | Self::LotsReserved { .. }
            | Self::Ready { .. }
            | Self::Approved { .. }
            | Self::Sent { .. }
            | Self::ExecutionBegun { .. }
            | Self::LotsPaid { .. }
            | Self::Executed { .. }
            | Self::RejectionBegun { .. }
            | Self::LotsReleased { .. }
            | Self::Rejected { .. }
            | Self::BankReturnBegun { .. }
            | Self::ReturnedByBank { .. } => &[],
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        let mut keys = vec![Payout::key(self.payout())];
        match self {
            Self::Proposed { initiative, .. } => {
                keys.extend([Initiative::key(*initiative), Programme::key(ProgrammeId::ONLY)]);
            }
            Self::LotsReserved { initiative, legs, .. }
            | Self::LotsPaid { initiative, legs, .. }
            | Self::LotsReleased { initiative, legs, .. } => {
                keys.push(Initiative::key(*initiative));
                keys.extend(legs.iter().map(|leg| Lot::key(leg.lot)));
            }
            Self::LotsReopened { initiative, legs, relisted, .. } => {
                keys.push(Initiative::key(*initiative));
                keys.extend(legs.iter().map(|leg| Lot::key(leg.lot)));
                keys.extend(keys_of_owners(relisted));
            }
            Self::Executed { initiative, .. }
            | Self::Rejected { initiative, .. }
            | Self::BankReturnBegun { initiative, .. }
            | Self::ReturnedByBank { initiative, .. } => keys.push(Initiative::key(*initiative)),
            Self::Ready { .. }
            | Self::Approved { .. }
            | Self::Sent { .. }
            | Self::ExecutionBegun { .. }
            | Self::RejectionBegun { .. } => {}
        }
        keys
    }
}
