//! What is known of a round.

use super::super::cheque::{ChequeEvent, ReversedTo};
use super::super::event::Event;
use super::super::id::{AreaId, BudgetId, ChequeId, IssuerId, RoundId};
use super::super::money::{Cents, MoneyError};
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::{PartCounts, RoundEvent};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a round is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundStatus {
    /// Planned.
    Drafted,
    /// The list is checked.
    Checked,
    /// Cheques are being made.
    Issuing,
    /// All cheques exist, the letters are not out.
    Issued,
    /// Cheques can be activated.
    Open,
    /// They still can, although the date in the letter passed.
    Grace,
    /// Cheques that were not activated are lapsing.
    Closing,
    /// Closed for activation.
    Closed,
    /// Closed, and nothing of it is saved or pledged any more.
    Settled,
    /// Cheques are being withdrawn.
    Cancelling,
    /// Called off.
    Cancelled,
}

/// The rest of a sentence that begins with "the round".
impl fmt::Display for RoundStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Drafted => "is planned, and its list of households is not checked yet",
            Self::Checked => "has a checked list, but its cheques are not made yet",
            Self::Issuing => "is making its cheques",
            Self::Issued => "has its cheques, but the letters are not released yet",
            Self::Open => "is open, and its cheques can be activated",
            Self::Grace => "is in its days of grace, and its cheques can still be activated",
            Self::Closing => "is over, and what was not activated is going back to the budgets",
            Self::Closed => "is over",
            Self::Settled => "is over, and all of its money has been used or went back",
            Self::Cancelling => "was called off, and its cheques are being withdrawn",
            Self::Cancelled => "was called off",
        })
    }
}

/// One budget's cheques in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The budget.
    pub budget: BudgetId,
    /// Whose it is.
    pub issuer: IssuerId,
    /// What one cheque is worth.
    pub each: Cents,
    /// How many are planned.
    pub planned: i64,
    /// How many exist.
    pub issued: i64,
    /// How many are activated.
    pub activated: i64,
    /// What became lots with them, less what came back free when an activation was taken back.
    pub activated_cents: Cents,
    /// How many activations were taken back, whatever became of the cheques since.
    pub reversed: i64,
    /// How many lapsed or were withdrawn.
    pub lapsed: i64,
    /// What went back to the budget with them: of a cheque whose activation was taken back, only what was free.
    pub lapsed_cents: Cents,
}

impl Part {
    /// What its cheques are worth that can still be activated, or still lapse.
    ///
    /// # Errors
    /// If the state is of no book: more became lots or lapsed than was issued.
    pub fn unactivated(&self) -> Result<Cents, MoneyError> {
        self.each.times(self.issued)?.minus(self.activated_cents)?.minus(self.lapsed_cents)
    }

    fn lapse(&mut self, cheques: i64, cents: Cents) -> Result<(), Unfit> {
        self.lapsed += cheques;
        self.lapsed_cents = self.lapsed_cents.plus(cents)?;
        Ok(())
    }
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Where it is in its life.
    pub status: RoundStatus,
    /// Whose common pot gets unspent savings.
    pub area: AreaId,
    /// The version of the rules it keeps: those it was planned under, since they stand in its letters.
    pub rules: u32,
    /// The budgets.
    pub parts: Vec<Part>,
    /// The keyed hash of the checked list for this round, 64 hexadecimal digits.
    pub list: Option<String>,
    /// The first of its cheques, all numbered in a row, part after part.
    pub first_cheque: ChequeId,
    /// Long work has been done up to this cheque.
    pub next_cheque: ChequeId,
    /// The version of the key its codes are made with.
    pub key_version: u32,
    /// The date in the letter, as the instant after it; 0 before the letters are out.
    pub activate_until: Timestamp,
    /// The end of the grace.
    pub grace_until: Timestamp,
}

impl Round {
    /// How many cheques are planned in all.
    pub fn planned(&self) -> i64 {
        self.parts.iter().map(|part| part.planned).sum()
    }

    /// The part a cheque belongs to, and the first cheque after that part.
    pub fn part_of(&self, cheque: ChequeId) -> Option<(usize, ChequeId)> {
        let mut end = self.first_cheque.0;
        for (index, part) in self.parts.iter().enumerate() {
            end += part.planned;
            if (self.first_cheque.0..end).contains(&cheque.0) {
                return Some((index, ChequeId(end)));
            }
        }
        None
    }

    /// Whether all cheques have been gone through.
    pub fn is_through(&self) -> bool {
        self.next_cheque.0 >= self.first_cheque.0 + self.planned()
    }

    /// The figures of every part.
    pub fn figures(&self) -> Vec<PartCounts> {
        let figures = |part: &Part| PartCounts {
            budget: part.budget,
            issued: part.issued,
            activated: part.activated,
            lapsed: part.lapsed,
        };
        self.parts.iter().map(figures).collect()
    }

    fn part_mut(&mut self, budget: BudgetId) -> Result<&mut Part, Unfit> {
        let part = self.parts.iter_mut().find(|part| part.budget == budget);
        part.ok_or(Unfit::Other("the round has no cheques of this budget"))
    }

