//! Tests of what residents do with their money.

mod conditions;
mod holder;
mod lapse;
mod large;
mod late;
mod pledge;
mod support;
mod withdraw;
