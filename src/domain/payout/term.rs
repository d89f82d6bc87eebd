//! By when an initiative that has its money is to be paid. It is a term for the treasurers: nothing is refused, and
//! nobody loses anything, when it has passed.

use super::super::initiative::{Initiative, InitiativeStatus};
use super::super::programme::Programme;
use super::super::refusal::Refusal;
use super::super::time::Timestamp;
use jiff::civil::Date;

/// The term of an initiative that waits to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayoutTerm {
    /// The last day.
    pub last_day: Date,
    /// When that day is over in the programme's zone: paid from this instant on is late.
    pub end: Timestamp,
}

impl PayoutTerm {
    /// The working days that the initiative's own rules give (rule "payout"), counted from its last day; none for one
    /// that does not wait to be paid. A payout that was turned down or came back from the bank prolongs nothing.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] if the version of its rules is none of the programme's.
    pub fn of(initiative: &Initiative, programme: &Programme) -> Result<Option<Self>, Refusal> {
        if !matches!(initiative.status, InitiativeStatus::Funded | InitiativeStatus::PayoutPending(_)) {
            return Ok(None);
        }
        let (zone, days) = (&programme.zone, programme.rules_of(initiative.rules)?.payout_days);
        let last_day = zone.working_days_later(zone.last_day_before(initiative.until), days);
        Ok(Some(Self { last_day, end: zone.end_of_day(last_day) }))
    }

    /// Whether it should have been paid by now.
    pub fn is_late(self, now: Timestamp) -> bool {
        now >= self.end
    }
}
