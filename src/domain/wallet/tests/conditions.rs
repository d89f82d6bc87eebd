//! Conditions of budgets, and the initiators' own money.

use super::super::WalletCommand;
use crate::domain::budget::{BudgetCommand, Conditions};
use crate::domain::initiative::Initiative;
use crate::domain::programme::ProgrammeCommand;
use crate::domain::testkit::{AREA, BUDGET, Book, Holding, ISSUER, cents};
use crate::domain::{Actor, AreaId, BudgetId, ChequeId, InitiativeId, Refusal};

/// A resident with a cheque of EUR 5 without conditions and one of EUR 5 with these.
fn scene(conditions: Conditions) -> (Book, Holding, BudgetId) {
    let mut book = Book::neighbourhood();
    let budget = book.receive(100_000, conditions);
    book.open_round_of(&[(budget, 2, 500), (BUDGET, 2, 500)]);
    let who = book.activate(ChequeId(1));
    book.days_pass(1);
    book.activate_into(who.wallet, ChequeId(3), who.household);
    (book, who, budget)
}

fn against(initiative: InitiativeId, allowed: i64, asked: i64) -> Refusal {
    Refusal::AgainstCondition { initiative, allowed: cents(allowed), asked: cents(asked) }
}

#[test]
fn money_for_one_purpose_is_passed_over_for_another() {
    let conditions = Conditions { purposes: vec!["play".into()], ..Conditions::default() };
    let (mut book, Holding { wallet, .. }, budget) = scene(conditions);
    let green = book.open_initiative_of(5000, "green", &[]);
    assert_eq!(book.pledge(wallet, green, 501), Err(against(green, 500, 501)));
    book.pledge(wallet, green, 500).unwrap();
    let state = book.get::<Initiative>(green);
    assert_eq!((state.of_budget(BUDGET), state.of_budget(budget)), (cents(500), cents(0)));
    let play = book.open_initiative_of(5000, "play", &[]);
    assert!(book.pledge(wallet, play, 500).is_ok());
}

#[test]
fn money_for_one_area_stays_there() {
    let mut book = Book::neighbourhood();
    book.system(ProgrammeCommand::AddArea { name: "Schollevaar".into(), postcodes: Vec::new(), cbs: None });
    let conditions = Conditions { areas: vec![AREA], ..Conditions::default() };
    let budget = book.receive(100_000, conditions);
    book.open_round_of(&[(budget, 1, 500)]);
    let who = book.activate(ChequeId(1));
    let there = book.open_initiative_in(AreaId(2), 5000, "green", &[]);
    assert_eq!(book.pledge(who.wallet, there, 500), Err(against(there, 0, 500)));
    let here = book.open_initiative(5000);
    assert!(book.pledge(who.wallet, here, 500).is_ok());
}

#[test]
fn an_initiative_holds_no_more_of_a_budget_than_it_allows() {
    let conditions = Conditions { max_per_initiative: Some(cents(600)), ..Conditions::default() };
    let (mut book, Holding { wallet, .. }, budget) = scene(conditions);
    let initiative = book.open_initiative(5000);
    book.pledge(wallet, initiative, 500).unwrap();
    let other = book.activate(ChequeId(2));
    assert_eq!(book.pledge(other.wallet, initiative, 101), Err(against(initiative, 100, 101)));
    book.pledge(other.wallet, initiative, 100).unwrap();
    assert_eq!(book.get::<Initiative>(initiative).of_budget(budget), cents(600));
    book.withdraw(wallet, initiative).unwrap();
    assert!(book.pledge(other.wallet, initiative, 400).is_ok(), "there is room again");
}

#[test]
fn conditions_name_only_what_exists() {
    let mut book = Book::neighbourhood();
    let conditions = Conditions { areas: vec![AreaId(7)], ..Conditions::default() };
    let receive =
        BudgetCommand::Receive { issuer: ISSUER, cents: cents(1), reference: "1".into(), conditions };
    assert_eq!(book.ask(Actor::System, receive), Err(Refusal::Unknown { what: "area 7".into() }));
}

#[test]
fn initiators_give_at_most_a_tenth_themselves() {
    let mut book = Book::neighbourhood();
    book.open_round(1, 750);
    let Holding { wallet, .. } = book.activate(ChequeId(1));
    let own = book.open_initiative_of(1005, "green", &[wallet]);
    book.pledge(wallet, own, 60).unwrap();
    let left = |left: i64| Refusal::TooMuchOfOneself { percent: 10, left: cents(left) };
    assert_eq!(book.pledge(wallet, own, 41), Err(left(40)), "rounded down to EUR 1.00");
    book.pledge(wallet, own, 40).unwrap();
    assert_eq!(book.pledge(wallet, own, 1), Err(left(0)));
    let take = WalletCommand::Withdraw { wallet, initiative: own, cents: Some(cents(30)) };
    book.ask(Actor::Resident(wallet), take).unwrap();
    assert_eq!(book.get::<Initiative>(own).own, cents(70));
    assert!(book.pledge(wallet, own, 30).is_ok());
}
