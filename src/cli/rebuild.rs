//! `wijkkas rebuild`: make states and views again.

use super::chosen;
use super::config::{CliError, Place, refuse};
use super::opened::Opened;
use super::progress::Watching;
use crate::app::rebuild::{NotRebuilt, Rebuilt, rebuild};
use crate::app::replay::Unproven;
use crate::store::StoreError;
use std::process::ExitCode;

/// Make states and views again from the log
///
/// Drops what is derived from the events (the states of things, and the views) and makes it again, identical,
/// each book in one transaction. The log itself, transfers, accounts, commands, codes and words stay. A log
/// that is not whole is refused, and nothing is changed: see `wijkkas check`.
///
/// The log is read while others write on; then, while the new rows are written, commands to that book wait,
/// and those that wait more than half a minute fail. So a large book is rebuilt when it is quiet.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Rebuild only this book; the beginning of its name is enough
    #[arg(long, value_name = "SLUG")]
    book: Option<String>,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    refuse(arguments.place.mistakes_if_missing())?;
    let database = arguments.place.open(opened).await?;
    for (book, slug) in chosen::books(&database, arguments.book.as_deref()).await? {
        let watching = Watching::default();
        let rebuilt = rebuild(&database, book, &|reached| watching.reached(reached)).await;
        watching.finish();
        let rebuilt = rebuilt.map_err(|error| match error {
            // Of the whole database; what the log of a book has in it is said with the book.
            NotRebuilt::Store(error) | NotRebuilt::Log(Unproven::Store(error))
                if !matches!(error, StoreError::Corrupt(_)) =>
            {
                error.into()
            }
            error => CliError::Other(format!("{slug}: {error}")),
        })?;
        let Rebuilt { events, states, views } = rebuilt;
        say!("{slug}: {states} states and {views} rows of views made again from {events} events");
    }
    Ok(ExitCode::SUCCESS)
}
