//! Writing a batch to the database: the head first, then everything else, in one transaction.

use super::arrays::{self, Column, Named, Tx};
use super::database::{Database, Engine, uncut};
use super::erasables;
use super::load;
use super::rows::{AccountRow, EventRow, Head, StateRow, TransferRow, Upsert, WriteSet};
use super::silence::answered;
use super::storage::{Loaded, Storage, StorageTx, StoreError, Wanted};
use crate::domain::{BookId, Timestamp};
use sea_orm::sqlx::{self, AssertSqlSafe};

impl Storage for Database {
    type Tx = Tx;

    async fn head(&self, book: BookId) -> Result<Head, StoreError> {
        answered(load::head(&self.reader, book)).await
    }

    async fn load(&self, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        answered(load::wanted(&self.reader, book, wanted)).await
    }

    async fn events(&self, book: BookId, from: i64, to: i64) -> Result<Vec<EventRow>, StoreError> {
        answered(load::events(&self.reader, book, from, to)).await
    }

    async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self.engine {
            Engine::Sqlite => {
                let pool = self.writer.get_sqlite_connection_pool();
                Tx::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?)
            }
            Engine::Postgres => {
                let pool = self.writer.get_postgres_connection_pool().clone();
                Tx::Postgres(uncut(async move { pool.begin().await }).await??)
            }
        })
    }
}

impl StorageTx for Tx {
    async fn advance(&mut self, set: &WriteSet) -> Result<bool, StoreError> {
        let (from, head) = (&set.from, &set.head);
        let one = |number: i64| Column::Int(vec![number]);
        let columns = vec![
            ("book", one(set.book.0)),
            ("from_turn", one(from.turn)),
            ("from_seq", one(from.seq)),
            ("from_chain", Column::Bytes(vec![&from.chain])),
            ("turn", one(head.turn)),
            ("seq", one(head.seq)),
            ("chain", Column::Bytes(vec![&head.chain])),
            ("recorded", one(head.recorded.ms())),
            ("accounts", one(head.accounts)),
        ];
        let change = "turn = rows.turn, seq = rows.seq, chain = rows.chain, recorded = rows.recorded, \
                      accounts = rows.accounts";
        // The turn alone would also be that of an older copy which was put back and went on.
        let find = "book_head.book = rows.book AND book_head.turn = rows.from_turn \
                    AND book_head.seq = rows.from_seq AND book_head.chain = rows.from_chain";
        Ok(arrays::update(self, "book_head", change, find, columns).await? == 1)
    }

    async fn lock(&mut self, book: BookId) -> Result<Head, StoreError> {
        let sql = "SELECT turn,seq,chain,recorded,accounts FROM book_head WHERE book = $1";
        let parts: Option<HeadParts> = match self {
            // On SQLite the transaction is the only one that writes from its beginning.
            Self::Sqlite(tx) => sqlx::query_as(sql).bind(book.0).fetch_optional(&mut **tx).await?,
            Self::Postgres(tx) => {
                let sql = AssertSqlSafe(format!("{sql} FOR UPDATE"));
                sqlx::query_as(sql).bind(book.0).fetch_optional(&mut **tx).await?
            }
        };
        let (turn, seq, chain, recorded, accounts) = parts.ok_or(StoreError::NoBook(book))?;
        let chain = chain.try_into().map_err(|_| StoreError::Corrupt("a chain not of 32 bytes".into()))?;
        Ok(Head { turn, seq, chain, recorded: Timestamp::from_ms(recorded), accounts })
    }

    async fn write(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        let book = set.book;
        arrays::insert(self, "event", events(book, &set.events)).await?;
        arrays::insert(self, "account", accounts(book, &set.new_accounts)).await?;
        let change = "debits = account.debits + rows.debits, credits = account.credits + rows.credits";
        let find = "account.book = rows.book AND account.no = rows.no";
        let changes = account_changes(book, &set.account_changes);
        if arrays::update(self, "account", change, find, changes).await? != set.account_changes.len() as u64 {
            return Err(StoreError::Corrupt("an account that should exist does not".into()));
        }
        arrays::insert(self, "transfer", transfers(book, &set.transfers)).await?;
        let change = "due = excluded.due, body = excluded.body";
        arrays::upsert(self, "state", "book,kind,id", change, states(book, &set.states)).await?;
        arrays::insert(self, "command", commands(set)).await?;
        arrays::insert(self, "code", codes(set)).await?;
        erasables::write(self, set).await?;
        write_views(self, book, &set.views).await
    }

    async fn commit(self) -> Result<(), StoreError> {
        let ended = match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        };
        Ok(ended?)
    }

    async fn rollback(self) {
        let ended = match self {
            Self::Sqlite(tx) => tx.rollback().await,
            Self::Postgres(tx) => tx.rollback().await,
        };
        // A transaction that cannot be rolled back is one whose connection is gone, and then it is.
        if let Err(error) = ended {
            tracing::warn!(%error, "a transaction was not rolled back in order");
        }
    }
}

type HeadParts = (i64, i64, Vec<u8>, i64, i64);

/// One number for every row.
pub(super) fn ints<T>(rows: &[T], value: impl Fn(&T) -> i64) -> Column<'static> {
    Column::Int(rows.iter().map(value).collect())
}

pub(super) fn texts_of<T>(rows: &[T], value: impl Fn(&T) -> &str) -> Column<'_> {
    Column::Text(rows.iter().map(value).collect())
}

