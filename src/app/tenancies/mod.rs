//! Tenancies: an issuer's list becomes the cheques of a round, a cheque finds the household it was sent to, and
//! tenancies end.
//!
//! The rows lie outside the log and are deleted some time after they were last needed. They are written before
//! the list is accepted, under its hash: no cheque is without its tenancy, and issuing that was interrupted
//! goes on without the list. A list by which nothing was issued in 90 days is forgotten (`jobs::retention`): the
//! round can be issued once the list is given again.

mod list;

pub use list::{Line, List, ListRefusal};

use super::writer::{Answer, Failure};
use super::{App, Wish};
use crate::domain::cheque::Cheque;
use crate::domain::household::HouseholdCommand;
use crate::domain::round::{Round, RoundCommand, RoundStatus};
use crate::domain::{Actor, BookId, ChequeId, HouseholdId, Refusal, RoundId, Stated};
use crate::store::tenancies::{self, ListId};
use crate::store::{CommandKey, StoreError, Tenancy};
use std::collections::HashSet;

/// Tenancies in one transaction.
const PAGE: usize = 1000;

/// Why a list is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// Something in it.
    #[error(transparent)]
    List(#[from] ListRefusal),
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotTaken {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Why a tenancy did not end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotEnded {
    /// No list ever named it, or it ended long ago.
    #[error("the issuer has no tenancy {0:?} here: please compare the key with the list")]
    Unknown(String),
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotEnded {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes the list of a round that was drafted: after this the round can be issued. Duplicates and lines
/// without a key get no cheque and are counted. Whoever calls this may plan rounds.
///
/// # Errors
/// [`NotTaken::List`] with the first bad line, or that tenancies in it have ended; what the domain refuses; the
/// writer's and the database's.
pub async fn take_list(
    app: &App,
    (book, round): (BookId, RoundId),
    lines: &[Line],
    (key, actor): (CommandKey, Actor),
) -> Result<List, NotTaken> {
    let unknown = || Failure::Refused(Refusal::Unknown { what: Round::key(round).to_string() });
    let state = app.look::<Round>(book, round).await?.ok_or_else(unknown)?;
    let list = List::read(&app.keys, (book, round), &state.parts, lines)?;
    if matches!(state.status, RoundStatus::Drafted | RoundStatus::Checked) {
        write(app, &ListId { book, round, hash: list.hash.clone() }, &list.order).await?;
    }
    let command = RoundCommand::CheckList {
        round,
        list: list.hash.clone(),
        cheques: list.cheques.clone(),
        duplicates: list.duplicates,
        missing: list.missing,
        own_tenants: list.own_tenants.clone(),
    };
    app.ask(book, Wish::new(key, actor, command)).await?;
    Ok(list)
}

/// Writes the rows of a list, in pages. They are the same each time, but for the households of tenancies that
/// have one by then.
async fn write(app: &App, list: &ListId, order: &[Tenancy]) -> Result<(), NotTaken> {
    let (mut ended, mut used) = (Vec::new(), HashSet::new());
    for page in order.chunks(PAGE) {
        let known = tenancies::find(&app.database, list.book, page).await?;
        ended.extend(known.into_iter().filter(|known| known.ended.is_some()));
    }
    if let Some(first) = ended.first() {
        let (count, first) = (ended.len(), first.tenancy.key.clone());
        return Err(ListRefusal::Ended { count, first }.into());
    }
    for (page, first) in order.chunks(PAGE).zip((0..).step_by(PAGE)) {
        let rows: Vec<_> = (first..).zip(page.iter().cloned()).collect();
        let fresh = |tenancy: &Tenancy| (tenancy.clone(), fresh_household(app, &mut used));
        let mut households: Vec<_> = page.iter().map(fresh).collect();
        // Two lists that are written at once must not wait for each other in a circle.
        households.sort_unstable();
        tenancies::write(&app.database, list, app.now(), &rows, &households).await?;
    }
    Ok(())
}

/// Of the many ids that are made in one second, two would be the same now and then.
fn fresh_household(app: &App, used: &mut HashSet<HouseholdId>) -> HouseholdId {
    loop {
        let id = HouseholdId::fresh(app.now(), app.draw());
        if used.insert(id) {
            return id;
        }
    }
}

/// Whose cheque it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// A household's.
    Household(HouseholdId),
    /// It was sent to tenants who have left so long ago that nothing is known of them.
    Left,
    /// That is not known: there was no list, or the round is long over.
    Unknown,
}

/// Finds the household a cheque was sent to.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a state cannot be read.
pub async fn home(app: &App, book: BookId, cheque: ChequeId) -> Result<Home, StoreError> {
    let Some(state) = app.look::<Cheque>(book, cheque).await? else { return Ok(Home::Unknown) };
    let Some(round) = app.look::<Round>(book, state.round).await? else { return Ok(Home::Unknown) };
    let Some(list) = list_of(book, state.round, &round) else { return Ok(Home::Unknown) };
    let place = cheque.0 - round.first_cheque.0;
    let Some(tenancy) = tenancies::at_place(&app.database, &list, place).await? else {
        return Ok(Home::Unknown);
    };
    // Every listed tenancy had a household: where there is none, it was deleted after the tenancy's end.
    let known = tenancies::find(&app.database, book, &[tenancy]).await?;
    Ok(known.first().map_or(Home::Left, |known| Home::Household(known.household)))
}

/// The list whose cheques a round has.
pub fn list_of(book: BookId, round: RoundId, state: &Round) -> Option<ListId> {
    state.list.clone().map(|hash| ListId { book, round, hash })
}

/// Ends a tenancy: standing choices end, and letters that are still about open nothing. What was saved stays
/// with whoever saved it.
///
/// # Errors
/// [`NotEnded::Unknown`] if the tenancy has no household; what the domain refuses; the writer's and the database's.
pub async fn end(
    app: &App,
    book: BookId,
    tenancy: Tenancy,
    (key, actor): (CommandKey, Actor),
) -> Result<Answer, NotEnded> {
    let known = tenancies::find(&app.database, book, std::slice::from_ref(&tenancy)).await?;
    let household = known.first().ok_or_else(|| NotEnded::Unknown(tenancy.key.clone()))?.household;
    let mut wish = Wish::new(key, actor, HouseholdCommand::EndTenancy { household });
    wish.rows.ended = Some(tenancy);
    Ok(app.ask(book, wish).await?)
}
