//! Writing a batch to the database: the head first, then everything else, in one transaction.

use super::arrays::{self, Column, Named};
use super::database::{Database, Engine};
use super::load;
use super::rows::{AccountRow, EventRow, Head, StateRow, TransferRow, Upsert, WriteSet};
use super::storage::{CommitError, Loaded, Storage, StorageTx, StoreError, Wanted};
use crate::domain::{BookId, Timestamp};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};

/// A transaction on the database.
#[derive(Debug)]
pub struct DatabaseTx {
    tx: DatabaseTransaction,
    engine: Engine,
}

impl Storage for Database {
    type Tx = DatabaseTx;

    async fn head(&self, book: BookId) -> Result<Head, StoreError> {
        load::head(&self.reader, book, "").await
    }

    async fn load(&self, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        load::wanted(&self.reader, book, wanted).await
    }

    async fn events(&self, book: BookId, from: i64, to: i64) -> Result<Vec<EventRow>, StoreError> {
        load::events(&self.reader, book, from, to).await
    }

    async fn begin(&self) -> Result<DatabaseTx, StoreError> {
        Ok(DatabaseTx { tx: Database::begin(self).await?, engine: self.engine })
    }
}

impl StorageTx for DatabaseTx {
    async fn advance(&mut self, set: &WriteSet) -> Result<bool, StoreError> {
        let sql = "UPDATE book_head SET turn = $1, seq = $2, chain = $3, recorded = $4, accounts = $5 \
                   WHERE book = $6 AND turn = $7";
        let head = &set.head;
        let values: [Value; 7] = [
            head.turn.into(),
            head.seq.into(),
            head.chain.to_vec().into(),
            head.recorded.ms().into(),
            head.accounts.into(),
            set.book.0.into(),
            set.from_turn.into(),
        ];
        let statement = Statement::from_sql_and_values(self.tx.get_database_backend(), sql, values);
        Ok(self.tx.execute_raw(statement).await?.rows_affected() == 1)
    }

    async fn lock(&mut self, book: BookId) -> Result<Head, StoreError> {
        // On SQLite the transaction is the only one that writes from its beginning.
        let lock = if self.engine == Engine::Postgres { " FOR UPDATE" } else { "" };
        load::head(&self.tx, book, lock).await
    }

    async fn write(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        let (tx, book) = (&self.tx, set.book);
        arrays::insert(tx, "event", events(book, &set.events)).await?;
        arrays::insert(tx, "account", accounts(book, &set.new_accounts)).await?;
        arrays::add(tx, "account", 2, account_changes(book, &set.account_changes)).await?;
        arrays::insert(tx, "transfer", transfers(book, &set.transfers)).await?;
        let change = "due = excluded.due, body = excluded.body";
        arrays::upsert(tx, "state", "book,kind,id", change, states(book, &set.states)).await?;
        arrays::insert(tx, "command", commands(set)).await?;
        arrays::insert(tx, "code", codes(set)).await?;
        arrays::insert(tx, "text", texts(set)).await?;
        for row in &set.views {
            tx.execute_raw(view(tx.get_database_backend(), book, row)).await?;
        }
        Ok(())
    }

    async fn commit(self) -> Result<(), CommitError> {
        // Whatever goes wrong from here, the database may have committed: the writer finds out.
        self.tx.commit().await.map_err(|error| CommitError::Unknown(error.to_string()))
    }

    async fn rollback(self) {
        // A transaction that cannot be rolled back is one whose connection is gone, and then it is.
        if let Err(error) = self.tx.rollback().await {
            tracing::warn!(%error, "a transaction was not rolled back in order");
        }
    }
}

/// One number for every row.
fn ints<T>(rows: &[T], value: impl Fn(&T) -> i64) -> Column {
    Column::Int(rows.iter().map(value).collect())
}

fn book_of<T>(rows: &[T], book: BookId) -> Column {
    Column::Int(vec![book.0; rows.len()])
}

fn events(book: BookId, rows: &[EventRow]) -> Vec<Named> {
    vec![
        ("book", book_of(rows, book)),
        ("seq", ints(rows, |row| row.seq)),
        ("type", Column::Text(rows.iter().map(|row| row.kind.clone()).collect())),
        ("version", ints(rows, |row| row.version)),
        ("payload", Column::Bytes(rows.iter().map(|row| row.payload.clone()).collect())),
        ("recorded", ints(rows, |row| row.recorded.ms())),
        ("effective", ints(rows, |row| row.effective.ms())),
        ("command", Column::Bytes(rows.iter().map(|row| row.command.0.to_vec()).collect())),
        ("actor", Column::Text(rows.iter().map(|row| row.actor.clone()).collect())),
        ("cause", Column::OptInt(rows.iter().map(|row| row.cause).collect())),
        ("chain", Column::Bytes(rows.iter().map(|row| row.chain.to_vec()).collect())),
    ]
}

