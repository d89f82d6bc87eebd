//! Who acts: a role and, where it is a person, the random id of that person. The id never leads to a name
//! without the erasable rows.

use super::id::{LotId, PersonId, WalletId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Somebody who gives a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Actor {
    /// The system itself: deadlines, lapse, pages of long work.
    System,
    /// Whoever has shown that a wallet is theirs: by an earlier code in the same session or a confirmed e-mail,
    /// or because nothing else is in it.
    Resident(WalletId),
    /// Whoever has shown the code of a lot and no more: it opens that lot, not the wallet it is in.
    Holder(LotId),
    /// Somebody who opened an initiative and signed in by mail.
    Initiator(PersonId),
    /// A desk worker who acts for the resident beside them, with what that resident has shown and no more.
    AtDesk(PersonId, Shown),
    /// A member of staff.
    Staff(Role, PersonId),
}

/// What somebody has shown to be theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shown {
    /// A wallet with all that is in it.
    Wallet(WalletId),
    /// The code of a lot.
    Lot(LotId),
}

/// What a member of staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Runs the programme: areas, issuers, rules, rounds.
    Admin,
    /// Books budgets; pays out and gives back to issuers, always two together.
    Treasurer,
    /// Approves initiatives or asks for changes, with reasons.
    Moderator,
    /// Helps initiators along; changes nothing of theirs.
    Broker,
    /// Helps residents at a desk.
    Desk,
    /// Reads.
    Auditor,
}

impl Actor {
    /// Whether this is a member of staff in one of `roles`.
    pub fn is_staff(self, roles: &[Role]) -> bool {
        matches!(self, Self::Staff(role, _) if roles.contains(&role))
    }

    /// What was shown of residents' money, by whoever asks or whom they act for.
    pub fn shown(self) -> Option<Shown> {
        match self {
            Self::Resident(wallet) => Some(Shown::Wallet(wallet)),
            Self::Holder(lot) => Some(Shown::Lot(lot)),
            Self::AtDesk(_, shown) => Some(shown),
            Self::System | Self::Initiator(_) | Self::Staff(..) => None,
        }
    }

    /// Who of the staff asks, also for somebody else.
    pub fn of_staff(self) -> Option<PersonId> {
        match self {
            Self::AtDesk(person, _) | Self::Staff(_, person) => Some(person),
            Self::System | Self::Resident(_) | Self::Holder(_) | Self::Initiator(_) => None,
        }
    }

    /// The person behind it, if it is one with an account.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Initiator(person) | Self::AtDesk(person, _) | Self::Staff(_, person) => Some(person),
            Self::System | Self::Resident(_) | Self::Holder(_) => None,
        }
    }
}

/// How an actor is written in the log: `system`, `resident:ID`, `holder:ID`, `initiator:ID`, `treasurer:ID` ...; a
/// desk worker who acts for a resident as `desk:ID for resident:ID` or `desk:ID for holder:ID`.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::Resident(wallet) => Shown::Wallet(*wallet).fmt(f),
            Self::Holder(lot) => Shown::Lot(*lot).fmt(f),
            Self::Initiator(person) => write!(f, "initiator:{person}"),
            Self::AtDesk(person, shown) => write!(f, "desk:{person} for {shown}"),
            Self::Staff(role, person) => write!(f, "{role}:{person}"),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wallet(wallet) => write!(f, "resident:{wallet}"),
            Self::Lot(lot) => write!(f, "holder:{lot}"),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Admin => "admin",
            Self::Treasurer => "treasurer",
            Self::Moderator => "moderator",
            Self::Broker => "broker",
            Self::Desk => "desk",
            Self::Auditor => "auditor",
        })
    }
}
