//! What initiators write about initiatives, outside the log: it can be half finished, and it goes with whoever wrote
//! it.

use super::database::Database;
use super::load::int;
use super::single::{read, write};
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, PersonId, SketchId};
use sea_orm::{QueryResult, Value};

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

/// Keeps a new one.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, book: BookId, row: &SketchRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO sketch (book, id, person, initiative, body) VALUES ($1, $2, $3, $4, $5)";
    let values: [Value; 5] = [
        book.0.into(),
        row.id.0.into(),
        row.person.0.into(),
        row.initiative.map(|id| id.0).into(),
        row.body.as_str().into(),
    ];
    write(database, sql, values).await
}

/// Changes what one says. What it became is noted when it is submitted (`store::submitting`): whoever saves a step may not
/// know of that yet.
///
/// # Errors
/// The database's.
pub async fn save(database: &Database, book: BookId, row: &SketchRow) -> Result<(), StoreError> {
    let sql = "UPDATE sketch SET body = $3 WHERE book = $1 AND id = $2";
    let values: [Value; 3] = [book.0.into(), row.id.0.into(), row.body.as_str().into()];
    write(database, sql, values).await
}

/// One; none if there is none.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: SketchId) -> Result<Option<SketchRow>, StoreError> {
    let which = "id = $2";
    Ok(select(database, which, [book.0.into(), id.0.into()]).await?.pop())
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
    Ok(select(database, "initiative = $2", [book.0.into(), id.0.into()]).await?.pop())
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
    select(database, "person = $2 ORDER BY id DESC", [book.0.into(), person.0.into()]).await
}

/// Throws one away, with its pictures, unless it is or was submitted.
///
/// # Errors
/// The database's.
pub async fn delete(database: &Database, book: BookId, id: SketchId) -> Result<(), StoreError> {
    let own = "FROM sketch WHERE book = $1 AND id = $2 AND initiative IS NULL AND submitting IS NULL";
    for sql in [
        format!(
            "DELETE FROM picture_words WHERE book = $1 AND EXISTS (SELECT 1 {own}) \
             AND id IN (SELECT id FROM picture WHERE book = $1 AND sketch = $2)"
        ),
        format!("DELETE FROM picture WHERE book = $1 AND sketch = $2 AND EXISTS (SELECT 1 {own})"),
        format!("DELETE {own}"),
    ] {
        write(database, &sql, [book.0.into(), id.0.into()]).await?;
    }
    Ok(())
}

async fn select(database: &Database, which: &str, values: [Value; 2]) -> Result<Vec<SketchRow>, StoreError> {
    let sql = format!("SELECT id, person, initiative, body FROM sketch WHERE book = $1 AND {which}");
    read(database, &sql, values).await?.iter().map(sketch).collect()
}

fn sketch(row: &QueryResult) -> Result<SketchRow, StoreError> {
    let initiative: Option<i64> = row.try_get_by_index(2)?;
    Ok(SketchRow {
        id: SketchId(int(row, 0)?),
        person: PersonId(int(row, 1)?),
        initiative: initiative.map(InitiativeId),
        body: row.try_get_by_index(3)?,
    })
}
