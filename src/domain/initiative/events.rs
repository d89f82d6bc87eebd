//! What happens to an initiative.

use super::super::common::CommonPot;
use super::super::id::{AreaId, InitiativeId, PersonId, ProgrammeId, WalletId};
use super::super::money::Cents;
use super::super::programme::Programme;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::super::wallet::{Back, Lot};
use super::{Ending, Initiative};
use serde::{Deserialize, Serialize};

/// A line of what the initiative costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is for.
    pub what: TextRef,
    /// How much.
    pub cents: Cents,
}

/// Somebody an initiative is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Initiator {
    /// Somebody with an account.
    Person(PersonId),
    /// A wallet, whose pledges are limited and do not count as support.
    Wallet(WalletId),
}

/// Something that happened to an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InitiativeEvent {
    /// Somebody began to describe one.
    Drafted {
        /// Its number.
        initiative: InitiativeId,
        /// Where it is.
        area: AreaId,
        /// What kind of thing it is; budgets may ask for some kinds.
        purpose: String,
        /// Who began it, if they have an account.
        person: Option<PersonId>,
        /// The initiators' own wallets, whose pledges are limited and do not count as support.
        wallets: Vec<WalletId>,
        /// Title and story.
        story: TextRef,
        /// The most it takes.
        target: Cents,
        /// What it costs.
        lines: Vec<Line>,
    },
    /// The initiator changed the plan before it was approved.
    Edited {
        /// The initiative.
        initiative: InitiativeId,
        /// Where.
        area: AreaId,
        /// What kind of thing it is.
        purpose: String,
        /// Title and story.
        story: TextRef,
        /// The most it takes.
        target: Cents,
        /// What it costs.
        lines: Vec<Line>,
    },
    /// Somebody else is an initiator too.
    InitiatorAdded {
        /// The initiative.
        initiative: InitiativeId,
        /// Who.
        initiator: Initiator,
    },
    /// Somebody who had been made an initiator took themselves out.
    InitiatorLeft {
        /// The initiative.
        initiative: InitiativeId,
        /// Who.
        person: PersonId,
    },
    /// The initiator asked for approval.
    Submitted {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// A moderator asked for changes.
    ChangesAsked {
        /// The initiative.
        initiative: InitiativeId,
        /// Which, and why.
        reason: TextRef,
    },
    /// A moderator approved it.
    Approved {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// A moderator refused it.
    Rejected {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Residents can pledge.
    Opened {
        /// The initiative.
        initiative: InitiativeId,
        /// The version of the rules it keeps.
        rules: u32,
        /// Until when, as the instant after it.
        deadline: Timestamp,
    },
    /// A moderator stopped pledging for a while.
    Paused {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// Residents can pledge again.
    Resumed {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// It has the whole target, and enough support.
    Funded {
        /// The initiative.
        initiative: InitiativeId,
        /// What is in the pot.
        cents: Cents,
        /// Supporting residents.
        residents: i64,
        /// Supporting households.
        households: i64,
    },
    /// It goes on with less than the target.
    FundedPartly {
        /// The initiative.
        initiative: InitiativeId,
        /// What is in the pot.
        cents: Cents,
        /// Supporting residents.
        residents: i64,
        /// Supporting households.
        households: i64,
    },
    /// It has most of the target: the initiator may explain how it can be done with less.
    ReconsiderationBegun {
        /// The initiative.
        initiative: InitiativeId,
        /// Until when to explain, as the instant after it.
        explain_by: Timestamp,
    },
    /// The initiator explained; supporters may add or withdraw.
    ReconsiderationExplained {
        /// The initiative.
        initiative: InitiativeId,
        /// How it can be done.
        explanation: TextRef,
        /// Until when supporters may change their minds, as the instant after it.
        until: Timestamp,
    },
    /// At the deadline there was too little money; what is in the pot goes back.
    FailedForMoney {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// At the deadline too few residents or households supported it; what is in the pot goes back.
    FailedForSupport {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// The initiator did not explain in time how it can be done with less; what is in the pot goes back.
    FailedUnexplained {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// The initiator stopped it; what is in the pot goes back.
    CancelledByInitiator {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// A moderator stopped it; what is in the pot goes back.
    CancelledByModerator {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// The system itself stopped it; what is in the pot goes back.
    CancelledBySystem {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// It will not be carried out, before any of it was paid; what is in the pot goes back.
    GivenUp {
        /// The initiative.
        initiative: InitiativeId,
        /// How it stood.
        ending: Ending,
    },
    /// A page of pledges went back to the lots they came from, and to the common pot what it had put in.
    PledgesReturned {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area, whose common pot it is.
        area: AreaId,
        /// To which lots, at most 500.
        legs: Vec<Back>,
    },
    /// All pledges are back.
    ReturnFinished {
        /// The initiative.
        initiative: InitiativeId,
    },
}

impl InitiativeEvent {
    /// The initiative it is about.
    pub fn initiative(&self) -> InitiativeId {
        match self {
            Self::Drafted { initiative, .. }
            | Self::Edited { initiative, .. }
            | Self::InitiatorAdded { initiative, .. }
            | Self::InitiatorLeft { initiative, .. }
            | Self::Submitted { initiative }
            | Self::ChangesAsked { initiative, .. }
            | Self::Approved { initiative }
            | Self::Rejected { initiative, .. }
            | Self::Opened { initiative, .. }
            | Self::Paused { initiative, .. }
            | Self::Resumed { initiative }
            | Self::Funded { initiative, .. }
            | Self::FundedPartly { initiative, .. }
            | Self::ReconsiderationBegun { initiative, .. }
            | Self::ReconsiderationExplained { initiative, .. }
            | Self::FailedForMoney { initiative, .. }
            | Self::FailedForSupport { initiative, .. }
            | Self::FailedUnexplained { initiative, .. }
            | Self::CancelledByInitiator { initiative, .. }
            | Self::CancelledByModerator { initiative, .. }
            | Self::CancelledBySystem { initiative, .. }
            | Self::GivenUp { initiative, .. }
            | Self::PledgesReturned { initiative, .. }
            | Self::ReturnFinished { initiative } => *initiative,
        }
    }

    /// The pledges that go back with it.
    pub fn returned(&self) -> &[Back] {
        match self {
            Self::PledgesReturned { legs, .. } => legs,
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
            | Self::FailedForMoney { .. }
            | Self::FailedForSupport { .. }
            | Self::FailedUnexplained { .. }
            | Self::CancelledByInitiator { .. }
            | Self::CancelledByModerator { .. }
            | Self::CancelledBySystem { .. }
            | Self::GivenUp { .. }
            | Self::ReturnFinished { .. } => &[],
        }
    }

    /// The person with an account who became an initiator by it, or is one no longer.
    pub fn initiator(&self) -> Option<(PersonId, bool)> {
        match self {
            Self::Drafted { person, .. } => person.map(|person| (person, true)),
            Self::InitiatorAdded { initiator: Initiator::Person(person), .. } => Some((*person, true)),
            Self::InitiatorLeft { person, .. } => Some((*person, false)),
            Self::InitiatorAdded { initiator: Initiator::Wallet(_), .. }
            | Self::Edited { .. }
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
            | Self::FailedForMoney { .. }
            | Self::FailedForSupport { .. }
            | Self::FailedUnexplained { .. }
            | Self::CancelledByInitiator { .. }
            | Self::CancelledByModerator { .. }
            | Self::CancelledBySystem { .. }
            | Self::GivenUp { .. }
            | Self::PledgesReturned { .. }
            | Self::ReturnFinished { .. } => None,
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        let mut keys = vec![Initiative::key(self.initiative())];
        if let Self::Drafted { .. } = self {
            keys.push(Programme::key(ProgrammeId::ONLY));
        }
        if let Self::PledgesReturned { area, legs, .. } = self {
            if legs.iter().any(|leg| leg.common) {
                keys.push(CommonPot::key(*area));
            }
            keys.extend(legs.iter().map(|leg| Lot::key(leg.lot)));
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
