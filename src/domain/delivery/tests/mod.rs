//! Carrying out an initiative: each command with what happens, what is refused, and what is already done.

mod giving_up;
mod leftover;
mod plan;
mod report;