    fn apply_own(&mut self, event: &RoundEvent) -> Result<(), Unfit> {
        match event {
            RoundEvent::Drafted { .. } => {}
            RoundEvent::ListChecked { cheques, list, .. } => {
                self.status = RoundStatus::Checked;
                self.list = Some(list.clone());
                for (part, planned) in self.parts.iter_mut().zip(cheques) {
                    part.planned = *planned;
                }
            }
            RoundEvent::IssueBegun { first_cheque, key_version, .. } => {
                self.status = RoundStatus::Issuing;
                self.first_cheque = *first_cheque;
                self.next_cheque = *first_cheque;
                self.key_version = *key_version;
            }
            RoundEvent::ChequesIssued { budget, first, count, .. } => {
                self.part_mut(*budget)?.issued += count;
                self.next_cheque = ChequeId(first.0 + count);
            }
            RoundEvent::Issued { .. } => self.status = RoundStatus::Issued,
            RoundEvent::LettersReleased { activate_until, grace_until, .. } => {
                self.status = RoundStatus::Open;
                self.activate_until = *activate_until;
                self.grace_until = *grace_until;
            }
            RoundEvent::GraceBegun { .. } => self.status = RoundStatus::Grace,
            RoundEvent::ClosingBegun { .. } => {
                self.status = RoundStatus::Closing;
                self.next_cheque = self.first_cheque;
            }
            RoundEvent::ChequesLapsed { budget, first, count, cheques, cents, .. } => {
                self.part_mut(*budget)?.lapse(cheques.len() as i64, *cents)?;
                self.next_cheque = ChequeId(first.0 + count);
            }
            RoundEvent::Closed { .. } => self.status = RoundStatus::Closed,
            RoundEvent::FinallySettled { .. } => self.status = RoundStatus::Settled,
            RoundEvent::CancelBegun { .. } => {
                self.status = RoundStatus::Cancelling;
                self.next_cheque = self.first_cheque;
            }
            RoundEvent::ChequesWithdrawn { budget, first, count, cents, .. } => {
                self.part_mut(*budget)?.lapse(*count, *cents)?;
                self.next_cheque = ChequeId(first.0 + count);
            }
            RoundEvent::Cancelled { .. } => self.status = RoundStatus::Cancelled,
        }
        Ok(())
    }
}

impl Stated for Round {
    type Id = RoundId;
    const KIND: Kind = Kind::Round;

    fn born(_: RoundId, event: &Event) -> Option<Self> {
        let Event::Round(RoundEvent::Drafted { area, parts, rules, .. }) = event else { return None };
        let parts = parts.iter().map(|share| Part {
            budget: share.budget,
            issuer: share.issuer,
            each: share.each,
            planned: 0,
            issued: 0,
            activated: 0,
            activated_cents: Cents::ZERO,
            reversed: 0,
            lapsed: 0,
            lapsed_cents: Cents::ZERO,
        });
        Some(Self {
            status: RoundStatus::Drafted,
            area: *area,
            rules: *rules,
            parts: parts.collect(),
            list: None,
            first_cheque: ChequeId(0),
            next_cheque: ChequeId(0),
            key_version: 0,
            activate_until: Timestamp::from_ms(0),
            grace_until: Timestamp::from_ms(0),
        })
    }

    fn apply(&mut self, _: RoundId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Round(event) => self.apply_own(event)?,
            Event::Cheque(event) => match event {
                ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation) => {
                    let part = self.part_mut(activation.budget)?;
                    part.activated += 1;
                    part.activated_cents = part.activated_cents.plus(activation.cents)?;
                }
                ChequeEvent::ActivationReversed { budget, cents, to, .. } => {
                    let part = self.part_mut(*budget)?;
                    part.activated -= 1;
                    part.activated_cents = part.activated_cents.minus(*cents)?;
                    part.reversed += 1;
                    if *to == ReversedTo::Budget {
                        part.lapse(1, *cents)?;
                    }
                }
                ChequeEvent::Lapsed { budget, cents, .. } => self.part_mut(*budget)?.lapse(1, *cents)?,
                ChequeEvent::MarkedUndeliverable { .. }
                | ChequeEvent::UndeliverableUndone { .. }
                | ChequeEvent::Replaced { .. }
                | ChequeEvent::Extended { .. }
                | ChequeEvent::Voided { .. }
                | ChequeEvent::VoidUndone { .. } => {}
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

    /// Long work that was begun is due at once, so that it goes on after a crash. From closing on the jobs look
    /// whether money of the round is still on its way.
    fn due(&self) -> Option<Timestamp> {
        match self.status {
            RoundStatus::Open => Some(self.activate_until),
            RoundStatus::Grace | RoundStatus::Closed => Some(self.grace_until),
            RoundStatus::Issuing | RoundStatus::Closing | RoundStatus::Cancelling => {
                Some(Timestamp::from_ms(0))
            }
            RoundStatus::Drafted
            | RoundStatus::Checked
            | RoundStatus::Issued
            | RoundStatus::Settled
            | RoundStatus::Cancelled => None,
        }
    }
}
