//! A table of transfers, comma-separated, one a line. It says days, not moments: to whoever saw somebody pledge,
//! the millisecond would be nearly a name. Still the id of a lot tells in which second its cheque was activated.

use super::Entered;
use std::io::{self, Write};

/// The columns. Effective and recorded are days in the programme's zone, `2026-01-05`.
const HEAD: [&str; 10] =
    ["book", "seq", "leg", "effective", "recorded", "type", "debit", "credit", "cents", "lot"];

/// A table being written.
pub struct Table<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Table<W> {
    /// Begins one.
    pub fn begin(out: W) -> io::Result<Self> {
        let mut out = csv::Writer::from_writer(out);
        out.write_record(HEAD).map_err(plain)?;
        Ok(Self { out })
    }

    /// Writes the transfers of an event.
    pub fn enter(&mut self, entered: &Entered) -> io::Result<()> {
        let event = entered.settled;
        let seq = event.seq.to_string();
        let (effective, recorded) = (entered.effective.to_string(), entered.recorded.to_string());
        for (leg, transfer) in entered.transfers.iter().enumerate() {
            let record = [
                entered.book,
                &seq,
                &leg.to_string(),
                &effective,
                &recorded,
                &event.kind,
                &transfer.debit.to_string(),
                &transfer.credit.to_string(),
                &transfer.cents.get().to_string(),
                &transfer.lot.to_string(),
            ];
            self.out.write_record(record).map_err(plain)?;
        }
        Ok(())
    }

    /// Ends it.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// The error of the output itself, so that a closed pipe is known as one.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
