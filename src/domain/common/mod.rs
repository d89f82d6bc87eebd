//! The common pot of an area: savings that lapsed or were given. It may fill the gap of an initiative that
//! nearly made it, proposed with a reason, approved by a second person, booked in pages.

mod commands;
mod decide;
mod events;
mod grant;
mod refusal;
mod state;
#[cfg(test)]
mod tests;

pub use commands::CommonPotCommand;
pub(super) use decide::decide;
pub use events::CommonPotEvent;
pub use refusal::CommonPotRefusal;
pub use state::{CommonPot, Grant};
