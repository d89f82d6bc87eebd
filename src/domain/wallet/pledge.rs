//! Pledging: which lots pay, and how much an initiative takes.

use super::super::budget::Budget;
use super::super::draft::{Did, Draft, No};
use super::super::id::{BudgetId, InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::money::Cents;
use super::super::page::LOTS_A_PAGE;
use super::super::refusal::{Refusal, amount_fits};
use super::super::thing::Stated;
use super::decide::Reach;
use super::support::{coming, is_own_household, load_households};
use super::{Give, Leg, Lot, Wallet, WalletEvent};

/// The most initiatives in one command.
pub const MOST_GIVES: usize = 500;

/// Decides several pledges from the lots within reach, all or none where something is refused.
pub fn pledge(wallet: WalletId, reach: Reach, gives: &[Give], draft: &mut Draft) -> Result<Did, No> {
    if gives.is_empty() || gives.len() > MOST_GIVES {
        return Err(Refusal::BadNumberOfPledges { most: MOST_GIVES }.into());
    }
    for give in gives {
        amount_fits(give.cents)?;
    }
    let initiatives = gives.iter().map(|give| Initiative::key(give.initiative));
    draft.need(initiatives.chain([Wallet::key(wallet)]))?;
    let lots = lots_by_date(wallet, reach, draft)?;
    load_households(&lots, draft)?;
    check_total(gives, &lots, draft)?;
    let mut any = false;
    for give in gives {
        any |= pledge_one(wallet, give, &lots, draft)?;
    }
    if any { Ok(Did::Now) } else { Err(Refusal::InitiativeFull.into()) }
}

/// The wallet's lots within reach that can be spent, the earliest date first, ties by lot.
fn lots_by_date(wallet: WalletId, reach: Reach, draft: &Draft) -> Result<Vec<LotId>, No> {
    let ids = &draft.get::<Wallet>(wallet)?.lots;
    draft.need(ids.iter().map(|&lot| Lot::key(lot)))?;
    let mut lots = Vec::new();
    for &id in ids {
        let lot = draft.get::<Lot>(id)?;
        if reach.includes(id) && draft.now < lot.until() {
            lots.push((lot.spend_by, id));
        }
    }
    lots.sort_unstable();
    Ok(lots.into_iter().map(|(_, id)| id).collect())
}

fn check_total(gives: &[Give], lots: &[LotId], draft: &Draft) -> Result<(), No> {
    let asked = Cents::sum(gives.iter().map(|give| give.cents))?;
    let mut free = Cents::ZERO;
    for &lot in lots {
        free = free.plus(draft.get::<Lot>(lot)?.free)?;
    }
    if asked > free { Err(Refusal::WalletTooSmall { free, asked }.into()) } else { Ok(()) }
}

/// Pledges what the initiative still needs; answers whether that was anything.
fn pledge_one(wallet: WalletId, give: &Give, lots: &[LotId], draft: &mut Draft) -> Result<bool, No> {
    let initiative = draft.get::<Initiative>(give.initiative)?;
    initiative.check_takes_pledges(draft.now, &draft.programme()?.zone)?;
    let own = initiative.wallets.contains(&wallet);
    let needed = give.cents.min(initiative.pot.short_of(initiative.target));
    if own {
        check_own(initiative, needed, draft)?;
    }
    if needed.is_zero() {
        return Ok(false);
    }
    let free = lots.iter().map(|&lot| Ok((lot, draft.get::<Lot>(lot)?.free)));
    let free = free.collect::<Result<Vec<_>, No>>()?;
    let legs = legs(give.initiative, initiative, needed, own, &free, draft)?;
    put((wallet, own), give.initiative, &legs, draft)?;
    Ok(true)
}

/// Puts these legs in the pot of an initiative; `own` says whether they are an initiator's.
pub fn put(
    (wallet, own): (WalletId, bool),
    initiative: InitiativeId,
    legs: &[Leg],
    draft: &mut Draft,
) -> Result<(), No> {
    for legs in legs.chunks(LOTS_A_PAGE) {
        // Counted page by page: who came in with the one before does not come in again.
        let support = coming(wallet, initiative, legs, draft)?;
        draft.emit(WalletEvent::Pledged {
            wallet,
            initiative,
            legs: legs.to_vec(),
            residents: support.residents,
            households: support.households,
            own,
        })?;
    }
    Ok(())
}

/// Refuses more of the initiators' own money than the rules allow.
pub fn check_own(initiative: &Initiative, cents: Cents, draft: &Draft) -> Result<(), No> {
    let percent = draft.programme()?.rules_of(initiative.rules)?.own_pledge_percent;
    let most = initiative.target.share(Cents::new(percent.into())?, Cents::new(100)?)?;
    if initiative.own.plus(cents)? > most {
        return Err(Refusal::TooMuchOfOneself { percent, left: initiative.own.short_of(most) }.into());
    }
    Ok(())
}

/// Takes the amount from the first lots whose conditions allow it, of each at most what stands beside it.
pub fn legs(
    id: InitiativeId,
    initiative: &Initiative,
    needed: Cents,
    own: bool,
    lots: &[(LotId, Cents)],
    draft: &Draft,
) -> Result<Vec<Leg>, No> {
    let mut left = needed;
    let mut legs: Vec<Leg> = Vec::new();
    for &(lot_id, most) in lots {
        let lot = draft.get::<Lot>(lot_id)?;
        let same_budget = legs.iter().filter(|leg| leg.budget == lot.budget);
        let taken = Cents::sum(same_budget.map(|leg| leg.cents))?;
        let cents = allowed(left.min(most), lot.budget, taken, initiative, draft)?;
        if cents.is_zero() {
            continue;
        }
        let own = own || is_own_household(lot.household, initiative, draft)?;
        legs.push(Leg { lot: lot_id, budget: lot.budget, cents, own });
        left = left.minus(cents)?;
    }
    if left.is_zero() {
        return Ok(legs);
    }
    let allowed = needed.minus(left)?;
    Err(Refusal::AgainstCondition { initiative: id, allowed, asked: needed }.into())
}

/// How much of `cents` the conditions of a budget let an initiative have, which is about to take `taken` of it.
pub fn allowed(
    cents: Cents,
    budget: BudgetId,
    taken: Cents,
    initiative: &Initiative,
    draft: &Draft,
) -> Result<Cents, No> {
    let conditions = &draft.get::<Budget>(budget)?.conditions;
    if !conditions.allow(initiative.area, &initiative.purpose) {
        return Ok(Cents::ZERO);
    }
    let held = initiative.of_budget(budget).plus(taken)?;
    Ok(conditions.room(held).map_or(cents, |room| room.min(cents)))
}
