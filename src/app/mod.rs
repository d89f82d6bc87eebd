//! Use cases: what people and jobs do, on top of the batching writer.

pub mod accounts;
pub mod activate;
pub mod chance;
pub mod check;
pub mod cheque_desk;
pub mod choices;
pub mod clock;
pub mod codes;
pub mod days;
pub mod delivery;
pub mod ended;
pub mod erasure;
pub mod export;
pub mod figures;
pub mod helping;
pub mod history;
pub mod initiatives;
pub mod inviting;
pub mod issue;
pub mod leftover;
pub mod live;
pub mod look;
pub mod mails;
pub mod manage;
pub mod moderation;
pub mod new_code;
pub mod news;
pub mod own;
pub mod persons;
pub mod pictures;
pub mod programmes;
pub mod rebuild;
pub mod replay;
pub mod reviews;
pub mod savings;
pub mod sketches;
pub mod submitting;
pub mod tenancies;
pub mod texts;
pub mod throttle;
pub mod token;
pub mod trace;
pub mod visits;
pub mod wallet_mails;
pub mod writer;

use crate::domain::{Actor, BookId, Clock, Command, Timestamp};
use crate::store::fingerprints::{self, FingerprintError};
pub use crate::store::{CommandKey, StoreError};
use crate::store::{Database, keys::Keyring};
use chance::{Chance, SystemChance};
use erasure::ErasureFile;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use writer::{Answer, Asked, Failure, Handle, Line, Options, Rows, Submitted};

/// A wish on its way to a book.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The same key means the same wish.
    pub key: CommandKey,
    /// Who asks.
    pub actor: Actor,
    /// What.
    pub command: Command,
    /// The event it follows from, if it is a page of longer work.
    pub cause: Option<i64>,
    /// Rows outside the log that belong to it.
    pub rows: Rows,
    /// The line it stands in, if others must not overtake it.
    pub line: Option<Line>,
}

impl Wish {
    /// A wish that stands alone.
    pub fn new(key: CommandKey, actor: Actor, command: impl Into<Command>) -> Self {
        Self { key, actor, command: command.into(), cause: None, rows: Rows::default(), line: None }
    }
}

/// The running application: a database, its keys, a clock, and a writer for every active book.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub database: Database,
    /// The keys.
    pub keys: Arc<Keyring>,
    /// Where erasures are written down outside the database; without it nothing is erased.
    pub erasures: Option<Arc<ErasureFile>>,
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    options: Options,
    writers: Arc<Mutex<HashMap<BookId, Handle>>>,
    live: live::Live,
}

impl App {
    /// An application on an open database, after making sure that the keys are those it was written with.
    ///
    /// # Errors
    /// [`FingerprintError::Other`] or [`FingerprintError::Missing`] if they are not; the database's.
    pub async fn open(
        database: Database,
        keys: Keyring,
        clock: Arc<dyn Clock>,
        options: Options,
    ) -> Result<Self, FingerprintError> {
        fingerprints::check(&database, &keys).await?;
        Ok(Self::new(database, keys, clock, options))
    }

    /// An application on an open database.
    pub fn new(database: Database, keys: Keyring, clock: Arc<dyn Clock>, options: Options) -> Self {
        let writers = Arc::new(Mutex::new(HashMap::new()));
        let chance = Arc::new(SystemChance);
        let live = live::Live::default();
        Self { database, keys: Arc::new(keys), erasures: None, clock, chance, options, writers, live }
    }

    /// The same with another source of random ids.
    pub fn with_chance(self, chance: Arc<dyn Chance>) -> Self {
        Self { chance, ..self }
    }

    /// The same with a file of erasures.
    pub fn with_erasures(self, file: ErasureFile) -> Self {
        Self { erasures: Some(Arc::new(file)), ..self }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Who keeps looking at how far initiatives are.
    pub fn live(&self) -> &live::Live {
        &self.live
    }

    /// 32 random bits, for a fresh id.
    pub fn draw(&self) -> u32 {
        self.chance.draw()
    }

    /// A new idempotency key.
    pub fn fresh_key(&self) -> CommandKey {
        let mut random = [0; 10];
        for part in random.chunks_mut(4) {
            part.copy_from_slice(&self.draw().to_be_bytes()[..part.len()]);
        }
        CommandKey::fresh(self.now(), random)
    }

    /// The writer of a book, started when it is first needed, and again should it have ended by a mistake of
    /// ours: one command that makes it panic must not close the book.
    pub fn writer(&self, book: BookId) -> Handle {
        // A panic while the lock is held can't leave the map half changed.
        let mut writers = self.writers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = writers.get(&book).filter(|writer| !writer.is_closed()) {
            return writer.clone();
        }
        let writer = Handle::start(self.database.clone(), book, self.options);
        writers.insert(book, writer.clone());
        writer
    }

    /// Gives a wish to the writer of a book; answers when it is decided and on disk.
    ///
    /// # Errors
    /// What the domain refuses, and the writer's; only after [`Failure::Unknown`] it may have been written.
    pub async fn ask(&self, book: BookId, wish: Wish) -> Result<Answer, Failure> {
        let asked = self.receive(wish)?;
        self.writer(book).ask(asked).await
    }

    /// Gives a wish to the writer of a book without waiting. Wishes are decided in the order in which they are
    /// given.
    ///
    /// # Errors
    /// [`Failure::Busy`] or [`Failure::Stopped`]: nothing happened.
    pub fn submit(&self, book: BookId, wish: Wish) -> Result<Submitted, Failure> {
        let asked = self.receive(wish)?;
        self.writer(book).submit(asked)
    }

    /// Receives a wish: notes the time, and the keyed hash of who asks what. The hash is keyed, since a wish
    /// may name words that can be erased.
    ///
    /// # Errors
    /// [`Failure::Broken`] if the command has no JSON form.
    pub fn receive(&self, wish: Wish) -> Result<Asked, Failure> {
        let Wish { key, actor, command, cause, rows, line } = wish;
        let bytes = serde_json::to_vec(&(actor, &command));
        let bytes = bytes.map_err(|error| Failure::Broken(error.to_string()))?;
        let (request, received) = (self.keys.request_hash(&bytes), self.now());
        Ok(Asked { key, request, actor, command, received, cause, rows, line })
    }
}
