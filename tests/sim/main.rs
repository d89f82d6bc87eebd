//! The writer against everything that can go wrong: a seeded simulation of several writers on one book, and
//! properties of batches.
//!
//! `cargo test --test sim` runs at least a million commands. To see a failure again: `tests/run --seed N --commands M`,
//! as it says itself, which sets `WIJKKAS_SIM_SEED` and `WIJKKAS_SIM_COMMANDS`.

mod batches;
mod checks;
mod clients;
mod dice;
mod errors;
mod inside;
mod journal;
mod queries;
mod races;
mod replica;
mod silence;
mod simulation;
mod store;
mod tables;
mod weather;
mod workload;
