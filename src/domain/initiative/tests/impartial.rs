//! Whoever works for the programme and is an initiator too decides nothing about that initiative.

use super::super::{InitiativeCommand, Initiator};
use crate::domain::delivery::DeliveryCommand;
use crate::domain::testkit::{BUDGET, Book, Campaign, INITIATOR, MODERATOR, cents};
use crate::domain::wallet::{Give, WalletCommand};
use crate::domain::{Actor, Command, InitiativeId, PersonId, Refusal, Role, Shown};
use jiff::civil::date;

/// The initiator, at work for the programme.
fn at_work(role: Role) -> Actor {
    Actor::Staff(role, PersonId(9))
}

/// Refused to the initiator in that role, and not to a colleague.
fn check(book: &mut Book, role: Role, command: impl Into<Command>) {
    let command = command.into();
    assert_eq!(book.ask(at_work(role), command.clone()), Err(Refusal::OwnInitiative), "{command:?}");
    let colleague = book.staff(role);
    let answer = book.ask(colleague, command.clone());
    assert!(answer.is_ok(), "{command:?}: {answer:?}");
}

fn submitted(book: &mut Book) -> InitiativeId {
    let initiative = book.draft_initiative(1000, "green", &[]);
    book.system(InitiativeCommand::AddInitiator { initiative, initiator: Initiator::Person(PersonId(9)) });
    book.system(InitiativeCommand::Submit { initiative });
    initiative
}

#[test]
fn a_moderator_does_not_judge_the_own_plan() {
    let mut book = Book::neighbourhood();
    let (initiative, reason) = (submitted(&mut book), book.text());
    check(&mut book, Role::Moderator, InitiativeCommand::Approve { initiative });
    let initiative = submitted(&mut book);
    check(&mut book, Role::Moderator, InitiativeCommand::AskChanges { initiative, reason: reason.clone() });
    let initiative = submitted(&mut book);
    check(&mut book, Role::Moderator, InitiativeCommand::Reject { initiative, reason });
}

#[test]
fn nor_pauses_resumes_or_stops_it_as_a_moderator() {
    let mut book = Book::neighbourhood();
    let initiative = book.campaign(1000, &[]).initiative;
    let reason = book.text();
    check(&mut book, Role::Moderator, InitiativeCommand::Pause { initiative, reason: reason.clone() });
    check(&mut book, Role::Moderator, InitiativeCommand::Resume { initiative });
    check(&mut book, Role::Moderator, InitiativeCommand::Cancel { initiative, reason });
}

#[test]
fn nobody_at_the_desk_puts_residents_money_in_the_own_initiative() {
    let mut book = Book::neighbourhood();
    let [own, other] = [book.campaign(1000, &[]).initiative, book.open_initiative(1000)];
    let wallet = book.resident_of(BUDGET, 500).wallet;
    let gives = |initiative| vec![Give { initiative, cents: cents(100) }];
    let [initiator, colleague] = [9, 8].map(|id| Actor::AtDesk(PersonId(id), Shown::Wallet(wallet)));
    let to_own = WalletCommand::Pledge { wallet, gives: gives(own) };
    assert_eq!(book.ask(initiator, to_own.clone()), Err(Refusal::OwnInitiative));
    assert!(book.ask(colleague, to_own).is_ok());
    let to_other = WalletCommand::Pledge { wallet, gives: gives(other) };
    assert!(book.ask(initiator, to_other).is_ok());
    let shift = WalletCommand::Move { wallet, from: other, to: own, cents: cents(50) };
    assert_eq!(book.ask(initiator, shift.clone()), Err(Refusal::OwnInitiative));
    assert!(book.ask(colleague, shift).is_ok());
}

#[test]
fn nor_does_the_office_accept_the_own_plan_report_or_end() {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let Campaign { initiative, .. } = campaign;
    book.pay_out(&campaign, 500);
    for approve in [true, false] {
        let story = book.text();
        let (id, reason) = (story.id, book.text());
        book.ask(INITIATOR, DeliveryCommand::ProposePlan { initiative, story, lines: Vec::new() }).unwrap();
        let decide = if approve {
            DeliveryCommand::ApprovePlan { initiative, story: id }
        } else {
            DeliveryCommand::RejectPlan { initiative, story: id, reason }
        };
        check(&mut book, Role::Moderator, decide);
    }
    let planned_end = date(2026, 6, 30);
    book.ask(INITIATOR, DeliveryCommand::Start { initiative, planned_end }).unwrap();
    let report = book.text();
    book.ask(INITIATOR, DeliveryCommand::Report { initiative, report, spent: vec![cents(600)] }).unwrap();
    for role in [Role::Treasurer, Role::Admin] {
        let refused = Err(Refusal::OwnInitiative);
        assert_eq!(book.ask(at_work(role), DeliveryCommand::Close { initiative }), refused);
    }
    assert!(book.ask(MODERATOR, DeliveryCommand::Close { initiative }).is_ok());
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let (initiative, reason) = (campaign.initiative, book.text());
    check(&mut book, Role::Admin, DeliveryCommand::GiveUp { initiative, reason });
}
