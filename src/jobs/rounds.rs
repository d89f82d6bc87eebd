//! Rounds: the end of activation, the pages in which cheques lapse or are withdrawn, issuing that was
//! interrupted, and the settlement when no money of a round is on its way any more.

use super::run::{Run, Task};
use crate::app::writer::Failure;
use crate::domain::round::{Part, Round, RoundCommand, RoundStatus, Settlement};
use crate::domain::{Cents, RoundId, Stated};
use crate::views::{self, rounds::Sums};

/// Does the next step.
pub async fn work(run: &mut Run<'_>, id: RoundId, round: &Round) -> Result<(), Failure> {
    let first = round.next_cheque;
    let (what, command) = match round.status {
        RoundStatus::Issuing => return issue(run, id).await,
        RoundStatus::Open => ("begin the grace", RoundCommand::BeginGrace { round: id }),
        RoundStatus::Grace => ("begin to close", RoundCommand::BeginClosing { round: id }),
        RoundStatus::Closing => ("lapse cheques", RoundCommand::LapseCheques { round: id, first }),
        RoundStatus::Cancelling => ("withdraw cheques", RoundCommand::WithdrawCheques { round: id, first }),
        RoundStatus::Closed => match settlement(run, id, round).await? {
            Some(parts) => ("settle", RoundCommand::SettleFinally { round: id, parts }),
            None => return Ok(()),
        },
        RoundStatus::Drafted
        | RoundStatus::Checked
        | RoundStatus::Issued
        | RoundStatus::Settled
        | RoundStatus::Cancelled => return Ok(()),
    };
    run.ask(Task { what, thing: Round::key(id), command: command.into() }).await
}

/// Where the money of a round is, if none is saved or pledged and no cheque has a longer time of its own. A part
/// without cheques has no figures.
async fn settlement(run: &Run<'_>, id: RoundId, round: &Round) -> Result<Option<Vec<Settlement>>, Failure> {
    if round.parts.iter().any(|part| part.issued != part.activated + part.lapsed) {
        return Ok(None);
    }
    let figures = views::rounds::of_round(&run.app.database, run.book, id).await?;
    if figures.iter().any(|figures| figures.sums.saved != 0 || figures.sums.pledged != 0) {
        return Ok(None);
    }
    let cents = |part: fn(&Sums) -> i64, budget| {
        let row = figures.iter().find(|figures| figures.budget == budget);
        Cents::new(row.map_or(0, |row| part(&row.sums))).map_err(|error| Failure::Broken(error.to_string()))
    };
    let settle = |part: &Part| {
        let budget = part.budget;
        Ok(Settlement {
            budget,
            issued: cents(|sums| sums.issued, budget)?,
            lapsed: cents(|sums| sums.lapsed, budget)?,
            common: cents(|sums| sums.common, budget)?,
            paid: cents(|sums| sums.paid, budget)?,
            returned: cents(|sums| sums.returned, budget)?,
        })
    };
    round.parts.iter().map(settle).collect::<Result<_, Failure>>().map(Some)
}

/// The pages of issuing carry the codes, so they are made where issuing begins.
async fn issue(run: &mut Run<'_>, id: RoundId) -> Result<(), Failure> {
    let done = crate::app::issue::go_on(run.app, run.book, id).await;
    run.note("issue", Round::key(id), done)
}
