//! What residents do, and what time does to their lots.

use super::super::budget::Budget;
use super::super::common::CommonPot;
use super::super::id::{AreaId, BudgetId, InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::money::Cents;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::Lot;
use serde::{Deserialize, Serialize};

/// What kind of money a lot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LotKind {
    /// From a cheque.
    Cheque,
}

/// Money of one lot that goes into a pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// The lot.
    pub lot: LotId,
    /// The budget it comes from.
    pub budget: BudgetId,
    /// How much.
    pub cents: Cents,
    /// Whether it does not count as support, since it is the initiators' own household's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// Money that goes back to the lot it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// The lot.
    pub lot: LotId,
    /// The budget it comes from.
    pub budget: BudgetId,
    /// How much.
    pub cents: Cents,
    /// The new date until which the lot can be spent, if it gets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spend_by: Option<Timestamp>,
    /// Whether it goes to the common pot, which had put it in, and not to the resident.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
}

/// Money of one lot that moves on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portion {
    /// The lot.
    pub lot: LotId,
    /// The budget it comes from.
    pub budget: BudgetId,
    /// How much.
    pub cents: Cents,
}

/// Where money goes that was not spent in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LapsesTo {
    /// The budget it came from.
    Budget,
    /// The common pot of its area.
    CommonPot,
}

/// Something a resident did or that happened to a resident's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WalletEvent {
    /// A resident put money in an initiative, from at most 500 lots; a larger pledge is several events.
    Pledged {
        /// Whose money.
        wallet: WalletId,
        /// For what.
        initiative: InitiativeId,
        /// From which lots.
        legs: Vec<Leg>,
        /// Supporting residents who come in by this: 0 or 1.
        residents: i64,
        /// Supporting households that come in by this.
        households: i64,
        /// Whether it is an initiator's own money.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
    },
    /// A resident took money back, to at most 500 lots; a larger withdrawal is several events.
    Withdrawn {
        /// Whose money.
        wallet: WalletId,
        /// From which initiative.
        initiative: InitiativeId,
        /// To which lots.
        legs: Vec<Back>,
        /// Supporting residents who leave by this: 0 or 1.
        residents: i64,
        /// Supporting households that leave by this.
        households: i64,
        /// Whether it is an initiator's own money.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
    },
    /// A pledge went back, since the cheque it came from had been activated wrongly.
    ReturnedByReversal {
        /// Whose money it was.
        wallet: WalletId,
        /// From which initiative.
        initiative: InitiativeId,
        /// To which lot.
        leg: Back,
        /// Supporting residents who leave by this: 0 or 1.
        residents: i64,
        /// Supporting households that leave by this: 0 or 1.
        households: i64,
        /// Whether it is an initiator's own money.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        own: bool,
    },
    /// Savings were not spent in time.
    LotLapsed {
        /// The lot.
        lot: LotId,
        /// The budget it is from.
        budget: BudgetId,
        /// Its area.
        area: AreaId,
        /// How much.
        cents: Cents,
        /// Where it goes.
        to: LapsesTo,
    },
    /// A resident gave savings to the area's common pot.
    GivenToCommonPot {
        /// Whose money.
        wallet: WalletId,
        /// The area.
        area: AreaId,
        /// From which lots.
        legs: Vec<Leg>,
    },
}

impl WalletEvent {
    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        match self {
            Self::Pledged { initiative, legs, .. } => {
                let lots = legs.iter().map(|leg| Lot::key(leg.lot));
                std::iter::once(Initiative::key(*initiative)).chain(lots).collect()
            }
            Self::Withdrawn { initiative, legs, .. } => {
                let lots = legs.iter().map(|leg| Lot::key(leg.lot));
                std::iter::once(Initiative::key(*initiative)).chain(lots).collect()
            }
            Self::ReturnedByReversal { initiative, leg, .. } => {
                vec![Initiative::key(*initiative), Lot::key(leg.lot)]
            }
            Self::LotLapsed { lot, budget, area, to, .. } => match to {
                LapsesTo::Budget => vec![Lot::key(*lot), Budget::key(*budget)],
                LapsesTo::CommonPot => vec![Lot::key(*lot), CommonPot::key(*area)],
            },
            Self::GivenToCommonPot { area, legs, .. } => {
                let lots = legs.iter().map(|leg| Lot::key(leg.lot));
                std::iter::once(CommonPot::key(*area)).chain(lots).collect()
            }
        }
    }
}
