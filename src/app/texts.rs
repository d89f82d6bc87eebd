//! Words that can be erased: a row outside the log, and the reference to it that events hold.

use super::App;
use crate::domain::{BookId, PersonId, TextId, TextRef};
use crate::store::hex::Hex;
use crate::store::{StoreError, TextRow, texts};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The most bytes of a text: about ten pages.
pub const LONGEST: usize = 40_000;

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing in it.
    #[error("there is nothing in this text: please write something")]
    Empty,
    /// Too much.
    #[error(
        "this text has {bytes} bytes, and at most {LONGEST} can be kept, about ten pages: please shorten it"
    )]
    TooLong {
        /// How many bytes it has.
        bytes: usize,
    },
    /// Something that is not written or typed, such as a zero byte.
    #[error("this text holds a character that cannot be printed ({0:?}): please remove it")]
    Unprintable(char),
    /// The system gives no randomness.
    #[error("the text could not be kept, the system gives no random numbers: {0}")]
    NoRandomness(String),
}

/// Makes the row and the reference of some words, with a fresh id and a random key. When `author` is erased, so
/// are they; none for what staff write for the programme, which goes on a request of its own.
///
/// Making the same words again makes another reference: a wish that is repeated under its key must be the one
/// that was made, or it is refused as another. An id and a key that could be made again from the wish would also
/// let words that were erased be guessed.
///
/// # Errors
/// Words that are empty, too long or unprintable; a system without randomness.
pub fn make(app: &App, author: Option<PersonId>, words: &str) -> Result<(TextRef, TextRow), TextRefusal> {
    let (id, key) = fresh(app)?;
    with(id, key, author, words)
}

/// A fresh id and a random key for words.
///
/// # Errors
/// A system without randomness.
pub fn fresh(app: &App) -> Result<(TextId, [u8; 32]), TextRefusal> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| TextRefusal::NoRandomness(error.to_string()))?;
    Ok((TextId::fresh(app.now(), app.draw()), key))
}

/// The row and the reference of some words of an author under a given id and key.
///
/// # Errors
/// Words that are empty, too long or unprintable.
pub fn with(
    id: TextId,
    key: [u8; 32],
    author: Option<PersonId>,
    words: &str,
) -> Result<(TextRef, TextRow), TextRefusal> {
    check(words)?;
    let row = TextRow { id, key, body: words.to_string(), person: author };
    Ok((TextRef { id, hash: hash(&row) }, row))
}

/// The words of a text; none if they were erased.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, book: BookId, id: TextId) -> Result<Option<String>, StoreError> {
    Ok(texts::find(&app.database, book, [id]).await?.remove(&id).map(|row| row.body))
}

/// Whether a row holds the words an event speaks of.
pub fn fits(reference: &TextRef, row: &TextRow) -> bool {
    use subtle::ConstantTimeEq;
    reference.id == row.id && bool::from(reference.hash.as_bytes().ct_eq(hash(row).as_bytes()))
}

/// Refuses words that are empty, too long or unprintable.
pub(super) fn check(words: &str) -> Result<(), TextRefusal> {
    if words.len() > LONGEST {
        return Err(TextRefusal::TooLong { bytes: words.len() });
    }
    if words.trim().is_empty() {
        return Err(TextRefusal::Empty);
    }
    let unprintable = |sign: &char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    words.chars().find(unprintable).map_or(Ok(()), |sign| Err(TextRefusal::Unprintable(sign)))
}

/// HMAC-SHA-256 of the words under the row's key, in lower-case hexadecimal digits.
fn hash(row: &TextRow) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(&row.key).expect("HMAC takes keys of any length");
    Hex(&mac.chain_update(row.body.as_bytes()).finalize().into_bytes()).to_string()
}
