//! Reading whole tables of a book in the order of their keys, by keyset pages: the next pages are fetched and
//! read on other cores while the present one is worked on, and memory holds a few pages, however long the
//! table is.

mod cells;
mod tables;

pub use cells::{Cell, Cells, Kind};
pub use tables::{Led, LedBy, LogEvent, Remembered};

use super::database::Database;
use super::storage::StoreError;
use crate::domain::{self, BookId};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use tokio::sync::mpsc;

/// How many rows are fetched at once. Events can have 64 KiB, so a page can have 31 MiB at the very worst.
const PAGE: u64 = 500;
/// How many pages wait; one more is being fetched, and one worked on.
const AHEAD: usize = 2;

/// A kind of row that can be streamed.
pub trait Streamed: Sized + Send + 'static {
    /// The table; it has a column `book`.
    const SOURCE: &'static str;
    /// Columns, in the order `read` reads them.
    const COLUMNS: &'static [(&'static str, Kind)];
    /// The columns that give the order, after the book.
    const KEY: &'static [&'static str];

    /// Reads a row.
    ///
    /// # Errors
    /// The database's if a cell has another type; [`StoreError::Corrupt`] for cells that make no such row.
    fn read(book: BookId, cells: &mut Cells) -> Result<Self, StoreError>;

    /// The values of the key columns.
    fn key(&self) -> Vec<Cell>;
}

/// Where a stream begins and ends; by default it has everything.
#[derive(Clone, Debug, Default)]
pub struct Part {
    after: Option<Vec<Cell>>,
    to: Option<i64>,
}

impl Part {
    /// Rows of the events after number `after`, up to and including number `to`. From the beginning rows with
    /// numbers that no event has, such as 0, are included, so that they are noticed.
    pub fn events(after: i64, to: i64) -> Self {
        // A transfer's key is the number of its event and a leg, the last of which is far below the largest.
        let after = (after > 0).then(|| vec![Cell::Int(after), Cell::Int(i64::MAX)]);
        Self { after, to: Some(to) }
    }

    /// States of one kind of things.
    pub fn states(kind: domain::Kind) -> Self {
        let kind = kind as i64;
        Self { after: Some(vec![Cell::Int(kind - 1), Cell::Int(i64::MAX)]), to: Some(kind) }
    }
}

/// One page: the rows after the key `after`, up to `to` in the first key column.
async fn page<T: Streamed>(
    db: &impl ConnectionTrait,
    book: BookId,
    part: &Part,
) -> Result<Vec<T>, StoreError> {
    let backend = db.get_database_backend();
    let mut values: Vec<Value> = vec![book.0.into()];
    let mut wheres = String::from("book = $1");
    if let Some(after) = &part.after {
        let after: Vec<_> = after.iter().take(T::KEY.len()).cloned().map(Value::from).collect();
        let places: Vec<String> = (2..).take(after.len()).map(|place| format!("${place}")).collect();
        wheres = format!("{wheres} AND ({}) > ({})", T::KEY.join(","), places.join(","));
        values.extend(after);
    }
    if let Some(to) = part.to {
        values.push(to.into());
        wheres = format!("{wheres} AND {} <= ${}", T::KEY[0], values.len());
    }
    let rest = format!("FROM {} WHERE {wheres} ORDER BY {} LIMIT {PAGE}", T::SOURCE, T::KEY.join(","));
    let sql = match backend {
        DbBackend::Sqlite => cells::packed(T::COLUMNS, &rest),
        _ => format!("SELECT {} {rest}", cells::plain(T::COLUMNS)),
    };
    let found = db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    read_page(book, &found)
}

fn read_page<T: Streamed>(book: BookId, found: &[QueryResult]) -> Result<Vec<T>, StoreError> {
    let Some(packed) = cells::packed_page(found)? else {
        return found.iter().map(|row| T::read(book, &mut Cells::of_row(row)?)).collect();
    };
    let (mut cells, mut rows) = (Cells::Packed(packed), Vec::new());
    while cells.has_more() {
        rows.push(T::read(book, &mut cells)?);
    }
    Ok(rows)
}

/// Rows as they come.
pub struct Rows<T> {
    pages: mpsc::Receiver<Result<Vec<T>, StoreError>>,
    page: std::vec::IntoIter<T>,
}

impl<T> Rows<T> {
    fn new(pages: mpsc::Receiver<Result<Vec<T>, StoreError>>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// The database's; [`StoreError::Corrupt`] for a page with a row that cannot be read. Nothing comes after it.
    pub async fn next(&mut self) -> Result<Option<T>, StoreError> {
        loop {
            if let Some(row) = self.page.next() {
                return Ok(Some(row));
            }
            match self.pages.recv().await {
                Some(page) => self.page = page?.into_iter(),
                None => return Ok(None),
            }
        }
    }
}

/// Streams rows of a book from the pool of readers, a new page as soon as there is room for it. Ends when the
/// rows are dropped.
pub fn rows<T: Streamed>(database: &Database, book: BookId, part: Part) -> Rows<T> {
    let (sender, pages) = mpsc::channel(AHEAD);
    let db = database.reader.clone();
    tokio::spawn(async move { produce(&db, book, part, sender).await });
    Rows::new(pages)
}

/// Hands every row of a part of a book to `work`, all read on one connection, such as a transaction that keeps seeing
/// one moment. The next page is fetched while `work` runs.
pub(super) async fn each<T: Streamed, E: From<StoreError>>(
    db: &impl ConnectionTrait,
    (book, part): (BookId, Part),
    mut work: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let (sender, mut pages) = mpsc::channel::<Result<Vec<T>, StoreError>>(AHEAD);
    let consume = async {
        while let Some(page) = pages.recv().await {
            page?.into_iter().try_for_each(&mut work)?;
        }
        Ok(())
    };
    let produce = async {
        produce(db, book, part, sender).await;
        Ok(())
    };
    tokio::try_join!(produce, consume).map(|_| ())
}

async fn produce<T: Streamed>(
    db: &impl ConnectionTrait,
    book: BookId,
    mut part: Part,
    sender: mpsc::Sender<Result<Vec<T>, StoreError>>,
) {
    loop {
        let page = page::<T>(db, book, &part).await;
        let is_last = page.as_ref().map_or(true, |rows| (rows.len() as u64) < PAGE);
        if let Ok(rows) = &page {
            part.after = rows.last().map(Streamed::key);
        }
        // Nobody waits for it any more, or it was the last.
        if sender.send(page).await.is_err() || is_last {
            return;
        }
    }
}
