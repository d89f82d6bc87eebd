//! A lot: money held for a resident with its source. It knows where every cent of it is.

use super::super::cheque::{Activation, ChequeEvent};
use super::super::common::CommonPotEvent;
use super::super::delivery::DeliveryEvent;
use super::super::event::Event;
use super::super::id::{AreaId, BudgetId, ChequeId, HouseholdId, LotId, RoundId, WalletId};
use super::super::initiative::InitiativeEvent;
use super::super::money::Cents;
use super::super::payout::PayoutEvent;
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::{Giver, LapsesTo, LotKind, Place, Stage, WalletEvent};
use serde::{Deserialize, Serialize};

/// Most lots have no money in the common pot; a row of state that is written often does not say so.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_nothing(cents: &Cents) -> bool {
    cents.is_zero()
}

/// A lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Whose it is.
    pub wallet: WalletId,
    /// What kind of money.
    pub kind: LotKind,
    /// The cheque it was.
    pub cheque: ChequeId,
    /// The round of that cheque.
    pub round: RoundId,
    /// The budget it comes from.
    pub budget: BudgetId,
    /// The area whose common pot it may lapse to.
    pub area: AreaId,
    /// The household the cheque was sent to.
    pub household: HouseholdId,
    /// Until when it can be spent, as the instant after it.
    pub spend_by: Timestamp,
    /// What can still be spent.
    pub free: Cents,
    /// Whether an own withdrawal has already moved the date.
    pub prolonged: bool,
    /// Whether the activation was wrong: what still comes back cannot be spent and goes to the budget.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
    /// Money in initiatives.
    pub places: Vec<Place>,
    /// Money of it that is in the common pot of its area.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub common: Cents,
    /// What of it was not spent in time, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse: Option<Lapse>,
}

/// What of a lot was not spent in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapse {
    /// How much, in all.
    pub cents: Cents,
    /// Until when the last of it could be spent, as the instant after it: money that comes back later moves the date of
    /// the lot.
    pub until: Timestamp,
    /// Where it went.
    pub to: LapsesTo,
}

impl Lot {
    /// Until when it can be spent, as the instant after it; never, if its activation was reversed.
    pub fn until(&self) -> Timestamp {
        if self.reversed { Timestamp::MIN } else { self.spend_by }
    }

    /// Whether nothing of it can be spent any more, unless paid money comes back.
    pub fn is_used_up(&self, now: Timestamp) -> bool {
        let is_gone = |place: &Place| place.is_common() || matches!(place.stage, Stage::Paid(_));
        self.free.is_zero() && self.until() <= now && self.places.iter().all(is_gone)
    }

    fn apply_own(&mut self, id: LotId, event: &WalletEvent) -> Result<(), Unfit> {
        match event {
            WalletEvent::Pledged { initiative, legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    let giver = if leg.own { Giver::Initiator } else { Giver::Supporter };
                    self.free = self.free.minus(leg.cents)?;
                    self.put(*initiative, leg.cents, giver)?;
                }
            }
            WalletEvent::Withdrawn { initiative, legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    self.take_back(*initiative, leg)?;
                    self.prolonged |= leg.spend_by.is_some();
                }
            }
            WalletEvent::ReturnedByReversal { initiative, leg, .. } => self.take_back(*initiative, leg)?,
            WalletEvent::LotLapsed { cents, to, .. } => {
                let before = self.lapse.map_or(Cents::ZERO, |lapse| lapse.cents);
                self.lapse = Some(Lapse { cents: before.plus(*cents)?, until: self.until(), to: *to });
                self.free = self.free.minus(*cents)?;
                if *to == LapsesTo::CommonPot {
                    self.common = self.common.plus(*cents)?;
                }
            }
            WalletEvent::GivenToCommonPot { legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    self.free = self.free.minus(leg.cents)?;
                    self.common = self.common.plus(leg.cents)?;
                }
            }
        }
        Ok(())
    }
}

