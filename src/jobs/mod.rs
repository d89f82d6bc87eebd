//! What time does: deadlines, closing, lapse, and the pages of long work. One file for each kind of thing that
//! can be due, and one that proves the books.
//!
//! A run asks which things are due and gives the ordinary commands for them. It may be killed at any line, run
//! in several processes at once, and beside anything else: what is decided goes by the states, and the domain
//! answers "already done" to what was done.

mod cheques;
mod erasures;
mod households;
mod initiatives;
mod lots;
mod pages;
mod payouts;
pub mod retention;
mod rounds;
mod run;
pub mod self_check;
mod standing;

pub use run::{Done, run};

use crate::app::writer::Failure;
use crate::domain::{
    ChequeId, Entry, ErasureId, HouseholdId, InitiativeId, Key, LotId, PayoutId, RoundId, Thing,
};
use run::{Run, Task};

/// The one command that is due for a thing of a kind of which thousands are due at once: they are asked
/// together, so that the writer puts them in few commits. None for things with longer work.
fn quick(key: Key, entry: &Entry) -> Option<Task> {
    match &entry.thing {
        Thing::Lot(_) => Some(lots::task(LotId(key.id))),
        Thing::Cheque(_) => Some(cheques::task(ChequeId(key.id))),
        Thing::Household(_) => Some(households::task(HouseholdId(key.id))),
        Thing::Programme(_)
        | Thing::Budget(_)
        | Thing::Round(_)
        | Thing::Wallet(_)
        | Thing::Initiative(_)
        | Thing::CommonPot(_)
        | Thing::Payout(_)
        | Thing::Erasure(_) => None,
    }
}

/// Does the next part of longer work on a thing. It is called again for as long as that changes the thing and
/// it is still due.
async fn work(run: &mut Run<'_>, key: Key, entry: &Entry) -> Result<(), Failure> {
    match &entry.thing {
        Thing::Round(round) => rounds::work(run, RoundId(key.id), round).await,
        Thing::Initiative(initiative) => initiatives::work(run, InitiativeId(key.id), initiative).await,
        Thing::Payout(payout) => payouts::work(run, PayoutId(key.id), payout).await,
        Thing::Erasure(_) => erasures::work(run, ErasureId(key.id)).await,
        Thing::Programme(_)
        | Thing::Budget(_)
        | Thing::Cheque(_)
        | Thing::Wallet(_)
        | Thing::Household(_)
        | Thing::Lot(_)
        | Thing::CommonPot(_) => Ok(()),
    }
}
