//! What is known of a household.

use super::super::event::Event;
use super::super::id::{HouseholdId, LotId, WalletId};
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::super::wallet;
use super::{Choice, HouseholdEvent};
use serde::{Deserialize, Serialize};

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
