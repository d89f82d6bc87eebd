//! Households: those who live at one address during one tenancy, and what they chose for their next cheques.

mod commands;
mod decide;
mod events;
mod state;
#[cfg(test)]
mod tests;

pub use commands::HouseholdCommand;
pub(super) use decide::{decide, end_choice_after_reversal};
pub use events::{Choice, HouseholdEvent};
pub use state::{Household, StandingChoice};
