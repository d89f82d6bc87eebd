//! The tables as sea-orm's entities, one file each, for what is asked and written beside the append path. What the
//! writer, streams and rebuilding need goes by array statements instead (ARCHITECTURE.md has the measurement).
//!
//! A model is a row as the database has it: times in milliseconds since 1970 UTC, amounts in cents, ids as numbers.
//! It stays in the file that asks for it, which hands out the domain's types.

pub mod attempt;
pub mod book;
pub mod common_lot_view;
pub mod help_offer;
pub mod initiative_day_view;
pub mod initiative_view;
pub mod initiator_view;
pub mod invitation;
pub mod key_fingerprint;
pub mod mail;
pub mod news;
pub mod person;
pub mod picture;
pub mod picture_words;
pub mod review;
pub mod round_view;
pub mod self_check;
pub mod sign_in;
pub mod signed_in;
pub mod sketch;
pub mod tenancy_cheque;
pub mod text;
pub mod visit_code;
pub mod wallet_link;
pub mod wallet_lot_view;
pub mod wallet_mail;
