//! Activation with a code.

use super::super::{Activate, Activation, ChequeCommand, ChequeEvent};
use crate::domain::household::HouseholdCommand;
use crate::domain::programme::{Rules, Spend};
use crate::domain::round::{Round, RoundCommand};
use crate::domain::testkit::{AREA, BUDGET, Book, Holding, cents, code, moment};
use crate::domain::wallet::{Lot, LotKind, Wallet};
use crate::domain::{
    Account, Actor, ChequeId, Event, LotId, PersonId, Refusal, Role, RoundId, Timestamp, WalletId,
};
use jiff::civil::date;

fn holding(book: &mut Book, cheque: ChequeId) -> Holding {
    Holding { cheque, wallet: book.wallet(), household: book.household(), lot: book.lot() }
}

#[test]
fn a_code_becomes_money_to_spend_within_24_months() {
    let mut book = Book::neighbourhood();
    let round = book.open_round(3, 750);
    let who = holding(&mut book, ChequeId(2));
    let activation = Activation {
        cheque: ChequeId(2),
        round,
        budget: BUDGET,
        area: AREA,
        wallet: who.wallet,
        lot: who.lot,
        kind: LotKind::Cheque,
        household: who.household,
        cents: cents(750),
        spend_by: moment("2028-01-05T23:00:00Z"),
        retired: Vec::new(),
    };
    let events = book.try_activate(who, 1, true);
    assert_eq!(events, Ok(vec![Event::Cheque(ChequeEvent::Activated(activation))]));
    assert_eq!(book.balance(Account::Lot(who.lot)), 750);
    assert_eq!(book.balance(Account::Unactivated(round)), 1500);
    assert_eq!(book.get::<Round>(round).parts[0].activated, 1);
}

#[test]
fn where_money_may_not_be_saved_it_lasts_as_long_as_the_round() {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::WithRound, ..Rules::default() });
    let round = book.open_round(1, 750);
    let lot = book.activate(ChequeId(1)).lot;
    assert_eq!(book.get::<Lot>(lot).spend_by, book.get::<Round>(round).grace_until);
}

#[test]
fn activating_again_is_already_done_whoever_asks() {
    let mut book = Book::neighbourhood();
    let round = book.open_round(1, 750);
    let who = book.activate(ChequeId(1));
    let other = holding(&mut book, ChequeId(1));
    assert_eq!(book.try_activate(who, 1, true), Ok(Vec::new()));
    assert_eq!(book.try_activate(other, 1, true), Ok(Vec::new()));
    book.close_round(round);
    assert_eq!(book.try_activate(who, 1, true), Ok(Vec::new()));
}

#[test]
fn only_whoever_the_wallet_belongs_to_joins_it() {
    let mut book = Book::neighbourhood();
    book.open_round(3, 750);
    let first = book.activate(ChequeId(1));
    let join = |book: &mut Book, actor: Actor, cheque: i64| {
        let Holding { wallet, household, .. } = first;
        let (cheque, lot) = (ChequeId(cheque), book.lot());
        let (new_wallet, new_household) = (false, false);
        let wanted = Activate { cheque, generation: 1, wallet, new_wallet, household, new_household, lot };
        book.ask(actor, ChequeCommand::Activate(wanted)).map(|events| events.len())
    };
    let stranger = Actor::Resident(book.wallet());
    let initiator = Actor::Initiator(PersonId(1));
    let needed = Refusal::NotAllowed { needed: "the resident or a desk worker".into() };
    let admin = book.staff(Role::Admin);
    for actor in [stranger, initiator, admin] {
        assert_eq!(join(&mut book, actor, 2), Err(needed.clone()), "{actor}");
    }
    let desk = book.staff(Role::Desk);
    assert_eq!(join(&mut book, desk, 2), Ok(1));
    assert_eq!(join(&mut book, Actor::System, 3), Ok(1));
    assert_eq!(book.get::<Wallet>(first.wallet).lots.len(), 3);
}

