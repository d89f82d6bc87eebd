//! What is known of a cheque.

use super::super::calendar::Zone;
use super::super::event::Event;
use super::super::id::{BudgetId, ChequeId, LotId, RoundId, WalletId};
use super::super::money::Cents;
use super::super::refusal::Refusal;
use super::super::round::{Round, RoundEvent, RoundStatus};
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::{ChequeEvent, NewCode, ReversedTo};
use serde::{Deserialize, Serialize};

/// Where a cheque is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChequeStatus {
    /// In the post or in a drawer.
    Issued,
    /// Money in somebody's wallet.
    Activated(WalletId, LotId),
    /// Worthless for now: its value stays with the round, in case that is undone.
    Voided,
    /// Its value went back to the budget.
    Lapsed,
    /// Its round was called off.
    Withdrawn,
}

/// A cheque.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cheque {
    /// Where it is in its life.
    pub status: ChequeStatus,
    /// Its round.
    pub round: RoundId,
    /// The budget it is from.
    pub budget: BudgetId,
    /// What it is worth: less than at first, or nothing, if a reversal could not take everything back.
    pub cents: Cents,
    /// Counts its codes, from 1: a new code ends the one before.
    pub generation: u32,
    /// The version of the key its code is made with.
    pub key_version: u32,
    /// Counts the tries to find a code that is not taken, from 0.
    pub attempt: u32,
    /// Whether its letter came back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undeliverable: bool,
    /// Until when it can be activated, as the instant after it, if that is longer than the rest of its round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_until: Option<Timestamp>,
}

impl Cheque {
    /// Whether its value is with the round, neither activated nor gone back.
    pub fn holds_value(&self) -> bool {
        matches!(self.status, ChequeStatus::Issued | ChequeStatus::Voided)
    }

    /// Whether it lapses when its round closes.
    pub fn lapses_with_round(&self) -> bool {
        self.holds_value() && self.extended_until.is_none()
    }

    /// Until when it can be activated, as the instant after it.
    pub fn until(&self, round: &Round) -> Timestamp {
        self.extended_until.unwrap_or(round.grace_until)
    }

    /// Refuses unless it can be activated at `now`.
    ///
    /// # Errors
    /// Why not: [`Refusal::ChequeActivated`], [`Refusal::ChequeVoided`], [`Refusal::ChequeExpired`],
    /// [`Refusal::RoundCancelled`] or [`Refusal::RoundNotOpen`].
    pub fn check_activation(&self, round: &Round, now: Timestamp, zone: &Zone) -> Result<(), Refusal> {
        self.check_issued(round, zone)?;
        self.check_time(round, now, zone)
    }

    /// Refuses unless it is in the post or in a drawer.
    pub(in super::super) fn check_issued(&self, round: &Round, zone: &Zone) -> Result<(), Refusal> {
        match self.status {
            ChequeStatus::Issued => Ok(()),
            ChequeStatus::Activated(..) => Err(Refusal::ChequeActivated),
            ChequeStatus::Voided => Err(Refusal::ChequeVoided),
            ChequeStatus::Lapsed => Err(self.expired(round, zone)),
            ChequeStatus::Withdrawn => Err(Refusal::RoundCancelled),
        }
    }

    /// Refuses a code that is not the present one. A voided cheque says so to all its codes: no letter with a
    /// later one is on its way.
    ///
    /// # Errors
    /// [`Refusal::CodeReplaced`], or [`Refusal::ChequeVoided`] if the cheque is voided.
    pub fn check_code(&self, generation: u32) -> Result<(), Refusal> {
        if generation == self.generation {
            return Ok(());
        }
        let voided = self.status == ChequeStatus::Voided;
        Err(if voided { Refusal::ChequeVoided } else { Refusal::CodeReplaced })
    }

