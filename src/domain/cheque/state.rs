//! What is known of a cheque.

use super::super::event::Event;
use super::super::id::{BudgetId, ChequeId, LotId, RoundId, WalletId};
use super::super::money::Cents;
use super::super::round::RoundEvent;
use super::super::thing::{Kind, Stated, Unfit};
use super::ChequeEvent;
use serde::{Deserialize, Serialize};

/// Where a cheque is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChequeStatus {
    /// In the post or in a drawer.
    Issued,
    /// Money in somebody's wallet.
    Activated(WalletId, LotId),
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
    /// What it is worth.
    pub cents: Cents,
    /// Counts its codes, from 1: a new code ends the one before.
    pub generation: u32,
    /// The version of the key its code is made with.
    pub key_version: u32,
    /// Counts the tries to find a code that is not taken, from 0.
    pub attempt: u32,
}

impl Cheque {
    /// Whether it lapses when its round closes.
    pub fn lapses_with_round(&self) -> bool {
        self.status == ChequeStatus::Issued
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
        })
    }

    fn apply(&mut self, _: ChequeId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Cheque(event) => match event {
                ChequeEvent::Activated(activation) => {
                    self.status = ChequeStatus::Activated(activation.wallet, activation.lot);
                }
                ChequeEvent::Lapsed { .. } => self.status = ChequeStatus::Lapsed,
            },
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
                | RoundEvent::CancelBegun { .. }
                | RoundEvent::Cancelled { .. } => {}
            },
            Event::Programme(_) | Event::Budget(_) | Event::Wallet(_) | Event::Initiative(_) => {}
        }
        Ok(())
    }
}
