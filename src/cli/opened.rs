//! The databases a subcommand opened, so that they are closed at its end, however it ends.

use crate::store::{Database, StoreError};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long to wait at the end for work that nobody waits for any more.
const PATIENCE: Duration = Duration::from_secs(10);

/// The databases that are open.
#[derive(Debug, Default)]
pub struct Opened(Mutex<Vec<Database>>);

impl Opened {
    /// Opens a database as it is, to be closed with the others.
    ///
    /// # Errors
    /// As for [`Database::connect`].
    pub async fn connect(&self, url: &str) -> Result<Database, StoreError> {
        let database = Database::connect(url).await?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(database.clone());
        Ok(database)
    }

    /// Closes all of them. On SQLite the last one to close a database moves everything to its file, so that a copy
    /// of that file alone is not an older one.
    pub async fn close(self) {
        for database in self.0.into_inner().unwrap_or_else(PoisonError::into_inner) {
            // What was answered is on disk anyway: whoever waits for a server that is gone has waited enough.
            match tokio::time::timeout(PATIENCE, database.close()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the database was not closed in order"),
                Err(_) => tracing::warn!("the database was not closed in order: something still uses it"),
            }
        }
    }
}
