//! The section VOTES: which projects each voter chose, in the order written, and with how many points where
//! the file has a column for them.
//!
//! Only the column `vote` is needed, and an empty vote is one: its voter activates a cheque and pledges nothing. So
//! without a column `voter_id` every row counts, also one of nothing but separators. A line without anything on it, or
//! with spaces alone, is no row; where `vote` is the only column an empty vote is written `""`, as programs that write
//! tables do.

use std::collections::{HashMap, HashSet};

use super::amount::is_digits;
use super::error::{Reason, Refusal, shown};
use super::sections::Section;
use super::{Choice, Project, Vote};

pub(super) fn read(section: &Section, projects: &[Project]) -> Result<Vec<Vote>, Refusal> {
    let vote_column = section.column("vote")?;
    let points_column = section.optional_column("points")?;
    let has_voters = section.optional_column("voter_id")?.is_some();
    let index = projects.iter().enumerate().map(|(index, project)| (project.id.as_str(), index)).collect();

    let mut votes = Vec::new();
    for row in &section.rows {
        // With voters named, a row without a voter is a filler, as spreadsheets leave behind.
        if row.is_blank() && (has_voters || row.is_line_of_spaces()) {
            continue;
        }
        section.check_width(row)?;
        row.check_cut_off(&[vote_column, points_column.unwrap_or(vote_column)])?;
        let points = points_column.map(|column| row.cell(column));
        let choices = choices(row.cell(vote_column), points, &index)
            .map_err(|reason| Refusal::new(row.line, reason))?;
        votes.push(Vote { choices, line: row.line });
    }
    if votes.is_empty() {
        return Err(Refusal::new(section.line, Reason::NoVotes));
    }
    Ok(votes)
}

fn choices(vote: &str, points: Option<&str>, index: &HashMap<&str, usize>) -> Result<Vec<Choice>, Reason> {
    let projects = chosen(vote, index)?;
    let Some(points) = points else {
        return Ok(projects.into_iter().map(|project| Choice { project, points: None }).collect());
    };
    let given = pieces_of_points(vote, points);
    if given.len() != projects.len() {
        return Err(Reason::PointsCount { projects: projects.len(), points: given.len() });
    }
    let choice = |(project, piece)| Ok(Choice { project, points: Some(whole_points(piece)?) });
    projects.into_iter().zip(given).map(choice).collect()
}

/// The projects of a vote as indexes, each once.
fn chosen(vote: &str, index: &HashMap<&str, usize>) -> Result<Vec<usize>, Reason> {
    let mut named = HashSet::new();
    let project = |id| {
        let &project = index.get(id).ok_or_else(|| Reason::UnknownProject { id: shown(id) })?;
        if !named.insert(project) {
            return Err(Reason::ProjectTwiceInVote { id: shown(id) });
        }
        Ok(project)
    };
    pieces(vote).filter(|id| !id.is_empty()).map(project).collect()
}

/// The numbers of a row. An empty piece is passed over only where the vote has its empty pieces too; anywhere
/// else it would be unclear to which project the numbers after it belong, so it is kept and then refused.
fn pieces_of_points<'a>(vote: &str, points: &'a str) -> Vec<&'a str> {
    let gaps_agree = pieces(vote).map(str::is_empty).eq(pieces(points).map(str::is_empty));
    if gaps_agree || points.is_empty() {
        pieces(points).filter(|piece| !piece.is_empty()).collect()
    } else {
        pieces(points).collect()
    }
}

fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(str::trim)
}

fn whole_points(piece: &str) -> Result<u64, Reason> {
    if piece.strip_prefix('-').is_some_and(is_digits) {
        return Err(Reason::NegativePoints { text: shown(piece) });
    }
    let not_points = || Reason::NotPoints { text: shown(piece) };
    // `parse` alone would take a plus sign.
    if !is_digits(piece) {
        return Err(not_points());
    }
    piece.parse().map_err(|_| not_points())
}
