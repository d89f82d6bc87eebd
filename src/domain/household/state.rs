//! What is known of a household.

use super::super::event::Event;
use super::super::id::{HouseholdId, LotId, WalletId};
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::super::wallet::{self, Lot};
use super::{Choice, HouseholdEvent};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a resident chose for the next cheques of the household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingChoice {
    /// Who chose; the cheques go to this wallet.
    pub wallet: WalletId,
    /// What.
    pub choice: Choice,
    /// Until when, as the instant after it.
    pub until: Timestamp,
}

/// A household: the lots of its cheques, whoever activated them. Counted as one supporter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// Lots of its cheques.
    pub lots: Vec<LotId>,
    /// What happens to its next cheques by themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<StandingChoice>,
    /// Whether its tenancy is over: it gets no more cheques.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Household {
    /// The standing choice that holds at `now`.
    pub fn choice_at(&self, now: Timestamp) -> Option<StandingChoice> {
        self.choice.filter(|choice| now < choice.until)
    }

    /// How many cheques of a household each wallet holds, rightly activated. `lots` are those of the household.
    pub fn cheques_by_wallet<'a>(lots: impl IntoIterator<Item = &'a Lot>) -> BTreeMap<WalletId, usize> {
        let mut cheques = BTreeMap::new();
        for lot in lots.into_iter().filter(|lot| !lot.reversed) {
            *cheques.entry(lot.wallet).or_default() += 1;
        }
        cheques
    }

    /// Whether the holder of a wallet may choose without showing at a desk who they are. A letter in the wrong hands must
    /// not redirect all that follow: nobody chooses in the place of somebody else's choice, or with no more of the
    /// household's cheques than somebody else has.
    pub fn lets_choose(&self, wallet: WalletId, cheques: &BTreeMap<WalletId, usize>, now: Timestamp) -> bool {
        let own = cheques.get(&wallet).copied().unwrap_or_default();
        match self.choice_at(now) {
            Some(held) => held.wallet == wallet,
            None => cheques.iter().all(|(other, count)| *other == wallet || *count < own),
        }
    }

    fn apply_own(&mut self, event: &HouseholdEvent) {
        match event {
            HouseholdEvent::StandingChoiceMade { wallet, choice, until, .. } => {
                self.choice = Some(StandingChoice { wallet: *wallet, choice: *choice, until: *until });
            }
            HouseholdEvent::StandingChoiceEndedByResident { .. }
            | HouseholdEvent::StandingChoiceLapsed { .. }
            | HouseholdEvent::StandingChoiceEndedByReversal { .. } => self.choice = None,
            HouseholdEvent::TenancyEnded { .. } => {
                self.choice = None;
                self.ended = true;
            }
        }
    }
}

impl Stated for Household {
    type Id = HouseholdId;
    const KIND: Kind = Kind::Household;

    /// A household becomes known by its first activation, or by moving out without one.
    fn born(id: HouseholdId, event: &Event) -> Option<Self> {
        let mut household = Self::default();
        household.apply(id, event).ok()?;
        (!household.lots.is_empty() || household.ended).then_some(household)
    }

    fn apply(&mut self, id: HouseholdId, event: &Event) -> Result<(), Unfit> {
        wallet::list(&mut self.lots, event, |lot| lot.household == id);
        match event {
            Event::Household(event) => self.apply_own(event),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_)
            | Event::Erasure(_) => {}
        }
        Ok(())
    }

    fn due(&self) -> Option<Timestamp> {
        self.choice.map(|choice| choice.until)
    }
}
