//! Committing a batch: optimistically first, under the lock of the head after a lost race, and finding out
//! what happened when the connection breaks at the worst moment.

use super::Options;
use super::answer::{Answer, Asked, Failure};
use super::batch::{Batch, Verdict};
use super::desk::Desk;
use crate::domain::{BookId, Did};
use crate::store::{CommandRow, CommitError, Head, Storage, StorageTx, StoreError, Wanted, WriteSet, codec};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How often a batch is tried when the connection to the database breaks.
const TRIES: u32 = 4;
/// How long to wait before the second try; doubled for each further one.
const PAUSE: Duration = Duration::from_millis(50);

/// Decides and writes the commands of one book.
#[derive(Debug)]
pub struct Writer<S> {
    pub(super) storage: Arc<S>,
    pub(super) desk: Desk,
    options: Options,
}

/// Why a try to write a batch ended without success.
#[derive(Debug)]
pub(super) enum Setback {
    /// Somebody else wrote first. Nothing was written.
    Overtaken,
    /// Nothing was written.
    Failed(StoreError),
    /// It may have been written.
    Unknown(String, Box<WriteSet>),
}

impl From<StoreError> for Setback {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// Writes a set in one transaction, if nobody else has written since it was decided.
pub(super) async fn send<S: Storage>(storage: &S, set: &WriteSet) -> Result<(), Setback> {
    let mut tx = storage.begin().await?;
    if !tx.advance(set).await? {
        tx.rollback().await;
        return Err(Setback::Overtaken);
    }
    write_and_commit(tx, set).await
}

async fn write_and_commit<T: StorageTx>(mut tx: T, set: &WriteSet) -> Result<(), Setback> {
    if let Err(error) = tx.write(set).await {
        tx.rollback().await;
        return Err(error.into());
    }
    match tx.commit().await {
        Ok(()) => Ok(()),
        Err(CommitError::Failed(error)) => Err(error.into()),
        Err(CommitError::Unknown(why)) => Err(Setback::Unknown(why, Box::new(set.clone()))),
    }
}

impl<S: Storage> Writer<S> {
    /// A writer for a book.
    pub fn new(storage: S, book: BookId, options: Options) -> Self {
        Self { storage: Arc::new(storage), desk: Desk::new(book), options }
    }

    /// Decides these commands in order, writes what they do in one transaction, and answers each.
    pub async fn process(&mut self, asked: Vec<Asked>) -> Vec<Result<Answer, Failure>> {
        self.trim();
        if asked.iter().any(Asked::is_held_up) {
            return self.one_by_one(asked).await;
        }
        let persisted = self.persist(&asked, None).await;
        self.settle(asked, persisted).await
    }

    async fn settle(
        &mut self,
        asked: Vec<Asked>,
        persisted: Result<Vec<Verdict>, Failure>,
    ) -> Vec<Result<Answer, Failure>> {
        match persisted {
            Ok(verdicts) => self.answer(verdicts).await,
            Err(Failure::Store(_)) if asked.len() > 1 => self.one_by_one(asked).await,
            Err(failure) => {
                asked.iter().for_each(Asked::hold_up);
                asked.iter().map(|_| Err(failure.clone())).collect()
            }
        }
    }

    /// Whether the memory is due to be cut down.
    pub(super) fn is_full(&self) -> bool {
        self.desk.is_full(self.options.memory)
    }

    /// Keeps the memory bounded. Not while a batch is being written: what it changed exists only here.
    pub(super) fn trim(&mut self) {
        self.desk.trim(self.options.memory);
    }

    /// A batch that can't be written may be so because of one command: its neighbours must not suffer.
    async fn one_by_one(&mut self, asked: Vec<Asked>) -> Vec<Result<Answer, Failure>> {
        let mut answers = Vec::with_capacity(asked.len());
        for one in asked {
            if one.is_held_up() {
                answers.push(Err(Failure::HeldUp));
                continue;
            }
            match self.persist(std::slice::from_ref(&one), None).await {
                Ok(verdicts) => answers.extend(self.answer(verdicts).await),
                Err(failure) => {
                    one.hold_up();
                    answers.push(Err(failure));
                }
            }
        }
        answers
    }

