//! What a database enforces by itself: its tables with their columns, and the indexes, constraints, triggers and
//! rules on them. What it should be is what the migrations make: on SQLite of an empty database in memory, on
//! PostgreSQL, where that would need rights and leave traces, as it is written down in a list.

use super::database::{Database, Engine};
use super::storage::StoreError;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database as SeaOrm, Statement};
use std::collections::BTreeMap;

/// Where a part of a schema stands, what kind of part it is, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaPart {
    /// The table, in small letters.
    pub table: String,
    /// `table`, `column`, `index`, `constraint`, `foreign key`, `statistics`, `trigger` or `rule`.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// Parts with their definitions, as the engine writes them.
pub type Parts = BTreeMap<SchemaPart, String>;

/// What the migrations make on PostgreSQL, a part a line, its columns divided by tabs.
const POSTGRES: &str = include_str!("schema/postgres.txt");
/// A foreign key of another table on one of ours would keep what is to be erased.
const SQLITE_PARTS: &str = "SELECT lower(tbl_name), type, name, COALESCE(sql, '') FROM sqlite_schema UNION ALL \
     SELECT lower(part.\"table\"), 'foreign key', tables.name || '.' || part.id, '' \
     FROM sqlite_schema tables, pragma_foreign_key_list(tables.name) part \
     WHERE tables.type = 'table' AND part.seq = 0";
const POSTGRES_PARTS: &str = include_str!("schema/postgres.sql");
/// Remembers the migrations; made by sea-orm, and not part of what is expected.
pub const MIGRATIONS: &str = "seaql_migrations";

/// What the migrations make.
///
/// # Errors
/// [`StoreError::Corrupt`] if the list of PostgreSQL cannot be read; SQLite's.
pub async fn expected(engine: Engine) -> Result<Parts, StoreError> {
    let mut parts = match engine {
        Engine::Postgres => POSTGRES.lines().map(part).collect::<Option<Parts>>(),
        Engine::Sqlite => Some(made_in_memory().await?),
    }
    .ok_or_else(|| {
        StoreError::Corrupt("the list of what is on PostgreSQL has a line without parts".into())
    })?;
    parts.retain(|part, _| part.table != MIGRATIONS);
    Ok(parts)
}

/// What there is, also on tables that are not ours.
///
/// # Errors
/// The database's.
pub async fn found(database: &Database) -> Result<Parts, StoreError> {
    read(&database.reader, database.engine).await
}

/// Who wrote the definitions that are found, to stand behind one: another version of PostgreSQL than those in whose
/// words ours are may write the same in others. Nothing on SQLite, which keeps the statements of the migrations.
///
/// # Errors
/// The database's.
pub async fn as_written_by(database: &Database) -> Result<String, StoreError> {
    if database.engine == Engine::Sqlite {
        return Ok(String::new());
    }
    let db = &database.reader;
    let ask = Statement::from_string(db.get_database_backend(), "SHOW server_version");
    let row = db.query_one_raw(ask).await?;
    let version: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    let version = version.unwrap_or_default();
    Ok(format!(" (in the words of PostgreSQL {version}; what is expected is in those of 15 and 18)"))
}

async fn made_in_memory() -> Result<Parts, StoreError> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    // Each connection would have a memory of its own.
    options.max_connections(1).sqlx_logging(false);
    let memory = SeaOrm::connect(options).await?;
    Migrator::up(&memory, None).await?;
    let parts = read(&memory, Engine::Sqlite).await?;
    memory.close().await?;
    Ok(parts)
}

async fn read(db: &impl ConnectionTrait, engine: Engine) -> Result<Parts, StoreError> {
    let sql = if engine == Engine::Sqlite { SQLITE_PARTS } else { POSTGRES_PARTS };
    let mut parts = Parts::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await? {
        let (table, kind, name) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        parts.insert(SchemaPart { table, kind, name }, row.try_get_by_index(3)?);
    }
    Ok(parts)
}

/// A line of the list.
fn part(line: &str) -> Option<(SchemaPart, String)> {
    let mut columns = line.splitn(4, '\t').map(str::to_string);
    let (table, kind, name) = (columns.next()?, columns.next()?, columns.next()?);
    Some((SchemaPart { table, kind, name }, columns.next()?))
}
