//! What follows from the log and can be made again: states and views. Accounts follow from it too, but belong
//! to the books like the transfers, which name them by number: were they wrong, nobody should mend them
//! without having looked, so they stay.

use super::arrays::Tx;
use super::database::NO_LIMITS;
use super::storage::StoreError;
use crate::domain::BookId;
use sea_orm::sqlx::{self, AssertSqlSafe};

/// Lets a transaction take as long as it needs: PostgreSQL does not cut it off.
///
/// # Errors
/// The database's.
pub async fn take_time(tx: &mut Tx) -> Result<(), StoreError> {
    if let Tx::Postgres(tx) = tx {
        for limit in NO_LIMITS {
            sqlx::query(limit).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// Deletes the states and the rows of these views of a book.
///
/// # Errors
/// The database's.
pub async fn delete(tx: &mut Tx, book: BookId, views: &[&str]) -> Result<(), StoreError> {
    for table in [&["state"], views].concat() {
        let sql = AssertSqlSafe(format!("DELETE FROM {table} WHERE book = $1"));
        match tx {
            Tx::Sqlite(tx) => _ = sqlx::query(sql).bind(book.0).execute(&mut **tx).await?,
            Tx::Postgres(tx) => _ = sqlx::query(sql).bind(book.0).execute(&mut **tx).await?,
        }
    }
    Ok(())
}
