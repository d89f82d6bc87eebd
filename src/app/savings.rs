//! A resident's money as they see it: what they can give, until when, and where the rest is.

use super::App;
use super::initiatives::{self, Told};
use crate::domain::cheque::Cheque;
use crate::domain::wallet::{Lot, Place, Stage, Wallet};
use crate::domain::{Actor, BookId, Cents, LotId, MoneyError, Shown, Timestamp, WalletId};
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody may see of a wallet.
#[derive(Clone, Debug)]
pub struct Savings {
    /// The wallet.
    pub wallet: WalletId,
    /// Its lots that may be seen, those that expire first at first.
    pub lots: Vec<(LotId, Lot)>,
    /// What can be given now, in all.
    pub free: Cents,
    /// What was given, by initiative.
    pub given: Vec<Given>,
    /// What was not given in time, the latest first.
    pub lapsed: Vec<Lapsed>,
}

/// What of a lot was not given in time, and is the neighbourhood's again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// How much.
    pub cents: Cents,
    /// Until when it could be given, as the instant after it.
    pub until: Timestamp,
}

/// What somebody gave to an initiative.
#[derive(Clone, Debug)]
pub struct Given {
    /// The initiative.
    pub to: Told,
    /// How much of theirs it has, wherever on its way.
    pub cents: Cents,
    /// What of that can be taken back as long as the initiative allows it.
    pub in_pot: Cents,
}

/// The money that this actor has shown to be theirs: a whole wallet, or one lot of it. None for others.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] for sums beyond all reason.
pub async fn find(app: &App, book: BookId, actor: Actor) -> Result<Option<Savings>, StoreError> {
    let ids = match actor.shown() {
        Some(Shown::Wallet(wallet)) => app.look::<Wallet>(book, wallet).await?.map(|state| state.lots),
        Some(Shown::Lot(lot)) => Some(vec![lot]),
        None => None,
    };
    let Some(ids) = ids else { return Ok(None) };
    let lots = app.look_all::<Lot>(book, ids).await?;
    let mut lots: Vec<(LotId, Lot)> = lots.into_iter().map(|(id, lot)| (LotId(id), lot)).collect();
    lots.sort_by_key(|(id, lot)| (lot.spend_by, *id));
    let Some(wallet) = lots.first().map(|(_, lot)| lot.wallet) else { return Ok(None) };
    let now = app.now();
    let spendable = lots.iter().filter(|(_, lot)| now < lot.until());
    let free = Cents::sum(spendable.map(|(_, lot)| lot.free)).map_err(too_much)?;
    let (given, lapsed) = (given(app, book, &lots).await?, lapsed(app, book, &lots).await?);
    Ok(Some(Savings { wallet, lots, free, given, lapsed }))
}

/// What was worth something once and is nowhere any more where the resident put it. Whether its lapse is written yet
/// makes no difference.
async fn lapsed(app: &App, book: BookId, lots: &[(LotId, Lot)]) -> Result<Vec<Lapsed>, StoreError> {
    let now = app.now();
    let over = || lots.iter().rev().map(|(_, lot)| lot).filter(|lot| !lot.reversed && lot.spend_by <= now);
    let cheques: BTreeMap<i64, Cheque> =
        app.look_all(book, over().map(|lot| lot.cheque)).await?.into_iter().collect();
    let mut lapsed = Vec::new();
    for lot in over() {
        let own = lot.places.iter().filter(|place| !place.is_common()).map(|place| place.cents);
        let own = Cents::sum(own).map_err(too_much)?;
        let cents = cheques.get(&lot.cheque.0).map_or(Cents::ZERO, |cheque| own.short_of(cheque.cents));
        if !cents.is_zero() {
            lapsed.push(Lapsed { cents, until: lot.spend_by });
        }
    }
    Ok(lapsed)
}

async fn given(app: &App, book: BookId, lots: &[(LotId, Lot)]) -> Result<Vec<Given>, StoreError> {
    let places = || lots.iter().flat_map(|(_, lot)| &lot.places).filter(|place| !place.is_common());
    let ids: BTreeSet<_> = places().map(|place| place.initiative).collect();
    let told = initiatives::find_all(app, book, ids).await?;
    let mut sums: BTreeMap<i64, (Cents, Cents)> = BTreeMap::new();
    for Place { initiative, cents, stage, .. } in places() {
        let (all, in_pot) = sums.entry(initiative.0).or_default();
        *all = all.plus(*cents).map_err(too_much)?;
        if *stage == Stage::Pot {
            *in_pot = in_pot.plus(*cents).map_err(too_much)?;
        }
    }
    let given = told.into_iter().filter_map(|to| {
        let (cents, in_pot) = sums.get(&to.id.0).copied()?;
        Some(Given { to, cents, in_pot })
    });
    Ok(given.collect())
}

fn too_much(error: MoneyError) -> StoreError {
    StoreError::Corrupt(error.to_string())
}