pub(super) fn bytes_of<T>(rows: &[T], value: impl Fn(&T) -> &[u8]) -> Column<'_> {
    Column::Bytes(rows.iter().map(value).collect())
}

pub(super) fn book_of<T>(rows: &[T], book: BookId) -> Column<'static> {
    Column::Int(vec![book.0; rows.len()])
}

fn events(book: BookId, rows: &[EventRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("seq", ints(rows, |row| row.seq)),
        ("type", texts_of(rows, |row| &row.kind)),
        ("version", ints(rows, |row| row.version)),
        ("payload", bytes_of(rows, |row| &row.payload)),
        ("recorded", ints(rows, |row| row.recorded.ms())),
        ("effective", ints(rows, |row| row.effective.ms())),
        ("command", bytes_of(rows, |row| &row.command.0)),
        ("actor", texts_of(rows, |row| &row.actor)),
        ("cause", Column::OptInt(rows.iter().map(|row| row.cause).collect())),
        ("chain", bytes_of(rows, |row| &row.chain)),
    ]
}

fn transfers(book: BookId, rows: &[TransferRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("seq", ints(rows, |row| row.seq)),
        ("leg", ints(rows, |row| row.leg)),
        ("debit", ints(rows, |row| row.debit)),
        ("credit", ints(rows, |row| row.credit)),
        ("cents", ints(rows, |row| row.cents)),
        ("lot", ints(rows, |row| row.lot)),
        ("debit_after", ints(rows, |row| row.debit_after)),
        ("credit_after", ints(rows, |row| row.credit_after)),
    ]
}

fn accounts(book: BookId, rows: &[AccountRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("no", ints(rows, |row| row.no)),
        ("kind", ints(rows, |row| row.account.parts().0)),
        ("thing", ints(rows, |row| row.account.parts().1)),
        ("debits", ints(rows, |row| row.debits)),
        ("credits", ints(rows, |row| row.credits)),
    ]
}

fn account_changes(book: BookId, rows: &[AccountRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("no", ints(rows, |row| row.no)),
        ("debits", ints(rows, |row| row.debits)),
        ("credits", ints(rows, |row| row.credits)),
    ]
}

fn states(book: BookId, rows: &[StateRow]) -> Vec<Named<'_>> {
    vec![
        ("book", book_of(rows, book)),
        ("kind", ints(rows, |row| row.key.kind as i64)),
        ("id", ints(rows, |row| row.key.id)),
        ("due", Column::OptInt(rows.iter().map(|row| row.due.map(Timestamp::ms)).collect())),
        ("body", bytes_of(rows, |row| &row.body)),
    ]
}

fn commands(set: &WriteSet) -> Vec<Named<'_>> {
    let rows = &set.commands;
    vec![
        ("book", book_of(rows, set.book)),
        ("key", bytes_of(rows, |row| &row.key.0)),
        ("request", bytes_of(rows, |row| &row.request)),
        ("seq", ints(rows, |row| row.seq)),
        ("events", ints(rows, |row| row.events)),
        ("refusal", Column::OptText(rows.iter().map(|row| row.refusal.as_deref()).collect())),
        ("turn", ints(rows, |row| row.turn)),
        ("at", ints(rows, |row| row.at.ms())),
    ]
}

fn codes(set: &WriteSet) -> Vec<Named<'_>> {
    let rows = &set.codes;
    vec![
        ("digest", bytes_of(rows, |row| &row.digest)),
        ("key_version", ints(rows, |row| row.key_version.into())),
        ("book", book_of(rows, set.book)),
        ("cheque", ints(rows, |row| row.cheque)),
        ("generation", ints(rows, |row| row.generation.into())),
    ]
}

/// Writes rows of views, those of one table together; they come sorted by table.
async fn write_views(tx: &mut Tx, book: BookId, rows: &[Upsert]) -> Result<(), StoreError> {
    for rows in rows.chunk_by(|a, b| a.table == b.table) {
        let first = &rows[0];
        let mut columns = vec![("book", book_of(rows, book))];
        let numbers =
            |row: &Upsert| row.key.iter().chain(&row.add).chain(&row.set).copied().collect::<Vec<_>>();
        for (place, (name, _)) in numbers(first).into_iter().enumerate() {
            columns.push((name, ints(rows, |row| numbers(row)[place].1)));
        }
        for (place, (name, _)) in first.words.iter().enumerate() {
            let words = rows.iter().map(|row| row.words[place].1.as_str()).collect();
            columns.push((name, Column::Text(words)));
        }
        let (key, change) = view_change(first);
        arrays::upsert(tx, first.table, &key, &change, columns).await?;
    }
    Ok(())
}

/// The key columns of a view, and what becomes of a row that exists.
fn view_change(row: &Upsert) -> (String, String) {
    let table = row.table;
    let added = row.add.iter().map(|(name, _)| format!("{name} = {table}.{name} + excluded.{name}"));
    let replaced = row.set.iter().map(|(name, _)| *name).chain(row.words.iter().map(|(name, _)| *name));
    let replaced = replaced.map(|name| format!("{name} = excluded.{name}"));
    let change: Vec<String> = added.chain(replaced).collect();
    let key: Vec<&str> = std::iter::once("book").chain(row.key.iter().map(|(name, _)| *name)).collect();
    (key.join(","), change.join(", "))
}
