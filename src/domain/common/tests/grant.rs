//! Giving, page by page.

use super::super::{CommonPotEvent, CommonPotRefusal};
use super::{approve, explain, give, grant, propose, reconsidered, scene};
use crate::domain::budget::Conditions;
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::testkit::{ADMIN, AREA, BROKER, BUDGET, Book, Campaign, cents};
use crate::domain::wallet::{Lot, Portion};
use crate::domain::{Account, Actor, BudgetId, Event, InitiativeId, LotId, Refusal, Stated, Timestamp};

/// The scene with a grant of the whole gap approved.
fn approved() -> (Book, Campaign, [LotId; 3]) {
    let (mut book, campaign, common) = scene();
    approve_all(&mut book, campaign.initiative, 150);
    (book, campaign, common)
}

fn approve_all(book: &mut Book, initiative: InitiativeId, sum: i64) {
    propose(book, BROKER, initiative, sum).unwrap();
    book.ask(ADMIN, approve(initiative, sum)).unwrap();
}

fn given(initiative: InitiativeId, legs: &[(LotId, BudgetId, i64)]) -> Event {
    let leg = |&(lot, budget, sum)| Portion { lot, budget, cents: cents(sum) };
    let legs = legs.iter().map(leg).collect();
    Event::CommonPot(CommonPotEvent::LotsGranted { initiative, area: AREA, legs })
}

fn finished(initiative: InitiativeId, sum: i64) -> Event {
    Event::CommonPot(CommonPotEvent::GrantFinished { initiative, area: AREA, cents: cents(sum) })
}

fn short(initiative: InitiativeId, sum: i64, approved: i64) -> Event {
    let (cents, approved) = (cents(sum), cents(approved));
    Event::CommonPot(CommonPotEvent::GrantFellShort { initiative, area: AREA, cents, approved })
}

#[test]
fn the_oldest_lots_give_first_and_the_last_one_only_what_is_missing() {
    let (mut book, Campaign { initiative, .. }, common) = approved();
    assert_eq!(book.get::<Initiative>(initiative).due(), Some(Timestamp::MIN), "pages at once");
    let first = given(initiative, &[(common[0], BUDGET, 40)]);
    assert_eq!(book.system(grant(initiative, &common[..1], false)), [first]);
    book.check_states();
    assert_eq!(book.system(grant(initiative, &common[..1], false)), [], "a page that is tried again");
    let last = given(initiative, &[(common[1], BUDGET, 50), (common[2], BUDGET, 60)]);
    assert_eq!(book.system(grant(initiative, &common, false)), [last, finished(initiative, 150)]);
    assert_eq!(book.system(grant(initiative, &common, true)), [], "all is done");
    assert_eq!(book.balance(Account::Pot(initiative)), 1000);
    assert_eq!(book.balance(Account::Common(AREA)), 440);
    book.check_states();
}

#[test]
fn a_filled_gap_needs_no_explanation_and_counts_nobody_as_a_supporter() {
    let (mut book, Campaign { initiative, .. }, common) = approved();
    book.system(grant(initiative, &common, true));
    assert_eq!(book.get::<Initiative>(initiative).support(), 3);
    let funded = InitiativeEvent::Funded { initiative, cents: cents(1000), residents: 3, households: 3 };
    assert_eq!(book.conclude(initiative), [Event::Initiative(funded)]);
}

#[test]
fn the_outcome_waits_until_all_is_given() {
    let (mut book, Campaign { initiative, .. }, common) = approved();
    book.now = book.get::<Initiative>(initiative).until;
    let conclude = InitiativeCommand::Conclude { initiative };
    assert_eq!(book.ask(Actor::System, conclude), Err(CommonPotRefusal::UnderWay.into()));
    book.system(grant(initiative, &common, true));
    book.conclude(initiative);
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Funded);
}

#[test]
fn a_proposal_that_nobody_approved_does_not_hold_up_the_outcome() {
    let (mut book, Campaign { initiative, .. }, _) = scene();
    propose(&mut book, BROKER, initiative, 150).unwrap();
    book.conclude(initiative);
    assert_eq!(book.get::<Initiative>(initiative).grant, None);
}

