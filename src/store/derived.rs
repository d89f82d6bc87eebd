//! What follows from the log and can be made again: states and views. Accounts follow from it too, but belong
//! to the books like the transfers, which name them by number: were they wrong, nobody should mend them
//! without having looked, so they stay.

use super::arrays::Tx;
use super::storage::StoreError;
use crate::domain::BookId;
use sea_orm::sqlx::{self, AssertSqlSafe};

/// Deletes the states and the rows of these views of a book. However long the transaction takes afterwards,
/// PostgreSQL does not cut it off.
///
/// # Errors
/// The database's.
pub async fn delete(tx: &mut Tx, book: BookId, views: &[&str]) -> Result<(), StoreError> {
    if let Tx::Postgres(tx) = tx {
        sqlx::query("SET LOCAL statement_timeout = 0").execute(&mut **tx).await?;
    }
    for table in [&["state"], views].concat() {
        let sql = AssertSqlSafe(format!("DELETE FROM {table} WHERE book = $1"));
        match tx {
            Tx::Sqlite(tx) => _ = sqlx::query(sql).bind(book.0).execute(&mut **tx).await?,
            Tx::Postgres(tx) => _ = sqlx::query(sql).bind(book.0).execute(&mut **tx).await?,
        }
    }
    Ok(())
}
