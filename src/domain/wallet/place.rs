//! Where money of a lot is while an initiative has it: in the pot, set aside to be paid, paid out.

use super::super::delivery::Share;
use super::super::id::InitiativeId;
use super::super::money::{Cents, MoneyError};
use super::super::thing::Unfit;
use super::{Back, Lot};
use serde::{Deserialize, Serialize};

/// How far money of a lot is on its way through an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// In the pot.
    Pot,
    /// Set aside for a payout.
    Payable,
    /// Paid out. The number is that of the last return of leftover that has passed this lot, 0 for none: a
    /// lot gets its share of a return once, however often a page is tried.
    Paid(u32),
}

/// Who put money in an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Giver {
    /// The resident, which counts as support.
    Supporter,
    /// The resident, but as one of the initiators or their households, which does not count.
    Initiator,
    /// The common pot, which counts for nobody and to which it returns.
    CommonPot,
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
    /// Who put it there.
    pub giver: Giver,
}

impl Place {
    /// Whether it is the common pot's and no longer the resident's.
    pub fn is_common(&self) -> bool {
        self.giver == Giver::CommonPot
    }

    fn is_in_pot(&self, initiative: InitiativeId, common: bool) -> bool {
        self.initiative == initiative && self.stage == Stage::Pot && self.is_common() == common
    }
}

impl Lot {
    /// How much of it the resident has in the pot of an initiative.
    pub fn in_pot(&self, initiative: InitiativeId) -> Cents {
        self.place(initiative, false).map_or(Cents::ZERO, |place| place.cents)
    }

    /// How much of it the common pot has in the pot of an initiative.
    pub fn common_in_pot(&self, initiative: InitiativeId) -> Cents {
        self.place(initiative, true).map_or(Cents::ZERO, |place| place.cents)
    }

    /// Whether it supports an initiative in a way that counts.
    pub fn supports(&self, initiative: InitiativeId) -> bool {
        self.place(initiative, false).is_some_and(|place| place.giver == Giver::Supporter)
    }

    /// How much of it is at this stage of an initiative, whoever put it there.
    pub(in super::super) fn at(&self, initiative: InitiativeId, stage: Stage) -> Result<Cents, MoneyError> {
        let there = self.places.iter().filter(|place| place.initiative == initiative && place.stage == stage);
        Cents::sum(there.map(|place| place.cents))
    }

    /// What of it was paid out for an initiative and has not come back, what the resident gave first. Returns
    /// of leftover are shared over these.
    pub fn paid(&self, initiative: InitiativeId) -> impl Iterator<Item = &Place> {
        let of = move |common| {
            self.places.iter().filter(move |place| {
                let paid = matches!(place.stage, Stage::Paid(_));
                place.initiative == initiative && paid && place.is_common() == common
            })
        };
        of(false).chain(of(true))
    }

    fn place(&self, initiative: InitiativeId, common: bool) -> Option<&Place> {
        self.places.iter().find(|place| place.is_in_pot(initiative, common))
    }

    /// Adds to what is in a pot.
    pub(super) fn put(&mut self, initiative: InitiativeId, cents: Cents, giver: Giver) -> Result<(), Unfit> {
        let common = giver == Giver::CommonPot;
        match self.places.iter_mut().find(|place| place.is_in_pot(initiative, common)) {
            Some(place) => {
                place.cents = place.cents.plus(cents)?;
                // Once it counted it keeps counting, until all of it is taken back.
                if giver == Giver::Supporter {
                    place.giver = giver;
                }
            }
            None => self.places.push(Place { initiative, cents, stage: Stage::Pot, giver }),
        }
        Ok(())
    }

    /// Takes money out of a pot, to where it came from.
    pub(super) fn take_back(&mut self, initiative: InitiativeId, back: &Back) -> Result<(), Unfit> {
        let index = self.places.iter().position(|place| place.is_in_pot(initiative, back.common));
        let index = index.ok_or(Unfit::Other("the lot has no money in this initiative"))?;
        self.shrink_place(index, back.cents)?;
        self.come_back(back.cents, back.common)?;
        self.spend_by = back.spend_by.unwrap_or(self.spend_by);
        Ok(())
    }

    /// Takes its share of a leftover, and notes that this return has passed it.
    pub(super) fn take_share(
        &mut self,
        initiative: InitiativeId,
        run: u32,
        share: &Share,
    ) -> Result<(), Unfit> {
        let is_next = |place: &Place| {
            place.initiative == initiative
                && place.is_common() == share.common
                && matches!(place.stage, Stage::Paid(last) if last < run)
        };
        let index = self.places.iter().position(is_next);
        let index = index.ok_or(Unfit::Other("the lot has its share of this leftover"))?;
        self.places[index].stage = Stage::Paid(run);
        self.shrink_place(index, share.cents)?;
        self.come_back(share.cents, share.common)?;
        self.spend_by = share.spend_by.unwrap_or(self.spend_by);
        Ok(())
    }

    /// Money that is the resident's, or the common pot's, again.
    pub(super) fn come_back(&mut self, cents: Cents, common: bool) -> Result<(), Unfit> {
        if common {
            self.common = self.common.plus(cents)?;
        } else {
            self.free = self.free.plus(cents)?;
        }
        Ok(())
    }

    /// Takes from a place, which goes when it is empty.
    pub(super) fn shrink_place(&mut self, index: usize, cents: Cents) -> Result<(), Unfit> {
        let left = self.places[index].cents.minus(cents)?;
        if left.is_zero() {
            self.places.remove(index);
        } else {
            self.places[index].cents = left;
        }
        Ok(())
    }

    /// Moves all that is at one stage of an initiative to another.
    pub(super) fn move_on(
        &mut self,
        initiative: InitiativeId,
        (from, to): (Stage, Stage),
        cents: Cents,
    ) -> Result<(), Unfit> {
        if self.at(initiative, from)? != cents {
            return Err(Unfit::Other("the lot holds another amount at this stage"));
        }
        let there =
            self.places.iter_mut().filter(|place| place.initiative == initiative && place.stage == from);
        there.for_each(|place| place.stage = to);
        Ok(())
    }
}
