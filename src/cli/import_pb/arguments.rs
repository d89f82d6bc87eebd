//! The file that comes in and the file that goes out.

use super::super::config::{CliError, Connection};
use super::super::draft::{self, Draft};
use crate::domain::Cents;
use crate::domain::refusal::amount_fits;
use crate::pabulib::{Ballot, MAX_BYTES, Vote};
use crate::store::ordinary;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The most cheques in one round.
const MOST_VOTES: usize = 10_000_000;

/// Run a neighbourhood budget from the Pabulib library as one round
///
/// Every vote becomes a cheque that a resident activates and pledges to the projects of the vote, in file
/// order and through the same commands as everything else; then the deadline passes, what has 80 % and three
/// supporters is paid out, and everything left goes back to the budget.
///
/// Each file gets a book of its own, known by the file's SHA-256; its programme is called what META says under
/// `description`, `unit` and `subunit`. An import that was interrupted is finished
/// by the same command, with the same result; one that is finished is refused.
///
/// A row that ends before its vote has an empty one; only where the file ends there too, without a line end, it was cut
/// off, and is refused. In a file without `voter_id` every row is a vote, also an empty one such as `;` or `""`; an empty
/// line is none. The rows count, whatever META says: other
/// numbers there (`num_votes`, `num_projects`), a `currency` other than EUR, whose amounts are booked as euros, and a
/// `vote_type` for which the rules were not made, such as `ordinal`, are told on standard error.
///
/// The clock is moved by hand: the story begins on 5 January 2026, whatever day it is, and residents come one a
/// second, so the days in traces and exports are simulated ones.
///
/// Standard output ends with one line of JSON with the totals: `cheques`, `cheque_cents` (of one cheque), `activated`,
/// `pledges`, `paid_cents` (paid out for projects), `lapsed_cents` (what of the cheques went back to the budget: not
/// activated, or not spent), `budget_left_cents` (what is in the budget at the end: that, and what was never in cheques).
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file, as in <https://pabulib.org/format>
    pub file: PathBuf,
    /// The file to write: CSV with a row for each project, as it stood at the deadline
    ///
    /// Its status is `funded`, `funded_partly` (80 % or more) or `failed`; `wijkkas trace` says how far it is now: what was
    /// funded and paid out is `paid` there, and what failed is `ended`.
    #[arg(long, value_name = "CSV")]
    pub out: PathBuf,
    #[command(flatten)]
    pub connection: Connection,
}

impl Arguments {
    /// Reads the file, after looking whether everything asked for can be done.
    pub fn read(&self) -> Result<Vec<u8>, CliError> {
        let mut wrong = self.connection.mistakes();
        let bytes = read_some(&self.file);
        if let Err(error) = &bytes {
            wrong.push(format!("{}: {error}", self.file.display()));
        }
        let mut taken = self.connection.files();
        taken.push(("the file to read", self.file.clone()));
        wrong.extend(draft::mistake("--out", &self.out, &taken));
        match bytes {
            Ok(bytes) if wrong.is_empty() => Ok(bytes),
            _ => Err(CliError::Configuration(wrong)),
        }
    }
}

/// The file, up to one byte more than is read of it.
fn read_some(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    ordinary::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Refuses what is more than the ledger takes, before anything is written.
pub fn check_sizes(file: &str, ballot: &Ballot) -> Result<(), CliError> {
    let fits = |cents: i64| Cents::new(cents).is_ok_and(|cents| amount_fits(cents).is_ok());
    let too_much = |line: u64, what: &str| {
        Err(CliError::Other(format!("{file}, line {line}: {what} more than ten billion euros: check it")))
    };
    if !fits(ballot.budget_cents) {
        return too_much(ballot.budget_line, "the budget is");
    }
    if let Some(project) = ballot.projects.iter().find(|project| !fits(project.cost_cents)) {
        return too_much(project.line, "the project costs");
    }
    check_number(file, &ballot.votes, MOST_VOTES)
}

/// Refuses more votes than `most`, where the first of them stands that is too many.
fn check_number(file: &str, votes: &[Vote], most: usize) -> Result<(), CliError> {
    let Some(Vote { line, .. }) = votes.get(most) else { return Ok(()) };
    let why = format!("{file}, line {line}: more than {most} votes are too many for one round");
    Err(CliError::Other(why))
}

/// Writes a file beside its place and then puts it there.
pub fn write_out(path: &Path, contents: &[u8]) -> Result<(), CliError> {
    let mut draft = Draft::begin(path)?;
    draft.file.write_all(contents).map_err(|error| draft.error(error))?;
    draft.keep()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_votes_are_refused_with_the_line_of_the_first_that_is() {
        let votes: Vec<Vote> = [7, 8, 12].map(|line| Vote { choices: Vec::new(), line }).into();
        assert!(check_number("west.pb", &votes, 3).is_ok());
        let refused = check_number("west.pb", &votes, 2).unwrap_err().to_string();
        assert_eq!(refused, "west.pb, line 12: more than 2 votes are too many for one round");
    }
}
