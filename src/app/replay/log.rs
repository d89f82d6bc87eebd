//! The log of a book from its first event, command by command, with everything proven that needs no more than
//! the events: their numbers, the chain, the order of times, and that each can be read.

use super::{Reached, Unproven, Watch};
use crate::domain::{BookId, Event, TextRef, Timestamp};
use crate::store::stream::{self, LogEvent, Part, Rows};
use crate::store::{CommandKey, Database, Head, chain};

/// An event that fits those before it.
#[derive(Debug)]
pub struct Settled {
    /// Its number.
    pub seq: i64,
    /// The room and the name, `wallet.Pledged`.
    pub kind: String,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// When it takes effect.
    pub effective: Timestamp,
    /// The command it comes from.
    pub command: CommandKey,
    /// The words it speaks of.
    pub texts: Vec<TextRef>,
    /// What it says.
    pub event: Event,
}

/// The events of one command; there is at least one.
pub type Command = Vec<Settled>;

/// How often is told how far it is: every so many events.
const TELL: i64 = 5_000;

/// A place in the log, moving on.
pub struct Log {
    database: Database,
    book: BookId,
    rows: Option<Rows<LogEvent>>,
    /// Read, but of the next command.
    ahead: Option<Settled>,
    to: i64,
    told: i64,
    /// The last event that was read.
    seq: i64,
    chain: [u8; 32],
    recorded: Timestamp,
}

impl Log {
    /// Before the first event.
    pub fn new(database: &Database, book: BookId) -> Self {
        Self {
            database: database.clone(),
            book,
            rows: None,
            ahead: None,
            to: 0,
            told: 0,
            seq: 0,
            chain: chain::genesis(book),
            recorded: Timestamp::MIN,
        }
    }

    /// Reads on, up to and including event `to`. A head is always at the end of a command.
    pub fn go_on(&mut self, to: i64) {
        self.to = to;
        self.rows = Some(stream::rows(&self.database, self.book, Part::events(self.seq, to)));
    }

    /// The events of the next command; none after the last.
    ///
    /// # Errors
    /// [`Unproven::Differs`] with the first event that is missing, changed or unreadable; the database's.
    pub async fn next(&mut self) -> Result<Option<Command>, Unproven> {
        let Some(first) = self.take().await? else { return Ok(None) };
        let key = first.command;
        let mut command = vec![first];
        while let Some(settled) = self.take().await? {
            if settled.command != key {
                self.ahead = Some(settled);
                break;
            }
            command.push(settled);
        }
        Ok(Some(command))
    }

    async fn take(&mut self) -> Result<Option<Settled>, Unproven> {
        if let Some(settled) = self.ahead.take() {
            return Ok(Some(settled));
        }
        let Some(rows) = &mut self.rows else { return Ok(None) };
        match rows.next().await? {
            Some(read) => self.settle(read).map(Some),
            None => Ok(None),
        }
    }

    /// Proves an event against the one before it.
    fn settle(&mut self, read: LogEvent) -> Result<Settled, Unproven> {
        let LogEvent { seq, kind, recorded, effective, command, cause, texts, .. } = read;
        let next = self.seq + 1;
        if seq > next {
            let why = format!("event {next} is missing: the log goes on with event {seq}");
            return Err(Unproven::Differs(why));
        }
        let differs = |why: &str| Err(Unproven::Differs(format!("event {seq}: {why}")));
        if seq < next {
            return differs("it is there, although the first has the number 1");
        }
        let chain = chain::link(&self.chain, &read.leaf);
        if read.chain != chain {
            return differs("the chain does not fit: the row or one before it was changed");
        }
        if recorded < self.recorded {
            return differs("it was recorded before the event before it");
        }
        if effective > recorded {
            return differs("it takes effect after it was recorded");
        }
        if cause.is_some_and(|cause| !(1..seq).contains(&cause)) {
            return differs("it follows from an event that was not before it");
        }
        (self.seq, self.chain, self.recorded) = (seq, chain, recorded);
        match read.event {
            Ok(event) => Ok(Settled { seq, kind, recorded, effective, command, texts, event }),
            Err(error) => differs(&error.to_string()),
        }
    }

    /// Proves that the log ends where the head says.
    ///
    /// # Errors
    /// [`Unproven::Differs`] with what the head says of the last event and the log does not.
    pub fn ends_at(&self, head: &Head) -> Result<(), Unproven> {
        let differs = |why: String| Err(Unproven::Differs(why));
        if self.seq < head.seq {
            let (next, last) = (self.seq + 1, head.seq);
            return differs(format!("event {next} is missing: the head says that event {last} is the last"));
        }
        if self.seq > head.seq {
            let (found, last) = (self.seq, head.seq);
            return differs(format!(
                "the head says that event {last} is the last, but there is event {found}"
            ));
        }
        if self.chain != head.chain {
            return differs("the head has another chain than the last event".into());
        }
        if self.recorded != head.recorded {
            return differs("the head has another recorded time than the last event".into());
        }
        Ok(())
    }

    /// The number of the last event that was read.
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// Tells now and then how far it is.
    pub fn tell(&mut self, watch: Watch<'_>) {
        if self.seq - self.told >= TELL || self.seq == self.to {
            self.told = self.seq;
            watch(Reached { what: "events", done: self.seq, all: self.to });
        }
    }
}
