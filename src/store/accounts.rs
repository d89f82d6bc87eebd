//! Signing in by mail: the links that were sent, and who is signed in. The rows end by themselves and are no part of
//! the books; they are in the database so that all processes that serve the website share them.

use super::database::Database;
use super::entities::{sign_in, signed_in};
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Keeps a link, by the digest of its token, with the address it is sent to.
///
/// # Errors
/// The database's.
pub async fn offer(
    database: &Database,
    digest: [u8; 32],
    (address, until): (&str, Timestamp),
) -> Result<(), StoreError> {
    let row = sign_in::Model { digest: digest.to_vec(), address: address.into(), until: until.ms() };
    sign_in::Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await?;
    Ok(())
}

/// Uses up a link: whoever holds the other token is signed in from now on with the address it was sent to. Answers
/// false, and does nothing, if there is no such link, it is over at `now` or was used before.
///
/// # Errors
/// The database's; the link can be used again then.
pub async fn enter(
    database: &Database,
    (link, now): ([u8; 32], Timestamp),
    (digest, until): ([u8; 32], Timestamp),
) -> Result<bool, StoreError> {
    let tx = database.begin().await?;
    let used = sign_in::Entity::delete_many()
        .filter(sign_in::Column::Digest.eq(link.to_vec()))
        .filter(sign_in::Column::Until.gt(now.ms()))
        .exec_with_returning(&tx)
        .await?;
    let Some(used) = used.into_iter().next() else {
        tx.rollback().await?;
        return Ok(false);
    };
    let row = signed_in::Model { digest: digest.to_vec(), address: used.address, until: until.ms() };
    signed_in::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(true)
}

/// The address of somebody who is signed in; none if nobody is, or it is over at `now`.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    digest: [u8; 32],
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let one = signed_in::Entity::find_by_id(digest.to_vec()).filter(signed_in::Column::Until.gt(now.ms()));
    Ok(one.one(&database.reader).await?.map(|row| row.address))
}

/// Signs somebody out.
///
/// # Errors
/// The database's.
pub async fn leave(database: &Database, digest: [u8; 32]) -> Result<(), StoreError> {
    signed_in::Entity::delete_by_id(digest.to_vec()).exec(&database.writer).await?;
    Ok(())
}

/// Deletes what is over at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    let db = &database.writer;
    sign_in::Entity::delete_many().filter(sign_in::Column::Until.lte(now.ms())).exec(db).await?;
    signed_in::Entity::delete_many().filter(signed_in::Column::Until.lte(now.ms())).exec(db).await?;
    Ok(())
}
