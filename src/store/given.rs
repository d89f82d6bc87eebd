//! Which lots gave to an initiative or a common pot, in the order in which they did.

use super::database::Database;
use super::load::int;
use super::snapshot::Snapshot;
use super::storage::StoreError;
use crate::domain::{Account, BookId, LotId};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
use std::collections::HashSet;

/// A place in the log: the event and the leg of a transfer.
pub type Cursor = (i64, i64);

/// Before the first.
pub const START: Cursor = (0, 0);

/// The places of at most $6 transfers into an account ($2, $3) behind a cursor ($4, $5). Selecting no more than the
/// index by the credited account holds makes SQLite use it: for anything else it would rather read the whole log.
const PLACES: &str = "(SELECT seq, leg FROM transfer WHERE book = $1 AND (seq, leg) > ($4, $5) AND credit = \
                      (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
                      ORDER BY seq, leg LIMIT $6) AS place";

/// The transfers at these places, and the account of the lot, which names it. SQLite keeps the order of a cross join.
const FOUND: &str = "gift.book = $1 AND gift.seq = place.seq AND gift.leg = place.leg \
                     AND lot.book = $1 AND lot.no = gift.lot";

/// A page of lots that gave, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Each lot once. What it gave may have been taken back since.
    pub lots: Vec<LotId>,
    /// The place of the last transfer that was looked at.
    pub last: Cursor,
    /// Whether nothing comes behind it.
    pub ended: bool,
}

/// The lots of at most `limit` transfers into a pot behind `after`.
///
/// # Errors
/// The database's.
pub async fn page(
    database: &Database,
    book: BookId,
    pot: Account,
    after: Cursor,
    limit: usize,
) -> Result<Page, StoreError> {
    let (kind, thing) = pot.parts();
    let db = &database.reader;
    let sql = format!(
        "SELECT gift.seq, gift.leg, lot.thing FROM {PLACES} CROSS JOIN transfer gift CROSS JOIN account lot \
         WHERE {FOUND} ORDER BY gift.seq, gift.leg"
    );
    let values: [Value; 6] =
        [book.0.into(), kind.into(), thing.into(), after.0.into(), after.1.into(), (limit as i64).into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let rows = db.query_all_raw(statement).await?;
    let (mut lots, mut seen, mut last) = (Vec::new(), HashSet::new(), after);
    for row in &rows {
        let (place, lot) = given(row)?;
        last = place;
        if seen.insert(lot) {
            lots.push(lot);
        }
    }
    Ok(Page { lots, last, ended: rows.len() < limit })
}

fn given(row: &QueryResult) -> Result<(Cursor, LotId), StoreError> {
    Ok(((int(row, 0)?, int(row, 1)?), LotId(int(row, 2)?)))
}

/// Money of a lot that was put in a pot, by the resident or by the common pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gift {
    /// The event and the leg.
    pub at: Cursor,
    /// Whose money.
    pub lot: LotId,
    /// The account it came from: the lot or a common pot; or what was set aside and not paid after all.
    pub from: Account,
    /// How much, in cents.
    pub cents: i64,
    /// What the same lot had put in that pot before, in cents; 0 for what does not come from a lot.
    pub before: i64,
}

/// At most `limit` gifts to a pot behind `after`, in order.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an account of an unknown kind.
pub async fn gifts(
    snapshot: &Snapshot,
    book: BookId,
    pot: Account,
    after: Cursor,
    limit: usize,
) -> Result<Vec<Gift>, StoreError> {
    let (lots, _) = Account::Lot(LotId(0)).parts();
    let (kind, thing) = pot.parts();
    // A lot has few transfers, so that summing up the earlier ones is a short look in the index. A common pot has
    // many: whoever wants to know of those counts along.
    let before = "SELECT CAST(COALESCE(SUM(earlier.cents), 0) AS BIGINT) \
                  FROM transfer own CROSS JOIN transfer earlier \
                  WHERE own.book = $1 AND own.debit = gift.debit AND (own.seq, own.leg) < (gift.seq, gift.leg) \
                  AND earlier.book = $1 AND earlier.seq = own.seq AND earlier.leg = own.leg \
                  AND earlier.credit = gift.credit";
    let sql = format!(
        "SELECT gift.seq, gift.leg, lot.thing, giver.kind, giver.thing, gift.cents, \
         CASE WHEN giver.kind = $7 THEN ({before}) ELSE 0 END \
         FROM {PLACES} CROSS JOIN transfer gift CROSS JOIN account lot CROSS JOIN account giver \
         WHERE {FOUND} AND giver.book = $1 AND giver.no = gift.debit ORDER BY gift.seq, gift.leg"
    );
    let values: [Value; 7] = [
        book.0.into(),
        kind.into(),
        thing.into(),
        after.0.into(),
        after.1.into(),
        (limit as i64).into(),
        lots.into(),
    ];
    snapshot.query(&sql, values).await?.iter().map(gift).collect()
}

fn gift(row: &QueryResult) -> Result<Gift, StoreError> {
    let (at, lot) = given(row)?;
    let (kind, thing) = (int(row, 3)?, int(row, 4)?);
    let from = Account::from_parts(kind, thing)
        .ok_or_else(|| StoreError::Corrupt(format!("an account of kind {kind}")))?;
    Ok(Gift { at, lot, from, cents: int(row, 5)?, before: int(row, 6)? })
}
