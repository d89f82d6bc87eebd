//! The end of a log as somebody keeps it outside: whoever changed the whole database, chain and all, cannot
//! change that.

use super::super::replay::Unproven;
use super::differences::differs;
use crate::domain::BookId;
use crate::store::hex::{self, Hex};
use crate::store::{Database, Head, Storage};
use std::fmt;
use std::str::FromStr;

/// An event's number and the chain up to it, written `NUMBER:CHAIN` with 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The number, from 1.
    pub seq: i64,
    /// The chain up to and including the event.
    pub chain: [u8; 32],
}

impl Kept {
    /// Proves that the log, which is proven up to this head, still has the event with that chain.
    pub(super) async fn prove(&self, database: &Database, book: BookId, head: &Head) -> Result<(), Unproven> {
        let (seq, last) = (self.seq, head.seq);
        if seq > last {
            return differs(format!("event {seq} was kept outside, but the log ends with event {last}"));
        }
        match database.events(book, seq, seq).await?.first() {
            Some(event) if event.chain == self.chain => Ok(()),
            _ => differs(format!(
                "event {seq} has another chain than was kept outside: it, or one before it, is another event"
            )),
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, Hex(&self.chain))
    }
}

impl FromStr for Kept {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || String::from("write the number of an event, a colon and 64 hexadecimal digits");
        let (seq, chain) = text.split_once(':').ok_or_else(wrong)?;
        let seq = seq.parse().ok().filter(|seq| *seq >= 1).ok_or_else(wrong)?;
        Ok(Self { seq, chain: hex::bytes_of(chain).ok_or_else(wrong)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_is_written() {
        let mut chain = [0; 32];
        (chain[1], chain[2], chain[31]) = (8, 16, 255);
        let kept = Kept { seq: 12, chain };
        let text = kept.to_string();
        assert!(text.starts_with("12:000810"), "{text}");
        assert_eq!(text.parse(), Ok(kept));
        assert_eq!(text.to_uppercase().parse(), Ok(kept));
        for wrong in ["", "12", "12:", "0:", "x:00"].map(String::from).into_iter().chain([
            text.replace("12:", "0:"),
            text.replace("12:", "-1:"),
            format!("{text}0"),
            text.replace("0008", "00é"),
            text.replace("0008", "+0+8"),
        ]) {
            assert!(wrong.parse::<Kept>().is_err(), "{wrong}");
        }
    }
}
