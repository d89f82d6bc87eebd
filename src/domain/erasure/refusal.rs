//! Why something may not be done about forgetting somebody.

use super::super::draft::No;
use super::super::refusal::Refusal;
use super::ErasureStatus;
use serde::{Deserialize, Serialize};

/// A refusal about an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ErasureRefusal {
    /// Nothing, or too much at once.
    #[error("say what to erase: a person, or 1 to {most} texts")]
    BadSubject {
        /// The most texts.
        most: usize,
    },
    /// The request is decided.
    #[error("the request {status}, so this cannot be done now")]
    NotInThatState {
        /// Where it is.
        status: ErasureStatus,
    },
    /// The days to think it over have passed.
    #[error("the days to think it over have passed; this is being erased")]
    TooLate,
}

impl ErasureRefusal {
    /// As [`Refusal::depends_on_state`].
    pub(in crate::domain) fn depends_on_state(&self) -> bool {
        match self {
            Self::BadSubject { .. } => false,
            Self::NotInThatState { .. } | Self::TooLate => true,
        }
    }
}

impl From<ErasureRefusal> for No {
    fn from(refusal: ErasureRefusal) -> Self {
        Refusal::Erasure(refusal).into()
    }
}
