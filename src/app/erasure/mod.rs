//! Erasing what is known of people: asked for, carried out after some days to think it over, and repeated when
//! an older copy of the database was put back.
//!
//! Four steps, each on disk before the next:
//! 1. the file of erasures says *begun*;
//! 2. the event is written and the rows are deleted, in one transaction;
//! 3. what the rows left in the database's files is overwritten, which takes patience while others read;
//! 4. the file says *done*.
//!
//! Cut off after 1, nothing is erased, the request is still due and the next run of the jobs begins again;
//! cut off after 2 or 3, the file shows an erasure that is not done, and the next run goes on with 3. Step 3 is the
//! dear one and is done once for all that are begun. The file
//! comes first because the other way round a failure could leave an erasure of which the file knows nothing,
//! and no copy that is put back would be erased again. What it costs: if the machine and its database are lost
//! between 1 and 2, repeating the file erases what had not been erased. Its time had come, and if it was kept
//! after all the file says *given up*.

mod file;
mod replay;
mod request;

pub use file::{ErasureFile, FileError, Step, Subject, Told};
pub use replay::{Replayed, replay};
pub use request::{ask, requests};

use super::writer::{Failure, Rows};
use super::{App, Wish, persons};
use crate::domain::erasure::{Erasure, ErasureCommand, ErasureStatus};
use crate::domain::{Actor, BookId, ErasureId};
use crate::store::{Erased, Storage, StorageTx, StoreError, books, erasables, residue};
use request::ask_for_the_rest;
use std::time::Duration;

/// How long to wait for those who read what is in the write-ahead log, and how often.
const PATIENCE: (Duration, u32) = (Duration::from_millis(100), 10);

/// Why something was not erased.
#[derive(Debug, thiserror::Error)]
pub enum NotErased {
    /// The file outside the database.
    #[error("nothing is erased that is not written down outside the database: {0}")]
    File(#[from] FileError),
    /// There is no such file in the configuration.
    #[error(
        "nothing is erased that is not written down outside the database: say where, with --erasures FILE"
    )]
    NoFile,
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotErased {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The rows are deleted; [`settle`] does what is left.
    Erased,
    /// The days to think it over have not passed.
    NotYet,
    /// Something must be kept, or it was withdrawn.
    GivenUp,
}

/// Begins a request whose time has come, and deletes its rows. When all that are due are begun, [`settle`] finishes
/// them together.
///
/// # Errors
/// [`NotErased::NoFile`] or [`NotErased::File`] before anything is erased; what the domain refuses; the writer's and
/// the database's.
pub async fn carry_out(app: &App, book: BookId, id: ErasureId) -> Result<Outcome, NotErased> {
    let file = app.erasures.as_deref().ok_or(NotErased::NoFile)?;
    let Some(state) = app.look::<Erasure>(book, id).await? else { return Ok(Outcome::GivenUp) };
    if state.status != ErasureStatus::CoolingOff {
        return Ok(Outcome::GivenUp);
    }
    if app.now() < state.until {
        return Ok(Outcome::NotYet);
    }
    let subject =
        Subject { book: slug(app, book).await?, erasure: id, person: state.person, texts: state.texts };
    file.append(app.now(), Step::Begun, &subject)?;
    // A key of its own each time: what is refused today must not be so tomorrow.
    let wish = Wish::new(app.fresh_key(), Actor::System, ErasureCommand::Erase { erasure: id });
    let rows = Rows { addresses: addresses(app, book, &subject).await?, ..Rows::default() };
    app.ask(book, Wish { rows, ..wish }).await?;
    Ok(Outcome::Erased)
}

