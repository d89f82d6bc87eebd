//! Money of the common pot returns to the common pot.

use super::super::CommonPot;
use super::{approve, explain, give, grant, propose};
use crate::domain::initiative::{Cause, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::testkit::{ADMIN, AREA, BROKER, BUDGET, Book, Campaign, Holding, cents};
use crate::domain::wallet::{Back, Giver, Lot, WalletCommand};
use crate::domain::{Account, Actor, Event, InitiativeId, Refusal};

/// An initiative of EUR 10 that got EUR 1 of the common pot, from a lot of which its resident had pledged
/// EUR 2.50 and given EUR 1; and that resident.
fn granted() -> (Book, Campaign, Holding) {
    let mut book = Book::neighbourhood();
    let both = book.resident_of(BUDGET, 350);
    let campaign = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300)]);
    let initiative = campaign.initiative;
    book.pledge(both.wallet, initiative, 250).unwrap();
    let (wallet, lot) = (both.wallet, both.lot);
    let command = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(100) };
    book.ask(Actor::Resident(wallet), command).unwrap();
    book.conclude(initiative);
    propose(&mut book, BROKER, initiative, 100).unwrap();
    book.ask(ADMIN, approve(initiative, 100)).unwrap();
    book.system(grant(initiative, &[lot], true));
    let lots = [&campaign.lots[..], &[lot]].concat();
    (book, Campaign { initiative, lots }, both)
}

#[test]
fn a_resident_takes_back_the_own_money_and_not_the_common_pots() {
    let (mut book, Campaign { initiative, .. }, both) = granted();
    explain(&mut book, initiative);
    let asked = cents(251);
    let too_much = WalletCommand::Withdraw { wallet: both.wallet, initiative, cents: Some(asked) };
    let refused = Refusal::PledgedLess { pledged: cents(250), asked };
    assert_eq!(book.ask(Actor::Resident(both.wallet), too_much), Err(refused));
    book.withdraw(both.wallet, initiative).unwrap();
    let lot = book.get::<Lot>(both.lot);
    assert_eq!(
        (lot.free, lot.in_pot(initiative), lot.common_in_pot(initiative)),
        (cents(250), cents(0), cents(100))
    );
    assert!(!lot.supports(initiative));
    assert_eq!(book.get::<Initiative>(initiative).support(), 2);
    book.check_states();
}

#[test]
fn when_the_initiative_fails_each_gets_their_own() {
    let (mut book, Campaign { initiative, lots }, both) = granted();
    book.conclude(initiative);
    let events = book.system(InitiativeCommand::ReturnPledges { initiative, lots });
    let Event::Initiative(InitiativeEvent::PledgesReturned { legs, .. }) = &events[0] else {
        panic!("{events:?}")
    };
    let leg = |sum, common| Back { lot: both.lot, budget: BUDGET, cents: cents(sum), spend_by: None, common };
    assert_eq!(legs[2..], [leg(250, false), leg(100, true)]);
    let state = book.get::<Initiative>(initiative);
    assert_eq!(state.status, InitiativeStatus::Ended(Cause::NotExplained));
    assert_eq!(state.granted, cents(0), "nothing is told of a gift that went back");
    assert_eq!(book.balance(Account::Lot(both.lot)), 250);
    assert_eq!(book.get::<CommonPot>(AREA).cents, cents(100));
    book.check_states();
}

/// The same initiative, carried on with EUR 9.50 and paid out.
fn paid() -> (Book, Campaign, Holding) {
    let (mut book, campaign, both) = granted();
    explain(&mut book, campaign.initiative);
    book.conclude(campaign.initiative);
    book.pay_out(&campaign, 2);
    (book, campaign, both)
}

#[test]
fn leftover_goes_back_to_resident_and_common_pot_in_proportion() {
    let (mut book, campaign, both) = paid();
    book.check_states();
    // 96 over 300, 300, 250 and 100 of 950 is 30, 30, 25 and 10, and one cent.
    book.leftover(&campaign, 96, 1);
    let balances: Vec<i64> = campaign.lots.iter().map(|&lot| book.balance(Account::Lot(lot))).collect();
    assert_eq!(balances, [31, 30, 25]);
    assert_eq!(book.balance(Account::Common(AREA)), 10);
    assert_eq!(book.get::<Lot>(both.lot).common, cents(10));
    book.check_states();
}

#[test]
fn it_is_paid_and_returned_with_its_mark() {
    let (book, Campaign { initiative, .. }, both) = paid();
    let givers = |book: &Book, initiative: InitiativeId| -> Vec<(Giver, i64)> {
        book.get::<Lot>(both.lot).paid(initiative).map(|place| (place.giver, place.cents.get())).collect()
    };
    assert_eq!(givers(&book, initiative), [(Giver::Supporter, 250), (Giver::CommonPot, 100)]);
}

#[test]
fn an_event_never_has_more_than_500_legs_though_a_lot_may_have_two() {
    let mut book = Book::neighbourhood();
    let round = book.open_round(260, 10);
    let initiative = book.open_initiative(3000);
    let who: Vec<Holding> = (0..260).map(|nth| book.activate(book.cheque(round, nth))).collect();
    for Holding { wallet, lot, .. } in who.iter().copied() {
        book.pledge(wallet, initiative, 9).unwrap();
        let command = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(1) };
        book.ask(Actor::Resident(wallet), command).unwrap();
    }
    give(&mut book, BUDGET, 100);
    let last = book.resident_of(BUDGET, 100);
    book.pledge(last.wallet, initiative, 100).unwrap();
    book.conclude(initiative);
    propose(&mut book, BROKER, initiative, 260).unwrap();
    book.ask(ADMIN, approve(initiative, 260)).unwrap();
    let mut lots: Vec<_> = who.iter().map(|who| who.lot).collect();
    book.system(grant(initiative, &lots, true));
    book.conclude(initiative);
    lots.push(last.lot);
    let events = book.system(InitiativeCommand::ReturnPledges { initiative, lots });
    let legs = |event: &Event| {
        let Event::Initiative(InitiativeEvent::PledgesReturned { legs, .. }) = event else { return 0 };
        legs.len()
    };
    assert_eq!(events.iter().map(legs).collect::<Vec<_>>(), [500, 21, 0]);
    book.check_states();
}
