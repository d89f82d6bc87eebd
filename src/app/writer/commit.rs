//! Committing a batch: optimistically first, under the lock of the head after a lost race, and finding out
//! what happened when the connection breaks at the worst moment.

use super::Options;
use super::answer::{Answer, Asked, Failure};
use super::batch::{Batch, Verdict};
use super::desk::Desk;
use super::patience::Patience;
use crate::domain::{BookId, Did};
use crate::store::silence::{SILENCE, answered};
use crate::store::{
    CommandRow, Head, Remedy, Storage, StorageTx, StoreError, Wanted, WriteSet, codec, remedy,
};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::Arc;

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
    Unknown(StoreError),
}

impl From<StoreError> for Setback {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<Setback> for Failure {
    fn from(setback: Setback) -> Self {
        match setback {
            Setback::Overtaken => Self::Busy,
            Setback::Failed(error) => Self::Store(error.to_string()),
            Setback::Unknown(error) => Self::Unknown(error.to_string()),
        }
    }
}

/// Writes a set in one transaction, if nobody else has written since it was decided.
pub(super) async fn send<S: Storage>(storage: &S, set: &WriteSet) -> Result<(), Setback> {
    or_unknown(advance_and_commit(storage, set)).await
}

/// Of a database that says nothing while it should write, it is not known whether it did.
async fn or_unknown(writing: impl Future<Output = Result<(), Setback>> + Send) -> Result<(), Setback> {
    tokio::time::timeout(SILENCE, writing).await.unwrap_or(Err(Setback::Unknown(StoreError::Silent)))
}

async fn advance_and_commit<S: Storage>(storage: &S, set: &WriteSet) -> Result<(), Setback> {
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
    tx.commit().await.map_err(Setback::Unknown)
}

impl<S: Storage> Writer<S> {
    /// A writer for a book.
    pub fn new(storage: S, book: BookId, options: Options) -> Self {
        Self { storage: Arc::new(storage), desk: Desk::new(book), options }
    }

    /// Decides these commands in order, writes what they do in one transaction, and answers each.
    pub async fn process(&mut self, asked: Vec<Asked>) -> Vec<Result<Answer, Failure>> {
        self.trim();
        self.write_in_parts(&asked, None).await
    }

    /// Goes on with a batch after a first try that had a setback.
    pub(super) async fn recover(
        &mut self,
        asked: Vec<Asked>,
        setback: Setback,
    ) -> Vec<Result<Answer, Failure>> {
        self.write_in_parts(&asked, Some(setback)).await
    }

    /// Whether the memory is due to be cut down.
    pub(super) fn is_full(&self) -> bool {
        self.desk.is_full(self.options.memory)
    }

    /// Keeps the memory bounded. Not while a batch is being written: what it changed exists only here.
    pub(super) fn trim(&mut self) {
        self.desk.trim(self.options.memory);
    }

    /// A batch that can't be written may be so because of one command, whose neighbours must not suffer: it is
    /// halved until the others are written and that one is alone.
    async fn write_in_parts(
        &mut self,
        asked: &[Asked],
        mut setback: Option<Setback>,
    ) -> Vec<Result<Answer, Failure>> {
        let mut answers = Vec::with_capacity(asked.len());
        let mut parts = vec![asked];
        while let Some(part) = parts.pop() {
            let (first, second) = part.split_at(part.len() / 2);
            let held_up = setback.is_none() && part.iter().any(Asked::is_held_up);
            if held_up && part.len() == 1 {
                answers.push(Err(Failure::HeldUp));
                continue;
            }
            let written = if held_up { None } else { Some(self.persist(part, setback.take()).await) };
            match written {
                None => parts.extend([second, first]),
                Some(Ok(verdicts)) => answers.extend(self.answer(verdicts).await),
                Some(Err(Setback::Failed(error))) if part.len() > 1 && error.remedy() == Remedy::Split => {
                    parts.extend([second, first]);
                }
                Some(Err(setback)) => {
                    part.iter().for_each(Asked::hold_up);
                    let failure = Failure::from(setback);
                    answers.extend(part.iter().map(|_| Err(failure.clone())));
                }
            }
        }
        answers
    }

