//! A resident's money as they see it: what they can give, until when, and where the rest is.

use super::App;
use super::initiatives::{self, Told};
use super::programmes;
use crate::domain::round::Round;
use crate::domain::wallet::{Lapse, LapsesTo, Lot, Place, Stage, Wallet};
use crate::domain::{Actor, BookId, Cents, LotId, MoneyError, RoundId, Shown};
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody may see of a wallet.
#[derive(Clone, Debug)]
pub struct Savings {
    /// The lots that may be seen, those that expire first at first.
    pub lots: Vec<(LotId, Lot)>,
    /// What can be given now, in all.
    pub free: Cents,
    /// What was given, by initiative.
    pub given: Vec<Given>,
    /// What was not given in time, the latest first.
    pub lapsed: Vec<Lapse>,
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
    // What was reversed is nobody's to see: its cheque was somebody else's.
    let lots = lots.into_iter().filter(|(_, lot)| !lot.reversed);
    let mut lots: Vec<(LotId, Lot)> = lots.map(|(id, lot)| (LotId(id), lot)).collect();
    lots.sort_by_key(|(id, lot)| (lot.spend_by, *id));
    if lots.is_empty() {
        return Ok(None);
    }
    let now = app.now();
    let spendable = lots.iter().filter(|(_, lot)| now < lot.until());
    let free = Cents::sum(spendable.map(|(_, lot)| lot.free)).map_err(too_much)?;
    let (given, lapsed) = (given(app, book, &lots).await?, lapsed(app, book, &lots).await?);
    Ok(Some(Savings { lots, free, given, lapsed }))
}

/// What was not given in time. Whether its lapse is written yet makes no difference.
async fn lapsed(app: &App, book: BookId, lots: &[(LotId, Lot)]) -> Result<Vec<Lapse>, StoreError> {
    let now = app.now();
    let lots = || lots.iter().rev().map(|(_, lot)| lot);
    let is_over = |lot: &Lot| !lot.free.is_zero() && lot.spend_by <= now;
    let over: BTreeSet<RoundId> = lots().filter(|lot| is_over(lot)).map(|lot| lot.round).collect();
    let ways = ways(app, book, over).await?;
    let mut lapsed = Vec::new();
    for lot in lots() {
        match ways.get(&lot.round.0).filter(|_| is_over(lot)) {
            Some(&to) => {
                let before = lot.lapse.map_or(Cents::ZERO, |lapse| lapse.cents);
                let cents = before.plus(lot.free).map_err(too_much)?;
                lapsed.push(Lapse { cents, until: lot.spend_by, to });
            }
            None => lapsed.extend(lot.lapse),
        }
    }
    Ok(lapsed)
}

/// Where the savings of rounds go that are not given in time, by the number of the round.
async fn ways(
    app: &App,
    book: BookId,
    rounds: BTreeSet<RoundId>,
) -> Result<BTreeMap<i64, LapsesTo>, StoreError> {
    let Some(founded) = programmes::find(app, book).await? else { return Ok(BTreeMap::new()) };
    let rounds = app.look_all::<Round>(book, rounds).await?;
    let ways = rounds.into_iter().map(|(id, round)| {
        let rules = founded.state.rules_of(round.rules);
        let rules = rules.map_err(|refusal| StoreError::Corrupt(refusal.to_string()))?;
        Ok((id, rules.leftover.goes_to()))
    });
    ways.collect()
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
