//! The table of commands against the log: every event comes from a command that is remembered with just these
//! events, and no other command says that it led to any.

use super::super::replay::{Command, Log, Settled, Unproven};
use super::differences::differs;
use crate::domain::{BookId, Refusal};
use crate::store::stream::{self, Led, LedBy, Part, Remembered, Rows};
use crate::store::{CommandKey, Database, Head, Snapshot};
use std::hash::{BuildHasher, RandomState};

/// The commands that events name. The log has them in its order and the table in that of the keys, so both are
/// added up as hashes under a key drawn for this proof: sums that are equal by chance are one in 2^64, and nobody
/// can look for them. To look up every command cost a quarter of the time that a proof takes.
#[derive(Debug, Default)]
pub struct Commands {
    hashes: RandomState,
    of_log: Sum,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    commands: i64,
    hash: u64,
}

impl Sum {
    fn add(&mut self, hash: u64) {
        self.commands += 1;
        self.hash = self.hash.wrapping_add(hash);
    }
}

impl Commands {
    /// Notes a command of the log.
    pub fn saw(&mut self, command: &Command) {
        let first = &command[0];
        let hash = self.hash(first.command, (first.seq, command.len() as i64, first.recorded.ms()));
        self.of_log.add(hash);
    }

    fn hash(&self, key: CommandKey, (first, events, at): (i64, i64, i64)) -> u64 {
        self.hashes.hash_one((key.0, first, events, at))
    }

    /// How many led to events.
    pub fn led(&self) -> i64 {
        self.of_log.commands
    }

    /// Proves that the table has these commands and no others that say they led to events, those that led to none,
    /// and the turn of the head: every commit remembers a command. Whoever forgets old refusals keeps those of
    /// the last turn.
    pub async fn prove(
        &self,
        snapshot: &Snapshot,
        (database, book): (&Database, BookId),
        head: &Head,
    ) -> Result<(), Unproven> {
        let (mut of_table, mut last) = (Sum::default(), 0);
        let prove = |row: Remembered| {
            last = last.max(row.turn);
            if row.events > 0 && row.refusal.is_none() {
                of_table.add(self.hash(row.key, (row.seq, row.events, row.at.ms())));
            }
            fits(&row, head)
        };
        let fitting = snapshot.each::<Remembered, _>(book, prove).await;
        if fitting.is_ok() && of_table != self.of_log {
            first_difference(database, book, head).await?;
            return match snapshot.command_without_event(book).await? {
                Some((key, seq)) => differs(format!("command {key}: event {seq} is not of it")),
                None => differs("the commands that are remembered are not those of the events"),
            };
        }
        fitting?;
        if last != head.turn {
            let turn = head.turn;
            return differs(format!(
                "the head says that turn {turn} was the last, but the last command has turn {last}"
            ));
        }
        Ok(())
    }
}

/// Reads the log again and looks up the command of every event, until one differs.
async fn first_difference(database: &Database, book: BookId, head: &Head) -> Result<(), Unproven> {
    let mut led = stream::rows::<Led>(database, book, Part::events(0, head.seq));
    let mut log = Log::new(database, book);
    log.go_on(head.seq);
    while let Some(command) = log.next().await? {
        is_remembered(&command, &mut led).await?;
    }
    Ok(())
}

/// Keys are unique: a command whose events are not in a row, or are there twice, would need two rows.
async fn is_remembered(command: &Command, led: &mut Rows<Led>) -> Result<(), Unproven> {
    let (first, count) = (command[0].seq, command.len() as i64);
    for event in command {
        let (seq, key) = (event.seq, event.command);
        let Some(Led { by: Some(by), .. }) = led.next().await?.filter(|led| led.seq == seq) else {
            return differs(format!("event {seq}: its command {key} is not remembered"));
        };
        if (by.seq, by.events) != (first, count) {
            return unlike(event, first, count, by);
        }
        if by.refused {
            return differs(format!("command {key}: it says it was refused, but led to event {seq}"));
        }
        if by.at != event.recorded.ms() {
            return differs(format!("command {key}: it has another time than its event {seq}"));
        }
    }
    Ok(())
}

fn unlike(event: &Settled, first: i64, count: i64, by: LedBy) -> Result<(), Unproven> {
    let words = |first: i64, count: i64| match count {
        1 => format!("event {first}"),
        _ => format!("{count} events from {first} on"),
    };
    let (did, says) = (words(first, count), words(by.seq, by.events));
    differs(format!("command {}: it led to {did}, but its row says {says}", event.command))
}

/// Whether a row can be one of this book, whatever the log says.
fn fits(row: &Remembered, head: &Head) -> Result<(), Unproven> {
    let wrong = |why: &str| differs(format!("command {}: {why}", row.key));
    if row.events < 0 {
        return wrong("it says that it led to fewer than no events");
    }
    if !(0..=head.seq).contains(&row.seq) {
        return wrong("it was decided after an event that there is not");
    }
    if !(1..=head.turn).contains(&row.turn) {
        return wrong("it was written in a turn that there was not");
    }
    match row.refusal.as_deref().map(serde_json::from_str::<Refusal>) {
        // Why not is left out: it would be a list of all refusals there are.
        Some(Err(_)) => wrong(&format!(
            "wijkkas {} cannot read its refusal: another version wrote it, or it was changed",
            env!("CARGO_PKG_VERSION")
        )),
        Some(Ok(_)) | None => Ok(()),
    }
}
