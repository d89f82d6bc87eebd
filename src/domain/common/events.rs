//! What happens with a common pot, apart from the lots that lapse or are given to it (see the wallet) and
//! those that return to it (see the initiative).

use super::super::id::{AreaId, InitiativeId, PersonId};
use super::super::initiative::Initiative;
use super::super::money::Cents;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::wallet::{Lot, Portion};
use super::CommonPot;
use serde::{Deserialize, Serialize};

/// Something that happened with a common pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommonPotEvent {
    /// Somebody proposed to fill the gap of an initiative.
    GrantProposed {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area.
        area: AreaId,
        /// Who.
        by: PersonId,
        /// How much.
        cents: Cents,
        /// Why this one.
        reason: TextRef,
    },
    /// A second person approved; lots are given from now on, or from the deadline if that is still to come.
    GrantApproved {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area.
        area: AreaId,
        /// Who.
        by: PersonId,
        /// How much.
        cents: Cents,
    },
    /// It was turned down: what was only proposed, or what was approved and waited for the deadline.
    GrantRejected {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area.
        area: AreaId,
        /// Why.
        reason: TextRef,
    },
    /// A page of lots was given.
    LotsGranted {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area.
        area: AreaId,
        /// Of which lots, at most 500.
        legs: Vec<Portion>,
    },
    /// All that was approved is given, or all that the initiative still needed.
    GrantFinished {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area.
        area: AreaId,
        /// How much was given.
        cents: Cents,
    },
    /// No more lots may go to this initiative.
    GrantFellShort {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area.
        area: AreaId,
        /// How much was given.
        cents: Cents,
        /// How much was approved.
        approved: Cents,
    },
}

impl CommonPotEvent {
    /// The initiative it is about.
    pub fn initiative(&self) -> InitiativeId {
        match self {
            Self::GrantProposed { initiative, .. }
            | Self::GrantApproved { initiative, .. }
            | Self::GrantRejected { initiative, .. }
            | Self::LotsGranted { initiative, .. }
            | Self::GrantFinished { initiative, .. }
            | Self::GrantFellShort { initiative, .. } => *initiative,
        }
    }

    /// What it takes out of the common pot.
    pub fn granted(&self) -> &[Portion] {
        match self {
            Self::LotsGranted { legs, .. } => legs,
            Self::GrantProposed { .. }
            | Self::GrantApproved { .. }
            | Self::GrantRejected { .. }
            | Self::GrantFinished { .. }
            | Self::GrantFellShort { .. } => &[],
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        let mut keys = vec![Initiative::key(self.initiative())];
        if let Self::LotsGranted { area, legs, .. } = self {
            keys.push(CommonPot::key(*area));
            keys.extend(legs.iter().map(|leg| Lot::key(leg.lot)));
        }
        keys
    }
}
