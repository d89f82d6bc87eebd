//! Not agreeing with what a moderator decided: once, within six weeks, and a second moderator looks at it.

use super::super::manage::Managed;
use super::super::token::Token;
use super::super::{App, CommandKey};
use super::{Appeal, LISTED, Review, Ruling, Said, Side, Step, TO_APPEAL};
use crate::app::clock::later;
use crate::domain::initiative::{Cause, InitiativeStatus};
use crate::domain::{BookId, Timestamp};
use crate::store::{StoreError, reviews};

/// Why an appeal is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotAppealed {
    /// Nothing is said.
    #[error("nothing is said")]
    Empty,
    /// There is nothing to appeal against, or it is too late, or somebody did.
    #[error("there is nothing to appeal against any more")]
    Over,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The token of the link in a mail to whoever asked. It follows from the review's id, so that the row holds none.
pub fn token(app: &App, book: BookId, id: CommandKey) -> Token {
    Token(app.keys.request_hash(&[b"review ".as_slice(), &book.0.to_be_bytes(), &id.0].concat()))
}

/// Whether this side may appeal now: whoever asked if nothing was done, the initiator if something was.
pub fn can_appeal(review: &Review, side: Side, now: Timestamp) -> bool {
    let Some(first) = &review.said.first else { return false };
    let is_theirs = match first.ruling {
        Ruling::AsItIs | Ruling::Resumed => side == Side::Asker && review.is_answered(),
        Ruling::Paused | Ruling::Stopped | Ruling::Rejected | Ruling::Anew => side == Side::Initiator,
    };
    review.step == Step::Decided && is_theirs && now < later(review.changed, TO_APPEAL)
}

/// Takes the appeal of whoever asked.
///
/// # Errors
/// [`NotAppealed`].
pub async fn appeal(app: &App, book: BookId, review: Review, words: &str) -> Result<(), NotAppealed> {
    let language = review.said.language.clone();
    put(app, book, review, Appeal { side: Side::Asker, words: words.into(), language }).await
}

async fn put(app: &App, book: BookId, mut review: Review, appeal: Appeal) -> Result<(), NotAppealed> {
    if appeal.words.trim().is_empty() {
        return Err(NotAppealed::Empty);
    }
    if !can_appeal(&review, appeal.side, app.now()) {
        return Err(NotAppealed::Over);
    }
    (review.step, review.changed) = (Step::Appealed, app.now());
    review.said.appeal = Some(appeal);
    let is_first = reviews::move_on(&app.database, (book, Step::Decided), &review.row()?).await?;
    if is_first { Ok(()) } else { Err(NotAppealed::Over) }
}

/// The review an initiator has to do with: the one they appealed in, the last decision they may appeal against, or what
/// came of their appeal. None if a moderator decided nothing about it.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of_initiator(app: &App, book: BookId, managed: &Managed) -> Result<Option<Review>, StoreError> {
    let which = (book, managed.told.id);
    let mut closed = None;
    for step in [Step::Appealed, Step::Decided, Step::Closed] {
        for row in reviews::latest(&app.database, which, step, LISTED).await? {
            let review = Review::read(row)?;
            let is_theirs = match step {
                Step::Decided => can_appeal(&review, Side::Initiator, app.now()),
                _ => review.said.appeal.as_ref().is_some_and(|appeal| appeal.side == Side::Initiator),
            };
            if is_theirs && step != Step::Closed {
                return Ok(Some(review));
            }
            closed = closed.or_else(|| is_theirs.then_some(review));
        }
    }
    Ok(closed)
}

/// Takes the appeal of an initiator: against what a moderator decided in a review, or else against how the initiative
/// stands, if it is paused, was not approved or was stopped by a moderator.
///
/// # Errors
/// [`NotAppealed`].
pub async fn appeal_as_initiator(
    app: &App,
    (book, managed): (BookId, &Managed),
    (words, key): (&str, CommandKey),
    language: &str,
) -> Result<(), NotAppealed> {
    let appeal = Appeal { side: Side::Initiator, words: words.into(), language: language.into() };
    let before = of_initiator(app, book, managed).await?;
    if let Some(mut review) = before {
        review.person = Some(managed.person);
        return put(app, book, review, appeal).await;
    }
    if words.trim().is_empty() {
        return Err(NotAppealed::Empty);
    }
    if !is_stopped(managed.told.state.status) {
        return Err(NotAppealed::Over);
    }
    let review = Review {
        id: key,
        initiative: managed.told.id,
        step: Step::Appealed,
        said: Said { appeal: Some(appeal), ..Said::default() },
        changed: app.now(),
        address: String::new(),
        person: Some(managed.person),
        decided_by: None,
    };
    Ok(reviews::put(&app.database, book, &review.row()?).await?)
}

/// Whether a moderator keeps it from going on.
pub fn is_stopped(status: InitiativeStatus) -> bool {
    matches!(
        status,
        InitiativeStatus::Paused
            | InitiativeStatus::Rejected
            | InitiativeStatus::Returning(Cause::CancelledByModerator)
            | InitiativeStatus::Ended(Cause::CancelledByModerator)
    )
}
