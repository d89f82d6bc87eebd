//! What can be asked about forgetting somebody.

use super::super::id::{ErasureId, PersonId, TextId};
use super::super::text::TextRef;
use serde::{Deserialize, Serialize};

/// A text, and whose words it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextOf {
    /// The text.
    pub text: TextId,
    /// Whose words they are, as its row says: that lies outside the log and is looked up before the command.
    pub person: Option<PersonId>,
}

/// A wish about an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErasureCommand {
    /// Ask to be forgotten: a person, texts, or both.
    Ask {
        /// Whose name, address and e-mail.
        person: Option<PersonId>,
        /// Which texts, at most 500, and whose they are.
        texts: Vec<TextOf>,
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
