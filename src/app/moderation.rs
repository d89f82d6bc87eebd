//! Approving initiatives, asking for changes, or refusing them with a reason.

use super::initiatives::{self, Told};
use super::reviews::{self, Ruling, Verdict};
use super::texts::{self, TextRefusal};
use super::writer::{Failure, Rows};
use super::{App, CommandKey, Wish, sketches};
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::{Actor, BookId, InitiativeId, Role, TextId};
use crate::store::StoreError;
use crate::views::initiatives as view;

/// How many initiatives are listed that wait for somebody.
const LISTED: usize = 100;

/// What a moderator decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It can be opened.
    Approve,
    /// Something has to be changed: what, and why.
    AskChanges(String),
    /// It does not fit: why.
    Reject(String),
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    /// There is no reason, or it cannot be kept.
    #[error(transparent)]
    Reason(#[from] TextRefusal),
    /// What was read has been changed since.
    #[error("it was changed since it was read")]
    Changed,
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotDecided {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Initiatives that wait for a moderator, those that wait longest first.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn waiting(app: &App, book: BookId) -> Result<Vec<Told>, StoreError> {
    let ids = view::submitted(&app.database, book, LISTED).await?;
    let told = initiatives::find_all(app, book, ids).await?;
    Ok(told.into_iter().filter(|told| told.state.status == InitiativeStatus::Submitted).collect())
}

/// Decides about what was read, of which this is the story, for the moderator who signed in with this address.
///
/// # Errors
/// [`NotDecided`].
pub async fn decide(
    app: &App,
    (book, initiative): (BookId, InitiativeId),
    (address, key): (&str, CommandKey),
    (story, decision): (TextId, Decision),
) -> Result<(), NotDecided> {
    // Every version has a story of its own.
    if app.look::<Initiative>(book, initiative).await?.is_none_or(|state| state.story != story) {
        return Err(NotDecided::Changed);
    }
    let person = sketches::person_of(app, book, address).await?;
    let mut rows = Rows::default();
    // Words of the programme: they stay when the moderator is erased.
    let mut reason = |words: &str| {
        let (reference, row) = texts::make(app, None, words)?;
        rows.texts.push(row);
        Ok::<_, TextRefusal>(reference)
    };
    let refused = match &decision {
        Decision::Reject(why) => Some(Verdict { ruling: Ruling::Rejected, reason: why.clone() }),
        Decision::Approve | Decision::AskChanges(_) => None,
    };
    let command = match decision {
        Decision::Approve => InitiativeCommand::Approve { initiative },
        Decision::AskChanges(why) => InitiativeCommand::AskChanges { initiative, reason: reason(&why)? },
        Decision::Reject(why) => InitiativeCommand::Reject { initiative, reason: reason(&why)? },
    };
    let wish = Wish::new(key, Actor::Staff(Role::Moderator, person), command);
    let asked = app.ask(book, Wish { rows, ..wish }).await.map(|_| ());
    if let Some(verdict) = refused
        && (asked.is_ok() || was_rejected(app, (book, initiative), &asked).await?)
    {
        // So that another moderator looks at it if the initiator does not agree.
        reviews::note(app, (book, initiative), (person, key), verdict).await?;
    }
    Ok(asked?)
}

/// Whether it was rejected by a try of this wish that was cut off: its words have another id now, so it is another wish.
async fn was_rejected(
    app: &App,
    (book, initiative): (BookId, InitiativeId),
    asked: &Result<(), Failure>,
) -> Result<bool, StoreError> {
    if !matches!(asked, Err(Failure::KeyReused)) {
        return Ok(false);
    }
    let state = app.look::<Initiative>(book, initiative).await?;
    Ok(state.is_some_and(|state| state.status == InitiativeStatus::Rejected))
}
