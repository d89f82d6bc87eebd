//! Tests of budgets: money comes in, goes on, goes back.

use super::{Budget, BudgetCommand, BudgetEvent, Conditions};
use crate::domain::PaymentRefusal;
use crate::domain::programme::ProgrammeCommand;
use crate::domain::testkit::{AREA, BUDGET, Book, ISSUER, SECOND_TREASURER, TREASURER, cents};
use crate::domain::{Account, Actor, AreaId, BudgetId, Cents, Event, IssuerId, PersonId, Refusal, Role};

fn receive(sum: Cents) -> BudgetCommand {
    let conditions = Conditions::default();
    BudgetCommand::Receive { issuer: ISSUER, cents: sum, reference: "NL01-1".into(), conditions }
}

fn receive_as(reference: &str, sum: i64, conditions: Conditions) -> BudgetCommand {
    BudgetCommand::Receive { issuer: ISSUER, cents: cents(sum), reference: reference.into(), conditions }
}

fn top_up(budget: BudgetId, sum: i64) -> BudgetCommand {
    BudgetCommand::TopUp { budget, cents: cents(sum), reference: "NL01-2".into() }
}

fn give_back(budget: BudgetId, sum: i64) -> BudgetCommand {
    BudgetCommand::ProposeReturn { budget, cents: cents(sum), reference: "NL01-3".into() }
}

fn approve(sum: i64) -> BudgetCommand {
    BudgetCommand::ApproveReturn { budget: BUDGET, cents: cents(sum), reference: "NL01-3".into() }
}

fn carry(budget: BudgetId, into: BudgetId, sum: i64) -> BudgetCommand {
    BudgetCommand::CarryOver { budget, into, cents: cents(sum) }
}

#[test]
fn money_comes_in_as_a_numbered_budget() {
    let mut book = Book::neighbourhood();
    let (budget, cents, reference) = (BudgetId(2), cents(5000), "NL01-1".into());
    let conditions = Conditions::default();
    let received = BudgetEvent::Received { budget, issuer: ISSUER, cents, reference, conditions };
    assert_eq!(book.system(receive(cents)), [Event::Budget(received)]);
    assert_eq!(book.balance(Account::Budget(BudgetId(2))), 5000);
    assert_eq!(book.balance(Account::BankReceived(ISSUER)), -1_005_000);
}

#[test]
fn the_same_amount_again_is_a_second_payment() {
    let mut book = Book::neighbourhood();
    for reference in ["NL01-1", "NL01-2"] {
        assert_eq!(book.system(receive_as(reference, 5000, Conditions::default())).len(), 1);
    }
}

#[test]
fn a_payment_of_the_issuer_makes_one_budget() {
    let mut book = Book::neighbourhood();
    let with = |sum: i64| receive_as("NL01-1", sum, Conditions::default());
    assert_eq!(book.system(with(5000)).len(), 1);
    assert_eq!(book.system(with(5000)), [], "the same line of the statement");
    assert_eq!(
        book.ask(TREASURER, with(6000)),
        Err(Refusal::Payment(PaymentRefusal::BookedOtherwise { booked: cents(5000) }))
    );
    let elsewhere = Err(Refusal::Payment(PaymentRefusal::BookedForBudget { budget: BudgetId(2) }));
    let own_only = Conditions { own_tenants_only: true, ..Conditions::default() };
    assert_eq!(book.ask(TREASURER, receive_as("NL01-1", 5000, own_only)), elsewhere);
    assert_eq!(book.balance(Account::BankReceived(ISSUER)), -1_005_000);
    book.system(ProgrammeCommand::AddIssuer { name: "The municipality".into() });
    let (issuer, reference, conditions) = (IssuerId(2), "NL01-1".into(), Conditions::default());
    let others = BudgetCommand::Receive { issuer, cents: cents(5000), reference, conditions };
    assert_eq!(book.system(others.clone()).len(), 1, "another issuer numbers its own payments");
    assert_eq!(book.system(others), []);
}

#[test]
fn a_payment_of_the_issuer_is_booked_for_one_of_its_budgets() {
    let mut book = Book::neighbourhood();
    let other = book.receive(5000, Conditions::default());
    assert_eq!(book.system(top_up(BUDGET, 700)).len(), 1);
    let elsewhere = Err(Refusal::Payment(PaymentRefusal::BookedForBudget { budget: BUDGET }));
    assert_eq!(book.ask(TREASURER, top_up(other, 700)), elsewhere);
    assert_eq!(book.ask(TREASURER, receive_as("NL01-2", 700, Conditions::default())), elsewhere);
    let otherwise = Err(Refusal::Payment(PaymentRefusal::BookedOtherwise { booked: cents(700) }));
    assert_eq!(book.ask(TREASURER, top_up(other, 800)), otherwise);
    assert_eq!(book.balance(Account::BankReceived(ISSUER)), -1_005_700);
}

