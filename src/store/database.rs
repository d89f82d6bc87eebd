//! Opening a database: SQLite in a file, or PostgreSQL. Reading and writing have their own connections, so
//! that a long read never holds up a write.

use super::address;
use super::storage::StoreError;
use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::{self, Connection as _, SqliteConnection};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database as SeaOrm, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use std::time::Duration;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL, shared by any number of processes.
    Postgres,
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Database {
    /// For transactions that write; on SQLite a single connection.
    pub writer: DatabaseConnection,
    /// For reading.
    pub reader: DatabaseConnection,
    /// Which kind it is.
    pub engine: Engine,
}

/// How long to wait for a connection, or on SQLite for another process to finish writing.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one statement of a write may take on PostgreSQL, and one that reads: whoever writes may wait for
/// what they read with the head locked. Work that needs longer says so ([`NO_LIMITS`]).
const WRITE_TIMEOUT: Duration = Duration::from_mins(1);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
/// How PostgreSQL notices that a process is gone without a word: one that was cut off between the lock on the
/// head and its commit would keep the lock for hours.
const GONE: [(&str, &str); 4] = [
    ("tcp_keepalives_idle", "30"),
    ("tcp_keepalives_interval", "10"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "60s"),
];
/// How long a transaction that writes may do nothing, for a process that hangs.
const IDLE_TIMEOUT: (&str, &str) = ("idle_in_transaction_session_timeout", "60s");
/// What a transaction of PostgreSQL says that may take long.
pub(super) const NO_LIMITS: [&str; 2] =
    ["SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0"];
/// Page cache of a SQLite connection, in KiB.
const SQLITE_CACHE_KIB: u32 = 64 * 1024;
/// Pages in SQLite's write-ahead log (16 MiB) from which it is moved to the database: rarely, since a page that
/// changes often is then moved once for all its changes.
const SQLITE_LOG_PAGES: u32 = 4096;
/// Prepared statements of a SQLite connection: about ten shapes, each in ten lengths.
const STATEMENT_CACHE: usize = 256;
/// Any number all processes agree on: the lock under which they migrate.
const MIGRATION_LOCK: i64 = 0x7769_6a6b_6b61_7300;

impl Database {
    /// Opens `url`, `sqlite://file.db` or `postgres://...`, and brings an empty or older database up to date.
    /// A SQLite file that does not exist is made, and only its owner can read it.
    ///
    /// # Errors
    /// As for [`Database::connect`] and [`Database::migrate`].
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let database = Self::connect(url).await?;
        database.migrate().await?;
        Ok(database)
    }

    /// Opens it as it is.
    ///
    /// # Errors
    /// As for [`Database::connect_in`].
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_in(url, None).await
    }

    /// Opens it as it is, on PostgreSQL in a schema of that name.
    ///
    /// # Errors
    /// [`StoreError::Sql`] if the file cannot be made; the database's, also if it is not reached within 30 seconds.
    pub async fn connect_in(url: &str, schema: Option<&str>) -> Result<Self, StoreError> {
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        let (writers, readers) = match engine {
            Engine::Sqlite => (1, 4),
            Engine::Postgres => (4, 8),
        };
        address::make_private(url).map_err(sqlx::Error::Io)?;
        let writer = SeaOrm::connect(options(url, engine, writers, schema, true)).await?;
        let reader = SeaOrm::connect(options(url, engine, readers, schema, false)).await?;
        Ok(Self { writer, reader, engine })
    }

    /// Runs the migrations that are missing, one process at a time.
    ///
    /// # Errors
    /// [`StoreError::OtherVersion`] if one was run that this program does not know; [`StoreError::OtherSchema`]; the
    /// database's.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        if self.engine == Engine::Postgres {
            // For one that waits for the others, and for work on tables of any size.
            for limit in NO_LIMITS {
                tx.execute_unprepared(limit).await?;
            }
            let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
            tx.execute_raw(Statement::from_string(DbBackend::Postgres, lock)).await?;
        }
        if !pending(&tx).await? {
            return Ok(tx.rollback().await?);
        }
        self.is_not_elsewhere(&tx).await?;
        Migrator::up(&tx, None).await?;
        Ok(tx.commit().await?)
    }

    /// Whether no migration is missing; nothing is changed.
    ///
    /// # Errors
    /// As for [`Database::migrate`].
    pub async fn is_up_to_date(&self) -> Result<bool, StoreError> {
        if pending(&self.reader).await? {
            self.is_not_elsewhere(&self.reader).await?;
            return Ok(false);
        }
        Ok(true)
    }

    /// Refuses where books are found in another schema than the one that tables would be made in: the new ones would
    /// be empty, and found first from then on.
    async fn is_not_elsewhere(&self, db: &impl ConnectionTrait) -> Result<(), StoreError> {
        if self.engine == Engine::Sqlite {
            return Ok(());
        }
        let sql = "SELECT nspname::pg_catalog.text FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace \
                   WHERE pg_class.oid = to_regclass('book_head') AND nspname <> current_schema()";
        match db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await? {
            Some(row) => Err(StoreError::OtherSchema(row.try_get_by_index(0)?)),
            None => Ok(()),
        }
    }

    /// Closes it, once all that uses it is done. The last one to close a SQLite database moves its write-ahead log to
    /// the file.
    ///
    /// # Errors
    /// The database's.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.reader.close_by_ref().await?;
        // Last, since it may move the log.
        Ok(self.writer.close_by_ref().await?)
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let mode = (self.engine == Engine::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
        let writer = self.writer.clone();
        Ok(uncut(async move { writer.begin_with_options(options).await }).await??)
    }
}

