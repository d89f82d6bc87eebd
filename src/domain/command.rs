//! Everything that can be asked, joined from the rooms of the domain, and the one place that decides it.

use super::budget::{self, BudgetCommand};
use super::cheque::{self, ChequeCommand};
use super::common::{self, CommonPotCommand};
use super::delivery::{self, DeliveryCommand};
use super::draft::{Did, Draft, No};
use super::erasure::{self, ErasureCommand};
use super::household::{self, HouseholdCommand};
use super::initiative::{self, InitiativeCommand};
use super::payout::{self, PayoutCommand};
use super::programme::{self, ProgrammeCommand};
use super::round::{self, RoundCommand};
use super::wallet::{self, WalletCommand};
use serde::{Deserialize, Serialize};

/// A wish, with all facts it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// About the programme.
    Programme(ProgrammeCommand),
    /// About a budget.
    Budget(BudgetCommand),
    /// About a round.
    Round(RoundCommand),
    /// About a cheque.
    Cheque(ChequeCommand),
    /// About a resident's money.
    Wallet(WalletCommand),
    /// About those who live at one address.
    Household(HouseholdCommand),
    /// About an initiative.
    Initiative(InitiativeCommand),
    /// About an area's shared money.
    CommonPot(CommonPotCommand),
    /// About a payout.
    Payout(PayoutCommand),
    /// About carrying out an initiative.
    Delivery(DeliveryCommand),
    /// About forgetting somebody.
    Erasure(ErasureCommand),
}

/// Decides a command: its events are in the draft afterwards, or there is a reason why not.
///
/// # Errors
/// [`No::Refused`] if it may not be done, [`No::Missing`] if things must be loaded before it can be decided,
/// [`No::Broken`] if its events do not fit the states.
pub fn decide(command: &Command, draft: &mut Draft) -> Result<Did, No> {
    match command {
        Command::Programme(command) => programme::decide(command, draft),
        Command::Budget(command) => budget::decide(command, draft),
        Command::Round(command) => round::decide(command, draft),
        Command::Cheque(command) => cheque::decide(command, draft),
        Command::Wallet(command) => wallet::decide(command, draft),
        Command::Household(command) => household::decide(command, draft),
        Command::Initiative(command) => initiative::decide(command, draft),
        Command::CommonPot(command) => common::decide(command, draft),
        Command::Payout(command) => payout::decide(command, draft),
        Command::Delivery(command) => delivery::decide(command, draft),
        Command::Erasure(command) => erasure::decide(command, draft),
    }
}

macro_rules! joins {
    ($($room:ident($command:ident)),+) => {
        $(impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$room(command)
            }
        })+
    };
}

joins!(
    Programme(ProgrammeCommand),
    Budget(BudgetCommand),
    Round(RoundCommand),
    Cheque(ChequeCommand),
    Wallet(WalletCommand),
    Household(HouseholdCommand),
    Initiative(InitiativeCommand),
    CommonPot(CommonPotCommand),
    Payout(PayoutCommand),
    Delivery(DeliveryCommand),
    Erasure(ErasureCommand)
);
