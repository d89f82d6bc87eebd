//! Visits to the website. A code that was typed opens one: from then on the browser shows a token instead of the
//! code, until it is forgotten. Wrong codes slow down whoever types them, by the network they come from.

use super::App;
use super::activate::{self, Activated, NotActivated, Typed};
use super::clock::later;
use super::codes::{self, CodeRefusal};
use super::savings::{self, Savings};
use super::tenancies::{self, Home};
use super::throttle::{VISITS_WITH_A_CODE, WRONG_CODES, network};
use super::token::Token;
use super::writer::Failure;
use crate::domain::cheque::{Cheque, ChequeStatus};
use crate::domain::code::{Code, CodeError};
use crate::domain::wallet::{Lot, Wallet};
use crate::domain::{Actor, BookId, Cents, ChequeId, LotId, WalletId};
use crate::store::visit_codes::{self, VisitCode};
use crate::store::wallet_mails::{self, Opens};
use crate::store::{CodeEntry, StoreError};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// How long a code is remembered after it was typed, in milliseconds: long enough to read and choose, short enough
/// for the computer of a community centre. Whoever is not through types it again.
const LENGTH: i64 = 60 * 60 * 1000;
/// The most codes that are remembered of a visit: a resident's letters of four years.
const MOST: usize = 16;

/// What somebody has shown in a visit: codes, and nothing else. What they open is worked out anew each time, from how
/// things stand.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The book.
    pub book: BookId,
    /// The code that was typed last: which cheque it is of, and which of its codes.
    pub entry: CodeEntry,
    /// Those of other cheques that were typed before, the latest first.
    pub earlier: Vec<CodeEntry>,
    /// The wallets that a link in a mail opened, to the address that still belongs to them.
    pub mailed: BTreeSet<WalletId>,
}

impl Visit {
    fn of(codes: &[VisitCode]) -> Option<Self> {
        let (last, earlier) = codes.split_first()?;
        let mailed = codes.iter().filter_map(|code| code.mailed).collect();
        let earlier = earlier.iter().map(|code| code.entry).collect();
        Some(Self { book: last.entry.book, entry: last.entry, earlier, mailed })
    }
}

/// Savings that a cheque can be added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joinable {
    /// The wallet.
    pub wallet: WalletId,
    /// What can be given of it now.
    pub free: Cents,
    /// Whether all of it came to the household of the cheque. Where not, it may be somebody else's.
    pub is_of_household: bool,
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
    /// Too many wrong codes came from here, or this one too often.
    #[error("Too many codes came from here: please try again in {seconds} seconds.")]
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
        Ok(entry) => Some(entry),
        Err(CodeRefusal::Unknown) => None,
        Err(CodeRefusal::Store(error)) => return Err(error.into()),
        Err(CodeRefusal::NotACode(error)) => return Err(NotShown::NotACode(error)),
    };
    // Nothing is said before it was asked again, in turn: of many codes at once no more are tried than one by one.
    let wait = match entry {
        Some(_) => WRONG_CODES.pass(app, &network).await?,
        None => WRONG_CODES.take(app, &network).await?,
    };
    if let Some(seconds) = wait {
        return Err(NotShown::SlowDown { seconds });
    }
    let entry = entry.ok_or(NotShown::Unknown)?;
    // The code, and not its cheque: whoever has an old one holds up nobody who has the new one.
    let whose = [entry.book.0, entry.cheque.0, entry.generation].map(i64::to_be_bytes).concat();
    if let Some(seconds) = VISITS_WITH_A_CODE.take(app, &whose).await? {
        return Err(NotShown::SlowDown { seconds });
    }
    let earlier = match before {
        Some(token) => visit_codes::find(&app.database, token.digest(), app.now()).await?,
        None => vec![],
    };
    // Typed or not: a link in a mail has opened it as well.
    let mailed = earlier.iter().find(|code| code.entry.cheque == entry.cheque).and_then(|code| code.mailed);
    let others =
        earlier.into_iter().filter(|code| code.entry.book == entry.book && code.entry.cheque != entry.cheque);
    let until = later(app.now(), LENGTH);
    let codes: Vec<VisitCode> =
        std::iter::once(VisitCode { entry, until, mailed }).chain(others).take(MOST).collect();
    let (token, visit) = begin(app, before, &codes).await?;
    Ok((token, visit.expect("it has the code that was typed")))
}

