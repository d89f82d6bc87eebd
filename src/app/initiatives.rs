//! Initiatives as people read them: what they are about and how far they are.

use super::App;
use crate::domain::initiative::Initiative;
use crate::domain::{BookId, InitiativeId, TextId};
use crate::store::{StoreError, TextRow, texts};
use crate::views::initiatives as view;

/// An initiative with its words.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its number.
    pub id: InitiativeId,
    /// What is known of it.
    pub state: Initiative,
    /// The first line of its story; empty if the story was erased.
    pub title: String,
    /// The rest of its story.
    pub story: String,
    /// Why the common pot gave it something; empty if it did not, or the reason was erased.
    pub granted_for: String,
}

/// An initiative; none if there is none with this number.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn find(app: &App, book: BookId, id: InitiativeId) -> Result<Option<Told>, StoreError> {
    Ok(find_all(app, book, [id]).await?.pop())
}

/// Those with these numbers, in their order; numbers of none are left out.
///
/// # Errors
/// As for [`find`].
pub async fn find_all(
    app: &App,
    book: BookId,
    ids: impl IntoIterator<Item = InitiativeId>,
) -> Result<Vec<Told>, StoreError> {
    let states = app.look_all::<Initiative>(book, ids).await?;
    with_words(app, book, states.into_iter().map(|(id, state)| (InitiativeId(id), state)).collect()).await
}

/// Adds their words to initiatives.
///
/// # Errors
/// As for [`find`].
pub async fn with_words(
    app: &App,
    book: BookId,
    states: Vec<(InitiativeId, Initiative)>,
) -> Result<Vec<Told>, StoreError> {
    let mut ids: Vec<TextId> = states.iter().map(|(_, state)| state.story).collect();
    ids.extend(states.iter().filter_map(|(_, state)| state.granted_for));
    let words = texts::find(&app.database, book, ids).await?;
    let told = |(id, state): (InitiativeId, Initiative)| {
        let (title, story) = words.get(&state.story).map(halves).unwrap_or_default();
        let reason = state.granted_for.and_then(|id| words.get(&id));
        Told { id, title, story, granted_for: reason.map(|row| row.body.clone()).unwrap_or_default(), state }
    };
    Ok(states.into_iter().map(told).collect())
}

/// At most `limit` initiatives of a book that go on, those whose step ends first at first.
///
/// # Errors
/// As for [`find`].
pub async fn going_on(app: &App, book: BookId, limit: usize) -> Result<Vec<Told>, StoreError> {
    ending_first(app, book, view::going_on(&app.database, book, limit).await?).await
}

/// At most `limit` of those that take something at this step, those whose step ends first at first. Perhaps it ended
/// just now, and its outcome is not written yet.
///
/// # Errors
/// As for [`find`].
pub async fn taking(app: &App, book: BookId, limit: usize) -> Result<Vec<Told>, StoreError> {
    ending_first(app, book, view::taking(&app.database, book, limit).await?).await
}

async fn ending_first(app: &App, book: BookId, ids: Vec<InitiativeId>) -> Result<Vec<Told>, StoreError> {
    let mut told = find_all(app, book, ids).await?;
    told.sort_by_key(|told| (told.state.until, told.id));
    Ok(told)
}

/// The title and what follows it.
fn halves(row: &TextRow) -> (String, String) {
    let (title, story) = row.body.trim().split_once('\n').unwrap_or((row.body.trim(), ""));
    (title.trim().to_string(), story.trim().to_string())
}
