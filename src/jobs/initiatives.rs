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
    let mut search = Search::new();
    loop {
        let lots = common_lots::page(&run.app.database, run.book, (area, search.after), LOTS_A_PAGE).await?;
        let last = search.looked_at(&lots);
        let grant = CommonPotCommand::GrantLots { initiative: id, lots, last };
        run.ask(task(id, "give from the common pot", grant)).await?;
        let state = run.app.look::<Initiative>(run.book, id).await?;
        if last || !state.is_some_and(|state| state.is_granted()) {
            return Ok(());
        }
    }
}

/// The way through the lots of a common pot. Lots come into it meanwhile, and their ids are older or newer than
/// those that were looked at. So all are looked at once more before a grant falls short.
struct Search {
    after: LotId,
    is_second: bool,
}

impl Search {
    /// Before the first lot there can be.
    const START: LotId = LotId(0);

    fn new() -> Self {
        Self { after: Self::START, is_second: false }
    }

    /// Goes on behind this page, or begins anew; answers whether it was the last.
    fn looked_at(&mut self, page: &[LotId]) -> bool {
        if page.len() == LOTS_A_PAGE {
            self.after = page.last().copied().unwrap_or(self.after);
            return false;
        }
        let was_all = self.is_second || self.after == Self::START;
        *self = Self { after: Self::START, is_second: true };
        was_all
    }
}

async fn share(run: &mut Run<'_>, id: InitiativeId) -> Result<(), Failure> {
    let command = |lots: Vec<LotId>, _| DeliveryCommand::ShareLeftover { initiative: id, lots }.into();
    Pages { what: "share leftover", thing: Initiative::key(id), command }.run(run, Account::Pot(id)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Looks at all lots of a pot in which there are so many, while another comes in after the first page; answers
    /// which lots it saw, and in how many pages.
    fn search(there: usize, comes: LotId) -> (BTreeSet<LotId>, usize) {
        let mut pot: BTreeSet<LotId> = (1..=there as i64).map(|number| LotId(10 * number)).collect();
        let (mut search, mut seen, mut pages) = (Search::new(), BTreeSet::new(), 0);
        loop {
            let behind = pot.iter().copied().filter(|&lot| lot > search.after);
            let page: Vec<LotId> = behind.take(LOTS_A_PAGE).collect();
            seen.extend(page.iter().copied());
            pages += 1;
            if search.looked_at(&page) {
                return (seen, pages);
            }
            pot.insert(comes);
        }
    }

    #[test]
    fn one_page_is_looked_at_once() {
        let (seen, pages) = search(LOTS_A_PAGE - 1, LotId(1));
        assert_eq!((seen.len(), pages), (LOTS_A_PAGE - 1, 1));
    }

    #[test]
    fn a_lot_that_comes_in_behind_the_search_is_found() {
        for there in [LOTS_A_PAGE, LOTS_A_PAGE + 1, 2 * LOTS_A_PAGE] {
            let (seen, pages) = search(there, LotId(1));
            assert!(seen.contains(&LotId(1)) && seen.len() == there + 1, "of {there}");
            assert!(pages <= 6, "{pages} pages");
        }
    }
}
