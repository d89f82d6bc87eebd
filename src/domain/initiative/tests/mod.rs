//! Initiatives: each command with what happens, what is refused, and what is already done.

mod campaign;
mod initiators;
mod outcome;
mod prepare;
mod reconsider;
mod returns;
mod status;
