//! What is known of a common pot, and of what it gives: a part of the initiative's state.

use super::super::event::Event;
use super::super::id::{AreaId, PersonId, TextId};
use super::super::money::Cents;
use super::super::thing::{Kind, Stated, Unfit};
use super::super::wallet::{LapsesTo, WalletEvent};
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
    /// Why this one.
    pub reason: TextId,
    /// Whether a second person approved, so that lots are being given.
    pub approved: bool,
    /// How much is given.
    pub given: Cents,
}

impl CommonPot {
    fn take_in(&mut self, amounts: impl IntoIterator<Item = Cents>) -> Result<(), Unfit> {
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
            Event::Wallet(event) => match event {
                WalletEvent::LotLapsed { cents, to: LapsesTo::CommonPot, .. } => self.take_in([*cents]),
                WalletEvent::GivenToCommonPot { legs, .. } => self.take_in(legs.iter().map(|leg| leg.cents)),
                WalletEvent::LotLapsed { to: LapsesTo::Budget, .. }
                | WalletEvent::Pledged { .. }
                | WalletEvent::Withdrawn { .. }
                | WalletEvent::ReturnedByReversal { .. } => Ok(()),
            },
            Event::Initiative(event) => {
                self.take_in(event.returned().iter().filter(|leg| leg.common).map(|leg| leg.cents))
            }
            Event::Delivery(event) => {
                let (shares, _) = event.shared();
                self.take_in(shares.iter().filter(|share| share.common).map(|share| share.cents))
            }
            Event::CommonPot(event) => {
                self.cents = self.cents.minus(Cents::sum(event.granted().iter().map(|leg| leg.cents))?)?;
                Ok(())
            }
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Household(_)
            | Event::Payout(_)
            | Event::Erasure(_) => Ok(()),
        }
    }
}
