//! Initiatives as a list: what they need, what they have, until when.

use super::Things;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{AreaId, Cents, Event, InitiativeId, Is, Kind, Timestamp};
use crate::store::Upsert;
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
            words: vec![("status", status(self.status))],
        }
    }
}

/// The word for a status, without its cause.
fn status(status: InitiativeStatus) -> String {
    let word = format!("{status:?}");
    word.split('(').next().unwrap_or_default().to_lowercase()
}
