//! Reads participatory-budgeting files of the public library Pabulib (<https://pabulib.org/format>) into a
//! [`Ballot`]: what people could spend, on what, and what they chose.
//!
//! Pure: bytes in, ballot or refusal out. What the file does not say clearly is refused with its line,
//! because a silently misread row would move other people's money. `text` makes text of the bytes, `sections`
//! makes rows of the text, `meta`, `projects` and `votes` make sense of the rows, `doubt` says what is odd in a file
//! that is taken all the same, `split` divides a cheque over a vote.

mod amount;
mod doubt;
mod error;
mod meta;
mod projects;
mod sections;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod votes;

pub use doubt::Doubt;
pub use error::{PabulibError, Reason};
pub use split::split;
pub use text::MAX_BYTES;

use error::Refusal;
use meta::{Budget, Meta};

/// A neighbourhood's budget with the votes on it, ready to be run as one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// What META calls it, if it does: free text of any length.
    pub name: Option<String>,
    /// What the issuer puts in, in cents.
    pub budget_cents: i64,
    /// Where META says so; the first line is 1.
    pub budget_line: u64,
    /// What each vote may spend, in cents, at least 1: the budget over the number of votes, rounded down.
    pub cheque_cents: i64,
    /// In file order, each id once.
    pub projects: Vec<Project>,
    /// In file order, at least one. A voter who comes twice is here twice.
    pub votes: Vec<Vote>,
    /// What whoever runs it should know.
    pub doubts: Vec<Doubt>,
}

/// Something that can be voted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// As written in the file, without spaces around it; never empty.
    pub id: String,
    /// Its name, if the file has one.
    pub name: Option<String>,
    /// What it costs, in cents, at least 1.
    pub cost_cents: i64,
    /// Where the file lists it; the first line is 1.
    pub line: u64,
}

/// What one voter chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// In the order written, each project at most once; empty when the voter chose nothing.
    pub choices: Vec<Choice>,
    /// Where the file holds it; the first line is 1.
    pub line: u64,
}

/// One project in a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Index into [`Ballot::projects`].
    pub project: usize,
    /// What the voter gave it; `None` in a file without points.
    pub points: Option<u64>,
}

/// Reads a whole file. `file_name` is only used to say where a refusal comes from.
///
/// # Errors
/// The first thing that cannot be understood or may not be, with its line: see [`Reason`].
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Ballot, PabulibError> {
    ballot(bytes).map_err(|refusal| refusal.in_file(file_name))
}

fn ballot(bytes: &[u8]) -> Result<Ballot, Refusal> {
    let sections = sections::read(text::decode(bytes)?)?;
    let meta = Meta::of(&sections.meta)?;
    let budget = meta.budget()?;
    let projects = projects::read(&sections.projects)?;
    let votes = votes::read(&sections.votes, &projects)?;
    let cheque_cents = cheque(&budget, votes.len())?;
    let doubts = doubt::find(&meta, projects.len(), votes.len());
    let name = meta.name();
    let Budget { cents: budget_cents, line: budget_line } = budget;
    Ok(Ballot { name, budget_cents, budget_line, cheque_cents, projects, votes, doubts })
}

/// The same for everybody, in cents; what does not divide stays in the budget.
fn cheque(budget: &Budget, votes: usize) -> Result<i64, Refusal> {
    let divisor = i64::try_from(votes).expect("a file of at most MAX_BYTES has fewer rows than an i64 holds");
    let cents = budget.cents / divisor;
    if cents == 0 {
        return Err(Refusal::new(budget.line, Reason::ChequeOfNothing { budget_cents: budget.cents, votes }));
    }
    Ok(cents)
}
