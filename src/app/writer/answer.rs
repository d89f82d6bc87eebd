//! What goes into the writer and what comes out.

use crate::domain::{Actor, Command, Did, Event, Refusal, Timestamp};
use crate::store::keys::KeyError;
use crate::store::{CodeRow, CommandKey, NewInVisit, PersonRow, StoreError, Tenancy, TextRow, Untied};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A command with everything that is written with it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The same key means the same wish.
    pub key: CommandKey,
    /// Keyed hash of the wish, to notice a key that is used for another one.
    pub request: [u8; 32],
    /// Who asks.
    pub actor: Actor,
    /// What.
    pub command: Command,
    /// When it was received.
    pub received: Timestamp,
    /// The event it follows from, if it is a page of longer work.
    pub cause: Option<i64>,
    /// Rows outside the log.
    pub rows: Rows,
    /// The line it stands in, if others must not overtake it.
    pub line: Option<Line>,
}

/// Commands whose order matters: if one of them can't be saved, those behind it are not tried, although the
/// database may be back by then. All of them go to the same [`Handle`](super::Handle).
#[derive(Clone, Debug, Default)]
pub struct Line(Arc<AtomicBool>);

impl Asked {
    /// Whether something before it in its line could not be saved.
    pub(super) fn is_held_up(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.0.load(Ordering::SeqCst))
    }

    /// Holds up everything behind it in its line.
    pub(super) fn hold_up(&self) {
        if let Some(line) = &self.line {
            line.0.store(true, Ordering::SeqCst);
        }
    }
}

/// Rows outside the log that belong to a command: written if it does something, in the same transaction.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Entries of the directory of codes.
    pub codes: Vec<CodeRow>,
    /// Erasable words.
    pub texts: Vec<TextRow>,
    /// Persons that it names first.
    pub persons: Vec<PersonRow>,
    /// The tenancy that it ends.
    pub ended: Option<Tenancy>,
    /// Addresses of whoever it erases: mails that wait, links and stays go with them.
    pub addresses: Vec<String>,
    /// The visit that has the new code of a cheque.
    pub visit: Option<NewInVisit>,
    /// The wallet that is no longer opened by mail as before.
    pub untied: Option<Untied>,
}

/// A command that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it happened now, by this key now or before, or had been done by another command.
    pub did: Did,
    /// The number of its first event; where there are none, of the last event before it.
    pub seq: i64,
    /// Its events.
    pub events: Vec<Event>,
}

/// A command that is not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It may not be done.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was refused under this key before, in words that this program cannot read. It stays refused.
    #[error(
        "this was refused before by another version of wijkkas, whose reason this one cannot read, and nothing was \
         changed; please start again"
    )]
    RefusedByOther,
    /// The key was used for another wish.
    #[error("this was sent before with other content; please start again")]
    KeyReused,
    /// Too much waits.
    #[error("it is very busy at the moment; please try again in a minute")]
    Busy,
    /// The writer of the book has ended: the program is stopping, or a mistake of ours stopped it. Nothing
    /// happened.
    #[error("what writes to this book has just ended; please try again in a minute")]
    Stopped,
    /// The database could not write it. Nothing happened.
    #[error("this could not be saved, and nothing was changed; please try again later ({0})")]
    Store(String),
    /// The database did not say whether it was written, and can't be asked.
    #[error("it is not known whether this was saved; please send it again in a minute ({0})")]
    Unknown(String),
    /// It was written, but what there is now could not be looked up.
    #[error("this was saved, but could not be read again; please send it again in a minute ({0})")]
    Saved(String),
    /// Something before it in its line could not be saved, so this was not tried.
    #[error("something that comes before this could not be saved, so this was not tried; please try again")]
    HeldUp,
    /// A mistake of ours, caught before it was written.
    #[error("this would break the books and was not done; please tell the operator ({0})")]
    Broken(String),
}

impl Failure {
    /// Looking something up after a command was written failed.
    pub fn after_saving(error: impl std::fmt::Display) -> Self {
        Self::Saved(error.to_string())
    }
}

/// Looking something up before a command failed.
impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

/// A code could not be made or read again.
impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::Store(error.to_string())
    }
}
