//! Reading erasable words.

use super::arrays;
use super::database::Database;
use super::entities::text::{Column, Entity};
use super::load::{bytes, int};
use super::rows::TextRow;
use super::storage::StoreError;
use crate::domain::{BookId, PersonId, TextId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect};
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
    // By arrays: however many they are, there are few statements to prepare.
    let books = arrays::Column::Int(vec![book.0; ids.len()]);
    let columns = vec![("book", books), ("id", arrays::Column::Int(ids))];
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
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Person.eq(person.0));
    let ids = theirs.select_only().column(Column::Id).order_by_asc(Column::Id).into_tuple();
    let ids: Vec<i64> = ids.all(&database.reader).await?;
    Ok(ids.into_iter().map(TextId).collect())
}

fn text(row: &QueryResult) -> Result<(TextId, TextRow), StoreError> {
    let id = TextId(int(row, 0)?);
    let person: Option<i64> = row.try_get_by_index(3)?;
    let (key, body) = (bytes(row, 1)?, row.try_get_by_index(2)?);
    Ok((id, TextRow { id, key, body, person: person.map(PersonId) }))
}
