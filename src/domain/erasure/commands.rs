//! What can be asked about forgetting somebody.

use super::super::id::{ErasureId, PersonId, TextId};
use super::super::text::TextRef;
use serde::{Deserialize, Serialize};

/// A wish about an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErasureCommand {
    /// Ask to be forgotten: a person, texts, or both.
    Ask {
        /// Whose name, address and e-mail; for a resident the person their e-mail belongs to.
        person: Option<PersonId>,
        /// Which texts, at most 500.
        texts: Vec<TextId>,
    },
    /// Think better of it, by whoever asked.
    Withdraw {
        /// The request.
        erasure: ErasureId,
    },
    /// Decide that something must be kept.
    Keep {
        /// The request.
        erasure: ErasureId,
        /// Why.
        reason: TextRef,
    },
    /// The days to think it over have passed: erase, by the system itself.
    Erase {
        /// The request.
        erasure: ErasureId,
    },
}
