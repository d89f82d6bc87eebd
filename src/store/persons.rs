//! Reading what is known of persons.

use super::arrays::{self, Column};
use super::database::Database;
use super::load::int;
use super::rows::PersonRow;
use super::storage::StoreError;
use crate::domain::{BookId, PersonId};

/// The row of a person; none if they were erased.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    let columns = vec![("book", Column::Int(vec![book.0])), ("id", Column::Int(vec![id.0]))];
    let rows = arrays::find(&database.reader, "person", "person.id,person.body", columns).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some(PersonRow { id: PersonId(int(row, 0)?), body: row.try_get_by_index(1)? }))
}
