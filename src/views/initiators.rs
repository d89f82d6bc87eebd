//! Whose initiatives are whose: those of a person with an account, for when they sign in.

use crate::domain::{BookId, Event, InitiativeId, PersonId};
use crate::store::entities::initiator_view::{Column, Entity};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// The table.
pub const TABLE: &str = "initiator_view";

/// Who became an initiator, and who is one no longer.
#[derive(Clone, Debug, Default)]
pub struct Pending(BTreeMap<(PersonId, InitiativeId), bool>);

impl Pending {
    /// Notes what the event changed.
    pub fn fold(&mut self, event: &Event) {
        let changed = match event {
            Event::Initiative(event) => event.initiator().map(|change| (event.initiative(), change)),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => None,
        };
        if let Some((initiative, (person, is_one))) = changed {
            self.0.insert((person, initiative), is_one);
        }
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        let row = |((person, initiative), is_one): ((PersonId, InitiativeId), bool)| Upsert {
            table: TABLE,
            key: vec![("person", person.0), ("initiative", initiative.0)],
            add: Vec::new(),
            set: vec![("is_one", i64::from(is_one))],
            words: Vec::new(),
        };
        self.0.into_iter().map(row).collect()
    }
}

/// At most `limit` initiatives of a person, the newest first.
///
/// # Errors
/// The database's.
pub async fn of(
    database: &Database,
    book: BookId,
    person: PersonId,
    limit: usize,
) -> Result<Vec<InitiativeId>, StoreError> {
    let ours = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Person.eq(person.0));
    let theirs = ours.filter(Column::IsOne.eq(1)).order_by_desc(Column::Initiative).limit(limit as u64);
    let theirs = theirs.select_only().column(Column::Initiative).into_tuple();
    let initiatives: Vec<i64> = theirs.all(&database.reader).await?;
    Ok(initiatives.into_iter().map(InitiativeId).collect())
}
