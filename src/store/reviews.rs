//! Looking at initiatives again: what somebody says is wrong, what was decided, and the appeal. Rows with words and
//! addresses of people, outside the log; what is done to an initiative because of them is in the log.

use super::database::Database;
use super::entities::review::{ActiveModel, Column, Entity, Model};
use super::mails::{self, MailRow};
use super::rows::CommandKey;
use super::single::timestamp;
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, PersonId, Timestamp};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Set,
};

/// How far one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody asked for it.
    Asked = 0,
    /// A moderator decided.
    Decided = 1,
    /// Somebody does not agree.
    Appealed = 2,
    /// A second moderator decided.
    Closed = 3,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// Its id: the key of its form.
    pub id: CommandKey,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// How far it is.
    pub step: Step,
    /// Where whoever asked gets the answer; empty if they do not.
    pub address: String,
    /// The initiator who appealed.
    pub person: Option<PersonId>,
    /// The moderator who decided first.
    pub decided_by: Option<PersonId>,
    /// All that was said, as JSON.
    pub body: String,
    /// When its step began.
    pub changed: Timestamp,
}

/// Keeps a new one; the same again changes nothing.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, book: BookId, row: &ReviewRow) -> Result<(), StoreError> {
    let insert = Entity::insert(model(book, row).into_active_model());
    let insert = insert.on_conflict_do_nothing_on([Column::Book, Column::Id]);
    insert.exec_without_returning(&database.writer).await?;
    Ok(())
}

/// How many of an initiative are at a step.
///
/// # Errors
/// The database's.
pub async fn count(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    step: Step,
) -> Result<u64, StoreError> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    Ok(its.filter(Column::Step.eq(step as i64)).count(&database.reader).await?)
}

/// How many were asked with an address, in any book, and wait for a moderator.
///
/// # Errors
/// The database's.
pub async fn asked_by(database: &Database, address: &str) -> Result<usize, StoreError> {
    // Of an address there are few; with the step in the query SQLite would read all that wait instead.
    let steps: Vec<i64> = those_of(address).into_tuple().all(&database.reader).await?;
    Ok(steps.into_iter().filter(|step| *step == Step::Asked as i64).count())
}

fn those_of(address: &str) -> Select<Entity> {
    Entity::find().select_only().column(Column::Step).filter(Column::Address.eq(address))
}

/// At most `most` at a step, those first that are there longest.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn at(
    database: &Database,
    (book, step): (BookId, Step),
    most: u64,
) -> Result<Vec<ReviewRow>, StoreError> {
    let rows = those_at(book, step).limit(most).all(&database.reader).await?;
    rows.into_iter().map(review).collect()
}

fn those_at(book: BookId, step: Step) -> Select<Entity> {
    let at = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Step.eq(step as i64));
    at.order_by_asc(Column::Changed)
}

/// The latest of an initiative at a step.
///
/// # Errors
/// As for [`at`].
pub async fn latest(
    database: &Database,
    (book, initiative): (BookId, InitiativeId),
    step: Step,
    most: u64,
) -> Result<Vec<ReviewRow>, StoreError> {
    let rows = latest_of(book, initiative, step).limit(most).all(&database.reader).await?;
    rows.into_iter().map(review).collect()
}

fn latest_of(book: BookId, initiative: InitiativeId, step: Step) -> Select<Entity> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    its.filter(Column::Step.eq(step as i64)).order_by_desc(Column::Changed)
}

/// One; none if there is none.
///
/// # Errors
/// As for [`at`].
pub async fn find(
    database: &Database,
    book: BookId,
    id: CommandKey,
) -> Result<Option<ReviewRow>, StoreError> {
    let row = Entity::find_by_id((book.0, id.0.to_vec())).one(&database.reader).await?;
    row.map(review).transpose()
}

/// Takes one that is still at `from` for a moderator to decide it until `until`: answers whether it is theirs, since
/// another one may have taken it, and their time not be over at `now`.
///
/// # Errors
/// The database's.
pub async fn claim(
    database: &Database,
    (book, from): (BookId, Step),
    (id, moderator): (CommandKey, PersonId),
    (now, until): (Timestamp, Timestamp),
) -> Result<bool, StoreError> {
    let claimed = ActiveModel {
        claimed_by: Set(Some(moderator.0)),
        claimed_until: Set(Some(until.ms())),
        ..ActiveModel::default()
    };
    let free = Column::ClaimedBy
        .is_null()
        .or(Column::ClaimedBy.eq(moderator.0))
        .or(Column::ClaimedUntil.lte(now.ms()));
    let one = Entity::update_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0.to_vec()));
    let one = one.filter(Column::Step.eq(from as i64)).filter(free).set(claimed);
    Ok(one.exec(&database.writer).await?.rows_affected > 0)
}