fn transfers(book: BookId, rows: &[TransferRow]) -> Vec<Named> {
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

fn accounts(book: BookId, rows: &[AccountRow]) -> Vec<Named> {
    vec![
        ("book", book_of(rows, book)),
        ("no", ints(rows, |row| row.no)),
        ("kind", ints(rows, |row| row.account.parts().0)),
        ("thing", ints(rows, |row| row.account.parts().1)),
        ("debits", ints(rows, |row| row.debits)),
        ("credits", ints(rows, |row| row.credits)),
    ]
}

fn account_changes(book: BookId, rows: &[AccountRow]) -> Vec<Named> {
    vec![
        ("book", book_of(rows, book)),
        ("no", ints(rows, |row| row.no)),
        ("debits", ints(rows, |row| row.debits)),
        ("credits", ints(rows, |row| row.credits)),
    ]
}

fn states(book: BookId, rows: &[StateRow]) -> Vec<Named> {
    vec![
        ("book", book_of(rows, book)),
        ("kind", ints(rows, |row| row.key.kind as i64)),
        ("id", ints(rows, |row| row.key.id)),
        ("due", Column::OptInt(rows.iter().map(|row| row.due.map(Timestamp::ms)).collect())),
        ("body", Column::Bytes(rows.iter().map(|row| row.body.clone()).collect())),
    ]
}

fn commands(set: &WriteSet) -> Vec<Named> {
    let rows = &set.commands;
    vec![
        ("book", book_of(rows, set.book)),
        ("key", Column::Bytes(rows.iter().map(|row| row.key.0.to_vec()).collect())),
        ("request", Column::Bytes(rows.iter().map(|row| row.request.to_vec()).collect())),
        ("seq", ints(rows, |row| row.seq)),
        ("events", ints(rows, |row| row.events)),
        ("refusal", Column::OptText(rows.iter().map(|row| row.refusal.clone()).collect())),
        ("turn", ints(rows, |row| row.turn)),
        ("at", ints(rows, |row| row.at.ms())),
    ]
}

fn codes(set: &WriteSet) -> Vec<Named> {
    let rows = &set.codes;
    vec![
        ("digest", Column::Bytes(rows.iter().map(|row| row.digest.to_vec()).collect())),
        ("key_version", ints(rows, |row| row.key_version.into())),
        ("book", book_of(rows, set.book)),
        ("cheque", ints(rows, |row| row.cheque)),
        ("generation", ints(rows, |row| row.generation.into())),
    ]
}

fn texts(set: &WriteSet) -> Vec<Named> {
    let rows = &set.texts;
    vec![
        ("book", book_of(rows, set.book)),
        ("id", ints(rows, |row| row.id.0)),
        ("key", Column::Bytes(rows.iter().map(|row| row.key.to_vec()).collect())),
        ("body", Column::Text(rows.iter().map(|row| row.body.clone()).collect())),
    ]
}

/// The statement for one row of a view. Views have a handful of rows in a commit, so this need not be fast.
fn view(backend: DbBackend, book: BookId, row: &Upsert) -> Statement {
    let mut names = vec!["book"];
    let mut values: Vec<Value> = vec![book.0.into()];
    for (name, number) in row.key.iter().chain(&row.add).chain(&row.set) {
        names.push(name);
        values.push((*number).into());
    }
    for (name, words) in &row.words {
        names.push(name);
        values.push(words.clone().into());
    }
    let table = row.table;
    let places: Vec<String> = (1..=values.len()).map(|place| format!("${place}")).collect();
    let added = row.add.iter().map(|(name, _)| format!("{name} = {table}.{name} + excluded.{name}"));
    let replaced = row.set.iter().map(|(name, _)| *name).chain(row.words.iter().map(|(name, _)| *name));
    let replaced = replaced.map(|name| format!("{name} = excluded.{name}"));
    let changes: Vec<String> = added.chain(replaced).collect();
    let keys: Vec<&str> = std::iter::once("book").chain(row.key.iter().map(|(name, _)| *name)).collect();
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
        names.join(","),
        places.join(","),
        keys.join(","),
        changes.join(", ")
    );
    Statement::from_sql_and_values(backend, sql, values)
}
