//! Tests of rounds.

mod frozen;
mod issue;
mod letters;
mod plan;
mod settle;
