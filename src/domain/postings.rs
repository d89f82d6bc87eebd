//! Turns an event into transfers. This is the whole of the bookkeeping: an event that moves money has its
//! transfers here, and nothing else makes transfers. Amounts of zero post nothing.

use super::account::{Account, Transfer};
use super::budget::BudgetEvent;
use super::cheque::{ChequeEvent, ReversedTo};
use super::common::CommonPotEvent;
use super::delivery::{DeliveryEvent, Share};
use super::event::Event;
use super::id::{AreaId, LotId};
use super::initiative::InitiativeEvent;
use super::money::Cents;
use super::payout::PayoutEvent;
use super::round::RoundEvent;
use super::wallet::{Back, LapsesTo, WalletEvent};

/// The transfers of an event, in order.
pub fn postings(event: &Event) -> Vec<Transfer> {
    let mut transfers = match event {
        Event::Programme(_) | Event::Household(_) | Event::Erasure(_) => Vec::new(),
        Event::Budget(event) => of_budget(event),
        Event::Round(event) => of_round(event),
        Event::Cheque(event) => of_cheque(event),
        Event::Wallet(event) => of_wallet(event),
        Event::Initiative(event) => of_initiative(event),
        Event::CommonPot(event) => of_common_pot(event),
        Event::Payout(event) => of_payout(event),
        Event::Delivery(event) => of_delivery(event),
    };
    transfers.retain(|transfer| !transfer.cents.is_zero());
    transfers
}

fn transfer(debit: Account, credit: Account, cents: Cents, lot: Account) -> Transfer {
    Transfer { debit, credit, cents, lot }
}

fn of_budget(event: &BudgetEvent) -> Vec<Transfer> {
    let transfer = match event {
        BudgetEvent::Received { budget, issuer, cents, .. }
        | BudgetEvent::ToppedUp { budget, issuer, cents, .. } => {
            let budget = Account::Budget(*budget);
            transfer(Account::BankReceived(*issuer), budget, *cents, budget)
        }
        BudgetEvent::CarriedOver { budget, into, cents } => {
            transfer(Account::Budget(*budget), Account::Budget(*into), *cents, Account::Budget(*budget))
        }
        BudgetEvent::Returned { budget, issuer, cents, .. } => {
            let budget = Account::Budget(*budget);
            transfer(budget, Account::BankReturned(*issuer), *cents, budget)
        }
        BudgetEvent::ReturnProposed { .. } => return Vec::new(),
    };
    vec![transfer]
}

fn of_round(event: &RoundEvent) -> Vec<Transfer> {
    match event {
        RoundEvent::ChequesIssued { round, budget, cents, .. } => {
            let budget = Account::Budget(*budget);
            vec![transfer(budget, Account::Unactivated(*round), *cents, budget)]
        }
        RoundEvent::ChequesLapsed { round, budget, cents, .. }
        | RoundEvent::ChequesWithdrawn { round, budget, cents, .. } => {
            let budget = Account::Budget(*budget);
            vec![transfer(Account::Unactivated(*round), budget, *cents, budget)]
        }
        RoundEvent::Drafted { .. }
        | RoundEvent::ListChecked { .. }
        | RoundEvent::IssueBegun { .. }
        | RoundEvent::Issued { .. }
        | RoundEvent::LettersReleased { .. }
        | RoundEvent::GraceBegun { .. }
        | RoundEvent::ClosingBegun { .. }
        | RoundEvent::Closed { .. }
        | RoundEvent::FinallySettled { .. }
        | RoundEvent::CancelBegun { .. }
        | RoundEvent::Cancelled { .. } => Vec::new(),
    }
}

fn of_cheque(event: &ChequeEvent) -> Vec<Transfer> {
    match event {
        ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation) => {
            let from = Account::Unactivated(activation.round);
            vec![of_lot((from, Account::Lot(activation.lot)), activation.cents, activation.lot)]
        }
        ChequeEvent::ActivationReversed { round, budget, lot, cents, to, .. } => {
            let credit = match to {
                ReversedTo::Unactivated(_) => Account::Unactivated(*round),
                ReversedTo::Budget => Account::Budget(*budget),
            };
            vec![of_lot((Account::Lot(*lot), credit), *cents, *lot)]
        }
        ChequeEvent::Lapsed { round, budget, cents, .. } => {
            let budget = Account::Budget(*budget);
            vec![transfer(Account::Unactivated(*round), budget, *cents, budget)]
        }
        ChequeEvent::MarkedUndeliverable { .. }
        | ChequeEvent::UndeliverableUndone { .. }
        | ChequeEvent::Replaced { .. }
        | ChequeEvent::Extended { .. }
        | ChequeEvent::Voided { .. }
        | ChequeEvent::VoidUndone { .. } => Vec::new(),
    }
}

fn of_wallet(event: &WalletEvent) -> Vec<Transfer> {
    match event {
        WalletEvent::Pledged { initiative, legs, .. } => {
            let pot = Account::Pot(*initiative);
            let into_pot = |lot| (Account::Lot(lot), pot);
            legs.iter().map(|leg| of_lot(into_pot(leg.lot), leg.cents, leg.lot)).collect()
        }
        WalletEvent::Withdrawn { initiative, legs, .. } => {
            let pot = Account::Pot(*initiative);
            legs.iter().map(|leg| of_lot((pot, Account::Lot(leg.lot)), leg.cents, leg.lot)).collect()
        }
        WalletEvent::ReturnedByReversal { initiative, leg, .. } => {
            vec![of_lot((Account::Pot(*initiative), Account::Lot(leg.lot)), leg.cents, leg.lot)]
        }
        WalletEvent::LotLapsed { lot, budget, area, cents, to } => {
            let credit = match to {
                LapsesTo::Budget => Account::Budget(*budget),
                LapsesTo::CommonPot => Account::Common(*area),
            };
            vec![of_lot((Account::Lot(*lot), credit), *cents, *lot)]
        }
        WalletEvent::GivenToCommonPot { area, legs, .. } => {
            let pot = Account::Common(*area);
            legs.iter().map(|leg| of_lot((Account::Lot(leg.lot), pot), leg.cents, leg.lot)).collect()
        }
    }
}

