//! What is known of an initiative.

use super::super::calendar::Zone;
use super::super::common::Grant;
use super::super::delivery::Delivery;
use super::super::event::Event;
use super::super::id::{AreaId, BudgetId, InitiativeId, PersonId, TextId, WalletId};
use super::super::money::Cents;
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::super::thing::{Kind, Stated, Unfit};
use super::super::time::Timestamp;
use super::{InitiativeEvent, InitiativeStatus, Initiator};
use serde::{Deserialize, Serialize};

/// An initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiative {
    /// Where it is in its life.
    pub status: InitiativeStatus,
    /// Where.
    pub area: AreaId,
    /// What kind of thing.
    pub purpose: String,
    /// Its title and story.
    pub story: TextId,
    /// The initiators who have an account.
    pub persons: Vec<PersonId>,
    /// Who of them began it, if it was one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_by: Option<PersonId>,
    /// The initiators' own wallets.
    pub wallets: Vec<WalletId>,
    /// The most it takes.
    pub target: Cents,
    /// How many lines its plan has.
    pub lines: usize,
    /// What is in the pot.
    pub pot: Cents,
    /// What of that is the initiators' own.
    pub own: Cents,
    /// What of the pot is from which budget.
    pub budgets: Vec<(BudgetId, Cents)>,
    /// Supporting residents, without the initiators.
    pub residents: i64,
    /// Supporting households, without the initiators'.
    pub households: i64,
    /// The version of the rules it keeps; 0 before it opens.
    pub rules: u32,
    /// When pledging or the present step ends, as the instant after it; 0 before it opens. Once money goes
    /// back, since when.
    pub until: Timestamp,
    /// What the common pot is giving it.
    pub grant: Option<Grant>,
    /// What the common pot gave it and did not get back because it stopped, which is public. What was left over stays
    /// counted, as in what it was funded with.
    pub granted: Cents,
    /// Why, the last time.
    pub granted_for: Option<TextId>,
    /// What it does with its money; none before it is funded.
    pub delivery: Option<Box<Delivery>>,
    /// Why it waits or has stopped, where somebody decided that: what a moderator wants changed, why it was turned down,
    /// is paused, was stopped, or is not carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextId>,
    /// How it can be done with less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<TextId>,
}

impl Initiative {
    /// Whether anybody may read about it: from the moment it is approved, whatever becomes of it once it was opened.
    pub fn is_public(&self) -> bool {
        match self.status {
            InitiativeStatus::Draft
            | InitiativeStatus::Submitted
            | InitiativeStatus::ChangesAsked
            | InitiativeStatus::Rejected => false,
            // To one that was called off before it was opened nobody gave.
            InitiativeStatus::Ended(_) | InitiativeStatus::Returning(_) => self.rules > 0,
            InitiativeStatus::Approved
            | InitiativeStatus::Open
            | InitiativeStatus::Paused
            | InitiativeStatus::Reconsidered
            | InitiativeStatus::Explained
            | InitiativeStatus::Funded
            | InitiativeStatus::PayoutPending(_)
            | InitiativeStatus::Paid
            | InitiativeStatus::InProgress
            | InitiativeStatus::ReportDue
            | InitiativeStatus::Reported
            | InitiativeStatus::Closed
            | InitiativeStatus::NotCarriedOut
            | InitiativeStatus::WrittenOff => true,
        }
    }

    /// What of the pot is from this budget.
    pub fn of_budget(&self, budget: BudgetId) -> Cents {
        self.budgets.iter().find(|(id, _)| *id == budget).map_or(Cents::ZERO, |(_, cents)| *cents)
    }

    /// Refuses a pledge unless it takes any at `now`.
    pub(in super::super) fn check_takes_pledges(&self, now: Timestamp, zone: &Zone) -> Result<(), Refusal> {
        match self.status {
            InitiativeStatus::Open | InitiativeStatus::Explained if now < self.until => Ok(()),
            InitiativeStatus::Paused if now < self.until => Err(Refusal::InitiativePaused),
            // It may go on once the initiator has explained.
            status @ InitiativeStatus::Reconsidered if now < self.until => {
                Err(Refusal::InitiativeNotInThatState { status })
            }
            InitiativeStatus::Draft
            | InitiativeStatus::Submitted
            | InitiativeStatus::ChangesAsked
            | InitiativeStatus::Approved
            | InitiativeStatus::Rejected => Err(Refusal::InitiativeNotOpen),
            InitiativeStatus::Open
            | InitiativeStatus::Paused
            | InitiativeStatus::Explained
            | InitiativeStatus::Reconsidered
            | InitiativeStatus::Funded
            | InitiativeStatus::PayoutPending(_)
            | InitiativeStatus::Paid
            | InitiativeStatus::InProgress
            | InitiativeStatus::ReportDue
            | InitiativeStatus::Reported
            | InitiativeStatus::Closed
            | InitiativeStatus::NotCarriedOut
            | InitiativeStatus::WrittenOff
            | InitiativeStatus::Returning(_)
            | InitiativeStatus::Ended(_) => Err(self.closed(zone)),
        }
    }

