//! What was asked and answered, as those who asked remember it, and whether the store agrees.

use crate::replica::{Replica, same};
use crate::tables::Tables;
use std::collections::BTreeMap;
use wijkkas::app::writer::{Answer, Asked, Failure};
use wijkkas::domain::{Did, Refusal};
use wijkkas::store::{CommandKey, CommandRow, codec};

/// One wish under a key, and all that came back for it.
#[derive(Debug)]
pub struct Entry {
    /// The wish.
    pub asked: Asked,
    /// Times it was sent to no definite answer: it may have been done.
    unsure: u32,
    /// The answer, if it was done.
    done: Option<Answer>,
    /// The refusal, if it was refused for good.
    refused: Option<Refusal>,
    /// Whether it was told that the key belongs to another wish.
    other: bool,
}

/// All keys with their wishes: one, or two where a key was used twice.
#[derive(Debug, Default)]
pub struct Journal {
    entries: BTreeMap<CommandKey, Vec<Entry>>,
    /// Times something was sent.
    pub sent: u64,
    /// Answers: done, done already, refused, key reused, as in [`ANSWERS`].
    pub answers: [u64; ANSWERS.len()],
}

/// What is counted in `Journal::answers`.
pub const ANSWERS: [&str; 9] =
    ["done", "already", "refused", "key reused", "busy", "not saved", "unknown", "stopped", "held up"];

impl Journal {
    /// Notes that a wish is sent.
    pub fn send(&mut self, asked: &Asked) {
        self.sent += 1;
        let entries = self.entries.entry(asked.key).or_default();
        if !entries.iter().any(|entry| entry.asked.request == asked.request) {
            // Whoever sends it again does so outside its line, to any process.
            let asked = Asked { line: None, ..asked.clone() };
            entries.push(Entry { asked, unsure: 0, done: None, refused: None, other: false });
        }
        // Until an answer arrives, nobody can say.
        self.entry(asked).unsure += 1;
    }

    fn entry(&mut self, asked: &Asked) -> &mut Entry {
        let entries = self.entries.get_mut(&asked.key).expect("it was sent");
        entries.iter_mut().find(|entry| entry.asked.request == asked.request).expect("it was sent")
    }

    /// Notes an answer; in words what is wrong with it.
    pub fn hear(&mut self, asked: &Asked, answer: Result<Answer, Failure>) -> Result<(), String> {
        let (place, sure) = match &answer {
            Ok(Answer { did: Did::Now, .. }) => (0, true),
            Ok(Answer { did: Did::Already, .. }) => (1, true),
            Err(Failure::Refused(_)) => (2, true),
            Err(Failure::KeyReused) => (3, true),
            Err(Failure::Busy) => (4, true),
            Err(Failure::Store(_)) => (5, true),
            Err(Failure::Unknown(_)) => (6, false),
            Err(Failure::Stopped) => (7, true),
            Err(Failure::HeldUp) => (8, true),
            // The writer itself never says so, and there is one version of it here.
            Err(Failure::RefusedByOther) => return Err(format!("{}: cannot be read", asked.key)),
            Err(Failure::Saved(why) | Failure::Broken(why)) => {
                return Err(format!("{}: {why}: {:?}", asked.key, asked.command));
            }
        };
        self.answers[place] += 1;
        let entry = self.entry(asked);
        entry.unsure -= u32::from(sure);
        match answer {
            Ok(answer) => agree(asked, "answer", &mut entry.done, &answer)?,
            Err(Failure::Refused(refusal)) if refusal.depends_on_state() => {
                agree(asked, "refusal", &mut entry.refused, &refusal)?;
            }
            Err(Failure::KeyReused) => entry.other = true,
            // No constraint is ever in the way of a writer that knows what is in the book.
            Err(Failure::Store(why)) if why.contains("violates") => {
                return Err(format!("{}: {why}", asked.key));
            }
            Err(_) => {}
        }
        if u8::from(entry.done.is_some()) + u8::from(entry.refused.is_some()) + u8::from(entry.other) > 1 {
            return Err(format!("{} got contradictory answers: {entry:?}", asked.key));
        }
        Ok(())
    }

    /// A wish that was sent before.
    pub fn old(&self, random: CommandKey) -> Option<&Asked> {
        let (_, entries) = self.entries.range(random..).next()?;
        entries.first().map(|entry| &entry.asked)
    }

    /// Compares all that was answered with what is in the store.
    pub fn check(&self, tables: &Tables, replica: &Replica) -> Result<(), String> {
        let unknown = replica.commands.keys().filter(|key| !self.entries.contains_key(key)).count();
        same("events of commands nobody gave", &unknown, &0)?;
        for (key, entries) in &self.entries {
            let row = tables.commands.get(key);
            if let Some(row) = row
                && !entries.iter().any(|entry| entry.asked.request == row.request)
            {
                return Err(format!("{key} is remembered for a wish nobody sent"));
            }
            for entry in entries {
                let own = row.filter(|row| row.request == entry.asked.request);
                check_entry(entry, row, own, tables).map_err(|why| format!("{key}: {why}: {entry:?}"))?;
            }
        }
        Ok(())
    }
}

/// `row` is what is remembered under the key, `own` the same if it is for this wish.
fn check_entry(
    entry: &Entry,
    row: Option<&CommandRow>,
    own: Option<&CommandRow>,
    tables: &Tables,
) -> Result<(), String> {
    if entry.other && (row.is_none() || own.is_some()) {
        return Err("told that the key was used for another wish, and it was not".into());
    }
    let Some(own) = own else {
        return match (&entry.done, &entry.refused) {
            (None, None) => Ok(()),
            _ => Err("answered and forgotten".into()),
        };
    };
    if let Some(refusal) = &own.refusal {
        let refusal: Refusal = serde_json::from_str(refusal).map_err(|error| error.to_string())?;
        if entry.done.is_some() || entry.refused.as_ref().is_some_and(|told| *told != refusal) {
            return Err(format!("refused with {refusal:?}"));
        }
    } else if entry.refused.is_some() {
        return Err("told it was refused, and it was done".into());
    } else if let Some(answer) = &entry.done {
        same("answer", answer, &right_answer(own, tables)?)?;
    }
    if entry.unsure == 0 && entry.done.is_none() && entry.refused.is_none() {
        return Err("told every time that nothing was changed, and it was remembered".into());
    }
    Ok(())
}

/// The answer the store gives.
fn right_answer(row: &CommandRow, tables: &Tables) -> Result<Answer, String> {
    let from = usize::try_from(row.seq).map_err(|error| error.to_string())?.saturating_sub(1);
    let rows = tables.events.iter().skip(from).take(usize::try_from(row.events).unwrap_or_default());
    let events = rows.map(|row| codec::decode(&row.kind, row.version, &row.payload));
    let events = events.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    let did = if events.is_empty() { Did::Already } else { Did::Now };
    Ok(Answer { did, seq: row.seq, events })
}

/// The same key gets the same answer.
fn agree<T: Clone + PartialEq + std::fmt::Debug>(
    asked: &Asked,
    what: &str,
    known: &mut Option<T>,
    told: &T,
) -> Result<(), String> {
    let known = known.get_or_insert_with(|| told.clone());
    same(&format!("{} sent again, {what}", asked.key), told, known)
}
