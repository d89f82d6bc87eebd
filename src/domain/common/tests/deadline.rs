//! Where the rules leave no time after the deadline, the common pot decides before it and gives at it.

use super::super::{CommonPotCommand, CommonPotEvent, CommonPotRefusal};
use super::{approve, give, grant, propose};
use crate::domain::initiative::{Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::programme::Rules;
use crate::domain::testkit::{
    ADMIN, AREA, BROKER, BUDGET, Book, Holding, MODERATOR, cents, first_day, last_day,
};
use crate::domain::wallet::Lot;
use crate::domain::{Account, Actor, Event, InitiativeId, LotId, Refusal, Stated, Timestamp};

/// An open initiative with EUR 8.50 of EUR 10 under rules without reconsideration, its supporters, and a
/// common pot of EUR 5 that is to fill the gap.
fn approved() -> (Book, InitiativeId, [Holding; 3], LotId) {
    let mut book = Book::neighbourhood_with(Rules { reconsideration: None, ..Rules::default() });
    let lot = give(&mut book, BUDGET, 500);
    let supporters = [0, 1, 2].map(|_| book.resident_of(BUDGET, 400));
    let initiative = book.open_initiative(1000);
    for (who, sum) in supporters.iter().zip([300, 300, 250]) {
        book.pledge(who.wallet, initiative, sum).unwrap();
    }
    propose(&mut book, BROKER, initiative, 150).unwrap();
    book.ask(ADMIN, approve(initiative, 150)).unwrap();
    (book, initiative, supporters, lot)
}

/// The deadline passed a day ago: first the grant, then the outcome.
fn late(book: &mut Book, initiative: InitiativeId, lot: LotId) -> Vec<Event> {
    let until = book.get::<Initiative>(initiative).until;
    book.now = Timestamp::from_ms(until.ms() + 86_400_000);
    let refused = Err(CommonPotRefusal::UnderWay.into());
    assert_eq!(book.ask(Actor::System, InitiativeCommand::Conclude { initiative }), refused);
    let mut events = book.system(grant(initiative, &[lot], true));
    events.extend(book.system(InitiativeCommand::Conclude { initiative }));
    events
}

#[test]
fn it_is_given_at_the_deadline_and_not_before() {
    let (mut book, initiative, _, lot) = approved();
    let until = book.get::<Initiative>(initiative).until;
    assert_eq!(book.get::<Initiative>(initiative).due(), Some(until));
    let early = book.ask(Actor::System, grant(initiative, &[lot], true));
    assert_eq!(early, Err(Refusal::NotYet { from: first_day(until) }));
    let before = book.log.len();
    let events = late(&mut book, initiative, lot);
    assert!(matches!(events.last(), Some(Event::Initiative(InitiativeEvent::Funded { .. }))), "{events:?}");
    assert!(book.log[before..].iter().all(|happened| happened.effective == until), "all at the deadline");
    assert_eq!(book.balance(Account::Pot(initiative)), 1000);
    assert_eq!(book.balance(Account::Common(AREA)), 350);
    book.check_states();
}

#[test]
fn its_pages_follow_from_the_approval_and_those_of_a_return_from_the_stop() {
    let (mut book, initiative, ..) = approved();
    let begun = |book: &Book| book.known.get(Initiative::key(initiative)).flatten().and_then(|it| it.begun);
    assert_eq!(begun(&book), Some(book.log.len() as i64), "the last event is the approval");
    let reason = book.text();
    book.ask(MODERATOR, InitiativeCommand::Cancel { initiative, reason }).unwrap();
    assert_eq!(begun(&book), Some(book.log.len() as i64), "the last event is the stop");
}

#[test]
fn neighbours_may_fill_the_gap_themselves_until_then() {
    let (mut book, initiative, supporters, lot) = approved();
    book.pledge(supporters[2].wallet, initiative, 100).unwrap();
    late(&mut book, initiative, lot);
    assert_eq!(book.get::<Lot>(lot).common, cents(450), "only what was missing");
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Funded);
}

#[test]
fn nothing_is_given_if_there_is_no_longer_enough() {
    let (mut book, initiative, supporters, lot) = approved();
    book.withdraw(supporters[2].wallet, initiative).unwrap();
    let events = late(&mut book, initiative, lot);
    let (given, approved) = (cents(0), cents(150));
    let fell_short = CommonPotEvent::GrantFellShort { initiative, area: AREA, cents: given, approved };
    assert_eq!(events[0], Event::CommonPot(fell_short));
    assert!(matches!(events[1], Event::Initiative(InitiativeEvent::FailedForMoney { .. })), "{events:?}");
    assert_eq!(book.balance(Account::Common(AREA)), 500);
}

#[test]
fn it_can_be_turned_down_until_then() {
    let (mut book, initiative, _, lot) = approved();
    let reason = book.text();
    let reject = CommonPotCommand::RejectGrant { initiative, reason: reason.clone() };
    let rejected = CommonPotEvent::GrantRejected { initiative, area: AREA, reason };
    let (mut late_book, until) = (approved().0, book.get::<Initiative>(initiative).until);
    assert_eq!(book.ask(MODERATOR, reject.clone()), Ok(vec![Event::CommonPot(rejected)]));
    assert_eq!(book.system(grant(initiative, &[lot], true)), [], "nothing is given any more");
    assert_eq!(book.get::<Initiative>(initiative).due(), Some(until));
    propose(&mut book, MODERATOR, initiative, 100).unwrap();
    book.ask(ADMIN, approve(initiative, 100)).unwrap();
    book.check_states();
    late_book.now = until;
    assert_eq!(late_book.ask(MODERATOR, reject), Err(CommonPotRefusal::UnderWay.into()));
}

#[test]
fn nothing_is_decided_from_the_deadline_on() {
    let mut book = Book::neighbourhood_with(Rules { reconsideration: None, ..Rules::default() });
    give(&mut book, BUDGET, 500);
    let initiative = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 250)]).initiative;
    let since = book.get::<Initiative>(initiative).until;
    book.now = since;
    assert_eq!(
        propose(&mut book, BROKER, initiative, 150),
        Err(Refusal::InitiativeClosed { last_day: last_day(since) })
    );
}
