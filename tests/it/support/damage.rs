//! A database that is changed behind the program's back, and put right again.

use super::world::World;
use sea_orm::sqlx::error::ErrorKind;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, RuntimeErr, Statement, TryGetable};
use std::collections::BTreeMap;

/// The columns of a table that are damaged, by what is in them.
pub struct Table {
    pub name: &'static str,
    /// The primary key.
    pub key: &'static str,
    pub ints: &'static [&'static str],
    pub bytes: &'static [&'static str],
    pub words: &'static [&'static str],
}

/// Which bytes of a row are damaged.
#[derive(Clone, Copy)]
pub enum Bytes {
    /// Some of each column; others for another number.
    Some(usize),
    /// All.
    All,
}

impl Bytes {
    /// The places of the bytes in a column of so many.
    fn places(self, length: usize) -> Vec<usize> {
        let Self::Some(turn) = self else { return (0..length).collect() };
        let places = [0, length / 2, length.saturating_sub(1), turn * 7 % length.max(1)];
        places.into_iter().filter(|&place| place < length).collect()
    }

    /// The bytes of a number that are damaged, each with the bit that is flipped.
    fn masks(self) -> Vec<String> {
        let (turn, places) = match self {
            Self::Some(turn) => (turn, vec![turn % 8, (turn + 3) % 8, 7]),
            Self::All => (1, (0..8).collect()),
        };
        let mask = |byte: usize| match 1_i64 << (byte * 8 + turn % 7) {
            _ if byte == 7 && turn % 2 == 1 => "(-9223372036854775807 - 1)".to_string(),
            bit => format!("({bit})"),
        };
        places.into_iter().map(mask).collect()
    }

    /// The bit that is flipped in each byte of words and of bytes: one that leaves words in UTF-8.
    fn bit(self) -> u8 {
        match self {
            Self::Some(turn) => 1 << (turn % 5),
            Self::All => 1,
        }
    }
}

/// Whether a statement was refused by a rule of the schema, and not because it makes no sense.
pub fn is_against_the_schema(error: &DbErr) -> bool {
    let DbErr::Exec(RuntimeErr::SqlxError(error)) = error else { return false };
    let kind = error.as_database_error().map(sea_orm::sqlx::error::DatabaseError::kind);
    matches!(kind, Some(ErrorKind::UniqueViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation))
}

impl Table {
    /// Its columns.
    pub fn columns(&self) -> Vec<&'static str> {
        [self.ints, self.bytes, self.words].concat()
    }

    /// A statement that adds a row: that which `of` selects, with other values in the changed columns.
    pub fn copy(&self, changed: &[(&str, &str)], of: &str) -> String {
        let mut row: BTreeMap<&str, &str> =
            self.columns().into_iter().map(|column| (column, column)).collect();
        row.extend(changed.iter().copied());
        let columns: Vec<&str> = row.keys().copied().collect();
        let values: Vec<&str> = row.values().copied().collect();
        let (name, columns, values) = (self.name, columns.join(", "), values.join(", "));
        format!("INSERT INTO {name} ({columns}) SELECT {values} FROM {name} WHERE {of}")
    }
}

/// Somebody who writes into the tables.
pub struct Hand {
    db: DatabaseConnection,
}

impl Hand {
    /// Takes nothing away.
    pub fn beside(world: &World) -> Self {
        Self { db: world.app.database.writer.clone() }
    }

    /// Takes away what forbids changes of the log, and what makes many small ones slow.
    pub async fn of(world: &World) -> Self {
        let hand = Self::beside(world);
        let triggers = ["event_fixed", "event_kept", "transfer_fixed", "transfer_kept"];
        for trigger in triggers {
            let table = trigger.split('_').next().expect("it works");
            hand.run(&match hand.backend() {
                DbBackend::Sqlite => format!("DROP TRIGGER IF EXISTS {trigger}"),
                _ => format!("DROP TRIGGER IF EXISTS {trigger} ON {table}"),
            })
            .await
            .expect("it works");
        }
        if hand.backend() == DbBackend::Sqlite {
            hand.run("PRAGMA synchronous = OFF").await.expect("it works");
        }
        hand
    }

