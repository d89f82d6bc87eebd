//! Reading what is known of persons.

use super::arrays::{self, Column};
use super::database::Database;
use super::load::int;
use super::rows::PersonRow;
use super::single::{read, write};
use super::storage::StoreError;
use crate::domain::{BookId, PersonId};
use sea_orm::{QueryResult, Value};

/// The row of a person; none if they were erased.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    let columns = vec![("book", Column::Int(vec![book.0])), ("id", Column::Int(vec![id.0]))];
    let select = "person.id,person.body,person.email";
    let rows = arrays::find(&database.reader, "person", select, columns).await?;
    rows.first().map(person).transpose()
}

/// The persons of a book whose address has this keyed hash, the first first. Nearly always one at most; two, if
/// somebody began two things in the same moment.
///
/// # Errors
/// The database's.
pub async fn of_email(database: &Database, book: BookId, email: &str) -> Result<Vec<PersonRow>, StoreError> {
    let sql = "SELECT id, body, email FROM person WHERE book = $1 AND email = $2 ORDER BY id";
    let rows = read(database, sql, [book.0.into(), email.into()]).await?;
    rows.iter().map(person).collect()
}

/// Keeps a person whom no event names yet.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, book: BookId, row: &PersonRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO person (book, id, body, email) VALUES ($1, $2, $3, $4)";
    let values: [Value; 4] =
        [book.0.into(), row.id.0.into(), row.body.as_str().into(), row.email.as_deref().into()];
    write(database, sql, values).await
}

fn person(row: &QueryResult) -> Result<PersonRow, StoreError> {
    Ok(PersonRow {
        id: PersonId(int(row, 0)?),
        body: row.try_get_by_index(1)?,
        email: row.try_get_by_index(2)?,
    })
}