    /// Refuses unless cheques like this can be activated at `now`.
    pub(in super::super) fn check_time(
        &self,
        round: &Round,
        now: Timestamp,
        zone: &Zone,
    ) -> Result<(), Refusal> {
        match round.status {
            RoundStatus::Drafted | RoundStatus::Checked | RoundStatus::Issuing | RoundStatus::Issued => {
                Err(Refusal::RoundNotOpen)
            }
            RoundStatus::Open
            | RoundStatus::Grace
            | RoundStatus::Closing
            | RoundStatus::Closed
            | RoundStatus::Settled => {
                if now < self.until(round) {
                    Ok(())
                } else {
                    Err(self.expired(round, zone))
                }
            }
            RoundStatus::Cancelling | RoundStatus::Cancelled => Err(Refusal::RoundCancelled),
        }
    }

    fn expired(&self, round: &Round, zone: &Zone) -> Refusal {
        Refusal::ChequeExpired { last_day: zone.last_day_before(self.until(round)) }
    }

    fn take_code(&mut self, code: NewCode) {
        self.generation = code.generation;
        self.key_version = code.key_version;
        self.attempt = code.attempt;
        self.undeliverable = false;
    }

    fn apply_own(&mut self, event: &ChequeEvent) {
        match event {
            ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation) => {
                self.status = ChequeStatus::Activated(activation.wallet, activation.lot);
                self.undeliverable = false;
            }
            ChequeEvent::MarkedUndeliverable { .. } => self.undeliverable = true,
            ChequeEvent::UndeliverableUndone { .. } => self.undeliverable = false,
            ChequeEvent::Replaced { code, .. } => self.take_code(*code),
            ChequeEvent::Extended { until, .. } => self.extended_until = Some(*until),
            ChequeEvent::Voided { .. } => self.status = ChequeStatus::Voided,
            ChequeEvent::VoidUndone { .. } => self.status = ChequeStatus::Issued,
            ChequeEvent::ActivationReversed { cents, to, .. } => match to {
                ReversedTo::Unactivated(code) => {
                    self.status = ChequeStatus::Issued;
                    self.cents = *cents;
                    self.take_code(*code);
                }
                ReversedTo::Budget => self.status = ChequeStatus::Lapsed,
            },
            ChequeEvent::Lapsed { .. } => self.status = ChequeStatus::Lapsed,
        }
    }
}

impl Stated for Cheque {
    type Id = ChequeId;
    const KIND: Kind = Kind::Cheque;

    fn born(id: ChequeId, event: &Event) -> Option<Self> {
        let Event::Round(RoundEvent::ChequesIssued { round, budget, each, key_version, attempts, .. }) =
            event
        else {
            return None;
        };
        let attempt = attempts.iter().find(|(cheque, _)| *cheque == id).map_or(0, |(_, attempt)| *attempt);
        Some(Self {
            status: ChequeStatus::Issued,
            round: *round,
            budget: *budget,
            cents: *each,
            generation: 1,
            key_version: *key_version,
            attempt,
            undeliverable: false,
            extended_until: None,
        })
    }

    fn apply(&mut self, _: ChequeId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Cheque(event) => self.apply_own(event),
            Event::Round(event) => match event {
                RoundEvent::ChequesLapsed { .. } => self.status = ChequeStatus::Lapsed,
                RoundEvent::ChequesWithdrawn { .. } => self.status = ChequeStatus::Withdrawn,
                RoundEvent::ChequesIssued { .. } => {
                    return Err(Unfit::Other("a cheque with this number exists"));
                }
                RoundEvent::Drafted { .. }
                | RoundEvent::ListChecked { .. }
                | RoundEvent::IssueBegun { .. }
                | RoundEvent::Issued { .. }
                | RoundEvent::LettersReleased { .. }
                | RoundEvent::GraceBegun { .. }
                | RoundEvent::ClosingBegun { .. }
                | RoundEvent::Closed { .. }
                | RoundEvent::FinallySettled { .. }
                | RoundEvent::CancelBegun { .. }
                | RoundEvent::Cancelled { .. } => {}
            },
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => {}
        }
        Ok(())
    }

    fn due(&self) -> Option<Timestamp> {
        self.extended_until.filter(|_| self.holds_value())
    }
}
