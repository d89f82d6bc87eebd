//! What became of the money of a round, for each of its budgets, in cents: the figures of its settlement.
//!
//! Two sums always hold: issued = activated + lapsed + not yet activated, and
//! activated = saved + pledged + common + paid + returned.

use super::{Things, thing};
use crate::domain::cheque::{ChequeEvent, ReversedTo};
use crate::domain::common::CommonPotEvent;
use crate::domain::delivery::DeliveryEvent;
use crate::domain::initiative::InitiativeEvent;
use crate::domain::payout::PayoutEvent;
use crate::domain::round::RoundEvent;
use crate::domain::wallet::{LapsesTo, Lot, WalletEvent};
use crate::domain::{BookId, BudgetId, Cents, Event, Is, LotId, RoundId, Stated};
use crate::store::entities::round_view::{Column, Entity, Model};
use crate::store::{Database, StoreError, Upsert};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// The table.
pub const TABLE: &str = "round_view";

/// The columns that are added up.
const COLUMNS: [&str; 8] =
    ["issued", "activated", "lapsed", "saved", "pledged", "common", "paid", "returned"];

/// Where money of a round is counted; the numbers are places in `COLUMNS`.
#[derive(Clone, Copy)]
enum Sum {
    Issued = 0,
    Activated = 1,
    Lapsed = 2,
    Saved = 3,
    Pledged = 4,
    Common = 5,
    Paid = 6,
    Returned = 7,
}

/// Where money of a lot is counted that comes back.
fn home(common: bool) -> Sum {
    if common { Sum::Common } else { Sum::Saved }
}

/// Changes of the sums, by round and budget.
#[derive(Clone, Debug, Default)]
pub struct Pending(BTreeMap<(i64, i64), [i64; 8]>);

impl Pending {
    /// Adds what an event changes.
    pub fn fold(&mut self, event: &Event, things: &Things) {
        match event {
            Event::Round(event) => self.fold_round(event),
            Event::Cheque(event) => self.fold_cheque(event),
            Event::Wallet(event) => self.fold_wallet(event, things),
            Event::Initiative(event) => self.fold_initiative(event, things),
            Event::CommonPot(event) => self.fold_common_pot(event, things),
            Event::Payout(event) => self.fold_payout(event, things),
            Event::Delivery(event) => self.fold_delivery(event, things),
            Event::Programme(_) | Event::Budget(_) | Event::Household(_) | Event::Erasure(_) => {}
        }
    }

    fn fold_round(&mut self, event: &RoundEvent) {
        match event {
            RoundEvent::ChequesIssued { round, budget, cents, .. } => {
                self.add(*round, *budget, Sum::Issued, cents.get());
            }
            RoundEvent::ChequesLapsed { round, budget, cents, .. }
            | RoundEvent::ChequesWithdrawn { round, budget, cents, .. } => {
                self.add(*round, *budget, Sum::Lapsed, cents.get());
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
            | RoundEvent::Cancelled { .. } => {}
        }
    }

    fn fold_cheque(&mut self, event: &ChequeEvent) {
        match event {
            ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation) => {
                let (round, budget) = (activation.round, activation.budget);
                self.add(round, budget, Sum::Activated, activation.cents.get());
                self.add(round, budget, Sum::Saved, activation.cents.get());
            }
            ChequeEvent::ActivationReversed { round, budget, cents, to, .. } => {
                self.add(*round, *budget, Sum::Activated, -cents.get());
                self.add(*round, *budget, Sum::Saved, -cents.get());
                if *to == ReversedTo::Budget {
                    self.add(*round, *budget, Sum::Lapsed, cents.get());
                }
            }
            ChequeEvent::Lapsed { round, budget, cents, .. } => {
                self.add(*round, *budget, Sum::Lapsed, cents.get());
            }
            ChequeEvent::MarkedUndeliverable { .. }
            | ChequeEvent::UndeliverableUndone { .. }
            | ChequeEvent::Replaced { .. }
            | ChequeEvent::Extended { .. }
            | ChequeEvent::Voided { .. }
            | ChequeEvent::VoidUndone { .. } => {}
        }
    }

    fn fold_wallet(&mut self, event: &WalletEvent, things: &Things) {
        match event {
            WalletEvent::Pledged { legs, .. } => {
                for leg in legs {
                    self.shift(leg.lot, leg.cents, (Sum::Saved, Sum::Pledged), things);
                }
            }
            WalletEvent::Withdrawn { legs, .. } => {
                for leg in legs {
                    self.shift(leg.lot, leg.cents, (Sum::Pledged, Sum::Saved), things);
                }
            }
            WalletEvent::ReturnedByReversal { leg, .. } => {
                self.shift(leg.lot, leg.cents, (Sum::Pledged, Sum::Saved), things);
            }
            WalletEvent::LotLapsed { lot, cents, to, .. } => {
                let to = match to {
                    LapsesTo::Budget => Sum::Returned,
                    LapsesTo::CommonPot => Sum::Common,
                };
                self.shift(*lot, *cents, (Sum::Saved, to), things);
            }
            WalletEvent::GivenToCommonPot { legs, .. } => {
                for leg in legs {
                    self.shift(leg.lot, leg.cents, (Sum::Saved, Sum::Common), things);
                }
            }
        }
    }

