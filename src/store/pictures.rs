//! Pictures of initiatives, outside the log: they go with whoever gave them. What is on one stands in a small table of
//! its own, which can be written anew when words are erased; the pictures themselves are too many bytes for that.

use super::database::Database;
use super::entities::picture::{Column, Entity, Model};
use super::entities::{news, person, picture_words, sketch};
use super::sketches::is_as_read;
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, NewsId, PersonId, PictureId, SketchId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;

/// What a picture belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// What is written of an initiative before it is submitted, with what it had become when it was read.
    Sketch(SketchId, Option<InitiativeId>),
    /// Something that was told later, or the report.
    News(NewsId),
}

impl Owner {
    /// Its id: they are random, so that none is of both.
    fn number(self) -> i64 {
        match self {
            Self::Sketch(id, _) => id.0,
            Self::News(id) => id.0,
        }
    }

    /// Whether a picture of it can be kept. Whoever throws it away, is erased, or gives another picture waits for this, or
    /// this for them. On SQLite the transaction is the only one that writes.
    async fn found(self, tx: &DatabaseTransaction, book: BookId) -> Result<Kept, StoreError> {
        Ok(match self {
            Self::Sketch(id, became) => {
                let found = sketch::Entity::find_by_id((book.0, id.0)).lock_exclusive().one(tx).await?;
                match found {
                    None => Kept::Gone,
                    Some(found) if is_as_read(tx, &found, became).await? => Kept::Yes,
                    Some(_) => Kept::Submitted,
                }
            }
            Self::News(id) => {
                let found = news::Entity::find_by_id((book.0, id.0)).lock_exclusive().one(tx).await?;
                if found.is_some() { Kept::Yes } else { Kept::Gone }
            }
        })
    }
}

/// A picture in the sizes in which it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRow {
    /// Its id.
    pub id: PictureId,
    /// What it belongs to.
    pub of: Owner,
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
    /// What it belongs to was thrown away, or whoever wrote it was erased.
    Gone,
    /// There are enough.
    Enough,
    /// Its sketch is on its way to become an initiative, or became one since it was read.
    Submitted,
}

/// Keeps a new one, unless what it belongs to is gone or has `most` already, or is a sketch that is not as it was read.
///
/// # Errors
/// The database's.
pub async fn put(
    database: &Database,
    book: BookId,
    (row, most): (&PictureRow, usize),
) -> Result<Kept, StoreError> {
    let PictureRow { id, of, person, words, wide, small } = row.clone();
    let tx = database.begin().await?;
    // The upload may have begun before whoever sends it was erased. Whoever erases them waits for this, or this for them.
    if person::Entity::find_by_id((book.0, person.0)).lock_exclusive().one(&tx).await?.is_none() {
        tx.rollback().await?;
        return Ok(Kept::Gone);
    }
    let kept = match of.found(&tx, book).await? {
        Kept::Yes if ids(&tx, book, of.number()).await?.len() >= most => Kept::Enough,
        found => found,
    };
    if kept != Kept::Yes {
        tx.rollback().await?;
        return Ok(kept);
    }
    let (book, id, person) = (book.0, id.0, person.0);
    let row = Model { book, id, sketch: of.number(), person, wide, small };
    let said = picture_words::Model { book, id, person, words };
    Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    picture_words::Entity::insert(said.into_active_model()).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(Kept::Yes)
}

/// The pictures of something, in the order in which they were given, each with what is on it.
///
/// # Errors
/// The database's.
pub async fn of(
    database: &Database,
    book: BookId,
    owner: Owner,
) -> Result<Vec<(PictureId, String)>, StoreError> {
    // Without the pictures themselves, which are large.
    let ids = ids(&database.reader, book, owner.number()).await?;
    let mut words = words(database, book, ids.clone()).await?;
    Ok(ids.into_iter().map(|id| (PictureId(id), words.remove(&id).unwrap_or_default())).collect())
}

/// The pictures of much that was told, by its id, as for [`of`].
///
/// # Errors
/// The database's.
pub async fn of_news(
    database: &Database,
    book: BookId,
    news: &[NewsId],
) -> Result<HashMap<NewsId, Vec<(PictureId, String)>>, StoreError> {
    let numbers = news.iter().map(|id| id.0);
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Sketch.is_in(numbers));
    let its = its.select_only().columns([Column::Sketch, Column::Id]).order_by_asc(Column::Id).into_tuple();
    let ids: Vec<(i64, i64)> = its.all(&database.reader).await?;
    let mut words = words(database, book, ids.iter().map(|(_, id)| *id).collect()).await?;
    let mut all: HashMap<NewsId, Vec<(PictureId, String)>> = HashMap::new();
    for (of, id) in ids {
        let picture = (PictureId(id), words.remove(&id).unwrap_or_default());
        all.entry(NewsId(of)).or_default().push(picture);
    }
    Ok(all)
}

/// What is on pictures, by their ids.
async fn words(database: &Database, book: BookId, ids: Vec<i64>) -> Result<HashMap<i64, String>, StoreError> {
    let words = picture_words::Entity::find().filter(picture_words::Column::Book.eq(book.0));
    let words = words.filter(picture_words::Column::Id.is_in(ids)).all(&database.reader).await?;
    Ok(words.into_iter().map(|row| (row.id, row.words)).collect())
}

/// The bytes of a picture, wide or small, with the number of what it belongs to: a sketch, or news. None if there is
/// none.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    book: BookId,
    (id, is_small): (PictureId, bool),
) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
    let size = if is_small { Column::Small } else { Column::Wide };
    let one = Entity::find_by_id((book.0, id.0)).select_only().columns([Column::Sketch, size]).into_tuple();
    Ok(one.one(&database.reader).await?)
}

/// Throws one of something away, unless that is a sketch that is not as it was read; answers whether it is not.
///
/// # Errors
/// The database's.
pub async fn delete(
    database: &Database,
    book: BookId,
    (owner, id): (Owner, PictureId),
) -> Result<bool, StoreError> {
    let tx = database.begin().await?;
    if owner.found(&tx, book).await? == Kept::Submitted {
        tx.rollback().await?;
        return Ok(false);
    }
    let one = Entity::delete_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0));
    if one.filter(Column::Sketch.eq(owner.number())).exec(&tx).await?.rows_affected > 0 {
        picture_words::Entity::delete_by_id((book.0, id.0)).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Throws all of something away.
///
/// # Errors
/// The database's.
pub(super) async fn delete_all(tx: &DatabaseTransaction, book: BookId, owner: i64) -> Result<(), StoreError> {
    let ids = ids(tx, book, owner).await?;
    // In the order of an erasure.
    let pictures = Entity::delete_many().filter(Column::Book.eq(book.0));
    pictures.filter(Column::Sketch.eq(owner)).exec(tx).await?;
    let words = picture_words::Entity::delete_many().filter(picture_words::Column::Book.eq(book.0));
    words.filter(picture_words::Column::Id.is_in(ids)).exec(tx).await?;
    Ok(())
}

async fn ids(db: &impl ConnectionTrait, book: BookId, owner: i64) -> Result<Vec<i64>, StoreError> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Sketch.eq(owner));
    let ids = its.select_only().column(Column::Id).order_by_asc(Column::Id);
    Ok(ids.into_tuple().all(db).await?)
}
