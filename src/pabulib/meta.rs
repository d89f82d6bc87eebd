//! The section META: of all its keys only the budget is needed.

use super::amount;
use super::error::{Reason, Refusal};
use super::sections::{Row, Section};

pub(super) struct Budget {
    pub(super) cents: i64,
    pub(super) line: u64,
}

pub(super) fn read(meta: &Section) -> Result<Budget, Refusal> {
    let (key, value) = (meta.column("key")?, meta.column("value")?);
    let says_budget = |row: &&Row| row.cell(key).eq_ignore_ascii_case("budget");
    let mut rows = meta.rows.iter().filter(says_budget);
    let row = rows.next().ok_or(Refusal::new(meta.line, Reason::MissingBudget))?;
    if let Some(second) = rows.next() {
        return Err(Refusal::new(second.line, Reason::BudgetTwice { first_line: row.line }));
    }
    // Other keys hold free text, where a stray semicolon does no harm.
    meta.check_width(row)?;
    let cents =
        amount::cents(row.cell(value), "the budget").map_err(|reason| Refusal::new(row.line, reason))?;
    Ok(Budget { cents, line: row.line })
}
