//! After the last resident: the deadline passes, what is funded is paid out, the round ends.

use super::words::Words;
use super::{CliError, Import, moment, progress};
use crate::app::Wish;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::payout::{Payee, PayoutCommand, PayoutEvent, Way};
use crate::domain::{Actor, Event, InitiativeId, PayoutId, Role};
use crate::jobs;

impl Import {
    /// All campaigns end at the same moment; failed ones return their pledges.
    pub(super) async fn deadline_passes(&self) -> Result<(), CliError> {
        let first = self.app.look::<Initiative>(self.book, Self::initiative(0)).await?;
        // A file without projects has no deadline.
        let Some(until) = first.map(|initiative| initiative.until) else { return Ok(()) };
        progress::say("The deadline passes.");
        self.clock.set(until);
        self.do_what_is_due().await?;
        progress::say("What is funded is paid out.");
        for project in 0..self.ballot.projects.len() {
            let initiative = Self::initiative(project);
            let state = self.app.look::<Initiative>(self.book, initiative).await?;
            let failed = |state: Initiative| matches!(state.status, InitiativeStatus::Ended(_));
            if !state.is_none_or(failed) {
                self.pay_out(project, initiative).await?;
            }
        }
        Ok(())
    }

    /// Two treasurers pay out what is in the pot, as it is.
    async fn pay_out(&self, project: usize, initiative: InitiativeId) -> Result<(), CliError> {
        let [one, other] =
            ["treasurer", "second treasurer"].map(|who| Actor::Staff(Role::Treasurer, self.person(who)));
        let payout = self.propose(project, initiative, one).await?;
        self.do_what_is_due().await?;
        self.ask(&format!("approve payout {payout}"), other, PayoutCommand::Approve { payout }).await?;
        self.ask(&format!("send payout {payout}"), one, PayoutCommand::Send { payout }).await?;
        let reference = format!("payout-{payout}");
        let execute = PayoutCommand::Execute { payout, reference };
        self.ask(&format!("execute payout {payout}"), one, execute).await?;
        self.do_what_is_due().await
    }

    async fn propose(
        &self,
        project: usize,
        initiative: InitiativeId,
        treasurer: Actor,
    ) -> Result<PayoutId, CliError> {
        let id = self.names.text(&format!("payee {project}"), moment(project));
        let name = format!("Who carries out project {}", project + 1);
        let words = Words { id, author: None, text: &name };
        let key = self.names.key(&format!("propose payout {project}"));
        let propose = |payee| {
            let (way, payee) = (Way::LegalPerson, Payee::Text(payee));
            Wish::new(key, treasurer, PayoutCommand::Propose { initiative, way, payee })
        };
        let answer = self.ask_in_words(&words, propose).await?;
        let Some(Event::Payout(PayoutEvent::Proposed { payout, .. })) = answer.events.first() else {
            return Err(CliError::Other(format!("there is a payout of initiative {initiative} already")));
        };
        Ok(*payout)
    }

    /// Everything that was not spent lapses to the budget.
    pub(super) async fn round_ends(&self) -> Result<(), CliError> {
        progress::say("The round ends, and what is left goes back to the budget.");
        let until = self.round().await?.grace_until;
        self.clock.set(until);
        self.do_what_is_due().await
    }

    async fn do_what_is_due(&self) -> Result<(), CliError> {
        let done = jobs::run(&self.app, self.book).await?;
        if done.refused > 0 {
            return Err(CliError::Other(format!("{} things that were due were refused", done.refused)));
        }
        Ok(())
    }
}