/// A new visit with these codes, in the place of the one before.
async fn begin(
    app: &App,
    before: Option<Token>,
    codes: &[VisitCode],
) -> Result<(Token, Option<Visit>), StoreError> {
    let token = Token::fresh()?;
    visit_codes::replace(&app.database, before.map(Token::digest), (token.digest(), codes)).await?;
    Ok((token, Visit::of(codes)))
}

/// Begins a visit to a wallet that a link in a mail to this address opens, with the codes of the newest lots that the
/// address stands for, as if they had been typed: what is brought in later, or gets a new code meanwhile, is not open in
/// it. None if there is nothing, or the address has gone meanwhile.
///
/// # Errors
/// The database's.
pub async fn open(
    app: &App,
    (Opens { place: (book, wallet), newest }, address): (Opens, &str),
    before: Option<Token>,
) -> Result<Option<Token>, StoreError> {
    let Some(state) = app.look::<Wallet>(book, wallet).await? else { return Ok(None) };
    let mut ids: Vec<LotId> = state.lots.into_iter().filter(|lot| *lot <= newest).collect();
    ids.sort_unstable_by(|one, other| other.cmp(one));
    ids.truncate(MOST);
    let cheques: Vec<ChequeId> =
        app.look_all::<Lot>(book, ids).await?.iter().map(|(_, lot)| lot.cheque).collect();
    let until = later(app.now(), LENGTH);
    let code = |(id, cheque): (i64, Cheque)| {
        let is_open =
            matches!(cheque.status, ChequeStatus::Activated(there, lot) if there == wallet && lot <= newest);
        let entry = CodeEntry { book, cheque: ChequeId(id), generation: cheque.generation.into() };
        is_open.then_some(VisitCode { entry, until, mailed: Some(wallet) })
    };
    let codes: Vec<VisitCode> =
        app.look_all::<Cheque>(book, cheques).await?.into_iter().rev().filter_map(code).collect();
    if codes.is_empty() {
        return Ok(None);
    }
    let (token, _) = begin(app, before, &codes).await?;
    // Since the link was used the address may have gone, with a code that was replaced for one, and the codes that were
    // read are the new ones: then this visit opens nothing. If it goes from now on, the codes in it are the old ones.
    let present = wallet_mails::find(&app.database, (book, wallet), app.now()).await?;
    if present.is_none_or(|mailbox| mailbox.address != address) {
        visit_codes::end(&app.database, token.digest()).await?;
        return Ok(None);
    }
    Ok(Some(token))
}

/// The lots of a wallet whose own codes were shown in a visit, each with that code.
///
/// # Errors
/// The database's.
pub async fn letters(
    app: &App,
    visit: &Visit,
    wallet: WalletId,
) -> Result<Vec<(LotId, CodeEntry)>, StoreError> {
    let mut letters = Vec::new();
    for entry in std::iter::once(&visit.entry).chain(&visit.earlier) {
        let opened = opened(app, entry).await?.filter(|opened| opened.wallet == wallet);
        letters.extend(opened.map(|opened| (opened.lot, *entry)));
    }
    Ok(letters)
}

/// The savings that the cheque of a visit can be added to: those that the latest of the codes before it opens, if
/// these codes open all of them. A code that opens one lot of many draws nothing in: whoever found that letter would
/// have all the others by it.
///
/// # Errors
/// The database's.
pub async fn joinable(app: &App, visit: &Visit) -> Result<Option<Joinable>, StoreError> {
    let Some((wallet, found)) = latest(app, visit.book, &visit.earlier).await? else { return Ok(None) };
    let is_of_household = match tenancies::home(app, visit.book, visit.entry.cheque).await? {
        Home::Household(household) => found.lots.iter().all(|(_, lot)| lot.household == household),
        Home::Unknown | Home::Left => false,
    };
    Ok(Some(Joinable { wallet, free: found.free, is_of_household }))
}

/// The wallet that was opened last in a visit, with what can be given of it now; none, if the codes do not open all of
/// it. A lot says nothing of the wallet that it is in.
///
/// # Errors
/// The database's.
pub async fn whole(app: &App, visit: &Visit) -> Result<Option<(WalletId, Cents)>, StoreError> {
    let codes = [&[visit.entry], visit.earlier.as_slice()].concat();
    Ok(latest(app, visit.book, &codes).await?.map(|(wallet, savings)| (wallet, savings.free)))
}

