//! One run of the jobs in one book.

use super::{erasures, quick, standing, work};
use crate::app::writer::{Failure, Submitted};
use crate::app::{App, Wish, look};
use crate::domain::{Actor, BookId, Command, Did, Key, Kind, Timestamp};
use crate::store::{CommandKey, StateRow, due};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use std::time::Duration;

/// How many due things are read, and how many quick commands are asked, at once.
const PAGE: i64 = 512;
/// How long to wait when the writer is busy, and how often.
const PATIENCE: (Duration, u32) = (Duration::from_millis(20), 500);

/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Commands that did something.
    pub commands: usize,
    /// Commands that were refused; each was logged.
    pub refused: usize,
}

/// A run under way.
pub(super) struct Run<'a> {
    /// The application.
    pub app: &'a App,
    /// The book.
    pub book: BookId,
    now: Timestamp,
    /// The event that began the long work in hand: the cause of its pages.
    begun: Option<i64>,
    done: Done,
    /// The states in which things were tried, hashed.
    tried: HashMap<Key, [u8; 32]>,
    /// Things of which something was refused.
    refused: HashSet<Key>,
    /// Whether rows of people were deleted, which is not finished.
    pub has_erased: bool,
}

/// A command for something that is due.
pub(super) struct Task {
    /// What it does, for the log.
    pub what: &'static str,
    /// The thing that is due.
    pub thing: Key,
    /// The command.
    pub command: Command,
}

/// Does everything that is due in a book, until nothing more is. What could not be done is left for the next
/// run; a failure of the database ends this one.
///
/// # Errors
/// [`Failure::Busy`], [`Failure::Stopped`], [`Failure::HeldUp`], and the database's: [`Failure::Store`] and
/// [`Failure::Unknown`]. What is refused is counted in [`Done`] instead.
pub async fn run(app: &App, book: BookId) -> Result<Done, Failure> {
    let (tried, refused) = (HashMap::new(), HashSet::new());
    let mut run = Run {
        app,
        book,
        now: app.now(),
        begun: None,
        done: Done::default(),
        tried,
        refused,
        has_erased: false,
    };
    erasures::settle(&run).await?;
    while run.pass().await? {}
    // A round was looked at first, and what it waited for may be done by now.
    run.tried.retain(|thing, _| thing.kind != Kind::Round);
    while run.pass().await? {}
    if run.has_erased {
        erasures::settle(&run).await?;
    }
    standing::follow(&mut run).await?;
    Ok(run.done)
}

impl Run<'_> {
    /// Goes once through all that is due, in order; answers whether there was anything to try.
    async fn pass(&mut self) -> Result<bool, Failure> {
        self.now = self.app.now();
        let (mut after, mut any) = (due::START, false);
        loop {
            let mut rows = due::page(&self.app.database, self.book, self.now, after, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(any) };
            after = (last.due.unwrap_or(self.now), last.key);
            rows.retain(|row| self.is_untried(row));
            any |= !rows.is_empty();
            for same in rows.chunk_by(|a, b| a.key.kind == b.key.kind) {
                self.work_on(same).await?;
            }
        }
    }

    /// Whether nothing was tried yet on this state of a thing. What does not move is tried once in a run, and
    /// what is refused as well: a busy round may change all the time.
    fn is_untried(&mut self, row: &StateRow) -> bool {
        let state = Sha256::digest(&row.body).into();
        self.tried.insert(row.key, state) != Some(state) && !self.refused.contains(&row.key)
    }

    async fn work_on(&mut self, rows: &[StateRow]) -> Result<(), Failure> {
        let mut together = Vec::new();
        for row in rows {
            let entry = look::read(row)?;
            match quick(row.key, &entry) {
                Some(task) => together.push(task),
                None => self.finish(row.clone()).await?,
            }
        }
        self.ask_all(together).await
    }

    /// Works on one thing for as long as it is due and changes.
    async fn finish(&mut self, mut row: StateRow) -> Result<(), Failure> {
        loop {
            let entry = look::read(&row)?;
            self.begun = entry.begun;
            let worked = work(self, row.key, &entry).await;
            self.begun = None;
            worked?;
            let next = self.app.look_raw(self.book, row.key).await?;
            match next {
                Some(next) if next.due.is_some_and(|due| due <= self.now) && self.is_untried(&next) => {
                    row = next;
                }
                _ => return Ok(()),
            }
        }
    }

    /// Gives one command and waits for what comes of it.
    pub async fn ask(&mut self, task: Task) -> Result<(), Failure> {
        self.ask_all(vec![task]).await
    }

    /// Gives all of these in order, and then waits for what comes of them.
    pub async fn ask_all(&mut self, tasks: Vec<Task>) -> Result<(), Failure> {
        let mut waiting = Vec::with_capacity(tasks.len());
        for task in tasks {
            let key = self.key(&task)?;
            let wish = Wish { cause: self.begun, ..Wish::new(key, Actor::System, task.command) };
            waiting.push((task.what, task.thing, self.submit(wish).await?));
        }
        for (what, thing, submitted) in waiting {
            let answer = submitted.decided().await;
            let did = answer.map(|answer| usize::from(answer.did == Did::Now));
            self.note(what, thing, did)?;
        }
        Ok(())
    }

    /// The same command in the same state of a thing has the same key in every process, so that of two that work
    /// on it the other gets the answer of the first; no client can guess it. A refusal is remembered under its key
    /// for weeks, so the hour is part of it: what was refused is tried again later.
    fn key(&self, Task { what, thing, command }: &Task) -> Result<CommandKey, Failure> {
        let command = serde_json::to_string(command).map_err(|error| Failure::Broken(error.to_string()))?;
        let (book, state) = (self.book, self.tried.get(thing).copied().unwrap_or_default());
        let hour = self.now.ms() / HOUR;
        Ok(self.app.keys.command_key(&format!("{what} {book} {thing} {state:02x?} {hour} {command}")))
    }

    /// Others come first when the writer is busy.
    pub async fn submit(&self, wish: Wish) -> Result<Submitted, Failure> {
        let (pause, times) = PATIENCE;
        for _ in 0..times {
            match self.app.submit(self.book, wish.clone()) {
                Err(Failure::Busy) => tokio::time::sleep(pause).await,
                other => return other,
            }
        }
        Err(Failure::Busy)
    }

    /// What is refused, or cannot be right, must not hold up what else is due; a database that does not answer
    /// ends the run.
    pub fn note(&mut self, what: &str, thing: Key, did: Result<usize, Failure>) -> Result<(), Failure> {
        match did {
            Ok(commands) => self.done.commands += commands,
            Err(
                failure @ (Failure::Refused(_)
                | Failure::RefusedByOther
                | Failure::KeyReused
                | Failure::Broken(_)),
            ) => {
                self.give_up(what, thing, &failure);
            }
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    /// Leaves a thing for the next run. The log gets no ids of persons or of their money.
    pub fn give_up(&mut self, what: &str, thing: Key, why: &dyn Display) {
        self.done.refused += 1;
        self.refused.insert(thing);
        let private = matches!(thing.kind, Kind::Wallet | Kind::Household | Kind::Lot);
        let thing = if private { thing.kind.to_string() } else { thing.to_string() };
        tracing::warn!(book = self.book.0, thing, %why, "what is due was not done: {what}");
    }
}
