//! What happens to a single cheque.

use super::super::budget::Budget;
use super::super::household::Household;
use super::super::id::{AreaId, BudgetId, ChequeId, HouseholdId, LotId, RoundId, WalletId};
use super::super::money::Cents;
use super::super::round::Round;
use super::super::text::TextRef;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::super::wallet::{Lot, LotKind, Wallet};
use super::Cheque;
use serde::{Deserialize, Serialize};

/// A cheque becomes a lot in somebody's wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activation {
    /// The cheque.
    pub cheque: ChequeId,
    /// Its round.
    pub round: RoundId,
    /// The budget it is from.
    pub budget: BudgetId,
    /// The area its round is for.
    pub area: AreaId,
    /// Whose it is now.
    pub wallet: WalletId,
    /// The lot it becomes.
    pub lot: LotId,
    /// What kind of money it is.
    pub kind: LotKind,
    /// The household it was sent to: the same id for as long as the tenancy lasts.
    pub household: HouseholdId,
    /// What it is worth.
    pub cents: Cents,
    /// Until when it can be spent, as the instant after it.
    pub spend_by: Timestamp,
    /// Lots of the wallet, at most 500, that are used up and past their date: it need not look at them again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<LotId>,
}

/// A new code for a cheque.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCode {
    /// Which of the cheque's codes it is: one more than the present one.
    pub generation: u32,
    /// The version of the key it is made with.
    pub key_version: u32,
    /// Counts the tries to find a code that is not taken, from 0.
    pub attempt: u32,
}

/// Why a cheque is made worthless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VoidReason {
    /// The letter is lost.
    Lost,
    /// The tenants moved.
    Moved,
    /// The tenant died.
    Deceased,
    /// Somebody cheated.
    Fraud,
    /// Something else, in words.
    Other(TextRef),
}

/// Why an activation is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReversalCause {
    /// It was wrong; somebody at the desk says why.
    Asked(TextRef),
    /// The cheque is made worthless.
    Voided(VoidReason),
}

/// Where the money of a reversed activation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReversedTo {
    /// To the cheque, which can be activated again with this code.
    Unactivated(NewCode),
    /// To the budget: the cheque could no longer be activated and has lapsed.
    Budget,
}

/// Something that happened to a cheque.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChequeEvent {
    /// Somebody activated it with its code.
    Activated(Activation),
    /// It was activated by itself, as a resident of the household had chosen.
    ActivatedByStandingChoice(Activation),
    /// The letter came back.
    MarkedUndeliverable {
        /// The cheque.
        cheque: ChequeId,
    },
    /// The letter was found.
    UndeliverableUndone {
        /// The cheque.
        cheque: ChequeId,
    },
    /// It got a new code, which ends the one before.
    Replaced {
        /// The cheque.
        cheque: ChequeId,
        /// The new code.
        code: NewCode,
    },
    /// It can be activated longer than the rest of its round.
    Extended {
        /// The cheque.
        cheque: ChequeId,
        /// Until when, as the instant after it.
        until: Timestamp,
    },
    /// It was made worthless.
    Voided {
        /// The cheque.
        cheque: ChequeId,
        /// Why.
        reason: VoidReason,
    },
    /// It is worth something again.
    VoidUndone {
        /// The cheque.
        cheque: ChequeId,
    },
    /// Its activation was wrong: what was still free of the lot went back.
    ActivationReversed {
        /// The cheque.
        cheque: ChequeId,
        /// Its round.
        round: RoundId,
        /// The budget it is from.
        budget: BudgetId,
        /// Whose it was.
        wallet: WalletId,
        /// The lot it had become.
        lot: LotId,
        /// What went back.
        cents: Cents,
        /// What stays where it went: in committed initiatives, paid out, in the common pot.
        kept: Cents,
        /// Where it went.
        to: ReversedTo,
        /// Why.
        cause: ReversalCause,
    },
    /// It was not activated in its own longer time; its value went back to the budget.
    Lapsed {
        /// The cheque.
        cheque: ChequeId,
        /// Its round.
        round: RoundId,
        /// The budget it goes to.
        budget: BudgetId,
        /// What it is worth.
        cents: Cents,
    },
}

impl ChequeEvent {
    /// The activation it is, by whomever.
    pub fn activation(&self) -> Option<&Activation> {
        match self {
            Self::Activated(activation) | Self::ActivatedByStandingChoice(activation) => Some(activation),
            Self::MarkedUndeliverable { .. }
            | Self::UndeliverableUndone { .. }
            | Self::Replaced { .. }
            | Self::Extended { .. }
            | Self::Voided { .. }
            | Self::VoidUndone { .. }
            | Self::ActivationReversed { .. }
            | Self::Lapsed { .. } => None,
        }
    }

    /// The code that comes into being with it.
    pub fn new_code(&self) -> Option<(ChequeId, NewCode)> {
        match self {
            Self::Replaced { cheque, code }
            | Self::ActivationReversed { cheque, to: ReversedTo::Unactivated(code), .. } => {
                Some((*cheque, *code))
            }
            Self::Activated(_)
            | Self::ActivatedByStandingChoice(_)
            | Self::MarkedUndeliverable { .. }
            | Self::UndeliverableUndone { .. }
            | Self::Extended { .. }
            | Self::Voided { .. }
            | Self::VoidUndone { .. }
            | Self::ActivationReversed { to: ReversedTo::Budget, .. }
            | Self::Lapsed { .. } => None,
        }
    }

    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        match self {
            Self::Activated(activation) | Self::ActivatedByStandingChoice(activation) => vec![
                Cheque::key(activation.cheque),
                Round::key(activation.round),
                Wallet::key(activation.wallet),
                Household::key(activation.household),
                Lot::key(activation.lot),
            ],
            Self::MarkedUndeliverable { cheque }
            | Self::UndeliverableUndone { cheque }
            | Self::Replaced { cheque, .. }
            | Self::Extended { cheque, .. }
            | Self::Voided { cheque, .. }
            | Self::VoidUndone { cheque } => vec![Cheque::key(*cheque)],
            Self::ActivationReversed { cheque, round, budget, lot, to, .. } => {
                let mut keys = vec![Cheque::key(*cheque), Round::key(*round), Lot::key(*lot)];
                if *to == ReversedTo::Budget {
                    keys.push(Budget::key(*budget));
                }
                keys
            }
            Self::Lapsed { cheque, round, budget, .. } => {
                vec![Cheque::key(*cheque), Round::key(*round), Budget::key(*budget)]
            }
        }
    }
}
