//! The lots with money in a common pot, so that giving from it looks at these and not at all that ever were.

use super::Things;
use crate::domain::wallet::Lot;
use crate::domain::{AreaId, BookId, Cents, Event, Is, Kind, LotId};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::{ConnectionTrait, Statement, Value};
use std::collections::BTreeMap;

/// The table.
pub const TABLE: &str = "common_lot_view";

/// What the lots that changed have in the common pot of their area now.
#[derive(Clone, Debug, Default)]
pub struct Pending(BTreeMap<(AreaId, LotId), Cents>);

impl Pending {
    /// Notes the lots the event changed, if they have money there, or just gave it.
    pub fn fold(&mut self, event: &Event, things: &Things) {
        let gives = match event {
            Event::CommonPot(event) => !event.granted().is_empty(),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => false,
        };
        for (key, entry) in things {
            if key.kind != Kind::Lot {
                continue;
            }
            let lot: Option<&Lot> = entry.thing.is();
            if let Some(lot) = lot.filter(|lot| gives || !lot.common.is_zero()) {
                self.0.insert((lot.area, LotId(key.id)), lot.common);
            }
        }
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        let row = |((area, lot), cents): ((AreaId, LotId), Cents)| Upsert {
            table: TABLE,
            key: vec![("area", area.0), ("lot", lot.0)],
            add: Vec::new(),
            set: vec![("cents", cents.get())],
            words: Vec::new(),
        };
        self.0.into_iter().map(row).collect()
    }
}

/// At most `limit` lots with money in the common pot of an area, the oldest first, behind `after`.
///
/// # Errors
/// The database's.
pub async fn page(
    database: &Database,
    book: BookId,
    (area, after): (AreaId, LotId),
    limit: usize,
) -> Result<Vec<LotId>, StoreError> {
    let db = &database.reader;
    let sql = format!(
        "SELECT lot FROM {TABLE} WHERE book = $1 AND area = $2 AND lot > $3 AND cents > 0 ORDER BY lot LIMIT $4"
    );
    let values: [Value; 4] = [book.0.into(), area.0.into(), after.0.into(), (limit as i64).into()];
    let rows =
        db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok(LotId(row.try_get("", "lot")?))).collect()
}
