//! Initiatives: each command with what happens, what is refused, and what is already done.

mod campaign;
mod impartial;
mod initiators;
mod late;
mod outcome;
mod prepare;
mod reconsider;
mod returns;
mod status;
