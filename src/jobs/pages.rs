//! Long work over the lots that gave to a pot, page by page in order of giving. While it is going on, nobody
//! gives, so the pages are the same each time; lots with nothing to move are passed over by the domain.

use super::run::{Run, Task};
use crate::app::writer::Failure;
use crate::domain::page::LOTS_A_PAGE;
use crate::domain::{Account, Command, Key, LotId};
use crate::store::given;

/// How many pages are asked at once: enough that the writer need not wait, and few, so that others need not.
const AT_ONCE: usize = 4;

/// What is done with every page.
pub struct Pages<F> {
    /// What it is, for the log.
    pub what: &'static str,
    /// The thing that is due.
    pub thing: Key,
    /// The command for a page; it learns whether the page is the last.
    pub command: F,
}

impl<F: Fn(Vec<LotId>, bool) -> Command> Pages<F> {
    /// Goes through all pages of a pot.
    pub async fn run(self, run: &mut Run<'_>, pot: Account) -> Result<(), Failure> {
        let (mut after, mut tasks) = (given::START, Vec::new());
        loop {
            // So many transfers are of no more lots.
            let page = given::page(&run.app.database, run.book, pot, after, LOTS_A_PAGE).await?;
            let command = (self.command)(page.lots, page.ended);
            tasks.push(Task { what: self.what, thing: self.thing, command });
            after = page.last;
            if page.ended || tasks.len() == AT_ONCE {
                run.ask_all(std::mem::take(&mut tasks)).await?;
            }
            if page.ended {
                return Ok(());
            }
        }
    }
}