    fn backend(&self) -> DbBackend {
        self.db.get_database_backend()
    }

    /// Runs a statement; answers how many rows it changed.
    pub async fn run(&self, sql: &str) -> Result<u64, DbErr> {
        Ok(self.db.execute_raw(Statement::from_string(self.backend(), sql)).await?.rows_affected())
    }

    /// A number from a query.
    pub async fn number(&self, sql: &str) -> i64 {
        self.cell(sql).await
    }

    /// The first cell of the first row of a query.
    async fn cell<T: TryGetable>(&self, sql: &str) -> T {
        let row = self.db.query_one_raw(Statement::from_string(self.backend(), sql)).await.expect("it works");
        row.expect("it works").try_get_by_index(0).expect("it works")
    }

    /// Keeps a copy of a table.
    pub async fn save(&self, table: &str) {
        self.run(&format!("CREATE TABLE saved_{table} AS SELECT * FROM {table}")).await.expect("it works");
    }

    /// Puts a table back as it was saved.
    pub async fn restore(&self, table: &str) {
        self.run(&format!("DELETE FROM {table}")).await.expect("it works");
        self.run(&format!("INSERT INTO {table} SELECT * FROM saved_{table}")).await.expect("it works");
    }

    /// Bytes as the engine writes them.
    fn blob(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        match self.backend() {
            DbBackend::Sqlite => format!("x'{hex}'"),
            _ => format!("'\\x{hex}'::bytea"),
        }
    }

    /// The bytes in a column of a row; none for NULL.
    async fn bytes(&self, table: &Table, column: &str, words: bool, row: &str) -> Option<Vec<u8>> {
        let value = match (self.backend(), words) {
            (DbBackend::Sqlite, _) => format!("CAST({column} AS BLOB)"),
            (_, true) => format!("convert_to({column}, 'UTF8')"),
            (_, false) => column.to_string(),
        };
        self.cell(&format!("SELECT {value} FROM {} WHERE {row}", table.name)).await
    }

    /// A condition that finds row `number` of those that `among` selects, in the order of the key.
    pub fn row(table: &Table, number: usize, among: &str) -> String {
        let Table { name, key, .. } = table;
        format!("({key}) = (SELECT {key} FROM {name} WHERE {among} ORDER BY {key} LIMIT 1 OFFSET {number})")
    }

    /// Statements that flip one bit in each of these bytes of every column of a row, each with its column.
    pub async fn flips(&self, table: &Table, row: &str, which: Bytes) -> Vec<(&'static str, String)> {
        let update =
            |column: &str, value: &str| format!("UPDATE {} SET {column} = {value} WHERE {row}", table.name);
        let mut all = Vec::new();
        for column in table.ints {
            for mask in which.masks() {
                // Exclusive or, which SQLite does not have; a number that is not there gets one.
                let flipped = format!("COALESCE(({column} | {mask}) - ({column} & {mask}), 5)");
                all.push((*column, update(column, &flipped)));
            }
        }
        for (columns, words) in [(table.bytes, false), (table.words, true)] {
            for column in columns {
                let Some(bytes) = self.bytes(table, column, words, row).await else { continue };
                for place in which.places(bytes.len()) {
                    let mut flipped = bytes.clone();
                    flipped[place] ^= which.bit();
                    all.push((*column, update(column, &self.value(&flipped, words))));
                }
            }
        }
        all
    }

    /// Bytes or words as the engine writes them.
    fn value(&self, bytes: &[u8], words: bool) -> String {
        let blob = self.blob(bytes);
        match (self.backend(), words) {
            (DbBackend::Sqlite, true) => format!("CAST({blob} AS TEXT)"),
            (_, true) => format!("convert_from({blob}, 'UTF8')"),
            (_, false) => blob,
        }
    }
}
