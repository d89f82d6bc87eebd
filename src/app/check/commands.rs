//! The table of commands against the log: every event comes from a command that is remembered with just these
//! events, and no other command says that it led to any.

use super::super::replay::{Command, Settled, Unproven};
use super::differences::differs;
use crate::domain::{BookId, Refusal};
use crate::store::stream::{Idle, Led, LedBy, Rows};
use crate::store::{Head, Snapshot};

/// What was found so far.
#[derive(Debug, Default)]
pub struct Commands {
    led: i64,
    turn: i64,
}

impl Commands {
    /// Proves the row of a command that led to these events. Keys are unique: a command whose events are not
    /// in a row, or are there twice, would need two.
    pub async fn prove(&mut self, command: &Command, led: &mut Rows<Led>) -> Result<(), Unproven> {
        let (first, count) = (command[0].seq, command.len() as i64);
        for event in command {
            let Some(Led { by: Some(by), .. }) = led.next().await?.filter(|led| led.seq == event.seq) else {
                return differs(format!(
                    "event {}: its command {} is not remembered",
                    event.seq, event.command
                ));
            };
            if (by.seq, by.events) != (first, count) {
                return unlike(event, first, count, by);
            }
            if by.refused {
                let key = event.command;
                return differs(format!(
                    "command {key}: it says it was refused, but led to event {}",
                    event.seq
                ));
            }
            if by.at != event.recorded.ms() {
                let key = event.command;
                return differs(format!("command {key}: it has another time than its event {}", event.seq));
            }
            if by.turn < self.turn {
                let (key, turn, before) = (event.command, by.turn, self.turn);
                return differs(format!("command {key}: its turn {turn} is before {before}, the last one"));
            }
            self.turn = by.turn;
        }
        self.led += 1;
        Ok(())
    }

    /// How many led to events.
    pub fn led(&self) -> i64 {
        self.led
    }

    /// Proves that there are no others that say they led to events, those that led to none, and the turn of
    /// the head: every commit remembers a command. Whoever forgets old refusals keeps those of the last turn.
    pub async fn prove_rest(&self, snapshot: &Snapshot, book: BookId, head: &Head) -> Result<(), Unproven> {
        let (led, turn) = snapshot.commands(book).await?;
        if led != self.led {
            return match snapshot.command_without_event(book).await? {
                Some((key, seq)) => differs(format!("command {key}: event {seq} is not of it")),
                None => differs(format!("{led} commands say that they led to events, but {} did", self.led)),
            };
        }
        if turn != head.turn {
            let last = head.turn;
            return differs(format!(
                "the head says that turn {last} was the last, but the last command has turn {turn}"
            ));
        }
        snapshot.each::<Idle, _>(book, |idle| idle_fits(&idle, head)).await
    }
}

fn unlike(event: &Settled, first: i64, count: i64, by: LedBy) -> Result<(), Unproven> {
    let words = |first: i64, count: i64| match count {
        1 => format!("event {first}"),
        _ => format!("{count} events from {first} on"),
    };
    let (did, says) = (words(first, count), words(by.seq, by.events));
    differs(format!("command {}: it led to {did}, but its row says {says}", event.command))
}

fn idle_fits(Idle(row): &Idle, head: &Head) -> Result<(), Unproven> {
    let wrong = |why: &str| differs(format!("command {}: {why}", row.key));
    if row.events != 0 {
        return wrong("it says that it led to fewer than no events");
    }
    if !(0..=head.seq).contains(&row.seq) {
        return wrong("it was decided after an event that there is not");
    }
    if !(1..=head.turn).contains(&row.turn) {
        return wrong("it was written in a turn that there was not");
    }
    match row.refusal.as_deref().map(serde_json::from_str::<Refusal>) {
        Some(Err(error)) => wrong(&format!("its refusal cannot be read: {error}")),
        Some(Ok(_)) | None => Ok(()),
    }
}
