//! What residents do with their money: wallets of lots, pledges, gifts to the common pot.

mod commands;
mod decide;
mod events;
mod lot;
mod moving;
mod place;
mod pledge;
mod refusal;
mod relist;
mod state;
mod support;
#[cfg(test)]
mod tests;
mod withdraw;

pub use commands::{Give, WalletCommand};
pub(super) use decide::{decide, lapse_if_expired};
pub use events::{Back, LapsesTo, Leg, LotKind, Portion, WalletEvent};
pub use lot::{Lapse, Lot};
pub use place::{Giver, Place, Stage};
pub use pledge::MOST_GIVES;
pub(super) use pledge::allowed;
pub use refusal::WalletRefusal;
pub use relist::Relisted;
pub(super) use relist::{keys_of_owners, list, relist};
pub use state::Wallet;
pub(super) use support::{gives_to, leaving, load_households};
pub(super) use withdraw::later_spend_by;
