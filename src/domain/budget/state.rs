//! What is known of a budget.

use super::super::cheque::{ChequeEvent, ReversedTo};
use super::super::event::Event;
use super::super::id::{BudgetId, IssuerId, PersonId};
use super::super::money::Cents;
use super::super::payments::Payments;
use super::super::round::RoundEvent;
use super::super::thing::{Kind, Stated, Unfit};
use super::super::wallet::{LapsesTo, WalletEvent};
use super::{BudgetEvent, Conditions};
use serde::{Deserialize, Serialize};

/// A budget. What it holds on the books is `free` and `reserved` together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Whose it is.
    pub issuer: IssuerId,
    /// What it may be used for.
    pub conditions: Conditions,
    /// What can be put in a round.
    pub free: Cents,
    /// What is set aside for cheques of a round that is being issued.
    pub reserved: Cents,
    /// What somebody proposed to give back to the issuer.
    pub proposed_return: Option<ProposedReturn>,
    /// What came in from the issuer.
    pub receipts: Payments,
    /// What went back to the issuer.
    pub returns: Payments,
}

/// Money that is to go back to the issuer, once a second person approves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedReturn {
    /// Who proposed it.
    pub by: PersonId,
    /// How much.
    pub cents: Cents,
    /// The reference of the payment.
    pub reference: String,
}

impl Budget {
    /// Whether it was made for this payment, and not topped up with it.
    pub(super) fn began_with(&self, reference: &str) -> bool {
        self.receipts.iter().next().is_some_and(|(first, _)| first == reference)
    }

    fn apply_own(&mut self, id: BudgetId, event: &BudgetEvent) -> Result<(), Unfit> {
        match event {
            BudgetEvent::Received { .. } => {}
            BudgetEvent::ToppedUp { cents, reference, .. } => {
                self.free = self.free.plus(*cents)?;
                self.receipts.add(reference, *cents);
            }
            BudgetEvent::ReturnProposed { by, cents, reference, .. } => {
                let (by, cents, reference) = (*by, *cents, reference.clone());
                self.proposed_return = Some(ProposedReturn { by, cents, reference });
            }
            BudgetEvent::Returned { cents, reference, .. } => {
                self.free = self.free.minus(*cents)?;
                self.returns.add(reference, *cents);
                self.proposed_return = None;
            }
            BudgetEvent::CarriedOver { budget, into, cents } => {
                if *budget == id {
                    self.free = self.free.minus(*cents)?;
                }
                if *into == id {
                    self.free = self.free.plus(*cents)?;
                }
            }
        }
        Ok(())
    }

    fn apply_round(&mut self, id: BudgetId, event: &RoundEvent) -> Result<(), Unfit> {
        match event {
            RoundEvent::IssueBegun { parts, .. } => {
                for part in parts.iter().filter(|part| part.budget == id) {
                    self.free = self.free.minus(part.cents)?;
                    self.reserved = self.reserved.plus(part.cents)?;
                }
            }
            RoundEvent::ChequesIssued { cents, .. } => self.reserved = self.reserved.minus(*cents)?,
            RoundEvent::ChequesLapsed { cents, .. } | RoundEvent::ChequesWithdrawn { cents, .. } => {
                self.free = self.free.plus(*cents)?;
            }
            RoundEvent::Drafted { .. }
            | RoundEvent::ListChecked { .. }
            | RoundEvent::Issued { .. }
            | RoundEvent::LettersReleased { .. }
            | RoundEvent::GraceBegun { .. }
            | RoundEvent::ClosingBegun { .. }
            | RoundEvent::Closed { .. }
            | RoundEvent::FinallySettled { .. }
            | RoundEvent::CancelBegun { .. }
            | RoundEvent::Cancelled { .. } => {}
        }
        Ok(())
    }
}

/// What comes back to the budget.
fn from_wallet(event: &WalletEvent) -> Cents {
    match event {
        WalletEvent::LotLapsed { cents, to: LapsesTo::Budget, .. } => *cents,
        WalletEvent::LotLapsed { to: LapsesTo::CommonPot, .. }
        | WalletEvent::Pledged { .. }
        | WalletEvent::Withdrawn { .. }
        | WalletEvent::ReturnedByReversal { .. }
        | WalletEvent::GivenToCommonPot { .. } => Cents::ZERO,
    }
}

/// What comes back to the budget.
fn from_cheque(event: &ChequeEvent) -> Cents {
    match event {
        ChequeEvent::Lapsed { cents, .. }
        | ChequeEvent::ActivationReversed { cents, to: ReversedTo::Budget, .. } => *cents,
        ChequeEvent::ActivationReversed { to: ReversedTo::Unactivated(_), .. }
        | ChequeEvent::Activated(_)
        | ChequeEvent::ActivatedByStandingChoice(_)
        | ChequeEvent::MarkedUndeliverable { .. }
        | ChequeEvent::UndeliverableUndone { .. }
        | ChequeEvent::Replaced { .. }
        | ChequeEvent::Extended { .. }
        | ChequeEvent::Voided { .. }
        | ChequeEvent::VoidUndone { .. } => Cents::ZERO,
    }
}

impl Stated for Budget {
    type Id = BudgetId;
    const KIND: Kind = Kind::Budget;

    fn born(_: BudgetId, event: &Event) -> Option<Self> {
        let Event::Budget(BudgetEvent::Received { issuer, cents, reference, conditions, .. }) = event else {
            return None;
        };
        let mut receipts = Payments::default();
        receipts.add(reference, *cents);
        Some(Self {
            issuer: *issuer,
            conditions: conditions.clone(),
            free: *cents,
            reserved: Cents::ZERO,
            proposed_return: None,
            receipts,
            returns: Payments::default(),
        })
    }

    fn apply(&mut self, id: BudgetId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Budget(event) => self.apply_own(id, event)?,
            Event::Round(event) => self.apply_round(id, event)?,
            Event::Wallet(event) => self.free = self.free.plus(from_wallet(event))?,
            Event::Cheque(event) => self.free = self.free.plus(from_cheque(event))?,
            Event::Programme(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => {}
        }
        Ok(())
    }
}
