//! What must hold after every command, counted again from the beginning.

use super::world::World;
use crate::domain::account::Transfer;
use crate::domain::budget::Budget;
use crate::domain::cheque::{Cheque, ChequeStatus};
use crate::domain::common::CommonPot;
use crate::domain::household::Household;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::payout::Payout;
use crate::domain::round::Round;
use crate::domain::testkit::ISSUER;
use crate::domain::wallet::{Lot, Place, Stage, Wallet};
use crate::domain::{
    Account, AreaId, BudgetId, Cents, ChequeId, Entry, HouseholdId, InitiativeId, Key, LotId, PayoutId,
    RoundId, WalletId, postings,
};
use std::collections::{BTreeMap, BTreeSet};

/// All of it. That no held account is below zero is seen to by the book itself.
pub fn books_are_whole(world: &World) {
    money_is_conserved(world);
    states_equal_accounts(world);
    rounds_add_up(world);
    pots_add_up(world);
    owners_list_their_lots(world);
}

/// What came in is what is held and what went out.
fn money_is_conserved(world: &World) {
    let others = world.book.accounts.iter().filter(|(account, _)| **account != Account::BankReceived(ISSUER));
    let held: i64 = others.map(|(_, (debits, credits))| credits - debits).sum();
    assert_eq!(held, -world.book.balance(Account::BankReceived(ISSUER)));
}

fn states_equal_accounts(world: &World) {
    let balance = |account: Account| Cents::new(world.book.balance(account)).unwrap();
    for (id, budget) in world.all::<Budget>(BudgetId) {
        assert_eq!(budget.free.plus(budget.reserved), Ok(balance(Account::Budget(id))), "budget {id}");
    }
    for (id, lot) in world.all::<Lot>(LotId) {
        assert_eq!(lot.free, balance(Account::Lot(id)), "lot {id}");
    }
    for (id, initiative) in world.all::<Initiative>(InitiativeId) {
        assert_eq!(initiative.pot, balance(Account::Pot(id)), "initiative {id}");
        let paid = initiative.delivery().map_or(Cents::ZERO, |delivery| delivery.paid);
        assert_eq!(paid, balance(Account::BankPaid(id)), "paid for initiative {id}");
    }
    for (id, payout) in world.all::<Payout>(PayoutId) {
        assert_eq!(payout.payable, balance(Account::Payable(id)), "payout {id}");
    }
    for (id, pot) in world.all::<CommonPot>(AreaId) {
        assert_eq!(pot.cents, balance(Account::Common(id)), "common pot {id}");
        let lots = world.all::<Lot>(LotId).map(|(_, lot)| lot).filter(|lot| lot.area == id);
        assert_eq!(Cents::sum(lots.map(|lot| lot.common)), Ok(pot.cents), "lots in common pot {id}");
    }
    for (id, _) in world.all::<Round>(RoundId) {
        let cheques = world.all::<Cheque>(ChequeId).map(|(_, cheque)| cheque);
        let holding = cheques.filter(|cheque| cheque.round == id && cheque.holds_value());
        let worth = Cents::sum(holding.map(|cheque| cheque.cents));
        assert_eq!(worth, Ok(balance(Account::Unactivated(id))), "round {id}");
    }
}

/// What takes longer: all that the log says, from the beginning.
pub fn log_says_the_same(world: &World) {
    lots_add_up(world);
    replay_gives_the_same_states(world);
}

/// Every cent of a lot is free, in an initiative or the common pot, or went where its transfers say.
fn lots_add_up(world: &World) {
    let mut came: BTreeMap<LotId, Cents> = BTreeMap::new();
    let mut left: BTreeMap<LotId, Cents> = BTreeMap::new();
    let count = |sums: &mut BTreeMap<LotId, Cents>, lot, cents| {
        let sum = sums.entry(lot).or_default();
        *sum = sum.plus(cents).unwrap();
    };
    for Transfer { debit, credit, cents, .. } in world.book.log.iter().flat_map(|it| postings(&it.event)) {
        match (debit, credit) {
            (Account::Unactivated(_), Account::Lot(lot)) => count(&mut came, lot, cents),
            (Account::Lot(lot), Account::Unactivated(_) | Account::Budget(_)) => count(&mut left, lot, cents),
            _ => {}
        }
    }
    for (id, lot) in world.all::<Lot>(LotId) {
        let places = lot.places.iter().map(|place| place.cents);
        let left = left.get(&id).copied().unwrap_or_default();
        let here = Cents::sum(places.chain([lot.free, lot.common, left]));
        assert_eq!(here.as_ref(), Ok(&came[&id]), "lot {id}");
    }
}

