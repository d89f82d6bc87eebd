//! Taking down what initiators told: it goes online unread, so a moderator can take it away again, with a reason, against
//! which an initiator may appeal like against any decision.

use super::super::news::{self, News};
use super::super::programmes::Founded;
use super::super::{App, CommandKey, sketches, texts};
use super::decide::{NotDecided, answers, note};
use super::{Ruling, Verdict, find};
use crate::domain::initiative::Initiative;

/// Takes down something that was told, or the pictures of a report, for the moderator who signed in with this address.
///
/// # Errors
/// [`NotDecided::Reason`] without one, [`NotDecided::Over`] if there is nothing to take down; the database's.
pub async fn take_down(
    app: &App,
    (founded, news): (&Founded, &News),
    (moderator, key): (&str, CommandKey),
    reason: &str,
) -> Result<(), NotDecided> {
    texts::check(reason)?;
    let (book, initiative) = (founded.book, news.initiative);
    if news.is_report && news.pictures.is_empty() {
        return Err(NotDecided::Over);
    }
    let state = app.look::<Initiative>(book, initiative).await?.ok_or(NotDecided::Over)?;
    let person = sketches::person_of(app, book, moderator).await?;
    let verdict = Verdict { ruling: Ruling::TakenDown, reason: reason.trim().into() };
    // The reason first: cut off after it, the same form takes it down.
    note(app, (book, initiative), (person, key), verdict).await?;
    let review = find(app, book, key).await?.ok_or(NotDecided::Over)?;
    let told = answers(app, founded, (&review, &state.persons)).await?;
    Ok(news::take_down(app, book, (news.id, initiative), &told).await?)
}
