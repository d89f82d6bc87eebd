//! Tests of what residents do with their money.

mod conditions;
mod holder;
mod lapse;
mod large;
mod late;
mod moving;
mod pledge;
mod staying;
mod support;
mod withdraw;
