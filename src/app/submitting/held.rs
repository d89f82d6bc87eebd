//! Holding a sketch while it is submitted: a mark in its row, by which everybody who would change it knows that.

use super::super::writer::Failure;
use super::super::{App, CommandKey, Wish};
use super::sketches::Sketch;
use super::{NotSubmitted, UNDER_WAY, edit, filled_in, written};
use crate::domain::initiative::InitiativeCommand;
use crate::domain::{Actor, BookId, InitiativeId, SketchId};
use crate::store::StoreError;
use crate::store::submitting::{self, OnItsWay};
use serde::{Deserialize, Serialize};

/// What every version of this program writes of it; and what holds a sketch that is submitted at this moment, under a key
/// that nothing is asked for with, for as long as anything may be on its way.
#[derive(Serialize, Deserialize)]
pub struct Mark {
    /// A key as it is written: it says when it was made.
    pub key: String,
}

/// Submits it while it says what it says: what a moderator reads is what is in the books, and what neighbours will see.
///
/// # Errors
/// As for [`super::submit`].
pub async fn submit(
    app: &App,
    book: BookId,
    (id, initiative): (SketchId, InitiativeId),
    drafted: Option<Sketch>,
) -> Result<(), NotSubmitted> {
    let mark = written(&Mark { key: app.fresh_key().to_string() })?;
    submitting::hold(&app.database, book, id, &mark).await?;
    let submitted = submit_as_it_is(app, book, (id, initiative), drafted).await;
    // What nobody knows the end of may be submitted yet.
    if !matches!(submitted, Err(NotSubmitted::Failed(Failure::Unknown(_)))) {
        submitting::forget(&app.database, book, id, &mark).await?;
    }
    submitted
}

/// Takes off the mark of a process that ended while it held a sketch; answers whether nobody holds it any more.
///
/// # Errors
/// The database's.
pub async fn let_go(app: &App, book: BookId, id: SketchId) -> Result<bool, StoreError> {
    let Some(OnItsWay { asked: Some(stored), initiative: Some(_) }) =
        submitting::find(&app.database, book, id).await?
    else {
        return Ok(false);
    };
    let mark = serde_json::from_str::<Mark>(&stored).ok().and_then(|mark| CommandKey::parse(&mark.key));
    if mark.is_some_and(|key| app.now().ms() - key.made().ms() <= UNDER_WAY) {
        return Ok(false);
    }
    submitting::forget(&app.database, book, id, &stored).await?;
    Ok(true)
}

/// Submits what is filled in at this moment: that may be more than was `drafted`, from another tab perhaps.
async fn submit_as_it_is(
    app: &App,
    book: BookId,
    (id, initiative): (SketchId, InitiativeId),
    drafted: Option<Sketch>,
) -> Result<(), NotSubmitted> {
    let sketched = filled_in(app, book, id).await?;
    if drafted.as_ref() != Some(&sketched.sketch) {
        edit(app, book, (&sketched, initiative)).await?;
    }
    let submit = InitiativeCommand::Submit { initiative };
    app.ask(book, Wish::new(app.fresh_key(), Actor::Initiator(sketched.person), submit)).await?;
    Ok(())
}
