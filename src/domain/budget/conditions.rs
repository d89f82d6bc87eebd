//! What a budget may be used for. Checked when pledging; "own tenants only" when issuing.

use super::super::id::AreaId;
use super::super::money::Cents;
use serde::{Deserialize, Serialize};

/// The conditions of a budget; the default allows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// Purposes of initiatives it may go to; empty: any.
    pub purposes: Vec<String>,
    /// Areas it may go to; empty: any.
    pub areas: Vec<AreaId>,
    /// Only the issuer's own tenants get its cheques, as the list of a round says.
    pub own_tenants_only: bool,
    /// The most that one initiative may hold of this budget.
    pub max_per_initiative: Option<Cents>,
}

impl Conditions {
    /// Whether money under these conditions may go to an initiative of this area and purpose.
    pub fn allow(&self, area: AreaId, purpose: &str) -> bool {
        self.fit_area(area)
            && (self.purposes.is_empty() || self.purposes.iter().any(|allowed| allowed == purpose))
    }

    /// Whether money under these conditions may go to this area at all.
    pub fn fit_area(&self, area: AreaId) -> bool {
        self.areas.is_empty() || self.areas.contains(&area)
    }

    /// How much more an initiative may take that already holds `held` of this budget; none: no limit.
    pub fn room(&self, held: Cents) -> Option<Cents> {
        self.max_per_initiative.map(|most| held.short_of(most))
    }
}
