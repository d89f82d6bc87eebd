//! Pictures of initiatives, outside the log: they go with whoever gave them. What is on one stands in a small table of
//! its own, which can be written anew when words are erased; the pictures themselves are too many bytes for that.

use super::database::Database;
use super::entities::picture::{Column, Entity, Model};
use super::entities::{picture_words, sketch};
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, PersonId, PictureId, SketchId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;

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

/// Whether a picture was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    Yes,
    /// Its sketch was thrown away, or whoever wrote it was erased.
    Gone,
    /// There are enough.
    Enough,
    /// Its sketch is on its way to become an initiative, or became one since it was read.
    Submitted,
}

/// Keeps a new one, unless its sketch is gone or has `most` already, or became another initiative than it had when it
/// was read.
///
/// # Errors
/// The database's.
pub async fn put(
    database: &Database,
    book: BookId,
    (row, most, became): (&PictureRow, usize, Option<InitiativeId>),
) -> Result<Kept, StoreError> {
    let PictureRow { id, sketch, person, words, wide, small } = row.clone();
    let tx = database.begin().await?;
    // Whoever throws the sketch away, is erased, or gives another picture waits for this, or this for them. On SQLite
    // the transaction is the only one that writes.
    let found = sketch::Entity::find_by_id((book.0, sketch.0)).lock_exclusive().one(&tx).await?;
    let kept = match found {
        None => Kept::Gone,
        Some(found) if !is_as_read(&found, became) => Kept::Submitted,
        Some(_) if ids(&tx, book, sketch).await?.len() >= most => Kept::Enough,
        Some(_) => Kept::Yes,
    };
    if kept != Kept::Yes {
        tx.rollback().await?;
        return Ok(kept);
    }
    let (book, id, person) = (book.0, id.0, person.0);
    let row = Model { book, id, sketch: sketch.0, person, wide, small };
    let said = picture_words::Model { book, id, person, words };
    Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    picture_words::Entity::insert(said.into_active_model()).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(Kept::Yes)
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
    // Without the pictures themselves, which are large.
    let ids = ids(&database.reader, book, sketch).await?;
    let words = picture_words::Entity::find().filter(picture_words::Column::Book.eq(book.0));
    let words = words.filter(picture_words::Column::Id.is_in(ids.clone())).all(&database.reader).await?;
    let mut words: HashMap<i64, String> = words.into_iter().map(|row| (row.id, row.words)).collect();
    Ok(ids.into_iter().map(|id| (PictureId(id), words.remove(&id).unwrap_or_default())).collect())
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
    let size = if is_small { Column::Small } else { Column::Wide };
    let one = Entity::find_by_id((book.0, id.0)).select_only().columns([Column::Sketch, size]).into_tuple();
    let row: Option<(i64, Vec<u8>)> = one.one(&database.reader).await?;
    Ok(row.map(|(sketch, bytes)| (SketchId(sketch), bytes)))
}

/// Throws one of a sketch away, unless that became another initiative than it had when it was read; answers whether it
/// did not.
///
/// # Errors
/// The database's.
pub async fn delete(
    database: &Database,
    book: BookId,
    (sketch, id, became): (SketchId, PictureId, Option<InitiativeId>),
) -> Result<bool, StoreError> {
    let tx = database.begin().await?;
    let found = sketch::Entity::find_by_id((book.0, sketch.0)).lock_exclusive().one(&tx).await?;
    if found.is_some_and(|found| !is_as_read(&found, became)) {
        tx.rollback().await?;
        return Ok(false);
    }
    let one = Entity::delete_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0));
    if one.filter(Column::Sketch.eq(sketch.0)).exec(&tx).await?.rows_affected > 0 {
        picture_words::Entity::delete_by_id((book.0, id.0)).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Whether a sketch is not on its way to become an initiative, and has become none since it was read.
fn is_as_read(found: &sketch::Model, became: Option<InitiativeId>) -> bool {
    found.submitting.is_none() && found.initiative == became.map(|initiative| initiative.0)
}

/// Throws all of a sketch away.
///
/// # Errors
/// The database's.
pub(super) async fn delete_all(
    tx: &DatabaseTransaction,
    book: BookId,
    sketch: SketchId,
) -> Result<(), StoreError> {
    let ids = ids(tx, book, sketch).await?;
    let words = picture_words::Entity::delete_many().filter(picture_words::Column::Book.eq(book.0));
    words.filter(picture_words::Column::Id.is_in(ids)).exec(tx).await?;
    let pictures = Entity::delete_many().filter(Column::Book.eq(book.0));
    pictures.filter(Column::Sketch.eq(sketch.0)).exec(tx).await?;
    Ok(())
}

async fn ids(db: &impl ConnectionTrait, book: BookId, sketch: SketchId) -> Result<Vec<i64>, StoreError> {
    let of_sketch = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Sketch.eq(sketch.0));
    let ids = of_sketch.select_only().column(Column::Id).order_by_asc(Column::Id);
    Ok(ids.into_tuple().all(db).await?)
}
