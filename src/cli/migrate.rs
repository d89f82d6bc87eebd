//! `wijkkas migrate`: bring a database up to date, or make one.

use super::config::{CliError, Place};
use super::opened::Opened;
use crate::store::address;
use std::process::ExitCode;

/// Make a database, or bring one of an older version up to date
///
/// Every command that writes does this by itself; this one does nothing else. Any number of processes may start at once:
/// one of them migrates, the others wait.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    // Somebody may have misspelled the name of one that is there.
    let new_file = address::file(&arguments.place.database).filter(|file| !file.exists());
    arguments.place.open(opened).await?;
    if let Some(file) = new_file {
        say!("A new database was made: {}", file.canonicalize().unwrap_or(file).display());
    } else {
        say!("The database is up to date.");
    }
    Ok(ExitCode::SUCCESS)
}
