//! The books of a database.

use super::chain;
use super::database::Database;
use super::storage::StoreError;
use crate::domain::BookId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, SqlErr, Statement, Value};

/// How often a new book is tried when another process makes one at the same moment.
const TRIES: u32 = 20;

/// The book called `slug`, if there is one.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, slug: &str) -> Result<Option<BookId>, StoreError> {
    let db = &database.reader;
    let sql = "SELECT book FROM book WHERE slug = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [slug.into()]);
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.map(BookId))
}

/// What a book is called; none if there is no such book.
///
/// # Errors
/// The database's.
pub async fn slug(database: &Database, book: BookId) -> Result<Option<String>, StoreError> {
    let db = &database.reader;
    let sql = "SELECT slug FROM book WHERE book = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [book.0.into()]);
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// All books with what they are called, in the order they were made.
///
/// # Errors
/// The database's.
pub async fn all(database: &Database) -> Result<Vec<(BookId, String)>, StoreError> {
    let db = &database.reader;
    let sql = "SELECT book, slug FROM book ORDER BY book";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let read = |row: &sea_orm::QueryResult| -> Result<_, StoreError> {
        Ok((BookId(row.try_get_by_index(0)?), row.try_get_by_index(1)?))
    };
    rows.iter().map(read).collect()
}

/// The book called `slug`; it is made, empty, if there is none.
///
/// # Errors
/// The database's; [`StoreError::Overtaken`] if other processes were first each time.
pub async fn find_or_make(database: &Database, slug: &str) -> Result<BookId, StoreError> {
    for _ in 0..TRIES {
        if let Some(book) = find(database, slug).await? {
            return Ok(book);
        }
        let tx = database.begin().await?;
        match make(&tx, slug).await {
            Ok(book) => {
                tx.commit().await?;
                return Ok(book);
            }
            // Another process took the number or the name: look again.
            Err(StoreError::Database(error))
                if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) =>
            {
                tx.rollback().await?;
            }
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Overtaken(format!("the book {slug} could not be made")))
}

async fn make(tx: &DatabaseTransaction, slug: &str) -> Result<BookId, StoreError> {
    let backend = tx.get_database_backend();
    let last = Statement::from_string(backend, "SELECT COALESCE(MAX(book), 0) FROM book");
    let last = tx.query_one_raw(last).await?.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
    let book = BookId(last.unwrap_or(0) + 1);
    let values: [Value; 2] = [book.0.into(), slug.into()];
    let sql = "INSERT INTO book (book, slug) VALUES ($1, $2)";
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let sql = "INSERT INTO book_head (book, turn, seq, chain, recorded, accounts) \
               VALUES ($1, 0, 0, $2, 0, 0)";
    let values: [Value; 2] = [book.0.into(), chain::genesis(book).to_vec().into()];
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(book)
}
