//! The store: the log, its hash chain, accounts, states, commands and erasable rows, on SQLite and
//! PostgreSQL. It knows the domain's words and nothing of who uses it.

pub mod accounts;
pub mod address;
pub mod append;
mod arrays;
pub mod attempts;
pub mod balances;
pub mod books;
pub mod chain;
pub mod codec;
pub mod codes;
pub mod commands;
pub mod database;
pub mod derived;
pub mod due;
pub(crate) mod entities;
pub mod erasables;
pub mod fingerprints;
pub mod given;
pub mod help_offers;
pub mod hex;
pub mod integrity;
pub mod invitations;
pub mod keys;
mod load;
pub mod mails;
pub mod movements;
pub mod news;
pub mod ordinary;
pub mod persons;
pub mod pictures;
#[cfg(test)]
pub mod plan;
pub mod reach;
pub mod remedy;
pub mod residue;
pub mod reviews;
pub mod rows;
pub mod schema;
pub mod self_checks;
pub mod silence;
mod single;
pub mod sketches;
pub mod snapshot;
pub mod storage;
pub mod stream;
pub mod submitting;
pub mod tenancies;
pub mod texts;
pub mod visit_codes;
pub mod wallet_mails;

pub use codes::CodeEntry;
pub use database::{Database, Engine};
pub use remedy::Remedy;
pub use rows::{
    AccountRow, CodeRow, CommandKey, CommandRow, Erased, EventRow, Head, NewInVisit, PersonRow, StateRow,
    Tenancy, TextRow, TransferRow, Untied, Upsert, WriteSet,
};
pub use snapshot::Snapshot;
pub use storage::{Loaded, Storage, StorageTx, StoreError, Wanted};
