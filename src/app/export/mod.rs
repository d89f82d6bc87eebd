//! The books for other programs: the transfers of every event, read from the log one after the other, so that
//! any number of them needs no memory. What comes out is what the events say; that accounts and transfers in
//! the database say the same is proven by `check`.
//!
//! They are for auditors: they follow the money of every lot. No line says which cheque became which lot, since there
//! are accounts of lots and of rounds and none of a cheque.

mod journal;
mod table;

use super::look;
use super::replay::{Log, Settled, Unproven, Watch};
use crate::domain::calendar::Zone;
use crate::domain::{BookId, Transfer, postings};
use crate::store::{AccountRow, Database, Snapshot, Storage, StoreError};
use jiff::civil::Date;
use journal::Journal;
use std::io::{self, Write};
use table::Table;

/// What an export looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A journal for hledger and other programs for plain text accounting.
    Hledger,
    /// A table of transfers, comma-separated.
    Csv,
}

/// Why an export is not complete.
#[derive(Debug, thiserror::Error)]
pub enum NotExported {
    /// The log could not be read, or is not whole.
    #[error(transparent)]
    Log(#[from] Unproven),
    /// It could not be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl From<StoreError> for NotExported {
    fn from(error: StoreError) -> Self {
        Self::Log(error.into())
    }
}

/// One event with transfers.
struct Entered<'a> {
    book: &'a str,
    settled: &'a Settled,
    /// The day it takes effect, in the programme's zone.
    effective: Date,
    /// The day it was written down, in that zone: reports of a closed period go by it.
    recorded: Date,
    transfers: &'a [Transfer],
}

enum Output<W: Write> {
    Journal(Journal<W>),
    Table(Box<Table<W>>),
}

impl<W: Write> Output<W> {
    fn begin(format: Format, books: &[(BookId, String)], out: W) -> io::Result<Self> {
        Ok(match format {
            Format::Hledger => Self::Journal(Journal::begin(out, books.len() > 1)?),
            Format::Csv => Self::Table(Box::new(Table::begin(out)?)),
        })
    }

    fn enter(&mut self, entered: &Entered) -> io::Result<()> {
        match self {
            Self::Journal(journal) => journal.enter(entered),
            Self::Table(table) => table.enter(entered),
        }
    }

    fn finish(self) -> io::Result<W> {
        match self {
            Self::Journal(journal) => journal.finish(),
            Self::Table(table) => table.finish(),
        }
    }
}

/// Writes the transfers of these books; answers with the output, everything written to it.
///
/// # Errors
/// [`NotExported::Log`] if a log is not whole or cannot be read; what was written until then is of no use.
/// [`NotExported::Output`] if `out` fails.
pub async fn export<W: Write>(
    database: &Database,
    books: &[(BookId, String)],
    format: Format,
    out: W,
    watch: Watch<'_>,
) -> Result<W, NotExported> {
    let mut output = Output::begin(format, books, out)?;
    for (book, slug) in books {
        let head = database.head(*book).await?;
        if head.seq == 0 {
            continue;
        }
        // After the head was read, so that none is missing of those that the events up to there use.
        if let Output::Journal(journal) = &mut output {
            let declare = |row: AccountRow| Ok::<_, NotExported>(journal.declare(slug, row.account)?);
            Snapshot::begin(database).await?.each(*book, declare).await?;
        }
        let zone = zone(database, *book).await?;
        let mut log = Log::new(database, *book);
        log.go_on(head.seq);
        while let Some(command) = log.next().await? {
            for settled in &command {
                let transfers = postings(&settled.event);
                if !transfers.is_empty() {
                    let effective = zone.local_day(settled.effective);
                    let recorded = zone.local_day(settled.recorded);
                    let transfers = &transfers;
                    output.enter(&Entered { book: slug, settled, effective, recorded, transfers })?;
                }
            }
            log.tell(watch);
        }
        log.ends_at(&head)?;
    }
    Ok(output.finish()?)
}

/// The zone in which a book counts its days.
async fn zone(database: &Database, book: BookId) -> Result<Zone, StoreError> {
    let missing = || StoreError::Corrupt(format!("there is no state of the programme of book {book}"));
    Ok(look::programme(database, book).await?.ok_or_else(missing)?.zone)
}
