//! A lot: money held for a resident with its source. It knows where every cent of it is.

use super::super::cheque::{Activation, ChequeEvent};
use super::super::event::Event;
use super::super::id::{AreaId, BudgetId, ChequeId, HouseholdId, InitiativeId, LotId, RoundId, WalletId};
use super::super::initiative::InitiativeEvent;
use super::super::money::Cents;
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::{Back, LotKind, WalletEvent};
use serde::{Deserialize, Serialize};

/// How far money of a lot is on its way through an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// In the pot.
    Pot,
}

/// Money of a lot in one initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The initiative.
    pub initiative: InitiativeId,
    /// How much.
    pub cents: Cents,
    /// How far it is.
    pub stage: Stage,
    /// Whether it counts as support.
    pub counts: bool,
}

/// A lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Whose it is.
    pub wallet: WalletId,
    /// What kind of money.
    pub kind: LotKind,
    /// The cheque it was.
    pub cheque: ChequeId,
    /// The round of that cheque.
    pub round: RoundId,
    /// The budget it comes from.
    pub budget: BudgetId,
    /// The area whose common pot it may lapse to.
    pub area: AreaId,
    /// The household the cheque was sent to.
    pub household: HouseholdId,
    /// Until when it can be spent, as the instant after it.
    pub spend_by: Timestamp,
    /// What can still be spent.
    pub free: Cents,
    /// Whether an own withdrawal has already moved the date.
    pub prolonged: bool,
    /// Whether the activation was wrong: what still comes back cannot be spent and goes to the budget.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
    /// Money in initiatives.
    pub places: Vec<Place>,
}

impl Lot {
    /// How much of it is in the pot of an initiative.
    pub fn in_pot(&self, initiative: InitiativeId) -> Cents {
        self.place(initiative).map_or(Cents::ZERO, |place| place.cents)
    }

    /// Whether it supports an initiative in a way that counts.
    pub fn supports(&self, initiative: InitiativeId) -> bool {
        self.place(initiative).is_some_and(|place| place.counts)
    }

    /// Until when it can be spent, as the instant after it; never, if its activation was reversed.
    pub fn until(&self) -> Timestamp {
        if self.reversed { Timestamp::MIN } else { self.spend_by }
    }

    /// Whether nothing of it can be spent any more.
    pub fn is_used_up(&self, now: Timestamp) -> bool {
        self.free.is_zero() && self.places.is_empty() && self.until() <= now
    }

    fn place(&self, initiative: InitiativeId) -> Option<&Place> {
        self.places.iter().find(|place| place.initiative == initiative && place.stage == Stage::Pot)
    }

    fn put(&mut self, initiative: InitiativeId, cents: Cents, counts: bool) -> Result<(), Unfit> {
        self.free = self.free.minus(cents)?;
        let known =
            self.places.iter_mut().find(|place| place.initiative == initiative && place.stage == Stage::Pot);
        if let Some(place) = known {
            place.cents = place.cents.plus(cents)?;
            // Once it counted it keeps counting, until all of it is taken back.
            place.counts |= counts;
            return Ok(());
        }
        self.places.push(Place { initiative, cents, stage: Stage::Pot, counts });
        Ok(())
    }

    fn take_back(&mut self, initiative: InitiativeId, back: &Back) -> Result<(), Unfit> {
        let index =
            self.places.iter().position(|place| place.initiative == initiative && place.stage == Stage::Pot);
        let index = index.ok_or(Unfit::Other("the lot has no money in this initiative"))?;
        let left = self.places[index].cents.minus(back.cents)?;
        if left.is_zero() {
            self.places.remove(index);
        } else {
            self.places[index].cents = left;
        }
        self.free = self.free.plus(back.cents)?;
        if let Some(spend_by) = back.spend_by {
            self.spend_by = spend_by;
        }
        Ok(())
    }

    fn apply_own(&mut self, id: LotId, event: &WalletEvent) -> Result<(), Unfit> {
        match event {
            WalletEvent::Pledged { initiative, legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    self.put(*initiative, leg.cents, !leg.own)?;
                }
            }
            WalletEvent::Withdrawn { initiative, legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    self.take_back(*initiative, leg)?;
                    self.prolonged |= leg.spend_by.is_some();
                }
            }
            WalletEvent::ReturnedByReversal { initiative, leg, .. } => self.take_back(*initiative, leg)?,
            WalletEvent::LotLapsed { cents, .. } => self.free = self.free.minus(*cents)?,
            WalletEvent::GivenToCommonPot { legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    self.free = self.free.minus(leg.cents)?;
                }
            }
        }
        Ok(())
    }
}

impl Stated for Lot {
    type Id = LotId;
    const KIND: Kind = Kind::Lot;

    fn born(_: LotId, event: &Event) -> Option<Self> {
        let Event::Cheque(
            ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation),
        ) = event
        else {
            return None;
        };
        let Activation { cheque, round, budget, area, wallet, kind, household, cents, spend_by, .. } =
            activation;
        Some(Self {
            wallet: *wallet,
            kind: *kind,
            cheque: *cheque,
            round: *round,
            budget: *budget,
            area: *area,
            household: *household,
            spend_by: *spend_by,
            free: *cents,
            prolonged: false,
            reversed: false,
            places: Vec::new(),
        })
    }

    fn apply(&mut self, id: LotId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Wallet(event) => self.apply_own(id, event)?,
            Event::Initiative(event) => {
                if let InitiativeEvent::PledgesReturned { initiative, legs, .. } = event {
                    for leg in legs.iter().filter(|leg| leg.lot == id) {
                        self.take_back(*initiative, leg)?;
                    }
                }
            }
            Event::Cheque(event) => {
                let ChequeEvent::ActivationReversed { cents, .. } = event else {
                    return Err(Unfit::Other("a lot with this id exists"));
                };
                self.free = self.free.minus(*cents)?;
                self.reversed = true;
            }
            Event::Programme(_) | Event::Budget(_) | Event::Round(_) | Event::Household(_) => {}
        }
        Ok(())
    }

    fn due(&self) -> Option<Timestamp> {
        if self.free.is_zero() { None } else { Some(self.until()) }
    }
}
