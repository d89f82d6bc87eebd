//! What is due: things to which time does something, found by the index on `state.due`.

use super::database::Database;
use super::load::state_row;
use super::rows::StateRow;
use super::storage::StoreError;
use crate::domain::{BookId, Key, Kind, Timestamp};
use sea_orm::{ConnectionTrait, Statement, Value};

/// A place in the order of what is due: by date, then by kind, then by id.
pub type Cursor = (Timestamp, Key);

/// Before the first.
pub const START: Cursor = (Timestamp::MIN, Key { kind: Kind::Programme, id: i64::MIN });

/// Things that are due at `now`, at most `limit`, in their order, behind `after`.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn page(
    database: &Database,
    book: BookId,
    now: Timestamp,
    after: Cursor,
    limit: i64,
) -> Result<Vec<StateRow>, StoreError> {
    let db = &database.reader;
    let (due, key) = after;
    let sql = "SELECT kind,id,due,body FROM state WHERE book = $1 AND due BETWEEN $2 AND $3 \
               AND (due, kind, id) > ($2, $4, $5) ORDER BY due, kind, id LIMIT $6";
    let values: [Value; 6] = [
        book.0.into(),
        due.ms().into(),
        now.ms().into(),
        (key.kind as i64).into(),
        key.id.into(),
        limit.into(),
    ];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.query_all_raw(statement).await?.iter().map(state_row).collect()
}
