//! What the writer asks of a store. There are two: the database, and one in memory that loses races, answers
//! and processes on order, so that the writer can be tested against all of it.

use super::rows::{AccountRow, CommandKey, CommandRow, EventRow, Head, StateRow, WriteSet};
use crate::domain::{Account, BookId, Key};
use sea_orm::sqlx;
use std::collections::BTreeSet;
use std::future::Future;

/// Something technical went wrong. Nothing was written, unless it went wrong at [`StorageTx::commit`].
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("the database could not do it: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The database said no to a statement of the append path.
    #[error("the database could not do it: {0}")]
    Sql(#[from] sqlx::Error),
    /// Rows that make no sense.
    #[error("the database holds something unexpected: {0}")]
    Corrupt(String),
    /// Others wrote first, time after time.
    #[error("others are always first: {0}")]
    Overtaken(String),
    /// Work inside this program ended before it was done.
    #[error("work was cut off inside the program: {0}")]
    CutOff(String),
    /// The database said nothing for too long.
    #[error("the database does not answer")]
    Silent,
    /// A migration was run that this program does not know.
    #[error(
        "this database was made or brought up to date by another version of wijkkas, which this one does not know: \
         please use that version, or a newer one"
    )]
    OtherVersion,
    /// Books lie in a schema that is not the first in which tables would be made.
    #[error(
        "the books are in the schema {0} of this database, but new tables would be made in another schema that comes \
         first for this role: say which is meant, with ?options=-csearch_path%3D{0} behind the address"
    )]
    OtherSchema(String),
    /// The book was never begun.
    #[error("there is no book {0} in this database")]
    NoBook(BookId),
}

/// What a batch needs from the store before it can be decided.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// States of things.
    pub things: BTreeSet<Key>,
    /// Accounts.
    pub accounts: BTreeSet<Account>,
    /// Commands that may have been done before.
    pub commands: BTreeSet<CommandKey>,
}

/// What the store has of it; what is not there does not exist.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// States.
    pub states: Vec<StateRow>,
    /// Accounts.
    pub accounts: Vec<AccountRow>,
    /// Commands.
    pub commands: Vec<CommandRow>,
}

impl Wanted {
    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty() && self.accounts.is_empty() && self.commands.is_empty()
    }
}

/// A store of books.
pub trait Storage: Send + Sync + 'static {
    /// A transaction.
    type Tx: StorageTx;

    /// The head of a book.
    fn head(&self, book: BookId) -> impl Future<Output = Result<Head, StoreError>> + Send;

    /// Loads what is wanted.
    fn load(&self, book: BookId, wanted: &Wanted) -> impl Future<Output = Result<Loaded, StoreError>> + Send;

    /// Events `from ..= to`, in order.
    fn events(
        &self,
        book: BookId,
        from: i64,
        to: i64,
    ) -> impl Future<Output = Result<Vec<EventRow>, StoreError>> + Send;

    /// Begins a transaction.
    fn begin(&self) -> impl Future<Output = Result<Self::Tx, StoreError>> + Send;
}

/// A transaction. Dropped without commit, it leaves nothing.
pub trait StorageTx: Send {
    /// Moves the head on, if its turn, its last event and the chain are still those the set started from; false
    /// if somebody else was first, or another log was put in its place.
    fn advance(&mut self, set: &WriteSet) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Locks the head until the end of the transaction: nobody else writes to this book meanwhile.
    fn lock(&mut self, book: BookId) -> impl Future<Output = Result<Head, StoreError>> + Send;

    /// Writes everything but the head.
    fn write(&mut self, set: &WriteSet) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Makes it last. After an error it may have been written or not, whatever the error is: nobody heard the end
    /// of it. For work that does no harm when it is done twice that is as good as nothing written.
    fn commit(self) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Ends it without a trace.
    fn rollback(self) -> impl Future<Output = ()> + Send;
}
