//! Proves all books now and then without anybody asking for it, as `wijkkas check` does when it is asked.

use crate::app::App;
use crate::app::check::{self, Means};
use crate::app::replay::Unproven;
use crate::domain::Timestamp;
use crate::store::{Storage as _, StoreError, books, self_checks};
use std::time::Duration;

/// How often whoever proves them says that they are still at it.
const SIGN: Duration = Duration::from_mins(1);
/// After how many milliseconds without a sign a proof was cut off, and is begun again; so is one that could not be
/// finished.
const GONE: i64 = 5 * 60 * 1000;

/// When the books are proven, and how much of them.
#[derive(Clone, Copy, Debug)]
pub struct SelfCheck {
    /// How many milliseconds after the last proof began.
    pub every: i64,
    /// The most events of a book: proving keeps about half a kilobyte for each, beside everything else that runs here.
    pub most_events: i64,
}

/// What was proven, and what was not.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Whether the proof before this one did not end.
    pub was_cut_off: bool,
    /// How many events of all books.
    pub events: i64,
    /// Why it could not be finished, if it could not.
    pub failed: Option<String>,
    /// Books that have too many events to be proven here.
    pub too_long: Vec<String>,
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

/// Proves the database and all its books if it is time, and if no other process is at it; none otherwise. If it cannot be
/// finished it is tried again soon, and what was found until then is told.
///
/// # Errors
/// The database's, if it was not even begun.
pub async fn run(app: &App, wanted: SelfCheck) -> Result<Option<Checked>, StoreError> {
    let begun = app.now();
    let ago = |ms: i64| begun.checked_add_ms(-ms).unwrap_or(Timestamp::MIN);
    let database = &app.database;
    let was_cut_off = self_checks::is_unended(database).await?;
    if !self_checks::take_turn(database, begun, (ago(wanted.every), ago(GONE))).await? {
        return Ok(None);
    }
    let mut checked = Checked { was_cut_off, ..Checked::default() };
    let proven = tokio::select! {
        proven = prove_all(app, wanted.most_events, &mut checked) => proven,
        // It was thought to be gone, as after a machine slept.
        () = say_at_it(app, begun) => return Ok(None),
    };
    checked.failed = proven.err().map(|error| error.to_string());
    if checked.failed.is_none()
        && let Err(error) = self_checks::ended(database, begun, app.now()).await
    {
        checked.failed = Some(error.to_string());
    }
    Ok(Some(checked))
}

/// Says now and then that somebody is at it, until somebody else is. If the database does not take that, the proof goes on
/// all the same.
async fn say_at_it(app: &App, begun: Timestamp) {
    loop {
        tokio::time::sleep(SIGN).await;
        match self_checks::at_it(&app.database, begun, app.now()).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "it could not be noted that the books are being proven"),
        }
    }
}

/// Where a table is missing, or the file is damaged, nothing else can be asked.
async fn prove_all(app: &App, most_events: i64, checked: &mut Checked) -> Result<(), StoreError> {
    let database = &app.database;
    if checked.note("the database", check::schema(database).await)?.is_none()
        || checked.note("the database", check::damage(database).await)?.is_none()
    {
        return Ok(());
    }
    for (book, slug) in books::all(database).await? {
        let place = format!("book {slug}");
        let head = database.head(book).await.map_err(Unproven::Store);
        let Some(head) = checked.note(&place, head)? else { continue };
        if head.seq > most_events {
            checked.too_long.push(slug);
            continue;
        }
        let mut means = Means { keys: Some(&app.keys), acks: None, kept: &[], watch: &|_| () };
        let proven = check::prove(database, book, &mut means).await;
        if let Some(proven) = checked.note(&place, proven)? {
            checked.events += proven.events;
        }
    }
    checked.note("the database", check::strays(database).await)?;
    Ok(())
}
