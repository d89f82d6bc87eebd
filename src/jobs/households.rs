//! Standing choices end after a year. Nobody is told: the page of the savings asks again.

use super::run::Task;
use crate::domain::household::{Household, HouseholdCommand};
use crate::domain::{HouseholdId, Stated};

/// The end of a standing choice.
pub fn task(id: HouseholdId) -> Task {
    Task {
        what: "end the standing choice",
        thing: Household::key(id),
        command: HouseholdCommand::LapseStandingChoice { household: id }.into(),
    }
}
