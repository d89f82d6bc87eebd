//! Pledges go back: to the lots they came from, in pages, with time left to spend them.

use super::super::{Cause, Ending, Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus};
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{
    AREA, BUDGET, Book, Campaign, INITIATOR, MODERATOR, TREASURER, cents, last_day, moment,
};
use crate::domain::wallet::{Back, Lot};
use crate::domain::{Account, Actor, Event, InitiativeId, LotId, Refusal, Stated, Timestamp};

fn page(initiative: InitiativeId, lots: &[LotId]) -> InitiativeCommand {
    InitiativeCommand::ReturnPledges { initiative, lots: lots.to_vec() }
}

fn back(lot: LotId, sum: i64, spend_by: Option<Timestamp>) -> Back {
    Back { lot, budget: BUDGET, cents: cents(sum), spend_by, common: false }
}

fn returned(initiative: InitiativeId, legs: Vec<Back>) -> Event {
    Event::Initiative(InitiativeEvent::PledgesReturned { initiative, area: AREA, legs })
}

fn finished(initiative: InitiativeId) -> Event {
    Event::Initiative(InitiativeEvent::ReturnFinished { initiative })
}

fn due(book: &Book, initiative: InitiativeId) -> Option<Timestamp> {
    book.get::<Initiative>(initiative).due()
}

/// A failed initiative with four pledges.
fn failed(rules: Rules) -> (Book, Campaign) {
    let mut book = Book::neighbourhood_with(rules);
    let campaign = book.campaign(5000, &[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300), (BUDGET, 400)]);
    book.conclude(campaign.initiative);
    (book, campaign)
}

#[test]
fn every_pledge_goes_back_to_its_lot_page_by_page() {
    let (mut book, Campaign { initiative, lots }) = failed(Rules::default());
    assert_eq!(due(&book, initiative), Some(Timestamp::MIN), "at once");
    let first = returned(initiative, vec![back(lots[0], 100, None), back(lots[1], 200, None)]);
    assert_eq!(book.system(page(initiative, &lots[..2])), [first]);
    assert_eq!(book.system(page(initiative, &lots[..2])), [], "a page that is tried again");
    let last = returned(initiative, vec![back(lots[2], 300, None), back(lots[3], 400, None)]);
    assert_eq!(book.system(page(initiative, &lots[1..])), [last, finished(initiative)]);
    assert_eq!(book.system(page(initiative, &lots)), [], "all is done");
    for (lot, sum) in lots.iter().zip([100, 200, 300, 400]) {
        assert_eq!(book.balance(Account::Lot(*lot)), sum);
    }
    let state = book.get::<Initiative>(initiative);
    assert_eq!((state.status, state.pot.get()), (InitiativeStatus::Ended(Cause::TooLittleMoney), 0));
    assert_eq!(due(&book, initiative), None);
    book.check_states();
}

#[test]
fn a_lot_named_twice_and_a_lot_of_another_initiative_are_passed_over() {
    let (mut book, Campaign { initiative, lots }) = failed(Rules::default());
    let other = book.campaign(5000, &[(BUDGET, 50)]).lots[0];
    let legs = vec![back(lots[0], 100, None)];
    assert_eq!(book.system(page(initiative, &[lots[0], other, lots[0]])), [returned(initiative, legs)]);
    assert_eq!(book.system(page(initiative, &[other])), []);
}

#[test]
fn pages_are_the_systems_work_have_at_most_500_lots_and_need_a_return() {
    let (mut book, Campaign { initiative, lots }) = failed(Rules::default());
    let refused = Err(Refusal::NotAllowed { needed: "the system itself".into() });
    assert_eq!(book.ask(TREASURER, page(initiative, &lots)), refused);
    let many = vec![lots[0]; 501];
    assert_eq!(book.ask(Actor::System, page(initiative, &many)), Err(Refusal::PageTooLong { most: 500 }));
    let Campaign { initiative, lots } = book.campaign(5000, &[(BUDGET, 50)]);
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Open });
    assert_eq!(book.ask(Actor::System, page(initiative, &lots)), refused);
}

#[test]
fn returned_money_can_be_spent_for_90_days_at_least() {
    let short = Rules { spend: Spend::Months(2), ..Rules::default() };
    let (mut book, Campaign { initiative, lots }) = failed(short);
    // It failed on 5 February; the lots would lapse on 5 March.
    assert_eq!(book.now, moment("2026-02-04T23:00:00Z"));
    let until = moment("2026-05-06T22:00:00Z");
    let events = book.system(page(initiative, &lots[..1]));
    assert_eq!(events, [returned(initiative, vec![back(lots[0], 100, Some(until))])]);
    assert_eq!(book.get::<Lot>(lots[0]).spend_by, until);
}

