//! Initiatives as a list: what they need, what they have, until when.

use super::Things;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{Event, InitiativeId, Is, Kind};
use crate::store::Upsert;
use std::collections::BTreeMap;

/// The table.
pub const TABLE: &str = "initiative_view";

/// Rows that changed, as they are now.
#[derive(Debug, Default)]
pub struct Pending(BTreeMap<i64, Initiative>);

impl Pending {
    /// Notes every initiative the event changed.
    pub fn fold(&mut self, _: &Event, things: &Things) {
        for (key, entry) in things {
            if key.kind != Kind::Initiative {
                continue;
            }
            if let Some(initiative) = entry.thing.is() {
                self.0.insert(key.id, Initiative::clone(initiative));
            }
        }
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        self.0.into_iter().map(|(id, initiative)| row(InitiativeId(id), &initiative)).collect()
    }
}

fn row(id: InitiativeId, initiative: &Initiative) -> Upsert {
    Upsert {
        table: TABLE,
        key: vec![("initiative", id.0)],
        add: Vec::new(),
        set: vec![
            ("area", initiative.area.0),
            ("target", initiative.target.get()),
            ("pledged", initiative.pot.get()),
            ("residents", initiative.residents),
            ("households", initiative.households),
            ("until", initiative.until.ms()),
        ],
        words: vec![("status", status(initiative.status))],
    }
}

/// The word for a status, without its cause.
fn status(status: InitiativeStatus) -> String {
    let word = format!("{status:?}");
    word.split('(').next().unwrap_or_default().to_lowercase()
}