impl Lot {
    fn apply_payout(&mut self, id: LotId, event: &PayoutEvent) -> Result<(), Unfit> {
        let (initiative, legs, way) = match event {
            PayoutEvent::LotsReserved { initiative, legs, .. } => {
                (initiative, legs, (Stage::Pot, Stage::Payable))
            }
            PayoutEvent::LotsPaid { initiative, legs, .. } => {
                (initiative, legs, (Stage::Payable, Stage::Paid(0)))
            }
            PayoutEvent::LotsReleased { initiative, legs, .. } => {
                (initiative, legs, (Stage::Payable, Stage::Pot))
            }
            PayoutEvent::LotsReopened { initiative, legs, .. } => {
                (initiative, legs, (Stage::Paid(0), Stage::Payable))
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
            | PayoutEvent::ReturnedByBank { .. } => return Ok(()),
        };
        for leg in legs.iter().filter(|leg| leg.lot == id) {
            self.move_on(*initiative, way, leg.cents)?;
        }
        Ok(())
    }
}

impl Lot {
    fn apply_initiative(&mut self, id: LotId, event: &InitiativeEvent) -> Result<(), Unfit> {
        match event {
            InitiativeEvent::PledgesReturned { initiative, legs, .. } => {
                legs.iter().filter(|leg| leg.lot == id).try_for_each(|leg| self.take_back(*initiative, leg))
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
            | InitiativeEvent::ReturnFinished { .. } => Ok(()),
        }
    }

    fn apply_common_pot(&mut self, id: LotId, event: &CommonPotEvent) -> Result<(), Unfit> {
        match event {
            CommonPotEvent::LotsGranted { initiative, legs, .. } => {
                for leg in legs.iter().filter(|leg| leg.lot == id) {
                    self.common = self.common.minus(leg.cents)?;
                    self.put(*initiative, leg.cents, Giver::CommonPot)?;
                }
            }
            CommonPotEvent::GrantProposed { .. }
            | CommonPotEvent::GrantApproved { .. }
            | CommonPotEvent::GrantRejected { .. }
            | CommonPotEvent::GrantFinished { .. }
            | CommonPotEvent::GrantFellShort { .. } => {}
        }
        Ok(())
    }

    fn apply_delivery(&mut self, id: LotId, event: &DeliveryEvent) -> Result<(), Unfit> {
        match event {
            DeliveryEvent::LeftoverShared { initiative, run, shares, .. } => {
                let mut own = shares.iter().filter(|share| share.lot == id);
                own.try_for_each(|share| self.take_share(*initiative, *run, share))
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
            | DeliveryEvent::WrittenOff { .. } => Ok(()),
        }
    }

    fn apply_cheque(&mut self, event: &ChequeEvent) -> Result<(), Unfit> {
        match event {
            ChequeEvent::ActivationReversed { cents, .. } => {
                self.free = self.free.minus(*cents)?;
                self.reversed = true;
                Ok(())
            }
            ChequeEvent::Activated(_) | ChequeEvent::ActivatedByStandingChoice(_) => {
                Err(Unfit::Other("a lot with this id exists"))
            }
            ChequeEvent::MarkedUndeliverable { .. }
            | ChequeEvent::UndeliverableUndone { .. }
            | ChequeEvent::Replaced { .. }
            | ChequeEvent::Extended { .. }
            | ChequeEvent::Voided { .. }
            | ChequeEvent::VoidUndone { .. }
            | ChequeEvent::Lapsed { .. } => Ok(()),
        }
    }
}

impl Stated for Lot {
    type Id = LotId;
    const KIND: Kind = Kind::Lot;

    fn born(_: LotId, event: &Event) -> Option<Self> {
        let Event::Cheque(
            ChequeEvent::Activated(activation) | ChequeEvent::ActivatedByStandingChoice(activation),
        ) = event
        else {
            return None;
        };
        let Activation { cheque, round, budget, area, wallet, kind, household, cents, spend_by, .. } =
            activation;
        Some(Self {
            wallet: *wallet,
            kind: *kind,
            cheque: *cheque,
            round: *round,
            budget: *budget,
            area: *area,
            household: *household,
            spend_by: *spend_by,
            free: *cents,
            prolonged: false,
            reversed: false,
            places: Vec::new(),
            common: Cents::ZERO,
            lapse: None,
        })
    }

    fn apply(&mut self, id: LotId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Wallet(event) => self.apply_own(id, event)?,
            Event::Initiative(event) => self.apply_initiative(id, event)?,
            Event::CommonPot(event) => self.apply_common_pot(id, event)?,
            Event::Payout(event) => self.apply_payout(id, event)?,
            Event::Delivery(event) => self.apply_delivery(id, event)?,
            Event::Cheque(event) => self.apply_cheque(event)?,
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Household(_)
            | Event::Erasure(_) => {}
        }
        Ok(())
    }

    fn due(&self) -> Option<Timestamp> {
        if self.free.is_zero() { None } else { Some(self.until()) }
    }
}
