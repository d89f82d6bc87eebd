//! A store that remembers what is written to it, so that the same rows can be written again without any
//! logic: the ceiling the writer is measured against.

use crate::domain::BookId;
use crate::store::database::Database;
use crate::store::{EventRow, Head, Loaded, Storage, StorageTx, StoreError, Wanted, WriteSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The most commands whose rows are kept, for memory's sake (`wijkkas bench --help` says it too); the ceiling of a longer run is that of its first part.
const MOST_COMMANDS: usize = 100_000;

/// How much was written, in the whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Commands.
    pub commands: usize,
    /// Transactions.
    pub commits: usize,
    /// Events.
    pub events: usize,
    /// Bytes of their payloads.
    pub bytes: usize,
    /// Rows of all tables.
    pub rows: usize,
}

impl Totals {
    /// Of these sets.
    pub fn of(sets: &[WriteSet]) -> Self {
        let mut totals = Self::default();
        for set in sets {
            totals.add(set);
        }
        totals
    }

    fn add(&mut self, set: &WriteSet) {
        self.commands += set.commands.len();
        self.commits += 1;
        self.events += set.events.len();
        self.bytes += set.events.iter().map(|event| event.payload.len()).sum::<usize>();
        self.rows += rows(set);
    }
}

/// The rows a set writes, the head among them.
fn rows(set: &WriteSet) -> usize {
    1 + set.events.len()
        + set.transfers.len()
        + set.new_accounts.len()
        + set.account_changes.len()
        + set.states.len()
        + set.commands.len()
        + set.codes.len()
        + set.texts.len()
        + set.views.len()
}

/// What was written, and whether to remember more.
#[derive(Debug, Default)]
pub struct Tape {
    sets: Vec<WriteSet>,
    totals: Totals,
    running: bool,
}

impl Tape {
    /// Notes what was written; its rows only while there are fewer than so many commands.
    fn note(&mut self, set: &WriteSet, most: usize) {
        if !self.running {
            return;
        }
        if self.totals.commands < most {
            self.sets.push(set.clone());
        }
        self.totals.add(set);
    }
}

/// The database, with a tape.
#[derive(Clone, Debug)]
pub struct Recorder {
    database: Database,
    tape: Arc<Mutex<Tape>>,
}

impl Recorder {
    /// Records nothing yet.
    pub fn new(database: Database) -> Self {
        Self { database, tape: Arc::default() }
    }

    /// Starts or stops recording.
    pub fn run(&self, running: bool) {
        self.tape().running = running;
    }

    /// What was written, from the beginning as far as it was kept, and how much it was in all.
    pub fn take(&self) -> (Vec<WriteSet>, Totals) {
        let tape = std::mem::take(&mut *self.tape());
        (tape.sets, tape.totals)
    }

    fn tape(&self) -> std::sync::MutexGuard<'_, Tape> {
        self.tape.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A transaction that is recorded when it commits.
#[derive(Debug)]
pub struct RecorderTx {
    tx: <Database as Storage>::Tx,
    tape: Arc<Mutex<Tape>>,
}

impl Storage for Recorder {
    type Tx = RecorderTx;

    async fn head(&self, book: BookId) -> Result<Head, StoreError> {
        self.database.head(book).await
    }

    async fn load(&self, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        self.database.load(book, wanted).await
    }

    async fn events(&self, book: BookId, from: i64, to: i64) -> Result<Vec<EventRow>, StoreError> {
        self.database.events(book, from, to).await
    }

    async fn begin(&self) -> Result<RecorderTx, StoreError> {
        Ok(RecorderTx { tx: Storage::begin(&self.database).await?, tape: Arc::clone(&self.tape) })
    }
}

impl StorageTx for RecorderTx {
    async fn advance(&mut self, set: &WriteSet) -> Result<bool, StoreError> {
        self.tx.advance(set).await
    }

    async fn lock(&mut self, book: BookId) -> Result<Head, StoreError> {
        self.tx.lock(book).await
    }

    async fn write(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        self.tx.write(set).await?;
        let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        tape.note(set, MOST_COMMANDS);
        Ok(())
    }

    async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await
    }

    async fn rollback(self) {
        self.tx.rollback().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;
    use crate::store::{CommandKey, EventRow};

    fn set(payload: &[u8]) -> WriteSet {
        let recorded = Timestamp::from_ms(0);
        let head = Head { turn: 0, seq: 0, chain: [0; 32], recorded, accounts: 0 };
        let event = EventRow {
            seq: 1,
            kind: "garden.Dug".into(),
            version: 1,
            payload: payload.to_vec(),
            recorded,
            effective: recorded,
            command: CommandKey([0; 16]),
            actor: "system".into(),
            cause: None,
            chain: [0; 32],
        };
        let mut set = WriteSet::new(BookId(1), &head);
        set.commands.push(crate::store::CommandRow {
            key: CommandKey([0; 16]),
            request: [0; 32],
            seq: 1,
            events: 1,
            refusal: None,
            turn: 1,
            at: recorded,
        });
        set.events = vec![event];
        set
    }

    #[test]
    fn the_whole_run_counts_and_its_beginning_is_kept() {
        let mut tape = Tape::default();
        tape.note(&set(b"before it runs"), 2);
        tape.running = true;
        for payload in [b"1".as_slice(), b"22", b"333"] {
            tape.note(&set(payload), 2);
        }
        assert_eq!(tape.totals, Totals { commands: 3, commits: 3, events: 3, bytes: 6, rows: 9 });
        assert_eq!(Totals::of(&tape.sets), Totals { commands: 2, commits: 2, events: 2, bytes: 3, rows: 6 });
    }
}