#[test]
fn it_works_until_the_last_millisecond_of_the_grace() {
    let mut book = Book::neighbourhood();
    let round = book.open_round(2, 750);
    let until = book.get::<Round>(round).grace_until;
    assert_eq!(until, moment("2026-04-19T22:00:00Z"), "5 April and 14 days, in summer time");
    book.now = Timestamp::from_ms(until.ms() - 1);
    book.activate(ChequeId(1));
    book.now = until;
    let late = holding(&mut book, ChequeId(2));
    let last_day = date(2026, 4, 19);
    assert_eq!(book.try_activate(late, 1, true), Err(Refusal::ChequeExpired { last_day }));
    book.close_round(round);
    assert_eq!(book.try_activate(late, 1, true), Err(Refusal::ChequeExpired { last_day }));
}

#[test]
fn letters_must_be_out_and_the_round_on() {
    let mut book = Book::neighbourhood();
    let round = book.issued_round_of(&[(BUDGET, 1, 750)]);
    let who = holding(&mut book, ChequeId(1));
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::RoundNotOpen));
    let reason = book.text();
    book.system(RoundCommand::Cancel { round, reason });
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::RoundCancelled));
    book.system(RoundCommand::WithdrawCheques { round, first: ChequeId(1) });
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::RoundCancelled));
}

#[test]
fn unknown_and_taken_ids_are_refused() {
    let mut book = Book::neighbourhood();
    assert_eq!(RoundId(1), book.open_round(3, 750));
    let first = book.activate(ChequeId(1));
    let nobody = holding(&mut book, ChequeId(99));
    assert_eq!(book.try_activate(nobody, 1, true), Err(Refusal::Unknown { what: "cheque 99".into() }));
    let unknown_wallet = holding(&mut book, ChequeId(2));
    let what = format!("wallet {}", unknown_wallet.wallet);
    assert_eq!(book.try_activate(unknown_wallet, 1, false), Err(Refusal::Unknown { what }));
    let taken_wallet = Holding { cheque: ChequeId(2), lot: LotId(1), ..first };
    assert_eq!(book.try_activate(taken_wallet, 1, true), Err(Refusal::IdTaken));
    let taken_lot = Holding { cheque: ChequeId(2), wallet: WalletId(1), ..first };
    assert_eq!(book.try_activate(taken_lot, 1, true), Err(Refusal::IdTaken));
}

#[test]
fn a_household_that_is_new_is_not_that_of_others() {
    let mut book = Book::neighbourhood();
    book.open_round(2, 750);
    let first = book.activate(ChequeId(1));
    let moved_out = book.household();
    book.system(HouseholdCommand::EndTenancy { household: moved_out });
    let ask = |book: &mut Book, household| {
        let (wallet, lot) = (book.wallet(), book.lot());
        let (cheque, new_wallet, new_household) = (ChequeId(2), true, true);
        let wanted = Activate { cheque, generation: 1, wallet, new_wallet, household, new_household, lot };
        book.ask(Actor::Resident(wallet), ChequeCommand::Activate(wanted)).map(|events| events.len())
    };
    for taken in [first.household, moved_out] {
        assert_eq!(ask(&mut book, taken), Err(Refusal::IdTaken));
    }
    let fresh = book.household();
    assert_eq!(ask(&mut book, fresh), Ok(1));
    assert_eq!(ask(&mut book, fresh), Ok(0), "already done");
}

#[test]
fn an_older_code_tells_that_it_was_replaced() {
    let mut book = Book::neighbourhood();
    book.open_round(1, 750);
    let desk = book.staff(Role::Desk);
    book.ask(desk, ChequeCommand::Replace { cheque: ChequeId(1), code: code(2) }).unwrap();
    let who = holding(&mut book, ChequeId(1));
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::CodeReplaced));
    assert_eq!(book.try_activate(who, 2, true).map(|events| events.len()), Ok(1));
}

#[test]
fn a_wallet_forgets_lots_that_are_used_up_and_past_their_date() {
    let mut book = Book::neighbourhood();
    book.open_round(1, 750);
    let first = book.activate(ChequeId(1));
    book.days_pass(3 * 365);
    book.system(crate::domain::wallet::WalletCommand::LapseLot { lot: first.lot });
    let round = book.open_round(1, 750);
    let cheque = book.cheque(round, 0);
    let second = book.activate_into(first.wallet, cheque, first.household);
    assert_eq!(book.get::<Wallet>(first.wallet).lots, [second.lot]);
}
