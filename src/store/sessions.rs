//! What visitors of the website have shown. The rows end by themselves and are no part of the books; they are in the
//! database so that all processes that serve the website share them.

use super::database::Database;
use super::load::int;
use super::single::{read, time, write};
use super::storage::StoreError;
use crate::domain::{BookId, ChequeId, Timestamp, WalletId};
use sea_orm::{QueryResult, Value};

/// What a visitor has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The book of the cheque.
    pub book: BookId,
    /// The cheque of the code that was shown last, and which of its codes it was.
    pub code: (ChequeId, i64),
    /// The same of a code that was shown before.
    pub beside: Option<(ChequeId, i64)>,
    /// The wallet into which a cheque was activated.
    pub wallet: Option<WalletId>,
    /// When it ends.
    pub until: Timestamp,
}

/// Writes a session; of one with the same digest it changes the wallet and the end.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, digest: [u8; 32], row: &SessionRow) -> Result<(), StoreError> {
    let sql = "INSERT INTO session \
               (digest, book, cheque, generation, beside, beside_generation, wallet, until) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
               ON CONFLICT (digest) DO UPDATE SET wallet = excluded.wallet, until = excluded.until";
    let values: [Value; 8] = [
        digest.to_vec().into(),
        row.book.0.into(),
        row.code.0.0.into(),
        row.code.1.into(),
        row.beside.map(|(cheque, _)| cheque.0).into(),
        row.beside.map(|(_, generation)| generation).into(),
        row.wallet.map(|wallet| wallet.0).into(),
        row.until.ms().into(),
    ];
    write(database, sql, values).await.map(drop)
}

/// The session with this digest; none if there is none, or it is over at `now`.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an impossible time.
pub async fn find(
    database: &Database,
    digest: [u8; 32],
    now: Timestamp,
) -> Result<Option<SessionRow>, StoreError> {
    let sql = "SELECT book, cheque, generation, beside, beside_generation, wallet, until FROM session \
               WHERE digest = $1 AND until > $2";
    let rows = read(database, sql, [digest.to_vec().into(), now.ms().into()]).await?;
    rows.first().map(session).transpose()
}

/// Ends the session with this digest.
///
/// # Errors
/// The database's.
pub async fn end(database: &Database, digest: [u8; 32]) -> Result<(), StoreError> {
    write(database, "DELETE FROM session WHERE digest = $1", [digest.to_vec().into()]).await.map(drop)
}

fn session(row: &QueryResult) -> Result<SessionRow, StoreError> {
    let optional = |index| row.try_get_by_index::<Option<i64>>(index);
    Ok(SessionRow {
        book: BookId(int(row, 0)?),
        code: (ChequeId(int(row, 1)?), int(row, 2)?),
        beside: optional(3)?.map(ChequeId).zip(optional(4)?),
        wallet: optional(5)?.map(WalletId),
        until: time(row, 6)?,
    })
}

/// Deletes the sessions that are over at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    write(database, "DELETE FROM session WHERE until <= $1", [now.ms().into()]).await.map(drop)
}
