//! Not agreeing with what a moderator decided: once, within six weeks, and a second moderator looks at it.

use super::super::manage::Managed;
use super::super::token::Token;
use super::super::{App, CommandKey};
use super::{Appeal, LISTED, Review, Ruling, Said, Side, Step, TO_APPEAL, Verdict};
use crate::app::clock::later;
use crate::app::look::read;
use crate::domain::initiative::{Cause, Initiative, InitiativeStatus};
use crate::domain::{BookId, Stated as _, Timestamp};
use crate::store::{StoreError, reviews};

/// How many decisions an initiator reads beside the one they have to do with.
const OTHERS: usize = 5;

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
        Ruling::AsItIs | Ruling::Resumed | Ruling::ToldAnew => side == Side::Asker && review.is_answered(),
        Ruling::Paused | Ruling::Stopped | Ruling::Rejected | Ruling::Anew | Ruling::TakenDown => {
            side == Side::Initiator
        }
    };
    review.step == Step::Decided && is_theirs && now < later(review.changed, TO_APPEAL)
}

/// Whether something the initiators told was taken down, and nothing was done to the initiative itself.
fn is_about_news(review: &Review) -> bool {
    review.said.first.as_ref().is_some_and(|first| first.ruling == Ruling::TakenDown)
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
    let is_first = reviews::move_on(&app.database, (book, Step::Decided), &review.row()?, &[]).await?;
    if is_first { Ok(()) } else { Err(NotAppealed::Over) }
}

/// How it stands between an initiator and the moderators.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The review they have to do with; none if no moderator decided anything, or that was forgotten.
    pub review: Option<Review>,
    /// Whether they may appeal: in this review, or where there is none against how the initiative stands.
    pub can_appeal: bool,
    /// What else was decided, the latest first: they read why, also while they cannot appeal against it.
    pub others: Vec<Review>,
}

/// How it stands for an initiator: with the review they appealed in, or the last decision they may appeal against, or else
/// the last thing that was decided.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of_initiator(app: &App, book: BookId, managed: &Managed) -> Result<Standing, StoreError> {
    let which = (book, managed.told.id);
    let mut reviews = Vec::new();
    for step in [Step::Appealed, Step::Closed, Step::Decided] {
        for row in reviews::latest(&app.database, which, step, LISTED).await? {
            reviews.push(Review::read(row)?);
        }
    }
    reviews.retain(Review::concerns_initiators);
    let waits = |review: &&Review| review.step == Step::Appealed && review.own_appeal().is_some();
    if let Some(waits) = reviews.iter().find(waits) {
        let waits = waits.clone();
        return Ok(Standing { others: without(&waits, reviews), review: Some(waits), can_appeal: false });
    }
    let is_open = |review: &&Review| {
        // An appeal that was decided settles what was decided before it: there is one.
        let settles = |other: &Review| {
            other.step == Step::Closed
                && other.own_appeal().is_some()
                && other.changed >= review.changed
                && is_about_news(other) == is_about_news(review)
        };
        can_appeal(review, Side::Initiator, app.now()) && !reviews.iter().any(settles)
    };
    // What keeps the initiative from going on comes first.
    let open = reviews.iter().filter(is_open).max_by_key(|review| (!is_about_news(review), review.changed));
    if let Some(open) = open {
        let open = open.clone();
        return Ok(Standing { others: without(&open, reviews), review: Some(open), can_appeal: true });
    }
    let review = reviews.iter().max_by_key(|review| review.changed).cloned();
    let was_decided = reviews.iter().any(|review| !is_about_news(review) && is_appealable(review));
    let can_appeal = !was_decided && is_stopped_lately(app, book, managed).await?;
    let others = review.as_ref().map(|review| without(review, reviews)).unwrap_or_default();
    Ok(Standing { review, can_appeal, others })
}

/// The latest of the others.
fn without(one: &Review, mut reviews: Vec<Review>) -> Vec<Review> {
    reviews.retain(|review| review.id != one.id);
    reviews.sort_by_key(|review| std::cmp::Reverse(review.changed));
    reviews.truncate(OTHERS);
    reviews
}

/// Whether an initiator may appeal, or might have, or did.
fn is_appealable(review: &Review) -> bool {
    review.own_appeal().is_some()
        || review.step == Step::Decided && can_appeal(review, Side::Initiator, review.changed)
}

impl Review {
    /// The appeal of an initiator.
    pub fn own_appeal(&self) -> Option<&Appeal> {
        self.said.appeal.as_ref().filter(|appeal| appeal.side == Side::Initiator)
    }

    /// What initiators are told of the first decision, and of the second: that something was done to what is theirs, and
    /// the answer to their own appeal. That something stays as it is was said to whoever asked, perhaps with what tells
    /// who that was.
    pub fn told_initiators(&self) -> [Option<&Verdict>; 2] {
        let [first, second] = [&self.said.first, &self.said.second].map(Option::as_ref);
        let is_done = |verdict: &&Verdict| verdict.ruling != Ruling::AsItIs;
        [first.filter(is_done), second.filter(|verdict| is_done(verdict) || self.own_appeal().is_some())]
    }

    /// Whether initiators are told of it, or told something themselves.
    fn concerns_initiators(&self) -> bool {
        self.own_appeal().is_some() || self.told_initiators().iter().any(Option::is_some)
    }
}

/// Whether a moderator stopped it, and that is no longer ago than one may appeal: reviews are forgotten after a year. It
/// was not before the last thing that happened to it.
async fn is_stopped_lately(app: &App, book: BookId, managed: &Managed) -> Result<bool, StoreError> {
    if !is_stopped(managed.told.state.status) {
        return Ok(false);
    }
    let row = app.look_raw(book, Initiative::key(managed.told.id)).await?;
    let since = row.as_ref().map(read).transpose()?.map(|entry| entry.since);
    Ok(since.is_some_and(|since| app.now() < later(since, TO_APPEAL)))
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
    if words.trim().is_empty() {
        return Err(NotAppealed::Empty);
    }
    let standing = of_initiator(app, book, managed).await?;
    if !standing.can_appeal {
        return Err(NotAppealed::Over);
    }
    let before = standing
        .review
        .filter(|review| review.step == Step::Decided && can_appeal(review, Side::Initiator, app.now()));
    if let Some(mut review) = before {
        review.person = Some(managed.person);
        return put(app, book, review, appeal).await;
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
