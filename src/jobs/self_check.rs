//! Proves all books now and then without anybody asking for it, as `wijkkas check` does when it is asked.

use crate::app::App;
use crate::app::check::{self, Means};
use crate::app::replay::Unproven;
use crate::domain::Timestamp;
use crate::store::{StoreError, books, self_checks};

/// After how many milliseconds a proof that did not end is held to be cut off, and begun again: six hours, in which
/// more than a thousand million events are proven.
const GIVEN_UP: i64 = 6 * 60 * 60 * 1000;

/// What was proven, and what was not.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many events of all books.
    pub events: i64,
    /// The first difference of each place: the place, and the difference in words. They can have ids of persons' money
    /// in them.
    pub differences: Vec<(String, String)>,
}

impl Checked {
    /// Takes down what came of proving one place; an error is one of the database.
    fn note<T>(&mut self, place: &str, result: Result<T, Unproven>) -> Result<Option<T>, StoreError> {
        match result {
            Ok(proven) => Ok(Some(proven)),
            Err(unproven) => {
                self.differences.push((place.into(), unproven.difference()?));
                Ok(None)
            }
        }
    }
}

/// Proves the database and all its books if the last time began more than `every` milliseconds ago, and if no other
/// process is at it; none otherwise. Memory grows with the things that are alive.
///
/// # Errors
/// The database's; it is begun again after some hours then.
pub async fn run(app: &App, every: i64) -> Result<Option<Checked>, StoreError> {
    let begun = app.now();
    let ago = |ms: i64| begun.checked_add_ms(-ms).unwrap_or(Timestamp::MIN);
    let database = &app.database;
    if !self_checks::take_turn(database, begun, (ago(every), ago(GIVEN_UP))).await? {
        return Ok(None);
    }
    let mut checked = Checked::default();
    // Where a table is missing nothing else can be asked.
    let has_tables = checked.note("the database", check::schema(database).await)?.is_some();
    if has_tables {
        prove_rows(app, &mut checked).await?;
    }
    self_checks::ended(database, begun, app.now()).await?;
    Ok(Some(checked))
}

async fn prove_rows(app: &App, checked: &mut Checked) -> Result<(), StoreError> {
    let database = &app.database;
    checked.note("the database", check::damage(database).await)?;
    for (book, slug) in books::all(database).await? {
        let mut means = Means { keys: Some(&app.keys), acks: None, kept: &[], watch: &|_| () };
        let proven = check::prove(database, book, &mut means).await;
        if let Some(proven) = checked.note(&format!("book {slug}"), proven)? {
            checked.events += proven.events;
        }
    }
    checked.note("the database", check::strays(database).await)?;
    Ok(())
}
