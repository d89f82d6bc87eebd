//! The cells of a streamed row. PostgreSQL sends rows in binary. On SQLite a whole page comes as one value:
//! sqlx gives every cell of a row an allocation of its own, which costs four times as much as writing the
//! page out and reading it back. In such a page a number stands with a
//! space behind it, words stand behind their length and a colon, so that no content can look like an end, and
//! bytes are in hexadecimal with a space behind.

use super::super::storage::StoreError;
use sea_orm::sqlx::{Decode, Postgres, Row, Type, postgres::PgRow};
use sea_orm::{QueryResult, Value};

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// A whole number, or nothing.
    OptInt,
    /// Bytes that are no words.
    Bytes,
    /// Words, or bytes that hold words.
    Text,
    /// Words, or nothing.
    OptText,
    /// Several numbers in one text, with spaces between, or nothing.
    OptNumbers,
}

/// A value of a key column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A whole number.
    Int(i64),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl From<Cell> for Value {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Int(number) => number.into(),
            Cell::Bytes(bytes) => bytes.into(),
        }
    }
}

/// The columns as PostgreSQL is asked for them.
pub fn plain(columns: &[(&str, Kind)]) -> String {
    columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(",")
}

/// A select of one value with all rows that `rest` finds. `concat` takes nothing for an empty text, and writes a
/// line in one go, where each `||` would copy it.
pub fn packed(columns: &[(&str, Kind)], rest: &str) -> String {
    let cell = |(name, kind): &(&str, Kind)| match kind {
        Kind::Int | Kind::OptInt => format!("{name}, ' '"),
        Kind::Bytes => format!("hex({name}), ' '"),
        Kind::Text | Kind::OptText => format!("octet_length({name}), ':', {name}"),
        Kind::OptNumbers => format!("{name}, ';'"),
    };
    let cells: Vec<String> = columns.iter().map(cell).collect();
    // The order of the inner select is kept because its limit keeps it apart.
    let line = cells.join(", ");
    format!("SELECT CAST(group_concat(line, '') AS BLOB) FROM (SELECT concat({line}) AS line {rest})")
}

/// The packed page; none if the rows are plain.
pub fn packed_page(found: &[QueryResult]) -> Result<Option<&[u8]>, StoreError> {
    let Some(row) = found.first().and_then(QueryResult::try_as_sqlite_row) else { return Ok(None) };
    Ok(Some(row.try_get::<Option<&[u8]>, _>(0)?.unwrap_or_default()))
}

