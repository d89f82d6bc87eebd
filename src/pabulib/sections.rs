//! Takes the text of a file apart into its three sections, each with named columns and rows that know their
//! line. A section begins where a line has one non-empty cell that is its name; the names of sections and
//! columns are known in any case and with spaces around them, as Pabulib's own reader does. The sections may
//! come in any order.

use csv::StringRecord;

use super::error::{Reason, Refusal};
use super::text::{line_at, line_ends};

const META: &str = "META";
const PROJECTS: &str = "PROJECTS";
const VOTES: &str = "VOTES";

pub(super) struct Sections {
    pub(super) meta: Section,
    pub(super) projects: Section,
    pub(super) votes: Section,
}

pub(super) struct Section {
    name: &'static str,
    /// Where it begins.
    pub(super) line: u64,
    /// Empty as long as the line of column names has not come.
    columns: Vec<String>,
    /// Where they are named; before that, where the section begins.
    columns_line: u64,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) line: u64,
    /// Whether the file ends with it, and without a line end.
    is_unended: bool,
    cells: StringRecord,
}

pub(super) fn read(text: &str) -> Result<Sections, Refusal> {
    let mut found: Vec<Section> = Vec::new();
    for row in rows(text) {
        if let Some(name) = row.section_name() {
            begin(&mut found, name, row.line)?;
        } else if let Some(section) = found.last_mut() {
            section.take(row);
        } else if !row.is_blank() {
            return Err(Refusal::new(row.line, Reason::BeforeFirstSection));
        }
    }
    let last_row = found.last_mut().and_then(|section| section.rows.last_mut());
    if let Some(row) = last_row.filter(|_| !text.ends_with(['\n', '\r'])) {
        row.is_unended = true;
    }
    let last_line = line_at(text.as_bytes(), text.trim_end().len());
    let mut part = |name: &'static str| match found.iter().position(|section| section.name == name) {
        Some(index) => Ok(found.swap_remove(index)),
        None => Err(Refusal::new(last_line, Reason::MissingSection { section: name })),
    };
    Ok(Sections { meta: part(META)?, projects: part(PROJECTS)?, votes: part(VOTES)? })
}

fn begin(found: &mut Vec<Section>, name: &'static str, line: u64) -> Result<(), Refusal> {
    if let Some(first) = found.iter().find(|section| section.name == name) {
        return Err(Refusal::new(line, Reason::SectionTwice { section: name, first_line: first.line }));
    }
    found.push(Section { name, line, columns: Vec::new(), columns_line: line, rows: Vec::new() });
    Ok(())
}

/// The rows of the file; lines without anything on them are left out.
fn rows(text: &str) -> impl Iterator<Item = Row> {
    let bytes = text.as_bytes();
    let reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(bytes);
    let (mut line, mut counted) = (1, 0);
    reader.into_records().map(move |record| {
        let cells = record.expect("valid UTF-8 in memory with rows of any length has nothing to fail on");
        // The crate's own line is one behind after `\r\n` and stops before blank lines; its offset is right.
        let start = record_start(bytes, &cells);
        line += line_ends(bytes, counted, start);
        counted = start;
        Row { line, is_unended: false, cells }
    })
}

/// The offset of the first cell; the crate's position is before the blank lines it skips.
fn record_start(bytes: &[u8], cells: &StringRecord) -> usize {
    let position = cells.position().map_or(0, csv::Position::byte);
    let before = usize::try_from(position).expect("an offset into a slice is a usize");
    before + bytes[before..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

impl Section {
    fn take(&mut self, row: Row) {
        if !self.columns.is_empty() {
            self.rows.push(row);
        } else if !row.is_blank() {
            self.columns_line = row.line;
            self.columns = row.cells.iter().map(|cell| cell.trim().to_ascii_lowercase()).collect();
        }
    }

    /// Where a column is that must be there.
    pub(super) fn column(&self, name: &'static str) -> Result<usize, Refusal> {
        let missing = Reason::MissingColumn { section: self.name, column: name };
        self.optional_column(name)?.ok_or(Refusal::new(self.columns_line, missing))
    }

    pub(super) fn optional_column(&self, name: &'static str) -> Result<Option<usize>, Refusal> {
        let mut places = self.columns.iter().enumerate().filter(|(_, column)| *column == name);
        let first = places.next().map(|(index, _)| index);
        if places.next().is_some() {
            return Err(Refusal::new(
                self.columns_line,
                Reason::ColumnTwice { section: self.name, column: name },
            ));
        }
        Ok(first)
    }

    /// Refuses a row that is filled further than the columns go: most likely a semicolon in a text has moved
    /// what follows it into the wrong columns.
    pub(super) fn check_width(&self, row: &Row) -> Result<(), Refusal> {
        let columns = self.columns.len();
        if row.cells.iter().skip(columns).all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        Err(Refusal::new(row.line, Reason::TooManyCells { columns, cells: row.cells.len() }))
    }
}

impl Row {
    /// As [`Row::check_reach`], for columns whose cells may be empty: then a row may also end before them, but not the
    /// file.
    pub(super) fn check_cut_off(&self, columns: &[usize]) -> Result<(), Refusal> {
        if self.is_unended { self.check_reach(columns) } else { Ok(()) }
    }

    /// Refuses a row that ends before one of these columns: most likely the file was cut off there.
    pub(super) fn check_reach(&self, columns: &[usize]) -> Result<(), Refusal> {
        let (needed, cells) = (columns.iter().max().map_or(0, |last| last + 1), self.cells.len());
        if cells >= needed {
            return Ok(());
        }
        Err(Refusal::new(self.line, Reason::TooFewCells { columns: needed, cells }))
    }

    /// A cell without spaces around it; one that the row does not reach is empty.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.filled().next().is_none()
    }

    /// Whether nothing but spaces is on its line, neither separators nor quotation marks.
    pub(super) fn is_line_of_spaces(&self) -> bool {
        self.cells.len() == 1 && !self.cells[0].is_empty() && self.is_blank()
    }

    fn section_name(&self) -> Option<&'static str> {
        let mut filled = self.filled();
        let (Some(only), None) = (filled.next(), filled.next()) else { return None };
        [META, PROJECTS, VOTES].into_iter().find(|name| name.eq_ignore_ascii_case(only))
    }

    fn filled(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(str::trim).filter(|cell| !cell.is_empty())
    }
}
