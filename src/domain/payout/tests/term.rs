//! The day by which an initiative is to be paid: working days from the end of its campaign, by its own rules.

use super::super::{PayoutCommand, PayoutTerm, Step};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::programme::{Programme, ProgrammeCommand, Rules};
use crate::domain::testkit::{BUDGET, Book, Campaign, TREASURER, moment};
use crate::domain::{InitiativeId, ProgrammeId, Timestamp};
use jiff::civil::date;

fn term(book: &Book, initiative: InitiativeId) -> Option<PayoutTerm> {
    let programme = book.get::<Programme>(ProgrammeId::ONLY);
    PayoutTerm::of(book.get::<Initiative>(initiative), programme).expect("its rules are known")
}

/// Funded at the end of a campaign whose last day is that many days after 5 January 2026.
fn funded(book: &mut Book, days: u32) -> Campaign {
    let supporters = [100, 200, 300].map(|sum| (book.resident_of(BUDGET, sum), sum));
    let initiative = book.draft_initiative(600, "green", &[]);
    book.open_for(initiative, days);
    for (who, sum) in &supporters {
        book.pledge(who.wallet, initiative, *sum).unwrap();
    }
    assert_eq!(term(book, initiative), None, "it has not got its money");
    book.conclude(initiative);
    Campaign { initiative, lots: supporters.iter().map(|(who, _)| who.lot).collect() }
}

#[test]
fn it_is_the_fifth_working_day_after_the_last_day() {
    let mut book = Book::neighbourhood();
    // Thursday 2 April; then come Good Friday, Easter and its Monday.
    let Campaign { initiative, .. } = funded(&mut book, 87);
    let end = moment("2026-04-13T22:00:00Z");
    let term = term(&book, initiative).unwrap();
    assert_eq!((term.last_day, term.end), (date(2026, 4, 13), end));
    assert!(!term.is_late(Timestamp::from_ms(end.ms() - 1)));
    assert!(term.is_late(end));
}

#[test]
fn it_stays_while_a_payout_is_on_its_way_and_ends_with_it() {
    let mut book = Book::neighbourhood();
    let campaign = funded(&mut book, 30);
    let (id, before) = (campaign.initiative, term(&book, campaign.initiative));
    assert!(before.is_some());
    book.days_pass(9);
    let payout = book.propose_payout(id);
    book.move_lots(payout, Step::Reserve, &campaign.lots, 500);
    assert_eq!(term(&book, id), before);
    let reason = book.text();
    book.ask(TREASURER, PayoutCommand::Reject { payout, reason }).unwrap();
    book.move_lots(payout, Step::Release, &campaign.lots, 500);
    assert_eq!(book.get::<Initiative>(id).status, InitiativeStatus::Funded);
    assert_eq!(term(&book, id), before, "whoever turns a payout down does not get more time");
    book.pay_out(&campaign, 500);
    assert_eq!(term(&book, id), None);
}

#[test]
fn an_initiative_keeps_the_term_it_was_opened_under() {
    let mut book = Book::neighbourhood_with(Rules { payout_days: 0, ..Rules::default() });
    let first = funded(&mut book, 1).initiative;
    book.system(ProgrammeCommand::ChangeRules { rules: Rules { payout_days: 1, ..Rules::default() } });
    let second = funded(&mut book, 1).initiative;
    // Tuesday 6 January by itself, and the working day after Wednesday 7 January.
    assert_eq!(term(&book, first).unwrap().last_day, date(2026, 1, 6));
    assert_eq!(term(&book, second).unwrap().last_day, date(2026, 1, 9));
}
