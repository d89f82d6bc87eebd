//! Cheques: a code worth an amount, for one tenancy, in one round.

mod activate;
mod commands;
mod decide;
mod events;
mod letter;
mod reverse;
mod state;
#[cfg(test)]
mod tests;
mod time;
mod void;

pub use commands::{Activate, ChequeCommand};
pub(super) use decide::decide;
pub use events::{Activation, ChequeEvent, NewCode, ReversalCause, ReversedTo, VoidReason};
pub use state::{Cheque, ChequeStatus};
