//! What is in the pot of an initiative, and how events change it.

use super::super::common::{CommonPotEvent, Grant};
use super::super::id::BudgetId;
use super::super::money::Cents;
use super::super::payout::PayoutEvent;
use super::super::thing::Unfit;
use super::super::wallet::WalletEvent;
use super::{Initiative, InitiativeStatus};

impl Initiative {
    fn grow(&mut self, budget: BudgetId, cents: Cents) -> Result<(), Unfit> {
        self.pot = self.pot.plus(cents)?;
        match self.budgets.iter_mut().find(|(id, _)| *id == budget) {
            Some((_, held)) => *held = held.plus(cents)?,
            None => self.budgets.push((budget, cents)),
        }
        Ok(())
    }

    pub(super) fn shrink(&mut self, legs: impl Iterator<Item = (BudgetId, Cents)>) -> Result<Cents, Unfit> {
        let mut total = Cents::ZERO;
        for (budget, cents) in legs {
            total = total.plus(cents)?;
            let held = self.budgets.iter_mut().find(|(id, _)| *id == budget);
            let (_, held) = held.ok_or(Unfit::Other("the pot holds nothing of this budget"))?;
            *held = held.minus(cents)?;
        }
        self.pot = self.pot.minus(total)?;
        Ok(total)
    }

    pub(super) fn apply_wallet(&mut self, event: &WalletEvent) -> Result<(), Unfit> {
        match event {
            WalletEvent::Pledged { legs, residents, households, own, .. } => {
                for leg in legs {
                    self.grow(leg.budget, leg.cents)?;
                    if *own {
                        self.own = self.own.plus(leg.cents)?;
                    }
                }
                self.residents += residents;
                self.households += households;
            }
            WalletEvent::Withdrawn { legs, residents, households, own, .. } => {
                let total = self.shrink(legs.iter().map(|leg| (leg.budget, leg.cents)))?;
                if *own {
                    self.own = self.own.minus(total)?;
                }
                self.residents -= residents;
                self.households -= households;
            }
            WalletEvent::ReturnedByReversal { leg, residents, households, own, .. } => {
                let total = self.shrink(std::iter::once((leg.budget, leg.cents)))?;
                if *own {
                    self.own = self.own.minus(total)?;
                }
                self.residents -= residents;
                self.households -= households;
            }
            WalletEvent::LotLapsed { .. } | WalletEvent::GivenToCommonPot { .. } => {}
        }
        Ok(())
    }

    pub(super) fn apply_payout(&mut self, event: &PayoutEvent) -> Result<(), Unfit> {
        match event {
            PayoutEvent::Proposed { payout, .. } | PayoutEvent::BankReturnBegun { payout, .. } => {
                self.status = InitiativeStatus::PayoutPending(*payout);
            }
            PayoutEvent::LotsReserved { legs, .. } => {
                self.shrink(legs.iter().map(|leg| (leg.budget, leg.cents)))?;
            }
            PayoutEvent::LotsReleased { legs, .. } => {
                for leg in legs {
                    self.grow(leg.budget, leg.cents)?;
                }
            }
            PayoutEvent::LotsPaid { legs, .. } => {
                let delivery = self.delivery_mut()?;
                delivery.paid = delivery.paid.plus(Cents::sum(legs.iter().map(|leg| leg.cents))?)?;
            }
            PayoutEvent::LotsReopened { legs, .. } => {
                let delivery = self.delivery_mut()?;
                delivery.paid = delivery.paid.minus(Cents::sum(legs.iter().map(|leg| leg.cents))?)?;
            }
            PayoutEvent::Rejected { .. } => self.status = InitiativeStatus::Funded,
            PayoutEvent::Executed { .. } => {
                let has_begun = self.delivery_mut()?.report_due.is_some();
                self.status = if has_begun { InitiativeStatus::InProgress } else { InitiativeStatus::Paid };
            }
            PayoutEvent::Ready { .. }
            | PayoutEvent::Approved { .. }
            | PayoutEvent::Sent { .. }
            | PayoutEvent::ExecutionBegun { .. }
            | PayoutEvent::RejectionBegun { .. }
            | PayoutEvent::ReturnedByBank { .. } => {}
        }
        Ok(())
    }

    pub(super) fn apply_common_pot(&mut self, event: &CommonPotEvent) -> Result<(), Unfit> {
        match event {
            CommonPotEvent::GrantProposed { by, cents, reason, .. } => {
                let (given, reason) = (Cents::ZERO, reason.id);
                self.grant = Some(Grant { by: *by, cents: *cents, reason, approved: false, given });
            }
            CommonPotEvent::GrantApproved { .. } => self.grant_mut()?.approved = true,
            CommonPotEvent::LotsGranted { legs, .. } => {
                for leg in legs {
                    self.grow(leg.budget, leg.cents)?;
                    let grant = self.grant_mut()?;
                    grant.given = grant.given.plus(leg.cents)?;
                    self.granted_for = Some(grant.reason);
                    self.granted = self.granted.plus(leg.cents)?;
                }
            }
            CommonPotEvent::GrantRejected { .. }
            | CommonPotEvent::GrantFinished { .. }
            | CommonPotEvent::GrantFellShort { .. } => self.grant = None,
        }
        Ok(())
    }

    fn grant_mut(&mut self) -> Result<&mut Grant, Unfit> {
        self.grant.as_mut().ok_or(Unfit::Other("the common pot gives nothing to this initiative"))
    }
}
