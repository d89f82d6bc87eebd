//! Which tenancy gets which cheque, and which household it is in the events: writing and finding. Replaying never
//! reads this.

mod forget;

pub use forget::{ListRow, Old, forget_ended, forget_places, forget_unused, places, unused};

use super::arrays::{self, Column};
use super::database::Database;
use super::entities::tenancy_cheque::Entity;
use super::load::int;
use super::rows::Tenancy;
use super::single::read;
use super::storage::{Storage, StorageTx, StoreError};
use crate::domain::{BookId, HouseholdId, IssuerId, Kind, RoundId, Timestamp};
use sea_orm::{EntityTrait, QueryResult, Value};

/// A list of tenancies: of which round, and its keyed hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListId {
    /// The book.
    pub book: BookId,
    /// The round.
    pub round: RoundId,
    /// 64 hexadecimal digits.
    pub hash: String,
}

/// What is known of a tenancy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenants {
    /// The tenancy.
    pub tenancy: Tenancy,
    /// Its household in the events.
    pub household: HouseholdId,
    /// When it ended.
    pub ended: Option<Timestamp>,
}

/// Writes part of a list: tenancies with the places of their cheques, and households for those that have none.
/// Writing the same again changes nothing but when it was `given`. Nobody forgets households meanwhile, which has
/// the lock on the head as well.
///
/// # Errors
/// The database's; it may have been written if the connection broke while committing.
pub async fn write(
    database: &Database,
    list: &ListId,
    given: Timestamp,
    rows: &[(i64, Tenancy)],
    households: &[(Tenancy, HouseholdId)],
) -> Result<(), StoreError> {
    let mut tx = Storage::begin(database).await?;
    tx.lock(list.book).await?;
    let places = vec![
        ("book", Column::Int(vec![list.book.0; rows.len()])),
        ("round", Column::Int(vec![list.round.0; rows.len()])),
        ("list", Column::Text(vec![&list.hash; rows.len()])),
        ("place", Column::Int(rows.iter().map(|(place, _)| *place).collect())),
        ("issuer", Column::Int(rows.iter().map(|(_, tenancy)| tenancy.issuer.0).collect())),
        ("tenancy", Column::Text(rows.iter().map(|(_, tenancy)| tenancy.key.as_str()).collect())),
        ("given", Column::Int(vec![given.ms(); rows.len()])),
    ];
    let (key, change) = ("book,round,list,place", "given = excluded.given");
    arrays::upsert(&mut tx, "tenancy_cheque", key, change, places).await?;
    let names = vec![
        ("book", Column::Int(vec![list.book.0; households.len()])),
        ("issuer", Column::Int(households.iter().map(|(tenancy, _)| tenancy.issuer.0).collect())),
        ("tenancy", Column::Text(households.iter().map(|(tenancy, _)| tenancy.key.as_str()).collect())),
        ("household", Column::Int(households.iter().map(|(_, household)| household.0).collect())),
    ];
    arrays::insert_new(&mut tx, "tenancy_household", "book,issuer,tenancy", names).await?;
    tx.commit().await
}

/// What is known of these tenancies; those that are not known are left out.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    book: BookId,
    tenancies: &[Tenancy],
) -> Result<Vec<Tenants>, StoreError> {
    let columns = vec![
        ("book", Column::Int(vec![book.0; tenancies.len()])),
        ("issuer", Column::Int(tenancies.iter().map(|tenancy| tenancy.issuer.0).collect())),
        ("tenancy", Column::Text(tenancies.iter().map(|tenancy| tenancy.key.as_str()).collect())),
    ];
    let select = "tenancy_household.issuer,tenancy_household.tenancy,household,ended";
    let rows = arrays::find(&database.reader, "tenancy_household", select, columns).await?;
    rows.iter().map(tenants).collect()
}

fn tenants(row: &QueryResult) -> Result<Tenants, StoreError> {
    let tenancy = Tenancy { issuer: IssuerId(int(row, 0)?), key: row.try_get_by_index(1)? };
    let ended: Option<i64> = row.try_get_by_index(3)?;
    Ok(Tenants { tenancy, household: HouseholdId(int(row, 2)?), ended: ended.map(Timestamp::from_ms) })
}

/// Whose cheque is at a place of a list; none if that is not known, or not any more.
///
/// # Errors
/// The database's.
pub async fn at_place(database: &Database, list: &ListId, place: i64) -> Result<Option<Tenancy>, StoreError> {
    let key = (list.book.0, list.round.0, list.hash.clone(), place);
    let row = Entity::find_by_id(key).one(&database.reader).await?;
    Ok(row.map(|row| Tenancy { issuer: IssuerId(row.issuer), key: row.tenancy }))
}

/// Keeps a list that is about to be used: it counts as `given` now, so that nobody forgets it meanwhile. Answers
/// whether all its rows, so many, are still there; if not it stays as old as it is.
///
/// # Errors
/// As for [`write()`].
pub async fn renew(
    database: &Database,
    list: &ListId,
    given: Timestamp,
    rows: i64,
) -> Result<bool, StoreError> {
    let mut tx = Storage::begin(database).await?;
    tx.lock(list.book).await?;
    let columns = vec![
        ("book", Column::Int(vec![list.book.0])),
        ("round", Column::Int(vec![list.round.0])),
        ("list", Column::Text(vec![&list.hash])),
        ("given", Column::Int(vec![given.ms()])),
    ];
    let find = "tenancy_cheque.book = rows.book AND tenancy_cheque.round = rows.round \
                AND tenancy_cheque.list = rows.list";
    let renewed = arrays::update(&mut tx, "tenancy_cheque", "given = rows.given", find, columns).await?;
    if i64::try_from(renewed).is_ok_and(|renewed| renewed < rows) {
        tx.rollback().await;
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// The households of a list that have a standing choice at `now`, with the places of their cheques behind
/// `after`, in order, at most `limit`. A household is due when its choice ends, and at no other time.
///
/// # Errors
/// The database's.
pub async fn with_choice(
    database: &Database,
    list: &ListId,
    now: Timestamp,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, HouseholdId)>, StoreError> {
    // In SQL, since it goes from place to place through two other tables.
    let sql = "SELECT t.place, h.household FROM tenancy_cheque t \
               JOIN tenancy_household h ON h.book = t.book AND h.issuer = t.issuer AND h.tenancy = t.tenancy \
               JOIN state s ON s.book = h.book AND s.kind = $5 AND s.id = h.household AND s.due > $6 \
               WHERE t.book = $1 AND t.round = $2 AND t.list = $3 AND t.place > $4 ORDER BY t.place LIMIT $7";
    let values: [Value; 7] = [
        list.book.0.into(),
        list.round.0.into(),
        list.hash.clone().into(),
        after.into(),
        (Kind::Household as i64).into(),
        now.ms().into(),
        limit.into(),
    ];
    let rows = read(database, sql, values).await?;
    rows.iter().map(|row| Ok((int(row, 0)?, HouseholdId(int(row, 1)?)))).collect()
}
