//! What is asked from a deadline on is refused, even if the job that writes the outcome is late.

use super::super::{Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::testkit::{BUDGET, Book, Campaign, INITIATOR, MODERATOR, last_day};
use crate::domain::{Actor, Event, InitiativeId, Refusal, Timestamp};

/// An initiative at 90 % of EUR 10, open for 30 days.
fn open() -> (Book, InitiativeId) {
    let mut book = Book::neighbourhood();
    let Campaign { initiative, .. } = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 300)]);
    (book, initiative)
}

fn pause(book: &mut Book, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    let reason = book.text();
    book.ask(MODERATOR, InitiativeCommand::Pause { initiative, reason })
}

fn paused() -> (Book, InitiativeId) {
    let (mut book, initiative) = open();
    pause(&mut book, initiative).unwrap();
    (book, initiative)
}

fn reconsidered() -> (Book, InitiativeId) {
    let (mut book, initiative) = open();
    book.conclude(initiative);
    (book, initiative)
}

fn explained() -> (Book, InitiativeId) {
    let (mut book, initiative) = reconsidered();
    let explanation = book.text();
    book.ask(INITIATOR, InitiativeCommand::Explain { initiative, explanation }).unwrap();
    (book, initiative)
}

/// Each step that ends by itself.
fn steps() -> [(Book, InitiativeId, InitiativeStatus); 4] {
    let named = |(book, initiative): (Book, InitiativeId), status| (book, initiative, status);
    [
        named(open(), InitiativeStatus::Open),
        named(paused(), InitiativeStatus::Paused),
        named(reconsidered(), InitiativeStatus::Reconsidered),
        named(explained(), InitiativeStatus::Explained),
    ]
}

fn cancel(book: &mut Book, actor: Actor, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    let reason = book.text();
    book.ask(actor, InitiativeCommand::Cancel { initiative, reason })
}

#[test]
fn it_is_not_stopped_at_the_end_of_a_step_or_later() {
    for (mut book, initiative, status) in steps() {
        let state = book.get::<Initiative>(initiative);
        assert_eq!(state.status, status);
        let since = state.until;
        for late in [0, 86_400_000] {
            book.now = Timestamp::from_ms(since.ms() + late);
            for actor in [INITIATOR, MODERATOR] {
                let refused = Err(Refusal::InitiativeClosed { last_day: last_day(since) });
                assert_eq!(cancel(&mut book, actor, initiative), refused, "{status:?}");
            }
        }
    }
}

#[test]
fn it_is_stopped_a_moment_before() {
    for (mut book, initiative, status) in steps() {
        book.now = Timestamp::from_ms(book.get::<Initiative>(initiative).until.ms() - 1);
        assert!(cancel(&mut book, INITIATOR, initiative).is_ok(), "{status:?}");
    }
}

#[test]
fn it_is_neither_paused_nor_resumed_after_the_deadline() {
    let (mut book, initiative) = open();
    let since = book.get::<Initiative>(initiative).until;
    book.now = since;
    assert_eq!(pause(&mut book, initiative), Err(Refusal::InitiativeClosed { last_day: last_day(since) }));
    let (mut book, initiative) = paused();
    book.now = since;
    let resume = InitiativeCommand::Resume { initiative };
    assert_eq!(book.ask(MODERATOR, resume), Err(Refusal::InitiativeClosed { last_day: last_day(since) }));
}

#[test]
fn it_is_funded_although_somebody_wanted_to_stop_it_before_the_late_job() {
    let mut book = Book::neighbourhood();
    let pledges = [(BUDGET, 400), (BUDGET, 300), (BUDGET, 300)];
    let Campaign { initiative, .. } = book.campaign(1000, &pledges);
    let since = book.get::<Initiative>(initiative).until;
    book.now = Timestamp::from_ms(since.ms() + 3_600_000);
    assert_eq!(
        cancel(&mut book, INITIATOR, initiative),
        Err(Refusal::InitiativeClosed { last_day: last_day(since) })
    );
    let events = book.system(InitiativeCommand::Conclude { initiative });
    assert!(matches!(events[..], [Event::Initiative(InitiativeEvent::Funded { .. })]), "{events:?}");
    assert_eq!(book.log.last().map(|last| last.effective), Some(since));
}
