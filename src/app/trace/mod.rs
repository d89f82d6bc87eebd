//! Where money came from, and where it went: from what was paid out for an initiative back to the pledges, the
//! rounds, the budgets and the issuers; and from a budget to every place its cents are in. Both ways add up to the
//! cent, or it is an error. One moment of the database is read, page by page: memory holds sums, and of the lots
//! only what a common pot put in. The list of what can be followed holds all initiatives and budgets, with the stories.

mod back;
mod forward;
mod list;

pub use back::{Back, Gave, Origin, Piece, back};
pub use forward::{Forward, Held, Went, Whereabouts, forward};
pub use list::{List, ListedBudget, ListedInitiative, list};

use super::look;
use crate::domain::initiative::Initiative;
use crate::domain::programme::Programme;
use crate::domain::{BookId, Is, MoneyError, ProgrammeId, Stated, Thing};
use crate::store::{Database, Snapshot, StoreError, Wanted, texts};
use std::collections::BTreeMap;
use std::io;

/// Why money could not be followed.
#[derive(Debug, thiserror::Error)]
pub enum Untraced {
    /// There is no such thing.
    #[error("there is no {0} in this book")]
    Unknown(String),
    /// The sums are not equal. The books themselves are wrong: `check` tells where.
    #[error("it does not add up: {0}; see wijkkas check")]
    Differs(String),
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The lines could not be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl From<MoneyError> for Untraced {
    fn from(error: MoneyError) -> Self {
        Self::Differs(error.to_string())
    }
}

/// The states of some things with their numbers, as of the snapshot; those that do not exist are left out.
async fn states<T: Stated>(
    snapshot: &Snapshot,
    book: BookId,
    ids: impl IntoIterator<Item = T::Id>,
) -> Result<Vec<(i64, T)>, StoreError>
where
    Thing: Is<T>,
{
    let wanted = Wanted { things: ids.into_iter().map(T::key).collect(), ..Wanted::default() };
    look::states(&snapshot.load(book, &wanted).await?.states)
}

/// The state of a thing.
async fn state<T: Stated>(snapshot: &Snapshot, book: BookId, id: T::Id) -> Result<T, Untraced>
where
    Thing: Is<T>,
{
    let found = states(snapshot, book, [id]).await?.pop();
    found.map(|(_, state)| state).ok_or_else(|| Untraced::Unknown(T::key(id).to_string()))
}

/// The titles of initiatives, the first lines of their stories, by number; without those that were erased. Words are
/// no part of the ledger: they are those of now, not of the snapshot, and may be gone.
async fn titles(
    database: &Database,
    book: BookId,
    initiatives: &[(i64, Initiative)],
) -> Result<BTreeMap<i64, String>, StoreError> {
    let stories = texts::find(database, book, initiatives.iter().map(|(_, state)| state.story)).await?;
    let title = |(id, state): &(i64, Initiative)| {
        let story = stories.get(&state.story)?;
        Some((*id, story.body.trim().lines().next().unwrap_or_default().replace('\t', " ")))
    };
    Ok(initiatives.iter().filter_map(title).collect())
}

/// The programme, which knows the issuers' names.
async fn programme(snapshot: &Snapshot, book: BookId) -> Result<Programme, Untraced> {
    state(snapshot, book, ProgrammeId::ONLY).await
}