#[test]
fn amounts_of_nothing_or_beyond_reason_are_refused() {
    let mut book = Book::neighbourhood();
    assert_eq!(book.ask(Actor::System, receive(Cents::ZERO)), Err(Refusal::AmountZero));
    let most = cents(1_000_000_000_000);
    assert!(book.ask(Actor::System, receive(most)).is_ok());
    for sum in [cents(1_000_000_000_001), cents(i64::MAX)] {
        assert_eq!(book.ask(Actor::System, receive(sum)), Err(Refusal::AmountTooLarge));
    }
    for command in [top_up(BUDGET, 0), give_back(BUDGET, 0), carry(BUDGET, BUDGET, 0)] {
        assert_eq!(book.ask(TREASURER, command), Err(Refusal::AmountZero));
    }
    assert!(serde_json::from_str::<Cents>("99999999999999999999").is_err(), "more than 64 bits");
}

#[test]
fn only_a_treasurer_books_money() {
    let mut book = Book::neighbourhood();
    let needed = Refusal::NotAllowed { needed: "a treasurer of the fund holder".into() };
    for actor in [book.staff(Role::Admin), Actor::Resident(book.wallet())] {
        for command in [receive(cents(1)), top_up(BUDGET, 1), give_back(BUDGET, 1), carry(BUDGET, BUDGET, 1)]
        {
            assert_eq!(book.ask(actor, command), Err(needed.clone()));
        }
    }
    let treasurer = book.staff(Role::Treasurer);
    assert!(book.ask(treasurer, receive(cents(1))).is_ok());
}

#[test]
fn unknown_issuers_and_budgets_are_refused() {
    let mut book = Book::neighbourhood();
    let unknown = |what: &str| Err(Refusal::Unknown { what: what.into() });
    let (issuer, reference) = (IssuerId(9), "1".to_string());
    let foreign =
        BudgetCommand::Receive { issuer, cents: cents(1), reference, conditions: Conditions::default() };
    assert_eq!(book.ask(Actor::System, foreign), unknown("issuer 9"));
    for command in [top_up(BudgetId(9), 1), give_back(BudgetId(9), 1), carry(BUDGET, BudgetId(9), 1)] {
        assert_eq!(book.ask(TREASURER, command), unknown("budget 9"));
    }
}

#[test]
fn references_and_conditions_hold_no_words_of_people() {
    let mut book = Book::neighbourhood();
    let refused = |book: &mut Book, reference: &str, conditions: Conditions| {
        let reference = reference.into();
        let receive = BudgetCommand::Receive { issuer: ISSUER, cents: cents(1), reference, conditions };
        book.ask(Actor::System, receive).unwrap_err()
    };
    for reference in ["", "from J Jansen", "NL91ABNA0417164300"] {
        assert_eq!(refused(&mut book, reference, Conditions::default()), Refusal::BadReference);
    }
    let other_purpose = Conditions { purposes: vec!["for Mrs Jansen".into()], ..Conditions::default() };
    let known = vec!["green".to_string(), "play".to_string()];
    assert_eq!(refused(&mut book, "1", other_purpose), Refusal::UnknownPurpose { known });
    let many = Conditions { purposes: vec!["green".into(); 51], ..Conditions::default() };
    let what = "purposes in the conditions of a budget".into();
    assert_eq!(refused(&mut book, "1", many), Refusal::TooMany { what, most: 50 });
}

