//! Forward: from a budget to where every cent of it is: given back, carried over, in cheques, saved, in initiatives,
//! in common pots, paid out.

use super::{Untraced, programme, state, states, titles};
use crate::app::look::read;
use crate::domain::budget::Budget;
use crate::domain::initiative::Initiative;
use crate::domain::programme::Programme;
use crate::domain::round::Round;
use crate::domain::wallet::{Lot, Stage};
use crate::domain::{
    Account, AreaId, BookId, BudgetId, Cents, InitiativeId, Is, IssuerId, Kind, LotId, MoneyError, RoundId,
};
use crate::store::{Database, Snapshot, StateRow, balances};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Where money of a budget can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whereabouts {
    /// In the budget itself.
    Budget,
    /// In cheques of a round that are not activated.
    Unactivated(RoundId),
    /// With residents who have not given it away.
    Saved,
    /// In the common pot of an area.
    CommonPot(AreaId),
    /// In the pot of an initiative.
    Pot(InitiativeId),
    /// Set aside to be paid out for an initiative.
    Payable(InitiativeId),
    /// Paid out for an initiative, and not come back.
    Paid(InitiativeId),
}

/// How money of a budget went through a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Went {
    /// The round.
    pub round: RoundId,
    /// What its cheques were worth when they were issued.
    pub issued: Cents,
    /// What came back with cheques that nobody activated any more.
    pub lapsed: Cents,
}

/// Where the money of a budget is. Received and carried in, less carried on and returned, is what the places hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// The budget.
    pub budget: BudgetId,
    /// Whose it is.
    pub issuer: IssuerId,
    /// Their name.
    pub name: String,
    /// What the issuer put in.
    pub received: Cents,
    /// What came from other budgets of the issuer.
    pub carried_in: Vec<(BudgetId, Cents)>,
    /// What went on to other budgets of the issuer.
    pub carried_out: Vec<(BudgetId, Cents)>,
    /// What went back to the issuer's bank account.
    pub returned: Cents,
    /// What went out in cheques and came back with those that were not activated.
    pub rounds: Vec<Went>,
    /// What came back to the budget after it was activated.
    pub reversed: Cents,
    /// Where the rest is; none of it is zero.
    pub places: BTreeMap<Whereabouts, Cents>,
    /// The titles of the initiatives that have some of it, by number; without those that were erased.
    pub titles: BTreeMap<i64, String>,
    /// The names of areas, by number.
    pub areas: BTreeMap<i64, String>,
}

/// Money of one lot in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The lot.
    pub lot: LotId,
    /// The round of its cheque.
    pub round: RoundId,
    /// Where.
    pub place: Whereabouts,
    /// How much; more than zero.
    pub cents: Cents,
}

impl Whereabouts {
    /// The initiative it belongs to.
    fn initiative(self) -> Option<InitiativeId> {
        match self {
            Self::Pot(initiative) | Self::Payable(initiative) | Self::Paid(initiative) => Some(initiative),
            Self::Budget | Self::Unactivated(_) | Self::Saved | Self::CommonPot(_) => None,
        }
    }
}

impl Forward {
    /// What is to be accounted for: what came in and was neither carried on nor returned.
    ///
    /// # Errors
    /// If more went out than came in, or the sum is larger than can be counted.
    pub fn accountable(&self) -> Result<Cents, MoneyError> {
        let sum = |carried: &[(BudgetId, Cents)]| Cents::sum(carried.iter().map(|(_, cents)| *cents));
        let came = self.received.plus(sum(&self.carried_in)?)?;
        came.minus(sum(&self.carried_out)?)?.minus(self.returned)
    }

    fn put(&mut self, place: Whereabouts, cents: Cents) -> Result<(), MoneyError> {
        if !cents.is_zero() {
            let there = self.places.entry(place).or_default();
            *there = there.plus(cents)?;
        }
        Ok(())
    }
}

