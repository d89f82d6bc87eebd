//! What an initiative had at the end of each day on which that changed, from its opening until it is clear what becomes
//! of it: so it costs a row a day, however much is given.

use super::Things;
use crate::domain::calendar::Zone;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{BookId, Cents, InitiativeId, Is, Kind};
use crate::store::entities::initiative_day_view::{Column, Entity, Model};
use crate::store::{Database, StoreError, Upsert};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::BTreeMap;

/// The table.
pub const TABLE: &str = "initiative_day_view";

/// Days that changed, each as it is now. Later events of a day replace what earlier ones left: what takes effect about
/// one initiative never goes back in time.
#[derive(Clone, Debug, Default)]
pub struct Pending(BTreeMap<(i64, i64), Row>);

#[derive(Clone, Copy, Debug)]
struct Row {
    pledged: Cents,
    residents: i64,
    households: i64,
}

impl Pending {
    /// Notes the initiatives that the event changed, on the local days of when they last changed.
    pub fn fold(&mut self, things: &Things, zone: Option<&Zone>) {
        let Some(zone) = zone else { return };
        for (key, entry) in things {
            if key.kind != Kind::Initiative {
                continue;
            }
            if let Some(initiative) = entry.thing.is().filter(|initiative| is_collecting(initiative)) {
                let Initiative { pot, residents, households, .. } = *initiative;
                let row = Row { pledged: pot, residents, households };
                self.0.insert((key.id, number(zone.local_day(entry.since))), row);
            }
        }
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        let row = |((initiative, day), row): ((i64, i64), Row)| Upsert {
            table: TABLE,
            key: vec![("initiative", initiative), ("day", day)],
            add: Vec::new(),
            set: vec![
                ("pledged", row.pledged.get()),
                ("residents", row.residents),
                ("households", row.households),
            ],
            words: Vec::new(),
        };
        self.0.into_iter().map(row).collect()
    }
}

/// Whether what is in its pot was given to it, up to the moment it is funded. After that the pot empties when it is paid
/// out, or given back.
fn is_collecting(initiative: &Initiative) -> bool {
    match initiative.status {
        InitiativeStatus::Open
        | InitiativeStatus::Paused
        | InitiativeStatus::Reconsidered
        | InitiativeStatus::Explained
        | InitiativeStatus::Funded => true,
        InitiativeStatus::Draft
        | InitiativeStatus::Submitted
        | InitiativeStatus::ChangesAsked
        | InitiativeStatus::Approved
        | InitiativeStatus::Rejected
        | InitiativeStatus::PayoutPending(_)
        | InitiativeStatus::Paid
        | InitiativeStatus::InProgress
        | InitiativeStatus::ReportDue
        | InitiativeStatus::Reported
        | InitiativeStatus::Closed
        | InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff
        | InitiativeStatus::Returning(_)
        | InitiativeStatus::Ended(_) => false,
    }
}

/// What an initiative had at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// What was in its pot.
    pub pledged: Cents,
    /// How many residents supported it.
    pub residents: i64,
    /// In how many households.
    pub households: i64,
}

/// At most `limit` days of an initiative, the first first.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row holds no day or no amount.
pub async fn of(
    database: &Database,
    book: BookId,
    initiative: InitiativeId,
    limit: usize,
) -> Result<Vec<Day>, StoreError> {
    let rows = first(book, initiative, limit).all(&database.reader).await?;
    rows.iter().map(day).collect()
}

fn first(book: BookId, initiative: InitiativeId, limit: usize) -> Select<Entity> {
    let its = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Initiative.eq(initiative.0));
    its.order_by_asc(Column::Day).limit(limit as u64)
}

fn day(row: &Model) -> Result<Day, StoreError> {
    let corrupt =
        |what: String| StoreError::Corrupt(format!("a day of initiative {}: {what}", row.initiative));
    let day = date(row.day).ok_or_else(|| corrupt(format!("{} is none", row.day)))?;
    let pledged = Cents::new(row.pledged).map_err(|error| corrupt(error.to_string()))?;
    Ok(Day { day, pledged, residents: row.residents, households: row.households })
}

/// A day as it is stored: 20260314.
fn number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

fn date(number: i64) -> Option<Date> {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    #[test]
    fn days_are_stored_as_they_are_written() {
        let day = jiff::civil::date(2026, 3, 14);
        assert_eq!((number(day), date(20_260_314)), (20_260_314, Some(day)));
        assert_eq!((date(20_260_230), date(0), date(i64::MAX)), (None, None, None));
    }

    #[tokio::test]
    async fn days_of_others_are_not_read() {
        let plan = plan::of(first(BookId(1), InitiativeId(7), 5)).await;
        assert!(plan.contains("(book=? AND initiative=?)") && !plan.contains("TEMP"), "{plan}");
    }
}
