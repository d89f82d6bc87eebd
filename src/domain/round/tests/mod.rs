//! Tests of rounds.

mod issue;
mod letters;
mod plan;
mod settle;
