//! Initiatives: something neighbours want to do, from a draft through its campaign to the outcome. Returning
//! the pledges of one that failed or stopped is long work: begun, done in pages, finished.

mod campaign;
mod commands;
mod decide;
mod events;
mod outcome;
mod prepare;
mod returns;
mod state;

pub use commands::{InitiativeCommand, Plan};
pub use decide::decide;
pub use events::{Cause, InitiativeEvent, Line};
pub use state::{Initiative, InitiativeStatus};
