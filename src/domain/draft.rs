//! A decision in the making. It sees what is known, records what happens and applies each event at once to
//! its own copies, so that the second event of a command already sees the first. Nothing outside changes
//! until the whole command is accepted.

use super::account::Transfer;
use super::actor::Actor;
use super::event::Event;
use super::id::ProgrammeId;
use super::known::Known;
use super::money::MoneyError;
use super::postings::postings;
use super::programme::Programme;
use super::refusal::Refusal;
use super::thing::{Entry, Is, Key, Stated, Thing, Unfit};
use super::time::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why there is no decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// The command may not be done, in words for people.
    Refused(Refusal),
    /// Not yet: these things must be loaded first; then decide again.
    Missing(Vec<Key>),
    /// The command would break the books. A mistake in our code, caught before it is written.
    Broken(Unfit),
}

/// Whether a command does something now or was already done, which is not an error.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    /// The draft's events happen.
    Now,
    /// There is nothing left to do.
    Already,
}

/// One event that happens, and when it takes effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What happened.
    pub event: Event,
    /// When it takes effect: at or before the time it is recorded.
    pub effective: Timestamp,
}

/// The changes of one command, before it is accepted.
#[derive(Debug)]
pub struct Draft<'a> {
    known: &'a Known,
    changed: BTreeMap<Key, Arc<Entry>>,
    happened: Vec<Happened>,
    last: i64,
    /// Who gives the command.
    pub actor: Actor,
    /// When the writer received it: the time decisions go by.
    pub now: Timestamp,
}

/// What an accepted command leaves behind.
#[derive(Debug, Default)]
pub struct Changes {
    /// What happened, in order.
    pub happened: Vec<Happened>,
    /// The states it leads to.
    pub things: BTreeMap<Key, Arc<Entry>>,
}

impl<'a> Draft<'a> {
    /// An empty draft over what is known, behind the event numbered `last`.
    pub fn new(known: &'a Known, last: i64, actor: Actor, now: Timestamp) -> Self {
        Self { known, changed: BTreeMap::new(), happened: Vec::new(), last, actor, now }
    }

    /// The thing with its last effective time, none if it does not exist.
    fn entry(&self, key: Key) -> Result<Option<&Arc<Entry>>, No> {
        if let Some(entry) = self.changed.get(&key) {
            return Ok(Some(entry));
        }
        self.known.get(key).ok_or_else(|| No::Missing(vec![key]))
    }

    /// The thing, none if it does not exist.
    pub(super) fn find<T: Stated>(&self, id: T::Id) -> Result<Option<&T>, No>
    where
        Thing: Is<T>,
    {
        Ok(self.entry(T::key(id))?.and_then(|entry| entry.thing.is()))
    }

    /// The thing; refused if it does not exist.
    pub(super) fn get<T: Stated>(&self, id: T::Id) -> Result<&T, No>
    where
        Thing: Is<T>,
    {
        let key = T::key(id);
        self.find(id)?.ok_or_else(|| Refusal::Unknown { what: key.to_string() }.into())
    }

    /// The programme of the book.
    pub(super) fn programme(&self) -> Result<&Programme, No> {
        self.get(ProgrammeId::ONLY)
    }

    /// Asks for many things at once, so that they are loaded in one go.
    pub(super) fn need(&self, keys: impl IntoIterator<Item = Key>) -> Result<(), No> {
        let missing: Vec<Key> = keys.into_iter().filter(|&key| self.entry(key).is_err()).collect();
        if missing.is_empty() { Ok(()) } else { Err(No::Missing(missing)) }
    }

    /// Refused before `when`; the refusal says from which day on, in the programme's zone.
    pub(super) fn check_not_before(&self, when: Timestamp) -> Result<(), No> {
        if self.now < when {
            let from = self.programme()?.zone.local_day(when);
            return Err(Refusal::NotYet { from }.into());
        }
        Ok(())
    }

    /// Records an event that takes effect now.
    pub(super) fn emit(&mut self, event: impl Into<Event>) -> Result<(), No> {
        self.emit_at(self.now, event)
    }

    /// Records an event that takes effect at `effective`, or as soon after it as the things it is about
    /// allow, and never after now.
    pub(super) fn emit_at(&mut self, effective: Timestamp, event: impl Into<Event>) -> Result<(), No> {
        let event = event.into();
        let keys = event.touches();
        self.need(keys.iter().copied())?;
        let mut effective = effective;
        for &key in &keys {
            effective = effective.max(self.entry(key)?.map_or(effective, |entry| entry.since));
        }
        let effective = effective.min(self.now);
        let seq = self.last + 1 + self.happened.len() as i64;
        for &key in &keys {
            let after = Entry::evolve(self.entry(key)?.map(AsRef::as_ref), key, &event, (seq, effective))?;
            self.changed.insert(key, Arc::new(after));
        }
        self.happened.push(Happened { event, effective });
        Ok(())
    }

    /// The transfers of all events so far.
    pub fn transfers(&self) -> Vec<Transfer> {
        self.happened.iter().flat_map(|happened| postings(&happened.event)).collect()
    }

    /// The events so far.
    pub fn happened(&self) -> &[Happened] {
        &self.happened
    }

    /// Ends the draft.
    pub fn finish(self) -> Changes {
        Changes { happened: self.happened, things: self.changed }
    }
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Unfit> for No {
    fn from(unfit: Unfit) -> Self {
        Self::Broken(unfit)
    }
}

/// Counting with what somebody asks for can only go wrong by asking for too much.
impl From<MoneyError> for No {
    fn from(_: MoneyError) -> Self {
        Self::Refused(Refusal::AmountTooLarge)
    }
}
