//! Tests of cheques, by what is done to them.

mod activate;
mod letter;
mod reverse;
mod standing;
mod time;
mod void;
