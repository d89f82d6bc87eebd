//! The difference between a row and what the log makes of it, in words.

use super::super::replay::Unproven;
use crate::store::TransferRow;

/// What is different, as an error.
pub fn differs<T>(what: impl Into<String>) -> Result<T, Unproven> {
    Err(Unproven::Differs(what.into()))
}

/// Compares the next transfer that the events make with the next one there is.
pub fn transfer(expected: Option<&TransferRow>, found: Option<&TransferRow>) -> Result<(), Unproven> {
    let place = |row: &TransferRow| (row.seq, row.leg);
    match (expected, found) {
        (None, None) => Ok(()),
        (Some(expected), Some(found)) if expected == found => Ok(()),
        (Some(expected), Some(found)) if place(expected) == place(found) => unlike(expected, found),
        (Some(expected), found) if found.is_none_or(|found| place(expected) < place(found)) => {
            differs(format!("event {}: its transfer {} is missing", expected.seq, expected.leg))
        }
        (_, found) => {
            let (seq, leg) = found.map_or((0, 0), place);
            differs(format!("event {seq}: there is a transfer {leg} that it does not make"))
        }
    }
}

fn unlike(expected: &TransferRow, found: &TransferRow) -> Result<(), Unproven> {
    let columns = |row: &TransferRow| {
        [
            ("number of the debited account", row.debit),
            ("number of the credited account", row.credit),
            ("amount in cents", row.cents),
            ("number of the lot's account", row.lot),
            ("balance of the debited account after it", row.debit_after),
            ("balance of the credited account after it", row.credit_after),
        ]
    };
    let pairs = columns(expected).into_iter().zip(columns(found));
    let unlike = pairs.filter(|(expected, found)| expected != found);
    let words = unlike.map(|((what, expected), (_, found))| format!("the {what} is {found}, not {expected}"));
    let words: Vec<String> = words.collect();
    differs(format!("event {}: in its transfer {} {}", expected.seq, expected.leg, words.join(" and ")))
}
