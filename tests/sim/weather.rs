//! How badly things go at the moment, and what goes wrong at a call.

use crate::dice::Dice;

/// Chances of every mishap, in parts of 10,000 for each call it can happen at.
#[derive(Clone, Copy, Debug)]
pub struct Weather {
    /// The connection breaks at any call but a commit; nothing is written.
    pub broken: u64,
    /// The database can't be reached for the next calls of this writer.
    pub outage: u64,
    /// The process dies at any call.
    pub crash: u64,
    /// The process dies at a commit, as likely after it as before it.
    pub crash_at_commit: u64,
    /// The answer to a commit is lost: it was done, or not, or is done some time later.
    pub cut: u64,
    /// The database refuses to write: no room, or a constraint.
    pub refused: u64,
    /// The call takes a while, in which others go on.
    pub slow: u64,
}

/// Nothing goes wrong but time.
pub const CALM: Weather =
    Weather { broken: 0, outage: 0, crash: 0, crash_at_commit: 0, cut: 0, refused: 0, slow: 3_000 };

const BREEZE: Weather =
    Weather { broken: 20, outage: 1, crash: 1, crash_at_commit: 30, cut: 100, refused: 40, slow: 4_000 };

const STORM: Weather = Weather {
    broken: 300,
    outage: 10,
    crash: 8,
    crash_at_commit: 200,
    cut: 1_500,
    refused: 500,
    slow: 6_000,
};

impl Weather {
    /// The weather of the next while.
    pub fn change(dice: &mut Dice) -> Self {
        match dice.between(0, 9) {
            0..4 => CALM,
            4..8 => BREEZE,
            _ => STORM,
        }
    }
}

/// What happens at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The connection is gone.
    Broken,
    /// The process is gone.
    Crash,
}

/// What happens at a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is done and the answer arrives.
    Done,
    /// The process dies before it.
    CrashBefore,
    /// The process dies after it.
    CrashAfter,
    /// It is not done and no answer arrives.
    CutBefore,
    /// It is done and no answer arrives.
    CutAfter,
    /// No answer arrives, and it is done some time later.
    CutLate,
    /// It is not done, and the database says so.
    Failed,
}

impl Weather {
    /// What happens at a commit.
    pub fn ending(&self, dice: &mut Dice) -> Ending {
        if dice.chance(self.crash_at_commit) {
            return if dice.chance(5_000) { Ending::CrashBefore } else { Ending::CrashAfter };
        }
        if dice.chance(self.cut) {
            return match dice.between(0, 2) {
                0 => Ending::CutBefore,
                1 => Ending::CutAfter,
                _ => Ending::CutLate,
            };
        }
        if dice.chance(self.refused) { Ending::Failed } else { Ending::Done }
    }
}
