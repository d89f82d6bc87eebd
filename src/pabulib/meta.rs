//! The section META: of all its keys only the budget is needed; some others name the file, or are compared with it.

use super::amount;
use super::error::{Reason, Refusal};
use super::sections::{Row, Section};

/// The keys that say what the budget is called and where it is, from the name on.
const NAMES: [&str; 3] = ["description", "unit", "subunit"];

pub(super) struct Budget {
    pub(super) cents: i64,
    pub(super) line: u64,
}

pub(super) struct Meta<'a> {
    section: &'a Section,
    key: usize,
    value: usize,
}

impl<'a> Meta<'a> {
    pub(super) fn of(section: &'a Section) -> Result<Self, Refusal> {
        Ok(Self { section, key: section.column("key")?, value: section.column("value")? })
    }

    pub(super) fn budget(&self) -> Result<Budget, Refusal> {
        let mut rows = self.rows("budget");
        let row = rows.next().ok_or(Refusal::new(self.section.line, Reason::MissingBudget))?;
        if let Some(second) = rows.next() {
            return Err(Refusal::new(second.line, Reason::BudgetTwice { first_line: row.line }));
        }
        // Other keys hold free text, where a stray semicolon does no harm.
        self.section.check_width(row)?;
        let cents = amount::cents(row.cell(self.value), "the budget");
        let cents = cents.map_err(|reason| Refusal::new(row.line, reason))?;
        Ok(Budget { cents, line: row.line })
    }

    /// What the budget is called and where it is, such as "West Begroot, Amsterdam"; each piece is said once.
    pub(super) fn name(&self) -> Option<String> {
        let mut name = String::new();
        for piece in NAMES.iter().filter_map(|key| self.text(key)) {
            if !name.to_lowercase().contains(&piece.to_lowercase()) {
                name = if name.is_empty() { piece.into() } else { format!("{name}, {piece}") };
            }
        }
        Some(name).filter(|name| !name.is_empty())
    }

    /// What is said under a key, if anything is; where it is said twice, the first time.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.rows(key).map(|row| row.cell(self.value)).find(|text| !text.is_empty())
    }

    fn rows(&self, key: &str) -> impl Iterator<Item = &'a Row> {
        self.section.rows.iter().filter(move |row| row.cell(self.key).eq_ignore_ascii_case(key))
    }
}
