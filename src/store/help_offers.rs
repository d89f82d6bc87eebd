//! Neighbours who want to help an initiative: rows with words and addresses of people, outside the log.

use super::database::Database;
use super::entities::help_offer::{ActiveModel, Column, Entity, Model};
use super::rows::CommandKey;
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, Timestamp};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Set, TryInsertResult,
};
use std::collections::BTreeSet;

/// An offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpOfferRow {
    /// Its id: the key of its form.
    pub id: CommandKey,
    /// An e-mail address or a telephone number.
    pub address: String,
    /// The rest, as JSON.
    pub body: String,
}

/// Keeps a new one until a moment, unless its initiative has `most`; answers whether it is kept. The same again is kept
/// already. Of those that come at the very same moment a few more may be kept.
///
/// # Errors
/// The database's.
pub async fn put(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    (row, most): (HelpOfferRow, u64),
    (made, until): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let HelpOfferRow { id, address, body } = row;
    let id = id.0.to_vec();
    let tx = database.begin().await?;
    let known = Entity::find_by_id((book.0, id.clone())).one(&tx).await?.is_some();
    if known || those_of(book, initiative).count(&tx).await? >= most {
        tx.rollback().await?;
        return Ok(known);
    }
    let row = Model {
        book: book.0,
        id,
        initiative: initiative.0,
        address,
        body,
        made: made.ms(),
        until: until.ms(),
    };
    let put = Entity::insert(row.into_active_model()).on_conflict_do_nothing_on([Column::Book, Column::Id]);
    let put = put.exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(!matches!(put, TryInsertResult::Empty))
}

/// At most `most` of an initiative, the newest first, each with when it was made.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of_initiative(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    most: u64,
) -> Result<Vec<(HelpOfferRow, Timestamp)>, StoreError> {
    let newest = those_of(book, initiative).order_by_desc(Column::Made);
    let rows = newest.limit(most).all(&database.reader).await?;
    rows.into_iter().map(offer).collect()
}

fn those_of(book: BookId, initiative: InitiativeId) -> Select<Entity> {
    Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0))
}

/// How many there are of an initiative.
///
/// # Errors
/// The database's.
pub async fn count(database: &Database, book: BookId, initiative: InitiativeId) -> Result<u64, StoreError> {
    Ok(those_of(book, initiative).count(&database.reader).await?)
}

/// Deletes one of an initiative.
///
/// # Errors
/// The database's.
pub async fn delete(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    id: CommandKey,
) -> Result<(), StoreError> {
    let one = Entity::delete_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0.to_vec()));
    one.filter(Column::Initiative.eq(initiative.0)).exec(&database.writer).await?;
    Ok(())
}

/// The initiatives with offers that are kept beyond a moment.
///
/// # Errors
/// The database's.
pub async fn kept_beyond(
    database: &Database,
    moment: Timestamp,
) -> Result<Vec<(BookId, InitiativeId)>, StoreError> {
    let rows: Vec<(i64, i64)> = those_beyond(moment).into_tuple().all(&database.reader).await?;
    let rows: BTreeSet<(i64, i64)> = rows.into_iter().collect();
    Ok(rows.into_iter().map(|(book, initiative)| (BookId(book), InitiativeId(initiative))).collect())
}

fn those_beyond(moment: Timestamp) -> Select<Entity> {
    // Not `distinct`: for that SQLite may rather read all of another index, which has them in order.
    let all = Entity::find().select_only().columns([Column::Book, Column::Initiative]);
    all.filter(Column::Until.gt(moment.ms()))
}

/// Keeps those of an initiative no longer than until a moment.
///
/// # Errors
/// The database's.
pub async fn shorten(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    until: Timestamp,
) -> Result<(), StoreError> {
    let its =
        Entity::update_many().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    let shorter = ActiveModel { until: Set(until.ms()), ..ActiveModel::default() };
    its.filter(Column::Until.gt(until.ms())).set(shorter).exec(&database.writer).await?;
    Ok(())
}

/// Deletes those whose time is over at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::Until.lte(now.ms())).exec(&database.writer).await?;
    Ok(())
}

fn offer(row: Model) -> Result<(HelpOfferRow, Timestamp), StoreError> {
    let Model { id, address, body, made, .. } = row;
    let id = id.try_into().map_err(|_| StoreError::Corrupt("the id of an offer has not 16 bytes".into()))?;
    Ok((HelpOfferRow { id: CommandKey(id), address, body }, super::single::timestamp(made)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    /// However many there are of other initiatives.
    #[tokio::test]
    async fn they_are_read_from_an_index() {
        let its = those_of(BookId(1), InitiativeId(1)).order_by_desc(Column::Made);
        let plan = plan::of(its).await;
        assert!(plan.contains("USING INDEX help_offer_of_initiative") && !plan.contains("TEMP"), "{plan}");
        let plan = plan::of(those_beyond(Timestamp::from_ms(1))).await;
        assert!(plan.contains("USING COVERING INDEX help_offer_over"), "{plan}");
    }
}
