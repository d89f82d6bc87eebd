//! The lots with money in a common pot, so that giving from it looks at these and not at all that ever were.

use super::Things;
use crate::domain::wallet::Lot;
use crate::domain::{AreaId, BookId, Cents, Event, Is, Kind, LotId};
use crate::store::entities::common_lot_view::{Column, Entity};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
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
    let lots: Vec<i64> = behind(book, (area, after), limit).into_tuple().all(&database.reader).await?;
    Ok(lots.into_iter().map(LotId).collect())
}

/// The 0 is a constant: an index of some rows is used where the statement itself asks for no others.
fn behind(book: BookId, (area, after): (AreaId, LotId), limit: usize) -> Select<Entity> {
    let ours = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Area.eq(area.0));
    let there = ours.filter(Column::Cents.into_expr().gt(Expr::Constant(0_i64.into())));
    let page = there.filter(Column::Lot.gt(after.0)).order_by_asc(Column::Lot).limit(limit as u64);
    page.select_only().column(Column::Lot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    #[tokio::test]
    async fn lots_without_money_are_not_read() {
        let plan = plan::of(behind(BookId(1), (AreaId(1), LotId(0)), 5)).await;
        assert!(plan.contains("common_lot_there"), "{plan}");
    }
}
