//! Which books a subcommand is about.

use super::config::CliError;
use crate::domain::BookId;
use crate::store::{Database, books};

/// The book called `slug`, or all of them; refused if there is none, since then it is the wrong database.
pub async fn books(database: &Database, slug: Option<&str>) -> Result<Vec<(BookId, String)>, CliError> {
    let mut all = books::all(database).await?;
    if let Some(slug) = slug {
        all.retain(|(_, name)| name == slug);
        if all.is_empty() {
            return Err(CliError::Other(format!("there is no book {slug} in this database")));
        }
    }
    if all.is_empty() {
        return Err(CliError::Other("there are no books in this database: is it the right one?".into()));
    }
    Ok(all)
}
