//! What the database enforces by itself: that nothing of it was taken away, and that nothing stands on our tables
//! that could change or keep out what is written, or keep what is erased.

use super::super::replay::Unproven;
use super::differences::differs;
use crate::store::Database;
use crate::store::schema::{self, Parts, SchemaPart};
use std::collections::BTreeSet;

/// Proves that our tables have the columns, indexes, constraints, triggers and rules that the migrations make, and
/// no others.
///
/// # Errors
/// [`Unproven::Differs`] with the first difference; the database's.
pub async fn schema(database: &Database) -> Result<(), Unproven> {
    let expected = schema::expected(database.engine).await?;
    let tables: BTreeSet<&str> = expected.keys().map(|part| part.table.as_str()).collect();
    let mut found = schema::found(database).await?;
    found.retain(|part, _| tables.contains(part.table.as_str()));
    match first_difference(&expected, &found, &schema::as_written_by(database).await?) {
        Some(what) => differs(what),
        None => Ok(()),
    }
}

/// `writer` stands behind a definition, which its engine wrote in its own words.
fn first_difference(expected: &Parts, found: &Parts, writer: &str) -> Option<String> {
    let parts: BTreeSet<&SchemaPart> = expected.keys().chain(found.keys()).collect();
    let tables: BTreeSet<&str> = found.keys().map(|part| part.table.as_str()).collect();
    parts.into_iter().find_map(|part| {
        let SchemaPart { table, kind, name } = part;
        match (expected.get(part), found.get(part)) {
            (Some(expected), Some(found)) if expected == found => None,
            (Some(_), None) if !tables.contains(table.as_str()) => Some(format!("there is no table {table}")),
            (Some(_), None) => Some(format!("the table {table} is without its {kind} {name}")),
            (None, _) => Some(format!(
                "on the table {table} stands the {kind} {name}, which is none of this program's"
            )),
            (Some(_), Some(found)) => {
                let found = found.split_whitespace().collect::<Vec<_>>().join(" ");
                Some(format!(
                    "the {kind} {name} of the table {table} is not as it was made, but: {found}{writer}"
                ))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(all: &[(&str, &str, &str, &str)]) -> Parts {
        let part = |&(table, kind, name, definition): &(&str, &str, &str, &str)| {
            (SchemaPart { table: table.into(), kind: kind.into(), name: name.into() }, definition.to_string())
        };
        all.iter().map(part).collect()
    }

    #[test]
    fn the_first_difference_is_said() {
        let table = ("event", "table", "event", "ordinary");
        let trigger = ("event", "trigger", "event_fixed", "on");
        let expected = parts(&[table, trigger]);
        let differs =
            |found: &[_]| first_difference(&expected, &parts(found), " (said so)").unwrap_or_default();
        assert_eq!(differs(&[table, trigger]), "");
        assert_eq!(differs(&[]), "there is no table event");
        let column = ("event", "column", "book", "bigint");
        let expected_column = parts(&[column, table, trigger]);
        assert_eq!(
            first_difference(&expected_column, &parts(&[]), "").unwrap_or_default(),
            "there is no table event"
        );
        assert_eq!(differs(&[table]), "the table event is without its trigger event_fixed");
        let off = ("event", "trigger", "event_fixed", "off:\n  x");
        assert_eq!(
            differs(&[table, off]),
            "the trigger event_fixed of the table event is not as it was made, but: off: x (said so)"
        );
        assert_eq!(
            differs(&[table, ("event", "rule", "mine", ""), trigger]),
            "on the table event stands the rule mine, which is none of this program's"
        );
    }
}