/// Begins a transaction in a task of its own: if whoever waits for it is cut off, as a page is when its reader goes away
/// and a writer when the server stays silent, it begins all the same and is rolled back. sqlx 0.9 would otherwise give a
/// connection of PostgreSQL back with the transaction open, and a single statement of somebody else would be written in
/// it and lost.
///
/// # Errors
/// [`StoreError::CutOff`] if the task did not end.
pub(super) async fn uncut<T: Send + 'static>(
    begin: impl Future<Output = T> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::spawn(begin).await.map_err(|error| StoreError::CutOff(error.to_string()))
}

/// Whether there are migrations that were not run.
async fn pending(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    match Migrator::get_pending_migrations_read_only(db).await {
        Ok(pending) => Ok(!pending.is_empty()),
        // What sea-orm says of a migration that was run and is not among ours.
        Err(DbErr::Custom(_)) => Err(StoreError::OtherVersion),
        Err(error) => Err(error.into()),
    }
}

fn options(
    url: &str,
    engine: Engine,
    connections: u32,
    schema: Option<&str>,
    writes: bool,
) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).acquire_timeout(PATIENCE).sqlx_logging(false);
    // No task that looks after idle connections: that of sqlx 0.9 can count fewer than none of them, and then runs
    // for ever on a core of its own, also after the pool was closed.
    options.idle_timeout(None).max_lifetime(None);
    // The pool asks every connection whether it is alive before lending it; a write finds out by itself.
    options.test_before_acquire(false);
    match engine {
        Engine::Sqlite => {
            options.map_sqlx_sqlite_opts(move |file| {
                let file = file
                    .create_if_missing(true)
                    .statement_cache_capacity(STATEMENT_CACHE)
                    .busy_timeout(PATIENCE)
                    .pragma("journal_mode", "WAL")
                    .pragma("synchronous", "FULL")
                    .pragma("foreign_keys", "ON")
                    // Erased words must not stay in free pages, and no REPLACE may slip past a trigger.
                    .pragma("secure_delete", "ON")
                    .pragma("recursive_triggers", "ON")
                    // Nothing may go to temporary files: they would be nobody's to erase.
                    .pragma("temp_store", "MEMORY")
                    .pragma("cache_size", format!("-{SQLITE_CACHE_KIB}"))
                    .pragma("wal_autocheckpoint", SQLITE_LOG_PAGES.to_string());
                if writes { file } else { file.pragma("query_only", "ON") }
            });
            options.map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|one, _| Box::pin(is_clean(one))));
        }
        Engine::Postgres => {
            options.set_application_name("wijkkas");
            // Statements look rows up by their key, and read pages in the order of one. While a table is young
            // PostgreSQL thinks it is empty, and plans, once and for many runs, to read all of it each time, or
            // to sort all that is left of it for every page. A plan it was kept from looks dear enough to it to be
            // compiled.
            options.map_sqlx_postgres_opts(move |server| {
                let plans = ["seqscan", "hashjoin", "mergejoin", "sort", "incremental_sort"];
                // What is answered must be on disk, whatever the server, the database or the role says by default.
                server
                    .options(plans.map(|plan| (format!("enable_{plan}"), "off")))
                    .options([("synchronous_commit", "on"), ("jit", "off")])
                    // How it reads and writes definitions, which `check` compares.
                    .options([("standard_conforming_strings", "on"), ("quote_all_identifiers", "off")])
                    .options(GONE)
                    .options(writes.then_some(IDLE_TIMEOUT))
            });
            if let Some(schema) = schema {
                options.set_schema_search_path(schema);
            }
            options.statement_timeout(if writes { WRITE_TIMEOUT } else { READ_TIMEOUT });
        }
    }
    options
}

/// Whether a connection can be lent again. When the disk is full SQLite ends a transaction by itself; sqlx does
/// not notice and would refuse every later one on that connection.
async fn is_clean(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // A rollback may still be on its way to it; an answer means that it is through.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}
