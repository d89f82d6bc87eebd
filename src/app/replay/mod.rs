//! Replay: what states, accounts and views must be, computed from the events alone, by the code the writer
//! uses. It keeps what every thing there ever was has become, about half a kilobyte of memory an event.

mod log;

pub use log::{Command, Log, Settled};

use super::writer::accounts::{Posting, Sums};
use crate::domain::{Account, Entry, Key, Memory, postings};
use crate::store::{Head, StoreError, TransferRow, Upsert};
use crate::views::{self, Things};
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

/// Why a book is not proven.
#[derive(Debug, thiserror::Error)]
pub enum Unproven {
    /// The rows differ from what they must be; the first difference, in words.
    #[error("{0}")]
    Differs(String),
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Unproven {
    /// The first difference in words; a row that cannot be read is one too, and a book that is not there.
    ///
    /// # Errors
    /// The store's, if it could not be read at all.
    pub fn difference(self) -> Result<String, StoreError> {
        match self {
            Self::Differs(why) | Self::Store(StoreError::Corrupt(why)) => Ok(why),
            Self::Store(error @ StoreError::NoBook(_)) => Ok(error.to_string()),
            Self::Store(error) => Err(error),
        }
    }
}

/// Everything that follows from the events so far.
#[derive(Debug, Default)]
pub struct Replay {
    things: HashMap<Key, Arc<Entry>>,
    accounts: Memory<Account, Sums>,
    last_account: i64,
    views: views::Pending,
}

impl Replay {
    /// Takes in the events of a command; answers with the transfers they make.
    pub(super) fn apply(&mut self, command: &Command) -> Result<Vec<TransferRow>, Unproven> {
        let changed = self.evolve(command)?;
        let zone = views::zone(self.things.get(&views::programme_key()));
        for settled in command {
            self.views.fold(&settled.event, &changed, zone);
        }
        self.post(command)
    }

    /// Changes the states in place; answers with those that changed, as they are after the command.
    fn evolve(&mut self, command: &Command) -> Result<Things, Unproven> {
        let mut changed = Things::new();
        for Settled { seq, effective, event, .. } in command {
            let unfit = |why: String| Unproven::Differs(format!("event {seq}: {why}"));
            for key in event.touches() {
                let entry = match self.things.entry(key) {
                    Slot::Occupied(slot) => {
                        let entry = slot.into_mut();
                        if entry.since > *effective {
                            return Err(unfit(format!("it takes effect before an earlier event of {key}")));
                        }
                        // What the command changed before is no longer needed as it was.
                        changed.remove(&key);
                        let done = Arc::make_mut(entry).change(key, event, (*seq, *effective));
                        done.map(|()| entry)
                    }
                    Slot::Vacant(slot) => {
                        let born = Entry::born(key, event, (*seq, *effective));
                        born.map(|entry| slot.insert(Arc::new(entry)))
                    }
                };
                changed.insert(key, Arc::clone(entry.map_err(|error| unfit(error.to_string()))?));
            }
        }
        Ok(changed)
    }

    fn post(&mut self, command: &Command) -> Result<Vec<TransferRow>, Unproven> {
        let mut posting = Posting::new(&self.accounts, self.last_account);
        let mut transfers = Vec::new();
        for Settled { seq, event, .. } in command {
            for (transfer, leg) in postings(event).iter().zip(0..) {
                let posted = posting.post(*seq, leg, transfer);
                transfers.push(posted.map_err(|why| Unproven::Differs(format!("event {seq}: {why}")))?);
            }
        }
        let (changed, last) = posting.finish();
        self.last_account = last;
        for (account, sums) in changed {
            self.accounts.put(account, Some(sums));
        }
        Ok(transfers)
    }

    /// A thing; none if no event made it.
    pub fn thing(&self, key: Key) -> Option<&Entry> {
        self.things.get(&key).map(AsRef::as_ref)
    }

    /// All things.
    pub fn things(&self) -> &HashMap<Key, Arc<Entry>> {
        &self.things
    }

    /// The number and the sums of an account; none if no transfer names it.
    pub fn account(&self, account: Account) -> Option<Sums> {
        self.accounts.get(account).flatten().copied()
    }

    /// How many accounts there are: the number of the last.
    pub fn accounts(&self) -> i64 {
        self.last_account
    }

    /// Ends it with the things and the rows of the views.
    pub fn finish(self) -> (HashMap<Key, Arc<Entry>>, Vec<Upsert>) {
        (self.things, self.views.into_rows())
    }
}

/// How far something is.
#[derive(Clone, Copy, Debug)]
pub struct Reached {
    /// What is counted.
    pub what: &'static str,
    /// How many are done.
    pub done: i64,
    /// How many there are.
    pub all: i64,
}

/// Is told how far something is, a few times a second.
pub type Watch<'a> = &'a (dyn Fn(Reached) + Sync);

/// Reads the log from where it is to this head and applies it.
pub(super) async fn catch_up(
    log: &mut Log,
    replay: &mut Replay,
    head: &Head,
    watch: Watch<'_>,
) -> Result<(), Unproven> {
    log.go_on(head.seq);
    while let Some(command) = log.next().await? {
        replay.apply(&command)?;
        log.tell(watch);
    }
    log.ends_at(head)
}
