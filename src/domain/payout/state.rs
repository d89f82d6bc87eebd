//! What is known of a payout.

use super::super::event::Event;
use super::super::id::{InitiativeId, PayoutId, PersonId};
use super::super::money::{Cents, MoneyError};
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::super::wallet::Portion;
use super::{Payee, PayoutEvent, Source, Way};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a payout is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PayoutStatus {
    /// The pot is being set aside.
    Reserving,
    /// Waiting for a second treasurer.
    Ready,
    /// Waiting to be sent to the bank.
    Approved,
    /// At the bank.
    Sent,
    /// The bank paid; it is being booked.
    Executing,
    /// Paid.
    Executed,
    /// The money is going back to the pot.
    Rejecting,
    /// The money is in the pot again.
    Rejected,
    /// The bank returned the money; it is being booked.
    Reopening,
    /// Set aside again, and waiting to be sent once more.
    ReturnedByBank,
}

/// The rest of a sentence that begins with "the payout".
impl fmt::Display for PayoutStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reserving => "is still being set aside",
            Self::Ready => "waits for a second treasurer to approve it",
            Self::Approved => "is approved, but not sent to the bank yet",
            Self::Sent => "is at the bank",
            Self::Executing => "was paid by the bank and is being booked",
            Self::Executed => "has been paid",
            Self::Rejecting => "was rejected, and its money is going back to the initiative",
            Self::Rejected => "was rejected, and its money is with the initiative again",
            Self::Reopening => "was returned by the bank and is being booked",
            Self::ReturnedByBank => "was returned by the bank and can be sent once more or rejected",
        })
    }
}

/// A payout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payout {
    /// Where it is in its life.
    pub status: PayoutStatus,
    /// For what.
    pub initiative: InitiativeId,
    /// How it is paid.
    pub way: Way,
    /// To whom.
    pub payee: Payee,
    /// How much.
    pub cents: Cents,
    /// From which budgets.
    pub sources: Vec<Source>,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// The bank's references of its executions; more than one if the bank returned it and it was sent again.
    pub executions: Vec<String>,
    /// The bank's references of its returns.
    pub returns: Vec<String>,
    /// What is set aside at present.
    pub payable: Cents,
    /// What is booked as paid at present.
    pub paid: Cents,
}

fn total(legs: &[Portion]) -> Result<Cents, MoneyError> {
    Cents::sum(legs.iter().map(|leg| leg.cents))
}

impl Payout {
    fn apply_own(&mut self, event: &PayoutEvent) -> Result<(), Unfit> {
        match event {
            PayoutEvent::Proposed { .. } => return Err(Unfit::Other("a payout with this number exists")),
            PayoutEvent::LotsReserved { legs, .. } => self.payable = self.payable.plus(total(legs)?)?,
            PayoutEvent::Ready { .. } => {
                if self.payable != self.cents {
                    return Err(Unfit::Other("another amount is set aside than was proposed"));
                }
                self.status = PayoutStatus::Ready;
            }
            PayoutEvent::Approved { by, .. } => {
                self.status = PayoutStatus::Approved;
                self.approved_by = Some(*by);
            }
            PayoutEvent::Sent { .. } => self.status = PayoutStatus::Sent,
            PayoutEvent::ExecutionBegun { reference, .. } => {
                self.status = PayoutStatus::Executing;
                self.executions.push(reference.clone());
            }
            PayoutEvent::LotsPaid { legs, .. } => {
                self.payable = self.payable.minus(total(legs)?)?;
                self.paid = self.paid.plus(total(legs)?)?;
            }
            PayoutEvent::Executed { .. } => self.status = PayoutStatus::Executed,
            PayoutEvent::RejectionBegun { .. } => self.status = PayoutStatus::Rejecting,
            PayoutEvent::LotsReleased { legs, .. } => self.payable = self.payable.minus(total(legs)?)?,
            PayoutEvent::Rejected { .. } => self.status = PayoutStatus::Rejected,
            PayoutEvent::BankReturnBegun { reference, .. } => {
                self.status = PayoutStatus::Reopening;
                self.returns.push(reference.clone());
            }
            PayoutEvent::LotsReopened { legs, .. } => {
                self.paid = self.paid.minus(total(legs)?)?;
                self.payable = self.payable.plus(total(legs)?)?;
            }
            PayoutEvent::ReturnedByBank { .. } => self.status = PayoutStatus::ReturnedByBank,
        }
        Ok(())
    }
}

impl Stated for Payout {
    type Id = PayoutId;
    const KIND: Kind = Kind::Payout;

    fn born(_: PayoutId, event: &Event) -> Option<Self> {
        let Event::Payout(PayoutEvent::Proposed { initiative, by, way, payee, cents, sources, .. }) = event
        else {
            return None;
        };
        Some(Self {
            status: PayoutStatus::Reserving,
            initiative: *initiative,
            way: *way,
            payee: payee.clone(),
            cents: *cents,
            sources: sources.clone(),
            proposed_by: *by,
            approved_by: None,
            executions: Vec::new(),
            returns: Vec::new(),
            payable: Cents::ZERO,
            paid: Cents::ZERO,
        })
    }

    fn apply(&mut self, _: PayoutId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Payout(event) => self.apply_own(event),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => Ok(()),
        }
    }

    /// Pages that were begun are due at once, so that they go on after a crash.
    fn due(&self) -> Option<Timestamp> {
        match self.status {
            PayoutStatus::Reserving
            | PayoutStatus::Executing
            | PayoutStatus::Rejecting
            | PayoutStatus::Reopening => Some(Timestamp::from_ms(0)),
            PayoutStatus::Ready
            | PayoutStatus::Approved
            | PayoutStatus::Sent
            | PayoutStatus::Executed
            | PayoutStatus::Rejected
            | PayoutStatus::ReturnedByBank => None,
        }
    }
}
