//! What a writer has in memory of its book.

use super::super::look::read;
use super::accounts::Sums;
use crate::domain::{Account, BookId, Known, Memory, postings};
use crate::store::{EventRow, Head, Loaded, StoreError, Wanted, codec};
use std::ops::Range;
use std::sync::Arc;

/// A gap in the log from which it is cheaper to forget everything than to read it. A gap as long in the turns
/// says that states were made again, and what is in memory may be wrong.
pub const LONG_GAP: i64 = 4096;

/// The head as last seen, and a bounded part of the book.
#[derive(Debug)]
pub struct Desk {
    /// The book.
    pub book: BookId,
    /// The head after the last commit we know of; none before the first look.
    pub head: Option<Head>,
    /// Things.
    pub known: Known,
    /// Accounts.
    pub accounts: Memory<Account, Sums>,
}

impl Desk {
    /// Nothing known yet.
    pub fn new(book: BookId) -> Self {
        Self { book, head: None, known: Known::default(), accounts: Memory::default() }
    }

    /// Remembers what was loaded, and that the rest of what was wanted does not exist; nothing at all if a
    /// state can't be read.
    pub fn take_in(&mut self, wanted: &Wanted, loaded: Loaded) -> Result<(), StoreError> {
        let mut entries = Vec::with_capacity(loaded.states.len());
        for row in loaded.states {
            entries.push((row.key, Arc::new(read(&row)?)));
        }
        wanted.things.iter().for_each(|&key| self.known.put(key, None));
        for (key, entry) in entries {
            self.known.put(key, Some(entry));
        }
        wanted.accounts.iter().for_each(|&account| self.accounts.put(account, None));
        for row in loaded.accounts {
            let sums = Sums { no: row.no, debits: row.debits, credits: row.credits };
            self.accounts.put(row.account, Some(sums));
        }
        Ok(())
    }

    /// The events between the head we know and this one, the last one we know before them; none if it is
    /// better to forget everything: they are too many to read, states were made again, or the log is not the
    /// one we know, since an older copy was put back.
    pub fn gap(&self, head: &Head) -> Option<Range<i64>> {
        let known = self.head.as_ref()?;
        let may_be_same = head.seq > known.seq || (head.seq, head.chain) == (known.seq, known.chain);
        let is_short = head.seq - known.seq <= LONG_GAP && head.turn - known.turn <= LONG_GAP;
        // The log begins with event 1.
        let first = if head.seq == known.seq { head.seq + 1 } else { known.seq.max(1) };
        (may_be_same && is_short).then_some(first..head.seq + 1)
    }

    /// Forgets everything that the events of a gap changed. If the event we know is another by now, an older
    /// copy was put back and went on: then everything.
    pub fn catch_up(&mut self, gap: &[EventRow]) -> Result<(), StoreError> {
        let Some(known) = &self.head else { return Ok(()) };
        let last = gap.iter().find(|row| row.seq == known.seq);
        if last.is_some_and(|row| row.chain != known.chain) {
            self.clear();
            return Ok(());
        }
        let seq = known.seq;
        for row in gap.iter().filter(|row| row.seq > seq) {
            let event = codec::decode(&row.kind, row.version, &row.payload)
                .map_err(|error| StoreError::Corrupt(format!("event {}: {error}", row.seq)))?;
            for key in event.touches() {
                self.known.forget(key);
            }
            for transfer in postings(&event) {
                for account in [transfer.debit, transfer.credit, transfer.lot] {
                    self.accounts.forget(account);
                }
            }
        }
        Ok(())
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.head = None;
        self.known.clear();
        self.accounts.clear();
    }

    /// Whether keeping the memory bounded would drop something.
    pub fn is_full(&self, limit: usize) -> bool {
        self.known.is_full(limit) || self.accounts.is_full(limit)
    }

    /// Keeps the memory bounded.
    pub fn trim(&mut self, limit: usize) {
        self.known.trim(limit);
        self.accounts.trim(limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Key, Kind, Timestamp};
    use crate::store::StateRow;

    fn head(seq: i64, chain: u8) -> Head {
        Head { turn: seq, seq, chain: [chain; 32], recorded: Timestamp::from_ms(0), accounts: 0 }
    }

    #[test]
    fn a_state_that_cannot_be_read_leaves_no_trace() {
        let mut desk = Desk::new(BookId(1));
        let key = |id| Key { kind: Kind::Wallet, id };
        let row = |id, body: &[u8]| StateRow { key: key(id), due: None, body: body.into() };
        let loaded =
            Loaded { states: vec![row(1, br#"[0,{"lots":[]}]"#), row(2, b"?")], ..Loaded::default() };
        let things = [key(1), key(2)].into();
        let error = desk.take_in(&Wanted { things, ..Wanted::default() }, loaded).unwrap_err();
        assert!(error.to_string().contains("wallet"), "{error}");
        assert_eq!(desk.known.get(key(1)), None);
        assert_eq!(desk.known.get(key(2)), None, "it exists, so it must not count as missing");
    }

    #[test]
    fn reads_a_short_gap_and_forgets_all_over_any_other() {
        let mut desk = Desk::new(BookId(1));
        assert_eq!(desk.gap(&head(3, 1)), None, "nothing is known yet");
        desk.head = Some(head(10, 1));
        assert_eq!(desk.gap(&head(12, 2)), Some(10..13));
        assert_eq!(desk.gap(&head(10, 1)), Some(11..11));
        assert_eq!(desk.gap(&head(10 + LONG_GAP + 1, 2)), None, "too long");
        assert_eq!(desk.gap(&head(10, 2)), None, "another log");
        assert_eq!(desk.gap(&head(9, 1)), None, "an older log");
        desk.head = Some(head(0, 1));
        assert_eq!(desk.gap(&head(2, 2)), Some(1..3), "nothing was written yet");
        desk.head = Some(head(10, 1));
        let rebuilt = Head { turn: 10 + 1 + LONG_GAP, ..head(10, 1) };
        assert_eq!(desk.gap(&rebuilt), None, "states were made again");
    }
}
