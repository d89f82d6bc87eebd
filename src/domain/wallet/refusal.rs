//! Why money that is in an initiative may not be taken back or moved.

use super::super::calendar::day_in_words;
use super::super::draft::No;
use super::super::money::Cents;
use super::super::refusal::Refusal;
use super::LapsesTo;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A refusal about money in an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum WalletRefusal {
    /// What comes back would be lost to the resident at once.
    #[error(
        "{} could be spent until and including {}, and would go to {} at once; it can stay, or be moved to another \
         initiative",
        taken_back(*most),
        day_in_words(*last_day),
        place(*to)
    )]
    WouldLapse {
        /// How much can be taken back.
        most: Cents,
        /// The last day on which the rest could be spent.
        last_day: Date,
        /// Where the rest would go.
        to: LapsesTo,
    },
    /// It is not the resident's any more, and stays where it is.
    #[error(
        "{} is from a cheque that was activated by mistake, and cannot be moved either",
        taken_back(*most)
    )]
    OfReversedCheque {
        /// How much can be.
        most: Cents,
    },
}

/// How much can be taken back, and what cannot.
fn taken_back(most: Cents) -> String {
    if most.is_zero() {
        return "this money cannot be taken back: it".into();
    }
    format!("only {most} of this money can be taken back: the rest")
}

fn place(to: LapsesTo) -> &'static str {
    match to {
        LapsesTo::Budget => "the budget it came from",
        LapsesTo::CommonPot => "the neighbourhood's common pot",
    }
}

impl WalletRefusal {
    /// As [`Refusal::depends_on_state`].
    pub(in crate::domain) fn depends_on_state(&self) -> bool {
        match self {
            Self::WouldLapse { .. } | Self::OfReversedCheque { .. } => true,
        }
    }
}

impl From<WalletRefusal> for No {
    fn from(refusal: WalletRefusal) -> Self {
        Refusal::Wallet(refusal).into()
    }
}