/// Where mails to the person go, as long as their row is there. One that cannot be read is erased all the same.
async fn addresses(app: &App, book: BookId, subject: &Subject) -> Result<Vec<String>, StoreError> {
    let Some(person) = subject.person else { return Ok(Vec::new()) };
    match persons::find(app, book, person).await {
        Ok(known) => {
            let email = known.and_then(|person| person.email);
            Ok(email.iter().map(|address| persons::same_email(address)).collect())
        }
        Err(StoreError::Corrupt(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

async fn slug(app: &App, book: BookId) -> Result<String, StoreError> {
    books::slug(&app.database, book).await?.ok_or(StoreError::NoBook(book))
}

/// Goes on with all erasures of a book that were begun and are not done; how many are still not: because somebody
/// is reading the write-ahead log they are in, or because their rows were not deleted yet.
///
/// # Errors
/// The file's, what the domain refuses of requests for the rest, the writer's and the database's; the erasures
/// behind the one that failed wait for the next time.
pub async fn settle(app: &App, book: BookId) -> Result<usize, NotErased> {
    let Some(file) = app.erasures.as_deref() else { return Ok(0) };
    let told = file.read()?;
    if told.steps.iter().all(|(_, step)| *step != Step::Begun) {
        return Ok(0);
    }
    let (slug, mut erased, mut left) = (slug(app, book).await?, Vec::new(), 0);
    for (subject, _) in
        told.steps.iter().filter(|(subject, step)| *step == Step::Begun && subject.book == slug)
    {
        match status(app, book, subject).await? {
            // The request is due: what is due is begun again.
            Some(ErasureStatus::CoolingOff) => left += 1,
            Some(ErasureStatus::Withdrawn | ErasureStatus::Kept) => {
                file.append(app.now(), Step::GivenUp, subject)?;
            }
            Some(ErasureStatus::Erased) | None => erased.push(subject),
        }
    }
    finish(app, book, file, &erased).await.map(|unfinished| left + unfinished)
}

/// What became of the request in the database; none if it does not know it.
async fn status(app: &App, book: BookId, subject: &Subject) -> Result<Option<ErasureStatus>, StoreError> {
    let state = app.look::<Erasure>(book, subject.erasure).await?;
    // In a database that was put back the number may be that of another request, or of none.
    let same = |state: &Erasure| state.person == subject.person && state.texts == subject.texts;
    Ok(state.filter(same).map(|state| state.status))
}

/// Finishes what was begun, wherever it was cut off; how many are not finished.
async fn finish(
    app: &App,
    book: BookId,
    file: &ErasureFile,
    erased: &[&Subject],
) -> Result<usize, NotErased> {
    if erased.is_empty() {
        return Ok(0);
    }
    for subject in erased {
        delete(app, book, subject).await?;
    }
    if !clean(app).await? {
        return Ok(erased.len());
    }
    // One that fails holds up no other.
    let mut failed = None;
    for subject in erased {
        if let Err(error) = conclude(app, book, file, subject).await {
            failed.get_or_insert(error);
        }
    }
    failed.map_or(Ok(0), Err)
}

/// Asks for what was written meanwhile, and says that it is done.
async fn conclude(app: &App, book: BookId, file: &ErasureFile, subject: &Subject) -> Result<(), NotErased> {
    ask_for_the_rest(app, book, subject).await?;
    file.append(app.now(), Step::Done, subject)?;
    Ok(())
}

/// Deletes the rows of an erasure; answers how many there still were.
async fn delete(app: &App, book: BookId, subject: &Subject) -> Result<u64, StoreError> {
    let erased = Erased {
        persons: subject.person.into_iter().collect(),
        texts: subject.texts.clone(),
        addresses: addresses(app, book, subject).await?,
    };
    let mut tx = Storage::begin(&app.database).await?;
    let deleted = erasables::erase(&mut tx, book, &erased).await?;
    tx.commit().await?;
    Ok(deleted)
}

/// Overwrites what deleted words left in the database's files; false if somebody still reads the write-ahead
/// log. On PostgreSQL that takes `VACUUM FULL`, which locks: the operator chooses when.
///
/// # Errors
/// The database's.
pub async fn clean(app: &App) -> Result<bool, StoreError> {
    clean_tables(app, residue::WORDS).await
}

/// The same for these tables.
///
/// # Errors
/// The database's.
pub async fn clean_tables(app: &App, tables: &[&str]) -> Result<bool, StoreError> {
    residue::rewrite(&app.database, tables).await?;
    let (pause, times) = PATIENCE;
    for _ in 0..times {
        if residue::cut_log(&app.database).await? {
            return Ok(true);
        }
        tokio::time::sleep(pause).await;
    }
    Ok(false)
}
