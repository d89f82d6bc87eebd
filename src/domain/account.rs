//! The chart of accounts, and the transfers between them.

use super::id::{AreaId, BudgetId, InitiativeId, IssuerId, LotId, PayoutId, RoundId};
use super::money::Cents;
use std::fmt;

/// An account of a book. The bank accounts together are the real balance at the bank; all others are held
/// for somebody and never go below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// Money that came in from an issuer.
    BankReceived(IssuerId),
    /// Money paid out for an initiative.
    BankPaid(InitiativeId),
    /// Money sent back to an issuer.
    BankReturned(IssuerId),
    /// A budget that is not yet in cheques.
    Budget(BudgetId),
    /// All cheques of a round that are not yet activated.
    Unactivated(RoundId),
    /// Money held for a resident.
    Lot(LotId),
    /// What is in an initiative.
    Pot(InitiativeId),
    /// An area's shared money.
    Common(AreaId),
    /// Money on its way out.
    Payable(PayoutId),
}

impl Account {
    /// The number of the kind in the database, and the id of what the account belongs to.
    pub fn parts(self) -> (i64, i64) {
        match self {
            Self::BankReceived(id) => (1, id.0),
            Self::BankPaid(id) => (2, id.0),
            Self::BankReturned(id) => (3, id.0),
            Self::Budget(id) => (4, id.0),
            Self::Unactivated(id) => (5, id.0),
            Self::Lot(id) => (6, id.0),
            Self::Pot(id) => (7, id.0),
            Self::Common(id) => (8, id.0),
            Self::Payable(id) => (9, id.0),
        }
    }

    /// The account of these parts; none if the kind is unknown.
    pub fn from_parts(kind: i64, id: i64) -> Option<Self> {
        Some(match kind {
            1 => Self::BankReceived(IssuerId(id)),
            2 => Self::BankPaid(InitiativeId(id)),
            3 => Self::BankReturned(IssuerId(id)),
            4 => Self::Budget(BudgetId(id)),
            5 => Self::Unactivated(RoundId(id)),
            6 => Self::Lot(LotId(id)),
            7 => Self::Pot(InitiativeId(id)),
            8 => Self::Common(AreaId(id)),
            9 => Self::Payable(PayoutId(id)),
            _ => return None,
        })
    }

    /// Whether the account is held for somebody, and so never overdrawn.
    pub fn is_held(self) -> bool {
        !matches!(self, Self::BankReceived(_) | Self::BankPaid(_) | Self::BankReturned(_))
    }
}

/// The name in the chart: `lot:0ABC...`, `round:3:unactivated`.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BankReceived(id) => write!(f, "bank:received:{id}"),
            Self::BankPaid(id) => write!(f, "bank:paid:{id}"),
            Self::BankReturned(id) => write!(f, "bank:returned:{id}"),
            Self::Budget(id) => write!(f, "budget:{id}"),
            Self::Unactivated(id) => write!(f, "round:{id}:unactivated"),
            Self::Lot(id) => write!(f, "lot:{id}"),
            Self::Pot(id) => write!(f, "pot:{id}"),
            Self::Common(id) => write!(f, "common:{id}"),
            Self::Payable(id) => write!(f, "payable:{id}"),
        }
    }
}

/// One movement of money: the same amount out of one account and into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The account it leaves.
    pub debit: Account,
    /// The account it enters.
    pub credit: Account,
    /// How much; more than zero.
    pub cents: Cents,
    /// Whose money it is: the lot, or the budget before there is one.
    pub lot: Account,
}