#[test]
fn also_when_the_date_of_the_lot_passed_meanwhile() {
    let short = Rules { spend: Spend::Months(1), ..Rules::default() };
    let (mut book, Campaign { initiative, lots }) = failed(short);
    book.days_pass(60);
    book.system(page(initiative, &lots));
    let until = moment("2026-05-06T22:00:00Z");
    assert_eq!(book.get::<Lot>(lots[0]).spend_by, until, "counted from when it failed, not from the page");
    assert_eq!(book.log.last().map(|last| last.effective), Some(moment("2026-02-04T23:00:00Z")));
}

#[test]
fn money_that_may_not_be_saved_keeps_its_date() {
    let none = Rules { spend: Spend::WithRound, ..Rules::default() };
    let (mut book, Campaign { initiative, lots }) = failed(none);
    let events = book.system(page(initiative, &lots[..1]));
    assert_eq!(events, [returned(initiative, vec![back(lots[0], 100, None)])]);
}

#[test]
fn nor_does_saved_money_get_days_where_the_rules_give_none() {
    let none = Rules { spend: Spend::Months(1), pot_return_days: 0, ..Rules::default() };
    let (mut book, Campaign { initiative, lots }) = failed(none);
    let events = book.system(page(initiative, &lots[..1]));
    assert_eq!(events, [returned(initiative, vec![back(lots[0], 100, None)])]);
}

fn cancel(book: &mut Book, actor: Actor, initiative: InitiativeId) -> Result<Vec<Event>, Refusal> {
    let reason = book.text();
    book.ask(actor, InitiativeCommand::Cancel { initiative, reason })
}

#[test]
fn whoever_stops_it_is_in_the_event() {
    let causes = [
        (INITIATOR, Cause::CancelledByInitiator),
        (MODERATOR, Cause::CancelledByModerator),
        (Actor::System, Cause::CancelledBySystem),
    ];
    for (actor, cause) in causes {
        let mut book = Book::neighbourhood();
        let Campaign { initiative, lots } = book.campaign(5000, &[(BUDGET, 100)]);
        let reason = Some(book.text());
        let command = InitiativeCommand::Cancel { initiative, reason: reason.clone().unwrap() };
        let ending = Ending { reason, cents: cents(100), residents: 1, households: 1, at: book.now };
        let begun = InitiativeEvent::ended(initiative, cause, ending);
        assert_eq!(book.ask(actor, command), Ok(vec![Event::Initiative(begun)]));
        assert_eq!(cancel(&mut book, actor, initiative), Ok(Vec::new()));
        book.system(page(initiative, &lots));
        assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::Ended(cause));
        assert_eq!(cancel(&mut book, actor, initiative), Ok(Vec::new()));
    }
}

/// Also while there would be days left for both: what was stopped gives back nothing but by its pages.
#[test]
fn between_its_pages_nobody_pledges_or_takes_back() {
    let mut book = Book::neighbourhood();
    let Campaign { initiative, lots } = book.campaign(5000, &[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let other = book.resident_of(BUDGET, 500).wallet;
    let last = book.get::<Lot>(lots[2]).wallet;
    assert!(book.now < book.get::<Initiative>(initiative).until, "its last day is far away");
    cancel(&mut book, INITIATOR, initiative).unwrap();
    // It ended when it was stopped.
    let refused = Err(Refusal::InitiativeClosed { last_day: last_day(book.now) });
    for lot in &lots {
        assert_eq!(book.pledge(other, initiative, 500), refused);
        assert_eq!(book.withdraw(last, initiative), refused);
        book.system(page(initiative, &[*lot]));
    }
    let state = book.get::<Initiative>(initiative);
    assert_eq!(state.status, InitiativeStatus::Ended(Cause::CancelledByInitiator));
    assert_eq!(book.balance(Account::Lot(lots[2])), 300, "once");
    book.check_states();
}

#[test]
fn an_empty_pot_is_returned_at_once() {
    let mut book = Book::neighbourhood();
    let initiative = book.draft_initiative(1000, "green", &[]);
    let events = cancel(&mut book, MODERATOR, initiative).unwrap();
    assert_eq!(events.last(), Some(&finished(initiative)));
}

#[test]
fn committed_money_and_what_is_over_is_not_cancelled_nor_by_anybody() {
    let mut book = Book::neighbourhood();
    let Campaign { initiative, .. } = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Funded });
    assert_eq!(cancel(&mut book, INITIATOR, initiative), refused);
    let open = book.campaign(1000, &[]).initiative;
    let refused = Err(Refusal::NotAllowed { needed: "a moderator".into() });
    assert_eq!(cancel(&mut book, TREASURER, open), refused);
}
