//! Carrying out: from the money to the report, or not at all.

use super::{Draw, Wish, by, cents, money, staff, staff_member, words};
use jiff::ToSpan;
use wijkkas::domain::delivery::DeliveryCommand;
use wijkkas::domain::initiative::{Initiative, InitiativeStatus};
use wijkkas::domain::{Actor, InitiativeId, Role};

/// The next step of carrying an initiative out; none if it is not that far.
pub fn step(id: InitiativeId, initiative: &Initiative, draw: &mut Draw) -> Option<Wish> {
    let initiator = initiative.persons.first().map_or(Actor::System, |person| Actor::Initiator(*person));
    if let Some(change) = initiative.delivery.as_ref().and_then(|delivery| delivery.change.as_ref()) {
        let story = change.story;
        let command = if draw.dice.chance(5_000) {
            DeliveryCommand::ApprovePlan { initiative: id, story }
        } else {
            DeliveryCommand::RejectPlan { initiative: id, story, reason: words(draw) }
        };
        return Some(by(staff(Role::Moderator), command));
    }
    let report_due = initiative.delivery.as_ref().and_then(|delivery| delivery.report_due);
    let is_due = initiative.status == InitiativeStatus::InProgress && report_due <= Some(draw.now);
    if is_due && draw.dice.chance(5_000) {
        return Some(by(Actor::System, DeliveryCommand::CallForReport { initiative: id }));
    }
    match (initiative.status, draw.dice.between(0, 9)) {
        (InitiativeStatus::Paid | InitiativeStatus::InProgress, 0) => {
            let (story, lines) = (words(draw), Vec::new());
            Some(by(initiator, DeliveryCommand::ProposePlan { initiative: id, story, lines }))
        }
        (InitiativeStatus::Paid | InitiativeStatus::InProgress | InitiativeStatus::Funded, 1) => {
            let reason = words(draw);
            Some(by(initiator, DeliveryCommand::GiveUp { initiative: id, reason }))
        }
        (
            InitiativeStatus::Paid
            | InitiativeStatus::InProgress
            | InitiativeStatus::Reported
            | InitiativeStatus::Closed
            | InitiativeStatus::NotCarriedOut,
            2 | 3,
        ) => money::comes_back(id, initiative, draw),
        (InitiativeStatus::NotCarriedOut, 4..7) => Some(write_off(id, draw)),
        (InitiativeStatus::Paid, _) => {
            let today = wijkkas::domain::calendar::Zone::amsterdam().local_day(draw.now);
            let planned_end = today.saturating_add(draw.dice.between(0, 60).days());
            Some(by(initiator, DeliveryCommand::Start { initiative: id, planned_end }))
        }
        (InitiativeStatus::InProgress | InitiativeStatus::ReportDue, 4..7) => {
            let (report, spent) = (words(draw), vec![cents(draw.dice.between(0, 9_000))]);
            Some(by(initiator, DeliveryCommand::Report { initiative: id, report, spent }))
        }
        (InitiativeStatus::InProgress, _) => {
            Some(by(Actor::System, DeliveryCommand::CallForReport { initiative: id }))
        }
        (InitiativeStatus::Reported, _) => {
            Some(by(staff(Role::Moderator), DeliveryCommand::Close { initiative: id }))
        }
        _ => None,
    }
}

fn write_off(initiative: InitiativeId, draw: &mut Draw) -> Wish {
    let command = if draw.dice.chance(5_000) {
        DeliveryCommand::ProposeWriteOff { initiative, reason: words(draw) }
    } else {
        DeliveryCommand::ApproveWriteOff { initiative }
    };
    by(staff_member(Role::Treasurer, draw), command)
}
