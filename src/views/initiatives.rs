//! Initiatives as a list, as the website shows it: what they need, what they have, until when.

use super::Things;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{AreaId, BookId, Cents, InitiativeId, Is, Kind, Timestamp};
use crate::store::entities::initiative_view::{Column, Entity, Model};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::BTreeMap;

/// The table.
pub const TABLE: &str = "initiative_view";

/// Rows that changed, as they are now.
#[derive(Clone, Debug, Default)]
pub struct Pending(BTreeMap<i64, Row>);

/// What a row says; much less than an initiative holds.
#[derive(Clone, Copy, Debug)]
struct Row {
    area: AreaId,
    status: InitiativeStatus,
    target: Cents,
    pledged: Cents,
    residents: i64,
    households: i64,
    until: Timestamp,
}

impl Pending {
    /// Notes every initiative the event changed.
    pub fn fold(&mut self, things: &Things) {
        for (key, entry) in things {
            if key.kind != Kind::Initiative {
                continue;
            }
            if let Some(initiative) = entry.thing.is() {
                self.0.insert(key.id, Row::of(initiative));
            }
        }
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        self.0.into_iter().map(|(id, row)| row.upsert(InitiativeId(id))).collect()
    }
}

impl Row {
    fn of(initiative: &Initiative) -> Self {
        Self {
            area: initiative.area,
            status: initiative.status,
            target: initiative.target,
            pledged: initiative.pot,
            residents: initiative.residents,
            households: initiative.households,
            until: initiative.until,
        }
    }

    fn upsert(self, id: InitiativeId) -> Upsert {
        Upsert {
            table: TABLE,
            key: vec![("initiative", id.0)],
            add: Vec::new(),
            set: vec![
                ("area", self.area.0),
                ("target", self.target.get()),
                ("pledged", self.pledged.get()),
                ("residents", self.residents),
                ("households", self.households),
                ("until", self.until.ms()),
            ],
            words: vec![("status", self.status.word().into())],
        }
    }
}

/// An initiative in the list, as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub initiative: InitiativeId,
    /// Where.
    pub area: AreaId,
    /// Where it is in its life: [`InitiativeStatus::word`].
    pub status: String,
    /// What it needs, in cents.
    pub target: i64,
    /// What is in its pot, in cents.
    pub pledged: i64,
    /// How many residents support it.
    pub residents: i64,
    /// In how many households.
    pub households: i64,
    /// Until when something can happen to it where it is in its life, as the instant after it.
    pub until: Timestamp,
}

/// One initiative; none if there is none with this number.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if the row holds no possible time.
pub async fn find(
    database: &Database,
    book: BookId,
    initiative: InitiativeId,
) -> Result<Option<Listed>, StoreError> {
    let row = Entity::find_by_id((book.0, initiative.0)).one(&database.reader).await?;
    row.map(listed).transpose()
}

/// At most `limit` initiatives of an area, the oldest first, behind `after`.
///
/// # Errors
/// As for [`find`].
pub async fn of_area(
    database: &Database,
    book: BookId,
    (area, after): (AreaId, InitiativeId),
    limit: usize,
) -> Result<Vec<Listed>, StoreError> {
    let ours = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Area.eq(area.0));
    let page = ours.filter(Column::Initiative.gt(after.0)).order_by_asc(Column::Initiative);
    let rows = page.limit(limit as u64).all(&database.reader).await?;
    rows.into_iter().map(listed).collect()
}

/// At most `limit` initiatives of a book to which something can still be given, or might again, those whose step
/// ends first at first.
///
/// # Errors
/// The database's.
pub async fn going_on(
    database: &Database,
    book: BookId,
    limit: usize,
) -> Result<Vec<InitiativeId>, StoreError> {
    numbers(database, ending_first(book), limit).await
}

/// The same of those that take something at this step: they are open, and not full.
///
/// # Errors
/// The database's.
pub async fn taking(
    database: &Database,
    book: BookId,
    limit: usize,
) -> Result<Vec<InitiativeId>, StoreError> {
    let open = ending_first(book).filter(at_step(&["open", "explained"]));
    let wanting = Column::Pledged.into_expr().lt(Column::Target.into_expr());
    numbers(database, open.filter(wanting), limit).await
}

/// At most `limit` initiatives of a book that wait for a moderator, the oldest first.
///
/// # Errors
/// The database's.
pub async fn submitted(
    database: &Database,
    book: BookId,
    limit: usize,
) -> Result<Vec<InitiativeId>, StoreError> {
    numbers(database, waiting(book), limit).await
}

/// All initiatives of a book that a moderator let through, the newest first. Some of them were called off before they were
/// opened, and are not public.
///
/// # Errors
/// The database's.
pub async fn let_through(database: &Database, book: BookId) -> Result<Vec<InitiativeId>, StoreError> {
    let before = ["draft", "submitted", "changes_asked", "rejected"];
    let others = of_book(book).filter(Column::Status.is_not_in(before)).order_by_desc(Column::Initiative);
    let numbers = others.select_only().column(Column::Initiative).into_tuple();
    let numbers: Vec<i64> = numbers.all(&database.reader).await?;
    Ok(numbers.into_iter().map(InitiativeId).collect())
}

fn of_book(book: BookId) -> Select<Entity> {
    Entity::find().filter(Column::Book.eq(book.0))
}

fn ending_first(book: BookId) -> Select<Entity> {
    let going_on = of_book(book).filter(at_step(&["open", "paused", "reconsidered", "explained"]));
    going_on.order_by_asc(Column::Until).order_by_asc(Column::Initiative)
}

fn waiting(book: BookId) -> Select<Entity> {
    let waiting = of_book(book).filter(Column::Status.into_expr().eq(constant("submitted")));
    waiting.order_by_asc(Column::Initiative)
}

fn at_step(words: &[&str]) -> Expr {
    Column::Status.into_expr().is_in(words.iter().map(|word| constant(word)))
}

/// A step as a constant: an index of some rows is used where the statement itself asks for no others, so that lists get
/// no slower with the initiatives that are over.
fn constant(word: &str) -> Expr {
    Expr::Constant(word.into())
}

async fn numbers(
    database: &Database,
    which: Select<Entity>,
    limit: usize,
) -> Result<Vec<InitiativeId>, StoreError> {
    let numbers: Vec<i64> = first(which, limit).into_tuple().all(&database.reader).await?;
    Ok(numbers.into_iter().map(InitiativeId).collect())
}

/// No more than an index holds.
fn first(which: Select<Entity>, limit: usize) -> Select<Entity> {
    which.select_only().column(Column::Initiative).limit(limit as u64)
}

fn listed(row: Model) -> Result<Listed, StoreError> {
    let Model { status, target, pledged, residents, households, .. } = row;
    let until = Timestamp::try_from(row.until).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let (initiative, area) = (InitiativeId(row.initiative), AreaId(row.area));
    Ok(Listed { initiative, area, status, target, pledged, residents, households, until })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    #[tokio::test]
    async fn initiatives_that_are_over_are_not_read() {
        let plan = plan::of(first(ending_first(BookId(1)), 5)).await;
        assert!(plan.contains("initiative_going_on"), "{plan}");
        let plan = plan::of(first(waiting(BookId(1)), 5)).await;
        assert!(plan.contains("initiative_submitted"), "{plan}");
    }
}
