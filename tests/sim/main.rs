//! The writer against everything that can go wrong: a seeded simulation of several writers on one book, and
//! properties of batches.
//!
//! `cargo test --test sim` runs at least a million commands and prints its seed. To see a failure again:
//! `WIJKKAS_SIM_SEED=... WIJKKAS_SIM_COMMANDS=... cargo test --test sim simulation -- --nocapture`,
//! as it says itself.

mod batches;
mod checks;
mod clients;
mod dice;
mod errors;
mod inside;
mod journal;
mod races;
mod replica;
mod silence;
mod simulation;
mod store;
mod tables;
mod weather;
mod workload;
