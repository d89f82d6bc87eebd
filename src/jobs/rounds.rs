//! Rounds: the end of activation, the pages in which cheques lapse or are withdrawn, and issuing that was
//! interrupted.

use super::run::{Run, Step};
use crate::app::writer::Failure;
use crate::domain::round::{Round, RoundCommand, RoundStatus};
use crate::domain::{RoundId, Stated};

/// Does the next step.
pub async fn work(run: &mut Run<'_>, id: RoundId, round: &Round) -> Result<(), Failure> {
    let first = round.next_cheque;
    let (what, command) = match round.status {
        RoundStatus::Issuing => return issue(run, id).await,
        RoundStatus::Open => ("begin the grace", RoundCommand::BeginGrace { round: id }),
        RoundStatus::Grace => ("begin to close", RoundCommand::BeginClosing { round: id }),
        RoundStatus::Closing => ("lapse cheques", RoundCommand::LapseCheques { round: id, first }),
        RoundStatus::Cancelling => ("withdraw cheques", RoundCommand::WithdrawCheques { round: id, first }),
        RoundStatus::Drafted
        | RoundStatus::Checked
        | RoundStatus::Issued
        | RoundStatus::Closed
        | RoundStatus::Cancelled => return Ok(()),
    };
    run.ask(Step { what, thing: Round::key(id), command: command.into() }).await
}

/// The pages of issuing carry the codes, so they are made where issuing begins.
async fn issue(run: &mut Run<'_>, id: RoundId) -> Result<(), Failure> {
    let done = crate::app::issue::go_on(run.app, run.book, id).await;
    run.note("issue", Round::key(id), done)
}