#[test]
fn pledges_go_on_meanwhile_and_make_the_gap_smaller() {
    let (mut book, Campaign { initiative, .. }, common) = scene();
    explain(&mut book, initiative);
    approve_all(&mut book, initiative, 150);
    book.system(grant(initiative, &common[..1], false));
    let who = book.resident_of(BUDGET, 100);
    book.pledge(who.wallet, initiative, 100).unwrap();
    let last = given(initiative, &[(common[1], BUDGET, 10)]);
    assert_eq!(book.system(grant(initiative, &common, false)), [last, finished(initiative, 50)]);
    book.check_states();
}

#[test]
fn a_gap_that_pledges_filled_ends_the_grant() {
    let (mut book, Campaign { initiative, .. }, common) = scene();
    explain(&mut book, initiative);
    approve_all(&mut book, initiative, 150);
    let who = book.resident_of(BUDGET, 150);
    book.pledge(who.wallet, initiative, 150).unwrap();
    assert_eq!(book.system(grant(initiative, &common, false)), [finished(initiative, 0)]);
}

/// An initiative of purpose "green", and a common pot of one lot under conditions before one without.
fn with_conditions(conditions: Conditions) -> (Book, InitiativeId, BudgetId, [LotId; 2]) {
    let mut book = Book::neighbourhood();
    let budget = book.receive(5000, conditions);
    let common = [give(&mut book, budget, 200), give(&mut book, BUDGET, 100)];
    let initiative = reconsidered(&mut book).initiative;
    approve_all(&mut book, initiative, 150);
    (book, initiative, budget, common)
}

#[test]
fn lots_for_another_purpose_are_passed_over_and_the_grant_falls_short() {
    let conditions = Conditions { purposes: vec!["play".into()], ..Conditions::default() };
    let (mut book, initiative, _, common) = with_conditions(conditions);
    let page = given(initiative, &[(common[1], BUDGET, 100)]);
    assert_eq!(book.system(grant(initiative, &common, true)), [page, short(initiative, 100, 150)]);
    assert_eq!(book.get::<Lot>(common[0]).common, cents(200), "it stays");
    book.check_states();
}

#[test]
fn a_maximum_per_initiative_limits_what_its_budget_gives() {
    let conditions = Conditions { max_per_initiative: Some(cents(120)), ..Conditions::default() };
    let (mut book, initiative, budget, common) = with_conditions(conditions);
    let page = given(initiative, &[(common[0], budget, 120), (common[1], BUDGET, 30)]);
    assert_eq!(book.system(grant(initiative, &common, true)), [page, finished(initiative, 150)]);
}

#[test]
fn the_maximum_counts_over_lots_and_pages() {
    let mut book = Book::neighbourhood();
    let conditions = Conditions { max_per_initiative: Some(cents(90)), ..Conditions::default() };
    let budget = book.receive(5000, conditions);
    let common = [50, 30, 30, 30].map(|sum| give(&mut book, budget, sum));
    let initiative = reconsidered(&mut book).initiative;
    approve_all(&mut book, initiative, 140);
    let first = given(initiative, &[(common[0], budget, 50), (common[1], budget, 30)]);
    assert_eq!(book.system(grant(initiative, &common[..2], false)), [first]);
    let last = given(initiative, &[(common[2], budget, 10)]);
    assert_eq!(book.system(grant(initiative, &common[2..], true)), [last, short(initiative, 90, 140)]);
}

#[test]
fn lots_that_are_not_in_this_common_pot_give_nothing() {
    let (mut book, Campaign { initiative, lots }, _) = approved();
    let saved = book.resident_of(BUDGET, 300).lot;
    assert_eq!(book.system(grant(initiative, &[lots[0], saved], false)), []);
    assert_eq!(book.system(grant(initiative, &[lots[0], saved], true)), [short(initiative, 0, 150)]);
    let refused = Err(Refusal::Unknown { what: "initiative 9".into() });
    assert_eq!(book.ask(Actor::System, grant(InitiativeId(9), &[], true)), refused);
}
