//! What an initiative had at the end of each day on which somebody gave to it or took back, from its opening until it is
//! clear what becomes of it: so it costs a row a day, however much is given.

use super::Things;
use crate::domain::calendar::Zone;
use crate::domain::initiative::{Initiative, InitiativeEvent};
use crate::domain::wallet::WalletEvent;
use crate::domain::{BookId, Cents, Event, InitiativeId, Is, Kind};
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
    /// Notes the initiatives to which the event gives money or takes it from, on the local days of when they last changed.
    pub fn fold(&mut self, event: &Event, things: &Things, zone: Option<&Zone>) {
        let Some(zone) = zone.filter(|_| moves(event)) else { return };
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

/// Whether it can change what is in a pot before its outcome, or who supports it. The opening is the first day.
fn moves(event: &Event) -> bool {
    match event {
        Event::Wallet(event) => match event {
            WalletEvent::Pledged { .. }
            | WalletEvent::Withdrawn { .. }
            | WalletEvent::ReturnedByReversal { .. } => true,
            WalletEvent::LotLapsed { .. } | WalletEvent::GivenToCommonPot { .. } => false,
        },
        Event::CommonPot(event) => !event.granted().is_empty(),
        Event::Initiative(event) => match event {
            InitiativeEvent::Opened { .. } => true,
            InitiativeEvent::Drafted { .. }
            | InitiativeEvent::Edited { .. }
            | InitiativeEvent::InitiatorAdded { .. }
            | InitiativeEvent::InitiatorLeft { .. }
            | InitiativeEvent::Submitted { .. }
            | InitiativeEvent::ChangesAsked { .. }
            | InitiativeEvent::Approved { .. }
            | InitiativeEvent::Rejected { .. }
            | InitiativeEvent::Paused { .. }
            | InitiativeEvent::Resumed { .. }
            | InitiativeEvent::Funded { .. }
            | InitiativeEvent::FundedPartly { .. }
            | InitiativeEvent::ReconsiderationBegun { .. }
            | InitiativeEvent::ReconsiderationExplained { .. }
            | InitiativeEvent::FailedForMoney { .. }
            | InitiativeEvent::FailedForSupport { .. }
            | InitiativeEvent::FailedUnexplained { .. }
            | InitiativeEvent::CancelledByInitiator { .. }
            | InitiativeEvent::CancelledByModerator { .. }
            | InitiativeEvent::CancelledBySystem { .. }
            | InitiativeEvent::GivenUp { .. }
            | InitiativeEvent::PledgesReturned { .. }
            | InitiativeEvent::ReturnFinished { .. } => false,
        },
        Event::Programme(_)
        | Event::Budget(_)
        | Event::Round(_)
        | Event::Cheque(_)
        | Event::Household(_)
        | Event::Payout(_)
        | Event::Delivery(_)
        | Event::Erasure(_) => false,
    }
}

/// Whether what is in its pot was given to it. Once it is funded the pot empties when it is paid out, or given back.
fn is_collecting(initiative: &Initiative) -> bool {
    initiative.rules > 0 && !initiative.status.has_outcome()
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
