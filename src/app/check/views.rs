//! Views against what the log makes of them.

use super::super::replay::Unproven;
use super::differences::differs;
use crate::domain::BookId;
use crate::store::{Snapshot, Upsert};
use crate::views::TABLES;

/// Proves all views of a book; `expected` are their rows, those of a table together in the order of their
/// keys.
pub async fn prove(snapshot: &Snapshot, book: BookId, expected: &[Upsert]) -> Result<(), Unproven> {
    for table in TABLES {
        let of_table: Vec<&Upsert> = expected.iter().filter(|row| row.table == table).collect();
        let count = snapshot.count(table, book).await?;
        let found = match of_table.first() {
            Some(like) => snapshot.view(book, like).await?,
            None if count == 0 => continue,
            None => return differs(format!("{table} has {count} rows, but the events make none")),
        };
        for at in 0..of_table.len().max(found.len()) {
            compare(of_table.get(at).copied(), found.get(at))?;
        }
    }
    Ok(())
}

fn compare(expected: Option<&Upsert>, found: Option<&Upsert>) -> Result<(), Unproven> {
    match (expected, found) {
        (Some(expected), Some(found)) if expected.key == found.key => {
            let differs_in = columns(expected).into_iter().zip(columns(found)).find(|(a, b)| a != b);
            let Some(((column, expected), (_, value))) = differs_in else { return Ok(()) };
            differs(format!("{} says {column} {value}, but the events make it {expected}", name(found)))
        }
        (Some(expected), found) if found.is_none_or(|found| expected.key < found.key) => {
            differs(format!("{} is missing", name(expected)))
        }
        (_, Some(found)) => differs(format!("{} is there, but the events do not make it", name(found))),
        (_, None) => Ok(()),
    }
}

/// The columns besides the key, with their values in words.
fn columns(row: &Upsert) -> Vec<(&'static str, String)> {
    let numbers = row.add.iter().chain(&row.set).map(|(name, number)| (*name, number.to_string()));
    numbers.chain(row.words.iter().cloned()).collect()
}

/// `round_view of round 1, budget 2`.
fn name(row: &Upsert) -> String {
    let key: Vec<String> = row.key.iter().map(|(name, number)| format!("{name} {number}")).collect();
    format!("{} of {}", row.table, key.join(", "))
}
