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
    // The index on the credited account gives the transfers in order; a lot's account names the lot.
    let sql = "SELECT transfer.seq, transfer.leg, lot.thing FROM transfer \
               JOIN account lot ON lot.book = transfer.book AND lot.no = transfer.lot \
               WHERE transfer.book = $1 AND (transfer.seq, transfer.leg) > ($4, $5) AND transfer.credit = \
               (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
               ORDER BY transfer.seq, transfer.leg LIMIT $6";
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
    // A lot has few transfers, so that summing up the earlier ones is a short look in the index. A common pot
    // has many: whoever wants to know of those counts along.
    let sql = "SELECT gift.seq, gift.leg, lot.thing, giver.kind, giver.thing, gift.cents, \
               CASE WHEN giver.kind = $7 THEN (SELECT CAST(COALESCE(SUM(cents), 0) AS BIGINT) FROM transfer \
               WHERE book = gift.book AND debit = gift.debit AND credit = gift.credit \
               AND (seq, leg) < (gift.seq, gift.leg)) ELSE 0 END \
               FROM transfer gift \
               JOIN account lot ON lot.book = gift.book AND lot.no = gift.lot \
               JOIN account giver ON giver.book = gift.book AND giver.no = gift.debit \
               WHERE gift.book = $1 AND (gift.seq, gift.leg) > ($4, $5) AND gift.credit = \
               (SELECT no FROM account WHERE book = $1 AND kind = $2 AND thing = $3) \
               ORDER BY gift.seq, gift.leg LIMIT $6";
    let values: [Value; 7] = [
        book.0.into(),
        kind.into(),
        thing.into(),
        after.0.into(),
        after.1.into(),
        (limit as i64).into(),
        lots.into(),
    ];
    snapshot.query(sql, values).await?.iter().map(gift).collect()
}

fn gift(row: &QueryResult) -> Result<Gift, StoreError> {
    let (at, lot) = given(row)?;
    let (kind, thing) = (int(row, 3)?, int(row, 4)?);
    let from = Account::from_parts(kind, thing)
        .ok_or_else(|| StoreError::Corrupt(format!("an account of kind {kind}")))?;
    Ok(Gift { at, lot, from, cents: int(row, 5)?, before: int(row, 6)? })
}
