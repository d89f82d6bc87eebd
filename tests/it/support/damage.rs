//! A database that is changed behind the program's back, and put right again.

use super::world::World;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
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

impl Table {
    /// A statement that adds a row: that which `of` selects, with other values in the changed columns.
    pub fn copy(&self, changed: &[(&str, &str)], of: &str) -> String {
        let mut row: BTreeMap<&str, &str> =
            [self.ints, self.bytes, self.words].concat().into_iter().map(|column| (column, column)).collect();
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
    /// Takes away what forbids changes of the log.
    pub async fn of(world: &World) -> Self {
        let hand = Self { db: world.app.database.writer.clone() };
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
        let row = self
            .db
            .query_one_raw(Statement::from_string(self.backend(), sql))
            .await
            .expect("it works")
            .expect("it works");
        row.try_get_by_index(0).expect("it works")
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
        let sql = format!("SELECT {value} FROM {} WHERE {row}", table.name);
        let row = self
            .db
            .query_one_raw(Statement::from_string(self.backend(), sql))
            .await
            .expect("it works")
            .expect("it works");
        row.try_get_by_index(0).expect("it works")
    }

    /// A condition that finds row `number` of those that `among` selects, in the order of the key.
    pub fn row(table: &Table, number: usize, among: &str) -> String {
        let Table { name, key, .. } = table;
        format!("({key}) = (SELECT {key} FROM {name} WHERE {among} ORDER BY {key} LIMIT 1 OFFSET {number})")
    }

    /// Statements that flip one bit in each of some bytes of every column of a row.
    pub async fn flips(&self, table: &Table, row: &str, turn: usize) -> Vec<String> {
        let mut all = Vec::new();
        let update =
            |column: &str, value: String| format!("UPDATE {} SET {column} = {value} WHERE {row}", table.name);
        for column in table.ints {
            for byte in [turn % 8, (turn + 3) % 8, 7] {
                let mask = match 1_i64 << (byte * 8 + turn % 7) {
                    bit if byte == 7 && turn.is_multiple_of(2) => format!("({bit})"),
                    _ if byte == 7 => "(-9223372036854775807 - 1)".to_string(),
                    bit => format!("({bit})"),
                };
                // Exclusive or, which SQLite does not have; a number that is not there gets one.
                let flipped = format!("COALESCE(({column} | {mask}) - ({column} & {mask}), 5)");
                all.push(update(column, flipped));
            }
        }
        for (columns, words) in [(table.bytes, false), (table.words, true)] {
            for column in columns {
                let Some(bytes) = self.bytes(table, column, words, row).await else { continue };
                for place in
                    [0, bytes.len() / 2, bytes.len().saturating_sub(1), (turn * 7) % bytes.len().max(1)]
                {
                    let mut flipped = bytes.clone();
                    let Some(byte) = flipped.get_mut(place) else { continue };
                    *byte ^= 1 << (turn % 5);
                    let blob = self.blob(&flipped);
                    all.push(update(
                        column,
                        match (self.backend(), words) {
                            (DbBackend::Sqlite, true) => format!("CAST({blob} AS TEXT)"),
                            (_, true) => format!("convert_from({blob}, 'UTF8')"),
                            (_, false) => blob,
                        },
                    ));
                }
            }
        }
        all
    }
}
