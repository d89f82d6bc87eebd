//! What ever went into a lot and out of it, the latest first, and when money last came into an account.

use super::database::Database;
use super::load::int;
use super::single::{read, timestamp};
use super::storage::StoreError;
use crate::domain::{Account, BookId, Cents, LotId, Timestamp};
use sea_orm::{QueryResult, Value};

/// Money that went between a lot and another account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The event.
    pub seq: i64,
    /// When it took effect.
    pub at: Timestamp,
    /// What happened, as the log calls it: `wallet.Pledged`.
    pub event: String,
    /// The other account.
    pub other: Account,
    /// Whether it came into the lot.
    pub came: bool,
    /// How much.
    pub cents: Cents,
}

/// At most `limit` movements of a lot before event `before`, the latest first. Both sides are seeks in the indexes by
/// account, however long the log is.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of_lot(
    database: &Database,
    book: BookId,
    (lot, before): (LotId, i64),
    limit: usize,
) -> Result<Vec<Movement>, StoreError> {
    let (kind, thing) = Account::Lot(lot).parts();
    let values: [Value; 5] = [book.0.into(), kind.into(), thing.into(), before.into(), (limit as i64).into()];
    read(database, &of_lot_sql(), values).await?.iter().map(movement).collect()
}

/// The query of [`of_lot`], of which a test asks how the database answers it.
pub fn of_lot_sql() -> String {
    // The inner select takes no more than the index by account holds: only so does SQLite use it.
    let side = |own: &str, other: &str, came: i64| {
        format!(
            "SELECT moved.seq AS seq, moved.leg AS leg, event.effective AS at, event.type AS type, \
             account.kind AS kind, account.thing AS thing, CAST({came} AS BIGINT) AS came, moved.cents AS cents \
             FROM (SELECT seq, leg FROM transfer WHERE book = $1 AND seq < $4 AND {own} = \
             (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
             ORDER BY seq DESC, leg DESC LIMIT $5) AS place \
             CROSS JOIN transfer moved CROSS JOIN account CROSS JOIN event \
             WHERE moved.book = $1 AND moved.seq = place.seq AND moved.leg = place.leg \
             AND account.book = $1 AND account.no = moved.{other} \
             AND event.book = $1 AND event.seq = place.seq"
        )
    };
    let (came, went) = (side("credit", "debit", 1), side("debit", "credit", 0));
    format!(
        "SELECT seq, at, type, kind, thing, came, cents FROM ({came} UNION ALL {went}) AS both_ways \
         ORDER BY seq DESC, leg DESC LIMIT $5"
    )
}

/// When money last came into an account; none if it never did. One seek in the index by account.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an impossible time.
pub async fn last_into(
    database: &Database,
    book: BookId,
    account: Account,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT event.effective FROM (SELECT seq, leg FROM transfer WHERE book = $1 AND credit = \
               (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
               ORDER BY seq DESC, leg DESC LIMIT 1) AS place CROSS JOIN event \
               WHERE event.book = $1 AND event.seq = place.seq";
    let (kind, thing) = account.parts();
    let values: [Value; 3] = [book.0.into(), kind.into(), thing.into()];
    let rows = read(database, sql, values).await?;
    rows.first().map(|row| timestamp(int(row, 0)?)).transpose()
}

fn movement(row: &QueryResult) -> Result<Movement, StoreError> {
    let (kind, thing) = (int(row, 3)?, int(row, 4)?);
    let other = Account::from_parts(kind, thing)
        .ok_or_else(|| StoreError::Corrupt(format!("an account of kind {kind}")))?;
    let cents = Cents::new(int(row, 6)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let (seq, at, event) = (int(row, 0)?, timestamp(int(row, 1)?)?, row.try_get_by_index(2)?);
    Ok(Movement { seq, at, event, other, came: int(row, 5)? == 1, cents })
}
