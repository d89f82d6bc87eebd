//! Looking at an initiative again. Anybody may say that one is wrong; a moderator decides, with a reason. Whoever does not
//! agree appeals once, and a second moderator decides. What is done to the initiative is a command like any other; what
//! was said about it lies beside the books and can be erased.

mod appeal;
mod decide;
mod take_down;

pub use appeal::{
    NotAppealed, Standing, appeal, appeal_as_initiator, can_appeal, is_stopped, of_initiator, token,
};
pub use decide::{NotDecided, decide, decided_first, note, rulings};
pub use take_down::take_down;

use super::clock::later;
use super::initiatives::{self, Told};
use super::throttle::{WORDS_OF_A_NETWORK, network};
use super::{App, CommandKey, persons};
use crate::domain::{BookId, InitiativeId, PersonId, Timestamp};
use crate::store::StoreError;
pub use crate::store::reviews::Step;
use crate::store::reviews::{self, ReviewRow};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// The most that is asked about one initiative before a moderator has decided.
const MOST_ASKED: u64 = 20;
/// How many are listed that wait.
const LISTED: u64 = 100;
/// How long somebody may appeal, in milliseconds: six weeks, as against decisions of the government (Awb 6:7).
const TO_APPEAL: i64 = 42 * 86_400_000;
/// How long a review is kept after the last thing that was decided, in milliseconds.
const KEPT: i64 = 365 * 86_400_000;
/// How long one waits for a decision that nobody makes: what it is about is long over then.
const WAITS: i64 = 2 * KEPT;
/// The most that somebody asks with one address before moderators have decided: each decision is a mail to it, and nobody
/// knows whether it is theirs.
const OF_AN_ADDRESS: usize = 3;

/// What a moderator decides about an initiative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ruling {
    /// It stays as it is.
    AsItIs,
    /// Nobody can give to it for a while.
    Paused,
    /// It goes on.
    Resumed,
    /// It is stopped, and what was given goes back.
    Stopped,
    /// It is not approved.
    Rejected,
    /// That it was stopped or not approved was wrong: it can be submitted anew.
    Anew,
    /// Something its initiators told is taken down.
    TakenDown,
    /// That this was taken down was wrong: it can be told anew.
    ToldAnew,
}

impl Ruling {
    /// The word for it, by which sentences choose theirs.
    pub fn word(self) -> &'static str {
        match self {
            Self::AsItIs => "as-it-is",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::Stopped => "stopped",
            Self::Rejected => "rejected",
            Self::Anew => "anew",
            Self::TakenDown => "taken-down",
            Self::ToldAnew => "told-anew",
        }
    }
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
}

/// Who does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Whoever said that it is wrong.
    Asker,
    /// An initiator.
    Initiator,
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// Who does not agree.
    pub side: Side,
    /// Why not.
    pub words: String,
    /// The code of their language.
    pub language: String,
}

/// All that was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// What somebody says is wrong; empty if a moderator began.
    pub asked: String,
    /// The code of their language.
    pub language: String,
    /// What was decided first.
    pub first: Option<Verdict>,
    /// The appeal against that.
    pub appeal: Option<Appeal>,
    /// What a second moderator decided.
    pub second: Option<Verdict>,
}

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its id.
    pub id: CommandKey,
    /// Of which initiative.
    pub initiative: InitiativeId,
    /// How far it is.
    pub step: Step,
    /// All that was said.
    pub said: Said,
    /// When its step began.
    pub changed: Timestamp,
    address: String,
    person: Option<PersonId>,
    decided_by: Option<PersonId>,
}

/// Something somebody says is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub words: String,
    /// Where the answer goes; may be empty.
    pub address: String,
    /// The code of their language.
    pub language: String,
}

