//! What is kept for a time only: whose cheque it was, whose household, and what was refused. It goes by the
//! time of day and is asked for by itself, not by the other jobs, whose clock may be that of a story. An import
//! that is interrupted does not need its refusals: until the deadline they come again the same, and behind it
//! they are not asked for.
//!
//! No command waits for this and none is decided by these rows, so nearly all of it needs no lock on the head of
//! the book. Lists are deleted of rounds that are over, from where there is no way back, and of rounds that were
//! not issued for long; a household goes by the end of its tenancy; and a command whose refusal is forgotten at
//! the very moment it is repeated gets the old answer or a new one, both right. Only households that were never
//! used are deleted under the lock, which those who write lists have as well: a list that names one keeps it.
//!
//! A round about whose cheques there is a dispute has to be left out by `forgets`: the event that says so comes
//! with the issue that settles disputes.

use crate::app::App;
use crate::app::writer::Failure;
use crate::domain::cheque::Cheque;
use crate::domain::programme::Programme;
use crate::domain::round::{Round, RoundStatus};
use crate::domain::{BookId, ChequeId, ProgrammeId, RoundId, Timestamp};
use crate::store::tenancies::{self, ListRow};
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
            if let Some(given) = forgets(&round, ended) {
                forgotten.cheques += forget_cheques(app, (book, RoundId(id)), &round, (given, ended)).await?;
            }
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

/// Lists of a round are forgotten that were given before this; none if it needs its list. All are if activation
/// closed before a time.
fn forgets(round: &Round, before: Timestamp) -> Option<Timestamp> {
    match round.status {
        RoundStatus::Drafted | RoundStatus::Checked => Some(before),
        RoundStatus::Issuing | RoundStatus::Issued => None,
        RoundStatus::Open
        | RoundStatus::Grace
        | RoundStatus::Closing
        | RoundStatus::Closed
        | RoundStatus::Settled => (round.grace_until < before).then_some(Timestamp::MAX),
        RoundStatus::Cancelling | RoundStatus::Cancelled => Some(Timestamp::MAX),
    }
}

/// Deletes whose cheques they were, but for cheques with a longer time of their own.
async fn forget_cheques(
    app: &App,
    (book, id): (BookId, RoundId),
    round: &Round,
    (given, before): (Timestamp, Timestamp),
) -> Result<u64, StoreError> {
    let (mut forgotten, mut after): (u64, ListRow) = (0, (String::new(), -1));
    loop {
        let mut places = tenancies::places(&app.database, (book, id), given, &after, CHUNK).await?;
        let Some(last) = places.last() else { return Ok(forgotten) };
        after = last.clone();
        let cheques = places.iter().map(|(_, place)| ChequeId(round.first_cheque.0 + place));
        let mut kept = app.look_all::<Cheque>(book, cheques).await?;
        // A round that was not issued has no cheques of its own yet.
        kept.retain(|(_, cheque)| {
            cheque.round == id && cheque.extended_until.is_some_and(|until| until >= before)
        });
        let is_kept = |place: i64| kept.iter().any(|(cheque, _)| *cheque == round.first_cheque.0 + place);
        // Lists that were replaced before the round was issued have no cheques.
        places.retain(|(list, place)| round.list.as_ref() != Some(list) || !is_kept(*place));
        forgotten += tenancies::forget_places(&app.database, (book, id), given, &places).await?;
    }
}
