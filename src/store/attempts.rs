//! What is tried from somewhere: counted, so that it can be slowed down. The rows are in the database so that all
//! processes that serve the website share them, and go by themselves.

use super::database::Database;
use super::entities::attempt::{Column, Entity};
use super::single::{timestamp, write_and_read};
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// How often something was tried, and when last; none if it was never or not after `since`.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an impossible time.
pub async fn seen(
    database: &Database,
    digest: [u8; 32],
    since: Timestamp,
) -> Result<Option<(i64, Timestamp)>, StoreError> {
    let row =
        Entity::find_by_id(digest.to_vec()).filter(Column::Last.gt(since.ms())).one(&database.reader).await?;
    row.map(|row| Ok((row.count, timestamp(row.last)?))).transpose()
}

/// Counts one more if that may be, in one statement, so that of many who try at once no more may than one after another;
/// answers whether it was. From how many on it has to wait how many milliseconds is said by `steps`, the fewest first. What
/// was counted later than anybody waits was so by a clock that went wrong; a little later, by another process.
///
/// # Errors
/// The database's.
pub async fn take(
    database: &Database,
    digest: [u8; 32],
    times: (Timestamp, Timestamp),
    steps: &[(i64, i64)],
) -> Result<bool, StoreError> {
    let (counts, passes) = (counts(steps), passes(steps));
    let sql = format!(
        "INSERT INTO attempt (digest, count, last) VALUES ($1, 1, $2) \
         ON CONFLICT (digest) DO UPDATE SET last = excluded.last, \
         count = CASE WHEN {counts} THEN attempt.count + 1 ELSE 1 END \
         WHERE {passes} RETURNING count"
    );
    is_done(database, &sql, (digest, times)).await
}

/// Whether one more may be, and is counted already: it waits for those that are being counted, and counts nothing. False
/// also if nothing was counted.
///
/// # Errors
/// The database's.
pub async fn pass(
    database: &Database,
    digest: [u8; 32],
    times: (Timestamp, Timestamp),
    steps: &[(i64, i64)],
) -> Result<bool, StoreError> {
    // It writes what is there: so PostgreSQL looks again once the row is free, and SQLite lets it in when it is its turn.
    let passes = passes(steps);
    let sql = format!("UPDATE attempt SET count = count WHERE digest = $1 AND ({passes}) RETURNING count");
    is_done(database, &sql, (digest, times)).await
}

async fn is_done(
    database: &Database,
    sql: &str,
    (digest, (now, since)): ([u8; 32], (Timestamp, Timestamp)),
) -> Result<bool, StoreError> {
    let values = [digest.to_vec().into(), now.ms().into(), since.ms().into()];
    Ok(!write_and_read(database, sql, values).await?.is_empty())
}

/// When what was counted before still counts, as SQL.
fn counts(steps: &[(i64, i64)]) -> String {
    let most = steps.iter().map(|(_, ms)| *ms).max().unwrap_or(0);
    format!("attempt.last > $3 AND attempt.last <= $2 + {most}")
}

/// When one more may be, as SQL.
fn passes(steps: &[(i64, i64)]) -> String {
    let pause = steps.iter().fold(String::from("0"), |fewer, (from, ms)| {
        format!("CASE WHEN attempt.count >= {from} THEN {ms} ELSE {fewer} END")
    });
    format!("NOT ({}) OR {pause} = 0 OR attempt.last + {pause} <= $2", counts(steps))
}

/// Deletes what was not tried after `since`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, since: Timestamp) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::Last.lte(since.ms())).exec(&database.writer).await?;
    Ok(())
}