/// Every cheque is counted where it is.
fn rounds_add_up(world: &World) {
    for (id, round) in world.all::<Round>(RoundId) {
        for part in &round.parts {
            let of_part = |cheque: &&Cheque| cheque.round == id && cheque.budget == part.budget;
            let cheques: Vec<&Cheque> =
                world.all::<Cheque>(ChequeId).map(|(_, cheque)| cheque).filter(of_part).collect();
            let count =
                |which: &dyn Fn(&Cheque) -> bool| cheques.iter().filter(|it| which(it)).count() as i64;
            assert_eq!(part.issued, cheques.len() as i64);
            let activated = count(&|cheque| matches!(cheque.status, ChequeStatus::Activated(..)));
            assert_eq!(part.activated, activated, "activated of round {id}");
            let gone = count(&|it| matches!(it.status, ChequeStatus::Lapsed | ChequeStatus::Withdrawn));
            assert_eq!(part.lapsed, gone, "lapsed of round {id}");
        }
    }
}

/// Money and supporters of an initiative are those of the lots that are in its pot.
fn pots_add_up(world: &World) {
    for (id, initiative) in world.all::<Initiative>(InitiativeId) {
        let in_pot = |place: &&Place| place.initiative == id && place.stage == Stage::Pot;
        let places: Vec<(&Lot, &Place)> = world
            .all::<Lot>(LotId)
            .flat_map(|(_, lot)| lot.places.iter().filter(in_pot).map(move |place| (lot, place)))
            .collect();
        let sum = Cents::sum(places.iter().map(|(_, place)| place.cents));
        assert_eq!(sum, Ok(initiative.pot), "pot of {id}");
        for &(budget, held) in &initiative.budgets {
            let of_budget = places.iter().filter(|(lot, _)| lot.budget == budget);
            assert_eq!(Cents::sum(of_budget.map(|(_, place)| place.cents)), Ok(held), "{budget} in {id}");
        }
        // From the outcome on, the figures stay as they were at the deadline.
        if initiative.delivery.is_some()
            || matches!(initiative.status, InitiativeStatus::Returning(_) | InitiativeStatus::Ended(_))
        {
            continue;
        }
        let lots = || world.all::<Lot>(LotId).map(|(_, lot)| lot);
        let counting = || lots().filter(|lot| lot.supports(id));
        let residents: BTreeSet<WalletId> = counting().map(|lot| lot.wallet).collect();
        let households: BTreeSet<HouseholdId> = counting().map(|lot| lot.household).collect();
        let counted = (residents.len() as i64, households.len() as i64);
        assert_eq!((initiative.residents, initiative.households), counted, "supporters of {id}");
        let own = lots().filter(|lot| initiative.wallets.contains(&lot.wallet));
        assert_eq!(Cents::sum(own.map(|lot| lot.in_pot(id))), Ok(initiative.own), "own of {id}");
    }
}

/// A lot that holds money is listed where it is looked for.
fn owners_list_their_lots(world: &World) {
    for (id, lot) in world.all::<Lot>(LotId).filter(|(_, lot)| !lot.is_used_up(world.book.now)) {
        assert!(world.book.get::<Wallet>(lot.wallet).lots.contains(&id), "wallet of {id}");
        assert!(world.book.get::<Household>(lot.household).lots.contains(&id), "household of {id}");
    }
}

/// The log alone, replayed from nothing, gives every state there is.
fn replay_gives_the_same_states(world: &World) {
    let mut replayed: BTreeMap<Key, Entry> = BTreeMap::new();
    for (happened, seq) in world.book.log.iter().zip(1..) {
        for key in happened.event.touches() {
            let at = (seq, happened.effective);
            let after = Entry::evolve(replayed.get(&key), key, &happened.event, at);
            replayed.insert(key, after.unwrap());
        }
    }
    assert_eq!(replayed.keys().copied().collect::<BTreeSet<_>>(), world.keys);
    for (key, entry) in &replayed {
        assert_eq!(world.book.known.get(*key).flatten().map(AsRef::as_ref), Some(entry), "{key}");
    }
}
