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

/// How SQLite reads what a query asks for.
#[cfg(test)]
pub async fn plan_of(query: impl sea_orm::QueryTrait) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/book.db", folder.path().display());
    let database = Database::open(&url).await.expect("the database opens");
    let Statement { sql, values, .. } = query.build(sea_orm::DbBackend::Sqlite);
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let explain = Statement { sql, values, db_backend: sea_orm::DbBackend::Sqlite };
    let rows = database.reader.query_all_raw(explain).await.expect("it is read");
    let lines: Vec<String> = rows.iter().map(|row| row.try_get_by_index(3).expect("words")).collect();
    lines.join("\n")
}
