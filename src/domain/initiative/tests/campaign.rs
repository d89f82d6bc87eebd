//! Opening, pausing, resuming.

use super::super::{InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::testkit::{Book, MODERATOR, TREASURER, moment};
use crate::domain::{Actor, Event, InitiativeId, Refusal};
use jiff::civil::{Date, date};

const FIRST: InitiativeId = InitiativeId(1);

/// A book with an approved initiative, on 5 January 2026.
fn approved() -> Book {
    let mut book = Book::neighbourhood();
    let initiative = book.draft_initiative(1000, "green", &[]);
    book.system(InitiativeCommand::Submit { initiative });
    book.system(InitiativeCommand::Approve { initiative });
    book
}

fn open(book: &mut Book, last_day: Date) -> Result<Vec<Event>, Refusal> {
    book.ask(Actor::System, InitiativeCommand::Open { initiative: FIRST, last_day })
}

#[test]
fn it_is_open_until_midnight_of_its_last_day() {
    let mut book = approved();
    let deadline = moment("2026-03-31T22:00:00Z");
    let opened = InitiativeEvent::Opened { initiative: FIRST, rules: 1, deadline };
    assert_eq!(open(&mut book, date(2026, 3, 31)), Ok(vec![Event::Initiative(opened)]));
    assert_eq!(open(&mut book, date(2026, 3, 31)), Ok(Vec::new()));
    let status = InitiativeStatus::Open;
    let refused = Err(Refusal::InitiativeNotInThatState { status });
    assert_eq!(open(&mut book, date(2026, 4, 1)), refused, "it cannot be moved");
}

#[test]
fn a_campaign_lasts_from_a_day_to_a_year() {
    let refused = Err(Refusal::BadDeadline { earliest: date(2026, 1, 5), latest: date(2027, 1, 5) });
    assert_eq!(open(&mut approved(), date(2026, 1, 4)), refused);
    assert_eq!(open(&mut approved(), date(2027, 1, 6)), refused);
    for fits in [date(2026, 1, 5), date(2027, 1, 5)] {
        assert!(open(&mut approved(), fits).is_ok());
    }
}

#[test]
fn what_is_not_approved_is_not_opened() {
    let mut book = Book::neighbourhood();
    book.draft_initiative(1000, "green", &[]);
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Draft });
    assert_eq!(open(&mut book, date(2026, 3, 31)), refused);
}

#[test]
fn a_moderator_pauses_and_resumes() {
    let mut book = approved();
    open(&mut book, date(2026, 3, 31)).unwrap();
    let reason = book.text();
    let pause = InitiativeCommand::Pause { initiative: FIRST, reason: reason.clone() };
    let resume = InitiativeCommand::Resume { initiative: FIRST };
    let refused = Err(Refusal::NotAllowed { needed: "a moderator".into() });
    assert_eq!(book.ask(TREASURER, pause.clone()), refused);
    assert_eq!(book.ask(TREASURER, resume.clone()), refused);
    assert_eq!(book.ask(MODERATOR, resume.clone()), Ok(Vec::new()), "it is open");
    let paused = Event::Initiative(InitiativeEvent::Paused { initiative: FIRST, reason });
    assert_eq!(book.ask(MODERATOR, pause.clone()), Ok(vec![paused]));
    assert_eq!(book.ask(MODERATOR, pause), Ok(Vec::new()));
    let resumed = Event::Initiative(InitiativeEvent::Resumed { initiative: FIRST });
    assert_eq!(book.ask(MODERATOR, resume), Ok(vec![resumed]));
}

#[test]
fn what_is_not_open_is_not_paused() {
    let mut book = approved();
    let (reason, status) = (book.text(), InitiativeStatus::Approved);
    let refused = Err(Refusal::InitiativeNotInThatState { status });
    assert_eq!(book.ask(MODERATOR, InitiativeCommand::Pause { initiative: FIRST, reason }), refused);
    assert_eq!(book.ask(MODERATOR, InitiativeCommand::Resume { initiative: FIRST }), refused);
}
