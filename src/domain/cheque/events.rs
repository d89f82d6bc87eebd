//! What happens to a single cheque.

use super::super::budget::Budget;
use super::super::id::{AreaId, BudgetId, ChequeId, HouseholdId, LotId, RoundId, WalletId};
use super::super::money::Cents;
use super::super::round::Round;
use super::super::thing::{Key, Stated};
use super::super::time::Timestamp;
use super::super::wallet::{Household, Lot, LotKind, Wallet};
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
    /// Lots of the wallet that are used up and past their date: it need not look at them again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<LotId>,
}

/// Something that happened to a cheque.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChequeEvent {
    /// Somebody activated it with its code.
    Activated(Activation),
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
    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        match self {
            Self::Activated(activation) => vec![
                Cheque::key(activation.cheque),
                Round::key(activation.round),
                Wallet::key(activation.wallet),
                Household::key(activation.household),
                Lot::key(activation.lot),
            ],
            Self::Lapsed { cheque, round, budget, .. } => {
                vec![Cheque::key(*cheque), Round::key(*round), Budget::key(*budget)]
            }
        }
    }
}
