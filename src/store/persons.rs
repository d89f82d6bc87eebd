//! Reading what is known of persons.

use super::database::{Database, Engine};
use super::entities::person::{Column, Entity, Model};
use super::rows::PersonRow;
use super::storage::StoreError;
use crate::domain::{BookId, PersonId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Statement,
};

/// The row of a person; none if they were erased.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    let row = Entity::find_by_id((book.0, id.0)).one(&database.reader).await?;
    Ok(row.map(person))
}

/// The persons of a book whose address has this keyed hash, the first first. Nearly always one at most; two, if events of
/// another way than the website's name them.
///
/// # Errors
/// The database's.
pub async fn of_email(database: &Database, book: BookId, email: &str) -> Result<Vec<PersonRow>, StoreError> {
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Email.eq(email));
    let rows = theirs.order_by_asc(Column::Id).all(&database.reader).await?;
    Ok(rows.into_iter().map(person).collect())
}

/// The person of a book with the address of this row, or else this one, whom no event names yet. Nobody else makes one of
/// the same address meanwhile: somebody who begins two things in the same moment is one person.
///
/// # Errors
/// The database's.
pub async fn of_email_or_new(
    database: &Database,
    book: BookId,
    (email, new): (&str, &PersonRow),
) -> Result<PersonId, StoreError> {
    // On SQLite the transaction is the only one that writes.
    let tx = database.begin().await?;
    if database.engine == Engine::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended($1, $2))";
        let values = [email.into(), book.0.into()];
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, lock, values)).await?;
    }
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Email.eq(email));
    if let Some(known) = theirs.order_by_asc(Column::Id).one(&tx).await? {
        tx.rollback().await?;
        return Ok(PersonId(known.id));
    }
    let PersonRow { id, body, email } = new.clone();
    let row = Model { book: book.0, id: id.0, body, email };
    Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(id)
}

fn person(Model { id, body, email, .. }: Model) -> PersonRow {
    PersonRow { id: PersonId(id), body, email }
}
