//! Lots as lines, comma-separated, for auditors. As in an export they are named by their random ids and events by
//! their numbers; no moment is told, and no cheque, wallet or household.

use crate::app::trace::{Gave, Held, Piece, Whereabouts};
use crate::domain::{BudgetId, InitiativeId};
use std::io::{self, Write};

/// The columns of a trace back.
pub const BACK: [&str; 9] = ["book", "initiative", "seq", "by", "lot", "round", "budget", "issuer", "cents"];

/// The columns of a trace forward. `of` is the initiative or the area.
pub const FORWARD: [&str; 7] = ["book", "budget", "lot", "round", "place", "of", "cents"];

/// A table being written.
pub struct Lots<W: Write> {
    out: csv::Writer<W>,
    book: String,
}

impl<W: Write> Lots<W> {
    /// Begins one with these columns.
    pub fn begin(out: W, book: &str, columns: &[&str]) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(columns).map_err(plain)?;
        Ok(Self { out, book: book.into() })
    }

    /// Writes what a lot gave that was paid out.
    pub fn piece(&mut self, initiative: InitiativeId, piece: &Piece) -> io::Result<()> {
        let by = match piece.gave {
            Gave::Resident => "pledge",
            Gave::CommonPot(_) => "grant",
        };
        let cells = [
            self.book.as_str(),
            &initiative.to_string(),
            &piece.seq.to_string(),
            by,
            &piece.lot.to_string(),
            &piece.round.to_string(),
            &piece.budget.to_string(),
            &piece.issuer.to_string(),
            &piece.cents.get().to_string(),
        ];
        self.out.write_record(cells).map_err(plain)
    }

    /// Writes what of a lot is in one place.
    pub fn held(&mut self, budget: BudgetId, held: &Held) -> io::Result<()> {
        let (place, of) = match held.place {
            Whereabouts::Budget => ("budget", String::new()),
            Whereabouts::Unactivated(round) => ("unactivated", round.to_string()),
            Whereabouts::Saved => ("saved", String::new()),
            Whereabouts::CommonPot(area) => ("common", area.to_string()),
            Whereabouts::Pot(initiative) => ("pot", initiative.to_string()),
            Whereabouts::Payable(initiative) => ("payable", initiative.to_string()),
            Whereabouts::Paid(initiative) => ("paid", initiative.to_string()),
        };
        let cells = [
            self.book.as_str(),
            &budget.to_string(),
            &held.lot.to_string(),
            &held.round.to_string(),
            place,
            &of,
            &held.cents.get().to_string(),
        ];
        self.out.write_record(cells).map_err(plain)
    }

    /// Ends it.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The error of the output itself, so that a closed pipe is known as one.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
