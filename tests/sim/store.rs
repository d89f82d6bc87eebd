//! A store in memory behind the same traits as the database. Every call may take a while, in which other
//! writers go on, and may go wrong as the weather wants.
//!
//! What a database does for us it does too: a reader sees what is committed when it looks, each kind of row
//! by itself, so that an answer may be old when it arrives, but never older than the question. The head is
//! locked from `advance` or `lock` to the end of the transaction, in SQLite's way from its beginning.
//! PostgreSQL's trap is there as well: committing after a failed statement succeeds and writes nothing.

use crate::errors::{lost, said};
use crate::inside::Inside;
use crate::weather::{Ending, Mishap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::{Notify, OwnedMutexGuard};
use wijkkas::domain::BookId;
use wijkkas::store::{EventRow, Head, Loaded, Storage, StorageTx, StoreError, Wanted, WriteSet};

/// The store that all writers share.
#[derive(Clone, Debug)]
pub struct Shared {
    inside: Arc<Mutex<Inside>>,
    head: Arc<tokio::sync::Mutex<()>>,
    like_sqlite: bool,
}

/// The store as one process sees it. When the process dies, nothing of it goes on: every call hangs.
#[derive(Clone, Debug)]
pub struct Session {
    shared: Shared,
    writer: usize,
    dead: Arc<Death>,
    /// The lock on the head while a transaction of this process has it.
    lock: Arc<Mutex<Option<OwnedMutexGuard<()>>>>,
}

/// Whether a process is dead. (`tokio::sync::watch` wakes those who wait for it in another order each time.)
#[derive(Debug, Default)]
struct Death {
    came: AtomicBool,
    news: Notify,
}

/// A transaction.
#[derive(Debug)]
pub struct Tx {
    session: Session,
    locked: bool,
    advanced: bool,
    set: Option<WriteSet>,
    failed: bool,
}

impl Shared {
    /// An empty store. Without `changing` weather nothing goes wrong.
    pub fn new(seed: u64, writers: usize, changing: bool) -> Self {
        let mut inside = Inside::new(seed, writers, changing);
        let like_sqlite = inside.dice.chance(3_000);
        Self { inside: Arc::new(Mutex::new(inside)), head: Arc::default(), like_sqlite }
    }

    /// What is behind it; not to be held while waiting.
    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().expect("nobody panics while holding it")
    }

    /// The store as one writer sees it.
    pub fn session(&self, writer: usize) -> Session {
        Session { shared: self.clone(), writer, dead: Arc::default(), lock: Arc::default() }
    }
}

impl Session {
    /// A call: takes its time, and may go wrong.
    async fn next_call(&self) -> Option<Mishap> {
        let (takes, mishap) = self.shared.inside().next_call(self.writer);
        if takes.is_zero() {
            tokio::task::yield_now().await;
        } else {
            tokio::time::sleep(takes).await;
        }
        if self.is_dead() { Some(Mishap::Crash) } else { mishap }
    }

    async fn call(&self) -> Result<(), StoreError> {
        match self.next_call().await {
            None => Ok(()),
            Some(Mishap::Broken) => Err(lost()),
            Some(Mishap::Crash) => self.die().await,
        }
    }

    fn unlock(&self) -> Option<OwnedMutexGuard<()>> {
        self.lock.lock().expect("nobody panics while holding it").take()
    }

    /// Whether the process is dead.
    pub fn is_dead(&self) -> bool {
        self.dead.came.load(Ordering::SeqCst)
    }

    /// Waits for the death of the process.
    pub async fn death(&self) {
        let news = self.dead.news.notified();
        if !self.is_dead() {
            news.await;
        }
    }

    /// The process ends in the middle of something; the server notices and lets its lock go.
    async fn die<T>(&self) -> T {
        self.unlock();
        self.dead.came.store(true, Ordering::SeqCst);
        self.dead.news.notify_waiters();
        std::future::pending().await
    }
}

impl Storage for Session {
    type Tx = Tx;

    async fn head(&self, _: BookId) -> Result<Head, StoreError> {
        self.call().await?;
        let head = self.shared.inside().head()?;
        self.call().await?;
        Ok(head)
    }

