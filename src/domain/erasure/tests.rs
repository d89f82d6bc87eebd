//! Requests to be forgotten: asked, withdrawn, kept, done.

use super::{Erasure, ErasureCommand, ErasureEvent, ErasureRefusal, ErasureStatus, TextOf};
use crate::domain::testkit::{ADMIN, Book, MODERATOR, moment};
use crate::domain::{Actor, ErasureId, Event, PersonId, Refusal, Role, Stated, TextId, Timestamp, WalletId};
use jiff::civil::date;

const ME: PersonId = PersonId(9);
const FIRST: ErasureId = ErasureId(1);
/// Asked on 5 January 2026; a week later the day ends.
const UNTIL: &str = "2026-01-12T23:00:00Z";

/// A wish to erase a person and texts of mine.
fn ask(person: Option<PersonId>, texts: &[TextId]) -> ErasureCommand {
    ErasureCommand::Ask { person, texts: texts.iter().map(|text| of(*text, Some(ME))).collect() }
}

fn of(text: TextId, person: Option<PersonId>) -> TextOf {
    TextOf { text, person }
}

/// A request of mine, with one text.
fn asked() -> Book {
    let mut book = Book::neighbourhood();
    book.ask(Actor::Initiator(ME), ask(Some(ME), &[TextId(1)])).unwrap();
    book
}

fn not_allowed(needed: &str) -> Result<Vec<Event>, Refusal> {
    Err(Refusal::NotAllowed { needed: needed.into() })
}

fn elsewhere(status: ErasureStatus) -> Result<Vec<Event>, Refusal> {
    Err(ErasureRefusal::NotInThatState { status }.into())
}

#[test]
fn a_request_is_numbered_and_can_be_withdrawn_for_a_week() {
    let mut book = Book::neighbourhood();
    let by = Actor::Initiator(ME);
    let event = |number: i64| {
        let (erasure, person, texts) = (ErasureId(number), Some(ME), vec![TextId(1)]);
        vec![Event::Erasure(ErasureEvent::Asked { erasure, by, person, texts, until: moment(UNTIL) })]
    };
    assert_eq!(book.ask(by, ask(Some(ME), &[TextId(1)])), Ok(event(1)));
    assert_eq!(book.ask(by, ask(Some(ME), &[TextId(1)])), Ok(event(2)));
    assert_eq!(book.get::<Erasure>(FIRST).due(), Some(moment(UNTIL)));
}

#[test]
fn one_asks_for_oneself_and_a_desk_for_anybody() {
    let mut book = Book::neighbourhood();
    let refused = not_allowed("the person whose data it is, or a desk");
    assert_eq!(book.ask(Actor::Initiator(PersonId(8)), ask(Some(ME), &[])), refused);
    assert_eq!(book.ask(MODERATOR, ask(Some(ME), &[])), refused);
    let desk = Actor::Staff(Role::Desk, PersonId(20));
    for actor in [desk, ADMIN] {
        assert!(book.ask(actor, ask(Some(ME), &[TextId(1)])).is_ok(), "{actor}");
    }
    for actor in [Actor::System, Actor::Resident(WalletId(1))] {
        assert_eq!(book.ask(actor, ask(Some(ME), &[])), refused, "{actor}");
    }
    let moderator = MODERATOR.person().unwrap();
    assert!(book.ask(MODERATOR, ask(Some(moderator), &[])).is_ok(), "staff are people too");
}

#[test]
fn one_asks_for_texts_of_ones_own_only() {
    let mut book = Book::neighbourhood();
    let refused = not_allowed("the person whose data it is, or a desk");
    let me = Actor::Initiator(ME);
    assert!(book.ask(me, ask(None, &[TextId(1), TextId(2)])).is_ok());
    for other in [None, Some(PersonId(8))] {
        let texts = vec![of(TextId(1), Some(ME)), of(TextId(2), other)];
        for actor in [me, Actor::Resident(WalletId(1)), Actor::System, MODERATOR] {
            let mixed = ErasureCommand::Ask { person: None, texts: texts.clone() };
            assert_eq!(book.ask(actor, mixed), refused, "{actor} for a text of {other:?}");
        }
    }
}

/// What a person wrote since they asked.
#[test]
fn the_system_asks_for_the_rest_of_one_persons_texts() {
    let mut book = Book::neighbourhood();
    let refused = not_allowed("the person whose data it is, or a desk");
    assert!(book.ask(Actor::System, ask(None, &[TextId(1), TextId(2)])).is_ok());
    assert_eq!(book.ask(Actor::System, ask(Some(ME), &[TextId(1)])), refused);
    let nobodys = ErasureCommand::Ask { person: None, texts: vec![of(TextId(1), None)] };
    assert_eq!(book.ask(Actor::System, nobodys), refused);
}

