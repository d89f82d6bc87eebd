//! Standing choices end after a year, and the household is asked again.

use super::run::Step;
use crate::domain::household::{Household, HouseholdCommand};
use crate::domain::{HouseholdId, Stated};

/// The end of a standing choice.
pub fn step(id: HouseholdId, household: &Household) -> Step {
    let until = household.choice.map(|choice| choice.until.to_string());
    Step {
        what: "end the standing choice",
        thing: Household::key(id),
        detail: until.unwrap_or_default(),
        command: HouseholdCommand::LapseStandingChoice { household: id }.into(),
    }
}
