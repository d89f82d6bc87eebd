//! Back: from what was paid out for an initiative to the pledges and grants that put it in the pot, and the rounds,
//! budgets and issuers they came from.

use super::{Untraced, programme, states, titles};
use crate::domain::budget::Budget;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::page::LOTS_A_PAGE;
use crate::domain::payout::PayoutTerm;
use crate::domain::wallet::Lot;
use crate::domain::{
    Account, AreaId, BookId, BudgetId, Cents, InitiativeId, IssuerId, LotId, MoneyError, RoundId, Stated,
};
use crate::store::given::{self, Gift};
use crate::store::{Database, Snapshot, Wanted, balances};
use std::collections::{BTreeMap, HashMap};
use std::io;

/// Who put money in the pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gave {
    /// A resident, with a pledge.
    Resident,
    /// The common pot of an area, with a grant.
    CommonPot(AreaId),
}

/// Money of one lot that was paid out and has not come back: one leg of a pledge or a grant, or what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The event that put it in the pot.
    pub seq: i64,
    /// Who did.
    pub gave: Gave,
    /// Whose money it was.
    pub lot: LotId,
    /// The round of its cheque.
    pub round: RoundId,
    /// The budget of its cheque.
    pub budget: BudgetId,
    /// Whose budget it is.
    pub issuer: IssuerId,
    /// How much; more than zero.
    pub cents: Cents,
}

/// What of the money paid out came from one budget in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Whose budget it is.
    pub issuer: IssuerId,
    /// Their name.
    pub name: String,
    /// The budget.
    pub budget: BudgetId,
    /// The round.
    pub round: RoundId,
    /// What residents pledged of it.
    pub pledged: Cents,
    /// What the common pot granted of it.
    pub granted: Cents,
}

/// Where the money of an initiative came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The initiative.
    pub initiative: InitiativeId,
    /// The first line of its story; none if the story was erased.
    pub title: Option<String>,
    /// Where it is in its life.
    pub status: InitiativeStatus,
    /// By when it is to be paid; none if it does not wait for that.
    pub term: Option<PayoutTerm>,
    /// What the bank ever paid out for it.
    pub sent: Cents,
    /// What of that came back.
    pub came_back: Cents,
    /// What was paid out and has not come back: the sum of all origins.
    pub paid: Cents,
    /// By issuer, budget and round.
    pub origins: Vec<Origin>,
}

/// Follows what was paid out for an initiative, and hands every piece of it to `tell`, in the order of the gifts.
///
/// What was taken back of a lot that gave more than once counts as taken from the latest gift.
///
/// # Errors
/// [`Untraced::Unknown`] without such an initiative; [`Untraced::Differs`] if the pieces are not what was paid;
/// the database's; that of `tell`.
pub async fn back(
    database: &Database,
    book: BookId,
    initiative: InitiativeId,
    mut tell: impl FnMut(&Piece) -> io::Result<()>,
) -> Result<Back, Untraced> {
    let snapshot = Snapshot::begin(database).await?;
    let found = states::<Initiative>(&snapshot, book, [initiative]).await?;
    let Some((_, state)) = found.first() else {
        return Err(Untraced::Unknown(Initiative::key(initiative).to_string()));
    };
    let mut following = Following::of(&snapshot, book, initiative).await?;
    let mut after = given::START;
    loop {
        let gifts = given::gifts(&snapshot, book, Account::Pot(initiative), after, LOTS_A_PAGE).await?;
        for piece in following.pieces(&snapshot, &gifts).await? {
            following.add(&piece)?;
            tell(&piece)?;
        }
        match gifts.last() {
            Some(last) if gifts.len() == LOTS_A_PAGE => after = last.at,
            _ => break,
        }
    }
    let programme = programme(&snapshot, book).await?;
    let term = PayoutTerm::of(state, &programme).map_err(|refusal| Untraced::Differs(refusal.to_string()))?;
    let names = programme.issuers;
    let origin = |((issuer, budget, round), (pledged, granted))| {
        let name = names.get(&i64::from(issuer)).cloned().unwrap_or_default();
        Origin { issuer, name, budget, round, pledged, granted }
    };
    let (sent, came_back) = at_bank(&snapshot, book, initiative).await?;
    let back = Back {
        initiative,
        title: titles(database, book, &found).await?.remove(&initiative.0),
        status: state.status,
        term,
        sent,
        came_back,
        paid: following.sum,
        origins: following.sums.into_iter().map(origin).collect(),
    };
    adds_up(&snapshot, book, &back).await?;
    Ok(back)
}

