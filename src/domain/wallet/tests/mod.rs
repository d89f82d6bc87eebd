//! Tests of what residents do with their money.

mod conditions;
mod lapse;
mod late;
mod pledge;
mod support;
mod withdraw;
