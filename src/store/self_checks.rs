//! When the books were last proven without anybody asking for it. The row is in the database so that of all processes
//! that serve it one does it.

use super::database::Database;
use super::entities::self_check::{ActiveModel, Column, Entity};
use super::single::write_and_read;
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

/// Takes the turn to prove the books, if the last proof ended and began at `before` or earlier, or if it did not end
/// and nobody was at it since `gone`. What was noted more than as much later than `now` was so by a clock that went wrong;
/// a little later, by another process. Of several processes one gets it.
///
/// # Errors
/// The database's.
pub async fn take_turn(
    database: &Database,
    now: Timestamp,
    (before, gone): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    // As text, which says shorter than the query builder when a row that is there is changed.
    let sql = "INSERT INTO self_check (one, begun, seen) VALUES (1, $1, $1) \
               ON CONFLICT (one) DO UPDATE SET begun = excluded.begun, seen = excluded.seen, ended = NULL \
               WHERE CASE WHEN self_check.ended IS NULL THEN self_check.seen <= $3 \
               ELSE self_check.begun <= $2 END OR self_check.begun > $4 OR self_check.seen > $4 \
               RETURNING begun";
    let wrong = now.ms().saturating_add(now.ms().saturating_sub(gone.ms()));
    let values = [now.ms().into(), before.ms().into(), gone.ms().into(), wrong.into()];
    Ok(!write_and_read(database, sql, values).await?.is_empty())
}

/// Whether the last proof has not ended: it goes on, or was cut off.
///
/// # Errors
/// The database's.
pub async fn is_unended(database: &Database) -> Result<bool, StoreError> {
    let unended = Entity::find().filter(Column::Ended.is_null()).one(&database.reader).await?;
    Ok(unended.is_some())
}

/// Notes that the proof that began then has ended.
///
/// # Errors
/// The database's.
pub async fn ended(database: &Database, begun: Timestamp, now: Timestamp) -> Result<(), StoreError> {
    let end = ActiveModel { ended: Set(Some(now.ms())), ..ActiveModel::default() };
    Entity::update_many().set(end).filter(Column::Begun.eq(begun.ms())).exec(&database.writer).await?;
    Ok(())
}

/// Notes that somebody is still at the proof that began then; answers false if somebody else has the turn by now.
///
/// # Errors
/// The database's.
pub async fn at_it(database: &Database, begun: Timestamp, now: Timestamp) -> Result<bool, StoreError> {
    let seen = ActiveModel { seen: Set(now.ms()), ..ActiveModel::default() };
    let own = Entity::update_many().set(seen).filter(Column::Begun.eq(begun.ms()));
    Ok(own.exec(&database.writer).await?.rows_affected > 0)
}
