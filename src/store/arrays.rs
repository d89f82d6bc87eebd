//! Array statements: many rows in one statement, prepared once per shape. On the append path they cost a
//! fraction of row-by-row inserts (ARCHITECTURE.md has the measurement).
//!
//! PostgreSQL gets one array per column. SQLite has no arrays: rows go as a list of values whose length is a
//! power of two, so that few shapes fill the statement cache; the rest of the list is NULL and left out.

use super::storage::StoreError;
use sea_orm::sea_query::ArrayType;
use sea_orm::sqlx::postgres::PgArguments;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::sqlite::SqliteArguments;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres, Sqlite, Transaction};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};

/// The values of one column, one for each row. The first column of a statement has no NULL of its own.
#[derive(Clone, Debug)]
pub enum Column<'a> {
    /// Whole numbers.
    Int(Vec<i64>),
    /// Whole numbers, or nothing.
    OptInt(Vec<Option<i64>>),
    /// Words.
    Text(Vec<&'a str>),
    /// Words, or nothing.
    OptText(Vec<Option<&'a str>>),
    /// Bytes.
    Bytes(Vec<&'a [u8]>),
}

/// A named column with its values.
pub type Named<'a> = (&'static str, Column<'a>);

/// The most rows in one list of values. With 11 columns that is far below SQLite's 32,767 parameters.
const LONGEST_LIST: usize = 512;

type SqliteQuery<'q> = Query<'q, Sqlite, SqliteArguments>;
type PostgresQuery<'q> = Query<'q, Postgres, PgArguments>;

/// A transaction on one of the engines, on a connection of the pool that sea-orm uses too.
#[derive(Debug)]
pub enum Tx {
    /// SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Column<'_> {
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

    /// Binds one row's value, or NULL behind the last row.
    fn bind_row<'q>(&'q self, row: usize, query: SqliteQuery<'q>) -> SqliteQuery<'q> {
        match self {
            Self::Int(values) => query.bind(values.get(row).copied()),
            Self::OptInt(values) => query.bind(values.get(row).copied().flatten()),
            Self::Text(values) => query.bind(values.get(row).copied()),
            Self::OptText(values) => query.bind(values.get(row).copied().flatten()),
            Self::Bytes(values) => query.bind(values.get(row).copied()),
        }
    }

    /// Binds all values as one array.
    fn bind_array<'q>(&'q self, query: PostgresQuery<'q>) -> PostgresQuery<'q> {
        match self {
            Self::Int(values) => query.bind(values),
            Self::OptInt(values) => query.bind(values),
            Self::Text(values) => query.bind(values),
            Self::OptText(values) => query.bind(values),
            Self::Bytes(values) => query.bind(values),
        }
    }

    /// One row's value for sea-orm, or NULL behind the last row.
    fn value(&self, row: usize) -> Value {
        match self {
            Self::Int(values) => values.get(row).copied().into(),
            Self::OptInt(values) => values.get(row).copied().flatten().into(),
            Self::Text(values) => values.get(row).copied().map(str::to_owned).into(),
            Self::OptText(values) => values.get(row).copied().flatten().map(str::to_owned).into(),
            Self::Bytes(values) => values.get(row).map(|bytes| bytes.to_vec()).into(),
        }
    }

    /// All values as one array for sea-orm.
    fn array(&self) -> Value {
        let kind = match self {
            Self::Int(_) | Self::OptInt(_) => ArrayType::BigInt,
            Self::Text(_) | Self::OptText(_) => ArrayType::String,
            Self::Bytes(_) => ArrayType::Bytes,
        };
        Value::Array(kind, Some(Box::new((0..self.len()).map(|row| self.value(row)).collect())))
    }
}

fn rows(columns: &[Named]) -> usize {
    columns.first().map_or(0, |(_, column)| column.len())
}

/// The lists that carry so many rows on SQLite: where each begins, and how long it is.
fn lists(rows: usize) -> impl Iterator<Item = (usize, usize)> {
    let list = move |from: usize| (from, (rows - from).min(LONGEST_LIST).next_power_of_two());
    (0..rows).step_by(LONGEST_LIST).map(list)
}

/// `SELECT * FROM UNNEST($1::bigint[], ...)`.
fn unnest(columns: &[Named]) -> String {
    let arrays: Vec<String> = columns
        .iter()
        .zip(1..)
        .map(|((_, column), place)| format!("${place}::{}", column.array_type()))
        .collect();
    format!("SELECT * FROM UNNEST({})", arrays.join(","))
}

/// `SELECT * FROM (VALUES (?,?),(?,?)) WHERE column1 IS NOT NULL`.
fn value_list(rows: usize, columns: usize) -> String {
    let row = format!("({}?)", "?,".repeat(columns - 1));
    let others = format!("{row},").repeat(rows - 1);
    format!("SELECT * FROM (VALUES {others}{row}) WHERE column1 IS NOT NULL")
}

impl Tx {
    /// What an error in the middle of a statement leaves behind is rolled back with its transaction; told so,
    /// SQLite keeps no journal of each statement besides.
    fn or_fail(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "OR FAIL ",
            Self::Postgres(_) => "",
        }
    }
}

fn names(columns: &[Named]) -> String {
    columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",")
}

