//! Views: tables made from the events for reading, one file each: the table, how events change it, and its
//! queries. They are written in the events' transaction and made again, identical, by `wijkkas rebuild`.

pub mod common_lots;
pub mod days;
pub mod initiatives;
pub mod initiators;
pub mod rounds;
pub mod wallet_lots;

use crate::domain::calendar::Zone;
use crate::domain::programme::Programme;
use crate::domain::{Entry, Event, Is as _, Key, ProgrammeId, Stated as _, Thing};
use crate::store::Upsert;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The things of an event as they are after it.
pub type Things = BTreeMap<Key, Arc<Entry>>;

/// Changes of views that are waiting to be written together.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    common_lots: common_lots::Pending,
    days: days::Pending,
    initiatives: initiatives::Pending,
    initiators: initiators::Pending,
    rounds: rounds::Pending,
    wallet_lots: wallet_lots::Pending,
}

impl Pending {
    /// Takes in an event, with the things it changed as they are after its command, and the zone of the programme: none
    /// before it is founded.
    pub fn fold(&mut self, event: &Event, things: &Things, zone: Option<&Zone>) {
        self.common_lots.fold(event, things);
        self.days.fold(event, things, zone);
        self.initiatives.fold(things);
        self.initiators.fold(event);
        self.rounds.fold(event, things);
        self.wallet_lots.fold(event);
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        let mut rows = self.common_lots.into_rows();
        rows.extend(self.days.into_rows());
        rows.extend(self.initiatives.into_rows());
        rows.extend(self.initiators.into_rows());
        rows.extend(self.rounds.into_rows());
        rows.extend(self.wallet_lots.into_rows());
        rows
    }
}

/// The tables, for dropping and comparing them.
pub const TABLES: [&str; 6] = [
    common_lots::TABLE,
    days::TABLE,
    initiatives::TABLE,
    initiators::TABLE,
    rounds::TABLE,
    wallet_lots::TABLE,
];

/// The programme, whose zone says which day it is.
pub fn programme_key() -> Key {
    Programme::key(ProgrammeId::ONLY)
}

/// The zone of the programme; none before it is founded.
pub fn zone(programme: Option<&Arc<Entry>>) -> Option<&Zone> {
    let programme: Option<&Programme> = programme?.thing.is();
    programme.map(|programme| &programme.zone)
}

fn thing(things: &Things, key: Key) -> Option<&Thing> {
    things.get(&key).map(|entry| &entry.thing)
}
