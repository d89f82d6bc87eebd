//! One moment of a database, read at leisure while others write on.

use super::database::{Database, Engine, NO_LIMITS, uncut};
use super::load;
use super::rows::{CommandKey, Head, StateRow, Upsert};
use super::storage::{Loaded, StoreError, Wanted};
use super::stream::{self, Part, Streamed};
use crate::domain::{BookId, Kind};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, IsolationLevel, QueryResult, Statement,
    TransactionTrait, Value,
};

/// A transaction that only reads, and sees what there was when it first looked.
#[derive(Debug)]
pub struct Snapshot {
    tx: DatabaseTransaction,
}

impl Snapshot {
    /// Begins one.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(database: &Database) -> Result<Self, StoreError> {
        let db = database.reader.clone();
        let tx = match database.engine {
            Engine::Sqlite => db.begin().await?,
            Engine::Postgres => {
                let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
                let begin = async move { db.begin_with_config(Some(isolation), Some(access)).await };
                let tx = uncut(begin).await??;
                // Some questions are about all rows of a book.
                for limit in NO_LIMITS {
                    tx.execute_unprepared(limit).await?;
                }
                tx
            }
        };
        Ok(Self { tx })
    }

    /// The head of a book.
    ///
    /// # Errors
    /// [`StoreError::NoBook`]; the database's; [`StoreError::Corrupt`] if its chain has not 32 bytes.
    pub async fn head(&self, book: BookId) -> Result<Head, StoreError> {
        load::head(&self.tx, book).await
    }

    /// Hands every row of a book to `work`, in the order of their keys.
    ///
    /// # Errors
    /// That of `work`, which ends it; else the database's, and [`StoreError::Corrupt`] for a row that cannot be read.
    pub async fn each<T: Streamed, E: From<StoreError>>(
        &self,
        book: BookId,
        work: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        stream::each(&self.tx, (book, Part::default()), work).await
    }

    /// Hands the states of one kind of things to `work`, in the order of their ids.
    ///
    /// # Errors
    /// As for [`Snapshot::each`].
    pub async fn each_state<E: From<StoreError>>(
        &self,
        book: BookId,
        kind: Kind,
        work: impl FnMut(StateRow) -> Result<(), E>,
    ) -> Result<(), E> {
        stream::each(&self.tx, (book, Part::states(kind)), work).await
    }

    /// Loads what is wanted.
    ///
    /// # Errors
    /// The database's; [`StoreError::Corrupt`] if a row cannot be read.
    pub async fn load(&self, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        load::wanted(&self.tx, book, wanted).await
    }

    /// The number of the first event, or of the first transfer's event, behind event `seq`.
    ///
    /// # Errors
    /// The database's.
    pub async fn first_behind(&self, book: BookId, seq: i64) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT MIN(seq) FROM (SELECT MIN(seq) AS seq FROM event WHERE book = $1 AND seq > $2 \
                   UNION ALL SELECT MIN(seq) FROM transfer WHERE book = $1 AND seq > $2) AS behind";
        let rows = self.query(sql, [book.0.into(), seq.into()]).await?;
        Ok(rows.first().map(|row| row.try_get_by_index(0)).transpose()?.flatten())
    }

    /// A command that says it led to an event which is not of it.
    ///
    /// # Errors
    /// The database's; [`StoreError::Corrupt`] if a key has not 16 bytes.
    pub async fn command_without_event(&self, book: BookId) -> Result<Option<(CommandKey, i64)>, StoreError> {
        let sql = "SELECT key, seq FROM command WHERE book = $1 AND events > 0 AND NOT EXISTS (SELECT 1 \
                   FROM event WHERE event.book = command.book AND event.seq = command.seq \
                   AND event.command = command.key) ORDER BY seq, key LIMIT 1";
        let rows = self.query(sql, [book.0.into()]).await?;
        let read = |row: &QueryResult| Ok((CommandKey(load::bytes(row, 0)?), load::int(row, 1)?));
        rows.first().map(read).transpose()
    }

    /// The rows of a view of a book that have the columns of `like`, in the order of their keys.
    ///
    /// # Errors
    /// The database's.
    pub async fn view(&self, book: BookId, like: &Upsert) -> Result<Vec<Upsert>, StoreError> {
        let numbers = like.key.iter().chain(&like.add).chain(&like.set).map(|(name, _)| *name);
        let columns: Vec<_> = numbers.chain(like.words.iter().map(|(name, _)| *name)).collect();
        let key: Vec<_> = like.key.iter().map(|(name, _)| *name).collect();
        let (columns, table, key) = (columns.join(","), like.table, key.join(","));
        let sql = format!("SELECT {columns} FROM {table} WHERE book = $1 ORDER BY {key}");
        self.query(&sql, [book.0.into()]).await?.iter().map(|row| view_row(row, like)).collect()
    }

    /// How many rows of a book a table has.
    ///
    /// # Errors
    /// The database's.
    pub async fn count(&self, table: &str, book: BookId) -> Result<i64, StoreError> {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE book = $1");
        let rows = self.query(&sql, [book.0.into()]).await?;
        rows.first().map_or(Ok(0), |row| load::int(row, 0))
    }

    /// The smallest number of a book that has rows in a table, from `from` on.
    ///
    /// # Errors
    /// The database's.
    pub async fn first_book(&self, table: &str, from: i64) -> Result<Option<BookId>, StoreError> {
        let sql = format!("SELECT MIN(book) FROM {table} WHERE book >= $1");
        let rows = self.query(&sql, [from.into()]).await?;
        let book: Option<i64> = rows.first().map(|row| row.try_get_by_index(0)).transpose()?.flatten();
        Ok(book.map(BookId))
    }

    pub(super) async fn query<const N: usize>(
        &self,
        sql: &str,
        values: [Value; N],
    ) -> Result<Vec<QueryResult>, StoreError> {
        let statement = Statement::from_sql_and_values(self.tx.get_database_backend(), sql, values);
        Ok(self.tx.query_all_raw(statement).await?)
    }
}

fn view_row(row: &QueryResult, like: &Upsert) -> Result<Upsert, StoreError> {
    let mut found = like.clone();
    let numbers = found.key.iter_mut().chain(&mut found.add).chain(&mut found.set);
    let mut next = 0;
    for (_, number) in numbers {
        *number = load::int(row, next)?;
        next += 1;
    }
    for (_, words) in &mut found.words {
        *words = row.try_get_by_index(next)?;
        next += 1;
    }
    Ok(found)
}
