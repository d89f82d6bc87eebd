//! What residents do with their money: wallets of lots, pledges, and the common pot of an area.

mod commands;
mod decide;
mod events;
mod lot;
mod owners;
mod pledge;
mod support;
#[cfg(test)]
mod tests;
mod withdraw;

pub use commands::{Give, WalletCommand};
pub use decide::{decide, lapse_if_expired};
pub use events::{Back, LapsesTo, Leg, LotKind, WalletEvent};
pub use lot::{Lot, Place, Stage};
pub use owners::{CommonPot, Wallet};
pub use support::{leaving, load_households};
pub use withdraw::later_spend_by;
