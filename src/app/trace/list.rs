//! What can be followed: the initiatives and the budgets of a book, by what people know them by.

use super::{Untraced, programme, titles};
use crate::app::look::read;
use crate::domain::budget::Budget;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::programme::Programme;
use crate::domain::{BookId, BudgetId, Cents, InitiativeId, Is, Kind, MoneyError, Stated, Thing};
use crate::store::{Database, Snapshot, StateRow, StoreError};

/// An initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedInitiative {
    /// Its number.
    pub initiative: InitiativeId,
    /// The first line of its story; none if the story was erased.
    pub title: Option<String>,
    /// Where it is in its life.
    pub status: InitiativeStatus,
    /// The most it takes.
    pub target: Cents,
    /// What is in its pot.
    pub pot: Cents,
    /// What is paid out for it and has not come back.
    pub paid: Cents,
}

/// A budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBudget {
    /// Its number.
    pub budget: BudgetId,
    /// Its issuer's name.
    pub name: String,
    /// The bank's reference of the payment it began with.
    pub reference: String,
    /// What the issuer put in, in all.
    pub received: Cents,
    /// What is in it, free or set aside for cheques.
    pub left: Cents,
}

/// What a book has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// By number.
    pub initiatives: Vec<ListedInitiative>,
    /// By number.
    pub budgets: Vec<ListedBudget>,
}

/// All initiatives and budgets of a book.
///
/// # Errors
/// [`Untraced::Unknown`] if nothing was founded in it; [`Untraced::Differs`] for amounts beyond all reason; the
/// database's.
pub async fn list(database: &Database, book: BookId) -> Result<List, Untraced> {
    let snapshot = Snapshot::begin(database).await?;
    let programme = programme(&snapshot, book).await?;
    let states: Vec<(i64, Initiative)> = all(&snapshot, book).await?;
    let mut titles = titles(database, book, &states).await?;
    let initiative = |(id, state): (i64, Initiative)| ListedInitiative {
        initiative: InitiativeId(id),
        title: titles.remove(&id),
        status: state.status,
        target: state.target,
        pot: state.pot,
        paid: state.delivery.map_or(Cents::ZERO, |delivery| delivery.paid),
    };
    let initiatives = states.into_iter().map(initiative).collect();
    let budgets = all::<Budget>(&snapshot, book).await?.into_iter();
    let budgets = budgets.map(|(id, state)| budget(BudgetId(id), &state, &programme));
    Ok(List { initiatives, budgets: budgets.collect::<Result<_, MoneyError>>()? })
}

fn budget(budget: BudgetId, state: &Budget, programme: &Programme) -> Result<ListedBudget, MoneyError> {
    Ok(ListedBudget {
        budget,
        name: programme.issuers.get(&i64::from(state.issuer)).cloned().unwrap_or_default(),
        reference: state.receipts.iter().next().map_or(String::new(), |(reference, _)| reference.into()),
        received: Cents::sum(state.receipts.iter().map(|(_, cents)| cents))?,
        left: state.free.plus(state.reserved)?,
    })
}

/// All things of a kind, by number.
async fn all<T: Stated>(snapshot: &Snapshot, book: BookId) -> Result<Vec<(i64, T)>, StoreError>
where
    Thing: Is<T>,
{
    let kind: Kind = T::KIND;
    let mut states = Vec::new();
    let add = |row: StateRow| -> Result<(), StoreError> {
        states.extend(read(&row)?.thing.is().cloned().map(|state: T| (row.key.id, state)));
        Ok(())
    };
    snapshot.each_state(book, kind, add).await?;
    Ok(states)
}
