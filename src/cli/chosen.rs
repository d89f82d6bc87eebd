//! Which books a subcommand is about.

use super::config::CliError;
use crate::app::look;
use crate::domain::BookId;
use crate::store::{Database, StoreError, books};

/// A book, and what it is called.
pub type Book = (BookId, String);

/// The book called `slug`, or the only one whose name begins with it; all of them without. Refused if there is none,
/// since then it is the wrong database.
pub async fn books(database: &Database, slug: Option<&str>) -> Result<Vec<Book>, CliError> {
    match slug {
        Some(slug) => Ok(vec![called(database, slug).await?]),
        None => all(database).await,
    }
}

async fn all(database: &Database) -> Result<Vec<Book>, CliError> {
    let all = books::all(database).await?;
    if all.is_empty() {
        return Err(CliError::Other("there are no books in this database: is it the right one?".into()));
    }
    Ok(all)
}

/// The book called `slug`, or the only one whose name begins with it: some names are the SHA-256 of a file.
pub async fn called(database: &Database, slug: &str) -> Result<Book, CliError> {
    let all = all(database).await?;
    let exact = all.iter().filter(|(_, name)| name == slug);
    let begun = all.iter().filter(|(_, name)| !slug.is_empty() && name.starts_with(slug));
    let found: Vec<&Book> = if exact.clone().next().is_some() { exact.collect() } else { begun.collect() };
    let (why, books) = match found.as_slice() {
        [book] => return Ok((*book).clone()),
        [] => (format!("there is no book {slug:?} in this database; there are"), all.iter().collect()),
        _ => (format!("several books begin with {slug:?}: say more of its name"), found),
    };
    Err(CliError::Other(format!("{why}\n{}", listed(database, &books).await?)))
}

/// The book called `slug`, or the only one there is.
pub async fn one(database: &Database, slug: Option<&str>) -> Result<Book, CliError> {
    let mut all = books(database, slug).await?;
    match all.pop() {
        Some(book) if all.is_empty() => Ok(book),
        last => {
            all.extend(last);
            let names = listed(database, &all.iter().collect::<Vec<_>>()).await?;
            let why = "there are several books: say which with --book, the beginning of its name is enough";
            Err(CliError::Other(format!("{why}\n{names}")))
        }
    }
}

/// Books to choose from, one a line, with the name of each one's programme.
async fn listed(database: &Database, books: &[&Book]) -> Result<String, StoreError> {
    let mut lines = Vec::new();
    for (book, slug) in books {
        let programme = look::programme(database, *book).await?;
        lines.push(format!("  {slug}  {}", programme.map_or("(not founded yet)".into(), |known| known.name)));
    }
    Ok(lines.join("\n"))
}
