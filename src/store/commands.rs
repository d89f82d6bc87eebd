//! Forgetting refusals. What was done stays known for ever, so that nothing is done twice.

use super::database::Database;
use super::single::write;
use super::storage::StoreError;
use crate::domain::{BookId, Timestamp};

/// Forgets the oldest commands that were refused before a time, at most `limit`; answers how many. Those of the
/// last turn stay: they are what proves the turn of the head.
///
/// # Errors
/// The database's.
pub async fn forget_refused(
    database: &Database,
    book: BookId,
    before: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    let sql = "DELETE FROM command WHERE (book, key) IN (SELECT book, key FROM command \
               WHERE book = $1 AND refusal IS NOT NULL AND events = 0 AND at < $2 \
               AND turn < (SELECT turn FROM book_head WHERE book = $1) ORDER BY at LIMIT $3)";
    write(database, sql, [book.0.into(), before.ms().into(), limit.into()]).await
}
