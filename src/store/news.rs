//! What initiators tell those who support an initiative, outside the log: it goes with whoever wrote it.

use super::database::Database;
use super::entities::news::{Column, Entity, Model};
use super::entities::person;
use super::mails::{self, MailRow};
use super::pictures;
use super::single::timestamp;
use super::storage::StoreError;
use crate::domain::{BookId, InitiativeId, NewsId, PersonId, Timestamp};
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use std::collections::BTreeSet;

/// Something that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsRow {
    /// Its id.
    pub id: NewsId,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// Who wrote it.
    pub person: PersonId,
    /// When.
    pub made: Timestamp,
    /// Whether it holds the pictures of the report, whose words are elsewhere.
    pub is_report: bool,
    /// Its words.
    pub body: String,
}

/// Whether something was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It was, now or by the same words of the same person just before: a button that was pressed twice.
    Yes(NewsId),
    /// Whoever wrote it was erased.
    Gone,
    /// There is enough of the initiative.
    Enough,
    /// There is enough since `since`.
    EnoughForNow,
}

/// How much of an initiative there may be: in all, and since a moment.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// In all.
    pub all: u64,
    /// Since then.
    pub recent: (Timestamp, u64),
}

/// Keeps something new, unless there is enough.
///
/// # Errors
/// The database's.
pub async fn put(database: &Database, book: BookId, row: &NewsRow, most: Most) -> Result<Told, StoreError> {
    let tx = database.begin().await?;
    // Whoever erases the person, or tells something in another tab, waits for this. On SQLite the transaction is the only
    // one that writes.
    let author = person::Entity::find_by_id((book.0, row.person.0)).lock_exclusive().one(&tx).await?;
    let (since, recent) = most.recent;
    let lately = of_initiative(book, row.initiative).filter(Column::Made.gt(since.ms()));
    // Pressed twice it is told once.
    let same = Column::Person.eq(row.person.0).and(Column::Body.eq(row.body.as_str()));
    let before = lately.clone().filter(same).one(&tx).await?.map(|it| NewsId(it.id));
    let told = if author.is_none() {
        Told::Gone
    } else if let Some(id) = before {
        Told::Yes(id)
    } else if of_initiative(book, row.initiative).count(&tx).await? >= most.all {
        Told::Enough
    } else if lately.count(&tx).await? >= recent {
        Told::EnoughForNow
    } else {
        Told::Yes(row.id)
    };
    if told == Told::Yes(row.id) {
        Entity::insert(model(book, row).into_active_model()).exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(told)
}

/// The one that holds the pictures of the report of an initiative, made from `row` if there is none yet; none if
/// whoever would write it was erased.
///
/// # Errors
/// The database's.
pub async fn of_report_or_new(
    database: &Database,
    book: BookId,
    row: &NewsRow,
) -> Result<Option<NewsId>, StoreError> {
    let tx = database.begin().await?;
    let author = person::Entity::find_by_id((book.0, row.person.0)).lock_exclusive().one(&tx).await?;
    let found = report(book, row.initiative).one(&tx).await?.map(|row| NewsId(row.id));
    let id = match (found, author) {
        (None, Some(_)) => {
            // Another initiator may make one at the same moment.
            let insert = Entity::insert(model(book, row).into_active_model());
            let insert = insert.on_conflict(OnConflict::new().do_nothing().to_owned()).try_insert();
            insert.exec_without_returning(&tx).await?;
            report(book, row.initiative).one(&tx).await?.map(|row| NewsId(row.id))
        }
        (found, _) => found,
    };
    tx.commit().await?;
    Ok(id)
}

/// The one that holds the pictures of the report of an initiative; none if there is none.
///
/// # Errors
/// The database's.
pub async fn of_report(
    database: &Database,
    book: BookId,
    initiative: InitiativeId,
) -> Result<Option<NewsId>, StoreError> {
    Ok(report(book, initiative).one(&database.reader).await?.map(|row| NewsId(row.id)))
}

/// At most `limit` of an initiative behind the first `after`, the newest first.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row holds no possible time.
pub async fn of(
    database: &Database,
    book: BookId,
    initiative: InitiativeId,
    (after, limit): (u64, u64),
) -> Result<Vec<NewsRow>, StoreError> {
    let rows = newest(book, initiative).offset(after).limit(limit).all(&database.reader).await?;
    rows.into_iter().map(news).collect()
}

/// Those of these initiatives of which something was told.
///
/// # Errors
/// The database's.
pub async fn told_of(
    database: &Database,
    book: BookId,
    initiatives: &[InitiativeId],
) -> Result<BTreeSet<InitiativeId>, StoreError> {
    let numbers = initiatives.iter().map(|id| id.0);
    let theirs = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.is_in(numbers));
    let told = theirs.filter(Column::IsReport.eq(0)).select_only().column(Column::Initiative).distinct();
    let told: Vec<i64> = told.into_tuple().all(&database.reader).await?;
    Ok(told.into_iter().map(InitiativeId).collect())
}

