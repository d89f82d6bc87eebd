//! Issuing a round: its cheques are made in pages, each with the entries of its codes in the directory.

use super::writer::{Failure, Rows};
use super::{App, Wish, codes, look, tenancies};
use crate::domain::round::{CHEQUES_A_PAGE, Round, RoundCommand, RoundStatus};
use crate::domain::{Actor, BookId, ChequeId, Is as _, RoundId, Stated as _};
use crate::store::{CommandKey, StoreError, tenancies as rows};

/// Why a round was not issued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotIssued {
    /// Its tenancies were deleted after their time.
    #[error(
        "the list of this round was deleted because it was not used for long; please upload it again, then the \
         round can be issued"
    )]
    ListForgotten,
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotIssued {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Issues all cheques of a round whose list was taken by [`tenancies::take_list`] and is still there. Whoever asks
/// again, or a job, goes on where this was interrupted; the same work twice does no harm. `key` is that of the
/// beginning.
///
/// # Errors
/// [`NotIssued::ListForgotten`]; what the domain refuses, such as a list that was not checked; the writer's and the
/// database's. Pages that were issued stay.
pub async fn issue(
    app: &App,
    book: BookId,
    round: RoundId,
    begin: (CommandKey, Actor),
) -> Result<(), NotIssued> {
    keep_list(app, book, round).await?;
    Ok(issue_without_list(app, book, round, begin).await?)
}

/// Refuses a round whose list was forgotten, wholly or in part, since it was checked: its letters would have no
/// addresses, and its codes would lead to no household. A list that is there is young again, so that `jobs::retention`
/// does not delete it between this look and the beginning, after which it is kept as long as the round needs it.
async fn keep_list(app: &App, book: BookId, id: RoundId) -> Result<(), NotIssued> {
    let Some(round) = app.look::<Round>(book, id).await? else { return Ok(()) };
    let Some(list) = tenancies::list_of(book, id, &round).filter(|_| round.status == RoundStatus::Checked)
    else {
        return Ok(());
    };
    if rows::renew(&app.database, &list, app.now(), round.planned()).await? {
        return Ok(());
    }
    Err(NotIssued::ListForgotten)
}

/// Issues cheques that are sent to nobody, as those of a demonstration or of votes that were cast elsewhere:
/// only their number was checked, and there are no tenancies.
///
/// # Errors
/// As for [`issue`], but for the list.
pub async fn issue_without_list(
    app: &App,
    book: BookId,
    round: RoundId,
    (key, actor): (CommandKey, Actor),
) -> Result<(), Failure> {
    let key_version = app.keys.newest_code_version();
    app.ask(book, Wish::new(key, actor, RoundCommand::BeginIssue { round, key_version })).await?;
    go_on(app, book, round).await?;
    Ok(())
}

/// Issues what is left of a round that is being issued, nothing if it is not; answers in how many pages.
///
/// # Errors
/// As for [`issue`].
pub async fn go_on(app: &App, book: BookId, round: RoundId) -> Result<usize, Failure> {
    let mut pages = 0;
    loop {
        let row = app.look_raw(book, Round::key(round)).await?;
        let Some(entry) = row.as_ref().map(look::read).transpose()? else { return Ok(pages) };
        let state: Option<&Round> = entry.thing.is();
        let issuing = state.filter(|state| state.status == RoundStatus::Issuing);
        let Some(page) = issuing.and_then(next_page) else { return Ok(pages) };
        let wish = Wish { cause: entry.begun, ..page_wish(app, book, round, &page).await? };
        app.ask(book, wish).await?;
        pages += 1;
    }
}

/// Cheques of a round that are issued together, all of one part.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The first of them.
    pub first: ChequeId,
    /// How many, at most [`CHEQUES_A_PAGE`].
    pub count: i64,
    /// The key their codes are made with.
    pub key_version: u32,
}

/// The next page of a round, all of one part; none if there is nothing left.
fn next_page(round: &Round) -> Option<Page> {
    let first = round.next_cheque;
    let (_, end) = round.part_of(first)?;
    Some(Page { first, count: (end.0 - first.0).min(CHEQUES_A_PAGE), key_version: round.key_version })
}

/// The wish that issues a page, with the entries of its codes in the directory. Of two processes that issue the same
/// page, one does, and the other hears that it is done already.
///
/// # Errors
/// The database's, and a key that is not there.
pub async fn page_wish(app: &App, book: BookId, round: RoundId, page: &Page) -> Result<Wish, Failure> {
    let Page { first, count, key_version } = *page;
    let cheques = (first.0..first.0 + count).map(ChequeId);
    let made = codes::make(app, book, key_version, 1, cheques).await?;
    let attempts = made.iter().filter(|made| made.attempt > 0).map(|made| (made.cheque, made.attempt));
    let command = RoundCommand::IssueCheques { round, first, count, attempts: attempts.collect() };
    // The same page has the same key in every process.
    let words = serde_json::to_string(&command).map_err(|error| Failure::Broken(error.to_string()))?;
    let key = app.keys.command_key(&format!("issue {book} {words}"));
    let mut wish = Wish::new(key, Actor::System, command);
    wish.rows = Rows { codes: made.into_iter().map(|made| made.row).collect(), ..Rows::default() };
    Ok(wish)
}
