//! What became of a programme's money, for everybody to read: what came in, what went out and what is left, by area and
//! by initiative.
//!
//! Nobody is to learn from it what a household did (rule "privacy"). So what households did with their cheques is told
//! of ten of them at least: areas with fewer are added up with others, and if there are fewer in all, only what came in
//! and went out is told. An initiative's own sum and its number of supporters are public anyway.

mod merge;

pub use crate::views::rounds::Sums;
pub use merge::FEWEST;

use super::App;
use super::programmes::Founded;
use crate::domain::budget::Budget;
use crate::domain::initiative::Initiative;
use crate::domain::round::Round;
use crate::domain::{AreaId, BookId, BudgetId, Cents, InitiativeId, MoneyError, Payments, RoundId};
use crate::store::StoreError;
use crate::views::{initiatives, rounds};
use std::collections::BTreeMap;
use tokio::sync::Semaphore;

/// How many are worked out at once: everybody may ask, and whoever types a code reads through the same connections.
static TURNS: Semaphore = Semaphore::const_new(4);

/// The figures of a programme.
#[derive(Clone, Debug)]
pub struct Figures {
    /// What came in from whoever gives budgets.
    pub received: Cents,
    /// What was paid out for initiatives and has not come back.
    pub paid: Cents,
    /// What went back to whoever gave it.
    pub returned: Cents,
    /// The rest of what came in.
    pub left: Cents,
    /// What households did with their cheques, by area; empty while there are too few of them.
    pub areas: Vec<Part>,
}

/// What households of some areas did with their cheques.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Which areas.
    pub areas: Vec<AreaId>,
    /// How many households activated a cheque, at least: most of them do so in several rounds.
    pub households: i64,
    /// Where their money is.
    pub sums: Sums,
}

/// The figures of a programme as they are now.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read, or sums beyond all reason.
pub async fn find(app: &App, founded: &Founded) -> Result<Figures, StoreError> {
    // Nobody closes the semaphore.
    let _turn = TURNS.acquire().await;
    let (book, state) = (founded.book, &founded.state);
    let budgets = app.look_all::<Budget>(book, (1..=state.last_budget).map(BudgetId)).await?;
    let received = booked(budgets.iter().map(|(_, budget)| &budget.receipts))?;
    let returned = booked(budgets.iter().map(|(_, budget)| &budget.returns))?;
    let parts = parts(app, book, state.last_round).await?;
    let paid: i64 = parts.iter().map(|part| part.sums.paid).sum();
    let paid = Cents::new(paid).map_err(too_much)?;
    let left = received.minus(paid).and_then(|left| left.minus(returned)).map_err(too_much)?;
    Ok(Figures { received, paid, returned, left, areas: merge::merged(parts) })
}

/// The initiatives of a programme that are public, without their words, the newest first.
///
/// # Errors
/// As for [`find`].
pub async fn initiatives(
    app: &App,
    founded: &Founded,
) -> Result<Vec<(InitiativeId, Initiative)>, StoreError> {
    let _turn = TURNS.acquire().await;
    let ids = initiatives::let_through(&app.database, founded.book).await?;
    let mut states = app.look_all::<Initiative>(founded.book, ids).await?;
    states.retain(|(_, state)| state.is_public());
    states.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    Ok(states.into_iter().map(|(id, state)| (InitiativeId(id), state)).collect())
}

/// The money of cheques by area, of however few households.
async fn parts(app: &App, book: BookId, last_round: i64) -> Result<Vec<Part>, StoreError> {
    let rounds: BTreeMap<i64, Round> =
        app.look_all(book, (1..=last_round).map(RoundId)).await?.into_iter().collect();
    let mut parts: BTreeMap<i64, Part> = BTreeMap::new();
    for round in rounds.values() {
        let part =
            parts.entry(round.area.0).or_insert_with(|| Part { areas: vec![round.area], ..Part::default() });
        let activated = round.parts.iter().map(|part| part.activated).sum();
        part.households = part.households.max(activated);
    }
    for row in rounds::all(&app.database, book).await? {
        let part = rounds.get(&row.round.0).and_then(|round| parts.get_mut(&round.area.0));
        // A round that was begun a moment ago is told the next time.
        if let Some(part) = part {
            part.sums += row.sums;
        }
    }
    Ok(parts.into_values().collect())
}

fn booked<'a>(payments: impl Iterator<Item = &'a Payments>) -> Result<Cents, StoreError> {
    Cents::sum(payments.flat_map(|payments| payments.iter().map(|(_, cents)| cents))).map_err(too_much)
}

fn too_much(error: MoneyError) -> StoreError {
    StoreError::Corrupt(error.to_string())
}
