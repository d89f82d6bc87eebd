//! What moderators decide in a review: one first, and a second one if somebody does not agree.

use super::super::mails::{self, About, Decided, Letter};
use super::super::programmes::Founded;
use super::super::texts::{self, TextRefusal};
use super::super::writer::{Failure, Rows};
use super::super::{App, CommandKey, Wish, persons, sketches};
use super::{Review, Ruling, Said, Side, Step, Verdict};
use crate::app::clock::later;
use crate::domain::initiative::{Cause, Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::{Actor, BookId, InitiativeId, PersonId, Role};
use crate::store::mails::MailRow;
use crate::store::{StoreError, reviews};

/// How long the answer is of use, in milliseconds.
const ANSWER: i64 = 7 * 86_400_000;
/// How long a moderator who is about to decide keeps others from it, in milliseconds: longer than anybody waits for the
/// books, so that nobody decides meanwhile what may still be done.
const CLAIM: i64 = 30 * 60_000;

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    /// There is no reason, or it cannot be kept.
    #[error(transparent)]
    Reason(#[from] TextRefusal),
    /// They decided first, and a second moderator has to.
    #[error("you decided this yourself: a second moderator looks at the appeal")]
    Same,
    /// It is their own initiative.
    #[error("this is your own initiative: another moderator decides about it")]
    Own,
    /// It is not what can be decided as things stand: somebody else was first.
    #[error("this was decided meanwhile")]
    Over,
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotDecided {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What can be decided as things stand; the first is that it stays as it is.
pub fn rulings(review: &Review, status: InitiativeStatus) -> Vec<Ruling> {
    let is_appeal = match review.step {
        Step::Asked => false,
        Step::Appealed => true,
        Step::Decided | Step::Closed => return Vec::new(),
    };
    if is_appeal && review.said.first.as_ref().is_some_and(|first| first.ruling == Ruling::TakenDown) {
        return vec![Ruling::AsItIs, Ruling::ToldAnew];
    }
    match status {
        InitiativeStatus::Open => vec![Ruling::AsItIs, Ruling::Paused, Ruling::Stopped],
        InitiativeStatus::Paused if is_appeal => vec![Ruling::AsItIs, Ruling::Resumed, Ruling::Stopped],
        // It is so already, by another review, or a try of this one that was cut off: that is the answer here too.
        InitiativeStatus::Paused => vec![Ruling::AsItIs, Ruling::Paused, Ruling::Resumed, Ruling::Stopped],
        InitiativeStatus::Returning(Cause::CancelledByModerator)
        | InitiativeStatus::Ended(Cause::CancelledByModerator)
            if !is_appeal =>
        {
            vec![Ruling::AsItIs, Ruling::Stopped]
        }
        InitiativeStatus::Approved | InitiativeStatus::Reconsidered | InitiativeStatus::Explained => {
            vec![Ruling::AsItIs, Ruling::Stopped]
        }
        InitiativeStatus::Rejected | InitiativeStatus::Returning(_) | InitiativeStatus::Ended(_)
            if is_appeal =>
        {
            vec![Ruling::AsItIs, Ruling::Anew]
        }
        _ => vec![Ruling::AsItIs],
    }
}

/// Decides, for the moderator who signed in with this address: first nobody else may decide any more, then the initiative
/// is paused or whatever it is, then the review is moved on. Cut off in between, it is decided again, and what was done
/// is done.
///
/// # Errors
/// [`NotDecided`].
pub async fn decide(
    app: &App,
    (founded, mut review): (&Founded, Review),
    (moderator, key): (&str, CommandKey),
    verdict: Verdict,
) -> Result<(), NotDecided> {
    let (book, from) = (founded.book, review.step);
    let person = sketches::person_of(app, book, moderator).await?;
    let state = app.look::<Initiative>(book, review.initiative).await?.ok_or(NotDecided::Over)?;
    if !rulings(&review, state.status).contains(&verdict.ruling) {
        return Err(NotDecided::Over);
    }
    if state.persons.contains(&person) {
        return Err(NotDecided::Own);
    }
    if from == Step::Appealed && review.decided_by == Some(person) {
        return Err(NotDecided::Same);
    }
    let (reason, row) = texts::make(app, None, &verdict.reason)?;
    let (now, initiative) = (app.now(), review.initiative);
    // What is done to an initiative cannot always be undone, so only one who decides does anything to it.
    let times = (now, later(now, CLAIM));
    if !reviews::claim(&app.database, (book, from), (review.id, person), times).await? {
        return Err(NotDecided::Over);
    }
    let command = match verdict.ruling {
        Ruling::AsItIs | Ruling::Anew | Ruling::Rejected | Ruling::TakenDown | Ruling::ToldAnew => None,
        Ruling::Paused => Some(InitiativeCommand::Pause { initiative, reason }),
        Ruling::Resumed => Some(InitiativeCommand::Resume { initiative }),
        Ruling::Stopped => Some(InitiativeCommand::Cancel { initiative, reason }),
    };
    if let Some(command) = command {
        let texts = if verdict.ruling == Ruling::Resumed { Vec::new() } else { vec![row] };
        let wish = Wish::new(key, Actor::Staff(Role::Moderator, person), command);
        let asked = app.ask(book, Wish { rows: Rows { texts, ..Rows::default() }, ..wish }).await;
        // Unless it may have been done.
        if !matches!(asked, Ok(_) | Err(Failure::Unknown(_) | Failure::Saved(_))) {
            reviews::give_back(&app.database, book, (review.id, person)).await?;
        }
        asked?;
    }
    move_on(&mut review, person, verdict);
    review.changed = app.now();
    let told = answers(app, founded, (&review, &state.persons)).await?;
    if !reviews::move_on(&app.database, (book, from), &review.row()?, &told).await? {
        return Err(NotDecided::Over);
    }
    Ok(())
}

fn move_on(review: &mut Review, moderator: PersonId, verdict: Verdict) {
    if review.step == Step::Asked {
        review.step = Step::Decided;
        review.said.first = Some(verdict);
        review.decided_by = Some(moderator);
    } else {
        review.step = Step::Closed;
        review.said.second = Some(verdict);
    }
}

/// The mails that it is decided to those whom it concerns: whoever asked, and the initiators if something is done to their
/// initiative, or they appealed. They get it in Dutch unless they said something in another language.
pub(super) async fn answers(
    app: &App,
    founded: &Founded,
    (review, initiators): (&Review, &[PersonId]),
) -> Result<Vec<MailRow>, StoreError> {
    let said = &review.said;
    let Some(verdict) = said.second.as_ref().or(said.first.as_ref()) else { return Ok(Vec::new()) };
    let mut to = Vec::new();
    if review.is_answered() {
        to.push((review.address.clone(), Side::Asker, said.language.as_str()));
    }
    let own = review.own_appeal();
    if own.is_some() || verdict.ruling != Ruling::AsItIs {
        for &person in initiators {
            let known = persons::find(app, founded.book, person).await?;
            let language = own.map_or("nl", |appeal| appeal.language.as_str());
            to.extend(known.and_then(|known| known.email).map(|email| (email, Side::Initiator, language)));
        }
    }
    let (now, mut rows) = (app.now(), Vec::new());
    for (address, side, language) in to {
        let about = About::Decided(Decided {
            book: founded.book,
            programme: founded.slug.clone(),
            review: review.id.to_string(),
            initiative: review.initiative,
            ruling: verdict.ruling,
            side,
        });
        let letter = Letter { language: language.into(), about };
        rows.push(mails::row(now, mails::fresh_id()?, (&address, &letter), later(now, ANSWER))?);
    }
    Ok(rows)
}

/// Whether whoever signed in with this address decided what is appealed against, so that another one has to look at it.
///
/// # Errors
/// The database's.
pub async fn decided_first(
    app: &App,
    book: BookId,
    review: &Review,
    moderator: &str,
) -> Result<bool, StoreError> {
    let persons = persons::of_email(app, book, moderator).await?;
    let is_theirs = persons.iter().any(|(person, _)| review.decided_by == Some(*person));
    Ok(review.step == Step::Appealed && is_theirs)
}

/// Notes what a moderator decided about an initiative without being asked, so that its initiator can appeal to another.
///
/// # Errors
/// The database's.
pub async fn note(
    app: &App,
    (book, initiative): (BookId, InitiativeId),
    (moderator, key): (PersonId, CommandKey),
    verdict: Verdict,
) -> Result<(), StoreError> {
    let said = Said { first: Some(verdict), ..Said::default() };
    let review = Review {
        id: key,
        initiative,
        step: Step::Decided,
        said,
        changed: app.now(),
        address: String::new(),
        person: None,
        decided_by: Some(moderator),
    };
    reviews::put(&app.database, book, &review.row()?).await
}
