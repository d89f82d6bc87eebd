//! What accounts hold, and held.

use super::database::Database;
use super::load::{account_row, int};
use super::rows::AccountRow;
use super::snapshot::Snapshot;
use super::storage::StoreError;
use crate::domain::{Account, BookId, LotId};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

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

/// What an account held as of event `seq`, credits less debits in cents: the balance that is stored with its last
/// transfer up to there. Two seeks in the indexes by account find it, however long the log is. Nothing before the
/// first transfer, and of an account that never was.
///
/// # Errors
/// The database's.
pub async fn as_of(snapshot: &Snapshot, book: BookId, account: Account, seq: i64) -> Result<i64, StoreError> {
    let (kind, thing) = account.parts();
    let values = [book.0.into(), kind.into(), thing.into(), seq.into()];
    let rows = snapshot.query(&as_of_sql(), values).await?;
    rows.first().map_or(Ok(0), |row| int(row, 0))
}

/// The query of [`as_of`], of which a test asks how the database answers it: book, kind and thing of the account,
/// and event.
pub fn as_of_sql() -> String {
    // The inner select takes no more than the index by account holds: only so does SQLite use it.
    let last = |side: &str| {
        format!(
            "SELECT {side}_after AS balance, seq, leg FROM transfer WHERE book = $1 AND (seq, leg) = \
             (SELECT seq, leg FROM transfer WHERE book = $1 AND seq <= $4 AND {side} = \
             (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
             ORDER BY seq DESC, leg DESC LIMIT 1)"
        )
    };
    format!("{} UNION ALL {} ORDER BY seq DESC, leg DESC LIMIT 1", last("debit"), last("credit"))
}

/// What went between an account and others of one kind, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The other account. Lots are too many to tell apart: they are all together under lot 0.
    pub other: Account,
    /// What came in from it.
    pub came: i64,
    /// What went out to it.
    pub went: i64,
}

/// What ever went between an account and each of the others. It reads all transfers of the account.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an account of an unknown kind.
pub async fn moved(snapshot: &Snapshot, book: BookId, account: Account) -> Result<Vec<Moved>, StoreError> {
    let (lots, _) = Account::Lot(LotId(0)).parts();
    let with = |own: &str, other: &str, came: &str, went: &str| {
        format!(
            "SELECT kind, CASE WHEN kind = $4 THEN 0 ELSE thing END AS thing, {came} AS came, {went} AS went \
             FROM transfer place CROSS JOIN transfer moved CROSS JOIN account \
             WHERE place.book = $1 AND place.{own} = \
             (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
             AND moved.book = $1 AND moved.seq = place.seq AND moved.leg = place.leg \
             AND account.book = $1 AND account.no = moved.{other}"
        )
    };
    let (came, went) =
        (with("credit", "debit", "moved.cents", "0"), with("debit", "credit", "0", "moved.cents"));
    let sql = format!(
        "SELECT kind, thing, CAST(SUM(came) AS BIGINT), CAST(SUM(went) AS BIGINT) \
         FROM ({came} UNION ALL {went}) AS both_ways GROUP BY kind, thing ORDER BY kind, thing"
    );
    let (kind, thing) = account.parts();
    let rows = snapshot.query(&sql, [book.0.into(), kind.into(), thing.into(), lots.into()]).await?;
    rows.iter().map(moved_row).collect()
}

fn moved_row(row: &QueryResult) -> Result<Moved, StoreError> {
    let (kind, thing) = (int(row, 0)?, int(row, 1)?);
    let other = Account::from_parts(kind, thing)
        .ok_or_else(|| StoreError::Corrupt(format!("an account of kind {kind}")))?;
    Ok(Moved { other, came: int(row, 2)?, went: int(row, 3)? })
}
