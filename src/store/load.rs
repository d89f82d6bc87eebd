//! Reading single rows and small sets of them.

use super::arrays::{self, Column, Named};
use super::rows::{AccountRow, CommandKey, CommandRow, EventRow, Head, StateRow};
use super::storage::{Loaded, StoreError, Wanted};
use crate::domain::{Account, BookId, Key, Kind, Timestamp};
use sea_orm::{ConnectionTrait, QueryResult, Statement};

/// The columns of an event, in the order `event_row` reads them.
pub const EVENT_COLUMNS: &str = "seq,type,version,payload,recorded,effective,command,actor,cause,chain";

/// The head of a book.
pub async fn head(db: &impl ConnectionTrait, book: BookId) -> Result<Head, StoreError> {
    let sql = "SELECT turn,seq,chain,recorded,accounts FROM book_head WHERE book = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [book.0.into()]);
    let row = db.query_one_raw(statement).await?.ok_or(StoreError::NoBook(book))?;
    Ok(Head {
        turn: int(&row, 0)?,
        seq: int(&row, 1)?,
        chain: bytes(&row, 2)?,
        recorded: Timestamp::from_ms(int(&row, 3)?),
        accounts: int(&row, 4)?,
    })
}

/// Everything that is wanted, one query for each kind of row.
pub async fn wanted(db: &impl ConnectionTrait, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
    Ok(Loaded {
        states: states(db, book, wanted).await?,
        accounts: accounts(db, book, wanted).await?,
        commands: commands(db, book, wanted).await?,
    })
}

fn of_book(book: BookId, rows: usize) -> Named<'static> {
    ("book", Column::Int(vec![book.0; rows]))
}

async fn states(
    db: &impl ConnectionTrait,
    book: BookId,
    wanted: &Wanted,
) -> Result<Vec<StateRow>, StoreError> {
    let keys = &wanted.things;
    let columns = vec![
        of_book(book, keys.len()),
        ("kind", Column::Int(keys.iter().map(|key| key.kind as i64).collect())),
        ("id", Column::Int(keys.iter().map(|key| key.id).collect())),
    ];
    let rows = arrays::find(db, "state", "state.kind,state.id,due,body", columns).await?;
    rows.iter().map(state_row).collect()
}

/// Reads `kind,id,due,body`.
pub fn state_row(row: &QueryResult) -> Result<StateRow, StoreError> {
    let number = int(row, 0)?;
    let kind =
        Kind::from_number(number).ok_or_else(|| StoreError::Corrupt(format!("a state of kind {number}")))?;
    let due: Option<i64> = row.try_get_by_index(2)?;
    Ok(StateRow {
        key: Key { kind, id: int(row, 1)? },
        due: due.map(Timestamp::from_ms),
        body: row.try_get_by_index(3)?,
    })
}

async fn accounts(
    db: &impl ConnectionTrait,
    book: BookId,
    wanted: &Wanted,
) -> Result<Vec<AccountRow>, StoreError> {
    let names = &wanted.accounts;
    let columns = vec![
        of_book(book, names.len()),
        ("kind", Column::Int(names.iter().map(|account| account.parts().0).collect())),
        ("thing", Column::Int(names.iter().map(|account| account.parts().1).collect())),
    ];
    let select = "no,account.kind,account.thing,debits,credits";
    let rows = arrays::find(db, "account", select, columns).await?;
    rows.iter().map(account_row).collect()
}

/// Reads `no,kind,thing,debits,credits`.
pub fn account_row(row: &QueryResult) -> Result<AccountRow, StoreError> {
    let (kind, thing) = (int(row, 1)?, int(row, 2)?);
    let account = Account::from_parts(kind, thing)
        .ok_or_else(|| StoreError::Corrupt(format!("an account of kind {kind}")))?;
    Ok(AccountRow { no: int(row, 0)?, account, debits: int(row, 3)?, credits: int(row, 4)? })
}

async fn commands(
    db: &impl ConnectionTrait,
    book: BookId,
    wanted: &Wanted,
) -> Result<Vec<CommandRow>, StoreError> {
    let keys = &wanted.commands;
    let columns = vec![
        of_book(book, keys.len()),
        ("key", Column::Bytes(keys.iter().map(|key| key.0.as_slice()).collect())),
    ];
    let select = "command.key,request,seq,events,refusal,turn,at";
    let rows = arrays::find(db, "command", select, columns).await?;
    rows.iter().map(command_row).collect()
}

/// Reads `key,request,seq,events,refusal,turn,at`.
pub fn command_row(row: &QueryResult) -> Result<CommandRow, StoreError> {
    Ok(CommandRow {
        key: CommandKey(bytes(row, 0)?),
        request: bytes(row, 1)?,
        seq: int(row, 2)?,
        events: int(row, 3)?,
        refusal: row.try_get_by_index(4)?,
        turn: int(row, 5)?,
        at: Timestamp::from_ms(int(row, 6)?),
    })
}

/// Events `from ..= to`, in order.
pub async fn events(
    db: &impl ConnectionTrait,
    book: BookId,
    from: i64,
    to: i64,
) -> Result<Vec<EventRow>, StoreError> {
    let sql =
        format!("SELECT {EVENT_COLUMNS} FROM event WHERE book = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq");
    let values = [book.0.into(), from.into(), to.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    db.query_all_raw(statement).await?.iter().map(event_row).collect()
}

/// Reads `EVENT_COLUMNS`.
pub fn event_row(row: &QueryResult) -> Result<EventRow, StoreError> {
    Ok(EventRow {
        seq: int(row, 0)?,
        kind: row.try_get_by_index(1)?,
        version: int(row, 2)?,
        payload: row.try_get_by_index(3)?,
        recorded: Timestamp::from_ms(int(row, 4)?),
        effective: Timestamp::from_ms(int(row, 5)?),
        command: CommandKey(bytes(row, 6)?),
        actor: row.try_get_by_index(7)?,
        cause: row.try_get_by_index(8)?,
        chain: bytes(row, 9)?,
    })
}

/// A whole number.
pub fn int(row: &QueryResult, index: usize) -> Result<i64, StoreError> {
    Ok(row.try_get_by_index(index)?)
}

/// Bytes of a fixed length.
pub fn bytes<const N: usize>(row: &QueryResult, index: usize) -> Result<[u8; N], StoreError> {
    let bytes: Vec<u8> = row.try_get_by_index(index)?;
    let found = bytes.len();
    bytes.try_into().map_err(|_| StoreError::Corrupt(format!("{found} bytes where {N} belong")))
}
