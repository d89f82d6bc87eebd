//! The tables that are streamed.

use super::super::rows::{AccountRow, CodeRow, CommandKey, EventRow, StateRow, TextRow, TransferRow};
use super::super::storage::StoreError;
use super::super::{chain, codec};
use super::{Cell, Cells, Kind, Streamed};
use crate::domain::{self, Account, BookId, Event, Key, PersonId, TextId, TextRef, Timestamp};
use codec::CodecError;

/// An event as check and replay need it: hashed and decoded while it is read, on the core that reads.
#[derive(Debug)]
pub struct LogEvent {
    /// Its number.
    pub seq: i64,
    /// The room and the name, `wallet.Pledged`.
    pub kind: String,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// When it takes effect.
    pub effective: Timestamp,
    /// The command it comes from.
    pub command: CommandKey,
    /// The event it follows from.
    pub cause: Option<i64>,
    /// The chain up to and including it, as it is stored.
    pub chain: [u8; 32],
    /// Its hash without the chain.
    pub leaf: [u8; 32],
    /// The words it speaks of.
    pub texts: Vec<TextRef>,
    /// What it says.
    pub event: Result<Event, CodecError>,
}

/// The command of an event, as the table of commands has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// The event.
    pub seq: i64,
    /// None if there is no row with the key that the event names.
    pub by: Option<LedBy>,
}

/// What the row of a command says about the events it led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LedBy {
    /// The first.
    pub seq: i64,
    /// How many.
    pub events: i64,
    /// When it was recorded, in milliseconds.
    pub at: i64,
    /// Whether it says that it was refused.
    pub refused: bool,
}

/// The row of a command without what was asked, which nothing else knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its idempotency key.
    pub key: CommandKey,
    /// The first event it led to; where there are none, the last event before it.
    pub seq: i64,
    /// How many events; none if it was refused, or there was nothing left to do.
    pub events: i64,
    /// The refusal, as JSON.
    pub refusal: Option<String>,
    /// The commit it was written in.
    pub turn: i64,
    /// When it was recorded.
    pub at: Timestamp,
}

/// The refusal of a number out of range must not be hidden by bringing it into the range.
fn time(cells: &mut Cells) -> Result<Timestamp, StoreError> {
    Timestamp::try_from(cells.int()?).map_err(|error| StoreError::Corrupt(error.to_string()))
}

/// Says which row cannot be read.
fn named<T>(what: &str, row: Result<T, StoreError>) -> Result<T, StoreError> {
    row.map_err(|error| match error {
        StoreError::Corrupt(why) => StoreError::Corrupt(format!("{what}: {why}")),
        other => other,
    })
}

impl Streamed for EventRow {
    const SOURCE: &'static str = "event";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("seq", Kind::Int),
        ("type", Kind::Text),
        ("version", Kind::Int),
        ("payload", Kind::Text),
        ("recorded", Kind::Int),
        ("effective", Kind::Int),
        ("command", Kind::Bytes),
        ("actor", Kind::Text),
        ("cause", Kind::OptInt),
        ("chain", Kind::Bytes),
    ];
    const KEY: &'static [&'static str] = &["seq"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let seq = cells.int()?;
        let mut rest = || {
            Ok(Self {
                seq,
                kind: cells.text()?,
                version: cells.int()?,
                payload: cells.words()?,
                recorded: time(cells)?,
                effective: time(cells)?,
                command: CommandKey(cells.array()?),
                actor: cells.text()?,
                cause: cells.opt_int()?,
                chain: cells.array()?,
            })
        };
        named(&format!("event {seq}"), rest())
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.seq)]
    }
}

impl Streamed for LogEvent {
    const SOURCE: &'static str = EventRow::SOURCE;
    const COLUMNS: &'static [(&'static str, Kind)] = EventRow::COLUMNS;
    const KEY: &'static [&'static str] = EventRow::KEY;

    fn read(book: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let row = EventRow::read(book, cells)?;
        let leaf = chain::leaf(book, &row);
        let event = codec::decode(&row.kind, row.version, &row.payload);
        let texts = codec::texts(&row.payload);
        let EventRow { seq, kind, recorded, effective, command, cause, chain, .. } = row;
        Ok(Self { seq, kind, recorded, effective, command, cause, chain, leaf, texts, event })
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.seq)]
    }
}

impl Streamed for TransferRow {
    const SOURCE: &'static str = "transfer";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("seq", Kind::Int),
        ("leg", Kind::Int),
        ("debit", Kind::Int),
        ("credit", Kind::Int),
        ("cents", Kind::Int),
        ("lot", Kind::Int),
        ("debit_after", Kind::Int),
        ("credit_after", Kind::Int),
    ];
    const KEY: &'static [&'static str] = &["seq", "leg"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        Ok(Self {
            seq: cells.int()?,
            leg: cells.int()?,
            debit: cells.int()?,
            credit: cells.int()?,
            cents: cells.int()?,
            lot: cells.int()?,
            debit_after: cells.int()?,
            credit_after: cells.int()?,
        })
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.seq), Cell::Int(self.leg)]
    }
}

