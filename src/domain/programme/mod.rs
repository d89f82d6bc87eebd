//! The programme: one scheme with its zone, rules, areas and issuers; one book.

mod commands;
mod decide;
mod events;
mod rules;
mod state;
#[cfg(test)]
mod tests;

pub use commands::ProgrammeCommand;
pub(super) use decide::decide;
pub use events::ProgrammeEvent;
pub use rules::{Leftover, Reconsideration, Rules, Spend};
pub use state::{Area, Programme};
