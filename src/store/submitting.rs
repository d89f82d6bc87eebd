//! A sketch on its way to become an initiative: what was asked for is kept with the sketch before it is asked, so that
//! whoever submits it again, after a crash or in another tab, asks for the very same.

use super::database::Database;
use super::single::{read, write};
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, SketchId};

/// How far a sketch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnItsWay {
    /// What it became.
    pub initiative: Option<InitiativeId>,
    /// What was asked for, as JSON, while it is not known what became of it.
    pub asked: Option<String>,
}

/// Keeps what is about to be asked for, unless something was before.
///
/// # Errors
/// The database's.
pub async fn begin(database: &Database, book: BookId, id: SketchId, asked: &str) -> Result<(), StoreError> {
    let sql = "UPDATE sketch SET submitting = $3 \
               WHERE book = $1 AND id = $2 AND submitting IS NULL AND initiative IS NULL";
    write(database, sql, [book.0.into(), id.0.into(), asked.into()]).await
}

/// How far a sketch is; none if there is none.
///
/// # Errors
/// The database's.
pub async fn find(database: &Database, book: BookId, id: SketchId) -> Result<Option<OnItsWay>, StoreError> {
    let sql = "SELECT initiative, submitting FROM sketch WHERE book = $1 AND id = $2";
    let rows = read(database, sql, [book.0.into(), id.0.into()]).await?;
    let row = |row: &sea_orm::QueryResult| {
        let initiative: Option<i64> = row.try_get_by_index(0)?;
        Ok(OnItsWay { initiative: initiative.map(InitiativeId), asked: row.try_get_by_index(1)? })
    };
    rows.first().map(row).transpose()
}

/// Notes what a sketch became.
///
/// # Errors
/// The database's.
pub async fn done(
    database: &Database,
    book: BookId,
    (id, initiative): (SketchId, InitiativeId),
) -> Result<(), StoreError> {
    let sql = "UPDATE sketch SET initiative = $3, submitting = NULL WHERE book = $1 AND id = $2";
    write(database, sql, [book.0.into(), id.0.into(), initiative.0.into()]).await
}

/// Forgets what was asked for, since it was refused.
///
/// # Errors
/// The database's.
pub async fn refused(database: &Database, book: BookId, id: SketchId, asked: &str) -> Result<(), StoreError> {
    let sql = "UPDATE sketch SET submitting = NULL WHERE book = $1 AND id = $2 AND submitting = $3";
    write(database, sql, [book.0.into(), id.0.into(), asked.into()]).await
}
