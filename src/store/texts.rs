//! Reading erasable words.

use super::arrays::{self, Column};
use super::database::Database;
use super::load::{bytes, int};
use super::rows::TextRow;
use super::storage::StoreError;
use crate::domain::{BookId, PersonId, TextId};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use std::collections::HashMap;

/// The words with these ids; those that were erased are left out.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a key has not 32 bytes.
pub async fn find(
    database: &Database,
    book: BookId,
    ids: impl IntoIterator<Item = TextId>,
) -> Result<HashMap<TextId, TextRow>, StoreError> {
    let ids: Vec<i64> = ids.into_iter().map(i64::from).collect();
    let columns = vec![("book", Column::Int(vec![book.0; ids.len()])), ("id", Column::Int(ids))];
    let select = "text.id,text.key,text.body,text.person";
    let rows = arrays::find(&database.reader, "text", select, columns).await?;
    rows.iter().map(text).collect()
}

/// The texts of a person, oldest first.
///
/// # Errors
/// The database's.
pub async fn of_person(
    database: &Database,
    book: BookId,
    person: PersonId,
) -> Result<Vec<TextId>, StoreError> {
    let db = &database.reader;
    let sql = "SELECT id FROM text WHERE book = $1 AND person = $2 ORDER BY id";
    let values: [Value; 2] = [book.0.into(), person.0.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok(TextId(int(row, 0)?))).collect()
}

fn text(row: &QueryResult) -> Result<(TextId, TextRow), StoreError> {
    let id = TextId(int(row, 0)?);
    let person: Option<i64> = row.try_get_by_index(3)?;
    let (key, body) = (bytes(row, 1)?, row.try_get_by_index(2)?);
    Ok((id, TextRow { id, key, body, person: person.map(PersonId) }))
}
