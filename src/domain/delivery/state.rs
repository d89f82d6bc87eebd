//! What is known of carrying out an initiative: a part of the initiative's state.

use super::super::id::{PersonId, TextId};
use super::super::initiative::{Cause, Initiative, InitiativeStatus};
use super::super::money::{Cents, MoneyError};
use super::super::payments::Payments;
use super::super::refusal::Refusal;
use super::super::thing::Unfit;
use super::super::time::Timestamp;
use super::{DeliveryEvent, Share};
use serde::{Deserialize, Serialize};

/// What an initiative that got its money does with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// What it was funded with.
    pub funded: Cents,
    /// What is paid out and has not come back.
    pub paid: Cents,
    /// Until when to report, as the instant after it; none before the work begins.
    pub report_due: Option<Timestamp>,
    /// The last report.
    pub report: Option<TextId>,
    /// What was spent on each line of the plan, as the last report says; one amount if the plan has no lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<Cents>,
    /// Another plan that was proposed.
    pub change: Option<PlanChange>,
    /// Who proposed to write off what will not come back.
    pub write_off: Option<PersonId>,
    /// How many returns of leftover there were.
    pub runs: u32,
    /// Those, as the bank knows them.
    pub returns: Payments,
    /// The return that is being shared out.
    pub leftover: Option<LeftoverRun>,
}

/// A plan that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChange {
    /// Its story.
    pub story: TextId,
    /// How many lines it has.
    pub lines: usize,
}

/// A return of leftover that is being shared out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftoverRun {
    /// How much came back.
    pub cents: Cents,
    /// The bank's reference.
    pub reference: String,
    /// What was paid and was not back, over which it is shared.
    pub paid: Cents,
    /// How many of the next lots get one cent more.
    pub extra: i64,
    /// What is still to be shared.
    pub left: Cents,
    /// What the lots had paid that have not been passed.
    pub unseen: Cents,
    /// When it was booked.
    pub at: Timestamp,
}

impl LeftoverRun {
    /// The share of a lot that had paid this much, rounded down.
    pub(in super::super) fn share_of(&self, paid: Cents) -> Result<Cents, MoneyError> {
        self.cents.share(paid, self.paid)
    }

    /// Counts a share as given.
    fn pass(&mut self, share: &Share) -> Result<(), Unfit> {
        let more = share.cents.minus(self.share_of(share.paid)?)?;
        self.extra -= more.get();
        self.left = self.left.minus(share.cents)?;
        self.unseen = self.unseen.minus(share.paid)?;
        if more.get() > 1 || self.extra < 0 {
            return Err(Unfit::Other("a share is larger than its part of the leftover"));
        }
        Ok(())
    }
}

impl Delivery {
    /// At the moment it is funded.
    pub fn new(funded: Cents) -> Self {
        Self {
            funded,
            paid: Cents::ZERO,
            report_due: None,
            report: None,
            spent: Vec::new(),
            change: None,
            write_off: None,
            runs: 0,
            returns: Payments::default(),
            leftover: None,
        }
    }

    /// Whether nothing of `cents`, which were paid, has come back or is coming back.
    pub fn is_whole(&self, cents: Cents) -> bool {
        self.paid == cents && self.leftover.is_none()
    }

    fn give_shares(&mut self, shares: &[Share]) -> Result<(), Unfit> {
        let run = self.leftover.as_mut().ok_or(Unfit::Other("no leftover is being returned"))?;
        for share in shares {
            run.pass(share)?;
            self.paid = self.paid.minus(share.cents)?;
        }
        Ok(())
    }

    fn end_run(&mut self) -> Result<(), Unfit> {
        let run = self.leftover.take().ok_or(Unfit::Other("no leftover is being returned"))?;
        if !run.left.is_zero() || !run.unseen.is_zero() || run.extra != 0 {
            return Err(Unfit::Other("the shares do not add up to what came back"));
        }
        Ok(())
    }
}

impl Initiative {
    /// What it does with its money; refused before it got any.
    ///
    /// # Errors
    /// [`Refusal::InitiativeNotInThatState`] then.
    pub fn delivery(&self) -> Result<&Delivery, Refusal> {
        self.delivery.as_deref().ok_or(Refusal::InitiativeNotInThatState { status: self.status })
    }

    /// The same, to change it.
    pub(in super::super) fn delivery_mut(&mut self) -> Result<&mut Delivery, Unfit> {
        self.delivery.as_deref_mut().ok_or(Unfit::Other("the initiative has no money"))
    }

    /// The change an event makes that is about carrying it out.
    pub(in super::super) fn apply_delivery(&mut self, event: &DeliveryEvent) -> Result<(), Unfit> {
        let delivery = self.delivery.as_deref_mut().ok_or(Unfit::Other("the initiative has no money"))?;
        match event {
            DeliveryEvent::PlanChangeProposed { story, lines, .. } => {
                delivery.change = Some(PlanChange { story: story.id, lines: lines.len() });
            }
            DeliveryEvent::PlanChangeApproved { .. } => {
                if let Some(change) = delivery.change.take() {
                    (self.story, self.lines) = (change.story, change.lines);
                }
            }
            DeliveryEvent::PlanChangeRejected { .. } => delivery.change = None,
            DeliveryEvent::Started { report_due, .. } => {
                delivery.report_due = Some(*report_due);
                self.status = InitiativeStatus::InProgress;
            }
            DeliveryEvent::ReportFellDue { .. } => self.status = InitiativeStatus::ReportDue,
            DeliveryEvent::Reported { report, spent, .. } => {
                delivery.report = Some(report.id);
                delivery.spent.clone_from(spent);
                self.status = InitiativeStatus::Reported;
            }
            DeliveryEvent::Closed { .. } => self.status = InitiativeStatus::Closed,
            DeliveryEvent::LeftoverReturnBegun { run, cents, reference, paid, extra, at, .. } => {
                let (reference, left, unseen) = (reference.clone(), *cents, *paid);
                let (cents, paid, extra, at) = (*cents, *paid, *extra, *at);
                delivery.runs = *run;
                delivery.returns.add(&reference, cents);
                delivery.leftover = Some(LeftoverRun { cents, reference, paid, extra, left, unseen, at });
            }
            DeliveryEvent::LeftoverShared { shares, .. } => delivery.give_shares(shares)?,
            DeliveryEvent::LeftoverReturned { .. } => {
                delivery.end_run()?;
                if self.status == InitiativeStatus::NotCarriedOut && delivery.paid.is_zero() {
                    self.status = InitiativeStatus::Ended(Cause::NotCarriedOut);
                    self.granted = Cents::ZERO;
                }
            }
            DeliveryEvent::NotCarriedOut { reason, .. } => {
                if delivery.paid.is_zero() {
                    self.step(InitiativeStatus::Ended(Cause::NotCarriedOut), Some(reason));
                    self.granted = Cents::ZERO;
                } else {
                    self.step(InitiativeStatus::NotCarriedOut, Some(reason));
                }
            }
            DeliveryEvent::WriteOffProposed { by, .. } => delivery.write_off = Some(*by),
            DeliveryEvent::WrittenOff { .. } => self.status = InitiativeStatus::WrittenOff,
        }
        Ok(())
    }
}
