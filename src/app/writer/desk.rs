//! What a writer has in memory of its book.

use super::accounts::Sums;
use crate::domain::{Account, BookId, Entry, Known, Memory, postings};
use crate::store::{EventRow, Head, Loaded, StoreError, Wanted, codec};
use std::sync::Arc;

/// A gap in the log from which it is cheaper to forget everything than to read it.
const LONG_GAP: i64 = 4096;

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

    /// Remembers what was loaded, and that the rest of what was wanted does not exist.
    pub fn take_in(&mut self, wanted: &Wanted, loaded: Loaded) -> Result<(), StoreError> {
        for &key in &wanted.things {
            self.known.put(key, None);
        }
        for row in loaded.states {
            let entry = Entry::decode(row.key.kind, &row.body)
                .map_err(|error| StoreError::Corrupt(format!("the state of {}: {error}", row.key)))?;
            self.known.put(row.key, Some(Arc::new(entry)));
        }
        for &account in &wanted.accounts {
            self.accounts.put(account, None);
        }
        for row in loaded.accounts {
            let sums = Sums { no: row.no, debits: row.debits, credits: row.credits };
            self.accounts.put(row.account, Some(sums));
        }
        Ok(())
    }

    /// How many events lie between the head we know and this one; none if it is too many to read.
    pub fn gap(&self, head: &Head) -> Option<(i64, i64)> {
        let known = self.head.as_ref()?;
        (head.seq - known.seq <= LONG_GAP).then_some((known.seq + 1, head.seq))
    }

    /// Forgets everything that these events of others changed.
    pub fn forget_changed(&mut self, events: &[EventRow]) -> Result<(), StoreError> {
        for row in events {
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
