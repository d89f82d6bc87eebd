//! Things that are decided about. Each has one state: one row in the store, changed by events with the code
//! here and in the `state.rs` of its folder, the same when it happens and when the log is replayed.

use super::budget::Budget;
use super::cheque::Cheque;
use super::common::CommonPot;
use super::erasure::Erasure;
use super::event::Event;
use super::household::Household;
use super::id::{
    AreaId, BudgetId, ChequeId, ErasureId, HouseholdId, InitiativeId, LotId, PayoutId, ProgrammeId, RoundId,
    WalletId,
};
use super::initiative::Initiative;
use super::money::MoneyError;
use super::payout::Payout;
use super::programme::Programme;
use super::round::Round;
use super::time::Timestamp;
use super::wallet::{Lot, Wallet};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names one thing within a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What it is.
    pub kind: Kind,
    /// Which one.
    pub id: i64,
}

/// An event does not fit the state it is applied to: the log and the code disagree. Never a user's fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A sum in the event does not fit what the state holds.
    #[error("{0}")]
    Money(#[from] MoneyError),
    /// The thing the event is about does not exist.
    #[error("{0} does not exist")]
    Unborn(Key),
    /// Something the event speaks of is not there.
    #[error("the event does not fit the state: {0}")]
    Other(&'static str),
}

/// How events change one kind of thing.
pub trait Stated: Clone + Serialize + Sized {
    /// The type of its ids.
    type Id: Copy + Into<i64>;
    /// Its kind.
    const KIND: Kind;

    /// The first state, made by the event that brings the thing into being.
    fn born(id: Self::Id, event: &Event) -> Option<Self>;

    /// The change an event makes. An event that does not concern this thing changes nothing.
    ///
    /// # Errors
    /// [`Unfit`] if the event cannot have happened to a thing in this state; the state is not to be used then.
    fn apply(&mut self, id: Self::Id, event: &Event) -> Result<(), Unfit>;

    /// When time next does something to this thing; jobs look for what is due.
    fn due(&self) -> Option<Timestamp> {
        None
    }

    /// Whether long work on it was begun and is not finished.
    fn is_in_pages(&self) -> bool {
        self.due() == Some(Timestamp::MIN)
    }

    /// Its key.
    fn key(id: Self::Id) -> Key {
        Key { kind: Self::KIND, id: id.into() }
    }
}

macro_rules! things {
    ($($(#[$doc:meta])* $name:ident($id:ident) = $number:literal),+ $(,)?) => {
        /// What kind of thing; the numbers are stored.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind { $($(#[$doc])* $name = $number),+ }

        /// The state of a thing.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Thing { $($(#[$doc])* $name($name)),+ }

        impl Kind {
            /// All kinds, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The kind with this number.
            pub fn from_number(number: i64) -> Option<Self> {
                match number { $($number => Some(Self::$name),)+ _ => None }
            }
        }

        impl Thing {
            fn born(key: Key, event: &Event) -> Option<Self> {
                match key.kind { $(Kind::$name => $name::born($id(key.id), event).map(Self::$name)),+ }
            }

            fn apply(&mut self, key: Key, event: &Event) -> Result<(), Unfit> {
                match self { $(Self::$name(state) => state.apply($id(key.id), event)),+ }
            }

            fn due(&self) -> Option<Timestamp> {
                match self { $(Self::$name(state) => Stated::due(state)),+ }
            }

            fn is_in_pages(&self) -> bool {
                match self { $(Self::$name(state) => Stated::is_in_pages(state)),+ }
            }
        }

        impl Entry {
            /// The stored bytes: `[since, state]` as JSON, with `begun` behind it if there is one; the same for
            /// the same state.
            ///
            /// # Errors
            /// Those of `serde_json`; a state is plain data that always has a JSON form.
            pub fn encode(&self) -> Result<Vec<u8>, serde_json::Error> {
                match &self.thing {
                    $(Thing::$name(state) => serde_json::to_vec(&Stored(self.since, state, self.begun))),+
                }
            }

            /// Reads what `encode` wrote for a thing of this kind.
            ///
            /// # Errors
            /// Bytes that are not JSON, or not of a state of this kind.
            pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Self, serde_json::Error> {
                match kind { $(Kind::$name => {
                    let Stored(since, state, begun) = serde_json::from_slice(bytes)?;
                    Ok(Self { since, begun, thing: Thing::$name(state) })
                })+ }
            }
        }

        $(impl Is<$name> for Thing {
            fn is(&self) -> Option<&$name> {
                match self { Self::$name(state) => Some(state), _ => None }
            }
        })+
    };
}

/// How an entry is stored.
#[derive(Serialize, Deserialize)]
struct Stored<T>(Timestamp, T, #[serde(default, skip_serializing_if = "Option::is_none")] Option<i64>);

/// Whether a thing is of a kind; implemented for every kind by the list below.
pub trait Is<T> {
    /// The state, if it is.
    fn is(&self) -> Option<&T>;
}

things!(
    /// The scheme with its rules, areas and issuers.
    Programme(ProgrammeId) = 1,
    /// Money an issuer put in.
    Budget(BudgetId) = 2,
    /// One issuing of cheques.
    Round(RoundId) = 3,
    /// A code worth an amount.
    Cheque(ChequeId) = 4,
    /// A resident's lots together.
    Wallet(WalletId) = 5,
    /// Those who live at one address.
    Household(HouseholdId) = 6,
    /// Money held for somebody with its source.
    Lot(LotId) = 7,
    /// Something neighbours want to do.
    Initiative(InitiativeId) = 8,
    /// An area's shared money.
    CommonPot(AreaId) = 9,
    /// Money leaving the bank for an initiative.
    Payout(PayoutId) = 10,
    /// A request to be forgotten.
    Erasure(ErasureId) = 12,
);

/// A thing with the effective time of the last event about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// No later event about this thing may take effect before this.
    pub since: Timestamp,
    /// The number of the event that began the long work that is under way. Its pages name it as their cause.
    pub begun: Option<i64>,
    /// The state.
    pub thing: Thing,
}

impl Entry {
    /// The state after the event numbered `seq` that takes effect at `effective`.
    ///
    /// # Errors
    /// As for [`Entry::born`] and [`Entry::change`].
    pub fn evolve(
        before: Option<&Self>,
        key: Key,
        event: &Event,
        (seq, effective): (i64, Timestamp),
    ) -> Result<Self, Unfit> {
        let Some(before) = before else { return Self::born(key, event, (seq, effective)) };
        let mut after = before.clone();
        after.change(key, event, (seq, effective))?;
        Ok(after)
    }

    /// The first state of a thing.
    ///
    /// # Errors
    /// [`Unfit::Unborn`] if no thing begins with this event.
    pub fn born(key: Key, event: &Event, (seq, effective): (i64, Timestamp)) -> Result<Self, Unfit> {
        let thing = Thing::born(key, event).ok_or(Unfit::Unborn(key))?;
        let begun = Some(seq).filter(|_| event.begins_work() && thing.is_in_pages());
        Ok(Self { since: effective, begun, thing })
    }

    /// Changes the state in place; after an error it is not to be used any more.
    ///
    /// # Errors
    /// [`Unfit`] if the event cannot have happened to a thing in this state.
    pub fn change(
        &mut self,
        key: Key,
        event: &Event,
        (seq, effective): (i64, Timestamp),
    ) -> Result<(), Unfit> {
        self.thing.apply(key, event)?;
        self.since = self.since.max(effective);
        self.begun = if event.begins_work() { Some(seq) } else { self.begun };
        self.begun = self.begun.filter(|_| self.thing.is_in_pages());
        Ok(())
    }

    /// When time next does something to it.
    pub fn due(&self) -> Option<Timestamp> {
        self.thing.due()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Programme => "programme",
            Self::Budget => "budget",
            Self::Round => "round",
            Self::Cheque => "cheque",
            Self::Wallet => "wallet",
            Self::Household => "household",
            Self::Lot => "lot",
            Self::Initiative => "initiative",
            Self::CommonPot => "common pot of area",
            Self::Payout => "payout",
            Self::Erasure => "erasure request",
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Wallet => write!(f, "wallet {}", WalletId(self.id)),
            Kind::Household => write!(f, "household {}", HouseholdId(self.id)),
            Kind::Lot => write!(f, "lot {}", LotId(self.id)),
            Kind::Programme
            | Kind::Budget
            | Kind::Round
            | Kind::Cheque
            | Kind::Initiative
            | Kind::CommonPot
            | Kind::Payout
            | Kind::Erasure => write!(f, "{} {}", self.kind, self.id),
        }
    }
}
