//! Names of things. Things that everybody may see are numbered in the order they were made (initiative
//! 17, round 3): short to say, short to store. Persons and what could lead to them (residents, households,
//! lots, texts) get random ids, so that a number tells nothing.

use super::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Random ids start with the second of their making, counted from here (2020-01-01 UTC), so that rows made
/// together lie together: with wholly random keys every insert touches another page of the index.
const RANDOM_EPOCH_S: i64 = 1_577_836_800;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Thirteen symbols of Crockford's base32 for 63 bits.
fn to_text(id: i64) -> String {
    let digit = |place: u32| usize::try_from(id >> (place * 5) & 31).unwrap_or_default();
    (0..13).rev().map(|place| char::from(ALPHABET[digit(place)])).collect()
}

fn from_text(text: &str) -> Result<i64, BadId> {
    if text.len() != 13 {
        return Err(BadId);
    }
    let mut id: i64 = 0;
    for symbol in text.bytes() {
        let value = ALPHABET.iter().position(|&a| a == symbol).ok_or(BadId)?;
        id = id.checked_mul(32).and_then(|id| id.checked_add(value as i64)).ok_or(BadId)?;
    }
    Ok(id)
}

/// 31 bits of seconds and 32 random bits. Two that are made equal are noticed when the thing is made
/// (`Refusal::IdTaken`), and the maker draws again.
fn random_id(now: Timestamp, random: u32) -> i64 {
    let seconds = (now.ms() / 1000 - RANDOM_EPOCH_S) & 0x7fff_ffff;
    seconds << 32 | i64::from(random)
}

/// The text is not an id of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id: ids have 13 letters and digits")]
pub struct BadId;

macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )+};
}

macro_rules! random {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub i64);

        impl $name {
            /// An id made at `now` from 32 random bits.
            pub fn fresh(now: Timestamp, random: u32) -> Self {
                Self(random_id(now, random))
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                to_text(id.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;

            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                from_text(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_text(self.0))
            }
        }
    )+};
}

numbered!(
    /// A book: the ledger of one programme, numbered within the database.
    BookId,
    /// The programme of a book; always 1, since a book has one.
    ProgrammeId,
    /// A neighbourhood of the programme.
    AreaId,
    /// Who puts in a budget.
    IssuerId,
    /// Money an issuer put in.
    BudgetId,
    /// One issuing of cheques.
    RoundId,
    /// A cheque, numbered through all rounds of the book.
    ChequeId,
    /// Something neighbours want to do.
    InitiativeId,
    /// Money leaving the bank for an initiative.
    PayoutId,
    /// A request to be forgotten.
    ErasureId,
);

random!(
    /// What an initiator writes about an initiative; never in events.
    SketchId,
    /// What an initiator tells those who support an initiative; never in events.
    NewsId,
    /// A picture of one of them; never in events.
    PictureId,
    /// A resident's lots together; this is also the resident's id, since a resident is known by nothing else.
    WalletId,
    /// Those who live at one address during one tenancy.
    HouseholdId,
    /// Money held for somebody with its source.
    LotId,
    /// A person outside the events: an initiator, a member of staff.
    PersonId,
    /// A text outside the events that can be erased.
    TextId,
);

impl ProgrammeId {
    /// The only programme of a book.
    pub const ONLY: Self = Self(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_ids_read_back_and_sort_by_their_second() {
        let early = LotId::fresh(Timestamp::from_ms(1_700_000_000_000), u32::MAX);
        let late = LotId::fresh(Timestamp::from_ms(1_700_000_001_000), 0);
        assert!(early < late);
        assert_eq!(early.to_string().parse(), Ok(early));
        assert_eq!(serde_json::to_string(&late).unwrap(), format!("\"{late}\""));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "0", "IIIIIIIIIIIII", "ZZZZZZZZZZZZZ", "0000000000000 ", "ééééééé"] {
            assert_eq!(text.parse::<LotId>(), Err(BadId), "{text}");
        }
    }
}
