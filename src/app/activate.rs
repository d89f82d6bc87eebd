//! Activation: somebody types the code of a letter, and its money is theirs.

use super::codes::{self, CodeRefusal};
use super::tenancies::{self, Home};
use super::writer::Failure;
use super::{App, Wish, wallet_mails};
use crate::domain::cheque::{Activate, Cheque, ChequeCommand, ChequeStatus};
use crate::domain::wallet::{Lot, Wallet};
use crate::domain::{
    Actor, BookId, ChequeId, Did, HouseholdId, LotId, PersonId, Refusal, Role, Shown, WalletId,
};
use crate::store::{CodeEntry, StoreError};

/// How often fresh ids are drawn before something must be wrong with the drawing.
const TRIES: u32 = 5;

/// What comes with a code.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// The code as it was typed.
    pub code: &'a str,
    /// The wallet it goes to, shown to be the resident's own; none: a new one.
    pub wallet: Option<WalletId>,
    /// The household the letter was sent to, if the round was issued without a list of tenancies; none: the one
    /// the list leads to, or a new one.
    pub household: Option<HouseholdId>,
    /// The desk worker who types it for somebody.
    pub desk: Option<PersonId>,
    /// Whether the wallet was shown with its mail address, which then opens what comes in as well.
    pub mailed: bool,
}

/// Where the money of a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activated {
    /// The cheque.
    pub cheque: ChequeId,
    /// Whose it is. A code opens its own lot only: what else is in the wallet takes more to be shown.
    pub wallet: WalletId,
    /// The lot it became.
    pub lot: LotId,
    /// Whether it happened now, or had been done before.
    pub did: Did,
    /// Who may act from here on: the resident, if the wallet was shown to be theirs or nothing else is in it;
    /// otherwise the holder of this one lot. A desk worker who typed the code acts for them.
    pub actor: Actor,
}