/// Why a notice is not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// Nothing is said.
    #[error("nothing is said")]
    Empty,
    /// No mail can be sent there.
    #[error("this is no e-mail address: it is written like name@example.org")]
    NotAnAddress,
    /// Too much came from there.
    #[error("too much was sent from there: please try again in {seconds} seconds")]
    SlowDown {
        /// How long to wait, at least 1.
        seconds: i64,
    },
    /// Much was said already, and a moderator looks at it.
    #[error("enough was said about this initiative, and a moderator looks at it")]
    Enough,
    /// Enough was said with this address, about whatever, and no moderator has decided yet.
    #[error("{OF_AN_ADDRESS} notices with this address wait for a moderator")]
    EnoughOfAddress,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes what somebody says is wrong; the same form twice is one.
///
/// # Errors
/// [`NotTaken`].
pub async fn take(
    app: &App,
    (book, initiative): (BookId, InitiativeId),
    (notice, key): (&Notice, CommandKey),
    from: IpAddr,
) -> Result<(), NotTaken> {
    let address = persons::same_email(&notice.address);
    if notice.words.trim().is_empty() {
        return Err(NotTaken::Empty);
    }
    if !address.is_empty() && !persons::is_email(&address) {
        return Err(NotTaken::NotAnAddress);
    }
    if let Some(seconds) = WORDS_OF_A_NETWORK.take(app, &network(from)).await? {
        return Err(NotTaken::SlowDown { seconds });
    }
    if reviews::count(&app.database, (book, initiative), Step::Asked).await? >= MOST_ASKED {
        return Err(NotTaken::Enough);
    }
    if !address.is_empty() && reviews::asked_by(&app.database, &address).await? >= OF_AN_ADDRESS {
        return Err(NotTaken::EnoughOfAddress);
    }
    let said = Said { asked: notice.words.clone(), language: notice.language.clone(), ..Said::default() };
    let review = Review {
        id: key,
        initiative,
        step: Step::Asked,
        said,
        changed: app.now(),
        address,
        person: None,
        decided_by: None,
    };
    Ok(reviews::put(&app.database, book, &review.row()?).await?)
}

/// The reviews that wait for a moderator, each with its initiative: what was asked first, then appeals.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn waiting(app: &App, book: BookId) -> Result<Vec<(Review, Told)>, StoreError> {
    let mut waiting = Vec::new();
    for step in [Step::Asked, Step::Appealed] {
        waiting.extend(reviews::at(&app.database, (book, step), LISTED).await?);
    }
    let told = initiatives::find_all(app, book, waiting.iter().map(|row| row.initiative)).await?;
    let with = |row: ReviewRow| {
        let told = told.iter().find(|told| told.id == row.initiative)?;
        Some(Review::read(row).map(|review| (review, told.clone())))
    };
    waiting.into_iter().filter_map(with).collect()
}

/// A review; none if there is none.
///
/// # Errors
/// As for [`waiting`].
pub async fn find(app: &App, book: BookId, id: CommandKey) -> Result<Option<Review>, StoreError> {
    reviews::find(&app.database, book, id).await?.map(Review::read).transpose()
}

/// Deletes those that were decided long ago, or that wait for too long.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    for (step, kept) in
        [(Step::Decided, KEPT), (Step::Closed, KEPT), (Step::Asked, WAITS), (Step::Appealed, WAITS)]
    {
        reviews::forget(&app.database, step, later(app.now(), -kept)).await?;
    }
    Ok(())
}

impl Review {
    /// Whether whoever asked gets answers.
    pub fn is_answered(&self) -> bool {
        !self.address.is_empty()
    }

    fn row(&self) -> Result<ReviewRow, StoreError> {
        let Self { id, initiative, step, said, changed, address, person, decided_by } = self.clone();
        let body = serde_json::to_string(&said).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(ReviewRow { id, initiative, step, address, person, decided_by, body, changed })
    }

    fn read(row: ReviewRow) -> Result<Self, StoreError> {
        let ReviewRow { id, initiative, step, address, person, decided_by, body, changed } = row;
        // The error would quote the row.
        let unreadable = |_| StoreError::Corrupt("a review cannot be read".into());
        let said = serde_json::from_str(&body).map_err(unreadable)?;
        Ok(Self { id, initiative, step, said, changed, address, person, decided_by })
    }
}
