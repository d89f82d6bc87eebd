//! What happens to an initiative after it got its money.

use super::super::common::CommonPot;
use super::super::id::{AreaId, BudgetId, InitiativeId, LotId, PersonId, TextId};
use super::super::initiative::{Initiative, Line};
use super::super::money::Cents;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::super::wallet::{Lot, Relisted, keys_of_owners};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What of the leftover goes back to one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The lot.
    pub lot: LotId,
    /// The budget it comes from.
    pub budget: BudgetId,
    /// What it had paid that was not back.
    pub paid: Cents,
    /// Its share, which may be nothing.
    pub cents: Cents,
    /// The new date until which the lot can be spent, if it gets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spend_by: Option<Timestamp>,
    /// Whether it goes to the common pot, which had put it in, and not to the resident.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub common: bool,
}

/// Something that happened to an initiative that got its money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeliveryEvent {
    /// The initiator proposed another plan for the same money.
    PlanChangeProposed {
        /// The initiative.
        initiative: InitiativeId,
        /// What changes, and why.
        story: TextRef,
        /// What it costs.
        lines: Vec<Line>,
    },
    /// A moderator approved the proposed plan.
    PlanChangeApproved {
        /// The initiative.
        initiative: InitiativeId,
        /// The story of the proposal.
        story: TextId,
    },
    /// A moderator refused the proposed plan; the old one stays.
    PlanChangeRejected {
        /// The initiative.
        initiative: InitiativeId,
        /// The story of the proposal.
        story: TextId,
        /// Why.
        reason: TextRef,
    },
    /// The initiator began the work.
    Started {
        /// The initiative.
        initiative: InitiativeId,
        /// The last day of the work.
        planned_end: Date,
        /// Until when to report, as the instant after it.
        report_due: Timestamp,
    },
    /// The date for the report passed without one.
    ReportFellDue {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// The initiator reported.
    Reported {
        /// The initiative.
        initiative: InitiativeId,
        /// The story.
        report: TextRef,
        /// What was spent on each line of the plan.
        spent: Vec<Cents>,
    },
    /// The report was accepted.
    Closed {
        /// The initiative.
        initiative: InitiativeId,
    },
    /// The payee paid money back; it is being shared over the lots that paid.
    LeftoverReturnBegun {
        /// The initiative.
        initiative: InitiativeId,
        /// Counts its returns, from 1.
        run: u32,
        /// How much came back.
        cents: Cents,
        /// The bank's reference.
        reference: String,
        /// What was paid and was not back.
        paid: Cents,
        /// How many lots, in order of pledge, get one cent more than their share rounded down.
        extra: i64,
        /// When it was booked. The days to spend what returns count from it.
        at: Timestamp,
    },
    /// A page of lots have their shares.
    LeftoverShared {
        /// The initiative.
        initiative: InitiativeId,
        /// Its area, whose common pot it is.
        area: AreaId,
        /// Which return.
        run: u32,
        /// The shares, at most 300.
        shares: Vec<Share>,
        /// Lots among them that were used up.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        relisted: Vec<Relisted>,
    },
    /// All of it is shared.
    LeftoverReturned {
        /// The initiative.
        initiative: InitiativeId,
        /// Which return.
        run: u32,
        /// How much.
        cents: Cents,
    },
    /// It will not be carried out, although it was paid.
    NotCarriedOut {
        /// The initiative.
        initiative: InitiativeId,
        /// Why.
        reason: TextRef,
    },
    /// A treasurer proposed to write off what will not come back.
    WriteOffProposed {
        /// The initiative.
        initiative: InitiativeId,
        /// Who.
        by: PersonId,
        /// Why.
        reason: TextRef,
    },
    /// A second person agreed: what was paid and is not back is lost. It stays booked as paid.
    WrittenOff {
        /// The initiative.
        initiative: InitiativeId,
        /// Who.
        by: PersonId,
        /// How much is lost.
        cents: Cents,
    },
}

impl DeliveryEvent {
    /// The initiative it is about.
    pub fn initiative(&self) -> InitiativeId {
        match self {
            Self::PlanChangeProposed { initiative, .. }
            | Self::PlanChangeApproved { initiative, .. }
            | Self::PlanChangeRejected { initiative, .. }
            | Self::Started { initiative, .. }
            | Self::ReportFellDue { initiative }
            | Self::Reported { initiative, .. }
            | Self::Closed { initiative }
            | Self::LeftoverReturnBegun { initiative, .. }
            | Self::LeftoverShared { initiative, .. }
            | Self::LeftoverReturned { initiative, .. }
            | Self::NotCarriedOut { initiative, .. }
            | Self::WriteOffProposed { initiative, .. }
            | Self::WrittenOff { initiative, .. } => *initiative,
        }
    }

    /// What of a leftover goes back to lots, and those of them that were used up and hold money again.
    pub fn shared(&self) -> (&[Share], &[Relisted]) {
        match self {
            Self::LeftoverShared { shares, relisted, .. } => (shares, relisted),
            Self::PlanChangeProposed { .. }
            | Self::PlanChangeApproved { .. }
            | Self::PlanChangeRejected { .. }
            | Self::Started { .. }
            | Self::ReportFellDue { .. }
            | Self::Reported { .. }
            | Self::Closed { .. }
            | Self::LeftoverReturnBegun { .. }
            | Self::LeftoverReturned { .. }
            | Self::NotCarriedOut { .. }
            | Self::WriteOffProposed { .. }
            | Self::WrittenOff { .. } => (&[], &[]),
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        let mut keys = BTreeSet::from([Initiative::key(self.initiative())]);
        if let Self::LeftoverShared { area, shares, relisted, .. } = self {
            keys.extend(shares.iter().map(|share| Lot::key(share.lot)));
            keys.extend(keys_of_owners(relisted));
            if shares.iter().any(|share| share.common) {
                keys.insert(CommonPot::key(*area));
            }
        }
        keys.into_iter().collect()
    }
}
