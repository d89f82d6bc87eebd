//! Who was asked to be an initiator too, by a link in a mail. The rows end by themselves and are no part of the books.

use super::database::Database;
use super::entities::invitation::{Column, Entity, Model};
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, PersonId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select};

/// Somebody who was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationRow {
    /// In which book.
    pub book: BookId,
    /// To which initiative.
    pub initiative: InitiativeId,
    /// Who asked.
    pub person: PersonId,
    /// Where the mail went.
    pub address: String,
    /// When it ends.
    pub until: Timestamp,
}

/// Keeps one, by the digest of the token in its link.
///
/// # Errors
/// The database's.
pub async fn offer(database: &Database, digest: [u8; 32], row: &InvitationRow) -> Result<(), StoreError> {
    let InvitationRow { book, initiative, person, address, until } = row.clone();
    let (digest, until) = (digest.to_vec(), until.ms());
    let row = Model { digest, book: book.0, initiative: initiative.0, person: person.0, address, until };
    Entity::insert(row.into_active_model()).exec_without_returning(&database.writer).await?;
    Ok(())
}

/// One that is not over at `now` and was not used; none otherwise.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    digest: [u8; 32],
    now: Timestamp,
) -> Result<Option<InvitationRow>, StoreError> {
    let one = Entity::find_by_id(digest.to_vec()).filter(Column::Until.gt(now.ms()));
    Ok(one.one(&database.reader).await?.map(invitation))
}

/// At most `limit` of an initiative that are not over at `now`, those that end first at first.
///
/// # Errors
/// The database's.
pub async fn of(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    now: Timestamp,
    limit: u64,
) -> Result<Vec<InvitationRow>, StoreError> {
    let open = ending_first(book, initiative, now).limit(limit).all(&database.reader).await?;
    Ok(open.into_iter().map(invitation).collect())
}

/// Uses one up; answers false if it was used before.
///
/// # Errors
/// The database's.
pub async fn use_up(database: &Database, digest: [u8; 32]) -> Result<bool, StoreError> {
    let used = Entity::delete_by_id(digest.to_vec()).exec(&database.writer).await?;
    Ok(used.rows_affected > 0)
}

/// Deletes what is over at `now`.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::Until.lte(now.ms())).exec(&database.writer).await?;
    Ok(())
}

fn ending_first(book: BookId, initiative: InitiativeId, now: Timestamp) -> Select<Entity> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    its.filter(Column::Until.gt(now.ms())).order_by_asc(Column::Until)
}

fn invitation(row: Model) -> InvitationRow {
    InvitationRow {
        book: BookId(row.book),
        initiative: InitiativeId(row.initiative),
        person: PersonId(row.person),
        address: row.address,
        // A time that is none ended long ago.
        until: Timestamp::try_from(row.until).unwrap_or(Timestamp::MIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    #[tokio::test]
    async fn those_of_other_initiatives_are_not_read() {
        let plan = plan::of(ending_first(BookId(1), InitiativeId(7), Timestamp::MIN).limit(10)).await;
        assert!(plan.contains("invitation_of_initiative (book=? AND initiative=? AND until>?)"), "{plan}");
        assert!(!plan.contains("TEMP"), "nothing is sorted: {plan}");
    }
}
