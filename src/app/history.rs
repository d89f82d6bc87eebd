//! What became of a resident's money: every cheque they activated, with all that went in and out, also long after it is
//! used up. It is read from the transfers of each lot, a page at a time, so that it costs the same in an old book.

use super::App;
use super::activate::Activated;
use super::initiatives::{self, Told};
use super::visits::{self, Visit};
use crate::domain::wallet::{Lot, Place, Stage, Wallet};
use crate::domain::{Account, BookId, Cents, InitiativeId, LotId, Shown, Timestamp, WalletId};
use crate::store::StoreError;
use crate::store::hex::Hex;
use crate::store::movements::{self, Movement};
use crate::views::wallet_lots::{self, Made};
use std::collections::{BTreeMap, BTreeSet};

/// How many lots are on a page.
pub const LOTS: usize = 10;
/// How many entries of a lot are on a page.
pub const ENTRIES: usize = 30;

/// Of how many initiatives of a page it is looked up when they were paid.
const PAYOUTS: usize = 30;

/// Which page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The newest lots, or those older than one, each with its latest entries.
    Lots(Option<LotId>),
    /// One lot, with its entries before an event.
    Entries(LotId, i64),
}

/// What happened to money of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Its cheque was activated.
    Activated,
    /// It was given to an initiative.
    Gave(InitiativeId),
    /// It came back from an initiative that had not got it yet.
    CameBack(InitiativeId),
    /// It came back from an initiative that had got it, and needed less.
    Leftover(InitiativeId),
    /// The resident gave it to the common pot.
    GaveToCommon,
    /// It was not given in time, and went to the common pot.
    LapsedToCommon,
    /// It was not given in time, and went back to its budget.
    LapsedToBudget,
}

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// To how much.
    pub cents: Cents,
}

/// A lot, and what became of it.
#[derive(Clone, Debug)]
pub struct Past {
    /// The lot.
    pub lot: LotId,
    /// How it stands now.
    pub state: Lot,
    /// What its cheque was worth.
    pub worth: Cents,
    /// What happened, the latest first.
    pub entries: Vec<Entry>,
    /// The event before which there is more; none if this is all.
    pub older: Option<i64>,
}

impl Past {
    /// Where the resident's own money of it is: what the common pot gave on is not theirs any more.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.state.places.iter().filter(|place| !place.is_common())
    }

    /// What of it can still be given at `now`.
    pub fn free(&self, now: Timestamp) -> Cents {
        if now < self.state.until() { self.state.free } else { Cents::ZERO }
    }
}

/// A page of what became of somebody's money.
#[derive(Clone, Debug)]
pub struct History {
    /// The lots, the newest first.
    pub lots: Vec<Past>,
    /// The lot before which there are more; none if these are the last.
    pub older: Option<LotId>,
    /// The initiatives that are spoken of, by number.
    pub initiatives: BTreeMap<i64, Told>,
    /// When money was last paid out for these initiatives, by number.
    pub paid: BTreeMap<i64, Timestamp>,
}

/// A page of what became of the money of a visit: of a whole wallet, or of one lot of it. None for a lot that is not theirs
/// to read.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn find(
    app: &App,
    visit: &Visit,
    activated: &Activated,
    part: Part,
) -> Result<Option<History>, StoreError> {
    let book = visit.book;
    let (made, older) = made(app, book, activated, part).await?;
    let mut states = readable(app, visit, activated, &made).await?;
    let before = if let Part::Entries(_, before) = part { before } else { i64::MAX };
    let mut lots = Vec::new();
    for Made { lot, cents } in made {
        let Some(state) = states.remove(&lot.0) else { continue };
        let (entries, older) = entries(app, book, lot, before).await?;
        let worth = Cents::new(cents).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        lots.push(Past { lot, state, worth, entries, older });
    }
    if lots.is_empty() && matches!(part, Part::Entries(..)) {
        return Ok(None);
    }
    let (initiatives, paid) = (told(app, book, &lots).await?, paid(app, book, &lots).await?);
    Ok(Some(History { lots, older, initiatives, paid }))
}

/// These lots of a wallet, the newest first, each with its latest entries: what is needed to say which cheques they were.
///
/// # Errors
/// As for [`find`].
pub async fn of_lots(
    app: &App,
    book: BookId,
    (wallet, lots): (WalletId, impl IntoIterator<Item = LotId>),
) -> Result<History, StoreError> {
    let mut found = Vec::new();
    for (id, state) in app.look_all::<Lot>(book, lots).await?.into_iter().rev() {
        let lot = LotId(id);
        let Some(made) = wallet_lots::find(&app.database, book, (wallet, lot)).await? else { continue };
        let (entries, older) = entries(app, book, lot, i64::MAX).await?;
        let worth = Cents::new(made.cents).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        found.push(Past { lot, state, worth, entries, older });
    }
    Ok(History { lots: found, older: None, initiatives: BTreeMap::new(), paid: BTreeMap::new() })
}

/// When money was last paid out for the initiatives that have some of these lots.
async fn paid(app: &App, book: BookId, lots: &[Past]) -> Result<BTreeMap<i64, Timestamp>, StoreError> {
    let is_paid = |place: &&Place| matches!(place.stage, Stage::Paid(_));
    let ids: BTreeSet<InitiativeId> =
        lots.iter().flat_map(Past::places).filter(is_paid).map(|place| place.initiative).collect();
    let mut paid = BTreeMap::new();
    for id in ids.into_iter().take(PAYOUTS) {
        let last = movements::last_into(&app.database, book, Account::BankPaid(id)).await?;
        paid.extend(last.map(|last| (id.0, last)));
    }
    Ok(paid)
}