/// Follows a budget, and hands what is in lots to `tell`, in the order of their ids. It reads every lot of the book.
///
/// # Errors
/// [`Untraced::Unknown`] without such a budget; [`Untraced::Differs`] if the places do not hold what came in; the
/// database's; that of `tell`.
pub async fn forward(
    database: &Database,
    book: BookId,
    budget: BudgetId,
    mut tell: impl FnMut(&Held) -> io::Result<()>,
) -> Result<Forward, Untraced> {
    let snapshot = Snapshot::begin(database).await?;
    let issuer = state::<Budget>(&snapshot, book, budget).await?.issuer;
    let programme = programme(&snapshot, book).await?;
    let mut forward = flows(&snapshot, book, budget, (issuer, &programme)).await?;
    let last = snapshot.head(book).await?.seq;
    let in_budget = balances::as_of(&snapshot, book, Account::Budget(budget), last).await?;
    forward.put(Whereabouts::Budget, Cents::new(in_budget)?)?;
    let rounds = (1..=programme.last_round).map(RoundId);
    for (id, round) in states::<Round>(&snapshot, book, rounds).await? {
        for part in round.parts.iter().filter(|part| part.budget == budget) {
            forward.put(Whereabouts::Unactivated(RoundId(id)), part.unactivated()?)?;
        }
    }
    let note = |row: StateRow| {
        for held in held(&row, budget)? {
            forward.put(held.place, held.cents)?;
            tell(&held)?;
        }
        Ok::<_, Untraced>(())
    };
    snapshot.each_state(book, Kind::Lot, note).await?;
    let (came, there) = (forward.accountable()?, Cents::sum(forward.places.values().copied())?);
    if came != there {
        let why = format!("{came} of budget {budget} is to be accounted for, and {there} was found");
        return Err(Untraced::Differs(why));
    }
    let initiatives: BTreeSet<_> = forward.places.keys().filter_map(|place| place.initiative()).collect();
    let initiatives = states::<Initiative>(&snapshot, book, initiatives).await?;
    forward.titles = titles(database, book, &initiatives).await?;
    Ok(forward)
}

/// What went in and out of the budget itself, from its transfers.
async fn flows(
    snapshot: &Snapshot,
    book: BookId,
    budget: BudgetId,
    (issuer, programme): (IssuerId, &Programme),
) -> Result<Forward, Untraced> {
    let mut forward = Forward {
        budget,
        issuer,
        name: programme.issuers.get(&issuer.0).cloned().unwrap_or_default(),
        received: Cents::ZERO,
        carried_in: Vec::new(),
        carried_out: Vec::new(),
        returned: Cents::ZERO,
        rounds: Vec::new(),
        reversed: Cents::ZERO,
        places: BTreeMap::new(),
        titles: BTreeMap::new(),
        areas: programme.areas.iter().map(|(id, area)| (*id, area.name.clone())).collect(),
    };
    for moved in balances::moved(snapshot, book, Account::Budget(budget)).await? {
        let (came, went) = (Cents::new(moved.came)?, Cents::new(moved.went)?);
        match moved.other {
            Account::BankReceived(_) => forward.received = forward.received.plus(came)?,
            Account::BankReturned(_) => forward.returned = forward.returned.plus(went)?,
            Account::Budget(other) => {
                forward.carried_in.extend(Some((other, came)).filter(|_| !came.is_zero()));
                forward.carried_out.extend(Some((other, went)).filter(|_| !went.is_zero()));
            }
            Account::Unactivated(round) => forward.rounds.push(Went { round, issued: went, lapsed: came }),
            Account::Lot(_) => forward.reversed = forward.reversed.plus(came)?,
            Account::BankPaid(_) | Account::Pot(_) | Account::Common(_) | Account::Payable(_) => {
                let why = format!("budget {budget} has transfers with {}, which no event makes", moved.other);
                return Err(Untraced::Differs(why));
            }
        }
    }
    Ok(forward)
}

/// Where money of a lot is, if it is of this budget.
fn held(row: &StateRow, budget: BudgetId) -> Result<Vec<Held>, Untraced> {
    let entry = read(row)?;
    let Some(lot) = Is::<Lot>::is(&entry.thing).filter(|lot| lot.budget == budget) else {
        return Ok(Vec::new());
    };
    let in_initiatives = lot.places.iter().map(|place| {
        let there = match place.stage {
            Stage::Pot => Whereabouts::Pot(place.initiative),
            Stage::Payable => Whereabouts::Payable(place.initiative),
            Stage::Paid(_) => Whereabouts::Paid(place.initiative),
        };
        (there, place.cents)
    });
    let own = [(Whereabouts::Saved, lot.free), (Whereabouts::CommonPot(lot.area), lot.common)];
    let (id, round) = (LotId(row.key.id), lot.round);
    let held = |(place, cents)| Held { lot: id, round, place, cents };
    Ok(own.into_iter().chain(in_initiatives).map(held).filter(|held| !held.cents.is_zero()).collect())
}
