//! Looking at things as they were last written. Decisions never use this: the writer has its own view.

use super::App;
use crate::domain::programme::Programme;
use crate::domain::{BookId, Entry, Is, Key, ProgrammeId, Stated, Thing};
use crate::store::{Database, StateRow, Storage, StoreError, Wanted};

/// What to do about a state that is not as this program writes it.
pub const IF_OF_ANOTHER_VERSION: &str =
    "if another version of wijkkas wrote it, run `wijkkas rebuild` first, which makes it again from the log";

impl App {
    /// The state of a thing, none if it does not exist.
    ///
    /// # Errors
    /// As for [`App::look_all`].
    pub async fn look<T: Stated>(&self, book: BookId, id: T::Id) -> Result<Option<T>, StoreError>
    where
        Thing: Is<T>,
    {
        Ok(self.look_all(book, [id]).await?.pop().map(|(_, state)| state))
    }

    /// The states of many things with their numbers, in the order of these; those that do not exist are left
    /// out.
    ///
    /// # Errors
    /// The database's; [`StoreError::Corrupt`] if a row cannot be read.
    pub async fn look_all<T: Stated>(
        &self,
        book: BookId,
        ids: impl IntoIterator<Item = T::Id>,
    ) -> Result<Vec<(i64, T)>, StoreError>
    where
        Thing: Is<T>,
    {
        let wanted = Wanted { things: ids.into_iter().map(T::key).collect(), ..Wanted::default() };
        let mut rows = self.database.load(book, &wanted).await?.states;
        rows.sort_unstable_by_key(|row| row.key);
        states(&rows)
    }

    /// The row of a thing as it is stored, none if it does not exist.
    ///
    /// # Errors
    /// The database's.
    pub async fn look_raw(&self, book: BookId, key: Key) -> Result<Option<StateRow>, StoreError> {
        let wanted = Wanted { things: [key].into(), ..Wanted::default() };
        Ok(self.database.load(book, &wanted).await?.states.pop())
    }
}

/// The programme of a book, none before it is founded.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if its state cannot be read.
pub async fn programme(database: &Database, book: BookId) -> Result<Option<Programme>, StoreError> {
    let wanted = Wanted { things: [Programme::key(ProgrammeId::ONLY)].into(), ..Wanted::default() };
    let row = database.load(book, &wanted).await?.states.pop();
    let entry = row.as_ref().map(read).transpose()?;
    Ok(entry.and_then(|entry| entry.thing.is().cloned()))
}

/// Reads stored states of one kind, with the numbers of the things.
///
/// # Errors
/// As for [`read`].
pub fn states<T: Stated>(rows: &[StateRow]) -> Result<Vec<(i64, T)>, StoreError>
where
    Thing: Is<T>,
{
    let state = |row: &StateRow| Ok(read(row)?.thing.is().cloned().map(|state: T| (row.key.id, state)));
    rows.iter().filter_map(|row| state(row).transpose()).collect()
}

/// Reads a stored state.
///
/// # Errors
/// [`StoreError::Corrupt`] if its JSON is not that of its kind. States have no versions, since they can be made again.
pub fn read(row: &StateRow) -> Result<Entry, StoreError> {
    Entry::decode(row.key.kind, &row.body).map_err(|error| {
        let key = row.key;
        StoreError::Corrupt(format!("the state of {key}: {error}; {IF_OF_ANOTHER_VERSION}"))
    })
}