/// Runs a statement over rows; `sql` puts it around the select that gives them. Answers how many rows it
/// changed.
async fn run(tx: &mut Tx, columns: &[Named<'_>], sql: impl Fn(&str) -> String) -> Result<u64, StoreError> {
    let rows = rows(columns);
    if rows == 0 {
        return Ok(0);
    }
    match tx {
        Tx::Postgres(tx) => {
            let mut query = sqlx::query(AssertSqlSafe(sql(&unnest(columns))));
            for (_, column) in columns {
                query = column.bind_array(query);
            }
            Ok(query.execute(&mut **tx).await?.rows_affected())
        }
        Tx::Sqlite(tx) => {
            let mut changed = 0;
            for (from, length) in lists(rows) {
                let text = sql(&value_list(length, columns.len()));
                let mut query = sqlx::query(AssertSqlSafe(text));
                for row in from..from + length {
                    for (_, column) in columns {
                        query = column.bind_row(row, query);
                    }
                }
                changed += query.execute(&mut **tx).await?.rows_affected();
            }
            Ok(changed)
        }
    }
}

/// Inserts rows.
pub async fn insert(tx: &mut Tx, table: &str, columns: Vec<Named<'_>>) -> Result<(), StoreError> {
    let (names, or_fail) = (names(&columns), tx.or_fail());
    run(tx, &columns, |source| format!("INSERT {or_fail}INTO {table} ({names}) {source}")).await?;
    Ok(())
}

/// Inserts the rows whose key does not exist; the others stay as they are.
pub async fn insert_new(
    tx: &mut Tx,
    table: &str,
    key: &str,
    columns: Vec<Named<'_>>,
) -> Result<(), StoreError> {
    let names = names(&columns);
    run(tx, &columns, |source| {
        format!("INSERT INTO {table} ({names}) {source} ON CONFLICT ({key}) DO NOTHING")
    })
    .await?;
    Ok(())
}

/// Deletes the rows whose columns equal one of the given rows. Answers how many there were.
pub async fn delete(tx: &mut Tx, table: &str, columns: Vec<Named<'_>>) -> Result<u64, StoreError> {
    delete_if(tx, table, "TRUE", columns).await
}

/// The same for those for which a condition holds.
pub async fn delete_if(
    tx: &mut Tx,
    table: &str,
    condition: &str,
    columns: Vec<Named<'_>>,
) -> Result<u64, StoreError> {
    let names = names(&columns);
    let sql = |source: &str| format!("DELETE FROM {table} WHERE ({names}) IN ({source}) AND {condition}");
    run(tx, &columns, sql).await
}

/// Inserts rows; where the key exists, `change` says what becomes of the row, such as `body = excluded.body`.
pub async fn upsert(
    tx: &mut Tx,
    table: &str,
    key: &str,
    change: &str,
    columns: Vec<Named<'_>>,
) -> Result<(), StoreError> {
    let (names, or_fail) = (names(&columns), tx.or_fail());
    run(tx, &columns, |source| {
        format!("INSERT {or_fail}INTO {table} ({names}) {source} ON CONFLICT ({key}) DO UPDATE SET {change}")
    })
    .await?;
    Ok(())
}

/// Changes rows that exist: `set` and `find` speak of the given rows as `rows`. Answers how many it found.
pub async fn update(
    tx: &mut Tx,
    table: &str,
    set: &str,
    find: &str,
    columns: Vec<Named<'_>>,
) -> Result<u64, StoreError> {
    let (names, or_fail) = (names(&columns), tx.or_fail());
    run(tx, &columns, |source| {
        format!("WITH rows({names}) AS ({source}) UPDATE {or_fail}{table} SET {set} FROM rows WHERE {find}")
    })
    .await
}

/// Selects `wanted` of the rows of `table` whose columns equal one of the given rows.
pub async fn find(
    db: &impl ConnectionTrait,
    table: &str,
    wanted: &str,
    columns: Vec<Named<'_>>,
) -> Result<Vec<QueryResult>, StoreError> {
    let backend = db.get_database_backend();
    // SQLite keeps the order of a CROSS JOIN: the few wanted rows first, each looked up by the table's index.
    let join = if backend == DbBackend::Sqlite { "CROSS JOIN" } else { "JOIN" };
    let on: Vec<String> = columns.iter().map(|(name, _)| format!("{table}.{name} = wanted.{name}")).collect();
    let (names, on) = (names(&columns), on.join(" AND "));
    let sql = |source: &str| {
        format!("WITH wanted({names}) AS ({source}) SELECT {wanted} FROM wanted {join} {table} ON {on}")
    };
    let mut found = Vec::new();
    for statement in selects(backend, &columns, sql) {
        found.extend(db.query_all_raw(statement).await?);
    }
    Ok(found)
}

fn selects(backend: DbBackend, columns: &[Named], sql: impl Fn(&str) -> String) -> Vec<Statement> {
    let rows = rows(columns);
    if rows == 0 {
        return Vec::new();
    }
    if backend == DbBackend::Postgres {
        let values: Vec<Value> = columns.iter().map(|(_, column)| column.array()).collect();
        return vec![Statement::from_sql_and_values(backend, sql(&unnest(columns)), values)];
    }
    let select = |(from, length): (usize, usize)| {
        let rows = from..from + length;
        let values = rows.flat_map(|row| columns.iter().map(move |(_, column)| column.value(row)));
        Statement::from_sql_and_values(backend, sql(&value_list(length, columns.len())), values)
    };
    lists(rows).map(select).collect()
}
