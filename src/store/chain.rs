//! The hash chain over the log. The layout is fixed: it is tested against a golden file and never changes.
//!
//! - genesis of a book: `SHA-256(0x03, book)`
//! - leaf of an event: `SHA-256(0x00, field, field, ...)`, each field with its length before it
//! - chain: `SHA-256(0x02, chain before, leaf)`
//!
//! Numbers are 8 bytes, lengths 4 bytes, both big-endian; a missing cause is a field of length 0. The payload
//! is hashed as the exact bytes that are stored, never as JSON made anew.

use super::rows::EventRow;
use crate::domain::BookId;
use sha2::{Digest, Sha256};

const LEAF: u8 = 0x00;
const LINK: u8 = 0x02;
const GENESIS: u8 = 0x03;

/// The chain of a book without events.
pub fn genesis(book: BookId) -> [u8; 32] {
    Sha256::new().chain_update([GENESIS]).chain_update(book.0.to_be_bytes()).finalize().into()
}

/// The hash of one event, all its fields but the chain.
pub fn leaf(book: BookId, event: &EventRow) -> [u8; 32] {
    let cause = event.cause.map(i64::to_be_bytes);
    let mut hash = Sha256::new().chain_update([LEAF]);
    let fields: [&[u8]; 10] = [
        &book.0.to_be_bytes(),
        &event.seq.to_be_bytes(),
        event.kind.as_bytes(),
        &event.version.to_be_bytes(),
        &event.payload,
        &event.recorded.ms().to_be_bytes(),
        &event.effective.ms().to_be_bytes(),
        &event.command.0,
        event.actor.as_bytes(),
        cause.as_ref().map_or(&[], <[u8; 8]>::as_slice),
    ];
    for field in fields {
        // A payload has at most 64 KiB, so no length comes near the limit.
        hash.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

/// The chain after an event.
pub fn link(before: &[u8; 32], leaf: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([LINK]).chain_update(before).chain_update(leaf).finalize().into()
}
