//! Pictures of initiatives, outside the log: they go with whoever gave them.

use super::database::Database;
use super::entities::picture::{Column, Entity, Model};
use super::storage::StoreError;
use crate::domain::{BookId, PersonId, PictureId, SketchId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

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
    let PictureRow { id, sketch, person, words, wide, small } = row.clone();
    let row = Model { book: book.0, id: id.0, sketch: sketch.0, person: person.0, words, wide, small };
    Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await?;
    Ok(())
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
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Sketch.eq(sketch.0));
    // Without the pictures themselves, which are large.
    let its = its.select_only().columns([Column::Id, Column::Words]).order_by_asc(Column::Id).into_tuple();
    let rows: Vec<(i64, String)> = its.all(&database.reader).await?;
    Ok(rows.into_iter().map(|(id, words)| (PictureId(id), words)).collect())
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

/// Throws one of a sketch away.
///
/// # Errors
/// The database's.
pub async fn delete(
    database: &Database,
    book: BookId,
    (sketch, id): (SketchId, PictureId),
) -> Result<(), StoreError> {
    let one = Entity::delete_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0));
    one.filter(Column::Sketch.eq(sketch.0)).exec(&database.writer).await?;
    Ok(())
}
