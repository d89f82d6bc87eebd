//! Standing choices end after a year, and the household is asked again.

use super::run::Step;
use crate::domain::household::{Household, HouseholdCommand};
use crate::domain::{HouseholdId, Stated};

/// The end of a standing choice.
pub fn step(id: HouseholdId) -> Step {
    Step {
        what: "end the standing choice",
        thing: Household::key(id),
        command: HouseholdCommand::LapseStandingChoice { household: id }.into(),
    }
}
