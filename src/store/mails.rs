//! Mails that wait to be sent. They are in the database so that none is lost when a process ends, and any process
//! may send them. A row is deleted as soon as its mail was handed over: it holds an address.

use super::database::Database;
use super::load::bytes;
use super::single::{write, write_and_read};
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::{QueryResult, Value};

/// A mail that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Its id: random, and the same however often it is tried.
    pub id: [u8; 16],
    /// Where it goes.
    pub address: String,
    /// What it says, as JSON.
    pub letter: String,
    /// How often it was tried.
    pub tries: i64,
    /// When it is of no use any more.
    pub until: Timestamp,
}

/// Lets a mail wait for being sent at `due`.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, row: &MailRow, due: Timestamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO mail (id, address, letter, due, tries, until) VALUES ($1, $2, $3, $4, $5, $6)";
    let values: [Value; 6] = [
        row.id.to_vec().into(),
        row.address.as_str().into(),
        row.letter.as_str().into(),
        due.ms().into(),
        row.tries.into(),
        row.until.ms().into(),
    ];
    write(database, sql, values).await.map(drop)
}

/// At most `limit` mails that are due at `now`. Nobody else gets them before `again`: a process that ends without a
/// word leaves them to the others then.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn claim(
    database: &Database,
    (now, again): (Timestamp, Timestamp),
    limit: usize,
) -> Result<Vec<MailRow>, StoreError> {
    // `due` is asked twice: whoever waited for another process sees that these are no longer due.
    let sql = "UPDATE mail SET due = $2, tries = tries + 1 WHERE due <= $1 AND id IN \
               (SELECT id FROM mail WHERE due <= $1 ORDER BY due LIMIT $3) \
               RETURNING id, address, letter, tries, until";
    let values: [Value; 3] = [now.ms().into(), again.ms().into(), (limit as i64).into()];
    write_and_read(database, sql, values).await?.iter().map(mail).collect()
}

/// Says when a mail is tried again.
///
/// # Errors
/// The database's.
pub async fn put_off(database: &Database, id: [u8; 16], due: Timestamp) -> Result<(), StoreError> {
    write(database, "UPDATE mail SET due = $2 WHERE id = $1", [id.to_vec().into(), due.ms().into()])
        .await
        .map(drop)
}

/// Forgets a mail that was handed over, or will never be.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, id: [u8; 16]) -> Result<(), StoreError> {
    write(database, "DELETE FROM mail WHERE id = $1", [id.to_vec().into()]).await.map(drop)
}

fn mail(row: &QueryResult) -> Result<MailRow, StoreError> {
    Ok(MailRow {
        id: bytes(row, 0)?,
        address: row.try_get_by_index(1)?,
        letter: row.try_get_by_index(2)?,
        tries: row.try_get_by_index(3)?,
        until: super::single::time(row, 4)?,
    })
}
