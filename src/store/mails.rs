//! Mails that wait to be sent. They are in the database so that none is lost when a process ends, and any process
//! may send them. A row is deleted as soon as its mail was handed over: it holds an address.

use super::database::Database;
use super::entities::mail::{ActiveModel, Column, Entity, Model};
use super::single::timestamp;
use super::storage::StoreError;
use crate::domain::Timestamp;
use sea_orm::sea_query::{LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};

/// A mail that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Its id: random, and the same however often it is tried.
    pub id: [u8; 16],
    /// Where it goes.
    pub address: String,
    /// What it says, as JSON.
    pub letter: String,
    /// When it is tried next.
    pub due: Timestamp,
    /// How often it was tried.
    pub tries: i64,
    /// When it is of no use any more.
    pub until: Timestamp,
}

/// Lets a mail wait for being sent.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, row: &MailRow) -> Result<(), StoreError> {
    put_with(&database.writer, row).await
}

/// The same in a transaction, with what the mail tells of.
pub(super) async fn put_with(db: &impl ConnectionTrait, row: &MailRow) -> Result<(), StoreError> {
    let MailRow { id, address, letter, due, tries, until } = row.clone();
    let row = Model { id: id.to_vec(), address, letter, due: due.ms(), tries, until: until.ms() };
    Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// The mail that has been due for longest at `now`, and is still of use; none if none is. Nobody else gets it before
/// `again`: a process that ends without a word leaves it to the others then.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if the row cannot be read.
pub async fn claim(
    database: &Database,
    (now, again): (Timestamp, Timestamp),
) -> Result<Option<MailRow>, StoreError> {
    let tx = database.begin().await?;
    let due = Entity::find().filter(Column::Due.lte(now.ms())).filter(Column::Until.gt(now.ms()));
    // On SQLite the transaction is the only one that writes. On PostgreSQL nobody waits for a mail that another process
    // is just claiming, and takes the next.
    let due = due.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let Some(row) = due.order_by_asc(Column::Due).one(&tx).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    let tries = row.tries + 1;
    let claimed = ActiveModel { due: Set(again.ms()), tries: Set(tries), ..ActiveModel::default() };
    Entity::update_many().filter(Column::Id.eq(row.id.clone())).set(claimed).exec(&tx).await?;
    tx.commit().await?;
    mail(Model { tries, due: again.ms(), ..row }).map(Some)
}

/// Says when a mail is tried again.
///
/// # Errors
/// The database's.
pub async fn put_off(database: &Database, id: [u8; 16], due: Timestamp) -> Result<(), StoreError> {
    let later = ActiveModel { due: Set(due.ms()), ..ActiveModel::default() };
    let one = Entity::update_many().filter(Column::Id.eq(id.to_vec()));
    one.set(later).exec(&database.writer).await?;
    Ok(())
}

/// Deletes a mail that was handed over, or will never be.
///
/// # Errors
/// The database's.
pub async fn delete(database: &Database, id: [u8; 16]) -> Result<(), StoreError> {
    Entity::delete_by_id(id.to_vec()).exec(&database.writer).await?;
    Ok(())
}

/// Deletes the mails that are of no use any more at `now`; answers how many there were.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let over = Entity::delete_many().filter(Column::Until.lte(now.ms()));
    Ok(over.exec(&database.writer).await?.rows_affected)
}

fn mail(row: Model) -> Result<MailRow, StoreError> {
    let Model { id, address, letter, due, tries, until } = row;
    let id = id.try_into().map_err(|_| StoreError::Corrupt("the id of a mail has not 16 bytes".into()))?;
    Ok(MailRow { id, address, letter, due: timestamp(due)?, tries, until: timestamp(until)? })
}
