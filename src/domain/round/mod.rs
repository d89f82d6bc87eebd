//! Rounds: one issuing of cheques, from a draft to closing. Issuing, lapsing and cancelling are long work:
//! begun, done in pages of at most 500 cheques, finished; frozen in between, other commands going on beside.

mod commands;
mod decide;
mod events;
mod pages;
mod settle;
mod state;
#[cfg(test)]
mod tests;

pub use commands::{RoundCommand, WantedPart};
pub(super) use decide::decide;
pub use events::{PartCounts, PlannedPart, ReservedPart, RoundEvent, Settlement};
pub use pages::CHEQUES_A_PAGE;
pub use state::{Part, Round, RoundStatus};
