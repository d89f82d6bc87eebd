//! Moving money from one initiative to another: what leaves the one arrives in the other, and nothing else moves.

use super::super::{Back, Leg, Lot, WalletCommand, WalletEvent};
use super::withdraw::move_to;
use crate::domain::budget::Conditions;
use crate::domain::initiative::Initiative;
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{BUDGET, Book, Holding, cents};
use crate::domain::{Account, Actor, Event, InitiativeId, LotId, Refusal, Timestamp};

/// Residents can spend what they have for two months.
fn short_of_time() -> Rules {
    Rules { spend: Spend::Months(2), ..Rules::default() }
}

/// An initiative whose last day is that many days from now.
fn open_for(book: &mut Book, days: u32) -> InitiativeId {
    let initiative = book.draft_initiative(5000, "green", &[]);
    book.open_for(initiative, days);
    initiative
}

/// All of a cheque of EUR 7.50 is in an initiative.
fn scene(rules: Rules) -> (Book, Holding, InitiativeId) {
    let mut book = Book::neighbourhood_with(rules);
    let who = book.resident_of(BUDGET, 750);
    let initiative = open_for(&mut book, 300);
    book.pledge(who.wallet, initiative, 750).unwrap();
    (book, who, initiative)
}

/// Goes to the day after the date of a lot, with a second cheque of EUR 7.50 in the wallet.
fn outlive(book: &mut Book, who: &Holding) -> LotId {
    book.now = Timestamp::from_ms(book.get::<Lot>(who.lot).spend_by.ms() + 86_400_000);
    let round = book.open_round(1, 750);
    book.activate_into(who.wallet, book.cheque(round, 0), who.household).lot
}

/// The pots of both and what is free of both lots.
fn sums(book: &Book, pots: [InitiativeId; 2], lots: [LotId; 2]) -> [i64; 4] {
    book.check_states();
    let [from, to] = pots.map(|id| book.balance(Account::Pot(id)));
    let [first, second] = lots.map(|id| book.balance(Account::Lot(id)));
    [from, to, first, second]
}

#[test]
fn money_of_a_lot_whose_date_has_passed_arrives_and_no_other_is_taken() {
    let (mut book, who, from) = scene(short_of_time());
    let one = WalletCommand::Withdraw { wallet: who.wallet, initiative: from, cents: Some(cents(100)) };
    book.days_pass(30);
    book.ask(Actor::Resident(who.wallet), one).unwrap();
    book.pledge(who.wallet, from, 100).unwrap();
    assert!(book.get::<Lot>(who.lot).prolonged);
    let second = outlive(&mut book, &who);
    let to = open_for(&mut book, 100);
    move_to(&mut book, who.wallet, from, to, 500).unwrap();
    assert_eq!(sums(&book, [from, to], [who.lot, second]), [250, 500, 0, 750]);
}

#[test]
fn nor_is_any_where_returned_money_gets_no_longer_date() {
    let with_round = Rules { spend: Spend::WithRound, ..Rules::default() };
    for rules in [with_round, Rules { pot_return_days: 0, ..short_of_time() }] {
        let (mut book, who, from) = scene(rules);
        let second = outlive(&mut book, &who);
        let to = open_for(&mut book, 100);
        move_to(&mut book, who.wallet, from, to, 750).unwrap();
        assert_eq!(sums(&book, [from, to], [who.lot, second]), [0, 750, 0, 750]);
    }
}

#[test]
fn the_same_lots_arrive_with_the_dates_they_had_the_earliest_first() {
    let (mut book, who, from) = scene(short_of_time());
    let date = book.get::<Lot>(who.lot).spend_by;
    book.days_pass(40);
    let second = {
        let round = book.open_round(1, 750);
        book.activate_into(who.wallet, book.cheque(round, 0), who.household).lot
    };
    book.pledge(who.wallet, from, 750).unwrap();
    let to = open_for(&mut book, 30);
    let events = move_to(&mut book, who.wallet, from, to, 800).unwrap();
    let moved = [(who.lot, 750), (second, 50)].map(|(lot, sum)| (lot, cents(sum)));
    let out = moved.map(|(lot, cents)| Back { lot, budget: BUDGET, cents, spend_by: None, common: false });
    let in_ = moved.map(|(lot, cents)| Leg { lot, budget: BUDGET, cents, own: false });
    let (wallet, [residents, households]) = (who.wallet, [0, 0]);
    let taken = WalletEvent::Withdrawn {
        wallet,
        initiative: from,
        legs: out.into(),
        residents,
        households,
        own: false,
    };
    let [residents, households] = [1, 1];
    let put =
        WalletEvent::Pledged { wallet, initiative: to, legs: in_.into(), residents, households, own: false };
    assert_eq!(events, [Event::Wallet(taken), Event::Wallet(put)]);
    let lot = book.get::<Lot>(who.lot);
    assert_eq!((lot.spend_by, lot.prolonged), (date, false));
}

