//! What initiators write about initiatives, outside the log: it can be half finished, and it goes with whoever wrote
//! it.

use super::database::Database;
use super::entities::sketch::{ActiveModel, Column, Entity, Model};
use super::entities::{initiative_view, person};
use super::pictures;
use super::storage::StoreError;
use crate::domain::initiative::InitiativeStatus;
use crate::domain::{BookId, InitiativeId, PersonId, SketchId};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

/// A sketch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchRow {
    /// Its id.
    pub id: SketchId,
    /// Whose it is.
    pub person: PersonId,
    /// What it became.
    pub initiative: Option<InitiativeId>,
    /// What it says, as JSON.
    pub body: String,
}

/// Keeps a new one, unless whoever writes it is gone, or has `most` that became nothing yet; answers whether it is kept.
///
/// # Errors
/// The database's.
pub async fn put(
    database: &Database,
    book: BookId,
    (row, most): (&SketchRow, u64),
) -> Result<bool, StoreError> {
    let SketchRow { id, person, initiative, body } = row.clone();
    let tx = database.begin().await?;
    // Whoever is erased, or begins another one, waits for this, or this for them. On SQLite the transaction is the only
    // one that writes.
    let author = person::Entity::find_by_id((book.0, person.0)).lock_exclusive().one(&tx).await?;
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Person.eq(person.0));
    if author.is_none() || theirs.filter(Column::Initiative.is_null()).count(&tx).await? >= most {
        tx.rollback().await?;
        return Ok(false);
    }
    let initiative = initiative.map(|id| id.0);
    let row = Model { book: book.0, id: id.0, person: person.0, initiative, body, submitting: None };
    Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// Changes what one says, if it is still there and is as it was read ([`is_as_read`]); answers whether it is so. What it
/// became is noted when it is submitted (`store::submitting`).
///
/// # Errors
/// The database's.
pub async fn save(database: &Database, book: BookId, row: &SketchRow) -> Result<bool, StoreError> {
    let tx = database.begin().await?;
    let found = Entity::find_by_id((book.0, row.id.0)).lock_exclusive().one(&tx).await?;
    let Some(found) = found.filter(|found| found.person == row.person.0) else { return Ok(false) };
    let is_as_read = is_as_read(&tx, &found, row.initiative).await?;
    if is_as_read {
        let changed = ActiveModel { body: Set(row.body.clone()), ..found.into() };
        Entity::update(changed).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(is_as_read)
}

/// Whether one can be changed by whoever read it when it had become `became`: nobody submits it at this moment, it has
/// become nothing since, and what it became waits for its initiators. Its row has to be locked: whoever submits it waits
/// for that. On SQLite the transaction is the only one that writes.
pub(super) async fn is_as_read(
    tx: &DatabaseTransaction,
    found: &Model,
    became: Option<InitiativeId>,
) -> Result<bool, StoreError> {
    if found.submitting.is_some() || found.initiative != became.map(|initiative| initiative.0) {
        return Ok(false);
    }
    let Some(initiative) = found.initiative else { return Ok(true) };
    let listed = initiative_view::Entity::find_by_id((found.book, initiative)).one(tx).await?;
    let open = [InitiativeStatus::Draft, InitiativeStatus::ChangesAsked].map(InitiativeStatus::word);
    Ok(listed.is_some_and(|listed| open.contains(&listed.status.as_str())))
}

/// One; none if there is none.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: SketchId) -> Result<Option<SketchRow>, StoreError> {
    let row = Entity::find_by_id((book.0, id.0)).one(&database.reader).await?;
    Ok(row.map(sketch))
}

/// That of an initiative; none if there is none.
///
/// # Errors
/// The database's.
pub async fn of_initiative(
    database: &Database,
    book: BookId,
    id: InitiativeId,
) -> Result<Option<SketchRow>, StoreError> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(id.0));
    Ok(its.one(&database.reader).await?.map(sketch))
}

/// Those of a person, the newest first.
///
/// # Errors
/// The database's.
pub async fn of_person(
    database: &Database,
    book: BookId,
    person: PersonId,
) -> Result<Vec<SketchRow>, StoreError> {
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Person.eq(person.0));
    let rows = theirs.order_by_desc(Column::Id).all(&database.reader).await?;
    Ok(rows.into_iter().map(sketch).collect())
}

/// Throws one away, with its pictures, unless it is or was submitted.
///
/// # Errors
/// The database's.
pub async fn delete(database: &Database, book: BookId, id: SketchId) -> Result<(), StoreError> {
    let tx = database.begin().await?;
    let one = Entity::delete_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0));
    let own = one.filter(Column::Initiative.is_null()).filter(Column::Submitting.is_null());
    if own.exec(&tx).await?.rows_affected > 0 {
        pictures::delete_all(&tx, book, id.0).await?;
    }
    Ok(tx.commit().await?)
}

fn sketch(Model { id, person, initiative, body, .. }: Model) -> SketchRow {
    let initiative = initiative.map(InitiativeId);
    SketchRow { id: SketchId(id), person: PersonId(person), initiative, body }
}
