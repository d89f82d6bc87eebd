//! What the cash box is about, and nothing else: money, ids, who acts, when, and for every thing its
//! events, state and decisions. All of it is pure: facts come in with a command, nothing is looked up,
//! no clock is read, and the same input always gives the same output.

pub mod account;
pub mod actor;
pub mod budget;
pub mod calendar;
pub mod cheque;
pub mod code;
pub mod command;
pub mod common;
pub mod delivery;
pub mod draft;
pub mod erasure;
pub mod event;
pub mod household;
pub mod id;
pub mod initiative;
pub mod known;
pub mod money;
pub mod page;
pub mod payments;
pub mod payout;
pub mod postings;
pub mod programme;
#[cfg(test)]
mod properties;
pub mod refusal;
pub mod round;
#[cfg(test)]
pub(crate) mod testkit;
pub mod text;
pub mod thing;
pub mod time;
pub mod wallet;
mod who_may;

pub use account::{Account, Transfer};
pub use actor::{Actor, Role, Shown};
pub use command::{Command, decide};
pub use draft::{Changes, Did, Draft, Happened, No};
pub use event::Event;
pub use id::*;
pub use known::{Known, Memory};
pub use money::{Cents, MoneyError};
pub use payments::{PaymentRefusal, Payments};
pub use postings::postings;
pub use refusal::Refusal;
pub use text::TextRef;
pub use thing::{Entry, Is, Key, Kind, Stated, Thing, Unfit};
pub use time::{Clock, Timestamp};
