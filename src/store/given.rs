//! Which lots gave to an initiative or a common pot, in the order in which they did.

use super::database::Database;
use super::load::int;
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
