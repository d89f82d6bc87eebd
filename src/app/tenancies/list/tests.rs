//! Tests of lists: what is counted, what is refused, and the order of the cheques.

use super::*;
use crate::domain::{BudgetId, Cents, IssuerId};

const ROUND: (BookId, RoundId) = (BookId(1), RoundId(1));

fn keys() -> Keyring {
    let line = |purpose: &str, digit: &str| format!("{purpose} 1 {}\n", digit.repeat(64));
    let text = line("code", "1") + &line("lookup", "2") + &line("request", "3");
    Keyring::parse("the test", &text).unwrap()
}

/// One part for each of these issuers.
fn parts(issuers: &[i64]) -> Vec<Part> {
    let part = |&issuer: &i64| Part {
        budget: BudgetId(1),
        issuer: IssuerId(issuer),
        each: Cents::ZERO,
        planned: 0,
        issued: 0,
        activated: 0,
        activated_cents: Cents::ZERO,
        reversed: 0,
        lapsed: 0,
        lapsed_cents: Cents::ZERO,
    };
    issuers.iter().map(part).collect()
}

fn line(tenancy: &str, part: usize) -> Line {
    Line { tenancy: tenancy.into(), part, landlord: None }
}

fn read(issuers: &[i64], lines: &[Line]) -> Result<List, ListRefusal> {
    List::read(&keys(), ROUND, &parts(issuers), lines)
}

#[test]
fn one_cheque_for_each_tenancy_however_often_it_is_listed() {
    let lines = [line("a", 0), line("b", 1), line("a", 0), line("a", 1), line("", 0), line(" ", 1)];
    let list = read(&[4, 4], &lines).unwrap();
    assert_eq!((list.cheques, list.duplicates, list.missing), (vec![1, 1], 2, 2));
    // The key of one issuer says nothing about the tenancies of another.
    let list = read(&[4, 5], &lines).unwrap();
    assert_eq!((list.cheques, list.duplicates, list.missing), (vec![1, 2], 1, 2));
}

#[test]
fn all_lines_of_a_budget_must_say_that_they_are_tenants_of_its_issuer() {
    let of =
        |part: usize, landlord: Option<i64>| Line { landlord: landlord.map(IssuerId), ..line("a", part) };
    let own = |lines: &[Line]| {
        let mut parts = parts(&[4, 5]);
        parts[1].budget = BudgetId(2);
        List::read(&keys(), ROUND, &parts, lines).unwrap().own_tenants
    };
    assert_eq!(own(&[of(0, Some(4)), of(1, Some(5))]), [BudgetId(1), BudgetId(2)]);
    assert_eq!(own(&[of(0, Some(4)), of(1, None)]), [BudgetId(1)]);
    assert_eq!(own(&[of(0, Some(4)), of(0, Some(5)), of(1, Some(5))]), [BudgetId(2)]);
}

#[test]
fn the_order_of_the_cheques_tells_nothing_of_the_list_and_is_always_the_same() {
    let lines: Vec<_> = (0..500).map(|number| line(&format!("{number:04}"), number % 2)).collect();
    let list = read(&[4, 5], &lines).unwrap();
    assert_eq!(list, read(&[4, 5], &lines).unwrap());
    let keys_of = |list: &List| list.order.iter().map(|tenancy| tenancy.key.clone()).collect::<Vec<_>>();
    let order = keys_of(&list);
    assert!(list.order[..250].iter().all(|tenancy| tenancy.issuer == IssuerId(4)), "part after part");
    let in_place = order.iter().enumerate().filter(|(at, key)| **key == format!("{:04}", at * 2)).count();
    let neighbours = order.windows(2).filter(|pair| pair[0] < pair[1]).count();
    assert!(in_place < 10 && (200..300).contains(&neighbours), "{in_place} {neighbours}");

    // The lines in another order, or another round, make another list.
    let other = List::read(&keys(), (BookId(1), RoundId(2)), &parts(&[4, 5]), &lines).unwrap();
    assert_ne!((&other.hash, keys_of(&other)), (&list.hash, order));
    assert_eq!((list.hash.len(), other.hash.len()), (64, 64));
}

#[test]
fn lines_that_cannot_be_used_are_named() {
    let long = "x".repeat(65);
    for (lines, words) in [
        (vec![line("a", 0), line(&long, 0)], "line 2 of the list: a tenancy's key has at most 64 characters"),
        (vec![line("a\tb", 0)], "line 1 of the list: a tenancy's key"),
        (vec![line("a", 2)], "line 1 of the list: the round has 2 budgets, and this is none of them"),
    ] {
        let refused = read(&[4, 5], &lines).unwrap_err().to_string();
        assert!(refused.starts_with(words), "{refused}");
    }
    assert!(read(&[4], &[line(&long[..64], 0)]).is_ok());
    let many = vec![line("a", 0); 1_000_001];
    assert_eq!(read(&[4], &many), Err(ListRefusal::TooManyLines { lines: 1_000_001 }));
}

#[test]
fn keys_that_look_the_same_are_refused() {
    for key in ["T1\u{200B}", "\u{FEFF}T1", "T\u{2011}1", "T\u{A0}1", "Т1", " T1", "T1 ", "T1\u{A0}"] {
        let refused = read(&[4], &[line("T1", 0), line(key, 0)]);
        assert_eq!(refused, Err(ListRefusal::BadKey { line: 2 }), "{key:?}");
    }
    let refused = read(&[4, 4], &[line("a", 0), line("T-1x", 0), line("", 0), line("t-1X", 1)]);
    assert_eq!(refused, Err(ListRefusal::SameButCase { line: 4, earlier: 2 }));
    assert!(refused.unwrap_err().to_string().starts_with("line 4 of the list: this tenancy's key differs"));
    assert!(
        read(&[4, 5], &[line("T1", 0), line("t1", 1)]).is_ok(),
        "another issuer's key is another tenancy"
    );
    assert!(read(&[4], &[line("T 1/a_b~", 0)]).is_ok());
}

/// A list that was written in part is written on by a newer program: hash and order must be the same.
#[test]
fn hash_and_order_never_change() {
    let list = read(&[4], &["a", "b", "c", "d", "e"].map(|key| line(key, 0))).unwrap();
    let order: Vec<_> = list.order.iter().map(|tenancy| tenancy.key.as_str()).collect();
    assert_eq!(list.hash, "5a07956d1f4e2787f380c5d610f2b4fb869a08869b7416900e42c030939c8841");
    assert_eq!(order, ["e", "a", "d", "c", "b"]);
}
