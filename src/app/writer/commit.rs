//! Committing a batch: optimistically first, under the lock of the head after a lost race, and finding out
//! what happened when the connection breaks at the worst moment.

use super::Options;
use super::answer::{Answer, Asked, Failure};
use super::batch::{Batch, Verdict};
use super::desk::Desk;
use crate::domain::{BookId, Did};
use crate::store::{CommandRow, CommitError, Head, Storage, StorageTx, StoreError, Wanted, WriteSet, codec};
use std::collections::BTreeSet;
use std::time::Duration;

/// How often a batch is tried when the connection to the database breaks.
const TRIES: u32 = 4;
/// How long to wait before the second try; doubled for each further one.
const PAUSE: Duration = Duration::from_millis(50);

/// Decides and writes the commands of one book.
#[derive(Debug)]
pub struct Writer<S> {
    storage: S,
    desk: Desk,
    options: Options,
}

/// Why a try to write a batch ended without success.
enum Setback {
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

impl<S: Storage> Writer<S> {
    /// A writer for a book.
    pub fn new(storage: S, book: BookId, options: Options) -> Self {
        Self { storage, desk: Desk::new(book), options }
    }

    /// Decides these commands in order, writes what they do in one transaction, and answers each.
    pub async fn process(&mut self, asked: Vec<Asked>) -> Vec<Result<Answer, Failure>> {
        self.desk.trim(self.options.memory);
        if asked.iter().any(Asked::is_held_up) {
            return self.one_by_one(asked).await;
        }
        match self.persist(&asked).await {
            Ok(verdicts) => self.answer(verdicts).await,
            Err(Failure::Store(_)) if asked.len() > 1 => self.one_by_one(asked).await,
            Err(failure) => {
                asked.iter().for_each(Asked::hold_up);
                asked.iter().map(|_| Err(failure.clone())).collect()
            }
        }
    }

    /// A batch that can't be written may be so because of one command: its neighbours must not suffer.
    async fn one_by_one(&mut self, asked: Vec<Asked>) -> Vec<Result<Answer, Failure>> {
        let mut answers = Vec::with_capacity(asked.len());
        for one in asked {
            if one.is_held_up() {
                answers.push(Err(Failure::HeldUp));
                continue;
            }
            match self.persist(std::slice::from_ref(&one)).await {
                Ok(verdicts) => answers.extend(self.answer(verdicts).await),
                Err(failure) => {
                    one.hold_up();
                    answers.push(Err(failure));
                }
            }
        }
        answers
    }

    /// Tries until the batch is written or can't be.
    async fn persist(&mut self, asked: &[Asked]) -> Result<Vec<Verdict>, Failure> {
        let mut pause = PAUSE;
        for left in (0..TRIES).rev() {
            match self.try_write(asked).await {
                Ok(verdicts) => return Ok(verdicts),
                Err(Setback::Failed(error)) if left == 0 || !error.is_connection() => {
                    self.desk.clear();
                    return Err(Failure::Store(error.to_string()));
                }
                Err(Setback::Failed(error)) => tracing::warn!(%error, "the database was not reached"),
                Err(Setback::Unknown(why, set)) => {
                    tracing::warn!(why, "a commit was cut off; finding out whether it was written");
                    if !self.was_written(&set, pause).await.map_err(|_| Failure::Unknown(why))? {
                        self.desk.clear();
                        continue;
                    }
                    // Written: the next try finds every command decided.
                }
            }
            self.desk.clear();
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(Failure::Store("the database was not reached".into()))
    }

    async fn try_write(&mut self, asked: &[Asked]) -> Result<Vec<Verdict>, Setback> {
        let head = match self.desk.head.clone() {
            Some(head) => head,
            None => self.storage.head(self.desk.book).await?,
        };
        let batch = self.decide(asked, &head).await?;
        if batch.set.is_empty() && !batch.is_broken() {
            self.desk.head = Some(head);
            return Ok(batch.verdicts);
        }
        let mut tx = self.storage.begin().await?;
        // What was decided on a view of the book that others changed meanwhile is not to be trusted.
        let first =
            !batch.is_broken() && tx.advance(&batch.set).await.inspect_err(|_| batch.undo(&mut self.desk))?;
        let batch = if first { batch } else { self.decide_locked(asked, batch, &mut tx).await? };
        if batch.set.is_empty() {
            tx.rollback().await;
            return Ok(batch.verdicts);
        }
        if let Err(error) = tx.write(&batch.set).await {
            batch.undo(&mut self.desk);
            tx.rollback().await;
            return Err(error.into());
        }
        self.finish(tx, batch).await
    }

    async fn finish(&mut self, tx: S::Tx, batch: Batch) -> Result<Vec<Verdict>, Setback> {
        match tx.commit().await {
            Ok(()) => {
                self.desk.head = Some(batch.set.head);
                Ok(batch.verdicts)
            }
            Err(CommitError::Failed(error)) => {
                batch.undo(&mut self.desk);
                Err(error.into())
            }
            Err(CommitError::Unknown(why)) => Err(Setback::Unknown(why, Box::new(batch.set))),
        }
    }

    /// Somebody else was first: with the head locked, catches up and decides again.
    async fn decide_locked(
        &mut self,
        asked: &[Asked],
        batch: Batch,
        tx: &mut S::Tx,
    ) -> Result<Batch, Setback> {
        batch.undo(&mut self.desk);
        let head = tx.lock(self.desk.book).await?;
        match self.desk.gap(&head) {
            Some((from, to)) if from <= to => {
                let events = self.storage.events(self.desk.book, from, to).await?;
                self.desk.forget_changed(&events)?;
            }
            Some(_) => {}
            None => self.desk.clear(),
        }
        self.desk.head = Some(head.clone());
        let batch = self.decide(asked, &head).await?;
        if !batch.set.is_empty() && !tx.advance(&batch.set).await? {
            batch.undo(&mut self.desk);
            return Err(StoreError::Corrupt("the head moved although it was locked".into()).into());
        }
        Ok(batch)
    }

    /// Decides the batch on top of `head`, loading what it needs.
    async fn decide(&mut self, asked: &[Asked], head: &Head) -> Result<Batch, StoreError> {
        let commands: BTreeSet<_> = asked.iter().map(|asked| asked.key).collect();
        let wanted = Wanted { commands, ..Wanted::default() };
        let before = self.storage.load(self.desk.book, &wanted).await?.commands;
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
        batch.finish(&self.desk).map_err(|error| StoreError::Corrupt(error.to_string()))?;
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

    async fn answer(&self, verdicts: Vec<Verdict>) -> Vec<Result<Answer, Failure>> {
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