    /// Tries until the batch is written or can't be.
    async fn persist(
        &mut self,
        asked: &[Asked],
        mut setback: Option<Setback>,
    ) -> Result<Vec<Verdict>, Setback> {
        let mut patience = Patience::new();
        loop {
            let tried = match setback.take() {
                Some(setback) => Err(setback),
                None => self.write(asked).await,
            };
            let tried = match tried {
                Err(Setback::Overtaken) => self.write_locked(asked).await,
                other => other,
            };
            let setback = match tried {
                Ok(verdicts) => return Ok(verdicts),
                Err(setback) => setback,
            };
            self.desk.clear();
            if matches!(&setback, Setback::Failed(error) if remedy::is_closed(error)) {
                return Err(setback);
            }
            tracing::warn!(?setback, "a batch was not written");
            match &setback {
                Setback::Failed(error) if error.remedy() == Remedy::Wait && patience.wait().await => {}
                _ => return Err(setback),
            }
        }
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
        self.conclude(batch, sent).await
    }

    /// Locks the head, catches up with what others wrote, decides and writes. Nobody can be faster, so every
    /// process gets its turn.
    async fn write_locked(&mut self, asked: &[Asked]) -> Result<Vec<Verdict>, Setback> {
        let mut tx = answered(self.storage.begin()).await?;
        let head = answered(tx.lock(self.desk.book)).await?;
        self.catch_up(head).await?;
        let batch = self.decide(asked).await?;
        if batch.set.is_empty() {
            // The verdicts hold, whatever becomes of a transaction that wrote nothing.
            let _ = tokio::time::timeout(SILENCE, tx.rollback()).await;
            return Ok(batch.verdicts);
        }
        if !answered(tx.advance(&batch.set)).await.inspect_err(|_| batch.undo(&mut self.desk))? {
            batch.undo(&mut self.desk);
            return Err(StoreError::Overtaken("the head moved although it was locked".into()).into());
        }
        let sent = or_unknown(write_and_commit(tx, &batch.set)).await;
        self.conclude(batch, sent).await
    }

    /// What became of a batch: its verdicts, if it is written. If that is not known, it is found out.
    pub(super) async fn conclude(
        &mut self,
        batch: Batch,
        sent: Result<(), Setback>,
    ) -> Result<Vec<Verdict>, Setback> {
        let Err(setback) = sent else { return Ok(batch.verdicts) };
        batch.undo(&mut self.desk);
        let Setback::Unknown(error) = setback else { return Err(setback) };
        tracing::warn!(%error, "a commit was cut off; finding out whether it was written");
        match self.was_written(&batch.set).await {
            Ok(true) => {
                self.desk.clear();
                Ok(batch.verdicts)
            }
            Ok(false) => Err(Setback::Failed(error)),
            Err(_) => Err(Setback::Unknown(error)),
        }
    }

    /// Forgets what others changed since the head we know.
    async fn catch_up(&mut self, head: Head) -> Result<(), StoreError> {
        match self.desk.gap(&head) {
            Some(gap) if gap.is_empty() => {}
            Some(gap) => {
                let events = self.storage.events(self.desk.book, gap.start, gap.end - 1).await?;
                if events.len() as i64 != gap.end - gap.start {
                    return Err(StoreError::Corrupt(format!("events {gap:?} are not all there")));
                }
                self.desk.catch_up(&events)?;
            }
            None => self.desk.clear(),
        }
        self.desk.head = Some(head);
        Ok(())
    }

    /// Decides a batch on top of the head in memory, loading what it needs. The desk is then as if the batch
    /// were written.
    pub(super) async fn decide(&mut self, asked: &[Asked]) -> Result<Batch, StoreError> {
        let mut batch = self.begin().await?;
        match self.decide_more(&mut batch, asked, None).await {
            Ok(()) => self.finish(batch),
            Err(error) => {
                batch.undo(&mut self.desk);
                Err(error)
            }
        }
    }

