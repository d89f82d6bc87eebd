//! Budgets: money an issuer puts in, with what it may be used for.

mod commands;
mod conditions;
mod decide;
mod events;
mod state;
#[cfg(test)]
mod tests;

pub use commands::BudgetCommand;
pub use conditions::Conditions;
pub(super) use decide::decide;
pub use events::BudgetEvent;
pub use state::{Budget, ProposedReturn};
