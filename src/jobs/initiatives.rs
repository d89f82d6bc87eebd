//! Initiatives: the outcome at the deadline and after reconsideration, the report that is due, and the pages in
//! which pledges go back, the common pot gives, and leftover is shared out.

use super::pages::Pages;
use super::run::{Run, Step};
use crate::app::writer::Failure;
use crate::domain::common::{CommonPotCommand, Grant};
use crate::domain::delivery::{DeliveryCommand, LeftoverRun};
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::{Account, Command, InitiativeId, LotId, Stated};

/// Does the next step.
pub async fn work(run: &mut Run<'_>, id: InitiativeId, initiative: &Initiative) -> Result<(), Failure> {
    if let Some(grant) = initiative.grant.as_ref().filter(|grant| grant.approved) {
        return give(run, id, (initiative, grant)).await;
    }
    let delivery = initiative.delivery.as_ref();
    if let Some((number, leftover)) = delivery.and_then(|it| Some((it.runs, it.leftover.as_ref()?))) {
        return share(run, id, (number, leftover)).await;
    }
    match initiative.status {
        InitiativeStatus::Open
        | InitiativeStatus::Paused
        | InitiativeStatus::Reconsidered
        | InitiativeStatus::Explained => {
            let conclude = InitiativeCommand::Conclude { initiative: id };
            run.ask(step(id, "conclude", initiative.until.to_string(), conclude)).await
        }
        InitiativeStatus::InProgress => {
            let due = delivery.and_then(|delivery| delivery.report_due);
            let call = DeliveryCommand::CallForReport { initiative: id };
            run.ask(step(id, "call for the report", format!("{due:?}"), call)).await
        }
        InitiativeStatus::Returning(_) => return_pledges(run, id).await,
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
        | InitiativeStatus::Ended(_) => Ok(()),
    }
}

fn step(id: InitiativeId, what: &'static str, detail: String, command: impl Into<Command>) -> Step {
    Step { what, thing: Initiative::key(id), detail, command: command.into() }
}

async fn return_pledges(run: &mut Run<'_>, id: InitiativeId) -> Result<(), Failure> {
    let command = |lots: Vec<LotId>, _| InitiativeCommand::ReturnPledges { initiative: id, lots }.into();
    let (what, detail) = ("return pledges", String::new());
    Pages { what, thing: Initiative::key(id), detail, command }.run(run, Account::Pot(id)).await
}

/// The common pot gives its oldest lots first.
async fn give(
    run: &mut Run<'_>,
    id: InitiativeId,
    (initiative, grant): (&Initiative, &Grant),
) -> Result<(), Failure> {
    let command = |lots: Vec<LotId>, last| CommonPotCommand::GrantLots { initiative: id, lots, last }.into();
    let (what, detail) = ("give from the common pot", format!("{} {}", initiative.until, grant.cents.get()));
    let pages = Pages { what, thing: Initiative::key(id), detail, command };
    pages.run(run, Account::Common(initiative.area)).await
}

async fn share(
    run: &mut Run<'_>,
    id: InitiativeId,
    (number, leftover): (u32, &LeftoverRun),
) -> Result<(), Failure> {
    let command = |lots: Vec<LotId>, _| DeliveryCommand::ShareLeftover { initiative: id, lots }.into();
    let (what, detail) = ("share leftover", format!("{number} {}", leftover.cents.get()));
    Pages { what, thing: Initiative::key(id), detail, command }.run(run, Account::Pot(id)).await
}
