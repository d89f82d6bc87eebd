//! Another plan for the same money.

use super::super::{DeliveryCommand, DeliveryEvent, DeliveryRefusal};
use crate::domain::initiative::{Initiative, InitiativeStatus, Line};
use crate::domain::testkit::{BUDGET, Book, INITIATOR, MODERATOR, TREASURER, cents};
use crate::domain::{Cents, Event, InitiativeId, Refusal, TextRef};

/// A funded initiative with EUR 6, and a proposal of two lines.
fn scene() -> (Book, InitiativeId, TextRef, Vec<Line>) {
    let mut book = Book::neighbourhood();
    let initiative = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]).initiative;
    let story = book.text();
    let lines = [150, 450].map(|sum| Line { what: book.text(), cents: cents(sum) }).to_vec();
    (book, initiative, story, lines)
}

fn propose(initiative: InitiativeId, story: &TextRef, lines: &[Line]) -> DeliveryCommand {
    DeliveryCommand::ProposePlan { initiative, story: story.clone(), lines: lines.to_vec() }
}

#[test]
fn the_initiator_proposes_and_a_moderator_approves() {
    let (mut book, initiative, story, lines) = scene();
    let command = propose(initiative, &story, &lines);
    let proposed = DeliveryEvent::PlanChangeProposed { initiative, story: story.clone(), lines };
    assert_eq!(book.ask(INITIATOR, command.clone()), Ok(vec![Event::Delivery(proposed)]));
    assert_eq!(book.ask(INITIATOR, command), Ok(Vec::new()));
    let approve = DeliveryCommand::ApprovePlan { initiative, story: story.id };
    let refused = Err(Refusal::NotAllowed { needed: "a moderator".into() });
    assert_eq!(book.ask(INITIATOR, approve.clone()), refused);
    let approved = DeliveryEvent::PlanChangeApproved { initiative, story: story.id };
    assert_eq!(book.ask(MODERATOR, approve.clone()), Ok(vec![Event::Delivery(approved)]));
    let state = book.get::<Initiative>(initiative);
    assert_eq!((state.lines, state.story), (2, story.id));
    assert_eq!(book.ask(MODERATOR, approve), Err(DeliveryRefusal::PlanReplaced.into()));
}

#[test]
fn or_turns_it_down_and_the_old_plan_stays() {
    let (mut book, initiative, story, lines) = scene();
    book.ask(INITIATOR, propose(initiative, &story, &lines)).unwrap();
    let reason = book.text();
    let reject = DeliveryCommand::RejectPlan { initiative, story: story.id, reason: reason.clone() };
    let rejected = DeliveryEvent::PlanChangeRejected { initiative, story: story.id, reason };
    assert_eq!(book.ask(MODERATOR, reject.clone()), Ok(vec![Event::Delivery(rejected)]));
    assert_eq!(book.ask(MODERATOR, reject), Err(DeliveryRefusal::PlanReplaced.into()));
    let state = book.get::<Initiative>(initiative);
    assert_eq!((state.lines, state.story == story.id), (0, false));
}

#[test]
fn nobody_approves_a_plan_they_have_not_read() {
    let (mut book, initiative, story, lines) = scene();
    book.ask(INITIATOR, propose(initiative, &story, &lines)).unwrap();
    let newer = book.text();
    book.ask(INITIATOR, propose(initiative, &newer, &[])).unwrap();
    let stale = DeliveryCommand::ApprovePlan { initiative, story: story.id };
    assert_eq!(book.ask(MODERATOR, stale), Err(DeliveryRefusal::PlanReplaced.into()));
    let approve = DeliveryCommand::ApprovePlan { initiative, story: newer.id };
    assert!(book.ask(MODERATOR, approve).is_ok());
}

#[test]
fn the_lines_add_up_to_what_it_was_funded_with() {
    let (mut book, initiative, story, lines) = scene();
    let refused = Refusal::LinesDoNotAddUp { total: cents(150), target: cents(600) };
    assert_eq!(book.ask(INITIATOR, propose(initiative, &story, &lines[..1])), Err(refused));
    let many = vec![Line { what: story.clone(), cents: Cents::ZERO }; 51];
    let refused = Refusal::TooManyLines { most: 50 };
    assert_eq!(book.ask(INITIATOR, propose(initiative, &story, &many)), Err(refused));
}

#[test]
fn it_takes_an_initiator_and_money() {
    let (mut book, initiative, story, lines) = scene();
    let refused = Err(Refusal::NotAllowed { needed: "the initiator".into() });
    assert_eq!(book.ask(TREASURER, propose(initiative, &story, &lines)), refused);
    let open = book.campaign(1000, &[]).initiative;
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Open });
    assert_eq!(book.ask(INITIATOR, propose(open, &story, &lines)), refused);
    let approve = DeliveryCommand::ApprovePlan { initiative: open, story: story.id };
    assert_eq!(book.ask(MODERATOR, approve), refused);
}
