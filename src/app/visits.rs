//! Visits to the website. A code that was typed opens one: from then on the browser shows a token instead of the
//! code, until the visit ends. Wrong codes slow down whoever types them, by the network they come from.

use super::App;
use super::activate::{self, Activated, NotActivated, Typed};
use super::codes::{self, CodeRefusal};
use super::throttle::{WRONG_CODES, network};
use super::token::Token;
use super::writer::Failure;
use crate::domain::code::{Code, CodeError};
use crate::domain::{Actor, BookId, Did, Timestamp, WalletId};
use crate::store::sessions::{self, SessionRow};
use crate::store::{CodeEntry, StoreError};
use std::net::IpAddr;

/// How long a visit lasts after a code was typed, in milliseconds: long enough to read and choose, short enough for
/// the computer of a community centre. Whoever is not through types the code again.
const LENGTH: i64 = 60 * 60 * 1000;

/// What somebody has shown in a visit.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// The book.
    pub book: BookId,
    /// The cheque whose code was typed last, and which of its codes.
    pub entry: CodeEntry,
    /// A code that was typed before in the same visit, of another cheque.
    pub beside: Option<CodeEntry>,
    /// The wallet into which they activated a cheque in this visit.
    pub wallet: Option<WalletId>,
}

/// Why a code opens nothing.
#[derive(Debug, thiserror::Error)]
pub enum NotShown {
    /// It cannot be a code: a slip.
    #[error(transparent)]
    NotACode(CodeError),
    /// Nobody has it.
    #[error("This code is not known: please compare it with the letter.")]
    Unknown,
    /// Too many wrong codes came from here.
    #[error("Too many wrong codes came from here: please try again in {seconds} seconds.")]
    SlowDown {
        /// How long to wait, at least 1.
        seconds: i64,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Begins a visit with a code, or shows one more in a visit. There is a new token each time, so that nobody can have
/// prepared it.
///
/// # Errors
/// [`NotShown`].
pub async fn show(
    app: &App,
    typed: &str,
    address: IpAddr,
    before: Option<Token>,
) -> Result<(Token, Visit), NotShown> {
    let code = Code::parse(typed).map_err(NotShown::NotACode)?;
    let network = network(address);
    if let Some(seconds) = WRONG_CODES.wait(app, &network).await? {
        return Err(NotShown::SlowDown { seconds });
    }
    let entry = match codes::find_code(app, code).await {
        Ok(entry) => entry,
        Err(CodeRefusal::Store(error)) => return Err(error.into()),
        Err(CodeRefusal::NotACode(error)) => return Err(NotShown::NotACode(error)),
        Err(CodeRefusal::Unknown) => {
            WRONG_CODES.count(app, &network).await?;
            return Err(NotShown::Unknown);
        }
    };
    let earlier = match before {
        Some(token) => find(app, token).await?.filter(|visit| visit.book == entry.book),
        None => None,
    };
    let (wallet, beside) = match earlier {
        Some(earlier) => (earlier.wallet, beside(app, &earlier, &entry).await?),
        None => (None, None),
    };
    let visit = Visit { book: entry.book, entry, beside, wallet };
    let token = Token::fresh()?;
    keep(app, token, &visit).await?;
    if let Some(before) = before {
        end(app, before).await?;
    }
    Ok((token, visit))
}

/// The code that is remembered beside a new one: the one before, if it opens something, or else what was remembered
/// beside that.
async fn beside(app: &App, earlier: &Visit, entry: &CodeEntry) -> Result<Option<CodeEntry>, StoreError> {
    if earlier.entry.cheque == entry.cheque {
        return Ok(earlier.beside);
    }
    Ok(if opened(app, &earlier.entry).await?.is_some() { Some(earlier.entry) } else { earlier.beside })
}

/// The wallet that is theirs by what was shown (rule "whose code"): the one they activated a cheque into in this visit,
/// or the one in which both codes have a lot.
async fn shown(app: &App, visit: &Visit) -> Result<Option<WalletId>, StoreError> {
    let (None, Some(beside)) = (visit.wallet, visit.beside) else { return Ok(visit.wallet) };
    let (one, other) = (opened(app, &beside).await?, opened(app, &visit.entry).await?);
    Ok(match (one, other) {
        (Some(one), Some(other)) if one.wallet == other.wallet && one.lot != other.lot => Some(one.wallet),
        _ => None,
    })
}

/// The wallet into which a cheque is activated in this visit; none: a new one. An earlier code that opens one of many
/// lots draws nothing in: whoever found that letter would have all the others by it.
///
/// # Errors
/// The database's.
pub async fn joins(app: &App, visit: &Visit) -> Result<Option<WalletId>, StoreError> {
    let (None, Some(beside)) = (visit.wallet, visit.beside) else { return Ok(visit.wallet) };
    Ok(match opened(app, &beside).await?.map(|activated| activated.actor) {
        Some(Actor::Resident(wallet)) => Some(wallet),
        _ => None,
    })
}

/// What a code alone opens; none if it was not activated, or opens nothing any more.
async fn opened(app: &App, entry: &CodeEntry) -> Result<Option<Activated>, StoreError> {
    match activate::before(app, &Typed::default(), entry).await {
        Ok(found) => Ok(found),
        Err(NotActivated::Failed(Failure::Refused(_))) => Ok(None),
        Err(NotActivated::Code(CodeRefusal::Store(error))) => Err(error),
        Err(other) => Err(StoreError::Corrupt(other.to_string())),
    }
}

/// The visit of a token; none if it has ended.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, token: Token) -> Result<Option<Visit>, StoreError> {
    let row = sessions::find(&app.database, token.digest(), app.now()).await?;
    Ok(row.map(|SessionRow { book, code, beside, wallet, .. }| {
        let entry = |(cheque, generation)| CodeEntry { book, cheque, generation };
        Visit { book, entry: entry(code), beside: beside.map(entry), wallet }
    }))
}

/// Ends a visit.
///
/// # Errors
/// The database's.
pub async fn end(app: &App, token: Token) -> Result<(), StoreError> {
    sessions::end(&app.database, token.digest()).await
}

/// Activates the cheque of a visit. What is activated later in the same visit comes into the same wallet. Of a cheque
/// that somebody activated before, its code opens no more than it did: otherwise whoever found that letter while
/// nothing else was in the wallet could wait for what comes into it.
///
/// # Errors
/// As for [`activate::activate`].
pub async fn activate(app: &App, token: Token, visit: &Visit) -> Result<Activated, NotActivated> {
    let typed = Typed { wallet: joins(app, visit).await?, ..Typed::default() };
    let activated = activate::of_entry(app, &typed, &visit.entry).await?;
    if let (Did::Now, Actor::Resident(wallet)) = (activated.did, activated.actor) {
        keep(app, token, &Visit { wallet: Some(wallet), ..*visit }).await?;
    }
    Ok(activated)
}

/// Where the money of a visit is; none if its cheque is not activated.
///
/// # Errors
/// What the domain refuses of the code, such as one that was replaced; the database's.
pub async fn money(app: &App, visit: &Visit) -> Result<Option<Activated>, NotActivated> {
    let typed = Typed { wallet: shown(app, visit).await?, ..Typed::default() };
    activate::before(app, &typed, &visit.entry).await
}

/// Deletes visits that are over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    sessions::forget(&app.database, app.now()).await
}

async fn keep(app: &App, token: Token, visit: &Visit) -> Result<(), StoreError> {
    let code = |entry: CodeEntry| (entry.cheque, entry.generation);
    let until = app.now().checked_add_ms(LENGTH).unwrap_or(Timestamp::MAX);
    let (code, beside) = (code(visit.entry), visit.beside.map(code));
    let row = SessionRow { book: visit.book, code, beside, wallet: visit.wallet, until };
    sessions::put(&app.database, token.digest(), &row).await
}
