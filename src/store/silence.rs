//! A database that says nothing, such as one behind a connection of which only our end is left: whoever waits
//! for it gives up in the end.

use super::storage::StoreError;
use std::future::Future;
use std::time::Duration;

/// How long to wait for an answer: longer than it takes to get a connection and to run into the limit of a
/// statement, so that a database which is only slow says so itself.
pub const SILENCE: Duration = Duration::from_mins(2);

/// Waits for an answer, but not for ever. Only for work of which nothing is left when it is dropped.
///
/// # Errors
/// That of `work`; [`StoreError::Silent`] if there is none in time.
pub async fn answered<T>(work: impl Future<Output = Result<T, StoreError>> + Send) -> Result<T, StoreError> {
    tokio::time::timeout(SILENCE, work).await.unwrap_or(Err(StoreError::Silent))
}
