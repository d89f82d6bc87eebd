//! What can be asked of a cheque.

use super::super::id::{ChequeId, HouseholdId, LotId, WalletId};
use super::super::text::TextRef;
use super::{NewCode, VoidReason};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Turn a cheque into money of a resident. Whoever asks has shown the code; the ids are fresh.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activate {
    /// The cheque the code belongs to.
    pub cheque: ChequeId,
    /// Which of its codes: a replaced code no longer works.
    pub generation: u32,
    /// The wallet it goes to.
    pub wallet: WalletId,
    /// Whether that wallet is new, rather than one shown to be the resident's own.
    pub new_wallet: bool,
    /// The household the cheque was sent to.
    pub household: HouseholdId,
    /// Whether that household is not known from anywhere: its id was drawn for this activation.
    pub new_household: bool,
    /// The id of the lot.
    pub lot: LotId,
}

/// A wish about a cheque.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChequeCommand {
    /// Turn it into money of a resident.
    Activate(Activate),
    /// Activate it without its code, as the household has chosen.
    ActivateByStandingChoice {
        /// The cheque.
        cheque: ChequeId,
        /// The household the cheque is for.
        household: HouseholdId,
        /// The fresh id of the lot.
        lot: LotId,
    },
    /// The letter came back.
    MarkUndeliverable {
        /// The cheque.
        cheque: ChequeId,
    },
    /// The letter found its way after all.
    UndoUndeliverable {
        /// The cheque.
        cheque: ChequeId,
    },
    /// Make it worthless; if it was activated, that is reversed first.
    Void {
        /// The cheque.
        cheque: ChequeId,
        /// Why.
        reason: VoidReason,
        /// The code it gets if it was activated and the voiding is undone later.
        code: NewCode,
    },
    /// Let a voided cheque be worth something again.
    UndoVoid {
        /// The cheque.
        cheque: ChequeId,
    },
    /// Give it a new code, which ends the old one.
    Replace {
        /// The cheque.
        cheque: ChequeId,
        /// The new code.
        code: NewCode,
    },
    /// Let this one cheque be activated up to and including a later day.
    Extend {
        /// The cheque.
        cheque: ChequeId,
        /// The last day.
        last_day: Date,
    },
    /// Take back an activation that was wrong.
    ReverseActivation {
        /// The cheque.
        cheque: ChequeId,
        /// The code it gets.
        code: NewCode,
        /// Why.
        reason: TextRef,
    },
    /// The longer time of an extended cheque passed.
    Lapse {
        /// The cheque.
        cheque: ChequeId,
    },
}

impl ChequeCommand {
    /// The cheque it is about.
    pub fn cheque(&self) -> ChequeId {
        match self {
            Self::Activate(wanted) => wanted.cheque,
            Self::ActivateByStandingChoice { cheque, .. }
            | Self::MarkUndeliverable { cheque }
            | Self::UndoUndeliverable { cheque }
            | Self::Void { cheque, .. }
            | Self::UndoVoid { cheque }
            | Self::Replace { cheque, .. }
            | Self::Extend { cheque, .. }
            | Self::ReverseActivation { cheque, .. }
            | Self::Lapse { cheque } => *cheque,
        }
    }
}
