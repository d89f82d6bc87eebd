//! What accounts hold.

use super::database::Database;
use super::load::{account_row, int};
use super::rows::AccountRow;
use super::storage::StoreError;
use crate::domain::{Account, BookId, LotId};
use sea_orm::{ConnectionTrait, Statement, Value};

/// What all lots together were debited and credited with, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotTotals {
    /// Sum of debits.
    pub debits: i64,
    /// Sum of credits.
    pub credits: i64,
}

/// All accounts of a book but those of lots, in the order of their numbers, and the lots together: there are
/// few of the others, and as many lots as activated cheques.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn all(database: &Database, book: BookId) -> Result<(Vec<AccountRow>, LotTotals), StoreError> {
    let db = &database.reader;
    let (lots, _) = Account::Lot(LotId(0)).parts();
    let values: [Value; 2] = [book.0.into(), lots.into()];
    let sql = "SELECT no,kind,thing,debits,credits FROM account WHERE book = $1 AND kind <> $2 ORDER BY no";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values.clone());
    let rows = db.query_all_raw(statement).await?;
    let others: Result<Vec<_>, _> = rows.iter().map(account_row).collect();
    // The sum of whole numbers is a decimal one on PostgreSQL.
    let sql = "SELECT CAST(COALESCE(SUM(debits), 0) AS BIGINT), CAST(COALESCE(SUM(credits), 0) AS BIGINT) \
               FROM account WHERE book = $1 AND kind = $2";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let totals = match db.query_one_raw(statement).await? {
        Some(row) => LotTotals { debits: int(&row, 0)?, credits: int(&row, 1)? },
        None => LotTotals { debits: 0, credits: 0 },
    };
    Ok((others?, totals))
}
