//! Tests of the Pabulib reader: what is accepted and what it becomes, what is refused and on which line, how
//! a cheque is split, and that no input whatsoever makes it panic.

mod accepted;
mod doubts;
mod properties;
mod refused_files;
mod refused_rows;
mod split;

use super::{Ballot, Choice, PabulibError, Project, Reason, Vote, read};

/// A small file that is accepted; the tests change one thing in it.
const PLAIN: &str = "\
META
key;value
budget;100
PROJECTS
project_id;cost
1;50
2;30.5
VOTES
voter_id;vote
anna;1,2
bo;2
";

/// The same kind of file with points.
const POINTS: &str = "\
META
key;value
budget;100
PROJECTS
project_id;cost
1;50
2;30.5
VOTES
voter_id;vote;points
anna;1,2;3,4
bo;2;5
";

/// `text` with its only `from` changed to `to`.
fn changed(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from:?} should be in the file once");
    text.replace(from, to)
}

fn accepted(text: &str) -> Ballot {
    read("west.pb", text.as_bytes()).unwrap_or_else(|refusal| panic!("{refusal}\n{text}"))
}

fn refused(text: &str) -> (u64, Reason) {
    let PabulibError { file, line, reason } = read("west.pb", text.as_bytes()).expect_err(text);
    assert_eq!(file, "west.pb");
    (line, reason)
}

/// A vote without points for the projects with these indexes.
fn vote_for(projects: &[usize], line: u64) -> Vote {
    Vote { choices: projects.iter().map(|&project| Choice { project, points: None }).collect(), line }
}

/// A vote with points, as pairs of project and points.
fn vote_with_points(choices: &[(usize, u64)], line: u64) -> Vote {
    let choice = |&(project, points)| Choice { project, points: Some(points) };
    Vote { choices: choices.iter().map(choice).collect(), line }
}
