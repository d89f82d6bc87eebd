//! What is known of a request to be forgotten.

use super::super::actor::Actor;
use super::super::event::Event;
use super::super::id::{ErasureId, PersonId, TextId};
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::ErasureEvent;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a request to be forgotten is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErasureStatus {
    /// It can be withdrawn for some days.
    CoolingOff,
    /// It was withdrawn.
    Withdrawn,
    /// Something must be kept.
    Kept,
    /// It is forgotten.
    Erased,
}

/// The rest of a sentence that begins with "the request".
impl fmt::Display for ErasureStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CoolingOff => "can still be withdrawn",
            Self::Withdrawn => "was withdrawn",
            Self::Kept => "was turned down, because something must be kept",
            Self::Erased => "was carried out, and everything is erased",
        })
    }
}

/// A request to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Where it is in its life.
    pub status: ErasureStatus,
    /// Who asked.
    pub by: Actor,
    /// Whose name, address and e-mail.
    pub person: Option<PersonId>,
    /// Which texts.
    pub texts: Vec<TextId>,
    /// Until when it can be withdrawn, as the instant after it.
    pub until: Timestamp,
}

impl Stated for Erasure {
    type Id = ErasureId;
    const KIND: Kind = Kind::Erasure;

    fn born(_: ErasureId, event: &Event) -> Option<Self> {
        let Event::Erasure(ErasureEvent::Asked { by, person, texts, until, .. }) = event else {
            return None;
        };
        let status = ErasureStatus::CoolingOff;
        Some(Self { status, by: *by, person: *person, texts: texts.clone(), until: *until })
    }

    fn apply(&mut self, _: ErasureId, event: &Event) -> Result<(), Unfit> {
        self.status = match event {
            Event::Erasure(ErasureEvent::Asked { .. }) => {
                return Err(Unfit::Other("a request with this number exists"));
            }
            Event::Erasure(ErasureEvent::Withdrawn { .. }) => ErasureStatus::Withdrawn,
            Event::Erasure(ErasureEvent::Kept { .. }) => ErasureStatus::Kept,
            Event::Erasure(ErasureEvent::Done { .. }) => ErasureStatus::Erased,
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Wallet(_)
            | Event::Household(_)
            | Event::Initiative(_)
            | Event::CommonPot(_)
            | Event::Payout(_)
            | Event::Delivery(_) => return Ok(()),
        };
        Ok(())
    }

    fn due(&self) -> Option<Timestamp> {
        (self.status == ErasureStatus::CoolingOff).then_some(self.until)
    }
}
