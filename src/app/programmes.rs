//! The programmes of a database, each with the book it is in.

use super::App;
use crate::domain::programme::Programme;
use crate::domain::{BookId, ProgrammeId};
use crate::store::{StoreError, books};

/// A programme that was founded.
#[derive(Clone, Debug)]
pub struct Founded {
    /// Its book.
    pub book: BookId,
    /// What the book is called in addresses.
    pub slug: String,
    /// What is known of it.
    pub state: Programme,
}

/// All of them, in the order they were made.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn all(app: &App) -> Result<Vec<Founded>, StoreError> {
    let mut founded = Vec::new();
    for (book, slug) in books::all(&app.database).await? {
        if let Some(state) = of_book(app, book).await? {
            founded.push(Founded { book, slug, state });
        }
    }
    Ok(founded)
}

/// The one of a book; none if nothing was founded in it.
///
/// # Errors
/// As for [`all`].
pub async fn of_book(app: &App, book: BookId) -> Result<Option<Programme>, StoreError> {
    app.look::<Programme>(book, ProgrammeId::ONLY).await
}