#[test]
fn an_issuer_adds_and_gets_back_what_is_in_no_round() {
    let mut book = Book::neighbourhood();
    book.system(top_up(BUDGET, 1000));
    book.open_round(10, 1000);
    assert_eq!(book.get::<Budget>(BUDGET).free, cents(1_001_000 - 10_000));
    let too_small = Refusal::BudgetTooSmall { budget: BUDGET, free: cents(991_000), asked: cents(991_001) };
    assert_eq!(book.ask(TREASURER, give_back(BUDGET, 991_001)), Err(too_small));
    let (budget, cents, reference) = (BUDGET, cents(991_000), String::from("NL01-3"));
    let (first, second) = (PersonId(1), PersonId(2));
    let proposed = BudgetEvent::ReturnProposed { budget, by: first, cents, reference: reference.clone() };
    assert_eq!(book.ask(TREASURER, give_back(BUDGET, 991_000)), Ok(vec![Event::Budget(proposed)]));
    assert_eq!(book.balance(Account::BankReturned(ISSUER)), 0, "nobody approved yet");
    let returned = BudgetEvent::Returned { budget, issuer: ISSUER, by: second, cents, reference };
    assert_eq!(book.ask(SECOND_TREASURER, approve(991_000)), Ok(vec![Event::Budget(returned)]));
    assert_eq!(book.balance(Account::BankReturned(ISSUER)), 991_000);
    assert_eq!(book.get::<Budget>(BUDGET).proposed_return, None);
}

#[test]
fn money_goes_back_by_two_treasurers_and_never_by_the_system() {
    let mut book = Book::neighbourhood();
    let needed = |who: &str| Err(Refusal::NotAllowed { needed: who.into() });
    assert_eq!(book.ask(Actor::System, give_back(BUDGET, 5)), needed("a treasurer of the fund holder"));
    assert_eq!(book.ask(SECOND_TREASURER, approve(5)), Err(Refusal::ReturnNotProposed));
    assert_eq!(book.ask(TREASURER, give_back(BUDGET, 5)).map(|events| events.len()), Ok(1));
    assert_eq!(book.ask(TREASURER, give_back(BUDGET, 5)), Ok(vec![]), "already proposed");
    assert_eq!(book.ask(Actor::System, approve(5)), needed("a second treasurer of the fund holder"));
    assert_eq!(book.ask(TREASURER, approve(5)), Err(Refusal::SamePerson));
    assert_eq!(book.ask(SECOND_TREASURER, approve(6)), Err(Refusal::ReturnNotProposed));
    let (budget, cents) = (BUDGET, cents(5));
    let other = BudgetCommand::ApproveReturn { budget, cents, reference: "NL01-4".into() };
    assert_eq!(book.ask(SECOND_TREASURER, other), Err(Refusal::ReturnNotProposed), "another payment");
    assert!(book.ask(SECOND_TREASURER, give_back(BUDGET, 6)).is_ok(), "another amount takes its place");
    assert_eq!(book.ask(TREASURER, approve(5)), Err(Refusal::ReturnNotProposed));
    assert!(book.ask(TREASURER, approve(6)).is_ok());
    assert_eq!(book.ask(TREASURER, approve(6)), Ok(vec![]), "once");
    assert_eq!(book.balance(Account::BankReturned(ISSUER)), 6);
}

#[test]
fn a_payment_of_the_issuer_is_booked_once_for_its_budget() {
    let mut book = Book::neighbourhood();
    let add = |sum: i64, reference: &str| BudgetCommand::TopUp {
        budget: BUDGET,
        cents: cents(sum),
        reference: reference.into(),
    };
    assert_eq!(book.system(add(500, "NL01-2")).len(), 1);
    assert_eq!(book.system(add(500, "NL01-2")), [], "the same line of the statement");
    let otherwise =
        |booked: i64| Err(Refusal::Payment(PaymentRefusal::BookedOtherwise { booked: cents(booked) }));
    assert_eq!(book.ask(Actor::System, add(600, "NL01-2")), otherwise(500));
    let received = "payment-1";
    assert_eq!(book.system(add(1_000_000, received)), [], "the budget began with it");
    assert_eq!(book.ask(Actor::System, add(1, received)), otherwise(1_000_000));
    assert_eq!(book.system(add(500, "NL01-4")).len(), 1);
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_001_000);
}

#[test]
fn a_payment_to_the_issuer_is_booked_once_for_its_budget() {
    let mut book = Book::neighbourhood();
    assert!(book.ask(TREASURER, give_back(BUDGET, 400_000)).is_ok());
    assert!(book.ask(SECOND_TREASURER, approve(400_000)).is_ok());
    assert_eq!(book.ask(TREASURER, give_back(BUDGET, 400_000)), Ok(vec![]), "it is paid already");
    assert_eq!(book.get::<Budget>(BUDGET).proposed_return, None);
    let otherwise = Err(Refusal::Payment(PaymentRefusal::BookedOtherwise { booked: cents(400_000) }));
    assert_eq!(book.ask(TREASURER, give_back(BUDGET, 7)), otherwise);
    assert_eq!(book.ask(SECOND_TREASURER, approve(7)), otherwise);
    // What went out is known by other references than what came in.
    let (budget, sum, reference) = (BUDGET, cents(7), String::from("payment-1"));
    let propose = BudgetCommand::ProposeReturn { budget, cents: sum, reference: reference.clone() };
    assert_eq!(book.ask(TREASURER, propose).map(|events| events.len()), Ok(1));
    let approve = BudgetCommand::ApproveReturn { budget, cents: sum, reference };
    assert_eq!(book.ask(SECOND_TREASURER, approve).map(|events| events.len()), Ok(1));
    assert_eq!(book.balance(Account::BankReturned(ISSUER)), 400_007);
}