/// What the bank paid out for an initiative, and what of it came back.
async fn at_bank(
    snapshot: &Snapshot,
    book: BookId,
    initiative: InitiativeId,
) -> Result<(Cents, Cents), Untraced> {
    let wanted = Wanted { accounts: [Account::BankPaid(initiative)].into(), ..Wanted::default() };
    let account = snapshot.load(book, &wanted).await?.accounts.pop();
    Ok(match account {
        Some(row) => (Cents::new(row.credits)?, Cents::new(row.debits)?),
        None => (Cents::ZERO, Cents::ZERO),
    })
}

/// Compares with what the bank paid, which the pieces were not made from.
async fn adds_up(snapshot: &Snapshot, book: BookId, back: &Back) -> Result<(), Untraced> {
    let last = snapshot.head(book).await?.seq;
    let account = Account::BankPaid(back.initiative);
    let paid = balances::as_of(snapshot, book, account, last).await?;
    if paid == back.paid.get() && back.sent.minus(back.came_back)? == back.paid {
        return Ok(());
    }
    let found = back.paid;
    Err(Untraced::Differs(format!("{account} has {paid} cents, and the lots that gave have {found} there")))
}

/// Sums so far.
struct Following {
    book: BookId,
    initiative: InitiativeId,
    issuers: BTreeMap<BudgetId, IssuerId>,
    /// What the common pot gave of each lot until now: it gives a small part of the target, of few lots.
    granted: HashMap<LotId, i64>,
    sums: BTreeMap<(IssuerId, BudgetId, RoundId), (Cents, Cents)>,
    sum: Cents,
}

impl Following {
    async fn of(snapshot: &Snapshot, book: BookId, initiative: InitiativeId) -> Result<Self, Untraced> {
        let budgets = (1..=programme(snapshot, book).await?.last_budget).map(BudgetId);
        let budgets = states::<Budget>(snapshot, book, budgets).await?;
        let issuers = budgets.into_iter().map(|(id, budget)| (BudgetId(id), budget.issuer)).collect();
        let (granted, sums, sum) = (HashMap::new(), BTreeMap::new(), Cents::ZERO);
        Ok(Self { book, initiative, issuers, granted, sums, sum })
    }

    /// What of a page of gifts was paid out and has not come back.
    async fn pieces(&mut self, snapshot: &Snapshot, gifts: &[Gift]) -> Result<Vec<Piece>, Untraced> {
        let lots = gifts.iter().map(|gift| gift.lot);
        let lots: HashMap<i64, Lot> = states(snapshot, self.book, lots).await?.into_iter().collect();
        let mut pieces = Vec::new();
        for gift in gifts {
            let lot = lots.get(&gift.lot.0).ok_or_else(|| Untraced::Unknown(format!("lot {}", gift.lot)))?;
            pieces.extend(self.piece(gift, lot)?);
        }
        Ok(pieces)
    }

    fn piece(&mut self, gift: &Gift, lot: &Lot) -> Result<Option<Piece>, Untraced> {
        let (gave, before) = match gift.from {
            Account::Lot(_) => (Gave::Resident, gift.before),
            Account::Common(area) => {
                let granted = self.granted.entry(gift.lot).or_default();
                let before = *granted;
                *granted += gift.cents;
                (Gave::CommonPot(area), before)
            }
            // What was set aside and then not paid is in the pot again, and has been counted when it was given.
            Account::BankReceived(_)
            | Account::BankPaid(_)
            | Account::BankReturned(_)
            | Account::Budget(_)
            | Account::Unactivated(_)
            | Account::Pot(_)
            | Account::Payable(_) => return Ok(None),
        };
        let cents = Cents::new((self.paid(lot, gave)?.get() - before).clamp(0, gift.cents))?;
        if cents.is_zero() {
            return Ok(None);
        }
        let (round, budget) = (lot.round, lot.budget);
        let unknown = || Untraced::Unknown(format!("budget {budget}"));
        let issuer = *self.issuers.get(&budget).ok_or_else(unknown)?;
        Ok(Some(Piece { seq: gift.at.0, gave, lot: gift.lot, round, budget, issuer, cents }))
    }

    /// What of a lot was paid out and has not come back, of what the same giver put in.
    fn paid(&self, lot: &Lot, gave: Gave) -> Result<Cents, MoneyError> {
        let is_common = gave != Gave::Resident;
        let places = lot.paid(self.initiative).filter(|place| place.is_common() == is_common);
        Cents::sum(places.map(|place| place.cents))
    }

    fn add(&mut self, piece: &Piece) -> Result<(), MoneyError> {
        self.sum = self.sum.plus(piece.cents)?;
        let key = (piece.issuer, piece.budget, piece.round);
        let (pledged, granted) = self.sums.entry(key).or_default();
        let sum = if piece.gave == Gave::Resident { pledged } else { granted };
        *sum = sum.plus(piece.cents)?;
        Ok(())
    }
}