    fn fold_initiative(&mut self, event: &InitiativeEvent, things: &Things) {
        for leg in event.returned() {
            self.shift(leg.lot, leg.cents, (Sum::Pledged, home(leg.common)), things);
        }
    }

    fn fold_common_pot(&mut self, event: &CommonPotEvent, things: &Things) {
        for leg in event.granted() {
            self.shift(leg.lot, leg.cents, (Sum::Common, Sum::Pledged), things);
        }
    }

    fn fold_delivery(&mut self, event: &DeliveryEvent, things: &Things) {
        let (shares, _) = event.shared();
        for share in shares {
            self.shift(share.lot, share.cents, (Sum::Paid, home(share.common)), things);
        }
    }

    fn fold_payout(&mut self, event: &PayoutEvent, things: &Things) {
        let (way, legs) = match event {
            PayoutEvent::LotsPaid { legs, .. } => ((Sum::Pledged, Sum::Paid), legs),
            PayoutEvent::LotsReopened { legs, .. } => ((Sum::Paid, Sum::Pledged), legs),
            PayoutEvent::Proposed { .. }
            | PayoutEvent::LotsReserved { .. }
            | PayoutEvent::Ready { .. }
            | PayoutEvent::Approved { .. }
            | PayoutEvent::Sent { .. }
            | PayoutEvent::ExecutionBegun { .. }
            | PayoutEvent::Executed { .. }
            | PayoutEvent::RejectionBegun { .. }
            | PayoutEvent::LotsReleased { .. }
            | PayoutEvent::Rejected { .. }
            | PayoutEvent::BankReturnBegun { .. }
            | PayoutEvent::ReturnedByBank { .. } => return,
        };
        for leg in legs {
            self.shift(leg.lot, leg.cents, way, things);
        }
    }

    /// Moves money of a lot from one sum to another.
    fn shift(&mut self, lot: LotId, cents: Cents, (from, to): (Sum, Sum), things: &Things) {
        // Every event that moves money of a lot changes that lot, so it is among the things.
        let Some(lot) = thing(things, Lot::key(lot)).and_then(Is::<Lot>::is) else { return };
        self.add(lot.round, lot.budget, from, -cents.get());
        self.add(lot.round, lot.budget, to, cents.get());
    }

    /// Cannot overflow: a sum is money of one budget in one place, which is never less than nothing nor more than
    /// all cheques of the round are worth, and what is added up here is the difference of two of its values.
    fn add(&mut self, round: RoundId, budget: BudgetId, sum: Sum, cents: i64) {
        self.0.entry((round.0, budget.0)).or_default()[sum as usize] += cents;
    }

    /// The rows to write.
    pub fn into_rows(self) -> Vec<Upsert> {
        let row = |((round, budget), sums): ((i64, i64), [i64; 8])| Upsert {
            table: TABLE,
            key: vec![("round", round), ("budget", budget)],
            add: COLUMNS.into_iter().zip(sums).collect(),
            set: Vec::new(),
            words: Vec::new(),
        };
        self.0.into_iter().map(row).collect()
    }
}

/// A row: what became of the money of a budget in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The round.
    pub round: RoundId,
    /// The budget.
    pub budget: BudgetId,
    /// How much is where.
    pub sums: Sums,
}

/// Money of cheques by where it is, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What all cheques are worth.
    pub issued: i64,
    /// Of that: activated.
    pub activated: i64,
    /// Of that: back in the budget without having been activated.
    pub lapsed: i64,
    /// Of the activated: in residents' wallets.
    pub saved: i64,
    /// In initiatives.
    pub pledged: i64,
    /// In the common pot.
    pub common: i64,
    /// Paid out.
    pub paid: i64,
    /// Back in the budget after it was activated.
    pub returned: i64,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.issued += other.issued;
        self.activated += other.activated;
        self.lapsed += other.lapsed;
        self.saved += other.saved;
        self.pledged += other.pledged;
        self.common += other.common;
        self.paid += other.paid;
        self.returned += other.returned;
    }
}

/// All rows of a book, by round and budget.
///
/// # Errors
/// The database's.
pub async fn all(database: &Database, book: BookId) -> Result<Vec<Figures>, StoreError> {
    figures(database, Entity::find().filter(Column::Book.eq(book.0))).await
}

/// The rows of one round, by budget.
///
/// # Errors
/// The database's.
pub async fn of_round(database: &Database, book: BookId, round: RoundId) -> Result<Vec<Figures>, StoreError> {
    let ours = Entity::find().filter(Column::Book.eq(book.0)).filter(Column::Round.eq(round.0));
    figures(database, ours).await
}

async fn figures(database: &Database, which: Select<Entity>) -> Result<Vec<Figures>, StoreError> {
    let rows = which.order_by_asc(Column::Round).order_by_asc(Column::Budget).all(&database.reader).await?;
    Ok(rows.into_iter().map(Figures::from).collect())
}

impl From<Model> for Figures {
    fn from(row: Model) -> Self {
        let Model { issued, activated, lapsed, saved, pledged, common, paid, returned, .. } = row;
        let sums = Sums { issued, activated, lapsed, saved, pledged, common, paid, returned };
        Self { round: RoundId(row.round), budget: BudgetId(row.budget), sums }
    }
}
