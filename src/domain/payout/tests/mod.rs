//! Payouts: by two people, in pages, back and forth, and every cent where it belongs.

mod impartial;
mod life;
mod pages;
mod people;
mod properties;
mod term;