/// One; none if there is none.
///
/// # Errors
/// As for [`of`].
pub async fn find(database: &Database, book: BookId, id: NewsId) -> Result<Option<NewsRow>, StoreError> {
    Entity::find_by_id((book.0, id.0)).one(&database.reader).await?.map(news).transpose()
}

/// Deletes one of an initiative with its pictures; nothing if it is of another. Of what holds the pictures of the report
/// only they go. The mails that tell of it go out if it was there.
///
/// # Errors
/// The database's.
pub async fn delete(
    database: &Database,
    book: BookId,
    (id, initiative): (NewsId, InitiativeId),
    told: &[MailRow],
) -> Result<(), StoreError> {
    let tx = database.begin().await?;
    let one = Entity::find_by_id((book.0, id.0)).filter(Column::Initiative.eq(initiative.0));
    // Whoever gives it another picture waits for this, or this for them.
    if one.lock_exclusive().one(&tx).await?.is_some() {
        let one = Entity::delete_many().filter(Column::Book.eq(book.0)).filter(Column::Id.eq(id.0));
        one.filter(Column::IsReport.eq(0)).exec(&tx).await?;
        pictures::delete_all(&tx, book, id.0).await?;
        for mail in told {
            mails::put_with(&tx, mail).await?;
        }
    }
    Ok(tx.commit().await?)
}

fn of_initiative(book: BookId, initiative: InitiativeId) -> Select<Entity> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    its.filter(Column::IsReport.eq(0))
}

fn newest(book: BookId, initiative: InitiativeId) -> Select<Entity> {
    of_initiative(book, initiative).order_by_desc(Column::Id)
}

fn report(book: BookId, initiative: InitiativeId) -> Select<Entity> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    its.filter(Column::IsReport.eq(1)).order_by_asc(Column::Id).limit(1)
}

fn model(BookId(book): BookId, row: &NewsRow) -> Model {
    let NewsRow { id, initiative, person, made, is_report, body } = row.clone();
    let (id, initiative, person) = (id.0, initiative.0, person.0);
    Model { book, id, initiative, person, made: made.ms(), is_report: is_report.into(), body }
}

fn news(row: Model) -> Result<NewsRow, StoreError> {
    let made = timestamp(row.made)?;
    let (id, initiative, person) = (NewsId(row.id), InitiativeId(row.initiative), PersonId(row.person));
    Ok(NewsRow { id, initiative, person, made, is_report: row.is_report != 0, body: row.body })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    #[tokio::test]
    async fn what_is_told_of_others_is_not_read() {
        for query in [newest(BookId(1), InitiativeId(7)).limit(10), report(BookId(1), InitiativeId(7))] {
            let plan = plan::of(query).await;
            assert!(plan.contains("(book=? AND initiative=? AND is_report=?)"), "{plan}");
            assert!(!plan.contains("TEMP"), "nothing is sorted: {plan}");
        }
    }
}
