//! Payouts: the pages in which the lots of a pot are set aside, paid, or brought back.

use super::pages::Pages;
use super::run::Run;
use crate::app::writer::Failure;
use crate::domain::payout::{Payout, PayoutCommand, PayoutStatus, Step};
use crate::domain::{Account, LotId, PayoutId, Stated};

/// Does the pages of the step that was begun.
pub async fn work(run: &mut Run<'_>, id: PayoutId, payout: &Payout) -> Result<(), Failure> {
    let (what, step) = match payout.status {
        PayoutStatus::Reserving => ("set aside", Step::Reserve),
        PayoutStatus::Executing => ("pay", Step::Pay),
        PayoutStatus::Rejecting => ("release", Step::Release),
        PayoutStatus::Reopening => ("reopen", Step::Reopen),
        PayoutStatus::Ready
        | PayoutStatus::Approved
        | PayoutStatus::Sent
        | PayoutStatus::Executed
        | PayoutStatus::Rejected
        | PayoutStatus::ReturnedByBank => return Ok(()),
    };
    let command = |lots: Vec<LotId>, _| PayoutCommand::MoveLots { payout: id, step, lots }.into();
    let pages = Pages { what, thing: Payout::key(id), command };
    pages.run(run, Account::Pot(payout.initiative)).await
}
