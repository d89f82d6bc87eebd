//! Which cheques' tenancies and which households are there to be forgotten, and forgetting them.
//!
//! In SQL, since they go from place to place and ask other tables on the way, where the query builder is longer.

use super::super::arrays::{self, Column};
use super::super::database::Database;
use super::super::load::int;
use super::super::rows::Tenancy;
use super::super::single::{read, write};
use super::super::storage::{Storage, StorageTx, StoreError};
use crate::domain::{BookId, IssuerId, Kind, RoundId, Timestamp};
use sea_orm::{QueryResult, Value};

/// A row of a round's lists: the list, and the place in it.
pub type ListRow = (String, i64);

/// Which lists of a round are old: those given before a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Old<'a> {
    /// The hash of the round's own list; none if it has none yet.
    pub own: Option<&'a str>,
    /// The time for that one.
    pub own_before: Timestamp,
    /// The time for all others.
    pub others_before: Timestamp,
}

impl Old<'_> {
    /// Whether this is the round's own list.
    pub fn is_own(&self, list: &str) -> bool {
        self.own == Some(list)
    }
}

/// Rows of the old lists of a round, in order, behind `after`, at most `limit`.
///
/// # Errors
/// The database's.
pub async fn places(
    database: &Database,
    (book, round): (BookId, RoundId),
    old: Old<'_>,
    after: &ListRow,
    limit: i64,
) -> Result<Vec<ListRow>, StoreError> {
    let sql = "SELECT list, place FROM tenancy_cheque \
               WHERE book = $1 AND round = $2 AND (list, place) > ($3, $4) \
               AND (list = $5 AND given < $6 OR list <> $5 AND given < $7) \
               ORDER BY list, place LIMIT $8";
    let values: [Value; 8] = [
        book.0.into(),
        round.0.into(),
        after.0.clone().into(),
        after.1.into(),
        old.own.unwrap_or_default().into(),
        old.own_before.ms().into(),
        old.others_before.ms().into(),
        limit.into(),
    ];
    let rows = read(database, sql, values).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, int(row, 1)?))).collect()
}

/// Deletes rows of a round's lists, but for those given anew meanwhile; answers how many there were. Whoever gives
/// them anew has the lock on the head as well, so that neither waits for the other in a circle.
///
/// # Errors
/// As for [`super::write()`].
pub async fn forget_places(
    database: &Database,
    (book, round): (BookId, RoundId),
    before: Timestamp,
    places: &[ListRow],
) -> Result<u64, StoreError> {
    let mut tx = Storage::begin(database).await?;
    tx.lock(book).await?;
    let columns = vec![
        ("book", Column::Int(vec![book.0; places.len()])),
        ("round", Column::Int(vec![round.0; places.len()])),
        ("list", Column::Text(places.iter().map(|(list, _)| list.as_str()).collect())),
        ("place", Column::Int(places.iter().map(|(_, place)| *place).collect())),
    ];
    let given = format!("given < {}", before.ms());
    let forgotten = arrays::delete_if(&mut tx, "tenancy_cheque", &given, columns).await?;
    tx.commit().await?;
    Ok(forgotten)
}

/// Deletes what is known of tenancies that ended before a time, the oldest first, at most `limit`; answers how
/// many there were.
///
/// # Errors
/// The database's.
pub async fn forget_ended(
    database: &Database,
    book: BookId,
    before: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    let sql = "DELETE FROM tenancy_household WHERE (book, issuer, tenancy) IN \
               (SELECT book, issuer, tenancy FROM tenancy_household \
               WHERE book = $1 AND ended < $2 ORDER BY ended LIMIT $3)";
    write(database, sql, [book.0.into(), before.ms().into(), limit.into()]).await
}

/// What makes a household one that was never used: no list has its tenancy, and no event speaks of it. One whose
/// tenancy ended goes by that date.
fn never_used() -> String {
    let kind = Kind::Household as i64;
    format!(
        "ended IS NULL \
         AND NOT EXISTS (SELECT 1 FROM tenancy_cheque c WHERE c.book = tenancy_household.book \
         AND c.issuer = tenancy_household.issuer AND c.tenancy = tenancy_household.tenancy) \
         AND NOT EXISTS (SELECT 1 FROM state s WHERE s.book = tenancy_household.book AND s.kind = {kind} \
         AND s.id = tenancy_household.household)"
    )
}

/// The tenancies whose households were never used, in order, behind `after`, at most `limit`.
///
/// # Errors
/// The database's.
pub async fn unused(
    database: &Database,
    book: BookId,
    after: Option<&Tenancy>,
    limit: i64,
) -> Result<Vec<Tenancy>, StoreError> {
    let (issuer, key) = after.map_or((i64::MIN, ""), |after| (after.issuer.0, &after.key));
    let sql = format!(
        "SELECT issuer, tenancy FROM tenancy_household WHERE book = $1 AND (issuer, tenancy) > ($2, $3) \
         AND {} ORDER BY issuer, tenancy LIMIT $4",
        never_used()
    );
    let values: [Value; 4] = [book.0.into(), issuer.into(), key.into(), limit.into()];
    let tenancy = |row: &QueryResult| -> Result<_, StoreError> {
        Ok(Tenancy { issuer: IssuerId(int(row, 0)?), key: row.try_get_by_index(1)? })
    };
    read(database, &sql, values).await?.iter().map(tenancy).collect()
}

/// Deletes the households of these tenancies that were never used; answers how many. A list that is written
/// meanwhile keeps its own: either waits for the other at the head of the book.
///
/// # Errors
/// As for [`super::write()`].
pub async fn forget_unused(
    database: &Database,
    book: BookId,
    tenancies: &[Tenancy],
) -> Result<u64, StoreError> {
    let mut tx = Storage::begin(database).await?;
    tx.lock(book).await?;
    let columns = vec![
        ("book", Column::Int(vec![book.0; tenancies.len()])),
        ("issuer", Column::Int(tenancies.iter().map(|tenancy| tenancy.issuer.0).collect())),
        ("tenancy", Column::Text(tenancies.iter().map(|tenancy| tenancy.key.as_str()).collect())),
    ];
    let forgotten = arrays::delete_if(&mut tx, "tenancy_household", &never_used(), columns).await?;
    tx.commit().await?;
    Ok(forgotten)
}
