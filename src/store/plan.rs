//! How queries are read, for tests: whether an index is used that holds no more than is asked for.

use super::database::Database;
use sea_orm::{ConnectionTrait as _, DbBackend, QueryTrait, Statement};

/// How SQLite reads what a query asks for.
pub async fn of(query: impl QueryTrait) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/book.db", folder.path().display());
    let database = Database::open(&url).await.expect("the database opens");
    let Statement { sql, values, .. } = query.build(DbBackend::Sqlite);
    let sql = format!("EXPLAIN QUERY PLAN {sql}");
    let explain = Statement { sql, values, db_backend: DbBackend::Sqlite };
    let rows = database.reader.query_all_raw(explain).await.expect("it is read");
    let lines: Vec<String> = rows.iter().map(|row| row.try_get_by_index(3).expect("words")).collect();
    lines.join("\n")
}
