//! Delivery: carrying out an initiative that got its money. Plans change, money is spent and reported, what
//! is left over goes back to the lots it came from, or it turns out that nothing can be done.

mod commands;
mod decide;
mod events;
mod giving_up;
mod leftover;
mod plan;
mod refusal;
mod report;
mod state;
#[cfg(test)]
mod tests;

pub use commands::DeliveryCommand;
pub(super) use decide::decide;
pub use events::{DeliveryEvent, Share};
pub use leftover::extra_cents;
pub use refusal::DeliveryRefusal;
pub use state::{Delivery, LeftoverRun, PlanChange};
