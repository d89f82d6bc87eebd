//! Array statements: many rows in one statement, prepared once per shape. On the append path they cost a
//! fraction of row-by-row inserts (ARCHITECTURE.md has the measurement). PostgreSQL gets one array per column;
//! SQLite has no arrays, so rows go in chunks of fixed sizes that stay in the statement cache.

use super::storage::StoreError;
use sea_orm::sea_query::ArrayType;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use std::fmt::Write;

/// The values of one column, one for each row.
#[derive(Clone, Debug)]
pub enum Column {
    /// Whole numbers.
    Int(Vec<i64>),
    /// Whole numbers, or nothing.
    OptInt(Vec<Option<i64>>),
    /// Words.
    Text(Vec<String>),
    /// Words, or nothing.
    OptText(Vec<Option<String>>),
    /// Bytes.
    Bytes(Vec<Vec<u8>>),
}

/// A named column with its values.
pub type Named = (&'static str, Column);

/// Chunk sizes on SQLite, largest first. With 11 columns the largest stays below its 32,767 parameters.
const CHUNKS: [usize; 5] = [256, 64, 16, 4, 1];

impl Column {
    fn len(&self) -> usize {
        match self {
            Self::Int(values) => values.len(),
            Self::OptInt(values) => values.len(),
            Self::Text(values) => values.len(),
            Self::OptText(values) => values.len(),
            Self::Bytes(values) => values.len(),
        }
    }

    /// The type of an array of it on PostgreSQL.
    fn array_type(&self) -> &'static str {
        match self {
            Self::Int(_) | Self::OptInt(_) => "bigint[]",
            Self::Text(_) | Self::OptText(_) => "text[]",
            Self::Bytes(_) => "bytea[]",
        }
    }

    fn value(&self, row: usize) -> Value {
        match self {
            Self::Int(values) => values[row].into(),
            Self::OptInt(values) => values[row].into(),
            Self::Text(values) => values[row].clone().into(),
            Self::OptText(values) => values[row].clone().into(),
            Self::Bytes(values) => values[row].clone().into(),
        }
    }

    fn into_array(self) -> Value {
        fn array<T: Into<Value>>(kind: ArrayType, values: Vec<T>) -> Value {
            Value::Array(kind, Some(Box::new(values.into_iter().map(Into::into).collect())))
        }
        match self {
            Self::Int(values) => array(ArrayType::BigInt, values),
            Self::OptInt(values) => array(ArrayType::BigInt, values),
            Self::Text(values) => array(ArrayType::String, values),
            Self::OptText(values) => array(ArrayType::String, values),
            Self::Bytes(values) => array(ArrayType::Bytes, values),
        }
    }
}

/// The statements that carry these rows. `sql` puts a statement around their source: on PostgreSQL a select
/// from arrays, on SQLite a list of values.
fn statements(backend: DbBackend, columns: Vec<Named>, sql: impl Fn(&str) -> String) -> Vec<Statement> {
    let rows = columns.first().map_or(0, |(_, column)| column.len());
    if rows == 0 {
        return Vec::new();
    }
    if backend == DbBackend::Postgres {
        let types: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(index, (_, column))| format!("${}::{}", index + 1, column.array_type()))
            .collect();
        let source = format!("SELECT * FROM UNNEST({})", types.join(","));
        let values: Vec<Value> = columns.into_iter().map(|(_, column)| column.into_array()).collect();
        return vec![Statement::from_sql_and_values(backend, sql(&source), values)];
    }
    let mut statements = Vec::new();
    let mut done = 0;
    for chunk in CHUNKS {
        while rows - done >= chunk {
            let mut values = Vec::with_capacity(chunk * columns.len());
            for row in done..done + chunk {
                values.extend(columns.iter().map(|(_, column)| column.value(row)));
            }
            let text = sql(&value_list(chunk, columns.len()));
            statements.push(Statement::from_sql_and_values(backend, text, values));
            done += chunk;
        }
    }
    statements
}

async fn run(
    db: &impl ConnectionTrait,
    columns: Vec<Named>,
    sql: impl Fn(&str) -> String,
) -> Result<(), StoreError> {
    for statement in statements(db.get_database_backend(), columns, sql) {
        db.execute_raw(statement).await?;
    }
    Ok(())
}

/// Selects `wanted` of the rows of `table` whose columns equal one of the given rows.
pub async fn find(
    db: &impl ConnectionTrait,
    table: &str,
    wanted: &str,
    columns: Vec<Named>,
) -> Result<Vec<QueryResult>, StoreError> {
    let backend = db.get_database_backend();
    // SQLite keeps the order of a CROSS JOIN: the few wanted rows first, each looked up by the table's index.
    let join = if backend == DbBackend::Sqlite { "CROSS JOIN" } else { "JOIN" };
    let on: Vec<String> =
        columns.iter().map(|(name, _)| format!("{table}.{name} = wanted.{name}")).collect();
    let (names, on) = (names(&columns), on.join(" AND "));
    let sql = |source: &str| {
        format!("WITH wanted({names}) AS ({source}) SELECT {wanted} FROM wanted {join} {table} ON {on}")
    };
    let mut found = Vec::new();
    for statement in statements(backend, columns, sql) {
        found.extend(db.query_all_raw(statement).await?);
    }
    Ok(found)
}

/// `VALUES (?,?),(?,?)`.
fn value_list(rows: usize, columns: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(","));
    format!("VALUES {}", vec![row; rows].join(","))
}

fn names(columns: &[Named]) -> String {
    columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",")
}

/// Inserts rows.
pub async fn insert(db: &impl ConnectionTrait, table: &str, columns: Vec<Named>) -> Result<(), StoreError> {
    let names = names(&columns);
    run(db, columns, |source| format!("INSERT INTO {table} ({names}) {source}")).await
}

/// Inserts rows; where the key exists, `change` says what becomes of the row, such as `body = excluded.body`.
pub async fn upsert(
    db: &impl ConnectionTrait,
    table: &str,
    key: &str,
    change: &str,
    columns: Vec<Named>,
) -> Result<(), StoreError> {
    let names = names(&columns);
    run(db, columns, |source| {
        format!("INSERT INTO {table} ({names}) {source} ON CONFLICT ({key}) DO UPDATE SET {change}")
    })
    .await
}

/// Adds to columns of rows that exist: the first `keys` columns find the row, the others are added.
pub async fn add(
    db: &impl ConnectionTrait,
    table: &str,
    keys: usize,
    columns: Vec<Named>,
) -> Result<(), StoreError> {
    let all: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut set = String::new();
    let mut find = String::new();
    for (index, name) in all.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = if index < keys {
            let and = if index > 0 { " AND " } else { "" };
            write!(find, "{and}{table}.{name} = rows.{name}")
        } else {
            let comma = if index > keys { ", " } else { "" };
            write!(set, "{comma}{name} = {table}.{name} + rows.{name}")
        };
    }
    let names = all.join(",");
    run(db, columns, |source| {
        format!("WITH rows({names}) AS ({source}) UPDATE {table} SET {set} FROM rows WHERE {find}")
    })
    .await
}
