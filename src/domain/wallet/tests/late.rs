//! Whether what time does is written on time or late makes no difference to the books: savings that are lost do
//! not come back to life with money that returns to their lot, and that money gets the same date.

use super::super::{Lot, WalletCommand};
use crate::domain::delivery::DeliveryCommand;
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{AREA, Book, Campaign, Holding, TREASURER, cents};
use crate::domain::{Account, Actor, InitiativeId, LotId, Timestamp};
use std::collections::BTreeMap;

/// Three residents with EUR 7.50 each that can be spent for two months. `gives` of it is in an initiative
/// whose target is `target` and whose last day is so many days from now.
fn scene(target: i64, gives: i64, last_day: u32) -> (Book, [Holding; 3], InitiativeId) {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::Months(2), ..Rules::default() });
    let round = book.open_round(3, 750);
    let holders = [0, 1, 2].map(|nth| book.activate(book.cheque(round, nth)));
    let initiative = book.draft_initiative(target, "green", &[]);
    let last_day = book.day(last_day);
    book.system(InitiativeCommand::Submit { initiative });
    book.system(InitiativeCommand::Approve { initiative });
    book.system(InitiativeCommand::Open { initiative, last_day });
    for who in holders {
        book.pledge(who.wallet, initiative, gives).unwrap();
    }
    (book, holders, initiative)
}

fn lots(holders: &[Holding; 3]) -> Vec<LotId> {
    holders.iter().map(|who| who.lot).collect()
}

fn lapse(book: &mut Book, lots: &[LotId]) {
    for &lot in lots {
        book.system(WalletCommand::LapseLot { lot });
    }
}

/// The balance of every account, and what is known of the lots.
fn books(book: &Book, lots: &[LotId]) -> (BTreeMap<Account, i64>, Vec<Lot>) {
    book.check_states();
    let balances = book.accounts.iter().map(|(&account, (debits, credits))| (account, credits - debits));
    (balances.collect(), lots.iter().map(|&lot| book.get::<Lot>(lot).clone()).collect())
}

/// The initiative fails; its pledges go back at once, or weeks later.
fn failed(last_day: u32, late: bool) -> (BTreeMap<Account, i64>, Vec<Lot>) {
    let (mut book, holders, initiative) = scene(5000, 500, last_day);
    let lots = lots(&holders);
    let (expires, deadline) = (book.get::<Lot>(lots[0]).spend_by, book.get::<Initiative>(initiative).until);
    let end = Timestamp::from_ms(expires.max(deadline).ms() + 20 * 86_400_000);
    if expires < deadline && !late {
        book.now = expires;
        lapse(&mut book, &lots);
    }
    book.now = if late { end } else { deadline };
    book.system(InitiativeCommand::Conclude { initiative });
    book.system(InitiativeCommand::ReturnPledges { initiative, lots: lots.clone() });
    book.now = end;
    let still_expired: Vec<LotId> =
        lots.iter().copied().filter(|&lot| book.get::<Lot>(lot).spend_by <= end).collect();
    lapse(&mut book, &still_expired);
    books(&book, &lots)
}

#[test]
fn savings_that_expired_before_their_initiative_failed_are_lost() {
    let (balances, lots) = failed(70, false);
    assert_eq!(balances[&Account::Common(AREA)], 3 * 250);
    assert_eq!(failed(70, true), (balances, lots));
}

#[test]
fn savings_that_expired_after_their_initiative_failed_are_kept() {
    let (balances, lots) = failed(50, false);
    assert_eq!(balances.get(&Account::Common(AREA)), None);
    assert_eq!(failed(50, true), (balances, lots));
}

/// A resident takes a pledge back from an initiative that outlives the savings.
fn withdrawn(late: bool) -> (BTreeMap<Account, i64>, Vec<Lot>) {
    let (mut book, holders, initiative) = scene(5000, 500, 100);
    let lots = lots(&holders);
    book.now = book.get::<Lot>(lots[0]).spend_by;
    if !late {
        lapse(&mut book, &lots);
    }
    book.days_pass(10);
    for who in holders {
        book.withdraw(who.wallet, initiative).unwrap();
    }
    books(&book, &lots)
}

#[test]
fn savings_that_expired_are_not_saved_by_a_withdrawal() {
    let (balances, lots) = withdrawn(false);
    assert_eq!(balances[&Account::Common(AREA)], 3 * 250);
    assert!(lots.iter().all(|lot| lot.free.get() == 500));
    assert_eq!(withdrawn(true), (balances, lots));
}

#[test]
fn a_late_lapse_takes_effect_as_soon_as_the_common_pot_allows() {
    let (mut book, [first, second, third], _) = scene(5000, 500, 100);
    let expires = book.get::<Lot>(first.lot).spend_by;
    book.now = expires;
    lapse(&mut book, &[first.lot]);
    book.days_pass(3);
    lapse(&mut book, &[second.lot]);
    assert_eq!(book.log.last().map(|last| last.effective), Some(expires), "nothing else happened to the pot");
    let round = book.open_round(1, 750);
    let Holding { wallet, lot, .. } = book.activate(book.cheque(round, 0));
    let give = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(100) };
    book.ask(Actor::Resident(wallet), give).unwrap();
    let given = book.now;
    book.days_pass(3);
    lapse(&mut book, &[third.lot]);
    assert_eq!(book.log.last().map(|last| last.effective), Some(given), "its time never goes back");
}

/// Money comes back of an initiative that was paid out, before or after the savings expired.
fn left_over(after_expiry: bool, late: bool) -> (BTreeMap<Account, i64>, Vec<Lot>) {
    let (mut book, holders, initiative) = scene(1500, 500, 30);
    let campaign = Campaign { initiative, lots: lots(&holders) };
    let expires = book.get::<Lot>(campaign.lots[0]).spend_by;
    book.conclude(initiative);
    book.pay_out(&campaign, 500);
    if after_expiry {
        book.now = expires;
        if !late {
            lapse(&mut book, &campaign.lots);
        }
    }
    let command = book.return_leftover(&campaign, 300, "bank-2");
    book.ask(TREASURER, command).unwrap();
    if late {
        book.now = Timestamp::from_ms(expires.ms() + 20 * 86_400_000);
    }
    let share = DeliveryCommand::ShareLeftover { initiative, lots: campaign.lots.clone() };
    book.ask(Actor::System, share).unwrap();
    books(&book, &campaign.lots)
}

#[test]
fn leftover_does_not_bring_back_savings_that_expired_before_it() {
    let (balances, lots) = left_over(true, false);
    assert_eq!(balances[&Account::Common(AREA)], 3 * 250);
    assert_eq!(left_over(true, true), (balances, lots));
}

#[test]
fn leftover_that_is_shared_out_late_counts_from_when_it_was_booked() {
    let (balances, lots) = left_over(false, false);
    assert_eq!(balances.get(&Account::Common(AREA)), None);
    assert_eq!(left_over(false, true), (balances, lots));
}