impl Streamed for AccountRow {
    const SOURCE: &'static str = "account";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("no", Kind::Int),
        ("kind", Kind::Int),
        ("thing", Kind::Int),
        ("debits", Kind::Int),
        ("credits", Kind::Int),
    ];
    const KEY: &'static [&'static str] = &["no"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let (no, kind, thing) = (cells.int()?, cells.int()?, cells.int()?);
        let account = Account::from_parts(kind, thing)
            .ok_or_else(|| StoreError::Corrupt(format!("account {no}: there is no kind {kind}")))?;
        Ok(Self { no, account, debits: cells.int()?, credits: cells.int()? })
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.no)]
    }
}

impl Streamed for StateRow {
    const SOURCE: &'static str = "state";
    const COLUMNS: &'static [(&'static str, Kind)] =
        &[("kind", Kind::Int), ("id", Kind::Int), ("due", Kind::OptInt), ("body", Kind::Text)];
    const KEY: &'static [&'static str] = &["kind", "id"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let (number, id) = (cells.int()?, cells.int()?);
        let kind = domain::Kind::from_number(number)
            .ok_or_else(|| StoreError::Corrupt(format!("a state of kind {number}, id {id}")))?;
        let key = Key { kind, id };
        let due = cells.opt_int()?.map(Timestamp::try_from).transpose();
        let due = due.map_err(|error| StoreError::Corrupt(format!("the state of {key}: {error}")))?;
        Ok(Self { key, due, body: cells.words()? })
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.key.kind as i64), Cell::Int(self.key.id)]
    }
}

impl Streamed for Remembered {
    const SOURCE: &'static str = "command";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("key", Kind::Bytes),
        ("seq", Kind::Int),
        ("events", Kind::Int),
        ("refusal", Kind::OptText),
        ("turn", Kind::Int),
        ("at", Kind::Int),
    ];
    const KEY: &'static [&'static str] = &["key"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let key = CommandKey(named("the key of a command", cells.array())?);
        let mut rest = || {
            Ok(Self {
                key,
                seq: cells.int()?,
                events: cells.int()?,
                refusal: cells.opt_text()?,
                turn: cells.int()?,
                at: time(cells)?,
            })
        };
        named(&format!("command {key}"), rest())
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Bytes(self.key.0.to_vec())]
    }
}

impl Streamed for Led {
    const SOURCE: &'static str = "event";
    // A subselect of one value is always looked up by the index of the keys, one event after the other. Of a
    // join PostgreSQL makes a hash of the whole table, for every page.
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("seq", Kind::Int),
        (
            "(SELECT concat(command.seq, ' ', events, ' ', at, CASE WHEN refusal IS NULL THEN ' 0' ELSE ' 1' END) FROM command \
             WHERE command.book = event.book AND command.key = event.command)",
            Kind::OptNumbers,
        ),
    ];
    const KEY: &'static [&'static str] = &["seq"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let seq = cells.int()?;
        let by = named(&format!("the command of event {seq}"), cells.opt_numbers())?;
        let by = by.map(|[seq, events, at, refused]| LedBy { seq, events, at, refused: refused != 0 });
        Ok(Self { seq, by })
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.seq)]
    }
}

impl Streamed for TextRow {
    const SOURCE: &'static str = "text";
    const COLUMNS: &'static [(&'static str, Kind)] =
        &[("id", Kind::Int), ("key", Kind::Bytes), ("body", Kind::Text), ("person", Kind::OptInt)];
    const KEY: &'static [&'static str] = &["id"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let id = TextId(cells.int()?);
        let mut rest = || {
            let (key, body) = (cells.array()?, cells.text()?);
            Ok(Self { id, key, body, person: cells.opt_int()?.map(PersonId) })
        };
        named(&format!("text {id}"), rest())
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.id.0)]
    }
}

impl Streamed for CodeRow {
    const SOURCE: &'static str = "code";
    const COLUMNS: &'static [(&'static str, Kind)] = &[
        ("digest", Kind::Bytes),
        ("key_version", Kind::Int),
        ("cheque", Kind::Int),
        ("generation", Kind::Int),
    ];
    // The order of an index that begins with the book: that of the digests is over all books.
    const KEY: &'static [&'static str] = &["cheque", "generation", "digest"];

    fn read(_: BookId, cells: &mut Cells) -> Result<Self, StoreError> {
        let digest = named("the digest of a code", cells.array())?;
        let (key_version, cheque, generation) = (cells.int()?, cells.int()?, cells.int()?);
        let small = |number: i64| {
            let wrong = || StoreError::Corrupt(format!("a code of cheque {cheque} with the number {number}"));
            u32::try_from(number).map_err(|_| wrong())
        };
        Ok(Self { digest, key_version: small(key_version)?, cheque, generation: small(generation)? })
    }

    fn key(&self) -> Vec<Cell> {
        vec![Cell::Int(self.cheque), Cell::Int(self.generation.into()), Cell::Bytes(self.digest.to_vec())]
    }
}