fn of_lot((debit, credit): (Account, Account), cents: Cents, lot: LotId) -> Transfer {
    transfer(debit, credit, cents, Account::Lot(lot))
}

/// Where money of a lot returns to: what the common pot had put in goes there.
fn home(area: AreaId, lot: LotId, common: bool) -> Account {
    if common { Account::Common(area) } else { Account::Lot(lot) }
}

fn of_initiative(event: &InitiativeEvent) -> Vec<Transfer> {
    match event {
        InitiativeEvent::PledgesReturned { initiative, area, legs } => {
            let pot = Account::Pot(*initiative);
            let way = |leg: &Back| (pot, home(*area, leg.lot, leg.common));
            legs.iter().map(|leg| of_lot(way(leg), leg.cents, leg.lot)).collect()
        }
        InitiativeEvent::Drafted { .. }
        | InitiativeEvent::Edited { .. }
        | InitiativeEvent::InitiatorAdded { .. }
        | InitiativeEvent::InitiatorLeft { .. }
        | InitiativeEvent::Submitted { .. }
        | InitiativeEvent::ChangesAsked { .. }
        | InitiativeEvent::Approved { .. }
        | InitiativeEvent::Rejected { .. }
        | InitiativeEvent::Opened { .. }
        | InitiativeEvent::Paused { .. }
        | InitiativeEvent::Resumed { .. }
        | InitiativeEvent::Funded { .. }
        | InitiativeEvent::FundedPartly { .. }
        | InitiativeEvent::ReconsiderationBegun { .. }
        | InitiativeEvent::ReconsiderationExplained { .. }
        | InitiativeEvent::FailedForMoney { .. }
        | InitiativeEvent::FailedForSupport { .. }
        | InitiativeEvent::FailedUnexplained { .. }
        | InitiativeEvent::CancelledByInitiator { .. }
        | InitiativeEvent::CancelledByModerator { .. }
        | InitiativeEvent::CancelledBySystem { .. }
        | InitiativeEvent::GivenUp { .. }
        | InitiativeEvent::ReturnFinished { .. } => Vec::new(),
    }
}

fn of_common_pot(event: &CommonPotEvent) -> Vec<Transfer> {
    match event {
        CommonPotEvent::LotsGranted { initiative, area, legs } => {
            let way = (Account::Common(*area), Account::Pot(*initiative));
            legs.iter().map(|leg| of_lot(way, leg.cents, leg.lot)).collect()
        }
        CommonPotEvent::GrantProposed { .. }
        | CommonPotEvent::GrantApproved { .. }
        | CommonPotEvent::GrantRejected { .. }
        | CommonPotEvent::GrantFinished { .. }
        | CommonPotEvent::GrantFellShort { .. } => Vec::new(),
    }
}

fn of_payout(event: &PayoutEvent) -> Vec<Transfer> {
    let (way, legs) = match event {
        PayoutEvent::LotsReserved { payout, initiative, legs } => {
            ((Account::Pot(*initiative), Account::Payable(*payout)), legs)
        }
        PayoutEvent::LotsPaid { payout, initiative, legs } => {
            ((Account::Payable(*payout), Account::BankPaid(*initiative)), legs)
        }
        PayoutEvent::LotsReleased { payout, initiative, legs } => {
            ((Account::Payable(*payout), Account::Pot(*initiative)), legs)
        }
        PayoutEvent::LotsReopened { payout, initiative, legs, .. } => {
            ((Account::BankPaid(*initiative), Account::Payable(*payout)), legs)
        }
        PayoutEvent::Proposed { .. }
        | PayoutEvent::Ready { .. }
        | PayoutEvent::Approved { .. }
        | PayoutEvent::Sent { .. }
        | PayoutEvent::ExecutionBegun { .. }
        | PayoutEvent::Executed { .. }
        | PayoutEvent::RejectionBegun { .. }
        | PayoutEvent::Rejected { .. }
        | PayoutEvent::BankReturnBegun { .. }
        | PayoutEvent::ReturnedByBank { .. } => return Vec::new(),
    };
    legs.iter().map(|leg| of_lot(way, leg.cents, leg.lot)).collect()
}

fn of_delivery(event: &DeliveryEvent) -> Vec<Transfer> {
    match event {
        DeliveryEvent::LeftoverShared { initiative, area, shares, .. } => {
            let bank = Account::BankPaid(*initiative);
            let way = |share: &Share| (bank, home(*area, share.lot, share.common));
            shares.iter().map(|share| of_lot(way(share), share.cents, share.lot)).collect()
        }
        DeliveryEvent::PlanChangeProposed { .. }
        | DeliveryEvent::PlanChangeApproved { .. }
        | DeliveryEvent::PlanChangeRejected { .. }
        | DeliveryEvent::Started { .. }
        | DeliveryEvent::ReportFellDue { .. }
        | DeliveryEvent::Reported { .. }
        | DeliveryEvent::Closed { .. }
        | DeliveryEvent::LeftoverReturnBegun { .. }
        | DeliveryEvent::LeftoverReturned { .. }
        | DeliveryEvent::NotCarriedOut { .. }
        | DeliveryEvent::WriteOffProposed { .. }
        | DeliveryEvent::WrittenOff { .. } => Vec::new(),
    }
}
