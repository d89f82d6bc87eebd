//! What visitors of the website have shown, and from where wrong codes come. The rows end by themselves and are no
//! part of the books; they are in the database so that all processes that serve the website share them.

use super::database::Database;
use super::load::int;
use super::storage::StoreError;
use crate::domain::{BookId, ChequeId, Timestamp, WalletId};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

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
    write(database, sql, values).await
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
    write(database, "DELETE FROM session WHERE digest = $1", [digest.to_vec().into()]).await
}

fn session(row: &QueryResult) -> Result<SessionRow, StoreError> {
    let until = Timestamp::try_from(int(row, 6)?);
    let optional = |index| row.try_get_by_index::<Option<i64>>(index);
    Ok(SessionRow {
        book: BookId(int(row, 0)?),
        code: (ChequeId(int(row, 1)?), int(row, 2)?),
        beside: optional(3)?.map(ChequeId).zip(optional(4)?),
        wallet: optional(5)?.map(WalletId),
        until: until.map_err(|error| StoreError::Corrupt(error.to_string()))?,
    })
}

/// How many wrong codes came from a network, and when the last did; none if it was never or before `since`.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for an impossible time.
pub async fn wrong_codes(
    database: &Database,
    network: [u8; 32],
    since: Timestamp,
) -> Result<Option<(i64, Timestamp)>, StoreError> {
    let sql = "SELECT count, last FROM wrong_code WHERE network = $1 AND last > $2";
    let rows = read(database, sql, [network.to_vec().into(), since.ms().into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let last = Timestamp::try_from(int(row, 1)?).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(Some((int(row, 0)?, last)))
}

/// Counts a wrong code from a network; what came until `since` no longer counts.
///
/// # Errors
/// The database's.
pub async fn count_wrong_code(
    database: &Database,
    network: [u8; 32],
    (now, since): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO wrong_code (network, count, last) VALUES ($1, 1, $2) \
               ON CONFLICT (network) DO UPDATE SET last = excluded.last, \
               count = CASE WHEN wrong_code.last > $3 THEN wrong_code.count + 1 ELSE 1 END";
    write(database, sql, [network.to_vec().into(), now.ms().into(), since.ms().into()]).await
}

/// Deletes the sessions that are over at `now`, and networks from which nothing wrong came after `since`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp, since: Timestamp) -> Result<(), StoreError> {
    write(database, "DELETE FROM session WHERE until <= $1", [now.ms().into()]).await?;
    write(database, "DELETE FROM wrong_code WHERE last <= $1", [since.ms().into()]).await
}

async fn write(
    database: &Database,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<(), StoreError> {
    let db = &database.writer;
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

async fn read(
    database: &Database,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    let db = &database.reader;
    Ok(db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?)
}
