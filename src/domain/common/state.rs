//! What is known of a common pot, and of what it gives: a part of the initiative's state.

use super::super::delivery::DeliveryEvent;
use super::super::event::Event;
use super::super::id::{AreaId, PersonId};
use super::super::initiative::InitiativeEvent;
use super::super::money::Cents;
use super::super::thing::{Kind, Stated, Unfit};
use super::super::wallet::{LapsesTo, WalletEvent};
use super::CommonPotEvent;
use serde::{Deserialize, Serialize};

/// An area's shared money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonPot {
    /// How much is in it.
    pub cents: Cents,
}

/// What a common pot gives to an initiative, from the proposal until it is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Who proposed it.
    pub by: PersonId,
    /// How much.
    pub cents: Cents,
    /// Whether a second person approved, so that lots are being given.
    pub approved: bool,
    /// How much is given.
    pub given: Cents,
}

impl CommonPot {
    fn take_in(&mut self, amounts: impl Iterator<Item = Cents>) -> Result<(), Unfit> {
        self.cents = self.cents.plus(Cents::sum(amounts)?)?;
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
        match event {
            Event::Wallet(WalletEvent::LotLapsed { cents, to: LapsesTo::CommonPot, .. }) => {
                self.take_in(std::iter::once(*cents))
            }
            Event::Wallet(WalletEvent::GivenToCommonPot { legs, .. }) => {
                self.take_in(legs.iter().map(|leg| leg.cents))
            }
            Event::Initiative(InitiativeEvent::PledgesReturned { legs, .. }) => {
                self.take_in(legs.iter().filter(|leg| leg.common).map(|leg| leg.cents))
            }
            Event::Delivery(DeliveryEvent::LeftoverShared { shares, .. }) => {
                self.take_in(shares.iter().filter(|share| share.common).map(|share| share.cents))
            }
            Event::CommonPot(CommonPotEvent::LotsGranted { legs, .. }) => {
                self.cents = self.cents.minus(Cents::sum(legs.iter().map(|leg| leg.cents))?)?;
                Ok(())
            }
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::CommonPot(_)
            | Event::Erasure(_) => Ok(()),
        }
    }
}
