//! A sketch on its way to become an initiative: what was asked for is kept with the sketch before it is asked, so that
//! whoever submits it again, after a crash or in another tab, asks for the very same.

use super::database::Database;
use super::entities::sketch::{ActiveModel, Column, Entity};
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, SketchId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, UpdateMany};

/// How far a sketch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnItsWay {
    /// What it became.
    pub initiative: Option<InitiativeId>,
    /// What was asked for, as JSON, while it is not known what became of it, or whoever is submitting it holds it.
    pub asked: Option<String>,
}

/// Keeps what is about to be asked for, unless something was before.
///
/// # Errors
/// The database's.
pub async fn begin(database: &Database, book: BookId, id: SketchId, asked: &str) -> Result<(), StoreError> {
    let new = one(book, id).filter(Column::Submitting.is_null()).filter(Column::Initiative.is_null());
    let asked = ActiveModel { submitting: Set(Some(asked.into())), ..ActiveModel::default() };
    new.set(asked).exec(&database.writer).await?;
    Ok(())
}

/// How far a sketch is; none if there is none.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: SketchId) -> Result<Option<OnItsWay>, StoreError> {
    let row = Entity::find_by_id((book.0, id.0)).one(&database.reader).await?;
    Ok(row.map(|row| OnItsWay { initiative: row.initiative.map(InitiativeId), asked: row.submitting }))
}

/// Notes what a sketch became by what was asked for, unless somebody else did.
///
/// # Errors
/// The database's.
pub async fn done(
    database: &Database,
    book: BookId,
    (id, initiative): (SketchId, InitiativeId),
    asked: &str,
) -> Result<(), StoreError> {
    let became =
        ActiveModel { initiative: Set(Some(initiative.0)), submitting: Set(None), ..ActiveModel::default() };
    one(book, id).filter(Column::Submitting.eq(asked)).set(became).exec(&database.writer).await?;
    Ok(())
}

/// Holds one that became an initiative, so that what it says is not changed while it is submitted. Whoever held it before
/// does not any more.
///
/// # Errors
/// The database's.
pub async fn hold(database: &Database, book: BookId, id: SketchId, mark: &str) -> Result<(), StoreError> {
    let held = ActiveModel { submitting: Set(Some(mark.into())), ..ActiveModel::default() };
    one(book, id).filter(Column::Initiative.is_not_null()).set(held).exec(&database.writer).await?;
    Ok(())
}

/// Forgets what was asked for, since nothing came of it, or a mark of whoever held it.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, book: BookId, id: SketchId, asked: &str) -> Result<(), StoreError> {
    let nothing = ActiveModel { submitting: Set(None), ..ActiveModel::default() };
    one(book, id).filter(Column::Submitting.eq(asked)).set(nothing).exec(&database.writer).await?;
    Ok(())
}

fn one(book: BookId, id: SketchId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0))
}
