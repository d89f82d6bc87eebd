//! Getting rid of what deleted rows leave behind in the database's files.
//!
//! SQLite overwrites deleted content (`secure_delete`), but when it balances the pages of a table it moves rows
//! and leaves their old bytes in the gap of the old page: of 17,760 texts deleted in an experiment 23 were
//! still in the file. So the tables of words and addresses, which are small, are written anew: their old pages are
//! overwritten as a whole. What the write-ahead log holds is gone when it is cut off.
//!
//! PostgreSQL keeps deleted rows in the heap until `VACUUM FULL` writes the table anew. Its own write-ahead log
//! keeps what was ever written until its segments are recycled and overwritten; no statement changes that.

use super::database::{Database, Engine};
use super::storage::StoreError;
use sea_orm::ConnectionTrait;
use sea_orm::sqlx::{self, AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::time::Duration;

/// The tables of names, words and addresses.
pub const WORDS: &[&str] = &[
    "text",
    "person",
    "sketch",
    "news",
    "picture_words",
    "mail",
    "sign_in",
    "signed_in",
    "wallet_mail",
    "wallet_link",
    "help_offer",
    "review",
    "invitation",
];
/// The tables of tenancies.
pub const TENANCIES: &[&str] = &["tenancy_cheque", "tenancy_household"];
/// The tables of what is too much to be written anew on SQLite, where deleted content is overwritten, but a page from
/// which a picture was moved may keep some of its first bytes.
const PICTURES: &[&str] = &["picture"];

/// How long one try may hold up writers while it waits for readers.
const SHORT: Duration = Duration::from_millis(200);
/// How long to wait for older transactions, and how often.
const PATIENCE: (Duration, u32) = (Duration::from_millis(100), 50);

/// Writes tables of SQLite anew, in one transaction; the rows wait in memory. Nothing on PostgreSQL.
///
/// # Errors
/// The database's.
pub async fn rewrite(database: &Database, tables: &[&str]) -> Result<(), StoreError> {
    if database.engine == Engine::Postgres {
        return Ok(());
    }
    let tx = database.begin().await?;
    for table in tables {
        let sql = format!(
            "CREATE TEMP TABLE kept AS SELECT * FROM main.{table}; DELETE FROM main.{table}; \
             INSERT INTO main.{table} SELECT * FROM kept; DROP TABLE kept"
        );
        tx.execute_unprepared(&sql).await?;
    }
    Ok(tx.commit().await?)
}

/// Moves everything from SQLite's write-ahead log to the database and cuts the log off. False if somebody is
/// reading what is still in it, or writing: try again later. Always true on PostgreSQL.
///
/// # Errors
/// The database's.
pub async fn cut_log(database: &Database) -> Result<bool, StoreError> {
    if database.engine == Engine::Postgres {
        return Ok(true);
    }
    // A connection of its own: the only one that writes must not wait for readers.
    let options = database.writer.get_sqlite_connection_pool().connect_options();
    let options = (*options).clone().busy_timeout(SHORT);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let (busy, _, _): (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(busy == 0)
}

/// Writes all tables of what is known of people anew, and on PostgreSQL without anything in their files that is not in
/// their rows. Nobody can use a table meanwhile; a table that is in use for longer than a few seconds is an error. False if some
/// transaction is so old that it could still see what was deleted, and nothing was done: try again later.
///
/// # Errors
/// The database's, also that a table stays in use; tables before it are done then.
pub async fn vacuum(database: &Database) -> Result<bool, StoreError> {
    let small = [WORDS, TENANCIES].concat();
    if database.engine == Engine::Sqlite {
        return rewrite(database, &small).await.map(|()| true);
    }
    let mut connection = database.reader.get_postgres_connection_pool().acquire().await?.detach();
    if !is_past_for_all(&mut connection).await? {
        return Ok(false);
    }
    sqlx::query("SET statement_timeout = 0").execute(&mut connection).await?;
    // Whoever waits for this lock holds up all who come later, so it does not wait long.
    sqlx::query("SET lock_timeout = '5s'").execute(&mut connection).await?;
    for table in small.iter().chain(PICTURES) {
        sqlx::query(AssertSqlSafe(format!("VACUUM (FULL) {table}"))).execute(&mut connection).await?;
    }
    // Until then the old files may lie about under their old names.
    let checkpointed = sqlx::query("CHECKPOINT").execute(&mut connection).await;
    if let Err(error) = checkpointed {
        // The driver adds in which line of the server's code it was said.
        let why = error.as_database_error().map_or_else(|| error.to_string(), |said| said.message().into());
        tracing::warn!(
            "the old files of the tables are removed at PostgreSQL's next checkpoint, in some minutes; with GRANT \
             pg_checkpoint they are at once. What PostgreSQL said: {why}"
        );
    }
    connection.close().await?;
    Ok(true)
}

/// Waits until no transaction can see what was deleted before now; false if one stays too long. `VACUUM` keeps
/// such rows and does not say so. Whoever writes counts in every database of the server, since their age is
/// that of all new snapshots; whoever reads counts in ours.
async fn is_past_for_all(connection: &mut PgConnection) -> Result<bool, StoreError> {
    let now: String =
        sqlx::query_scalar("SELECT pg_current_xact_id()::xid::text").fetch_one(&mut *connection).await?;
    let older = "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() \
                 AND (age(backend_xid) >= age($1::xid) OR (age(backend_xmin) >= age($1::xid) \
                 AND (datname IS NULL OR datname = current_database())))";
    let (pause, times) = PATIENCE;
    for _ in 0..times {
        let older: i64 = sqlx::query_scalar(older).bind(&now).fetch_one(&mut *connection).await?;
        if older == 0 {
            return Ok(true);
        }
        tokio::time::sleep(pause).await;
    }
    Ok(false)
}