#[test]
fn there_must_be_something_to_erase_and_not_too_much_at_once() {
    let mut book = Book::neighbourhood();
    let refused = Err(ErasureRefusal::BadSubject { most: 500 }.into());
    assert_eq!(book.ask(ADMIN, ask(None, &[])), refused);
    assert_eq!(book.ask(ADMIN, ask(None, &[TextId(1); 501])), refused);
    assert!(book.ask(ADMIN, ask(None, &[TextId(1); 500])).is_ok());
}

#[test]
fn whoever_asked_may_think_better_of_it() {
    let mut book = asked();
    let withdraw = ErasureCommand::Withdraw { erasure: FIRST };
    assert_eq!(book.ask(Actor::Initiator(PersonId(8)), withdraw.clone()), not_allowed("whoever asked"));
    assert_eq!(book.ask(ADMIN, withdraw.clone()), not_allowed("whoever asked"));
    book.now = Timestamp::from_ms(moment(UNTIL).ms() - 1);
    let withdrawn = Event::Erasure(ErasureEvent::Withdrawn { erasure: FIRST });
    assert_eq!(book.ask(Actor::Initiator(ME), withdraw.clone()), Ok(vec![withdrawn]));
    assert_eq!(book.ask(Actor::Initiator(ME), withdraw), Ok(Vec::new()));
    book.now = moment(UNTIL);
    assert_eq!(book.system(ErasureCommand::Erase { erasure: FIRST }), [], "nothing is erased");
    assert_eq!(book.get::<Erasure>(FIRST).due(), None);
}

#[test]
fn not_when_the_week_has_passed_even_if_the_job_is_late() {
    let mut book = asked();
    book.now = moment(UNTIL);
    let withdraw = ErasureCommand::Withdraw { erasure: FIRST };
    assert_eq!(book.ask(Actor::Initiator(ME), withdraw.clone()), Err(ErasureRefusal::TooLate.into()));
    book.system(ErasureCommand::Erase { erasure: FIRST });
    assert_eq!(book.ask(Actor::Initiator(ME), withdraw), elsewhere(ErasureStatus::Erased));
}

#[test]
fn after_the_week_the_system_erases_and_the_event_says_what() {
    let mut book = asked();
    let erase = ErasureCommand::Erase { erasure: FIRST };
    assert_eq!(book.ask(Actor::System, erase.clone()), Err(Refusal::NotYet { from: date(2026, 1, 13) }));
    book.now = moment("2026-01-14T08:00:00Z");
    assert_eq!(book.ask(ADMIN, erase.clone()), not_allowed("the system itself"));
    let (person, texts) = (Some(ME), vec![TextId(1)]);
    let done = Event::Erasure(ErasureEvent::Done { erasure: FIRST, person, texts });
    assert_eq!(book.system(erase.clone()), [done]);
    assert_eq!(book.since(Erasure::key(FIRST)), moment(UNTIL));
    assert_eq!(book.system(erase), []);
}

#[test]
fn an_administrator_keeps_what_must_be_kept() {
    let mut book = asked();
    let reason = book.text();
    let keep = ErasureCommand::Keep { erasure: FIRST, reason: reason.clone() };
    assert_eq!(book.ask(MODERATOR, keep.clone()), not_allowed("an administrator of the programme"));
    let kept = Event::Erasure(ErasureEvent::Kept { erasure: FIRST, reason });
    assert_eq!(book.ask(ADMIN, keep.clone()), Ok(vec![kept]));
    assert_eq!(book.ask(ADMIN, keep), Ok(Vec::new()));
    let withdraw = ErasureCommand::Withdraw { erasure: FIRST };
    assert_eq!(book.ask(Actor::Initiator(ME), withdraw), elsewhere(ErasureStatus::Kept));
}

#[test]
fn what_is_withdrawn_is_not_kept_and_what_is_unknown_is_refused() {
    let mut book = asked();
    book.ask(Actor::Initiator(ME), ErasureCommand::Withdraw { erasure: FIRST }).unwrap();
    let reason = book.text();
    let keep = |erasure| ErasureCommand::Keep { erasure, reason: reason.clone() };
    assert_eq!(book.ask(ADMIN, keep(FIRST)), elsewhere(ErasureStatus::Withdrawn));
    let refused = Err(Refusal::Unknown { what: "erasure request 7".into() });
    assert_eq!(book.ask(ADMIN, keep(ErasureId(7))), refused);
}
