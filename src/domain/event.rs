//! Everything that can happen, joined from the rooms of the domain.

use super::budget::BudgetEvent;
use super::cheque::ChequeEvent;
use super::common::CommonPotEvent;
use super::delivery::DeliveryEvent;
use super::erasure::ErasureEvent;
use super::household::HouseholdEvent;
use super::id::{ChequeId, PersonId, TextId};
use super::initiative::InitiativeEvent;
use super::payout::PayoutEvent;
use super::programme::ProgrammeEvent;
use super::round::RoundEvent;
use super::thing::Key;
use super::wallet::WalletEvent;

/// Something that happened. Stored events are a contract: fields are added with a default or the version
/// goes up and old payloads are upcast on reading; nothing is ever rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The scheme, its rules, areas and issuers.
    Programme(ProgrammeEvent),
    /// Money from issuers.
    Budget(BudgetEvent),
    /// Issuing cheques.
    Round(RoundEvent),
    /// A single cheque.
    Cheque(ChequeEvent),
    /// What residents do with their money.
    Wallet(WalletEvent),
    /// Those who live at one address.
    Household(HouseholdEvent),
    /// What neighbours want to do.
    Initiative(InitiativeEvent),
    /// What an area's shared money does for it.
    CommonPot(CommonPotEvent),
    /// Money leaving the bank for it.
    Payout(PayoutEvent),
    /// Carrying it out.
    Delivery(DeliveryEvent),
    /// Forgetting somebody.
    Erasure(ErasureEvent),
}

impl Event {
    /// The things this event changes, each once, the ones it brings into being included.
    pub fn touches(&self) -> Vec<Key> {
        match self {
            Self::Programme(event) => event.touches(),
            Self::Budget(event) => event.touches(),
            Self::Round(event) => event.touches(),
            Self::Cheque(event) => event.touches(),
            Self::Wallet(event) => event.touches(),
            Self::Household(event) => event.touches(),
            Self::Initiative(event) => event.touches(),
            Self::CommonPot(event) => event.touches(),
            Self::Payout(event) => event.touches(),
            Self::Delivery(event) => event.touches(),
            Self::Erasure(event) => event.touches(),
        }
    }

    /// Whether it begins long work: the pages that follow name it as their cause.
    pub fn begins_work(&self) -> bool {
        if let Self::Initiative(event) = self {
            return event.ending().is_some();
        }
        matches!(
            self,
            Self::Round(
                RoundEvent::IssueBegun { .. }
                    | RoundEvent::ClosingBegun { .. }
                    | RoundEvent::CancelBegun { .. }
            ) | Self::CommonPot(CommonPotEvent::GrantApproved { .. })
                | Self::Payout(
                    PayoutEvent::Proposed { .. }
                        | PayoutEvent::ExecutionBegun { .. }
                        | PayoutEvent::RejectionBegun { .. }
                        | PayoutEvent::BankReturnBegun { .. }
                )
                | Self::Delivery(DeliveryEvent::LeftoverReturnBegun { .. })
        )
    }

    /// The erasable rows that are deleted with it: a person's, and texts.
    pub fn erased(&self) -> (Option<PersonId>, &[TextId]) {
        match self {
            Self::Erasure(event) => event.erased(),
            Self::Programme(_)
            | Self::Budget(_)
            | Self::Round(_)
            | Self::Cheque(_)
            | Self::Wallet(_)
            | Self::Household(_)
            | Self::Initiative(_)
            | Self::CommonPot(_)
            | Self::Payout(_)
            | Self::Delivery(_) => (None, &[]),
        }
    }

    /// The codes that come into being with it: whose, and which of the cheque's codes. Each has an entry in the
    /// directory of codes.
    pub fn new_codes(&self) -> Vec<(ChequeId, u32)> {
        match self {
            Self::Round(RoundEvent::ChequesIssued { first, count, .. }) => {
                (first.0..first.0 + count).map(|number| (ChequeId(number), 1)).collect()
            }
            Self::Cheque(event) => {
                event.new_code().map(|(cheque, code)| (cheque, code.generation)).into_iter().collect()
            }
            Self::Programme(_)
            | Self::Budget(_)
            | Self::Round(_)
            | Self::Wallet(_)
            | Self::Household(_)
            | Self::Initiative(_)
            | Self::CommonPot(_)
            | Self::Payout(_)
            | Self::Delivery(_)
            | Self::Erasure(_) => Vec::new(),
        }
    }
}

macro_rules! joins {
    ($($room:ident($event:ident)),+) => {
        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$room(event)
            }
        })+
    };
}

joins!(
    Programme(ProgrammeEvent),
    Budget(BudgetEvent),
    Round(RoundEvent),
    Cheque(ChequeEvent),
    Wallet(WalletEvent),
    Household(HouseholdEvent),
    Initiative(InitiativeEvent),
    CommonPot(CommonPotEvent),
    Payout(PayoutEvent),
    Delivery(DeliveryEvent),
    Erasure(ErasureEvent)
);
