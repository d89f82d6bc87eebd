//! Signing in by mail: the links that were sent, and who is signed in. The rows end by themselves and are no part of
//! the books; they are in the database so that all processes that serve the website share them.

use super::database::Database;
use super::single::{read, write, write_and_read};
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::Value;

/// Keeps a link, by the digest of its token, with the address it is sent to.
///
/// # Errors
/// The database's.
pub async fn offer(
    database: &Database,
    digest: [u8; 32],
    (address, until): (&str, Timestamp),
) -> Result<(), StoreError> {
    put(
        database,
        "INSERT INTO sign_in (digest, address, until) VALUES ($1, $2, $3)",
        digest,
        (address, until),
    )
    .await
}

/// Uses up a link: the address it was sent to, or none if there is none, it is over at `now` or was used before.
///
/// # Errors
/// The database's.
pub async fn take(
    database: &Database,
    digest: [u8; 32],
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let sql = "DELETE FROM sign_in WHERE digest = $1 AND until > $2 RETURNING address";
    let rows = write_and_read(database, sql, [digest.to_vec().into(), now.ms().into()]).await?;
    Ok(rows.first().map(|row| row.try_get_by_index(0)).transpose()?)
}

/// Keeps that somebody is signed in.
///
/// # Errors
/// The database's.
pub async fn enter(
    database: &Database,
    digest: [u8; 32],
    (address, until): (&str, Timestamp),
) -> Result<(), StoreError> {
    put(
        database,
        "INSERT INTO signed_in (digest, address, until) VALUES ($1, $2, $3)",
        digest,
        (address, until),
    )
    .await
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
    let sql = "SELECT address FROM signed_in WHERE digest = $1 AND until > $2";
    let rows = read(database, sql, [digest.to_vec().into(), now.ms().into()]).await?;
    Ok(rows.first().map(|row| row.try_get_by_index(0)).transpose()?)
}

/// Signs somebody out.
///
/// # Errors
/// The database's.
pub async fn leave(database: &Database, digest: [u8; 32]) -> Result<(), StoreError> {
    write(database, "DELETE FROM signed_in WHERE digest = $1", [digest.to_vec().into()]).await.map(drop)
}

/// Deletes what is over at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    write(database, "DELETE FROM sign_in WHERE until <= $1", [now.ms().into()]).await?;
    write(database, "DELETE FROM signed_in WHERE until <= $1", [now.ms().into()]).await.map(drop)
}

async fn put(
    database: &Database,
    sql: &str,
    digest: [u8; 32],
    (address, until): (&str, Timestamp),
) -> Result<(), StoreError> {
    let values: [Value; 3] = [digest.to_vec().into(), address.into(), until.ms().into()];
    write(database, sql, values).await.map(drop)
}
