//! Initiatives: the outcome at the deadline and after reconsideration, and the pages in which pledges go back.

use super::run::{Run, Step};
use crate::app::writer::Failure;
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use crate::domain::{Account, InitiativeId, Stated};
use crate::store::given;

/// The most transfers that are looked at for a page, and so the most lots in it.
const PAGE: usize = 500;

/// Does the next step.
pub async fn work(run: &mut Run<'_>, id: InitiativeId, initiative: &Initiative) -> Result<(), Failure> {
    match initiative.status {
        InitiativeStatus::Open
        | InitiativeStatus::Paused
        | InitiativeStatus::Reconsidered
        | InitiativeStatus::Explained => {
            let conclude = InitiativeCommand::Conclude { initiative: id };
            run.ask(step(id, "conclude", initiative.until.to_string(), conclude)).await
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
        | InitiativeStatus::InProgress
        | InitiativeStatus::ReportDue
        | InitiativeStatus::Reported
        | InitiativeStatus::Closed
        | InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff
        | InitiativeStatus::Ended(_) => Ok(()),
    }
}

/// Goes through all pledges in their order; those that are back are passed over. Nobody can pledge meanwhile,
/// so the pages are the same each time.
async fn return_pledges(run: &mut Run<'_>, id: InitiativeId) -> Result<(), Failure> {
    let mut after = given::START;
    loop {
        let page = given::page(&run.app.database, run.book, Account::Pot(id), after, PAGE).await?;
        let command = InitiativeCommand::ReturnPledges { initiative: id, lots: page.lots };
        run.ask(step(id, "return pledges", format!("{after:?}"), command)).await?;
        if page.ended {
            return Ok(());
        }
        after = page.last;
    }
}

fn step(id: InitiativeId, what: &'static str, detail: String, command: InitiativeCommand) -> Step {
    Step { what, thing: Initiative::key(id), detail, command: command.into() }
}
