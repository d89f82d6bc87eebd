//! The outcome at the deadline.

use super::super::{Cause, Ending, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::programme::{ProgrammeCommand, Rules};
use crate::domain::testkit::{BUDGET, Book, Campaign, MODERATOR, cents, first_day};
use crate::domain::{Actor, Event, InitiativeId, Refusal, Stated, Timestamp};

/// Three residents who together pledge so many percent of EUR 10.
fn at_percent(percent: i64) -> (Book, InitiativeId) {
    let mut book = Book::neighbourhood();
    let last = percent * 10 - 200;
    let Campaign { initiative, .. } = book.campaign(1000, &[(BUDGET, 100), (BUDGET, 100), (BUDGET, last)]);
    (book, initiative)
}

/// The only event, which is about an initiative.
fn single(events: &[Event]) -> &InitiativeEvent {
    let [Event::Initiative(event)] = events else { panic!("{events:?}") };
    event
}

#[test]
fn the_outcome_comes_at_the_deadline_and_not_a_millisecond_before() {
    let (mut book, initiative) = at_percent(100);
    let until = book.get::<Initiative>(initiative).until;
    let conclude = InitiativeCommand::Conclude { initiative };
    book.now = Timestamp::from_ms(until.ms() - 1);
    let refused = Err(Refusal::NotYet { from: first_day(until) });
    assert_eq!(book.ask(Actor::System, conclude.clone()), refused);
    book.now = until;
    let funded = InitiativeEvent::Funded { initiative, cents: cents(1000), residents: 3, households: 3 };
    assert_eq!(book.system(conclude.clone()), [Event::Initiative(funded)]);
    assert_eq!(book.system(conclude), []);
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Funded);
}

#[test]
fn it_takes_effect_at_the_deadline_even_if_the_job_is_late() {
    let (mut book, initiative) = at_percent(100);
    let until = book.get::<Initiative>(initiative).until;
    book.now = until;
    book.days_pass(3);
    book.conclude(initiative);
    assert_eq!(book.since(Initiative::key(initiative)), until);
}

#[test]
fn a_pause_does_not_move_the_deadline() {
    let (mut book, initiative) = at_percent(100);
    let reason = book.text();
    book.ask(MODERATOR, InitiativeCommand::Pause { initiative, reason }).unwrap();
    assert!(book.get::<Initiative>(initiative).reason.is_some());
    assert!(matches!(single(&book.conclude(initiative)), InitiativeEvent::Funded { .. }));
    assert_eq!(book.get::<Initiative>(initiative).reason, None, "why it was paused is over with the pause");
}

#[test]
fn only_the_system_concludes_and_only_what_was_opened() {
    let (mut book, initiative) = at_percent(100);
    book.now = book.get::<Initiative>(initiative).until;
    let refused = Err(Refusal::NotAllowed { needed: "the system itself".into() });
    assert_eq!(book.ask(MODERATOR, InitiativeCommand::Conclude { initiative }), refused);
    let draft = book.draft_initiative(1000, "green", &[]);
    let command = InitiativeCommand::Conclude { initiative: draft };
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Draft });
    assert_eq!(book.ask(Actor::System, command), refused);
}

#[test]
fn at_79_percent_it_fails() {
    let (mut book, initiative) = at_percent(79);
    let (cents, at) = (cents(790), book.get::<Initiative>(initiative).until);
    let ending = Ending { reason: None, cents, residents: 3, households: 3, at };
    let begun = InitiativeEvent::FailedForMoney { initiative, ending };
    assert_eq!(book.conclude(initiative), [Event::Initiative(begun)]);
    let status = InitiativeStatus::Returning(Cause::TooLittleMoney);
    assert_eq!(book.get::<Initiative>(initiative).status, status);
}

#[test]
fn from_80_to_99_percent_it_is_reconsidered() {
    for percent in [80, 99] {
        let (mut book, initiative) = at_percent(percent);
        let events = book.conclude(initiative);
        assert!(matches!(single(&events), InitiativeEvent::ReconsiderationBegun { .. }), "{events:?}");
    }
}

#[test]
fn a_cent_below_the_threshold_fails_and_a_cent_below_the_target_is_not_full() {
    let mut book = Book::neighbourhood();
    let low = book.campaign(1001, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 200)]).initiative;
    assert!(matches!(single(&book.conclude(low)), InitiativeEvent::FailedForMoney { .. }));
    let mut book = Book::neighbourhood();
    let high = book.campaign(1001, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 400)]).initiative;
    assert!(matches!(single(&book.conclude(high)), InitiativeEvent::ReconsiderationBegun { .. }));
}

#[test]
fn two_supporters_are_too_few_and_three_are_enough() {
    for (pledges, enough) in [(vec![(BUDGET, 500); 2], false), (vec![(BUDGET, 400); 3], true)] {
        let mut book = Book::neighbourhood();
        let Campaign { initiative, .. } = book.campaign(1000, &pledges);
        let events = book.conclude(initiative);
        let cause = single(&events).ending().map(|(cause, _)| cause);
        assert_eq!(cause, (!enough).then_some(Cause::TooLittleSupport));
    }
}

#[test]
fn three_residents_of_two_households_are_too_few() {
    let mut book = Book::neighbourhood();
    let round = book.open_round(3, 400);
    let initiative = book.open_initiative(1000);
    let first = book.activate(book.cheque(round, 0));
    let second = book.activate_for(book.cheque(round, 1), first.household);
    let third = book.activate(book.cheque(round, 2));
    for who in [first, second, third] {
        book.pledge(who.wallet, initiative, 400).unwrap();
    }
    let events = book.conclude(initiative);
    assert!(matches!(single(&events), InitiativeEvent::FailedForSupport { .. }));
}

#[test]
fn without_reconsideration_it_goes_on_with_what_there_is() {
    let mut book = Book::neighbourhood_with(Rules { reconsideration: None, ..Rules::default() });
    let initiative = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 200)]).initiative;
    let partly = InitiativeEvent::FundedPartly { initiative, cents: cents(800), residents: 3, households: 3 };
    assert_eq!(book.conclude(initiative), [Event::Initiative(partly)]);
}

#[test]
fn an_initiative_keeps_the_rules_it_opened_under() {
    let (mut book, initiative) = at_percent(80);
    let rules = Rules { threshold_percent: 100, support_needed: 50, ..Rules::default() };
    book.system(ProgrammeCommand::ChangeRules { rules });
    assert!(matches!(single(&book.conclude(initiative)), InitiativeEvent::ReconsiderationBegun { .. }));
}