/// Reads cells, one after the other.
pub enum Cells<'r> {
    /// What is left of a packed page.
    Packed(&'r [u8]),
    /// A row, with the number of the next column.
    Plain(&'r PgRow, usize),
}

impl<'r> Cells<'r> {
    /// The cells of a row of PostgreSQL.
    pub(super) fn of_row(row: &'r QueryResult) -> Result<Self, StoreError> {
        let row = row.try_as_pg_row().ok_or_else(|| corrupt("a row of neither engine"))?;
        Ok(Self::Plain(row, 0))
    }

    /// Whether there are more cells in a packed page.
    pub fn has_more(&self) -> bool {
        matches!(self, Self::Packed(page) if !page.is_empty())
    }

    /// A whole number.
    pub(super) fn int(&mut self) -> Result<i64, StoreError> {
        match self {
            Self::Packed(page) => number(until(page, b' ')?),
            Self::Plain(row, next) => take(row, next),
        }
    }

    /// A whole number, or nothing.
    pub(super) fn opt_int(&mut self) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Packed(page) => {
                Some(until(page, b' ')?).filter(|cell| !cell.is_empty()).map(number).transpose()
            }
            Self::Plain(row, next) => take(row, next),
        }
    }

    /// Bytes of a fixed length from a column of bytes.
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let bytes = match self {
            Self::Packed(page) => unhex(until(page, b' ')?)?,
            Self::Plain(row, next) => take(row, next)?,
        };
        let found = bytes.len();
        bytes.try_into().map_err(|_| corrupt(&format!("{found} bytes where {N} belong")))
    }

    /// The bytes of words.
    pub(super) fn words(&mut self) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Packed(page) => {
                let length = number(until(page, b':')?)?;
                Ok(split(page, length)?.to_vec())
            }
            Self::Plain(row, next) => take(row, next),
        }
    }

    /// Words.
    pub(super) fn text(&mut self) -> Result<String, StoreError> {
        match self {
            Self::Packed(_) => utf8(self.words()?),
            Self::Plain(row, next) => take(row, next),
        }
    }

    /// Several numbers, or nothing.
    pub(super) fn opt_numbers<const N: usize>(&mut self) -> Result<Option<[i64; N]>, StoreError> {
        let text = match self {
            Self::Packed(page) => Some(utf8(until(page, b';')?.to_vec())?).filter(|text| !text.is_empty()),
            Self::Plain(row, next) => take(row, next)?,
        };
        let Some(text) = text else { return Ok(None) };
        let numbers: Vec<i64> =
            text.split(' ').map(|part| number(part.as_bytes())).collect::<Result<_, _>>()?;
        let found = numbers.len();
        let numbers = numbers.try_into();
        numbers.map(Some).map_err(|_| corrupt(&format!("{found} numbers where {N} belong")))
    }

    /// Words, or nothing.
    pub(super) fn opt_text(&mut self) -> Result<Option<String>, StoreError> {
        match self {
            Self::Packed(page) => {
                let length = until(page, b':')?;
                if length.is_empty() {
                    return Ok(None);
                }
                utf8(split(page, number(length)?)?.to_vec()).map(Some)
            }
            Self::Plain(row, next) => take(row, next),
        }
    }
}

fn corrupt(why: &str) -> StoreError {
    StoreError::Corrupt(why.into())
}

fn take<'r, T: Decode<'r, Postgres> + Type<Postgres>>(
    row: &'r PgRow,
    next: &mut usize,
) -> Result<T, StoreError> {
    let value = row.try_get(*next)?;
    *next += 1;
    Ok(value)
}

/// Takes what stands before the sign, and the sign.
fn until<'r>(page: &mut &'r [u8], sign: u8) -> Result<&'r [u8], StoreError> {
    let end = page.iter().position(|&byte| byte == sign).ok_or_else(|| corrupt("a row that ends early"))?;
    let cell = &page[..end];
    *page = &page[end + 1..];
    Ok(cell)
}

/// Takes so many bytes.
fn split<'r>(page: &mut &'r [u8], length: i64) -> Result<&'r [u8], StoreError> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let (cell, rest) = page.split_at_checked(length).ok_or_else(|| corrupt("a row that ends early"))?;
    *page = rest;
    Ok(cell)
}

fn number(cell: &[u8]) -> Result<i64, StoreError> {
    let number = std::str::from_utf8(cell).ok().and_then(|text| text.parse().ok());
    number.ok_or_else(|| corrupt(&format!("{:?} where a number belongs", String::from_utf8_lossy(cell))))
}

fn utf8(bytes: Vec<u8>) -> Result<String, StoreError> {
    String::from_utf8(bytes).map_err(|_| corrupt("words that are not UTF-8"))
}

/// The value of each hexadecimal digit, 16 for what is none.
const DIGITS: [u8; 256] = digits();

const fn digits() -> [u8; 256] {
    let mut digits = [16; 256];
    let (signs, mut value) = (b"0123456789ABCDEF", 0);
    while value < 16 {
        digits[signs[value as usize] as usize] = value;
        value += 1;
    }
    digits
}

fn unhex(cell: &[u8]) -> Result<Vec<u8>, StoreError> {
    let (pairs, rest) = cell.as_chunks::<2>();
    let value = |&[high, low]: &[u8; 2]| (DIGITS[high as usize], DIGITS[low as usize]);
    let is_digits = rest.is_empty() && pairs.iter().map(value).all(|(high, low)| high | low < 16);
    if !is_digits {
        return Err(corrupt("bytes that are not hexadecimal"));
    }
    Ok(pairs.iter().map(value).map(|(high, low)| high << 4 | low).collect())
}