/// Why a code was not activated.
#[derive(Debug, thiserror::Error)]
pub enum NotActivated {
    /// The code leads nowhere.
    #[error(transparent)]
    Code(#[from] CodeRefusal),
    /// It is of another programme.
    #[error("This code belongs to another programme: please use the address in the letter.")]
    OtherProgramme,
    /// It may not be done, or could not.
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<StoreError> for NotActivated {
    fn from(error: StoreError) -> Self {
        Self::Code(error.into())
    }
}

/// Activates the cheque of a code. An activated one is answered with where its money is, which is no error.
///
/// # Errors
/// A code that leads nowhere, or to another programme; what the domain refuses, such as a replaced code or a
/// tenancy that ended; the writer's and the database's.
pub async fn activate(app: &App, book: BookId, typed: Typed<'_>) -> Result<Activated, NotActivated> {
    let entry = codes::find(app, typed.code).await?;
    if entry.book != book {
        return Err(NotActivated::OtherProgramme);
    }
    of_entry(app, &typed, &entry).await
}

/// The same for a code that was found before.
///
/// # Errors
/// As for [`activate`].
pub(super) async fn of_entry(
    app: &App,
    typed: &Typed<'_>,
    entry: &CodeEntry,
) -> Result<Activated, NotActivated> {
    let book = entry.book;
    // A code is also a resident's way in: no visit after the first needs a command.
    if let Some(known) = before(app, typed, entry).await? {
        return Ok(known);
    }
    let household = match typed.household {
        Some(household) => Some(household),
        None => match tenancies::home(app, book, entry.cheque).await? {
            Home::Household(household) => Some(household),
            Home::Unknown => None,
            Home::Left => return Err(Failure::Refused(Refusal::TenancyEnded).into()),
        },
    };
    act(app, book, typed, entry, household).await
}

/// Gives the command.
async fn act(
    app: &App,
    book: BookId,
    typed: &Typed<'_>,
    entry: &CodeEntry,
    household: Option<HouseholdId>,
) -> Result<Activated, NotActivated> {
    // An address that was left with fewer letters must not open this one, unless the wallet was shown with it, nor one just
    // being left.
    let untied = typed.wallet.map(|wallet| wallet_mails::untied(wallet, typed.mailed));
    for _ in 0..TRIES {
        let (actor, wanted) = wanted(app, typed, entry, household);
        let (wallet, lot) = (wanted.wallet, wanted.lot);
        let mut wish = Wish::new(app.fresh_key(), actor, ChequeCommand::Activate(wanted));
        wish.rows.untied = untied;
        match app.ask(book, wish).await {
            Ok(answer) if answer.did == Did::Now => {
                if typed.mailed {
                    // Shown with it, the address opens this one too.
                    let covered = wallet_mails::cover(app, (book, wallet), lot).await;
                    covered.map_err(Failure::after_saving)?;
                }
                let actor = follows(app, book, typed, (wallet, lot)).await.map_err(Failure::after_saving)?;
                return Ok(Activated { cheque: entry.cheque, wallet, lot, did: Did::Now, actor });
            }
            // Somebody else was first; unless that was undone since, it is found.
            Ok(_) => {
                let known = before(app, typed, entry).await?;
                return known.ok_or_else(|| Failure::Busy.into());
            }
            Err(Failure::Refused(Refusal::IdTaken)) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    Err(Failure::Refused(Refusal::IdTaken).into())
}

/// The command with fresh ids, and who gives it.
fn wanted(app: &App, typed: &Typed, entry: &CodeEntry, household: Option<HouseholdId>) -> (Actor, Activate) {
    let now = app.now();
    let wallet = typed.wallet.unwrap_or_else(|| WalletId::fresh(now, app.draw()));
    let new_household = household.is_none();
    let household = household.unwrap_or_else(|| HouseholdId::fresh(now, app.draw()));
    let actor = typed.desk.map_or(Actor::Resident(wallet), |person| Actor::Staff(Role::Desk, person));
    let wanted = Activate {
        cheque: entry.cheque,
        generation: generation(entry),
        wallet,
        new_wallet: typed.wallet.is_none(),
        household,
        new_household,
        lot: LotId::fresh(now, app.draw()),
    };
    (actor, wanted)
}

/// Generations are counted from 1 by hand; the column is wider than the count.
fn generation(entry: &CodeEntry) -> u32 {
    u32::try_from(entry.generation).unwrap_or(u32::MAX)
}

/// Where the money of a cheque is that was activated before; none if it was not. A replaced code opens nothing
/// either way.
pub(super) async fn before(
    app: &App,
    typed: &Typed<'_>,
    entry: &CodeEntry,
) -> Result<Option<Activated>, NotActivated> {
    let CodeEntry { book, cheque, .. } = *entry;
    let Some(state) = app.look::<Cheque>(book, cheque).await? else { return Ok(None) };
    state.check_code(generation(entry)).map_err(Failure::Refused)?;
    let ChequeStatus::Activated(wallet, lot) = state.status else { return Ok(None) };
    let actor = follows(app, book, typed, (wallet, lot)).await?;
    Ok(Some(Activated { cheque, wallet, lot, did: Did::Already, actor }))
}

/// Who may act after showing the code of a lot (rule "whose code"). The wallet that was shown may be another
/// than the lot's.
async fn follows(
    app: &App,
    book: BookId,
    typed: &Typed<'_>,
    (wallet, lot): (WalletId, LotId),
) -> Result<Actor, StoreError> {
    let is_shown = typed.wallet == Some(wallet) || is_alone(app, book, wallet, lot).await?;
    Ok(match (typed.desk, is_shown) {
        (Some(person), true) => Actor::AtDesk(person, Shown::Wallet(wallet)),
        (Some(person), false) => Actor::AtDesk(person, Shown::Lot(lot)),
        (None, true) => Actor::Resident(wallet),
        (None, false) => Actor::Holder(lot),
    })
}

/// Whether nothing else is in a wallet. What is used up counts as long as the wallet lists it: what was given from it is not
/// for whoever has another code to read. What was reversed does not, since no code leads to it any more.
async fn is_alone(app: &App, book: BookId, wallet: WalletId, lot: LotId) -> Result<bool, StoreError> {
    let Some(state) = app.look::<Wallet>(book, wallet).await? else { return Ok(true) };
    let others = state.lots.into_iter().filter(|&other| other != lot);
    Ok(app.look_all::<Lot>(book, others).await?.iter().all(|(_, other)| other.reversed))
}
