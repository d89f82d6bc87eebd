//! Erasure: somebody asks that what is known of them is forgotten. After some days to think it over the
//! names and words are deleted outside the log; the events, which hold random ids only, stay.

mod commands;
mod decide;
mod events;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use commands::{ErasureCommand, TextOf};
pub use decide::MOST_TEXTS;
pub(super) use decide::decide;
pub use events::ErasureEvent;
pub use refusal::ErasureRefusal;
pub use state::{Erasure, ErasureStatus};
