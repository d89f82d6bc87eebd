//! Moves about money that leaves for an initiative, or that the common pot gives it.

use super::world::World;
use crate::domain::common::{CommonPot, CommonPotCommand};
use crate::domain::delivery::DeliveryCommand;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::payout::{Payee, Payout, PayoutCommand, PayoutStatus, Step, Way};
use crate::domain::testkit::{ADMIN, BROKER, Campaign, MODERATOR, SECOND_TREASURER, TREASURER, cents};
use crate::domain::{Actor, AreaId, Command, InitiativeId, LotId, PayoutId};
use proptest::prelude::*;

/// What is done with the initiative or payout that the number beside it picks.
#[derive(Clone, Debug)]
pub enum AboutPayout {
    ProposeGrant,
    DecideGrant(bool),
    GrantPage,
    Propose,
    Next,
    Reject,
    BankReturn,
    Start,
    Leftover(u8),
    SharePage,
    GiveUp,
    WriteOff,
}

pub fn about_payout() -> impl Strategy<Value = AboutPayout> {
    prop_oneof![
        3 => Just(AboutPayout::ProposeGrant),
        3 => prop::bool::weighted(0.8).prop_map(AboutPayout::DecideGrant),
        4 => Just(AboutPayout::GrantPage),
        4 => Just(AboutPayout::Propose),
        14 => Just(AboutPayout::Next),
        2 => Just(AboutPayout::Reject),
        1 => Just(AboutPayout::BankReturn),
        2 => Just(AboutPayout::Start),
        3 => (1..=100_u8).prop_map(AboutPayout::Leftover),
        5 => Just(AboutPayout::SharePage),
        1 => Just(AboutPayout::GiveUp),
        1 => Just(AboutPayout::WriteOff),
    ]
}

/// The step whose pages a payout waits for.
fn step(status: PayoutStatus) -> Option<Step> {
    [Step::Reserve, Step::Pay, Step::Release, Step::Reopen].into_iter().find(|step| step.during() == status)
}

impl World {
    /// All lots, or every second one: a page that leaves something for the next.
    fn page(&self, n: u8) -> Vec<LotId> {
        self.known_lots().skip(usize::from(n / 2 % 2)).step_by(1 + usize::from(n % 2)).collect()
    }

    fn initiative_that(&self, wanted: impl Fn(&Initiative) -> bool, n: u8) -> InitiativeId {
        self.among(InitiativeId, wanted, n).unwrap_or(InitiativeId(1))
    }

    fn payout_that(&self, wanted: impl Fn(&Payout) -> bool, n: u8) -> PayoutId {
        self.among(PayoutId, wanted, n).unwrap_or(PayoutId(1))
    }

    pub fn payout(&mut self, n: u8, what: &AboutPayout) {
        let reason = self.book.text();
        let in_status = |wanted| move |it: &Initiative| it.status == wanted;
        let (actor, command): (Actor, Command) = match what {
            AboutPayout::ProposeGrant | AboutPayout::DecideGrant(_) | AboutPayout::GrantPage => {
                return self.grant(n, what);
            }
            AboutPayout::Propose => {
                let initiative = self.initiative_that(in_status(InitiativeStatus::Funded), n);
                let (way, payee) = (Way::SupplierInvoice, Payee::Text(reason));
                (TREASURER, PayoutCommand::Propose { initiative, way, payee }.into())
            }
            AboutPayout::Next => return self.next_of_payout(n),
            AboutPayout::Reject => {
                let payout = self.payout_that(|it| step(it.status).is_none() && it.paid.is_zero(), n);
                (TREASURER, PayoutCommand::Reject { payout, reason }.into())
            }
            AboutPayout::BankReturn => {
                let payout = self.payout_that(|it| it.status == PayoutStatus::Executed, n);
                let reference = format!("return-{n}");
                (TREASURER, PayoutCommand::ReturnByBank { payout, reference, reason }.into())
            }
            AboutPayout::Start => {
                let initiative = self.initiative_that(in_status(InitiativeStatus::Paid), n);
                (Actor::System, DeliveryCommand::Start { initiative, planned_end: self.book.day(1) }.into())
            }
            AboutPayout::Leftover(percent) => return self.leftover(n, *percent),
            AboutPayout::SharePage => {
                let is_shared = |it: &Initiative| it.delivery().is_ok_and(|it| it.leftover.is_some());
                let (initiative, lots) = (self.initiative_that(is_shared, n), self.page(n));
                (Actor::System, DeliveryCommand::ShareLeftover { initiative, lots }.into())
            }
            AboutPayout::GiveUp => {
                let initiative = self.initiative_that(|it| it.delivery.is_some(), n);
                (MODERATOR, DeliveryCommand::GiveUp { initiative, reason }.into())
            }
            AboutPayout::WriteOff => {
                let initiative = self.initiative_that(in_status(InitiativeStatus::NotCarriedOut), n);
                let proposed = |it: &Initiative| it.delivery().is_ok_and(|it| it.write_off.is_some());
                if self.among(InitiativeId, proposed, n) == Some(initiative) {
                    (ADMIN, DeliveryCommand::ApproveWriteOff { initiative }.into())
                } else {
                    (TREASURER, DeliveryCommand::ProposeWriteOff { initiative, reason }.into())
                }
            }
        };
        self.ask(actor, command);
    }

