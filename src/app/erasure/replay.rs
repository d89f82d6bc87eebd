//! Repeating the erasures of a file, after an older copy of the database was put back.

use super::super::App;
use super::{ErasureFile, FileError, NotErased, Step, Told, clean, delete};
use crate::store::books;

/// What repeating a file did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Erasures in the file that were not given up.
    pub erasures: usize,
    /// Rows that were there again, and were deleted.
    pub rows: u64,
    /// Books in the file that this database does not have.
    pub unknown_books: Vec<String>,
    /// Lines that were cut off, of steps not taken.
    pub cut_off: usize,
    /// Whether nothing is left in the database's write-ahead log.
    pub clean: bool,
}

/// Repeats all erasures of a file, after an older copy of the database was put back. Doing it again does
/// nothing more. The whole file is read before anything is erased: one that is damaged, or says nothing, is an
/// error.
///
/// # Errors
/// [`NotErased::File`] if the file cannot be read, is damaged or says nothing; the database's.
pub async fn replay(app: &App, file: &ErasureFile) -> Result<Replayed, NotErased> {
    let Told { steps, cut_off } = file.read()?;
    if steps.is_empty() {
        return Err(FileError::Empty { path: file.path().to_owned() }.into());
    }
    let mut replayed = Replayed { cut_off, ..Replayed::default() };
    for (subject, _) in steps.iter().filter(|(_, step)| *step != Step::GivenUp) {
        let Some(book) = books::find(&app.database, &subject.book).await? else {
            if !replayed.unknown_books.contains(&subject.book) {
                replayed.unknown_books.push(subject.book.clone());
            }
            continue;
        };
        replayed.rows += delete(app, book, subject).await?;
        replayed.erasures += 1;
    }
    replayed.clean = clean(app).await?;
    Ok(replayed)
}