    /// An empty batch on top of the head in memory.
    pub(super) async fn begin(&mut self) -> Result<Batch, StoreError> {
        let head = match self.desk.head.clone() {
            Some(head) => head,
            None => self.storage.head(self.desk.book).await?,
        };
        // Before anything is loaded: what others write from here on is noticed when the head has moved.
        self.desk.head = Some(head.clone());
        Ok(Batch::new(&self.desk, head))
    }

    /// Decides the commands behind those that the batch has decided, perhaps on top of one that is still being
    /// written. After an error the batch has to be undone.
    pub(super) async fn decide_more(
        &mut self,
        batch: &mut Batch,
        asked: &[Asked],
        written: Option<&Batch>,
    ) -> Result<(), StoreError> {
        let commands: BTreeSet<_> = asked[batch.verdicts.len()..].iter().map(|asked| asked.key).collect();
        let in_the_air =
            written.iter().flat_map(|written| commands.iter().filter_map(|key| written.recalled(*key)));
        batch.recall(in_the_air.cloned());
        let wanted = Wanted { commands, ..Wanted::default() };
        batch.recall(self.storage.load(self.desk.book, &wanted).await?.commands);
        loop {
            let wanted = batch.decide(asked, &mut self.desk);
            if wanted.is_empty() {
                return Ok(());
            }
            let loaded = self.storage.load(self.desk.book, &wanted).await?;
            self.desk.take_in(&wanted, loaded)?;
        }
    }

    /// Completes a batch and takes its head for ours.
    pub(super) fn finish(&mut self, mut batch: Batch) -> Result<Batch, StoreError> {
        if let Err(error) = batch.finish(&self.desk) {
            batch.undo(&mut self.desk);
            return Err(StoreError::Corrupt(error.to_string()));
        }
        if !batch.set.is_empty() {
            self.desk.head = Some(batch.set.head.clone());
        }
        Ok(batch)
    }

    /// Whether a commit that was cut off was written. Whoever waits for an answer is not kept for ever.
    async fn was_written(&self, set: &WriteSet) -> Result<bool, StoreError> {
        answered(self.find_out(set)).await
    }

    async fn find_out(&self, set: &WriteSet) -> Result<bool, StoreError> {
        let mut patience = Patience::new();
        loop {
            match self.look_for(set).await {
                Err(error) if !patience.wait().await => return Err(error),
                Err(error) => tracing::warn!(%error, "the database does not say"),
                found => return found,
            }
        }
    }

    /// The lock on the head waits for a commit that is still on its way. Another writer may have done the same
    /// commands in the same turn: the answers are only ours if all rows are.
    async fn look_for(&self, set: &WriteSet) -> Result<bool, StoreError> {
        let mut tx = self.storage.begin().await?;
        tx.lock(set.book).await?;
        let commands = set.commands.iter().map(|row| row.key).collect();
        let found = self.storage.load(set.book, &Wanted { commands, ..Wanted::default() }).await;
        tx.rollback().await;
        let found = found?.commands;
        let found: BTreeMap<_, _> = found.iter().map(|row| (row.key, row)).collect();
        Ok(set.commands.iter().all(|row| found.get(&row.key) == Some(&row)))
    }

    pub(super) async fn answer(&self, verdicts: Vec<Verdict>) -> Vec<Result<Answer, Failure>> {
        let mut answers = Vec::with_capacity(verdicts.len());
        for verdict in verdicts {
            answers.push(match verdict {
                Verdict::Done { did, seq, events } => Ok(Answer { did, seq, events }),
                Verdict::Refused(refusal) => Err(Failure::Refused(refusal)),
                Verdict::RefusedByOther => Err(Failure::RefusedByOther),
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
        let rows = rows.map_err(|error| Failure::Unknown(error.to_string()))?;
        let decode = |row: &crate::store::EventRow| codec::decode(&row.kind, row.version, &row.payload);
        let events: Result<Vec<_>, _> = rows.iter().map(decode).collect();
        let events = events.map_err(|error| Failure::Broken(error.to_string()))?;
        Ok(Answer { did: Did::Now, seq: row.seq, events })
    }
}
