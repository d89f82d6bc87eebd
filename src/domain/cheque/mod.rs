//! Cheques: a code worth an amount, for one tenancy, in one round.

mod activate;
mod commands;
mod decide;
mod events;
mod state;

pub use commands::{Activate, ChequeCommand};
pub use decide::decide;
pub use events::{Activation, ChequeEvent};
pub use state::{Cheque, ChequeStatus};
