//! Who holds lots: a resident's wallet and an area's common pot.

use super::super::cheque::ChequeEvent;
use super::super::event::Event;
use super::super::id::{AreaId, LotId, WalletId};
use super::super::money::Cents;
use super::super::thing::{Kind, Stated, Unfit};
use super::{LapsesTo, WalletEvent, list_again};
use serde::{Deserialize, Serialize};

/// A resident's lots together. It lists the lots to look at; they hold the amounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wallet {
    /// Lots with money in them or in initiatives.
    pub lots: Vec<LotId>,
}

/// An area's shared money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonPot {
    /// How much is in it.
    pub cents: Cents,
}

impl Stated for Wallet {
    type Id = WalletId;
    const KIND: Kind = Kind::Wallet;

    fn born(id: WalletId, event: &Event) -> Option<Self> {
        let mut wallet = Self::default();
        wallet.apply(id, event).ok()?;
        (!wallet.lots.is_empty()).then_some(wallet)
    }

    fn apply(&mut self, id: WalletId, event: &Event) -> Result<(), Unfit> {
        if let Event::Cheque(
            ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation),
        ) = event
        {
            self.lots.retain(|lot| !activation.retired.contains(lot));
            self.lots.push(activation.lot);
        }
        list_again(&mut self.lots, event, |lot| lot.wallet == id);
        Ok(())
    }
}

impl Stated for CommonPot {
    type Id = AreaId;
    const KIND: Kind = Kind::CommonPot;

    fn born(id: AreaId, event: &Event) -> Option<Self> {
        let mut pot = Self::default();
        pot.apply(id, event).ok()?;
        Some(pot)
    }

    fn apply(&mut self, _: AreaId, event: &Event) -> Result<(), Unfit> {
        if let Event::Wallet(event) = event {
            match event {
                WalletEvent::LotLapsed { cents, to: LapsesTo::CommonPot, .. } => {
                    self.cents = self.cents.plus(*cents)?;
                }
                WalletEvent::GivenToCommonPot { legs, .. } => {
                    self.cents = self.cents.plus(Cents::sum(legs.iter().map(|leg| leg.cents))?)?;
                }
                WalletEvent::Pledged { .. }
                | WalletEvent::Withdrawn { .. }
                | WalletEvent::ReturnedByReversal { .. }
                | WalletEvent::LotLapsed { to: LapsesTo::Budget, .. } => {}
            }
        }
        Ok(())
    }
}
