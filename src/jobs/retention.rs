//! What is kept for a time only: whose cheque it was, whose household, and what was refused. It goes by the
//! time of day and is asked for by itself, not by the other jobs, whose clock may be that of a story. An import
//! that is interrupted does not need its refusals: until the deadline they come again the same, and behind it
//! they are not asked for.
//!
//! No command is decided by these rows, so part of it needs no lock on the head of the book: a household goes by the
//! end of its tenancy, and a command whose refusal is forgotten at the very moment it is repeated gets the old answer
//! or a new one, both right. Lists are deleted of rounds that are over, from where there is no way back; lists that
//! were replaced or not used, when they are old. These and households that were never used are deleted under the
//! lock, which those who write or use lists have as well: they make the list young, and a list that names a
//! household keeps it.
//!
//! A round about whose cheques there is a dispute has to be left out by `forgets`: the event that says so comes
//! with the issue that settles disputes.

use crate::app::App;
use crate::app::writer::Failure;
use crate::domain::cheque::Cheque;
use crate::domain::programme::Programme;
use crate::domain::round::{Round, RoundStatus};
use crate::domain::{BookId, ChequeId, ProgrammeId, RoundId, Timestamp};
use crate::store::tenancies::{self, ListRow, Old};
use crate::store::{StoreError, commands};

/// Milliseconds in a day.
const DAY: i64 = 86_400_000;
/// Days after activation closed, or a tenancy ended, in which that can be disputed; and after a list was given, in
/// which it is used or not.
const TENANCY_DAYS: i64 = 90;
/// Days in which a refused command gets the same answer again.
const REFUSAL_DAYS: i64 = 30;
/// Rows in one transaction.
const CHUNK: i64 = 500;

/// How many rows were deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Refusals.
    pub refusals: u64,
    /// Whose cheque it was.
    pub cheques: u64,
    /// Whose household it was.
    pub households: u64,
}

/// Deletes everything in a book whose time is over, in small transactions.
///
/// # Errors
/// [`Failure::Store`]: the database's, or a state that cannot be read. What was deleted until then stays deleted.
pub async fn forget(app: &App, book: BookId) -> Result<Forgotten, Failure> {
    let (database, mut forgotten) = (&app.database, Forgotten::default());
    let (refused, ended) = (days_ago(app, REFUSAL_DAYS), days_ago(app, TENANCY_DAYS));
    loop {
        let refusals = commands::forget_refused(database, book, refused, CHUNK).await?;
        let households = tenancies::forget_ended(database, book, ended, CHUNK).await?;
        forgotten.refusals += refusals;
        forgotten.households += households;
        if refusals + households == 0 {
            break;
        }
    }
    if let Some(programme) = app.look::<Programme>(book, ProgrammeId::ONLY).await? {
        let all = (1..programme.next_round().0).map(RoundId);
        for (id, round) in app.look_all::<Round>(book, all).await? {
            forgotten.cheques += forget_cheques(app, (book, RoundId(id)), &round, ended).await?;
        }
    }
    forgotten.households += forget_unused(app, book).await?;
    Ok(forgotten)
}

/// Households without a cheque that no event speaks of: of lists that were refused, replaced or never used, and of
/// cheques that nobody activated.
async fn forget_unused(app: &App, book: BookId) -> Result<u64, StoreError> {
    let (mut forgotten, mut after) = (0, None);
    loop {
        let unused = tenancies::unused(&app.database, book, after.as_ref(), CHUNK).await?;
        if unused.is_empty() {
            return Ok(forgotten);
        }
        forgotten += tenancies::forget_unused(&app.database, book, &unused).await?;
        after = unused.last().cloned();
    }
}

fn days_ago(app: &App, days: i64) -> Timestamp {
    Timestamp::from_ms(app.now().ms() - days * DAY)
}

/// Which lists of a round are forgotten: all if activation closed before a time; until then not the one it needs, and
/// others given before that time, which were replaced or never used.
fn forgets(round: &Round, before: Timestamp) -> Old<'_> {
    let own_before = match round.status {
        RoundStatus::Drafted | RoundStatus::Checked => before,
        RoundStatus::Issuing | RoundStatus::Issued => Timestamp::MIN,
        RoundStatus::Open
        | RoundStatus::Grace
        | RoundStatus::Closing
        | RoundStatus::Closed
        | RoundStatus::Settled => {
            if round.grace_until < before {
                Timestamp::MAX
            } else {
                Timestamp::MIN
            }
        }
        RoundStatus::Cancelling | RoundStatus::Cancelled => Timestamp::MAX,
    };
    Old { own: round.list.as_deref(), own_before, others_before: own_before.max(before) }
}

/// Deletes whose cheques they were, but for cheques with a longer time of their own.
async fn forget_cheques(
    app: &App,
    (book, id): (BookId, RoundId),
    round: &Round,
    before: Timestamp,
) -> Result<u64, StoreError> {
    let old = forgets(round, before);
    let (mut forgotten, mut after): (u64, ListRow) = (0, (String::new(), -1));
    loop {
        let places = tenancies::places(&app.database, (book, id), old, &after, CHUNK).await?;
        let Some(last) = places.last() else { return Ok(forgotten) };
        after = last.clone();
        // Lists that were replaced before the round was issued have no cheques.
        let (mut own, others): (Vec<_>, Vec<_>) = places.into_iter().partition(|(list, _)| old.is_own(list));
        let cheques = own.iter().map(|(_, place)| ChequeId(round.first_cheque.0 + place));
        let mut kept = app.look_all::<Cheque>(book, cheques).await?;
        // A round that was not issued has no cheques of its own yet.
        kept.retain(|(_, cheque)| {
            cheque.round == id && cheque.extended_until.is_some_and(|until| until >= before)
        });
        own.retain(|(_, place)| !kept.iter().any(|(cheque, _)| *cheque == round.first_cheque.0 + place));
        for (places, given) in [(own, old.own_before), (others, old.others_before)] {
            forgotten += tenancies::forget_places(&app.database, (book, id), given, &places).await?;
        }
    }
}
