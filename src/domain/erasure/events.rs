//! What happens to a request to be forgotten. The ids in these events lead nowhere once the rows are gone.

use super::super::actor::Actor;
use super::super::id::{ErasureId, PersonId, ProgrammeId, TextId};
use super::super::programme::Programme;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::Erasure;
use serde::{Deserialize, Serialize};

/// Something that happened to a request to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErasureEvent {
    /// Somebody asked.
    Asked {
        /// Its number.
        erasure: ErasureId,
        /// Who asked.
        by: Actor,
        /// Whose name, address and e-mail.
        person: Option<PersonId>,
        /// Which texts.
        texts: Vec<TextId>,
        /// Until when it can be withdrawn, as the instant after it.
        until: Timestamp,
    },
    /// Whoever asked thought better of it.
    Withdrawn {
        /// The request.
        erasure: ErasureId,
    },
    /// Something must be kept.
    Kept {
        /// The request.
        erasure: ErasureId,
        /// Why.
        reason: TextRef,
    },
    /// It is forgotten: the rows are deleted with this event.
    Done {
        /// The request.
        erasure: ErasureId,
        /// Whose name, address and e-mail.
        person: Option<PersonId>,
        /// Which texts.
        texts: Vec<TextId>,
    },
}

impl ErasureEvent {
    /// The rows that are deleted with it: a person's, and texts.
    pub fn erased(&self) -> (Option<PersonId>, &[TextId]) {
        match self {
            Self::Done { person, texts, .. } => (*person, texts),
            Self::Asked { .. } | Self::Withdrawn { .. } | Self::Kept { .. } => (None, &[]),
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        match self {
            Self::Asked { erasure, .. } => {
                vec![Erasure::key(*erasure), Programme::key(ProgrammeId::ONLY)]
            }
            Self::Withdrawn { erasure } | Self::Kept { erasure, .. } | Self::Done { erasure, .. } => {
                vec![Erasure::key(*erasure)]
            }
        }
    }
}
