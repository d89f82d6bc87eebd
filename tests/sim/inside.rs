//! What is behind the store in memory: the rows, the second book-keeper, and what goes wrong when.

use crate::dice::Dice;
use crate::errors::said;
use crate::replica::Replica;
use crate::tables::{BOOK, Tables};
use crate::weather::{CALM, Ending, Mishap, Weather};
use std::time::Duration;
use wijkkas::store::{AccountRow, Head, StateRow, StoreError, Wanted, WriteSet};

/// Calls between two changes of the weather.
const WEATHER_CALLS: u64 = 3_000;

/// Everything behind the store.
#[derive(Debug)]
pub struct Inside {
    /// The rows.
    pub tables: Tables,
    /// The second book-keeper, who looks at every commit.
    pub replica: Replica,
    /// All chance of this simulation.
    pub dice: Dice,
    /// What was found wrong first.
    pub wrong: Option<String>,
    /// How often each mishap came, in the order of [`MISHAPS`].
    pub mishaps: [u64; MISHAPS.len()],
    /// How many commits there were.
    pub commits: u64,
    /// What happens at the next commit, where a test wants to know.
    pub next_ending: Option<Ending>,
    /// Whether somebody took the book away.
    pub is_gone: bool,
    /// How badly things go.
    pub weather: Weather,
    changing: bool,
    calls: u64,
    /// For each writer, how many of its next calls fail.
    pub outages: Vec<u32>,
}

/// What is counted in `Inside::mishaps`.
pub const MISHAPS: [&str; 10] = [
    "broken calls",
    "crashes at a call",
    "crashes before a commit",
    "crashes after a commit",
    "commits cut off before",
    "commits cut off after",
    "commits cut off and late",
    "failed writes",
    "lost races",
    "old answers",
];

impl Inside {
    /// Nothing yet. Without `changing` weather nothing goes wrong.
    pub fn new(seed: u64, writers: usize, changing: bool) -> Self {
        Self {
            tables: Tables::new(),
            replica: Replica::new(),
            dice: Dice::new(seed),
            wrong: None,
            mishaps: [0; MISHAPS.len()],
            commits: 0,
            next_ending: None,
            is_gone: false,
            weather: CALM,
            changing,
            calls: 0,
            outages: vec![0; writers],
        }
    }

    /// What happens at the next call of a writer, and how long it takes.
    pub fn next_call(&mut self, writer: usize) -> (Duration, Option<Mishap>) {
        self.calls += 1;
        if self.changing && self.calls.is_multiple_of(WEATHER_CALLS) {
            self.weather = Weather::change(&mut self.dice);
        }
        let (weather, dice) = (self.weather, &mut self.dice);
        let slow = dice.chance(weather.slow);
        let ms = if slow { dice.between(1, 30) } else { 0 };
        let mishap = if dice.chance(weather.crash) {
            Some(Mishap::Crash)
        } else if self.outages[writer] > 0 || dice.chance(weather.broken) {
            self.outages[writer] = self.outages[writer].saturating_sub(1);
            Some(Mishap::Broken)
        } else {
            None
        };
        if dice.chance(weather.outage) {
            self.begin_outage(writer);
        }
        match mishap {
            Some(Mishap::Broken) => self.mishaps[0] += 1,
            Some(Mishap::Crash) => self.mishaps[1] += 1,
            None => {}
        }
        (Duration::from_millis(ms.unsigned_abs()), mishap)
    }

    /// The head, if the book is there.
    pub fn head(&self) -> Result<Head, StoreError> {
        if self.is_gone { Err(StoreError::NoBook(BOOK)) } else { Ok(self.tables.head.clone()) }
    }

    /// The next calls of a writer fail.
    pub fn begin_outage(&mut self, writer: usize) {
        self.outages[writer] = u32::try_from(self.dice.between(1, 40)).expect("a small number");
    }

    /// What happens at a commit.
    pub fn ending(&mut self, writer: usize) -> Ending {
        let ending = self.next_ending.take().unwrap_or_else(|| self.weather.ending(&mut self.dice));
        let place = match ending {
            Ending::Done => return ending,
            Ending::CrashBefore => 2,
            Ending::CrashAfter => 3,
            Ending::CutBefore => 4,
            Ending::CutAfter => 5,
            Ending::CutLate => 6,
            Ending::Failed => 7,
        };
        self.mishaps[place] += 1;
        // A commit is often cut off because the whole database goes away.
        if place >= 4 && self.dice.chance(4_000) {
            self.begin_outage(writer);
        }
        ending
    }

    /// Writes what a transaction holds, and has it looked at.
    pub fn commit(&mut self, advanced: bool, set: &WriteSet) -> Result<(), StoreError> {
        self.tables.check(set).map_err(|why| said("23505", why))?;
        self.tables.apply(set);
        self.commits += 1;
        if advanced {
            self.tables.head = set.head.clone();
        }
        if self.wrong.is_none() {
            let found = if advanced { self.replica.take_in(set) } else { Err("the head stood still".into()) };
            self.wrong = found.err().map(|why| format!("commit {}: {why}", set.head.turn));
        }
        Ok(())
    }

    /// The states that are wanted.
    pub fn states(&self, wanted: &Wanted) -> Vec<StateRow> {
        let row = |key| {
            let (due, body) = self.tables.states.get(key)?;
            Some(StateRow { key: *key, due: *due, body: body.clone() })
        };
        wanted.things.iter().filter_map(row).collect()
    }

    /// The accounts that are wanted.
    pub fn accounts(&self, wanted: &Wanted) -> Vec<AccountRow> {
        let row = |account| {
            let no = *self.tables.numbers.get(account)?;
            self.tables.accounts.get(usize::try_from(no - 1).ok()?).copied()
        };
        wanted.accounts.iter().filter_map(row).collect()
    }
}
