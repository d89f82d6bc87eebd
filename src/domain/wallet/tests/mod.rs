//! Tests of what residents do with their money.

mod conditions;
mod lapse;
mod pledge;
mod support;
mod withdraw;
