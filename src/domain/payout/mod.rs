//! Payouts: the pot of a funded initiative leaves the fund holder's bank account, by two treasurers. Every
//! step that moves money is long work: begun, done in pages of lots, finished.

mod commands;
mod decide;
mod events;
mod pages;
mod refusal;
mod state;
mod term;
#[cfg(test)]
mod tests;

pub use commands::{PayoutCommand, Step};
pub(super) use decide::decide;
pub use events::{Payee, PayoutEvent, Source, Way};
pub use refusal::PayoutRefusal;
pub use state::{Payout, PayoutStatus};
pub use term::PayoutTerm;
