//! Array statements: many rows in one statement, prepared once per shape. On the append path they cost a
//! fraction of row-by-row inserts (ARCHITECTURE.md has the measurement). PostgreSQL gets one array per column;
//! SQLite has no arrays, so rows go in chunks of fixed sizes that stay in the statement cache.

use super::storage::StoreError;
use sea_orm::sea_query::ArrayType;
use sea_orm::sqlx::postgres::PgArguments;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::sqlite::SqliteArguments;
use sea_orm::sqlx::{self, AssertSqlSafe, Postgres, Sqlite, Transaction};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};

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

    /// Binds one row's value on SQLite.
    fn bind_row<'q>(&'q self, row: usize, query: SqliteQuery<'q>) -> SqliteQuery<'q> {
        match self {
            Self::Int(values) => query.bind(values[row]),
            Self::OptInt(values) => query.bind(values[row]),
            Self::Text(values) => query.bind(values[row].as_str()),
            Self::OptText(values) => query.bind(values[row].as_deref()),
            Self::Bytes(values) => query.bind(values[row].as_slice()),
        }
    }

    /// Binds all values as one array on PostgreSQL.
    fn bind_array<'q>(&'q self, query: PostgresQuery<'q>) -> PostgresQuery<'q> {
        match self {
            Self::Int(values) => query.bind(values),
            Self::OptInt(values) => query.bind(values),
            Self::Text(values) => query.bind(values),
            Self::OptText(values) => query.bind(values),
            Self::Bytes(values) => query.bind(values),
        }
    }
}

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

/// Runs a statement over rows. `sql` puts it around their source: on PostgreSQL a select from arrays, on
/// SQLite a list of values. Answers how many rows it changed.
async fn run(tx: &mut Tx, columns: &[Named], sql: impl Fn(&str) -> String) -> Result<u64, StoreError> {
    let rows = columns.first().map_or(0, |(_, column)| column.len());
    if rows == 0 {
        return Ok(0);
    }
    match tx {
        Tx::Postgres(tx) => {
            let text = sql(&unnest(columns));
            let mut query = sqlx::query(AssertSqlSafe(text));
            for (_, column) in columns {
                query = column.bind_array(query);
            }
            Ok(query.execute(&mut **tx).await?.rows_affected())
        }
        Tx::Sqlite(tx) => {
            let (mut changed, mut done) = (0, 0);
            for chunk in CHUNKS {
                let text =
                    if rows - done >= chunk { sql(&value_list(chunk, columns.len())) } else { String::new() };
                while rows - done >= chunk {
                    let mut query = sqlx::query(AssertSqlSafe(text.clone()));
                    for row in done..done + chunk {
                        for (_, column) in columns {
                            query = column.bind_row(row, query);
                        }
                    }
                    changed += query.execute(&mut **tx).await?.rows_affected();
                    done += chunk;
                }
            }
            Ok(changed)
        }
    }
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
    let on: Vec<String> = columns.iter().map(|(name, _)| format!("{table}.{name} = wanted.{name}")).collect();
    let (names, on) = (names(&columns), on.join(" AND "));
    let sql = |source: &str| {
        format!("WITH wanted({names}) AS ({source}) SELECT {wanted} FROM wanted {join} {table} ON {on}")
    };
    let mut found = Vec::new();
    for statement in selects(backend, columns, sql) {
        found.extend(db.query_all_raw(statement).await?);
    }
    Ok(found)
}

fn selects(backend: DbBackend, columns: Vec<Named>, sql: impl Fn(&str) -> String) -> Vec<Statement> {
    let rows = columns.first().map_or(0, |(_, column)| column.len());
    if rows == 0 {
        return Vec::new();
    }
    if backend == DbBackend::Postgres {
        let text = sql(&unnest(&columns));
        let values: Vec<Value> = columns.into_iter().map(|(_, column)| column.into_array()).collect();
        return vec![Statement::from_sql_and_values(backend, text, values)];
    }
    let mut statements = Vec::new();
    let mut done = 0;
    for chunk in CHUNKS {
        while rows - done >= chunk {
            let rows = done..done + chunk;
            let values = rows.flat_map(|row| columns.iter().map(move |(_, column)| column.value(row)));
            let text = sql(&value_list(chunk, columns.len()));
            statements.push(Statement::from_sql_and_values(backend, text, values));
            done += chunk;
        }
    }
    statements
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
pub async fn insert(tx: &mut Tx, table: &str, columns: Vec<Named>) -> Result<(), StoreError> {
    let names = names(&columns);
    run(tx, &columns, |source| format!("INSERT INTO {table} ({names}) {source}")).await?;
    Ok(())
}

/// Inserts rows; where the key exists, `change` says what becomes of the row, such as `body = excluded.body`.
pub async fn upsert(
    tx: &mut Tx,
    table: &str,
    key: &str,
    change: &str,
    columns: Vec<Named>,
) -> Result<(), StoreError> {
    let names = names(&columns);
    run(tx, &columns, |source| {
        format!("INSERT INTO {table} ({names}) {source} ON CONFLICT ({key}) DO UPDATE SET {change}")
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
    columns: Vec<Named>,
) -> Result<u64, StoreError> {
    let names = names(&columns);
    run(tx, &columns, |source| {
        format!("WITH rows({names}) AS ({source}) UPDATE {table} SET {set} FROM rows WHERE {find}")
    })
    .await
}