#[test]
fn what_was_proposed_must_still_be_there_when_it_is_approved() {
    let mut book = Book::neighbourhood();
    assert!(book.ask(TREASURER, give_back(BUDGET, 1_000_000)).is_ok());
    book.begun_round_of(&[(BUDGET, 10, 1000)]);
    let refused = book.ask(SECOND_TREASURER, approve(1_000_000));
    assert!(matches!(refused, Err(Refusal::BudgetTooSmall { .. })), "{refused:?}");
}

#[test]
fn what_is_set_aside_for_cheques_cannot_be_taken_away() {
    let mut book = Book::neighbourhood();
    book.begun_round_of(&[(BUDGET, 10, 1000)]);
    let state = book.get::<Budget>(BUDGET);
    assert_eq!((state.free, state.reserved), (cents(990_000), cents(10_000)));
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_000_000, "still on the budget's account");
    let refused = book.ask(TREASURER, give_back(BUDGET, 990_001));
    assert!(matches!(refused, Err(Refusal::BudgetTooSmall { .. })));
}

#[test]
fn what_is_left_goes_on_in_another_budget_of_the_same_issuer() {
    let mut book = Book::neighbourhood();
    let next = book.receive(100, Conditions::default());
    let carried = BudgetEvent::CarriedOver { budget: BUDGET, into: next, cents: cents(400) };
    assert_eq!(book.system(carry(BUDGET, next, 400)), [Event::Budget(carried)]);
    assert_eq!(book.get::<Budget>(next).free, cents(500));
    assert_eq!(book.ask(Actor::System, carry(next, next, 1)), Err(Refusal::OtherIssuer));
    book.system(ProgrammeCommand::AddIssuer { name: "The municipality".into() });
    let conditions = Conditions::default();
    let (issuer, reference) = (IssuerId(2), "1".into());
    book.system(BudgetCommand::Receive { issuer, cents: cents(1), reference, conditions });
    assert_eq!(book.ask(Actor::System, carry(BUDGET, BudgetId(3), 1)), Err(Refusal::OtherIssuer));
}

#[test]
fn money_that_is_carried_over_keeps_its_conditions() {
    let mut book = Book::neighbourhood();
    book.system(ProgrammeCommand::AddArea { name: "Schollevaar".into(), postcodes: Vec::new(), cbs: None });
    let strict = Conditions {
        purposes: vec!["green".into()],
        areas: vec![AREA],
        own_tenants_only: true,
        max_per_initiative: Some(cents(5000)),
    };
    let budget = book.receive(1000, strict.clone());
    let looser = [
        Conditions { purposes: Vec::new(), ..strict.clone() },
        Conditions { purposes: vec!["green".into(), "play".into()], ..strict.clone() },
        Conditions { areas: Vec::new(), ..strict.clone() },
        Conditions { areas: vec![AREA, AreaId(2)], ..strict.clone() },
        Conditions { own_tenants_only: false, ..strict.clone() },
        Conditions { max_per_initiative: None, ..strict.clone() },
        Conditions { max_per_initiative: Some(cents(5001)), ..strict.clone() },
    ];
    for conditions in looser {
        let into = book.receive(1, conditions);
        let refused = Err(Refusal::LooserConditions { budget, into });
        assert_eq!(book.ask(TREASURER, carry(budget, into, 1)), refused);
        assert_eq!(book.ask(TREASURER, carry(into, budget, 1)).map(|events| events.len()), Ok(1));
    }
    let same = book.receive(1, strict);
    assert!(book.ask(TREASURER, carry(budget, same, 1)).is_ok());
    assert_eq!(
        book.ask(TREASURER, carry(budget, BUDGET, 1)),
        Err(Refusal::LooserConditions { budget, into: BUDGET })
    );
}
