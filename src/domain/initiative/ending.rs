//! Why an initiative gets no money, and how it stood then.

use super::super::id::InitiativeId;
use super::super::money::Cents;
use super::super::text::TextRef;
use super::super::time::Timestamp;
use super::InitiativeEvent;
use serde::{Deserialize, Serialize};

/// Why an initiative gets no money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// Too little money at the deadline.
    TooLittleMoney,
    /// Too few residents or households.
    TooLittleSupport,
    /// The initiator did not explain in time how it can be done with less.
    NotExplained,
    /// The initiator stopped.
    CancelledByInitiator,
    /// A moderator stopped it.
    CancelledByModerator,
    /// The system itself stopped it.
    CancelledBySystem,
    /// It got its money and will not be carried out.
    NotCarriedOut,
}

/// How an initiative stood when it was clear that it gets no money. Its pledges go back in pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Why, in words, where somebody decided it.
    pub reason: Option<TextRef>,
    /// What was in the pot.
    pub cents: Cents,
    /// Supporting residents.
    pub residents: i64,
    /// Supporting households.
    pub households: i64,
    /// Since when: the deadline, or the decision to stop. The days to spend what returns count from it.
    pub at: Timestamp,
}

/// What became of an initiative, and how it stood then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    /// What was in the pot.
    pub cents: Cents,
    /// Supporting residents.
    pub residents: i64,
    /// Supporting households.
    pub households: i64,
    /// What became of it.
    pub became: Became,
}

/// What became of an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It has all its money.
    Funded,
    /// It goes on with less.
    FundedPartly,
    /// It gets none.
    NoMoney,
}

impl InitiativeEvent {
    /// What became of it and how it stood, if the event says so.
    pub fn stood(&self) -> Option<Stood> {
        let (became, cents, residents, households) = match self {
            Self::Funded { cents, residents, households, .. } => {
                (Became::Funded, cents, residents, households)
            }
            Self::FundedPartly { cents, residents, households, .. } => {
                (Became::FundedPartly, cents, residents, households)
            }
            Self::FailedForMoney { .. }
            | Self::FailedForSupport { .. }
            | Self::FailedUnexplained { .. }
            | Self::CancelledByInitiator { .. }
            | Self::CancelledByModerator { .. }
            | Self::CancelledBySystem { .. }
            | Self::GivenUp { .. }
            | Self::Drafted { .. }
            | Self::Edited { .. }
            | Self::InitiatorAdded { .. }
            | Self::InitiatorLeft { .. }
            | Self::Submitted { .. }
            | Self::ChangesAsked { .. }
            | Self::Approved { .. }
            | Self::Rejected { .. }
            | Self::Opened { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::ReconsiderationBegun { .. }
            | Self::ReconsiderationExplained { .. }
            | Self::PledgesReturned { .. }
            | Self::ReturnFinished { .. } => {
                let (_, ending) = self.ending()?;
                (Became::NoMoney, &ending.cents, &ending.residents, &ending.households)
            }
        };
        Some(Stood { cents: *cents, residents: *residents, households: *households, became })
    }

    /// The event that says why an initiative gets no money.
    pub(super) fn ended(initiative: InitiativeId, cause: Cause, ending: Ending) -> Self {
        match cause {
            Cause::TooLittleMoney => Self::FailedForMoney { initiative, ending },
            Cause::TooLittleSupport => Self::FailedForSupport { initiative, ending },
            Cause::NotExplained => Self::FailedUnexplained { initiative, ending },
            Cause::CancelledByInitiator => Self::CancelledByInitiator { initiative, ending },
            Cause::CancelledByModerator => Self::CancelledByModerator { initiative, ending },
            Cause::CancelledBySystem => Self::CancelledBySystem { initiative, ending },
            Cause::NotCarriedOut => Self::GivenUp { initiative, ending },
        }
    }

    /// Why an initiative gets no money, and how it stood, if the event says so.
    pub fn ending(&self) -> Option<(Cause, &Ending)> {
        Some(match self {
            Self::FailedForMoney { ending, .. } => (Cause::TooLittleMoney, ending),
            Self::FailedForSupport { ending, .. } => (Cause::TooLittleSupport, ending),
            Self::FailedUnexplained { ending, .. } => (Cause::NotExplained, ending),
            Self::CancelledByInitiator { ending, .. } => (Cause::CancelledByInitiator, ending),
            Self::CancelledByModerator { ending, .. } => (Cause::CancelledByModerator, ending),
            Self::CancelledBySystem { ending, .. } => (Cause::CancelledBySystem, ending),
            Self::GivenUp { ending, .. } => (Cause::NotCarriedOut, ending),
            Self::Drafted { .. }
            | Self::Edited { .. }
            | Self::InitiatorAdded { .. }
            | Self::InitiatorLeft { .. }
            | Self::Submitted { .. }
            | Self::ChangesAsked { .. }
            | Self::Approved { .. }
            | Self::Rejected { .. }
            | Self::Opened { .. }
            | Self::Paused { .. }
            | Self::Resumed { .. }
            | Self::Funded { .. }
            | Self::FundedPartly { .. }
            | Self::ReconsiderationBegun { .. }
            | Self::ReconsiderationExplained { .. }
            | Self::PledgesReturned { .. }
            | Self::ReturnFinished { .. } => return None,
        })
    }
}
