//! After the last resident: the deadline passes, what is funded is paid out, the round ends.

use super::{CliError, Import};
use crate::domain::Timestamp;
use crate::domain::initiative::Initiative;
use crate::jobs;

impl Import {
    /// All campaigns end at the same moment; failed ones return their pledges.
    pub(super) async fn deadline_passes(&self) -> Result<(), CliError> {
        let first = self.app.look::<Initiative>(self.book, Self::initiative(0)).await?;
        // A file without projects has no deadline.
        let Some(until) = first.map(|initiative| initiative.until) else { return Ok(()) };
        self.progress.say("The deadline passes.");
        self.time_passes(until).await
    }

    /// Everything that was not spent lapses to the budget.
    pub(super) async fn round_ends(&self) -> Result<(), CliError> {
        self.progress.say("The round ends, and what is left goes back to the budget.");
        let until = self.round().await?.grace_until;
        self.time_passes(until).await
    }

    async fn time_passes(&self, until: Timestamp) -> Result<(), CliError> {
        self.clock.set(until);
        let done = jobs::run(&self.app, self.book).await?;
        if done.refused > 0 {
            return Err(CliError::Other(format!("{} things that were due were refused", done.refused)));
        }
        Ok(())
    }
}
