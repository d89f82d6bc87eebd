//! Requests to be forgotten whose days to think it over have passed, and erasures that were cut off.

use super::run::Run;
use crate::app::erasure::{self, NotErased, Outcome};
use crate::app::writer::Failure;
use crate::domain::erasure::Erasure;
use crate::domain::{ErasureId, Stated};

/// Carries out a request that is due.
pub async fn work(run: &mut Run<'_>, id: ErasureId) -> Result<(), Failure> {
    let (what, thing) = ("erase", Erasure::key(id));
    match erasure::carry_out(run.app, run.book, id).await {
        Ok(Outcome::Done) => run.note(what, thing, Ok(1)),
        Ok(Outcome::StillInLog) => {
            tracing::warn!(erasure = id.0, "erased, but others still read it in the write-ahead log");
            run.note(what, thing, Ok(1))
        }
        Ok(Outcome::NotYet | Outcome::GivenUp) => Ok(()),
        Err(NotErased::Failed(failure)) => run.note(what, thing, Err(failure)),
        Err(error @ (NotErased::File(_) | NotErased::NoFile)) => {
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
        Err(NotErased::Failed(failure)) => return Err(failure),
        Err(error) => tracing::warn!(%error, "erasures that were begun were not looked after"),
    }
    Ok(())
}
