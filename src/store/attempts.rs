//! What is tried from somewhere: counted, so that it can be slowed down. The rows are in the database so that all
//! processes that serve the website share them, and go by themselves.

use super::database::Database;
use super::load::int;
use super::single::{read, time, write};
use super::storage::StoreError;
use crate::domain::Timestamp;

/// How often something was tried, and when last; none if it was never or not after `since`.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an impossible time.
pub async fn seen(
    database: &Database,
    digest: [u8; 32],
    since: Timestamp,
) -> Result<Option<(i64, Timestamp)>, StoreError> {
    let sql = "SELECT count, last FROM attempt WHERE digest = $1 AND last > $2";
    let rows = read(database, sql, [digest.to_vec().into(), since.ms().into()]).await?;
    rows.first().map(|row| Ok((int(row, 0)?, time(row, 1)?))).transpose()
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
    let sql = "INSERT INTO attempt (digest, count, last) VALUES ($1, 1, $2) \
               ON CONFLICT (digest) DO UPDATE SET last = excluded.last, \
               count = CASE WHEN attempt.last > $3 THEN attempt.count + 1 ELSE 1 END";
    write(database, sql, [digest.to_vec().into(), now.ms().into(), since.ms().into()]).await
}

/// Deletes what was not tried after `since`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, since: Timestamp) -> Result<(), StoreError> {
    write(database, "DELETE FROM attempt WHERE last <= $1", [since.ms().into()]).await
}
