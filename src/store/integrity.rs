//! Whether the file of a database is whole.

use super::database::{Database, Engine};
use super::storage::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// The first damage SQLite finds in its file, in its words: pages, rows, and indexes that are not what their
/// tables say. None on PostgreSQL, which is not asked.
///
/// # Errors
/// The database's.
pub async fn first_damage(database: &Database) -> Result<Option<String>, StoreError> {
    if database.engine == Engine::Postgres {
        return Ok(None);
    }
    let ask = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check(1)");
    let row = database.reader.query_one_raw(ask).await?;
    let said: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(said.filter(|said| said != "ok"))
}