/// The savings that the latest of some codes opens that opens any; none, if they do not open all of them.
async fn latest(
    app: &App,
    book: BookId,
    codes: &[CodeEntry],
) -> Result<Option<(WalletId, Savings)>, StoreError> {
    for (place, entry) in codes.iter().enumerate() {
        let Some(opened) = opened(app, entry).await? else { continue };
        let actor = by_codes(app, book, opened, (&codes[place + 1..], Sake::Joining)).await?.actor;
        let Actor::Resident(wallet) = actor else { return Ok(None) };
        return Ok(savings::find(app, book, actor).await?.map(|savings| (wallet, savings)));
    }
    Ok(None)
}

/// What is asked for: more than to see and to move it, less than to bring something in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sake {
    Opening,
    Joining,
}

/// What a code opens beside others that were typed (rule "whose code"): all of its wallet, if of each lot in it its own code
/// was typed, or two codes of its household. So whoever brings letters of their own into somebody's savings has opened
/// no more by that than these. Bringing something in shows nothing of what is there, so that for that what is used up
/// needs no code.
async fn by_codes(
    app: &App,
    book: BookId,
    opens: Activated,
    (others, sake): (&[CodeEntry], Sake),
) -> Result<Activated, StoreError> {
    let mut shown = vec![opens.lot];
    for other in others {
        let other = opened(app, other).await?.filter(|other| other.wallet == opens.wallet);
        shown.extend(other.map(|other| other.lot));
    }
    let wallet = app.look::<Wallet>(book, opens.wallet).await?;
    let ids: BTreeSet<LotId> = wallet.iter().flat_map(|wallet| &wallet.lots).chain(&shown).copied().collect();
    let lots = app.look_all::<Lot>(book, ids).await?;
    let is_shown = |id: i64| shown.contains(&LotId(id));
    let of_household =
        |household| lots.iter().filter(|(id, lot)| is_shown(*id) && lot.household == household).count();
    let now = app.now();
    let is_open = |(id, lot): &(i64, Lot)| {
        is_shown(*id)
            || lot.reversed
            || of_household(lot.household) > 1
            || sake == Sake::Joining && lot.is_used_up(now)
    };
    let actor = if lots.iter().all(is_open) { Actor::Resident(opens.wallet) } else { opens.actor };
    Ok(Activated { actor, ..opens })
}

/// What a code alone opens; none if it was not activated, or opens nothing any more.
async fn opened(app: &App, entry: &CodeEntry) -> Result<Option<Activated>, StoreError> {
    unless_refused(activate::before(app, &Typed::default(), entry).await)
}

/// Whether a visit opens all of this wallet at this moment.
///
/// # Errors
/// The database's.
pub async fn opens_all(app: &App, visit: &Visit, wallet: WalletId) -> Result<bool, StoreError> {
    let there = unless_refused(money(app, visit).await)?;
    Ok(there.is_some_and(|there| there.actor == Actor::Resident(wallet)))
}

/// What is open, if nothing is refused.
fn unless_refused(found: Result<Option<Activated>, NotActivated>) -> Result<Option<Activated>, StoreError> {
    match found {
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
    Ok(Visit::of(&visit_codes::find(&app.database, token.digest(), app.now()).await?))
}

/// Ends a visit.
///
/// # Errors
/// The database's.
pub async fn end(app: &App, token: Token) -> Result<(), StoreError> {
    visit_codes::end(&app.database, token.digest()).await
}

/// Activates the cheque of a visit, into these savings or else into a wallet of its own; none if the savings are not
/// [`joinable`] any more. Of a cheque that somebody activated before, its code opens no more than it did.
///
/// # Errors
/// As for [`activate::activate`].
pub async fn activate(
    app: &App,
    visit: &Visit,
    join: Option<WalletId>,
) -> Result<Option<Activated>, NotActivated> {
    if join.is_some() && joinable(app, visit).await?.map(|savings| savings.wallet) != join {
        return Ok(None);
    }
    let mailed = join.is_some_and(|wallet| visit.mailed.contains(&wallet));
    let typed = Typed { wallet: join, mailed, ..Typed::default() };
    activate::of_entry(app, &typed, &visit.entry).await.map(Some)
}

/// Where the money of a visit is; none if its cheque is not activated.
///
/// # Errors
/// What the domain refuses of the code, such as one that was replaced; the database's.
pub async fn money(app: &App, visit: &Visit) -> Result<Option<Activated>, NotActivated> {
    match activate::before(app, &Typed::default(), &visit.entry).await? {
        Some(opens) => Ok(Some(by_codes(app, visit.book, opens, (&visit.earlier, Sake::Opening)).await?)),
        None => Ok(None),
    }
}

/// Forgets the codes of visits that are over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    visit_codes::forget(&app.database, app.now()).await
}
