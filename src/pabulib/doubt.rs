//! What in a file makes one wonder and does not stop it: numbers in META that are not those of the rows, and what the
//! rules of a round were not made for.

use super::error::shown;
use super::meta::Meta;
use std::fmt;

/// Kinds of votes a cheque can be split over as the voter meant it.
const VOTE_TYPES: [&str; 4] = ["approval", "choose-1", "cumulative", "scoring"];

/// A doubt; written, it is a sentence without its end. Pieces of the file stand in it in quotation marks, escaped and
/// cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// META gives another number of rows than there are.
    Count {
        /// What META calls it.
        key: &'static str,
        /// The number in META, whatever it is.
        said: String,
        /// The section with the rows.
        section: &'static str,
        /// How many there are.
        rows: usize,
    },
    /// The amounts are not euros.
    Currency {
        /// What they are.
        said: String,
    },
    /// A vote says more than which projects, and how much for each.
    VoteType {
        /// What kind of vote it is.
        said: String,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { key, said, section, rows } => write!(
                f,
                "META says {key} is {said}, and the number of rows in {section} is {rows}, which counts: is the file \
                 whole?"
            ),
            Self::Currency { said } => write!(f, "the currency is {said}: amounts are booked as euros"),
            Self::VoteType { said } => write!(
                f,
                "the vote_type is {said}, which is none of {}: a cheque is split over the projects of a vote equally, \
                 or by their points, and the order of an ordinal vote is not looked at",
                VOTE_TYPES.join(", ")
            ),
        }
    }
}

/// The doubts about a file with so many projects and votes. What META does not say makes nobody wonder.
pub(super) fn find(meta: &Meta, projects: usize, votes: usize) -> Vec<Doubt> {
    let counts = [("num_projects", "PROJECTS", projects), ("num_votes", "VOTES", votes)];
    let mut doubts = Vec::new();
    for (key, section, rows) in counts {
        if let Some(said) = meta.text(key).filter(|said| said.parse() != Ok(rows)) {
            doubts.push(Doubt::Count { key, said: shown(said), section, rows });
        }
    }
    if let Some(said) = meta.text("currency").filter(|said| !said.eq_ignore_ascii_case("EUR")) {
        doubts.push(Doubt::Currency { said: shown(said) });
    }
    let is_known = |said: &&str| VOTE_TYPES.iter().any(|known| known.eq_ignore_ascii_case(said));
    if let Some(said) = meta.text("vote_type").filter(|said| !is_known(said)) {
        doubts.push(Doubt::VoteType { said: shown(said) });
    }
    doubts
}