#[test]
fn savings_that_expired_beside_the_moved_money_lapse_at_their_date() {
    let (mut book, who, from) = scene(short_of_time());
    let one = WalletCommand::Withdraw { wallet: who.wallet, initiative: from, cents: Some(cents(100)) };
    book.ask(Actor::Resident(who.wallet), one).unwrap();
    let second = outlive(&mut book, &who);
    let to = open_for(&mut book, 100);
    let expired = book.get::<Lot>(who.lot).spend_by;
    move_to(&mut book, who.wallet, from, to, 650).unwrap();
    assert_eq!(sums(&book, [from, to], [who.lot, second]), [0, 650, 0, 750]);
    let lapse = book.log.iter().find(|it| matches!(it.event, Event::Wallet(WalletEvent::LotLapsed { .. })));
    assert_eq!(lapse.map(|lapse| lapse.effective), Some(expired));
}

#[test]
fn conditions_of_the_money_and_the_own_share_hold_in_the_other_initiative_too() {
    let mut book = Book::neighbourhood();
    let conditions = Conditions { max_per_initiative: Some(cents(300)), ..Conditions::default() };
    let narrow = book.receive(100_000, conditions);
    let who = book.resident_of(narrow, 300);
    let round = book.open_round_of(&[(BUDGET, 1, 300)]);
    book.activate_into(who.wallet, book.cheque(round, 0), who.household);
    let (from, to) = (open_for(&mut book, 30), open_for(&mut book, 30));
    let other = book.resident_of(narrow, 200);
    book.pledge(other.wallet, to, 200).unwrap();
    book.pledge(who.wallet, from, 600).unwrap();
    let against = Refusal::AgainstCondition { initiative: to, allowed: cents(400), asked: cents(401) };
    assert_eq!(move_to(&mut book, who.wallet, from, to, 401), Err(against));
    move_to(&mut book, who.wallet, from, to, 400).unwrap();
    assert_eq!(book.get::<Initiative>(to).of_budget(narrow), cents(300));
    let own = book.open_initiative_of(1000, "green", &[who.wallet]);
    let too_much = Refusal::TooMuchOfOneself { percent: 10, left: cents(100) };
    assert_eq!(move_to(&mut book, who.wallet, to, own, 101), Err(too_much));
    move_to(&mut book, who.wallet, to, own, 100).unwrap();
    assert_eq!(book.get::<Initiative>(own).own, cents(100));
    book.check_states();
}

#[test]
fn more_than_was_given_is_refused_whatever_the_other_initiative_needs() {
    for (needs, all) in [(5000, Ok(750)), (100, Ok(100)), (0, Err(Refusal::InitiativeFull))] {
        let (mut book, who, from) = scene(short_of_time());
        let to = open_for(&mut book, 30);
        if needs < 5000 {
            let neighbour = book.resident_of(BUDGET, 5000 - needs);
            book.pledge(neighbour.wallet, to, 5000 - needs).unwrap();
        }
        let too_much = Err(Refusal::PledgedLess { pledged: cents(750), asked: cents(751) });
        assert_eq!(move_to(&mut book, who.wallet, from, to, 751), too_much, "it needs {needs}");
        let before = book.balance(Account::Pot(to));
        let moved =
            move_to(&mut book, who.wallet, from, to, 750).map(|_| book.balance(Account::Pot(to)) - before);
        assert_eq!(moved, all, "it needs {needs}");
    }
}
