//! The lots a wallet ever had. Its state stops listing those that are used up, since nothing is decided about them any
//! more; whoever asks what became of their money wants to see these too.

use crate::domain::{BookId, Cents, Event, LotId, WalletId};
use crate::store::entities::wallet_lot_view::{Column, Entity, Model};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::BTreeMap;

/// The table.
pub const TABLE: &str = "wallet_lot_view";

/// Lots that came into being, with what they were worth.
#[derive(Clone, Debug, Default)]
pub struct Pending(BTreeMap<(WalletId, LotId), Cents>);

impl Pending {
    /// Notes a lot that the event made.
    pub fn fold(&mut self, event: &Event) {
        let activation = match event {
            Event::Cheque(event) => event.activation(),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => None,
        };
        if let Some(made) = activation {
            self.0.insert((made.wallet, made.lot), made.cents);
        }
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        let row = |((wallet, lot), cents): ((WalletId, LotId), Cents)| Upsert {
            table: TABLE,
            key: vec![("wallet", wallet.0), ("lot", lot.0)],
            add: Vec::new(),
            set: vec![("cents", cents.get())],
            words: Vec::new(),
        };
        self.0.into_iter().map(row).collect()
    }
}

/// A lot as it was when it came into being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// The lot.
    pub lot: LotId,
    /// What its cheque was worth, in cents.
    pub cents: i64,
}

/// At most `limit` lots of a wallet, the newest first, before `before`; from the newest on without that.
///
/// # Errors
/// The database's.
pub async fn page(
    database: &Database,
    book: BookId,
    (wallet, before): (WalletId, Option<LotId>),
    limit: usize,
) -> Result<Vec<Made>, StoreError> {
    let rows = newest(book, (wallet, before), limit).all(&database.reader).await?;
    Ok(rows.iter().map(made).collect())
}

/// One lot of a wallet; none if it never was in it.
///
/// # Errors
/// The database's.
pub async fn find(
    database: &Database,
    book: BookId,
    (wallet, lot): (WalletId, LotId),
) -> Result<Option<Made>, StoreError> {
    let row = Entity::find_by_id((book.0, wallet.0, lot.0)).one(&database.reader).await?;
    Ok(row.as_ref().map(made))
}

fn made(row: &Model) -> Made {
    Made { lot: LotId(row.lot), cents: row.cents }
}

/// Ids of lots begin with the second of their making, so their order is that of time.
fn newest(book: BookId, (wallet, before): (WalletId, Option<LotId>), limit: usize) -> Select<Entity> {
    let ours = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Wallet.eq(wallet.0));
    let before = before.map_or(i64::MAX, |lot| lot.0);
    ours.filter(Column::Lot.lt(before)).order_by_desc(Column::Lot).limit(limit as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::plan;

    #[tokio::test]
    async fn the_lots_of_others_are_not_read() {
        let plan = plan::of(newest(BookId(1), (WalletId(1), Some(LotId(9))), 5)).await;
        assert!(plan.contains("USING PRIMARY KEY (book=? AND wallet=? AND lot<?)"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}
