//! Pictures of initiatives, outside the log: they go with whoever gave them. What is on one stands in a small table of
//! its own, which can be written anew when words are erased; the pictures themselves are too many bytes for that.

use super::database::Database;
use super::load::int;
use super::single::{read, write};
use super::storage::StoreError;
use crate::domain::{BookId, PersonId, PictureId, SketchId};
use sea_orm::Value;

/// A picture in the sizes in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRow {
    /// Its id.
    pub id: PictureId,
    /// The sketch it belongs to.
    pub sketch: SketchId,
    /// Who gave it.
    pub person: PersonId,
    /// What is on it, for those who do not see it.
    pub words: String,
    /// JPEG, at most 1280 pixels wide.
    pub wide: Vec<u8>,
    /// JPEG, at most 480 pixels wide.
    pub small: Vec<u8>,
}

/// Keeps a new one.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, book: BookId, row: &PictureRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO picture (book, id, sketch, person, wide, small) VALUES ($1, $2, $3, $4, $5, $6)";
    let values: [Value; 6] = [
        book.0.into(),
        row.id.0.into(),
        row.sketch.0.into(),
        row.person.0.into(),
        row.wide.clone().into(),
        row.small.clone().into(),
    ];
    // The words first: without their picture they show nowhere, and go with the person.
    let words = "INSERT INTO picture_words (book, id, person, words) VALUES ($1, $2, $3, $4)";
    let said: [Value; 4] = [book.0.into(), row.id.0.into(), row.person.0.into(), row.words.as_str().into()];
    write(database, words, said).await?;
    write(database, sql, values).await
}

/// The pictures of a sketch, in the order in which they were given, each with what is on it.
///
/// # Errors
/// The database's.
pub async fn of_sketch(
    database: &Database,
    book: BookId,
    sketch: SketchId,
) -> Result<Vec<(PictureId, String)>, StoreError> {
    let sql = "SELECT picture.id, COALESCE(words, '') FROM picture LEFT JOIN picture_words said \
               ON said.book = picture.book AND said.id = picture.id \
               WHERE picture.book = $1 AND sketch = $2 ORDER BY picture.id";
    let rows = read(database, sql, [book.0.into(), sketch.0.into()]).await?;
    rows.iter().map(|row| Ok((PictureId(int(row, 0)?), row.try_get_by_index(1)?))).collect()
}

/// The bytes of a picture, wide or small, with the sketch it belongs to; none if there is none.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    book: BookId,
    (id, is_small): (PictureId, bool),
) -> Result<Option<(SketchId, Vec<u8>)>, StoreError> {
    let column = if is_small { "small" } else { "wide" };
    let sql = format!("SELECT sketch, {column} FROM picture WHERE book = $1 AND id = $2");
    let rows = read(database, &sql, [book.0.into(), id.0.into()]).await?;
    rows.first().map(|row| Ok((SketchId(int(row, 0)?), row.try_get_by_index(1)?))).transpose()
}

/// Throws one of a sketch away.
///
/// # Errors
/// The database's.
pub async fn delete(
    database: &Database,
    book: BookId,
    (sketch, id): (SketchId, PictureId),
) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM picture_words WHERE book = $1 AND id IN \
         (SELECT id FROM picture WHERE book = $1 AND sketch = $2 AND id = $3)",
        "DELETE FROM picture WHERE book = $1 AND sketch = $2 AND id = $3",
    ] {
        write(database, sql, [book.0.into(), sketch.0.into(), id.0.into()]).await?;
    }
    Ok(())
}
