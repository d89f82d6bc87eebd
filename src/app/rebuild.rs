//! Rebuilding: states and views are dropped and made again from the log, in one transaction. The log is read
//! first, while writers go on; then the head is locked, what they wrote meanwhile is read, and until the
//! commit they wait. Then the turn jumps, so that they forget what they have in memory: it may be of states
//! that were wrong.

use super::replay::{self, Log, Reached, Replay, Unproven, Watch};
use super::writer::LONG_GAP;
use crate::domain::{BookId, Entry, Key};
use crate::store::{
    CommandKey, CommandRow, Database, Head, StateRow, Storage, StorageTx, StoreError, WriteSet, derived,
};
use crate::views;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::mpsc;

/// How many states are written in one statement.
const CHUNK: usize = 4096;

/// Why a book was not rebuilt. Nothing was changed, unless it went wrong at the commit.
#[derive(Debug, thiserror::Error)]
pub enum NotRebuilt {
    /// The log is not whole, so nothing can be made of it.
    #[error(transparent)]
    Log(#[from] Unproven),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The commit: it may have been written or not.
    #[error("the connection broke while committing: {0}")]
    Commit(StoreError),
}

/// What was made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Events that were read.
    pub events: i64,
    /// States.
    pub states: i64,
    /// Rows of views.
    pub views: i64,
}

/// Makes the states and views of a book again.
///
/// # Errors
/// [`NotRebuilt::Log`] if the log is not whole; the database's, and that there is no such book. Then nothing is
/// changed, unless it is not known whether the commit was written.
pub async fn rebuild(database: &Database, book: BookId, watch: Watch<'_>) -> Result<Rebuilt, NotRebuilt> {
    let (mut log, mut replay) = (Log::new(database, book), Replay::default());
    replay::catch_up(&mut log, &mut replay, &database.head(book).await?, watch).await?;
    let mut tx = Storage::begin(database).await?;
    let head = tx.lock(book).await?;
    derived::take_time(&mut tx).await?;
    replay::catch_up(&mut log, &mut replay, &head, watch).await?;
    derived::delete(&mut tx, book, &views::TABLES).await?;
    let (things, views) = replay.finish();
    let rebuilt = Rebuilt { events: head.seq, states: things.len() as i64, views: views.len() as i64 };
    write_states(&mut tx, book, &head, things, watch).await?;
    let set = WriteSet { views, ..ending(book, &head) };
    if !tx.advance(&set).await? {
        return Err(StoreError::Overtaken("the head moved although it was locked".into()).into());
    }
    tx.write(&set).await?;
    tx.commit().await.map_err(NotRebuilt::Commit)?;
    Ok(rebuilt)
}

/// Writes the states in the order of their keys; the next are encoded meanwhile.
async fn write_states<T: StorageTx>(
    tx: &mut T,
    book: BookId,
    head: &Head,
    things: HashMap<Key, Arc<Entry>>,
    watch: Watch<'_>,
) -> Result<(), StoreError> {
    let all = things.len() as i64;
    let (sender, mut chunks) = mpsc::channel(1);
    tokio::task::spawn_blocking(move || {
        let mut things: Vec<_> = things.into_iter().collect();
        things.sort_unstable_by_key(|(key, _)| *key);
        for chunk in things.chunks(CHUNK) {
            let rows: Result<Vec<StateRow>, _> = chunk.iter().map(state).collect();
            if sender.blocking_send(rows).is_err() {
                break;
            }
        }
    });
    let mut done = 0;
    while let Some(states) = chunks.recv().await {
        let states = states.map_err(|error| StoreError::Corrupt(error.to_string()))?;
        done += states.len() as i64;
        tx.write(&WriteSet { states, ..WriteSet::new(book, head) }).await?;
        watch(Reached { what: "states", done, all });
    }
    if done == all { Ok(()) } else { Err(StoreError::CutOff("not all states were encoded".into())) }
}

fn state((key, entry): &(Key, Arc<Entry>)) -> Result<StateRow, serde_json::Error> {
    Ok(StateRow { key: *key, due: entry.due(), body: entry.encode()? })
}

/// The head afterwards, with a command that remembers what happened, as after every commit.
fn ending(book: BookId, head: &Head) -> WriteSet {
    let mut set = WriteSet::new(book, head);
    set.head.turn += LONG_GAP;
    let turn = set.head.turn;
    set.commands.push(CommandRow {
        // Not one that follows from the turn: whoever sent a command under it could stop every rebuilding.
        key: CommandKey::fresh(head.recorded, rand::random()),
        request: [0; 32],
        seq: head.seq,
        events: 0,
        refusal: None,
        turn,
        at: head.recorded,
    });
    set
}
