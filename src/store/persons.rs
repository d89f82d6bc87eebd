//! Reading what is known of persons.

use super::database::Database;
use super::entities::person::{Column, Entity, Model};
use super::rows::PersonRow;
use super::storage::StoreError;
use crate::domain::{BookId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// The row of a person; none if they were erased.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    let row = Entity::find_by_id((book.0, id.0)).one(&database.reader).await?;
    Ok(row.map(person))
}

/// The persons of a book whose address has this keyed hash, the first first. Nearly always one at most; two, if
/// somebody began two things in the same moment.
///
/// # Errors
/// The database's.
pub async fn of_email(database: &Database, book: BookId, email: &str) -> Result<Vec<PersonRow>, StoreError> {
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Email.eq(email));
    let rows = theirs.order_by_asc(Column::Id).all(&database.reader).await?;
    Ok(rows.into_iter().map(person).collect())
}

/// Keeps a person whom no event names yet.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, book: BookId, row: &PersonRow) -> Result<(), StoreError> {
    let PersonRow { id, body, email } = row.clone();
    let row = Model { book: book.0, id: id.0, body, email };
    Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await?;
    Ok(())
}

fn person(Model { id, body, email, .. }: Model) -> PersonRow {
    PersonRow { id: PersonId(id), body, email }
}