    fn grant(&mut self, n: u8, what: &AboutPayout) {
        let reason = self.book.text();
        let proposed = |it: &Initiative| it.grant.is_some();
        if let AboutPayout::ProposeGrant = what {
            let is_near = |it: &Initiative| {
                matches!(it.status, InitiativeStatus::Reconsidered | InitiativeStatus::Explained)
            };
            let initiative = self.initiative_that(is_near, n);
            let pot = self.all::<CommonPot>(AreaId).map(|(_, pot)| pot.cents).next();
            let gap = self.all::<Initiative>(InitiativeId).find(|(id, _)| *id == initiative);
            let gap = gap.map(|(_, it)| it.pot.short_of(it.target)).unwrap_or_default();
            let cents = gap.min(pot.unwrap_or_default());
            return self.ask(BROKER, CommonPotCommand::ProposeGrant { initiative, cents, reason });
        }
        let initiative = self.initiative_that(proposed, n);
        let grant = self.all::<Initiative>(InitiativeId).find(|(id, _)| *id == initiative);
        let cents = grant.and_then(|(_, it)| it.grant.as_ref()).map_or(cents(1), |grant| grant.cents);
        let (actor, command) = match what {
            AboutPayout::DecideGrant(true) => (ADMIN, CommonPotCommand::ApproveGrant { initiative, cents }),
            AboutPayout::DecideGrant(false) => (ADMIN, CommonPotCommand::RejectGrant { initiative, reason }),
            _ => {
                let (lots, last) = (self.page(n), n.is_multiple_of(2));
                (Actor::System, CommonPotCommand::GrantLots { initiative, lots, last })
            }
        };
        self.ask(actor, command);
    }

    /// What comes next in the life of a payout.
    fn next_of_payout(&mut self, n: u8) {
        let is_on_its_way =
            |it: &Payout| !matches!(it.status, PayoutStatus::Executed | PayoutStatus::Rejected);
        let Some(payout) = self.among(PayoutId, is_on_its_way, n) else { return };
        let status = self.book.get::<Payout>(payout).status;
        let (actor, command) = if let Some(step) = step(status) {
            (Actor::System, PayoutCommand::MoveLots { payout, step, lots: self.page(n) })
        } else if status == PayoutStatus::Ready {
            (SECOND_TREASURER, PayoutCommand::Approve { payout })
        } else if status == PayoutStatus::Sent {
            (TREASURER, PayoutCommand::Execute { payout, reference: format!("payment-{n}") })
        } else {
            (TREASURER, PayoutCommand::Send { payout })
        };
        self.ask(actor, command);
    }

    fn leftover(&mut self, n: u8, percent: u8) {
        let is_paid = |it: &Initiative| it.delivery().is_ok_and(|delivery| !delivery.paid.is_zero());
        let Some(initiative) = self.among(InitiativeId, is_paid, n) else { return };
        let paid = self.book.get::<Initiative>(initiative).delivery().map_or(0, |it| it.paid.get());
        let campaign = Campaign { initiative, lots: self.known_lots().collect() };
        let sum = (paid * i64::from(percent) / 100).max(1);
        let command = self.book.return_leftover(&campaign, sum, "leftover");
        self.ask(TREASURER, command);
    }
}
