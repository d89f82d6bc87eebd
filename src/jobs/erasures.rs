//! Requests to be forgotten whose days to think it over have passed, and erasures that were cut off.

use super::run::Run;
use crate::app::erasure::{self, NotErased, Outcome};
use crate::app::writer::Failure;
use crate::domain::erasure::Erasure;
use crate::domain::{ErasureId, Stated};
use crate::store::Storage;

/// Deletes the rows of a request that is due; what is left of it is done for all of them together, at the end
/// of the run.
pub async fn work(run: &mut Run<'_>, id: ErasureId) -> Result<(), Failure> {
    let (what, thing) = ("erase", Erasure::key(id));
    match erasure::carry_out(run.app, run.book, id).await {
        Ok(Outcome::Erased) => {
            run.has_erased = true;
            run.note(what, thing, Ok(1))
        }
        Ok(Outcome::NotYet | Outcome::GivenUp) => Ok(()),
        Err(error) => {
            is_there(run, &error).await?;
            run.give_up(what, thing, &error);
            Ok(())
        }
    }
}

/// Goes on with erasures that were begun and are not done. They hold up nothing else.
pub async fn settle(run: &Run<'_>) -> Result<(), Failure> {
    match erasure::settle(run.app, run.book).await {
        Ok(0) => {}
        Ok(left) => tracing::warn!(left, "erasures that were begun are not done"),
        Err(error) => {
            tracing::warn!(%error, "erasures that were begun were not looked after");
            is_there(run, &error).await?;
        }
    }
    Ok(())
}

/// What fails of an erasure must not hold up deadlines; only a database that is away, or a program that is
/// stopping, ends the run.
async fn is_there(run: &Run<'_>, error: &NotErased) -> Result<(), Failure> {
    match error {
        NotErased::Failed(Failure::Stopped) => Err(Failure::Stopped),
        NotErased::Failed(_) => Ok(run.app.database.head(run.book).await.map(drop)?),
        NotErased::File(_) | NotErased::NoFile => Ok(()),
    }
}
