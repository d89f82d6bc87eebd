//! The databases a subcommand opened, so that they are closed at its end, however it ends.

use super::config::CliError;
use super::signals::Stop;
use crate::store::fingerprints::FingerprintError;
use crate::store::{Database, StoreError, address, reach, remedy};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long to wait at the end for work that nobody waits for any more.
const PATIENCE: Duration = Duration::from_secs(10);

/// The databases that are open, the address of the one that was opened last, and how work hears that it should end.
#[derive(Debug, Default)]
pub struct Opened {
    /// How work hears that it should end.
    pub stop: Arc<Stop>,
    databases: Mutex<Vec<Database>>,
    address: Mutex<String>,
}

impl Opened {
    /// Opens a database as it is, to be closed with the others.
    ///
    /// # Errors
    /// As for [`Database::connect`], and that there is no server.
    pub async fn connect(&self, url: &str) -> Result<Database, CliError> {
        *self.address.lock().unwrap_or_else(PoisonError::into_inner) = url.into();
        reach::look(url).await.map_err(|why| CliError::Other(why.to_string()))?;
        let database = Database::connect(url).await?;
        self.databases.lock().unwrap_or_else(PoisonError::into_inner).push(database.clone());
        Ok(database)
    }

    /// Says what to do about a SQLite file that cannot be used; other errors stay as they are.
    pub fn explain(&self, error: CliError) -> CliError {
        let (CliError::Store(cause) | CliError::Fingerprints(FingerprintError::Store(cause))) = &error else {
            return error;
        };
        let file = address::file(&self.address.lock().unwrap_or_else(PoisonError::into_inner));
        match file.zip(what_to_do(cause)) {
            Some((file, what)) => {
                CliError::Other(format!("{} {what} What SQLite said: {cause}", file.display()))
            }
            None => error,
        }
    }

    /// Closes all of them. On SQLite the last one to close a database moves everything to its file, so that a copy
    /// of that file alone is not an older one.
    pub async fn close(self) {
        for database in self.databases.into_inner().unwrap_or_else(PoisonError::into_inner) {
            // What was answered is on disk anyway: whoever waits for a server that is gone has waited enough.
            match tokio::time::timeout(PATIENCE, database.close()).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the database was not closed in order"),
                Err(_) => tracing::warn!("the database was not closed in order: something still uses it"),
            }
        }
    }
}

/// What is wrong with a SQLite file, and what helps, as the rest of a sentence that begins with its name.
fn what_to_do(cause: &StoreError) -> Option<&'static str> {
    if remedy::is_full(cause) {
        Some("cannot be read or written: is the disk full, or broken?")
    } else if remedy::is_shut(cause) {
        Some(
            "cannot be opened or written to: you need the right to write to the file and to its folder, also for \
             reading, since SQLite keeps its log beside it; from a medium that is read only, copy it elsewhere.",
        )
    } else if remedy::is_no_database(cause) {
        Some("is no SQLite database: is it the right file?")
    } else if remedy::is_damaged(cause) {
        Some("is damaged: put back a backup.")
    } else {
        None
    }
}
