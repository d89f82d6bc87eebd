//! Initiatives: something neighbours want to do, from a draft through its campaign to the outcome. Returning
//! the pledges of one that failed or stopped is long work: begun, done in pages, finished.

mod campaign;
mod commands;
mod decide;
mod ending;
mod events;
mod initiators;
mod outcome;
mod pot;
mod prepare;
mod returns;
mod state;
mod status;
#[cfg(test)]
mod tests;
mod words;

pub use commands::{InitiativeCommand, Plan};
pub(super) use decide::decide;
pub use ending::{Became, Cause, Ending, Stood};
pub use events::{InitiativeEvent, Initiator, Line};
pub use initiators::MOST_INITIATORS;
pub use outcome::shortcoming;
pub(super) use prepare::check_lines;
pub(super) use returns::begin as begin_return;
pub use state::Initiative;
pub use status::InitiativeStatus;
