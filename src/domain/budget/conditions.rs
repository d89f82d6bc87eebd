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

    /// Whether whatever these conditions allow is allowed by `others` too: money that goes from a budget under
    /// `others` to one under these keeps all its conditions. A maximum counts what an initiative has of one budget.
    pub fn keep(&self, others: &Self) -> bool {
        let most_is_kept = others
            .max_per_initiative
            .is_none_or(|most| self.max_per_initiative.is_some_and(|own_most| own_most <= most));
        names_no_more(&self.purposes, &others.purposes)
            && names_no_more(&self.areas, &others.areas)
            && (self.own_tenants_only || !others.own_tenants_only)
            && most_is_kept
    }

    /// How much more an initiative may take that already holds `held` of this budget; none: no limit.
    pub fn room(&self, held: Cents) -> Option<Cents> {
        self.max_per_initiative.map(|most| held.short_of(most))
    }
}

/// Whether a list names nothing that `others` does not; an empty list names everything.
fn names_no_more<T: PartialEq>(list: &[T], others: &[T]) -> bool {
    others.is_empty() || !list.is_empty() && list.iter().all(|name| others.contains(name))
}