/// The lots of a page, and the one before which there are more.
async fn made(
    app: &App,
    book: BookId,
    activated: &Activated,
    part: Part,
) -> Result<(Vec<Made>, Option<LotId>), StoreError> {
    let (db, wallet) = (&app.database, activated.wallet);
    let one = match (activated.actor.shown(), part) {
        (Some(Shown::Wallet(_)), Part::Lots(before)) => {
            let mut made = wallet_lots::page(db, book, (wallet, before), LOTS + 1).await?;
            let more = made.len() > LOTS;
            made.truncate(LOTS);
            let older = made.last().map(|made| made.lot).filter(|_| more);
            return Ok((made, older));
        }
        (Some(Shown::Wallet(_)), Part::Entries(lot, _)) => Some(lot),
        (Some(Shown::Lot(own)), Part::Lots(_)) => Some(own),
        (Some(Shown::Lot(own)), Part::Entries(lot, _)) => Some(lot).filter(|lot| *lot == own),
        (None, _) => None,
    };
    let Some(lot) = one else { return Ok((Vec::new(), None)) };
    Ok((wallet_lots::find(db, book, (wallet, lot)).await?.into_iter().collect(), None))
}

/// Those of the lots that may be read. Who has shown a whole wallet has shown what it lists; of what it does not list any
/// more that needs its own code, or two codes of its household, as what is listed does. What was reversed was somebody
/// else's.
async fn readable(
    app: &App,
    visit: &Visit,
    activated: &Activated,
    made: &[Made],
) -> Result<BTreeMap<i64, Lot>, StoreError> {
    let (book, wallet) = (visit.book, activated.wallet);
    let listed = app.look::<Wallet>(book, wallet).await?.map(|wallet| wallet.lots).unwrap_or_default();
    let letters = visits::letters(app, visit, wallet).await?;
    let shown: Vec<LotId> = letters.into_iter().map(|(lot, _)| lot).collect();
    let ids: BTreeSet<LotId> = made.iter().map(|made| made.lot).chain(shown.iter().copied()).collect();
    let lots: BTreeMap<i64, Lot> = app.look_all::<Lot>(book, ids).await?.into_iter().collect();
    let of_household = |household| {
        shown.iter().filter(|lot| lots.get(&lot.0).is_some_and(|lot| lot.household == household)).count()
    };
    let is_open = |id: LotId, lot: &Lot| {
        !lot.reversed && (listed.contains(&id) || shown.contains(&id) || of_household(lot.household) > 1)
    };
    let mut open = lots.clone();
    open.retain(|id, lot| is_open(LotId(*id), lot));
    Ok(open)
}

/// A page of entries of a lot, and the event before which there are more.
async fn entries(
    app: &App,
    book: BookId,
    lot: LotId,
    before: i64,
) -> Result<(Vec<Entry>, Option<i64>), StoreError> {
    let mut found = movements::of_lot(&app.database, book, (lot, before), ENTRIES + 1).await?;
    let more = found.len() > ENTRIES;
    found.truncate(ENTRIES);
    // An event moves money of a lot once.
    let older = found.last().map(|last| last.seq).filter(|_| more);
    let entry = |moved: &Movement| Some(Entry { at: moved.at, what: what(moved)?, cents: moved.cents });
    Ok((found.iter().filter_map(entry).collect(), older))
}

/// What a movement between a lot and another account is; none of what never happens to lots.
fn what(moved: &Movement) -> Option<What> {
    match (moved.other, moved.came) {
        (Account::Unactivated(_), true) => Some(What::Activated),
        (Account::Pot(initiative), false) => Some(What::Gave(initiative)),
        (Account::Pot(initiative), true) => Some(What::CameBack(initiative)),
        (Account::BankPaid(initiative), true) => Some(What::Leftover(initiative)),
        (Account::Common(_), false) if moved.event == "wallet.GivenToCommonPot" => Some(What::GaveToCommon),
        (Account::Common(_), false) => Some(What::LapsedToCommon),
        (Account::Budget(_), false) => Some(What::LapsedToBudget),
        (
            Account::Unactivated(_)
            | Account::Budget(_)
            | Account::Common(_)
            | Account::BankPaid(_)
            | Account::BankReceived(_)
            | Account::BankReturned(_)
            | Account::Lot(_)
            | Account::Payable(_),
            _,
        ) => None,
    }
}

async fn told(app: &App, book: BookId, lots: &[Past]) -> Result<BTreeMap<i64, Told>, StoreError> {
    let of_entry = |entry: &Entry| match entry.what {
        What::Gave(id) | What::CameBack(id) | What::Leftover(id) => Some(id),
        What::Activated | What::GaveToCommon | What::LapsedToCommon | What::LapsedToBudget => None,
    };
    let of_entries = lots.iter().flat_map(|past| past.entries.iter().filter_map(of_entry));
    let of_places = lots.iter().flat_map(Past::places).map(|place| place.initiative);
    let ids: BTreeSet<InitiativeId> = of_entries.chain(of_places).collect();
    let told = initiatives::find_all(app, book, ids).await?;
    Ok(told.into_iter().map(|told| (told.id.0, told)).collect())
}

/// A short name for a page of these lots: the same for the same lots, and nobody can tell from it which they are.
pub fn reference(app: &App, book: BookId, lots: impl Iterator<Item = LotId>) -> String {
    let mut bytes = b"receipt ".to_vec();
    for number in std::iter::once(book.0).chain(lots.map(|lot| lot.0)) {
        bytes.extend(number.to_be_bytes());
    }
    let digits = Hex(&app.keys.request_hash(&bytes)[..4]).to_string().to_uppercase();
    format!("{}-{}", &digits[..4], &digits[4..])
}
