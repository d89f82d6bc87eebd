//! Planning a round and checking its list.

use super::super::{PlannedPart, ReservedPart, Round, RoundCommand, RoundEvent, RoundStatus, WantedPart};
use crate::domain::budget::Conditions;
use crate::domain::programme::ProgrammeCommand;
use crate::domain::testkit::{AREA, BUDGET, Book, ISSUER, cents};
use crate::domain::{Actor, AreaId, BudgetId, ChequeId, Event, Refusal, Role, RoundId};

const ROUND: RoundId = RoundId(1);

fn part(budget: BudgetId, each: i64) -> WantedPart {
    WantedPart { budget, cents: cents(each) }
}

fn plan(parts: Vec<WantedPart>) -> RoundCommand {
    RoundCommand::Draft { title: "Spring".into(), area: AREA, parts }
}

fn check(cheques: &[i64]) -> RoundCommand {
    let (round, list, cheques) = (ROUND, "a".repeat(64), cheques.to_vec());
    RoundCommand::CheckList { round, list, cheques, duplicates: 2, missing: 1, own_tenants: vec![] }
}

fn planned() -> Book {
    let mut book = Book::neighbourhood();
    book.system(plan(vec![part(BUDGET, 750)]));
    book
}

#[test]
fn a_round_is_planned_under_the_rules_of_the_day() {
    let mut book = Book::neighbourhood();
    let parts = vec![PlannedPart { budget: BUDGET, issuer: ISSUER, each: cents(750) }];
    let drafted = RoundEvent::Drafted { round: ROUND, title: "Spring".into(), area: AREA, parts, rules: 1 };
    assert_eq!(book.system(plan(vec![part(BUDGET, 750)])), [Event::Round(drafted)]);
    assert_eq!(book.system(plan(vec![part(BUDGET, 750)])).len(), 1, "the same again is another round");
}

#[test]
fn its_budgets_are_known_and_named_once() {
    let mut book = Book::neighbourhood();
    let mut refused = |parts: Vec<WantedPart>| book.ask(Actor::System, plan(parts)).unwrap_err();
    assert_eq!(refused(Vec::new()), Refusal::BadParts);
    assert_eq!(refused(vec![part(BUDGET, 1), part(BUDGET, 2)]), Refusal::BadParts);
    assert_eq!(refused(vec![part(BUDGET, 1); 51]), Refusal::BadParts);
    assert_eq!(refused(vec![part(BUDGET, 0)]), Refusal::AmountZero);
    assert_eq!(refused(vec![part(BudgetId(9), 1)]), Refusal::Unknown { what: "budget 9".into() });
    let nowhere = RoundCommand::Draft { title: "Spring".into(), area: AreaId(9), parts: Vec::new() };
    assert_eq!(book.ask(Actor::System, nowhere), Err(Refusal::Unknown { what: "area 9".into() }));
}

#[test]
fn its_budgets_are_for_its_neighbourhood() {
    let mut book = Book::neighbourhood();
    book.system(ProgrammeCommand::AddArea { name: "Schollevaar".into(), postcodes: Vec::new(), cbs: None });
    let only = |areas: Vec<AreaId>| Conditions { areas, ..Conditions::default() };
    let elsewhere = book.receive(100_000, only(vec![AreaId(2)]));
    let refused = Err(Refusal::BudgetForOtherAreas { budget: elsewhere });
    assert_eq!(book.ask(Actor::System, plan(vec![part(BUDGET, 1), part(elsewhere, 1)])), refused);
    let both = book.receive(100_000, only(vec![AreaId(2), AREA]));
    assert!(book.ask(Actor::System, plan(vec![part(BUDGET, 1), part(both, 1)])).is_ok());
}

#[test]
fn only_an_administrator_runs_rounds() {
    let mut book = planned();
    let needed = Refusal::NotAllowed { needed: "an administrator of the programme".into() };
    for actor in [book.staff(Role::Treasurer), book.staff(Role::Desk), Actor::Resident(book.wallet())] {
        for command in [plan(vec![part(BUDGET, 1)]), RoundCommand::ReleaseLetters { round: ROUND }] {
            assert_eq!(book.ask(actor, command), Err(needed.clone()));
        }
    }
    let admin = book.staff(Role::Admin);
    assert!(book.ask(admin, check(&[3])).is_ok());
}

