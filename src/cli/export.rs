//! `wijkkas export`: the books for other programs.

use super::chosen;
use super::config::{CliError, Connection, Place, refuse};
use super::draft::{self, Draft};
use super::opened::Opened;
use super::progress::Watching;
use crate::app::export::{self, Format, NotExported};
use crate::app::replay::Unproven;
use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the books for other programs
///
/// `hledger` is a journal for plain text accounting: a transaction for each event that moves money, with
/// its local day, its number as the code and its type as the description; accounts are named as in the
/// chart, and credits are negative, so budgets, lots and pots show as negative what is held for others. Try
/// `wijkkas export --format hledger | hledger -f - balancesheet`. Accounts are declared, so `hledger check
/// --strict` passes; a bank account has one posting in a transaction, of however many lots it is. With
/// several books in one journal the names begin with the book's.
///
/// `csv` is a table of transfers: book, seq (number of the event), leg, effective and recorded (local days),
/// type, debit, credit, cents, lot.
///
/// Both are for auditors: they follow the money of every resident, by the random id of a lot. They do not say
/// which cheque became which lot, but whoever saw somebody pledge can find the rest of that money. Effective days
/// say when something counts; a closed period is told from later entries by the recorded days of the table.
///
/// However many transfers there are, memory stays the same. A log that is not whole is refused: see `wijkkas check`. Nothing
/// is changed; a database of an older version is refused.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// What it looks like
    #[arg(long, value_enum)]
    format: FormatName,
    /// Write only this book; the beginning of its name is enough
    #[arg(long, value_name = "SLUG")]
    book: Option<String>,
    /// Write to this file, which appears when it is whole, rather than to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormatName {
    Hledger,
    Csv,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let mut wrong = arguments.place.mistakes_if_missing();
    if let Some(out) = &arguments.out {
        let taken = Connection::around(arguments.place.clone()).files();
        wrong.extend(draft::mistake("--out", out, &taken));
    }
    refuse(wrong)?;
    let database = arguments.place.open_to_read(opened).await?;
    let books = chosen::books(&database, arguments.book.as_deref()).await?;
    let format = match arguments.format {
        FormatName::Hledger => Format::Hledger,
        FormatName::Csv => Format::Csv,
    };
    let Some(path) = &arguments.out else {
        let out = BufWriter::new(io::stdout());
        let written = export::export(&database, &books, format, out, &|_| ()).await;
        return match written {
            // Whoever reads only the beginning, such as `head`, has enough.
            Err(NotExported::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(ExitCode::SUCCESS)
            }
            other => other.map(|_| ExitCode::SUCCESS).map_err(failed),
        };
    };
    let draft = Draft::begin(path)?;
    let watching = Watching::default();
    let out = BufWriter::new(&draft.file);
    let written = export::export(&database, &books, format, out, &|reached| watching.reached(reached)).await;
    watching.finish();
    written.map(drop).map_err(|error| match error {
        NotExported::Output(error) => draft.error(error),
        log @ NotExported::Log(_) => failed(log),
    })?;
    draft.keep()?;
    Ok(ExitCode::SUCCESS)
}

/// The error of the store itself, so that it can be explained.
fn failed(error: NotExported) -> CliError {
    match error {
        NotExported::Log(Unproven::Store(error)) => error.into(),
        error => CliError::Other(error.to_string()),
    }
}
