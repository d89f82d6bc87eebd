//! Who gives, to whom, and how much.

use super::super::{CommonPotCommand, CommonPotEvent, CommonPotRefusal};
use super::{approve, explain, grant, propose, reconsidered, scene};
use crate::domain::initiative::{Cause, Initiative, InitiativeCommand, InitiativeStatus, Initiator};
use crate::domain::testkit::{
    ADMIN, AREA, BROKER, BUDGET, Book, INITIATOR, MODERATOR, SECOND_TREASURER, TREASURER, cents, last_day,
};
use crate::domain::{Actor, Cents, Event, PersonId, Refusal, Role};

#[test]
fn one_person_proposes_with_a_reason_and_another_approves() {
    let (mut book, campaign, _) = scene();
    let (initiative, reason) = (campaign.initiative, book.text());
    let because = reason.clone();
    let command = CommonPotCommand::ProposeGrant { initiative, cents: cents(150), reason: because };
    let by = PersonId(5);
    let proposed = CommonPotEvent::GrantProposed { initiative, area: AREA, by, cents: cents(150), reason };
    assert_eq!(book.ask(BROKER, command.clone()), Ok(vec![Event::CommonPot(proposed)]));
    assert_eq!(book.ask(BROKER, command), Ok(Vec::new()));
    let by = PersonId(3);
    let approved = CommonPotEvent::GrantApproved { initiative, area: AREA, by, cents: cents(150) };
    assert_eq!(book.ask(MODERATOR, approve(initiative, 150)), Ok(vec![Event::CommonPot(approved)]));
    assert_eq!(book.ask(ADMIN, approve(initiative, 150)), Ok(Vec::new()));
}

#[test]
fn the_second_person_is_another_has_seen_the_amount_and_has_the_role() {
    let (mut book, campaign, _) = scene();
    let initiative = campaign.initiative;
    assert_eq!(book.ask(ADMIN, approve(initiative, 150)), Err(CommonPotRefusal::NotProposed.into()));
    propose(&mut book, TREASURER, initiative, 150).unwrap();
    assert_eq!(book.ask(TREASURER, approve(initiative, 150)), Err(Refusal::SamePerson));
    assert_eq!(book.ask(ADMIN, approve(initiative, 149)), Err(CommonPotRefusal::NotProposed.into()));
    for actor in [Actor::System, BROKER, INITIATOR] {
        let needed = String::from("a second treasurer, moderator or administrator");
        assert_eq!(book.ask(actor, approve(initiative, 150)), Err(Refusal::NotAllowed { needed }));
    }
}

#[test]
fn only_staff_propose_and_not_for_themselves() {
    let (mut book, campaign, _) = scene();
    let initiative = campaign.initiative;
    for actor in [Actor::System, ADMIN, INITIATOR] {
        let needed = String::from("a moderator, a broker or a treasurer");
        assert_eq!(propose(&mut book, actor, initiative, 150), Err(Refusal::NotAllowed { needed }));
    }
    let initiator = Initiator::Person(PersonId(8));
    book.system(InitiativeCommand::AddInitiator { initiative, initiator });
    let own = Actor::Staff(Role::Broker, PersonId(8));
    assert_eq!(propose(&mut book, own, initiative, 150), Err(Refusal::OwnInitiative));
    propose(&mut book, BROKER, initiative, 150).unwrap();
    let own = Actor::Staff(Role::Moderator, PersonId(8));
    assert_eq!(book.ask(own, approve(initiative, 150)), Err(Refusal::OwnInitiative));
}

#[test]
fn at_most_the_gap_and_at_most_what_is_there() {
    let (mut book, campaign, _) = scene();
    let initiative = campaign.initiative;
    let refused = CommonPotRefusal::MoreThanGap { gap: cents(150), asked: cents(151) };
    assert_eq!(propose(&mut book, BROKER, initiative, 151), Err(refused.into()));
    assert_eq!(propose(&mut book, BROKER, initiative, 0), Err(Refusal::AmountZero));
    let mut book = Book::neighbourhood();
    let initiative = reconsidered(&mut book).initiative;
    let refused = CommonPotRefusal::TooSmall { holds: Cents::ZERO, asked: cents(1) };
    assert_eq!(propose(&mut book, BROKER, initiative, 1), Err(refused.into()));
}