#[test]
fn the_same_list_twice_is_noticed() {
    let mut book = planned();
    let (list, cheques) = ("a".repeat(64), vec![3]);
    let checked = RoundEvent::ListChecked { round: ROUND, list, cheques, duplicates: 2, missing: 1 };
    assert_eq!(book.system(check(&[3])), [Event::Round(checked)]);
    assert_eq!(book.system(check(&[3])), []);
    let (round, list, cheques) = (ROUND, "b".repeat(64), vec![4]);
    book.system(RoundCommand::CheckList {
        round,
        list,
        cheques,
        duplicates: 0,
        missing: 0,
        own_tenants: vec![],
    });
    assert_eq!(book.get::<Round>(ROUND).planned(), 4, "another list takes its place");
}

#[test]
fn a_list_fits_its_round() {
    let mut book = planned();
    for cheques in [&[][..], &[1, 1], &[-1]] {
        assert_eq!(book.ask(Actor::System, check(cheques)), Err(Refusal::BadList), "{cheques:?}");
    }
    for asked in [0, 10_000_001, i64::MAX] {
        let refused = Refusal::BadNumberOfCheques { most: 10_000_000, asked };
        assert_eq!(book.ask(Actor::System, check(&[asked])), Err(refused));
    }
    let (round, cheques) = (ROUND, vec![1]);
    let short = RoundCommand::CheckList {
        round,
        list: "a".into(),
        cheques,
        duplicates: 0,
        missing: 0,
        own_tenants: vec![],
    };
    assert_eq!(book.ask(Actor::System, short), Err(Refusal::BadList));
}

#[test]
fn issuing_sets_the_value_aside_once() {
    let mut book = planned();
    let begin = RoundCommand::BeginIssue { round: ROUND, key_version: 4 };
    let status = RoundStatus::Drafted;
    assert_eq!(book.ask(Actor::System, begin.clone()), Err(Refusal::RoundNotInThatState { status }));
    book.system(check(&[3]));
    let parts = vec![ReservedPart { budget: BUDGET, issuer: ISSUER, cents: cents(2250) }];
    let (first_cheque, cheques, key_version) = (ChequeId(1), 3, 4);
    let expected = RoundEvent::IssueBegun { round: ROUND, first_cheque, cheques, parts, key_version };
    assert_eq!(book.system(begin.clone()), [Event::Round(expected)]);
    assert_eq!(book.system(begin), []);
}

#[test]
fn no_more_is_issued_than_the_budget_holds() {
    let mut book = planned();
    book.system(check(&[1334]));
    let begin = RoundCommand::BeginIssue { round: ROUND, key_version: 1 };
    let too_small =
        Refusal::BudgetTooSmall { budget: BUDGET, free: cents(1_000_000), asked: cents(1_000_500) };
    assert_eq!(book.ask(Actor::System, begin), Err(too_small));
}

#[test]
fn cheques_worth_more_than_can_be_counted_are_refused() {
    let mut book = Book::neighbourhood();
    book.system(plan(vec![part(BUDGET, 1_000_000_000_000)]));
    book.system(check(&[10_000_000]));
    let begin = RoundCommand::BeginIssue { round: ROUND, key_version: 1 };
    assert_eq!(book.ask(Actor::System, begin), Err(Refusal::AmountTooLarge));
}

#[test]
fn cheques_for_own_tenants_need_a_list_that_says_whose_they_are() {
    let mut book = Book::neighbourhood();
    let own = book.receive(10_000, Conditions { own_tenants_only: true, ..Conditions::default() });
    book.system(plan(vec![part(BUDGET, 750), part(own, 500)]));
    let check = |cheques: [i64; 2], own_tenants: Vec<BudgetId>| {
        let (list, cheques) = ("a".repeat(64), cheques.to_vec());
        RoundCommand::CheckList { round: ROUND, list, cheques, duplicates: 0, missing: 0, own_tenants }
    };
    let refused = Err(Refusal::NotOwnTenants { budget: own });
    assert_eq!(book.ask(Actor::System, check([1, 2], vec![])), refused);
    assert_eq!(book.ask(Actor::System, check([1, 2], vec![BUDGET])), refused);
    assert!(book.ask(Actor::System, check([1, 0], vec![])).is_ok(), "nobody gets one of its cheques");
    let mut other = Book::neighbourhood();
    let own = other.receive(10_000, Conditions { own_tenants_only: true, ..Conditions::default() });
    other.system(plan(vec![part(BUDGET, 750), part(own, 500)]));
    assert!(other.ask(Actor::System, check([1, 2], vec![own])).is_ok());
    assert!(other.ask(Actor::System, RoundCommand::BeginIssue { round: ROUND, key_version: 1 }).is_ok());
}
