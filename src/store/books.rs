//! The books of a database.

use super::chain;
use super::database::Database;
use super::entities::book::{Column, Entity, Model};
use super::storage::StoreError;
use crate::domain::BookId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    SqlErr, Statement, Value,
};

/// How often a new book is tried when another process makes one at the same moment.
const TRIES: u32 = 20;

/// The book called `slug`, if there is one.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, slug: &str) -> Result<Option<BookId>, StoreError> {
    let row = Entity::find().filter(Column::Slug.eq(slug)).one(&database.reader).await?;
    Ok(row.map(|row| BookId(row.book)))
}

/// What a book is called; none if there is no such book.
///
/// # Errors
/// The database's.
pub async fn slug(database: &Database, book: BookId) -> Result<Option<String>, StoreError> {
    let row = Entity::find_by_id(book.0).one(&database.reader).await?;
    Ok(row.map(|row| row.slug))
}

/// All books with what they are called, in the order they were made.
///
/// # Errors
/// The database's.
pub async fn all(database: &Database) -> Result<Vec<(BookId, String)>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Book).all(&database.reader).await?;
    Ok(rows.into_iter().map(|row| (BookId(row.book), row.slug)).collect())
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
    let last = Entity::find().order_by_desc(Column::Book).one(tx).await?;
    let book = BookId(last.map_or(0, |last| last.book) + 1);
    let row = Model { book: book.0, slug: slug.into() };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    // The head is the writer's, which has no entities.
    let sql = "INSERT INTO book_head (book, turn, seq, chain, recorded, accounts) \
               VALUES ($1, 0, 0, $2, 0, 0)";
    let values: [Value; 2] = [book.0.into(), chain::genesis(book).to_vec().into()];
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(book)
}
