//! Mails that go out. Use cases put letters into the database; any process that serves the website hands them over.

use super::App;
use super::clock::later;
use super::reviews::{Ruling, Side};
use super::token::Token;
use crate::domain::{BookId, InitiativeId, Timestamp};
use crate::store::mails::{self, MailRow};
use crate::store::{StoreError, hex::Hex};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How long a process has for a mail before another one takes it, in milliseconds.
const CLAIM: i64 = 5 * 60 * 1000;
/// After how many milliseconds a mail is tried again that was not taken, by the number of tries.
const PAUSES: [i64; 5] = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000, 4 * 60 * 60_000];

/// What a mail says, before it is put into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The language of whoever gets it, as its code: `nl`.
    pub language: String,
    /// What it is about.
    pub about: About,
}

/// What a mail is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// The link to sign in with that was asked for. Its token follows from the mail's id ([`sign_in_token`]), so that
    /// a copy of the database holds none.
    SignIn,
    /// The link with which somebody confirms the address that they left for their savings ([`come_back_token`]).
    Address,
    /// The address does not open the savings any more that it belonged to.
    AddressEnded,
    /// The link to come back to savings with that was asked for.
    ComeBack,
    /// A decision about an initiative, for whoever asked for it or does not agree with the first one. What was said is
    /// on the page that its link leads to.
    Decided(Decided),
    /// Somebody is asked to be an initiator too. Its token follows from the mail's id as well ([`invitation_token`]).
    Invitation,
}

/// A decision in a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The programme's book.
    pub book: BookId,
    /// What the programme is called in addresses.
    pub programme: String,
    /// The id of the review, as it is written.
    pub review: String,
    /// The initiative.
    pub initiative: InitiativeId,
    /// What was decided.
    pub ruling: Ruling,
    /// Who gets it.
    pub side: Side,
}

/// A mail that waits to be handed over.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id: random, and the same however often it is tried.
    pub id: MailId,
    /// Where it goes.
    pub address: String,
    /// What it says.
    pub letter: Letter,
    tries: i64,
    until: Timestamp,
}

/// The id of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailId(pub [u8; 16]);

impl std::fmt::Display for MailId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

/// The token of the link in a mail to sign in with.
pub fn sign_in_token(app: &App, id: MailId) -> Token {
    Token(app.keys.request_hash(&[b"sign in ".as_slice(), &id.0].concat()))
}

/// The token of the link in a mail that leads to savings.
pub fn come_back_token(app: &App, id: MailId) -> Token {
    Token(app.keys.request_hash(&[b"come back ".as_slice(), &id.0].concat()))
}

/// The token of the link in a mail that asks somebody to be an initiator too.
pub fn invitation_token(app: &App, id: MailId) -> Token {
    Token(app.keys.request_hash(&[b"invitation ".as_slice(), &id.0].concat()))
}

/// A new id.
///
/// # Errors
/// [`StoreError::Corrupt`] if the system gives no random numbers.
pub fn fresh_id() -> Result<MailId, StoreError> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(MailId(id))
}

/// Lets a mail go out as soon as it can; after `until` it is of no use.
///
/// # Errors
/// The database's.
pub async fn send(
    app: &App,
    id: MailId,
    (address, letter): (&str, &Letter),
    until: Timestamp,
) -> Result<(), StoreError> {
    mails::put(&app.database, &row(app.now(), id, (address, letter), until)?).await
}

/// The same as a row, to be written together with what the mail tells of.
///
/// # Errors
/// [`StoreError::Corrupt`] if the letter cannot be written.
pub fn row(
    now: Timestamp,
    id: MailId,
    (address, letter): (&str, &Letter),
    until: Timestamp,
) -> Result<MailRow, StoreError> {
    let letter = serde_json::to_string(letter).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(MailRow { id: id.0, address: address.into(), letter, due: now, tries: 0, until })
}

/// The next mail that is due; none if none is. Nobody else gets it for five minutes, so each is handed over before the
/// next is asked for: a slow server then never makes two processes send the same.
///
/// # Errors
/// The database's.
pub async fn next(app: &App) -> Result<Option<Waiting>, StoreError> {
    loop {
        let now = app.now();
        let claimed = mails::claim(&app.database, (now, later(now, CLAIM))).await?;
        let Some(MailRow { id, address, letter, tries, until, .. }) = claimed else { return Ok(None) };
        if let Ok(letter) = serde_json::from_str(&letter) {
            return Ok(Some(Waiting { id: MailId(id), address, letter, tries, until }));
        }
        // Perhaps written by a newer version, which can read it. The error would quote the letter.
        tracing::error!(mail = %MailId(id), "a mail cannot be read");
    }
}

/// Deletes the mails that are of no use any more: nobody could read them, or hand them over in time.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    let mails = mails::forget(&app.database, app.now()).await?;
    if mails > 0 {
        tracing::warn!(mails, "mails were not taken in time, and are given up");
    }
    Ok(())
}

/// A mail was handed over, or never will be.
///
/// # Errors
/// The database's.
pub async fn done(app: &App, mail: &Waiting) -> Result<(), StoreError> {
    mails::delete(&app.database, mail.id.0).await
}

/// A mail was not taken, and is tried again, longer and longer after.
///
/// # Errors
/// The database's.
pub async fn try_again(app: &App, mail: &Waiting) -> Result<(), StoreError> {
    let tries = usize::try_from(mail.tries.max(1) - 1).unwrap_or(0);
    let pause = PAUSES[tries.min(PAUSES.len() - 1)];
    mails::put_off(&app.database, mail.id.0, later(app.now(), pause).min(mail.until)).await
}

/// The most mails a tray holds.
const OF_A_TRAY: usize = 200;

/// Where the mails of the demo lie to be read, since they go to nobody.
#[derive(Clone, Debug, Default)]
pub struct Tray(Arc<Mutex<VecDeque<Shown>>>);

/// A mail as whoever gets it reads it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Where it would have gone.
    pub address: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub text: String,
}

impl Tray {
    /// Puts a mail on it; the oldest falls off.
    pub fn put(&self, mail: Shown) {
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mails.truncate(OF_A_TRAY - 1);
        mails.push_front(mail);
    }

    /// What lies on it, the newest first.
    pub fn mails(&self) -> Vec<Shown> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
