//! A store that remembers what is written to it, so that the same rows can be written again without any
//! logic: the ceiling the writer is measured against.

use crate::domain::BookId;
use crate::store::database::Database;
use crate::store::{EventRow, Head, Loaded, Storage, StorageTx, StoreError, Wanted, WriteSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The most commands whose rows are kept; a longer run is compared by its first part.
const MOST_COMMANDS: usize = 100_000;

/// What was written, and whether to remember more.
#[derive(Debug, Default)]
pub struct Tape {
    sets: Vec<WriteSet>,
    commands: usize,
    running: bool,
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

    /// What was recorded.
    pub fn take(&self) -> Vec<WriteSet> {
        std::mem::take(&mut *self.tape()).sets
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
        if tape.running && tape.commands < MOST_COMMANDS {
            tape.commands += set.commands.len();
            tape.sets.push(set.clone());
        }
        Ok(())
    }

    async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await
    }

    async fn rollback(self) {
        self.tx.rollback().await;
    }
}
