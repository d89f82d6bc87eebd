//! Neighbours who want to help an initiative with something else than money. Only its initiators see who they are.

use super::clock::later;
use super::initiatives::Told;
use super::throttle::{WORDS_OF_A_NETWORK, network};
use super::{App, CommandKey, persons};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::{BookId, InitiativeId, Timestamp};
use crate::store::StoreError;
use crate::store::help_offers::{self, HelpOfferRow};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// The most offers of one initiative.
const MOST: u64 = 50;
/// How long an offer is kept at most, and after its initiative has ended, in milliseconds.
const KEPT: i64 = 2 * 365 * 86_400_000;
const KEPT_AFTER: i64 = 30 * 86_400_000;
/// The fewest and the most digits of a telephone number (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// An offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What they are called.
    pub name: String,
    /// An e-mail address or a telephone number.
    pub address: String,
    /// What they can do.
    pub what: String,
}

/// What is kept as JSON.
#[derive(Serialize, Deserialize)]
struct Body {
    name: String,
    what: String,
}

/// An offer that was made.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its id.
    pub id: CommandKey,
    /// The offer.
    pub offer: Offer,
    /// When it was made.
    pub made: Timestamp,
}

/// A field of an offer in which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Nobody is named.
    Name,
    /// Neither an e-mail address nor a telephone number.
    Address,
    /// Nothing is offered.
    What,
}

/// Why an offer is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotOffered {
    /// Something has to be filled in, or is wrong.
    #[error("something is not filled in as it should be")]
    Mistakes(Vec<Mistake>),
    /// Too much came from there.
    #[error("too much was sent from there: please try again in {seconds} seconds")]
    SlowDown {
        /// How long to wait, at least 1.
        seconds: i64,
    },
    /// There are many already.
    #[error("there are enough offers for this initiative")]
    Enough,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Offer {
    /// What is wrong with it.
    fn mistakes(&self) -> Vec<Mistake> {
        let reached = persons::is_email(&self.address) || is_phone(&self.address);
        let all = [
            (self.name.is_empty(), Mistake::Name),
            (!reached, Mistake::Address),
            (self.what.is_empty(), Mistake::What),
        ];
        all.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, mistake)| mistake).collect()
    }
}

/// Whether somebody can be called there.
fn is_phone(typed: &str) -> bool {
    let (digits, others): (Vec<char>, Vec<char>) = typed.chars().partition(char::is_ascii_digit);
    DIGITS.contains(&digits.len()) && others.iter().all(|sign| " +-()./".contains(*sign))
}

/// Whether an initiative can still be helped.
pub fn takes(state: &Initiative) -> bool {
    state.is_public() && !is_over(state.status)
}

/// Whether nothing more is done for an initiative.
fn is_over(status: InitiativeStatus) -> bool {
    matches!(
        status,
        InitiativeStatus::Rejected
            | InitiativeStatus::Reported
            | InitiativeStatus::Closed
            | InitiativeStatus::NotCarriedOut
            | InitiativeStatus::WrittenOff
            | InitiativeStatus::Returning(_)
            | InitiativeStatus::Ended(_)
    )
}

/// Takes an offer from somewhere; the same form twice is one.
///
/// # Errors
/// [`NotOffered`].
pub async fn offer(
    app: &App,
    (book, told): (BookId, &Told),
    (offer, key): (&Offer, CommandKey),
    from: IpAddr,
) -> Result<(), NotOffered> {
    let mistakes = offer.mistakes();
    if !mistakes.is_empty() {
        return Err(NotOffered::Mistakes(mistakes));
    }
    if let Some(seconds) = WORDS_OF_A_NETWORK.take(app, &network(from)).await? {
        return Err(NotOffered::SlowDown { seconds });
    }
    let body = Body { name: offer.name.clone(), what: offer.what.clone() };
    let body = serde_json::to_string(&body).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    // As it is compared when somebody is erased.
    let row = HelpOfferRow { id: key, address: persons::same_email(&offer.address), body };
    let times = (app.now(), later(app.now(), KEPT));
    if help_offers::put(&app.database, (book, told.id), (row, MOST), times).await? {
        Ok(())
    } else {
        Err(NotOffered::Enough)
    }
}

/// The offers for an initiative, the newest first.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of_initiative(
    app: &App,
    book: BookId,
    initiative: InitiativeId,
) -> Result<Vec<Offered>, StoreError> {
    let rows = help_offers::of_initiative(&app.database, (book, initiative), 2 * MOST).await?;
    let offered = |(row, made): (HelpOfferRow, Timestamp)| {
        let HelpOfferRow { id, address, body } = row;
        // The error would quote the row.
        let unreadable = |_| StoreError::Corrupt("an offer to help cannot be read".into());
        let Body { name, what } = serde_json::from_str(&body).map_err(unreadable)?;
        Ok(Offered { id, offer: Offer { name, address, what }, made })
    };
    rows.into_iter().map(offered).collect()
}

/// How many there are.
///
/// # Errors
/// The database's.
pub async fn count(app: &App, book: BookId, initiative: InitiativeId) -> Result<i64, StoreError> {
    let count = help_offers::count(&app.database, book, initiative).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Deletes one of an initiative.
///
/// # Errors
/// The database's.
pub async fn remove(
    app: &App,
    (book, initiative): (BookId, InitiativeId),
    id: CommandKey,
) -> Result<(), StoreError> {
    help_offers::delete(&app.database, (book, initiative), id).await
}

/// Lets the offers for initiatives that have ended go some time from now. It reads every initiative with offers, so it is
/// done now and then. One that cannot be read holds up no other.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if an initiative cannot be read, when the others are done.
pub async fn shorten(app: &App) -> Result<(), StoreError> {
    let shortly = later(app.now(), KEPT_AFTER);
    let mut unreadable = None;
    for (book, initiative) in help_offers::kept_beyond(&app.database, shortly).await? {
        match app.look::<Initiative>(book, initiative).await {
            Ok(state) if state.as_ref().is_some_and(|state| !is_over(state.status)) => (),
            Ok(_) => help_offers::shorten(&app.database, (book, initiative), shortly).await?,
            Err(error @ StoreError::Corrupt(_)) => unreadable = Some(error),
            Err(error) => return Err(error),
        }
    }
    unreadable.map_or(Ok(()), Err)
}

/// Deletes the offers whose time is over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    help_offers::forget(&app.database, app.now()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_offers_help_can_be_reached() {
        let offer =
            |address: &str| Offer { name: "Jan".into(), address: address.into(), what: "Graven".into() };
        for address in ["jan@example.org", "06 12 34 56 78", "+31 (0)10-1234567", "010/123.45.67"] {
            assert_eq!(offer(address).mistakes(), [], "{address}");
        }
        for address in ["", "jan", "jan@", "123", "06 12 34 56 78 90 12 34", "bel 0612345678", "٠٦١٢٣٤٥٦٧٨"]
        {
            assert_eq!(offer(address).mistakes(), [Mistake::Address], "{address}");
        }
        assert_eq!(Offer::default().mistakes(), [Mistake::Name, Mistake::Address, Mistake::What]);
    }
}
