//! Between 80 and 99 percent: the initiator explains, supporters think again.

use super::super::{Cause, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus, Initiator};
use crate::domain::testkit::{BUDGET, Book, Holding, INITIATOR, MODERATOR, cents, last_day, moment};
use crate::domain::{Event, InitiativeId, PersonId, Refusal, Timestamp};
use jiff::civil::{Date, date};

/// An initiative at 85 % of EUR 10 whose last day is `last_day`, and its supporters.
fn scene(last_day: Date) -> (Book, InitiativeId, [Holding; 3]) {
    let mut book = Book::neighbourhood();
    let amounts = [300, 300, 250];
    let supporters = amounts.map(|sum| book.resident_of(BUDGET, sum));
    let initiative = book.draft_initiative(1000, "green", &[]);
    let initiator = Initiator::Person(PersonId(9));
    book.system(InitiativeCommand::AddInitiator { initiative, initiator });
    book.system(InitiativeCommand::Submit { initiative });
    book.system(InitiativeCommand::Approve { initiative });
    book.system(InitiativeCommand::Open { initiative, last_day });
    for (who, sum) in supporters.iter().zip(amounts) {
        book.pledge(who.wallet, initiative, sum).unwrap();
    }
    (book, initiative, supporters)
}

fn explain_by(last_day: Date) -> Timestamp {
    let (mut book, initiative, _) = scene(last_day);
    let events = book.conclude(initiative);
    let [Event::Initiative(InitiativeEvent::ReconsiderationBegun { explain_by, .. })] = events[..] else {
        panic!("{events:?}")
    };
    explain_by
}

fn explain(book: &mut Book, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    let explanation = book.text();
    book.ask(INITIATOR, InitiativeCommand::Explain { initiative, explanation })
}

#[test]
fn the_initiator_has_three_working_days() {
    // Monday: the end of Thursday, when it is 23:00 UTC in winter.
    assert_eq!(explain_by(date(2026, 1, 19)), moment("2026-01-22T23:00:00Z"));
    // Thursday, then a weekend: Friday, Monday, Tuesday.
    assert_eq!(explain_by(date(2026, 1, 22)), moment("2026-01-27T23:00:00Z"));
    // Wednesday before Ascension Day: Friday, Monday, Tuesday; summer time.
    assert_eq!(explain_by(date(2026, 5, 13)), moment("2026-05-19T22:00:00Z"));
    // Thursday before Good Friday and Easter Monday: Tuesday, Wednesday, Thursday.
    assert_eq!(explain_by(date(2026, 4, 2)), moment("2026-04-09T22:00:00Z"));
}

#[test]
fn after_the_explanation_supporters_have_five_calendar_days() {
    let (mut book, initiative, _) = scene(date(2026, 1, 19));
    book.conclude(initiative);
    book.now = moment("2026-01-22T22:59:59.999Z");
    let explanation = book.text();
    let command = InitiativeCommand::Explain { initiative, explanation: explanation.clone() };
    let until = moment("2026-01-27T23:00:00Z");
    let how = Some(explanation.id);
    let explained = InitiativeEvent::ReconsiderationExplained { initiative, explanation, until };
    assert_eq!(book.ask(INITIATOR, command.clone()), Ok(vec![Event::Initiative(explained)]));
    assert_eq!(book.get::<Initiative>(initiative).explanation, how, "supporters can read it");
    assert_eq!(book.ask(INITIATOR, command), Ok(Vec::new()));
}

#[test]
fn explaining_is_for_the_initiator_and_in_time() {
    let (mut book, initiative, _) = scene(date(2026, 1, 19));
    let too_early = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Open });
    assert_eq!(explain(&mut book, initiative), too_early);
    book.conclude(initiative);
    let explanation = book.text();
    let by_moderator = book.ask(MODERATOR, InitiativeCommand::Explain { initiative, explanation });
    assert_eq!(by_moderator, Err(Refusal::NotAllowed { needed: "the initiator".into() }));
    let since = moment("2026-01-22T23:00:00Z");
    book.now = since;
    assert_eq!(explain(&mut book, initiative), Err(Refusal::InitiativeClosed { last_day: last_day(since) }));
}

#[test]
fn while_the_initiator_thinks_nobody_adds_or_withdraws() {
    let (mut book, initiative, supporters) = scene(date(2026, 1, 19));
    let other = book.resident_of(BUDGET, 150).wallet;
    book.conclude(initiative);
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Reconsidered });
    assert_eq!(book.pledge(other, initiative, 150), refused);
    assert_eq!(book.withdraw(supporters[0].wallet, initiative), refused);
}

#[test]
fn without_an_explanation_it_fails() {
    let (mut book, initiative, _) = scene(date(2026, 1, 19));
    book.conclude(initiative);
    assert_eq!(cause(&book.conclude(initiative)), Cause::NotExplained);
}

/// The outcome after the last supporter, or a new resident with EUR 4, did something in the days after the
/// explanation.
fn after(change: impl Fn(&mut Book, InitiativeId, Holding, Holding)) -> Vec<Event> {
    let (mut book, initiative, supporters) = scene(date(2026, 1, 19));
    let other = book.resident_of(BUDGET, 400);
    book.conclude(initiative);
    explain(&mut book, initiative).unwrap();
    change(&mut book, initiative, supporters[2], other);
    let events = book.conclude(initiative);
    book.check_states();
    events
}

#[test]
fn then_it_goes_on_with_what_it_has() {
    let initiative = InitiativeId(1);
    let partly = InitiativeEvent::FundedPartly { initiative, cents: cents(850), residents: 3, households: 3 };
    assert_eq!(after(|_, _, _, _| {}), [Event::Initiative(partly)]);
}

#[test]
fn supporters_may_fill_it_to_the_target() {
    let initiative = InitiativeId(1);
    let events = after(|book, initiative, _, other| {
        book.pledge(other.wallet, initiative, 400).unwrap();
    });
    let funded = InitiativeEvent::Funded { initiative, cents: cents(1000), residents: 4, households: 4 };
    assert_eq!(events, [Event::Initiative(funded)]);
}

/// Why it failed.
fn cause(events: &[Event]) -> Cause {
    let [Event::Initiative(event)] = events else { panic!("{events:?}") };
    event.ending().expect("it ended").0
}

#[test]
fn or_withdraw_and_let_it_fail() {
    let events = after(|book, initiative, last, _| {
        book.withdraw(last.wallet, initiative).unwrap();
    });
    assert_eq!(cause(&events), Cause::TooLittleMoney);
}

#[test]
fn support_counts_again_in_the_end() {
    let (mut book, initiative, supporters) = scene(date(2026, 1, 19));
    let round = book.open_round(1, 400);
    let partner = book.activate_for(book.cheque(round, 0), supporters[0].household);
    book.conclude(initiative);
    explain(&mut book, initiative).unwrap();
    book.withdraw(supporters[2].wallet, initiative).unwrap();
    book.pledge(partner.wallet, initiative, 400).unwrap();
    assert_eq!(cause(&book.conclude(initiative)), Cause::TooLittleSupport, "two of one household");
}
