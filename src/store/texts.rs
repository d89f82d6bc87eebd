//! Reading erasable words.

use super::arrays::{self, Column};
use super::database::Database;
use super::load::{bytes, int};
use super::rows::TextRow;
use super::storage::StoreError;
use crate::domain::{BookId, TextId};
use sea_orm::QueryResult;
use std::collections::HashMap;

/// The words with these ids; those that were erased are left out.
pub async fn find(
    database: &Database,
    book: BookId,
    ids: impl IntoIterator<Item = TextId>,
) -> Result<HashMap<TextId, TextRow>, StoreError> {
    let ids: Vec<i64> = ids.into_iter().map(i64::from).collect();
    let columns = vec![("book", Column::Int(vec![book.0; ids.len()])), ("id", Column::Int(ids))];
    let rows = arrays::find(&database.reader, "text", "text.id,text.key,text.body", columns).await?;
    rows.iter().map(text).collect()
}

fn text(row: &QueryResult) -> Result<(TextId, TextRow), StoreError> {
    let id = TextId(int(row, 0)?);
    Ok((id, TextRow { id, key: bytes(row, 1)?, body: row.try_get_by_index(2)? }))
}
