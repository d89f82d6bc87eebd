//! A resident's standing choice: what becomes of the next cheques of their household by themselves.

use super::tenancies::{self, Home};
use super::writer::{Answer, Failure};
use super::{App, Wish};
use crate::domain::household::{Choice, Household, HouseholdCommand, StandingChoice};
use crate::domain::wallet::{Lot, Wallet};
use crate::domain::{Actor, BookId, ChequeId, HouseholdId, LotId, WalletId};
use crate::store::{CommandKey, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// How many of a wallet's newest lots are asked for the households they were sent to.
const NEWEST: usize = 8;

/// A household whose next cheques can go somewhere by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choosable {
    /// The household.
    pub household: HouseholdId,
    /// The choice that holds now; it may be somebody else's who lives there.
    pub standing: Option<StandingChoice>,
    /// Whether the holder of the wallet may choose here; else at a desk.
    pub may_choose: bool,
}

/// The households for whose next cheques the holder of a wallet can choose: those that still live where the newest
/// cheques in it were sent. Whether a household gets a next cheque is known only while the list of the last one is kept.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, book: BookId, wallet: WalletId) -> Result<Vec<Choosable>, StoreError> {
    let now = app.now();
    let Some(state) = app.look::<Wallet>(book, wallet).await? else { return Ok(Vec::new()) };
    let mut newest: Vec<LotId> = state.lots;
    newest.sort_unstable_by(|one, other| other.cmp(one));
    newest.truncate(NEWEST);
    let lots = app.look_all::<Lot>(book, newest).await?;
    let mut sent: BTreeMap<i64, Vec<ChequeId>> = BTreeMap::new();
    for (_, lot) in lots.iter().rev().filter(|(_, lot)| !lot.reversed) {
        sent.entry(lot.household.0).or_default().push(lot.cheque);
    }
    let ids: BTreeSet<HouseholdId> = sent.keys().copied().map(HouseholdId).collect();
    let mut choosable = Vec::new();
    for (id, household) in app.look_all::<Household>(book, ids).await? {
        let (household_id, standing) = (HouseholdId(id), household.choice_at(now));
        let cheques = sent.get(&id).map(Vec::as_slice).unwrap_or_default();
        if !household.ended && (standing.is_some() || gets_cheques(app, book, household_id, cheques).await?) {
            let lots = app.look_all::<Lot>(book, household.lots.iter().copied()).await?;
            let cheques = Household::cheques_by_wallet(lots.iter().map(|(_, lot)| lot));
            let may_choose = household.lets_choose(wallet, &cheques, now);
            choosable.push(Choosable { household: household_id, standing, may_choose });
        }
    }
    Ok(choosable)
}

/// The choices of the holder of a wallet that hold now, for the households that these lots of it came to.
///
/// # Errors
/// The database's.
pub async fn held(
    app: &App,
    book: BookId,
    (wallet, lots): (WalletId, &[(LotId, Lot)]),
) -> Result<Vec<StandingChoice>, StoreError> {
    let ids: BTreeSet<HouseholdId> = lots.iter().map(|(_, lot)| lot.household).collect();
    let households = app.look_all::<Household>(book, ids).await?;
    let held = households.iter().filter_map(|(_, household)| household.choice_at(app.now()));
    Ok(held.filter(|choice| choice.wallet == wallet).collect())
}

/// Whether one of these cheques was sent to the household by a list.
async fn gets_cheques(
    app: &App,
    book: BookId,
    household: HouseholdId,
    cheques: &[ChequeId],
) -> Result<bool, StoreError> {
    for &cheque in cheques {
        if tenancies::home(app, book, cheque).await? == Home::Household(household) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Makes a choice, or ends it.
///
/// # Errors
/// What the domain refuses, such as a choice in the place of somebody else's; the writer's and the database's.
pub async fn make(
    app: &App,
    book: BookId,
    (household, choice): (HouseholdId, Option<Choice>),
    (key, wallet): (CommandKey, WalletId),
) -> Result<Answer, Failure> {
    let command = match choice {
        Some(choice) => HouseholdCommand::MakeStandingChoice { household, wallet, choice },
        None => HouseholdCommand::EndStandingChoice { household, wallet },
    };
    app.ask(book, Wish::new(key, Actor::Resident(wallet), command)).await
}
