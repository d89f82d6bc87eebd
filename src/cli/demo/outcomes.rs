//! What becomes of initiatives after their last day: explained, paid out, carried out, reported, or returned.

use super::campaigns::{Campaign, Campaigns};
use super::neighbours::Neighbours;
use super::scene::Scene;
use super::script::Turn;
use super::tell::{self, euros};
use crate::app::leftover::{self, Leftover};
use crate::cli::CliError;
use crate::domain::common::CommonPotCommand;
use crate::domain::delivery::DeliveryCommand;
use crate::domain::initiative::{Cause, Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::payout::{Payee, PayoutCommand, PayoutEvent, Way};
use crate::domain::wallet::WalletCommand;
use crate::domain::{Actor, Cents, Event, InitiativeId};
use jiff::ToSpan;
use jiff::civil::Date;

/// How long the work takes, in days.
const WORK: i64 = 30;
/// What the reading afternoon did not need, in cents.
const LEFT_OVER: i64 = 1130;

impl Campaigns {
    /// Tells which initiatives came further since yesterday, and lets their people act.
    pub async fn follow(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        today: Date,
    ) -> Result<(), CliError> {
        for campaign in &mut self.all {
            let state = campaign.look(scene).await?;
            let told = campaign.told.replace(state.status);
            if told != Some(state.status) && !is_returning(told) {
                campaign.come_further(scene, neighbours, (today, &state)).await?;
            }
            if state.status == InitiativeStatus::InProgress {
                campaign.report(scene, (today, &state)).await?;
            }
        }
        Ok(())
    }
}

/// Whether the end was told when the pledges began to go back.
fn is_returning(told: Option<InitiativeStatus>) -> bool {
    matches!(told, Some(InitiativeStatus::Returning(_)))
}

impl Campaign {
    fn initiator(&self) -> Actor {
        Actor::Initiator(self.initiator)
    }

    async fn come_further(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        (today, state): (Date, &Initiative),
    ) -> Result<(), CliError> {
        let title = self.wanted.title;
        match state.status {
            InitiativeStatus::Reconsidered => self.explain(scene, neighbours, (today, state)).await,
            InitiativeStatus::Funded => {
                let percent = tell::percent(state.pot.get(), state.target.get());
                let paid = euros(self.pay_out(scene, today).await?);
                let has = if percent < 100 {
                    format!("goes ahead with {percent} % of what it asked for")
                } else {
                    "has all it asked for".into()
                };
                let words = format!("“{title}” {has}: two treasurers pay out {paid}");
                tell::diary(today, &words);
                Ok(())
            }
            InitiativeStatus::Returning(cause) | InitiativeStatus::Ended(cause) => {
                let why = match cause {
                    Cause::TooLittleMoney => "has too little at its deadline",
                    Cause::TooLittleSupport => "has too few supporters",
                    Cause::NotExplained => "was not explained in time",
                    // That was told when it was cancelled.
                    Cause::CancelledByInitiator | Cause::CancelledByModerator | Cause::CancelledBySystem => {
                        "gives its money back"
                    }
                    Cause::NotCarriedOut => "will not be carried out",
                };
                tell::diary(
                    today,
                    &format!("“{title}” {why}: every cent goes to the supporter it came from"),
                );
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Between 80 and 100 %: how it can be done with less, or with the help of the common pot.
    async fn explain(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        (today, state): (Date, &Initiative),
    ) -> Result<(), CliError> {
        let (Turn::Explains(how) | Turn::AsksCommonPot(how)) = self.wanted.turn else { return Ok(()) };
        let percent = tell::percent(state.pot.get(), state.target.get());
        tell::diary(today, &format!("“{}” has {percent} %. “{how}”", self.wanted.title));
        let (explanation, rows) = scene.words(Some(self.initiator), how)?;
        let explain = InitiativeCommand::Explain { initiative: self.id, explanation };
        scene.ask_with(self.initiator(), explain, rows).await?;
        match self.wanted.turn {
            Turn::AsksCommonPot(_) => self.ask_common_pot(scene, (today, state)).await,
            _ => self.change_minds(scene, neighbours, today).await,
        }
    }

    /// Supporters may add or withdraw for some days: one does this, another that.
    async fn change_minds(
        &mut self,
        scene: &Scene,
        neighbours: &mut Neighbours,
        today: Date,
    ) -> Result<(), CliError> {
        let title = self.wanted.title;
        if let Some(&leaver) = self.supporters.first()
            && let Some(wallet) = neighbours.all[leaver].wallet
        {
            let withdraw = WalletCommand::Withdraw { wallet, initiative: self.id, cents: None };
            scene.ask(Actor::Resident(wallet), withdraw).await?;
            neighbours.look(scene, &[leaver]).await?;
            tell::diary(today, &format!("one supporter of “{title}” takes the money back"));
        }
        let rich = neighbours.with_money();
        if let Some(&newcomer) = rich.iter().find(|index| !self.supporters.contains(index)) {
            let cents = neighbours.all[newcomer].free.min(500);
            if let Some(given) = self.give(scene, neighbours, (newcomer, cents)).await? {
                tell::diary(
                    today,
                    &format!("a neighbour who had given nothing yet gives it {}", euros(given)),
                );
            }
        }
        Ok(())
    }

    /// A broker proposes, a treasurer approves.
    async fn ask_common_pot(
        &self,
        scene: &Scene,
        (today, state): (Date, &Initiative),
    ) -> Result<(), CliError> {
        let (initiative, cents) = (self.id, state.pot.short_of(state.target));
        let (reason, rows) = scene.words(None, "Dichtbij, en voor iedereen in de wijk.")?;
        let propose = CommonPotCommand::ProposeGrant { initiative, cents, reason };
        scene.ask_with(scene.moderator(), propose, rows).await?;
        scene.ask(scene.treasurer(0), CommonPotCommand::ApproveGrant { initiative, cents }).await?;
        scene.time_passes().await?;
        let title = self.wanted.title;
        tell::diary(today, &format!("the common pot gives “{title}” the missing {}", euros(cents.get())));
        Ok(())
    }

    /// Two treasurers pay it out, and the work begins; answers how many cents it is.
    async fn pay_out(&self, scene: &Scene, today: Date) -> Result<i64, CliError> {
        let (initiative, cents) = (self.id, pay(scene, self.id).await?);
        let planned_end = today.saturating_add(WORK.days());
        scene.ask(self.initiator(), DeliveryCommand::Start { initiative, planned_end }).await?;
        Ok(cents)
    }

    /// A few days after the work: the story of what was done, and what was not needed comes back.
    async fn report(&self, scene: &Scene, (today, state): (Date, &Initiative)) -> Result<(), CliError> {
        let due = state.delivery.as_ref().and_then(|delivery| delivery.report_due);
        let Some(due) = due else { return Ok(()) };
        // The report is due six weeks after the planned end; most write it in the first.
        if today < scene.last_day_before(due).saturating_sub(35.days()) {
            return Ok(());
        }
        let (initiative, paid) = (self.id, state.delivery.as_ref().map_or(0, |delivery| delivery.paid.get()));
        let left = if self.wanted.purpose == "cultuur" { LEFT_OVER } else { 0 };
        let cents = |cents| Cents::new(cents).map_err(|error| CliError::Other(error.to_string()));
        let (report, rows) =
            scene.words(Some(self.initiator), "Het is gelukt, met dank aan iedereen die meedeed!")?;
        let report = DeliveryCommand::Report { initiative, report, spent: vec![cents(paid - left)?] };
        scene.ask_with(self.initiator(), report, rows).await?;
        scene.ask(scene.moderator(), DeliveryCommand::Close { initiative }).await?;
        let title = self.wanted.title;
        tell::diary(today, &format!("“{title}” is done, and reported"));
        if left > 0 {
            let back = Leftover { initiative, cents: cents(left)?, reference: "NL-back".into() };
            let who = (scene.app.fresh_key(), scene.treasurer(0));
            leftover::book(&scene.app, scene.book, who, back).await?;
            scene.time_passes().await?;
            tell::diary(
                today,
                &format!("{} for “{title}” were not needed and go back to who gave them", euros(left)),
            );
        }
        Ok(())
    }
}

/// Two treasurers pay out what an initiative has; answers how many cents it is.
pub async fn pay(scene: &Scene, initiative: InitiativeId) -> Result<i64, CliError> {
    let (payee, rows) = scene.words(None, "Stichting Buurthuis De Spil")?;
    let propose = PayoutCommand::Propose { initiative, way: Way::Kashouder, payee: Payee::Text(payee) };
    let proposed = scene.ask_with(scene.treasurer(0), propose, rows).await?;
    let Some(Event::Payout(PayoutEvent::Proposed { payout, cents, .. })) = proposed.events.first() else {
        return Err(CliError::Other("a payout was not proposed".into()));
    };
    let (payout, cents) = (*payout, *cents);
    scene.time_passes().await?;
    scene.ask(scene.treasurer(1), PayoutCommand::Approve { payout }).await?;
    scene.ask(scene.treasurer(0), PayoutCommand::Send { payout }).await?;
    let reference = format!("NL-{payout:0>4}");
    scene.ask(scene.treasurer(1), PayoutCommand::Execute { payout, reference }).await?;
    scene.time_passes().await?;
    Ok(cents.get())
}