    /// Goes on with a batch after a first try that had a setback.
    pub(super) async fn recover(
        &mut self,
        asked: Vec<Asked>,
        setback: Setback,
    ) -> Vec<Result<Answer, Failure>> {
        let persisted = self.persist(&asked, Some(setback)).await;
        self.settle(asked, persisted).await
    }

    /// Tries until the batch is written or can't be.
    async fn persist(
        &mut self,
        asked: &[Asked],
        mut setback: Option<Setback>,
    ) -> Result<Vec<Verdict>, Failure> {
        let mut pause = PAUSE;
        for left in (0..TRIES).rev() {
            let tried = match setback.take() {
                Some(setback) => Err(setback),
                None => self.write(asked).await,
            };
            let tried = match tried {
                Err(Setback::Overtaken) => self.write_locked(asked).await,
                other => other,
            };
            match tried {
                Ok(verdicts) => return Ok(verdicts),
                Err(Setback::Failed(error)) if left == 0 || !error.is_connection() => {
                    self.desk.clear();
                    return Err(Failure::Store(error.to_string()));
                }
                Err(Setback::Failed(error)) => tracing::warn!(%error, "the database was not reached"),
                Err(Setback::Overtaken) => tracing::warn!("overtaken with the head locked"),
                Err(Setback::Unknown(why, set)) => {
                    tracing::warn!(why, "a commit was cut off; finding out whether it was written");
                    // If it was, the next try finds every command decided.
                    self.was_written(&set, pause).await.map_err(|_| Failure::Unknown(why))?;
                }
            }
            self.desk.clear();
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(Failure::Store("the database was not reached".into()))
    }

    /// Decides on what is in memory and writes, if nobody else wrote meanwhile.
    async fn write(&mut self, asked: &[Asked]) -> Result<Vec<Verdict>, Setback> {
        let batch = self.decide(asked).await?;
        if batch.is_broken() {
            // What others changed meanwhile may be the reason: look again under the lock.
            batch.undo(&mut self.desk);
            return Err(Setback::Overtaken);
        }
        if batch.set.is_empty() {
            return Ok(batch.verdicts);
        }
        let sent = send(&*self.storage, &batch.set).await;
        self.keep_or_undo(batch, sent)
    }

    /// Locks the head, catches up with what others wrote, decides and writes. Nobody can be faster, so every
    /// process gets its turn.
    async fn write_locked(&mut self, asked: &[Asked]) -> Result<Vec<Verdict>, Setback> {
        let mut tx = self.storage.begin().await?;
        let head = tx.lock(self.desk.book).await?;
        self.catch_up(head).await?;
        let batch = self.decide(asked).await?;
        if batch.set.is_empty() {
            tx.rollback().await;
            return Ok(batch.verdicts);
        }
        if !tx.advance(&batch.set).await.inspect_err(|_| batch.undo(&mut self.desk))? {
            batch.undo(&mut self.desk);
            return Err(StoreError::Corrupt("the head moved although it was locked".into()).into());
        }
        let sent = write_and_commit(tx, &batch.set).await;
        self.keep_or_undo(batch, sent)
    }

    fn keep_or_undo(&mut self, batch: Batch, sent: Result<(), Setback>) -> Result<Vec<Verdict>, Setback> {
        match sent {
            Ok(()) => Ok(batch.verdicts),
            Err(setback) => {
                batch.undo(&mut self.desk);
                Err(setback)
            }
        }
    }

    /// Forgets what others changed since the head we know.
    async fn catch_up(&mut self, head: Head) -> Result<(), StoreError> {
        match self.desk.gap(&head) {
            Some((from, to)) if from <= to => {
                let events = self.storage.events(self.desk.book, from, to).await?;
                self.desk.forget_changed(&events)?;
            }
            Some(_) => {}
            None => self.desk.clear(),
        }
        self.desk.head = Some(head);
        Ok(())
    }

    /// Decides a batch on top of the head in memory, loading what it needs. The desk is then as if the batch
    /// were written.
    pub(super) async fn decide(&mut self, asked: &[Asked]) -> Result<Batch, StoreError> {
        self.decide_on_top(asked, &[]).await
    }

    /// The same while a batch with these commands is still being written.
    pub(super) async fn decide_on_top(
        &mut self,
        asked: &[Asked],
        written: &[CommandRow],
    ) -> Result<Batch, StoreError> {
        let head = match self.desk.head.clone() {
            Some(head) => head,
            None => self.storage.head(self.desk.book).await?,
        };
        // Before anything is loaded: what others write from here on is noticed when the head has moved.
        self.desk.head = Some(head.clone());
        let commands: BTreeSet<_> = asked.iter().map(|asked| asked.key).collect();
        let wanted = Wanted { commands, ..Wanted::default() };
        let mut before = self.storage.load(self.desk.book, &wanted).await?.commands;
        before.extend_from_slice(written);
        let mut batch = Batch::new(&self.desk, head, before);
        loop {
            let wanted = batch.decide(asked, &mut self.desk);
            if wanted.is_empty() {
                break;
            }
            let loaded = match self.storage.load(self.desk.book, &wanted).await {
                Ok(loaded) => self.desk.take_in(&wanted, loaded),
                Err(error) => Err(error),
            };
            loaded.inspect_err(|_| batch.undo(&mut self.desk))?;
        }
        if let Err(error) = batch.finish(&self.desk) {
            batch.undo(&mut self.desk);
            return Err(StoreError::Corrupt(error.to_string()));
        }
        if !batch.set.is_empty() {
            self.desk.head = Some(batch.set.head.clone());
        }
        Ok(batch)
    }

    /// Whether a commit that was cut off was written. The lock on the head waits for a commit that is still
    /// on its way.
    async fn was_written(&mut self, set: &WriteSet, pause: Duration) -> Result<bool, StoreError> {
        let mut last = StoreError::Corrupt("the database was not asked".into());
        for _ in 0..TRIES {
            match self.look_for(set).await {
                Ok(found) => return Ok(found),
                Err(error) => last = error,
            }
            tokio::time::sleep(pause).await;
        }
        Err(last)
    }

    async fn look_for(&mut self, set: &WriteSet) -> Result<bool, StoreError> {
        let mut tx = self.storage.begin().await?;
        tx.lock(set.book).await?;
        let commands: BTreeSet<_> = set.commands.iter().take(1).map(|row| row.key).collect();
        let wanted = Wanted { commands, ..Wanted::default() };
        let found = self.storage.load(set.book, &wanted).await;
        tx.rollback().await;
        let same = |row: &CommandRow| row.turn == set.head.turn;
        Ok(found?.commands.first().is_some_and(same))
    }

    pub(super) async fn answer(&self, verdicts: Vec<Verdict>) -> Vec<Result<Answer, Failure>> {
        let mut answers = Vec::with_capacity(verdicts.len());
        for verdict in verdicts {
            answers.push(match verdict {
                Verdict::Done { did, seq, events } => Ok(Answer { did, seq, events }),
                Verdict::Refused(refusal) => Err(Failure::Refused(refusal)),
                Verdict::KeyReused => Err(Failure::KeyReused),
                Verdict::Broken(why) => Err(Failure::Broken(why)),
                Verdict::Before(row) => self.answer_again(&row).await,
            });
        }
        answers
    }

    /// The answer a command got before.
    async fn answer_again(&self, row: &CommandRow) -> Result<Answer, Failure> {
        if row.events == 0 {
            return Ok(Answer { did: Did::Already, seq: row.seq, events: Vec::new() });
        }
        let rows = self.storage.events(self.desk.book, row.seq, row.seq + row.events - 1).await;
        let rows = rows.map_err(|error| Failure::Store(error.to_string()))?;
        let decode = |row: &crate::store::EventRow| codec::decode(&row.kind, row.version, &row.payload);
        let events: Result<Vec<_>, _> = rows.iter().map(decode).collect();
        let events = events.map_err(|error| Failure::Broken(error.to_string()))?;
        Ok(Answer { did: Did::Now, seq: row.seq, events })
    }
}
