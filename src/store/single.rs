//! Statements of a few rows, written out, beside the books: those for which the entities have no words.

use super::database::Database;
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

/// Runs a statement that writes; answers how many rows it wrote or deleted.
///
/// # Errors
/// The database's.
pub async fn write(
    database: &Database,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, StoreError> {
    let db = &database.writer;
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// Runs a statement that writes and answers with rows.
///
/// # Errors
/// The database's.
pub async fn write_and_read(
    database: &Database,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    let db = &database.writer;
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

/// Runs a query.
///
/// # Errors
/// The database's.
pub async fn read(
    database: &Database,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    let db = &database.reader;
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}

/// A time as rows hold it, in milliseconds.
///
/// # Errors
/// [`StoreError::Corrupt`] if it is none.
pub fn timestamp(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::try_from(ms).map_err(|error| StoreError::Corrupt(error.to_string()))
}