#[test]
fn it_can_be_turned_down_with_a_reason() {
    let (mut book, campaign, _) = scene();
    let (initiative, reason) = (campaign.initiative, book.text());
    let reject = CommonPotCommand::RejectGrant { initiative, reason: reason.clone() };
    assert_eq!(book.ask(ADMIN, reject.clone()), Err(CommonPotRefusal::NotProposed.into()));
    propose(&mut book, BROKER, initiative, 150).unwrap();
    assert_eq!(propose(&mut book, MODERATOR, initiative, 100), Err(CommonPotRefusal::AlreadyProposed.into()));
    for actor in [Actor::System, INITIATOR] {
        let needed = String::from("a treasurer, moderator, administrator or broker");
        assert_eq!(book.ask(actor, reject.clone()), Err(Refusal::NotAllowed { needed }));
    }
    let rejected = CommonPotEvent::GrantRejected { initiative, area: AREA, reason };
    assert_eq!(book.ask(ADMIN, reject.clone()), Ok(vec![Event::CommonPot(rejected)]));
    assert!(propose(&mut book, MODERATOR, initiative, 100).is_ok(), "another can be proposed");
    book.ask(ADMIN, approve(initiative, 100)).unwrap();
    assert_eq!(book.ask(ADMIN, reject), Err(CommonPotRefusal::UnderWay.into()));
}

#[test]
fn only_after_the_deadline_and_before_the_next_one() {
    let mut book = Book::neighbourhood();
    super::give(&mut book, BUDGET, 500);
    let initiative = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 250)]).initiative;
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Open });
    assert_eq!(propose(&mut book, BROKER, initiative, 150), refused);
    book.conclude(initiative);
    propose(&mut book, BROKER, initiative, 150).unwrap();
    let since = book.get::<Initiative>(initiative).until;
    book.now = since;
    assert_eq!(
        book.ask(ADMIN, approve(initiative, 150)),
        Err(Refusal::InitiativeClosed { last_day: last_day(since) })
    );
    book.conclude(initiative);
    assert_eq!(book.ask(ADMIN, approve(initiative, 150)), Err(CommonPotRefusal::NotProposed.into()));
}

#[test]
fn whoever_lost_support_in_the_meantime_gets_nothing() {
    let mut book = Book::neighbourhood();
    super::give(&mut book, BUDGET, 500);
    let supporters = [300, 300, 250].map(|sum| (book.resident_of(BUDGET, sum).wallet, sum));
    let initiative = book.campaign(1000, &[]).initiative;
    for (wallet, sum) in supporters {
        book.pledge(wallet, initiative, sum).unwrap();
    }
    book.conclude(initiative);
    propose(&mut book, BROKER, initiative, 150).unwrap();
    explain(&mut book, initiative);
    book.withdraw(supporters[2].0, initiative).unwrap();
    let refused = CommonPotRefusal::NotNearEnough { cause: Cause::TooLittleMoney };
    assert_eq!(book.ask(ADMIN, approve(initiative, 150)), Err(refused.into()));
}

#[test]
fn giving_is_the_systems_work_and_has_at_most_500_lots() {
    let (mut book, campaign, common) = scene();
    let initiative = campaign.initiative;
    assert_eq!(book.system(grant(initiative, &common, true)), [], "nothing was approved");
    propose(&mut book, BROKER, initiative, 150).unwrap();
    assert_eq!(book.system(grant(initiative, &common, true)), [], "still nothing");
    book.ask(SECOND_TREASURER, approve(initiative, 150)).unwrap();
    let refused = Err(Refusal::NotAllowed { needed: "the system itself".into() });
    assert_eq!(book.ask(TREASURER, grant(initiative, &common, true)), refused);
    let refused = Err(Refusal::PageTooLong { most: 500 });
    assert_eq!(book.ask(Actor::System, grant(initiative, &[common[0]; 501], true)), refused);
}