    /// Refuses a withdrawal unless pledges can be taken back at `now`; a pause does not hold money.
    pub(in super::super) fn check_gives_back(&self, now: Timestamp, zone: &Zone) -> Result<(), Refusal> {
        match self.check_takes_pledges(now, zone) {
            Err(Refusal::InitiativePaused) => Ok(()),
            answer => answer,
        }
    }

    /// Whether its outcome can still be changed at `now`. From the end of the present step on it goes by what
    /// was there then, even if it is written later.
    pub fn is_undecided(&self, now: Timestamp) -> bool {
        self.lacks_outcome() && now < self.until
    }

    /// Refuses what changes the outcome, once the present step has ended.
    pub(in super::super) fn check_undecided(&self, now: Timestamp, zone: &Zone) -> Result<(), Refusal> {
        if self.lacks_outcome() && now >= self.until { Err(self.closed(zone)) } else { Ok(()) }
    }

    /// The refusal of what came after the end of the present step.
    pub fn closed(&self, zone: &Zone) -> Refusal {
        Refusal::InitiativeClosed { last_day: zone.last_day_before(self.until) }
    }

    /// Whether a deadline is set and the outcome is not written yet.
    fn lacks_outcome(&self) -> bool {
        matches!(
            self.status,
            InitiativeStatus::Open
                | InitiativeStatus::Paused
                | InitiativeStatus::Reconsidered
                | InitiativeStatus::Explained
        )
    }

    /// What supports it: the smaller of residents and households.
    pub fn support(&self) -> i64 {
        self.residents.min(self.households)
    }

    /// Another step of its life, and why.
    pub(in super::super) fn step(&mut self, status: InitiativeStatus, reason: Option<&TextRef>) {
        self.status = status;
        self.reason = reason.map(|reason| reason.id);
    }

    fn apply_own(&mut self, event: &InitiativeEvent) -> Result<(), Unfit> {
        match event {
            InitiativeEvent::Drafted { .. } => {}
            InitiativeEvent::Edited { area, purpose, story, target, lines, .. } => {
                self.area = *area;
                self.purpose.clone_from(purpose);
                self.story = story.id;
                self.target = *target;
                self.lines = lines.len();
            }
            InitiativeEvent::InitiatorAdded { initiator, .. } => match initiator {
                Initiator::Person(person) => self.persons.push(*person),
                Initiator::Wallet(wallet) => self.wallets.push(*wallet),
            },
            InitiativeEvent::InitiatorLeft { person, .. } => self.persons.retain(|one| one != person),
            InitiativeEvent::Submitted { .. } => self.step(InitiativeStatus::Submitted, None),
            InitiativeEvent::ChangesAsked { reason, .. } => {
                self.step(InitiativeStatus::ChangesAsked, Some(reason));
            }
            InitiativeEvent::Approved { .. } => self.step(InitiativeStatus::Approved, None),
            InitiativeEvent::Rejected { reason, .. } => self.step(InitiativeStatus::Rejected, Some(reason)),
            InitiativeEvent::Opened { rules, deadline, .. } => {
                self.step(InitiativeStatus::Open, None);
                self.rules = *rules;
                self.until = *deadline;
            }
            InitiativeEvent::Paused { reason, .. } => self.step(InitiativeStatus::Paused, Some(reason)),
            InitiativeEvent::Resumed { .. } => self.step(InitiativeStatus::Open, None),
            InitiativeEvent::Funded { cents, .. } | InitiativeEvent::FundedPartly { cents, .. } => {
                self.step(InitiativeStatus::Funded, None);
                self.grant = None;
                self.delivery = Some(Box::new(Delivery::new(*cents)));
            }
            InitiativeEvent::ReconsiderationBegun { explain_by, .. } => {
                self.step(InitiativeStatus::Reconsidered, None);
                self.until = *explain_by;
            }
            InitiativeEvent::ReconsiderationExplained { until, explanation, .. } => {
                self.step(InitiativeStatus::Explained, None);
                self.explanation = Some(explanation.id);
                self.until = *until;
            }
            InitiativeEvent::FailedForMoney { .. }
            | InitiativeEvent::FailedForSupport { .. }
            | InitiativeEvent::FailedUnexplained { .. }
            | InitiativeEvent::CancelledByInitiator { .. }
            | InitiativeEvent::CancelledByModerator { .. }
            | InitiativeEvent::CancelledBySystem { .. }
            | InitiativeEvent::GivenUp { .. } => {
                let (cause, ending) = event.ending().ok_or(Unfit::Other("it does not say why it ended"))?;
                self.step(InitiativeStatus::Returning(cause), ending.reason.as_ref());
                self.until = ending.at;
                self.grant = None;
            }
            InitiativeEvent::PledgesReturned { legs, .. } => {
                self.shrink(legs.iter().map(|leg| (leg.budget, leg.cents)))?;
                let common = legs.iter().filter(|leg| leg.common).map(|leg| leg.cents);
                self.granted = self.granted.minus(Cents::sum(common)?)?;
            }
            InitiativeEvent::ReturnFinished { .. } => {
                if let InitiativeStatus::Returning(cause) = self.status {
                    self.status = InitiativeStatus::Ended(cause);
                }
            }
        }
        Ok(())
    }
}

