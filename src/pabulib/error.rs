//! Everything a Pabulib file can be refused for, in sentences that say what is wrong and what to do.

/// Why a file was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct PabulibError {
    /// The name given to [`read`](super::read).
    pub file: String,
    /// The first line is 1. Of a row over several lines, its first; of a missing column, the line that names
    /// the columns; of a missing budget or missing votes, where their section begins; of a missing section,
    /// the last line.
    pub line: u64,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong. Pieces of the file stand in it as they do in the sentence: in quotation marks, escaped and
/// cut.
#[expect(missing_docs, reason = "the sentence of each variant says what it is")]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error(
        "the file is larger than {} MiB, far more than a city's votes take: check that it is the right file",
        super::MAX_BYTES >> 20
    )]
    TooLarge,
    #[error("this is not valid UTF-8 text: save the file as UTF-8 and try again")]
    NotUtf8,
    #[error(
        "a quotation mark opens here and is not closed where a field ends: \
         close it, or write it twice inside a quoted field"
    )]
    OpenQuote,
    #[error(
        "there is text before the first section: \
         the file must begin with META, PROJECTS or VOTES on a line of its own"
    )]
    BeforeFirstSection,
    #[error("section {section} begins a second time, after line {first_line}: keep one of them")]
    SectionTwice { section: &'static str, first_line: u64 },
    #[error(
        "the file ends without a section {section}: \
         add a line {section}, a line that names its columns, and its rows"
    )]
    MissingSection { section: &'static str },
    #[error("section {section} has no column {column}: name it in the line after {section}")]
    MissingColumn { section: &'static str, column: &'static str },
    #[error("section {section} has two columns {column}: keep one of them")]
    ColumnTwice { section: &'static str, column: &'static str },
    #[error(
        "this row has {cells} fields where its section has {columns} columns: \
         put a field that contains a semicolon in quotation marks"
    )]
    TooManyCells { columns: usize, cells: usize },
    #[error(
        "this row has {cells} of the {columns} fields it needs, as if it or the file were cut off: \
         get the whole file, or give the row all its fields, empty ones too"
    )]
    TooFewCells { columns: usize, cells: usize },
    #[error("META says no budget: add a row with the key budget and the amount in euros")]
    MissingBudget,
    #[error("META says the budget a second time, after line {first_line}: keep one of them")]
    BudgetTwice { first_line: u64 },
    #[error(
        "{what} is {text}, which is not an amount: write euros in digits, with at most two decimals \
         after a comma or a point, without sign or grouping, such as 1250 or 1250.50"
    )]
    NotAnAmount { what: String, text: String },
    #[error("{what} is {text}, which is more than can be counted: write a smaller amount")]
    AmountTooLarge { what: String, text: String },
    #[error("this project has no project_id: give it one, so that votes can name it")]
    ProjectWithoutId,
    #[error("project {id} is listed a second time, after line {first_line}: keep one of them")]
    ProjectTwice { id: String, first_line: u64 },
    #[error("project {id} costs 0: give it a cost of at least one cent, or leave it out")]
    ProjectCostsNothing { id: String },
    #[error("there are no votes: add at least one row to VOTES")]
    NoVotes,
    #[error(
        "a budget of {budget_cents} cents over {votes} votes makes a cheque of 0 cents: check the budget"
    )]
    ChequeOfNothing { budget_cents: i64, votes: usize },
    #[error("the vote names project {id}, which PROJECTS does not list: correct the vote or add the project")]
    UnknownProject { id: String },
    #[error("the vote names project {id} twice: keep one of them")]
    ProjectTwiceInVote { id: String },
    #[error(
        "the number of projects in the vote is {projects} and the number of points is {points}: \
         give each project its own points, in the same order, separated by commas"
    )]
    PointsCount { projects: usize, points: usize },
    #[error("the points {text} are negative: write 0 or more")]
    NegativePoints { text: String },
    #[error(
        "the points {text} are not a whole number from 0 to {}: write digits only, without sign or decimals",
        u64::MAX
    )]
    NotPoints { text: String },
}

/// A [`PabulibError`] before the file's name is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    line: u64,
    reason: Reason,
}

impl Refusal {
    pub(super) fn new(line: u64, reason: Reason) -> Self {
        Self { line, reason }
    }

    pub(super) fn in_file(self, file: &str) -> PabulibError {
        PabulibError { file: file.to_owned(), line: self.line, reason: self.reason }
    }
}

/// A piece of the file as it may stand in a message: in quotes and cut, for a field can be megabytes long,
/// and with control characters escaped, for a terminal would obey them.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("{start:?}")
}
