//! Words that can be erased. An event holds a reference: the random id of an erasable row and a hash of its
//! words keyed with a random key that lies in the same row, so that after erasing the hash tells nothing.

use super::id::TextId;
use serde::{Deserialize, Serialize};

/// A reference from an event to words outside the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRef {
    /// The erasable row.
    pub id: TextId,
    /// HMAC-SHA-256 of the words under the row's key, as 64 hexadecimal digits.
    pub hash: String,
}
