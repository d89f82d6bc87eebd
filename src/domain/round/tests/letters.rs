//! From the letters to closing: the dates of a round.

use super::super::{Round, RoundCommand, RoundEvent, RoundStatus};
use crate::domain::programme::{ProgrammeCommand, Rules};
use crate::domain::testkit::{BUDGET, Book, first_day, moment};
use crate::domain::{Actor, Event, Refusal, RoundId, Stated, Timestamp};

const ROUND: RoundId = RoundId(1);
const RELEASE: RoundCommand = RoundCommand::ReleaseLetters { round: ROUND };
const GRACE: RoundCommand = RoundCommand::BeginGrace { round: ROUND };
const CLOSING: RoundCommand = RoundCommand::BeginClosing { round: ROUND };

fn issued(now: &str) -> Book {
    let mut book = Book::neighbourhood();
    book.now = moment(now);
    book.issued_round_of(&[(BUDGET, 2, 750)]);
    book
}

fn released(activate_until: &str, grace_until: &str) -> Event {
    let (activate_until, grace_until) = (moment(activate_until), moment(grace_until));
    Event::Round(RoundEvent::LettersReleased { round: ROUND, activate_until, grace_until })
}

#[test]
fn three_months_and_14_days_count_in_local_days() {
    let mut book = issued("2026-01-05T11:00:00Z");
    let expected = released("2026-04-05T22:00:00Z", "2026-04-19T22:00:00Z");
    assert_eq!(book.system(RELEASE), [expected], "5 April and 19 April, both in summer time");
    assert_eq!(book.system(RELEASE), []);
}

#[test]
fn months_are_clamped_to_their_end() {
    let mut book = issued("2026-11-29T23:30:00Z");
    let expected = released("2027-02-28T23:00:00Z", "2027-03-14T23:00:00Z");
    assert_eq!(book.system(RELEASE), [expected], "30 November is local, 28 February the last day");
}

#[test]
fn a_round_keeps_the_rules_it_was_planned_under() {
    let mut book = issued("2026-01-05T11:00:00Z");
    let rules = Rules { activate_months: 1, grace_days: 0, ..Rules::default() };
    book.system(ProgrammeCommand::ChangeRules { rules });
    assert_eq!(book.system(RELEASE), [released("2026-04-05T22:00:00Z", "2026-04-19T22:00:00Z")]);
}

#[test]
fn letters_go_out_when_all_cheques_exist() {
    let mut book = Book::neighbourhood();
    book.begun_round_of(&[(BUDGET, 2, 750)]);
    let status = RoundStatus::Issuing;
    assert_eq!(book.ask(Actor::System, RELEASE), Err(Refusal::RoundNotInThatState { status }));
}

#[test]
fn grace_begins_at_its_instant_even_if_it_is_written_late() {
    let mut book = issued("2026-01-05T11:00:00Z");
    book.system(RELEASE);
    let when = book.get::<Round>(ROUND).activate_until;
    book.now = Timestamp::from_ms(when.ms() - 1);
    assert_eq!(book.ask(Actor::System, GRACE), Err(Refusal::NotYet { from: first_day(when) }));
    assert_eq!(book.get::<Round>(ROUND).due(), Some(when));
    book.now = when;
    book.days_pass(2);
    assert_eq!(book.system(GRACE), [Event::Round(RoundEvent::GraceBegun { round: ROUND })]);
    assert_eq!(book.since(Round::key(ROUND)), when, "it takes effect at the instant itself");
    assert_eq!(book.system(GRACE), []);
}

#[test]
fn closing_begins_when_the_grace_is_over() {
    let mut book = issued("2026-01-05T11:00:00Z");
    let status = RoundStatus::Issued;
    assert_eq!(book.ask(Actor::System, CLOSING), Err(Refusal::RoundNotInThatState { status }));
    book.system(RELEASE);
    let when = book.get::<Round>(ROUND).grace_until;
    book.now = Timestamp::from_ms(when.ms() - 1);
    assert_eq!(book.ask(Actor::System, CLOSING), Err(Refusal::NotYet { from: first_day(when) }));
    book.now = when;
    let begun = Event::Round(RoundEvent::ClosingBegun { round: ROUND });
    assert_eq!(book.system(CLOSING), [begun], "also if the job for the grace never ran");
    assert_eq!(book.system(CLOSING), []);
}
