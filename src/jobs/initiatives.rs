//! Initiatives: the outcome at the deadline and after reconsideration, the report that is due, and the pages in
//! which pledges go back, the common pot gives, and leftover is shared out.

use super::pages::Pages;
use super::run::{Run, Task};
use crate::app::writer::Failure;
use crate::domain::common::CommonPotCommand;
use crate::domain::delivery::DeliveryCommand;
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::page::LOTS_A_PAGE;
use crate::domain::{Account, AreaId, Command, InitiativeId, LotId, Stated};
use crate::views::common_lots;

/// Does the next step.
pub async fn work(run: &mut Run<'_>, id: InitiativeId, initiative: &Initiative) -> Result<(), Failure> {
    if initiative.is_granted() {
        return give(run, id, initiative.area).await;
    }
    if initiative.delivery.as_ref().is_some_and(|delivery| delivery.leftover.is_some()) {
        return share(run, id).await;
    }
    match initiative.status {
        InitiativeStatus::Open
        | InitiativeStatus::Paused
        | InitiativeStatus::Reconsidered
        | InitiativeStatus::Explained => {
            let conclude = InitiativeCommand::Conclude { initiative: id };
            run.ask(task(id, "conclude", conclude)).await
        }
        InitiativeStatus::InProgress => {
            let call = DeliveryCommand::CallForReport { initiative: id };
            run.ask(task(id, "call for the report", call)).await
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

fn task(id: InitiativeId, what: &'static str, command: impl Into<Command>) -> Task {
    Task { what, thing: Initiative::key(id), command: command.into() }
}

async fn return_pledges(run: &mut Run<'_>, id: InitiativeId) -> Result<(), Failure> {
    let command = |lots: Vec<LotId>, _| InitiativeCommand::ReturnPledges { initiative: id, lots }.into();
    Pages { what: "return pledges", thing: Initiative::key(id), command }.run(run, Account::Pot(id)).await
}

/// The common pot gives its oldest lots first, page by page until the grant is booked.
async fn give(run: &mut Run<'_>, id: InitiativeId, area: AreaId) -> Result<(), Failure> {
    let mut after = LotId(0);
    loop {
        let lots = common_lots::page(&run.app.database, run.book, (area, after), LOTS_A_PAGE).await?;
        let last = lots.len() < LOTS_A_PAGE;
        after = lots.last().copied().unwrap_or(after);
        let grant = CommonPotCommand::GrantLots { initiative: id, lots, last };
        run.ask(task(id, "give from the common pot", grant)).await?;
        let state = run.app.look::<Initiative>(run.book, id).await?;
        if last || !state.is_some_and(|state| state.is_granted()) {
            return Ok(());
        }
    }
}

async fn share(run: &mut Run<'_>, id: InitiativeId) -> Result<(), Failure> {
    let command = |lots: Vec<LotId>, _| DeliveryCommand::ShareLeftover { initiative: id, lots }.into();
    Pages { what: "share leftover", thing: Initiative::key(id), command }.run(run, Account::Pot(id)).await
}
