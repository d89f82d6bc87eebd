//! What an initiator does with an initiative of theirs: opening it, and explaining how it can be done with less.

use super::initiatives::{self, Told};
use super::programmes::Founded;
use super::texts::{self, TextRefusal};
use super::writer::{Failure, Rows};
use super::{App, CommandKey, Wish, persons};
use crate::domain::initiative::InitiativeCommand;
use crate::domain::{Actor, InitiativeId, PersonId};
use crate::store::StoreError;
use jiff::civil::Date;

/// An initiative of somebody who signed in.
#[derive(Clone, Debug)]
pub struct Managed {
    /// The initiative.
    pub told: Told,
    /// Who they are in it.
    pub person: PersonId,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// Words that cannot be kept.
    #[error(transparent)]
    Text(#[from] TextRefusal),
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

/// An initiative of whoever signed in with this address; none if it is not theirs.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn find(
    app: &App,
    founded: &Founded,
    id: InitiativeId,
    address: &str,
) -> Result<Option<Managed>, StoreError> {
    let Some(told) = initiatives::find(app, founded.book, id).await? else { return Ok(None) };
    let own = persons::of_email(app, founded.book, address).await?;
    let person = own.into_iter().map(|(person, _)| person).find(|person| told.state.persons.contains(person));
    Ok(person.map(|person| Managed { told, person }))
}

/// Opens it, until and including a day.
///
/// # Errors
/// What the domain refuses; the writer's.
pub async fn open(
    app: &App,
    founded: &Founded,
    managed: &Managed,
    (last_day, key): (Date, CommandKey),
) -> Result<(), Failure> {
    let open = InitiativeCommand::Open { initiative: managed.told.id, last_day };
    app.ask(founded.book, Wish::new(key, Actor::Initiator(managed.person), open)).await?;
    Ok(())
}

/// Explains how it can be done with what there is.
///
/// # Errors
/// Words that cannot be kept; what the domain refuses; the writer's.
pub async fn explain(
    app: &App,
    founded: &Founded,
    managed: &Managed,
    (words, key): (&str, CommandKey),
) -> Result<(), NotDone> {
    let (explanation, row) = texts::make(app, Some(managed.person), words)?;
    let explain = InitiativeCommand::Explain { initiative: managed.told.id, explanation };
    let mut wish = Wish::new(key, Actor::Initiator(managed.person), explain);
    wish.rows = Rows { texts: vec![row], ..Rows::default() };
    app.ask(founded.book, wish).await?;
    Ok(())
}
