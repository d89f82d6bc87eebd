//! What is tried from somewhere: counted, so that it can be slowed down. The rows are in the database so that all
//! processes that serve the website share them, and go by themselves.

use super::database::Database;
use super::entities::attempt::{Column, Entity};
use super::single::{timestamp, write, write_and_read};
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

/// Counts one more; what was tried until `since` no longer counts.
///
/// # Errors
/// The database's.
pub async fn count(
    database: &Database,
    digest: [u8; 32],
    (now, since): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    // As text, which says shorter than the query builder what becomes of a row that is there.
    let sql = "INSERT INTO attempt (digest, count, last) VALUES ($1, 1, $2) \
               ON CONFLICT (digest) DO UPDATE SET last = excluded.last, \
               count = CASE WHEN attempt.last > $3 THEN attempt.count + 1 ELSE 1 END";
    write(database, sql, [digest.to_vec().into(), now.ms().into(), since.ms().into()]).await?;
    Ok(())
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
    (now, since): (Timestamp, Timestamp),
    steps: &[(i64, i64)],
) -> Result<bool, StoreError> {
    let pause = steps.iter().fold(String::from("0"), |fewer, (from, ms)| {
        format!("CASE WHEN attempt.count >= {from} THEN {ms} ELSE {fewer} END")
    });
    let most = steps.iter().map(|(_, ms)| *ms).max().unwrap_or(0);
    let sql = format!(
        "INSERT INTO attempt (digest, count, last) VALUES ($1, 1, $2) \
         ON CONFLICT (digest) DO UPDATE SET last = excluded.last, \
         count = CASE WHEN attempt.last > $3 AND attempt.last <= $2 + {most} THEN attempt.count + 1 ELSE 1 END \
         WHERE attempt.last <= $3 OR attempt.last > $2 + {most} OR {pause} = 0 OR attempt.last + {pause} <= $2 \
         RETURNING count"
    );
    let values = [digest.to_vec().into(), now.ms().into(), since.ms().into()];
    Ok(!write_and_read(database, &sql, values).await?.is_empty())
}

/// Deletes what was not tried after `since`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, since: Timestamp) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::Last.lte(since.ms())).exec(&database.writer).await?;
    Ok(())
}