impl Initiative {
    /// Whether lots of the common pot are being given to it.
    pub fn is_granted(&self) -> bool {
        self.grant.as_ref().is_some_and(|grant| grant.approved)
    }

    /// Whether its deadline is still to be dealt with.
    pub fn is_in_campaign(&self) -> bool {
        matches!(self.status, InitiativeStatus::Open | InitiativeStatus::Paused)
    }

    /// When the present step ends.
    fn step_ends(&self) -> Option<Timestamp> {
        match self.status {
            InitiativeStatus::Open
            | InitiativeStatus::Paused
            | InitiativeStatus::Reconsidered
            | InitiativeStatus::Explained => Some(self.until),
            InitiativeStatus::InProgress => self.delivery.as_ref().and_then(|delivery| delivery.report_due),
            InitiativeStatus::Draft
            | InitiativeStatus::Submitted
            | InitiativeStatus::ChangesAsked
            | InitiativeStatus::Approved
            | InitiativeStatus::Rejected
            | InitiativeStatus::Funded
            | InitiativeStatus::PayoutPending(_)
            | InitiativeStatus::Paid
            | InitiativeStatus::ReportDue
            | InitiativeStatus::Reported
            | InitiativeStatus::Closed
            | InitiativeStatus::NotCarriedOut
            | InitiativeStatus::WrittenOff
            | InitiativeStatus::Returning(_)
            | InitiativeStatus::Ended(_) => None,
        }
    }
}

impl Stated for Initiative {
    type Id = InitiativeId;
    const KIND: Kind = Kind::Initiative;

    fn born(_: InitiativeId, event: &Event) -> Option<Self> {
        let Event::Initiative(InitiativeEvent::Drafted {
            area,
            purpose,
            person,
            wallets,
            story,
            target,
            lines,
            ..
        }) = event
        else {
            return None;
        };
        Some(Self {
            status: InitiativeStatus::Draft,
            area: *area,
            purpose: purpose.clone(),
            story: story.id,
            persons: person.iter().copied().collect(),
            begun_by: *person,
            wallets: wallets.clone(),
            target: *target,
            lines: lines.len(),
            pot: Cents::ZERO,
            own: Cents::ZERO,
            budgets: Vec::new(),
            residents: 0,
            households: 0,
            rules: 0,
            until: Timestamp::from_ms(0),
            grant: None,
            granted: Cents::ZERO,
            granted_for: None,
            delivery: None,
            reason: None,
            explanation: None,
        })
    }

    fn apply(&mut self, _: InitiativeId, event: &Event) -> Result<(), Unfit> {
        match event {
            Event::Initiative(event) => self.apply_own(event),
            Event::Wallet(event) => self.apply_wallet(event),
            Event::Payout(event) => self.apply_payout(event),
            Event::Delivery(event) => self.apply_delivery(event),
            Event::CommonPot(event) => self.apply_common_pot(event),
            Event::Programme(_)
            | Event::Budget(_)
            | Event::Round(_)
            | Event::Cheque(_)
            | Event::Household(_)
            | Event::Erasure(_) => Ok(()),
        }
    }

    /// Pages that were begun are due at once, so that they go on after a crash; a grant that was approved
    /// before the deadline is given at the deadline.
    fn due(&self) -> Option<Timestamp> {
        let waits = self.is_granted() && self.is_in_campaign();
        if self.is_in_pages() && !waits { Some(Timestamp::from_ms(0)) } else { self.step_ends() }
    }

    fn is_in_pages(&self) -> bool {
        matches!(self.status, InitiativeStatus::Returning(_))
            || self.is_granted()
            || self.delivery.as_ref().is_some_and(|delivery| delivery.leftover.is_some())
    }
}
