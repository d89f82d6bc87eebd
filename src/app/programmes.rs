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
        founded.extend(of_book(app, book, slug).await?);
    }
    Ok(founded)
}

/// The one of a book; none if nothing was founded in it.
///
/// # Errors
/// As for [`all`].
pub async fn find(app: &App, book: BookId) -> Result<Option<Founded>, StoreError> {
    match books::slug(&app.database, book).await? {
        Some(slug) => of_book(app, book, slug).await,
        None => Ok(None),
    }
}

/// The one called `slug` in addresses; none if there is none.
///
/// # Errors
/// As for [`all`].
pub async fn called(app: &App, slug: &str) -> Result<Option<Founded>, StoreError> {
    // PostgreSQL has no such words.
    if slug.contains('\0') {
        return Ok(None);
    }
    match books::find(&app.database, slug).await? {
        Some(book) => of_book(app, book, slug.to_string()).await,
        None => Ok(None),
    }
}

async fn of_book(app: &App, book: BookId, slug: String) -> Result<Option<Founded>, StoreError> {
    let state = app.look::<Programme>(book, ProgrammeId::ONLY).await?;
    Ok(state.map(|state| Founded { book, slug, state }))
}
