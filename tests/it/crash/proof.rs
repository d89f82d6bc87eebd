//! Proves a book against what was acknowledged: nothing is lost, nothing is doubled, and `check` passes.

use super::worker::key;
use crate::support::world::World;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use wijkkas::app::check::{self, Acks, Means};
use wijkkas::app::writer::Options;
use wijkkas::store::{CommandKey, Storage as _};

/// The last acknowledged answers: command number to its first event. A number that is there twice must have
/// got the same answer each time.
pub fn answers(file: &Path) -> BTreeMap<i64, i64> {
    let mut answers = BTreeMap::new();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    // A line that was cut off is no acknowledgement.
    for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let (number, seq) = line.trim_end().split_once(' ').expect("a number and an event");
        let (number, seq) = (number.parse().expect("a number"), seq.parse().expect("an event"));
        assert_eq!(*answers.entry(number).or_insert(seq), seq, "command {number} got two answers");
    }
    answers
}

/// Proves the book of `url` as `check --acks` does, and that every answer named the first event of its command.
/// Answers how many commands are in it.
pub async fn prove(url: &str, file: &Path) -> usize {
    let world = World::attach(url, Options::default()).await;
    let answers = answers(file);
    let lines: Vec<String> = answers.keys().map(|&number| key(number).to_string()).collect();
    let mut acks = Acks::read(&lines.join("\n")).expect("keys of commands");
    let (keys, acks_of) = (Some(&*world.app.keys), Some(&mut acks));
    let mut means = Means { keys, acks: acks_of, kept: &[], watch: &|_| () };
    let proven = check::prove(&world.app.database, world.book, &mut means).await.expect("proven");
    check::strays(&world.app.database).await.expect("no row of another book");
    assert_eq!(acks.prove().expect("every acknowledged command took effect"), answers.len());
    let events = world.app.database.events(world.book, 1, proven.events).await.expect("the log");
    let mut first = HashMap::<CommandKey, i64>::new();
    for event in &events {
        first.entry(event.command).or_insert(event.seq);
    }
    for (number, seq) in answers {
        assert_eq!(first.get(&key(number)), Some(&seq), "the answer to {number}");
    }
    first.len()
}