/// Gives one back that a moderator took and did not decide.
///
/// # Errors
/// The database's.
pub async fn give_back(
    database: &Database,
    book: BookId,
    (id, moderator): (CommandKey, PersonId),
) -> Result<(), StoreError> {
    let nobody = ActiveModel { claimed_by: Set(None), claimed_until: Set(None), ..ActiveModel::default() };
    let one = Entity::update_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0.to_vec()));
    one.filter(Column::ClaimedBy.eq(moderator.0)).set(nobody).exec(&database.writer).await?;
    Ok(())
}

/// Moves one on to what `row` says, if it is still at `from`, and lets the mails go out that tell of it; answers whether it
/// was: of two who decide at once the first has decided.
///
/// # Errors
/// The database's.
pub async fn move_on(
    database: &Database,
    (book, from): (BookId, Step),
    row: &ReviewRow,
    told: &[MailRow],
) -> Result<bool, StoreError> {
    let changed = ActiveModel {
        step: Set(row.step as i64),
        person: Set(row.person.map(i64::from)),
        decided_by: Set(row.decided_by.map(i64::from)),
        body: Set(row.body.clone()),
        changed: Set(row.changed.ms()),
        claimed_by: Set(None),
        claimed_until: Set(None),
        ..ActiveModel::default()
    };
    let one = Entity::update_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(row.id.0.to_vec()));
    let tx = database.begin().await?;
    let is_moved = one.filter(Column::Step.eq(from as i64)).set(changed).exec(&tx).await?.rows_affected > 0;
    for mail in told.iter().filter(|_| is_moved) {
        mails::put_with(&tx, mail).await?;
    }
    tx.commit().await?;
    Ok(is_moved)
}

/// Deletes those at a step since `before` or longer.
///
/// # Errors
/// The database's.
pub async fn forget(database: &Database, step: Step, before: Timestamp) -> Result<(), StoreError> {
    let over = Entity::delete_many().filter(Column::Step.eq(step as i64));
    over.filter(Column::Changed.lte(before.ms())).exec(&database.writer).await?;
    Ok(())
}

fn model(book: BookId, row: &ReviewRow) -> Model {
    let ReviewRow { id, initiative, step, address, person, decided_by, body, changed } = row.clone();
    Model {
        book: book.0,
        id: id.0.to_vec(),
        initiative: initiative.0,
        step: step as i64,
        address,
        person: person.map(i64::from),
        decided_by: decided_by.map(i64::from),
        body,
        changed: changed.ms(),
        claimed_by: None,
        claimed_until: None,
    }
}

fn review(row: Model) -> Result<ReviewRow, StoreError> {
    let Model { id, initiative, step, address, person, decided_by, body, changed, .. } = row;
    let id = id.try_into().map_err(|_| StoreError::Corrupt("the id of a review has not 16 bytes".into()))?;
    let step = [Step::Asked, Step::Decided, Step::Appealed, Step::Closed]
        .into_iter()
        .find(|one| *one as i64 == step);
    let step = step.ok_or_else(|| StoreError::Corrupt("a review is at no step".into()))?;
    Ok(ReviewRow {
        id: CommandKey(id),
        initiative: InitiativeId(initiative),
        step,
        address,
        person: person.map(PersonId),
        decided_by: decided_by.map(PersonId),
        body,
        changed: timestamp(changed)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    /// However many there are of other initiatives, and however old the book is.
    #[tokio::test]
    async fn they_are_read_from_an_index_in_its_order() {
        let (book, initiative) = (BookId(1), InitiativeId(1));
        for (query, index) in [
            (those_at(book, Step::Asked), "review_at_step"),
            (latest_of(book, initiative, Step::Decided), "review_of_initiative"),
            (those_of("jan@example.org"), "review_of_address"),
        ] {
            let plan = plan::of(query).await;
            assert!(plan.contains(&format!("USING INDEX {index}")) && !plan.contains("TEMP"), "{plan}");
        }
    }
}
