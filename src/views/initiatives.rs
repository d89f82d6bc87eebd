//! Initiatives as a list, as the website shows it: what they need, what they have, until when.

use super::Things;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{AreaId, BookId, Cents, Event, InitiativeId, Is, Kind, Timestamp};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};
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
    pub fn fold(&mut self, _: &Event, things: &Things) {
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
    let which = "book = $1 AND initiative = $2";
    Ok(select(database, which, &[book.0, initiative.0]).await?.pop())
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
    let which = "book = $1 AND area = $2 AND initiative > $3 ORDER BY initiative LIMIT $4";
    select(database, which, &[book.0, area.0, after.0, limit as i64]).await
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
    ending_first(database, book, "", limit).await
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
    ending_first(database, book, "AND status IN ('open','explained') AND pledged < target", limit).await
}

async fn ending_first(
    database: &Database,
    book: BookId,
    also: &str,
    limit: usize,
) -> Result<Vec<InitiativeId>, StoreError> {
    let db = &database.reader;
    // The first condition is that of an index: lists do not get slower with the initiatives that are over.
    let sql = format!(
        "SELECT initiative FROM {TABLE} WHERE book = $1 AND status IN ('open','paused','reconsidered','explained') \
         {also} ORDER BY until, initiative LIMIT $2"
    );
    let values: [Value; 2] = [book.0.into(), (limit as i64).into()];
    let rows =
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok(InitiativeId(row.try_get("", "initiative")?))).collect()
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
    let db = &database.reader;
    // The condition is that of an index, as above.
    let sql = format!(
        "SELECT initiative FROM {TABLE} WHERE book = $1 AND status = 'submitted' ORDER BY initiative LIMIT $2"
    );
    let values: [Value; 2] = [book.0.into(), (limit as i64).into()];
    let rows =
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok(InitiativeId(row.try_get("", "initiative")?))).collect()
}

async fn select(database: &Database, which: &str, values: &[i64]) -> Result<Vec<Listed>, StoreError> {
    let db = &database.reader;
    let sql = format!(
        "SELECT initiative,area,status,target,pledged,residents,households,until FROM {TABLE} \
         WHERE {which}"
    );
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        sql,
        values.iter().copied().map(Value::from),
    );
    db.query_all_raw(statement).await?.iter().map(listed).collect()
}

fn listed(row: &QueryResult) -> Result<Listed, StoreError> {
    let number = |column: &str| -> Result<i64, StoreError> { Ok(row.try_get("", column)?) };
    let until = Timestamp::try_from(number("until")?);
    Ok(Listed {
        initiative: InitiativeId(number("initiative")?),
        area: AreaId(number("area")?),
        status: row.try_get("", "status")?,
        target: number("target")?,
        pledged: number("pledged")?,
        residents: number("residents")?,
        households: number("households")?,
        until: until.map_err(|error| StoreError::Corrupt(error.to_string()))?,
    })
}
