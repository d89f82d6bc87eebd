//! The words for statuses are stored: they are told apart, and do not change with the code.

use crate::domain::PayoutId;
use crate::domain::initiative::{Cause, InitiativeStatus};

#[test]
fn every_status_has_its_word_without_the_cause() {
    for (status, word) in [
        (InitiativeStatus::Draft, "draft"),
        (InitiativeStatus::Submitted, "submitted"),
        (InitiativeStatus::ChangesAsked, "changes_asked"),
        (InitiativeStatus::Approved, "approved"),
        (InitiativeStatus::Rejected, "rejected"),
        (InitiativeStatus::Open, "open"),
        (InitiativeStatus::Paused, "paused"),
        (InitiativeStatus::Reconsidered, "reconsidered"),
        (InitiativeStatus::Explained, "explained"),
        (InitiativeStatus::Funded, "funded"),
        (InitiativeStatus::PayoutPending(PayoutId(1)), "payout_pending"),
        (InitiativeStatus::PayoutPending(PayoutId(2)), "payout_pending"),
        (InitiativeStatus::Paid, "paid"),
        (InitiativeStatus::InProgress, "in_progress"),
        (InitiativeStatus::ReportDue, "report_due"),
        (InitiativeStatus::Reported, "reported"),
        (InitiativeStatus::Closed, "closed"),
        (InitiativeStatus::NotCarriedOut, "not_carried_out"),
        (InitiativeStatus::WrittenOff, "written_off"),
        (InitiativeStatus::Returning(Cause::TooLittleMoney), "returning"),
        (InitiativeStatus::Ended(Cause::TooLittleSupport), "ended"),
    ] {
        assert_eq!(status.word(), word);
    }
}