    async fn load(&self, _: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        let mut loaded = Loaded::default();
        self.call().await?;
        let turn = {
            let inside = self.shared.inside();
            loaded.states = inside.states(wanted);
            inside.tables.head.turn
        };
        self.call().await?;
        loaded.accounts = self.shared.inside().accounts(wanted);
        self.call().await?;
        let mut inside = self.shared.inside();
        if inside.tables.head.turn != turn {
            inside.mishaps[9] += 1;
        }
        let tables = &inside.tables;
        loaded.commands =
            wanted.commands.iter().filter_map(|key| tables.commands.get(key).cloned()).collect();
        Ok(loaded)
    }

    async fn events(&self, _: BookId, from: i64, to: i64) -> Result<Vec<EventRow>, StoreError> {
        self.call().await?;
        let inside = self.shared.inside();
        let rows = inside.tables.events.iter().skip(usize::try_from(from - 1).expect("from 1 on"));
        Ok(rows.take_while(|row| row.seq <= to).cloned().collect())
    }

    async fn begin(&self) -> Result<Tx, StoreError> {
        self.call().await?;
        let mut tx = Tx { session: self.clone(), locked: false, advanced: false, set: None, failed: false };
        if self.shared.like_sqlite {
            tx.take_lock().await;
        }
        Ok(tx)
    }
}

impl Tx {
    async fn take_lock(&mut self) {
        if !self.locked {
            let lock = self.session.shared.head.clone().lock_owned().await;
            *self.session.lock.lock().expect("nobody panics while holding it") = Some(lock);
            self.locked = true;
        }
    }

    /// A call within the transaction: after a failed one, nothing works any more.
    async fn call(&mut self) -> Result<(), StoreError> {
        match self.session.next_call().await {
            None => Ok(()),
            Some(Mishap::Broken) => {
                self.failed = true;
                Err(lost())
            }
            Some(Mishap::Crash) => self.session.die().await,
        }
    }

    fn unlock(&mut self) {
        if std::mem::take(&mut self.locked) {
            self.session.unlock();
        }
    }
}

impl StorageTx for Tx {
    async fn advance(&mut self, set: &WriteSet) -> Result<bool, StoreError> {
        self.call().await?;
        self.take_lock().await;
        let mut inside = self.session.shared.inside();
        self.advanced = inside.head().is_ok_and(|head| {
            (head.turn, head.seq, head.chain) == (set.from.turn, set.from.seq, set.from.chain)
        });
        if !self.advanced {
            inside.mishaps[8] += 1;
        }
        drop(inside);
        // A row that does not fit is not locked.
        if !self.advanced && !self.session.shared.like_sqlite {
            self.unlock();
        }
        Ok(self.advanced)
    }

    async fn lock(&mut self, _: BookId) -> Result<Head, StoreError> {
        self.call().await?;
        self.take_lock().await;
        self.session.shared.inside().head()
    }

    async fn write(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        self.call().await?;
        let mut inside = self.session.shared.inside();
        let refused = inside.weather.refused;
        let written = if inside.dice.chance(refused) {
            inside.mishaps[7] += 1;
            Err(said("53100", "could not extend file: No space left on device".into()))
        } else {
            inside.tables.check(set).map_err(|why| said("23505", why))
        };
        drop(inside);
        self.failed |= written.is_err();
        self.set = Some(set.clone());
        written
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        let ending = self.session.shared.inside().ending(self.session.writer);
        tokio::task::yield_now().await;
        if self.session.is_dead() {
            return self.session.die().await;
        }
        match ending {
            Ending::Done => self.end(),
            Ending::Failed => Err(said("53100", "No space left on device".into())),
            Ending::CrashBefore => self.session.die().await,
            Ending::CrashAfter => {
                let _ = self.end();
                self.session.die().await
            }
            Ending::CutBefore => Err(lost()),
            Ending::CutAfter => {
                let _ = self.end();
                Err(lost())
            }
            Ending::CutLate => {
                // The server has not noticed yet that nobody listens; it keeps the lock until then.
                let (late, done) = {
                    let dice = &mut self.session.shared.inside().dice;
                    (dice.between(1, 5_000).unsigned_abs(), dice.chance(6_000))
                };
                let lock = self.session.unlock();
                self.locked = false;
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_millis(late)).await;
                    if done {
                        let _ = self.end();
                    }
                    drop(lock);
                });
                Err(lost())
            }
        }
    }

    async fn rollback(self) {
        tokio::task::yield_now().await;
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        self.unlock();
    }
}

impl Tx {
    fn end(&mut self) -> Result<(), StoreError> {
        let Some(set) = self.set.take().filter(|_| !self.failed) else { return Ok(()) };
        self.session.shared.inside().commit(self.advanced, &set)
    }
}
