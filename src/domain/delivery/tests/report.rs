//! The work and its report.

use super::super::{DeliveryCommand, DeliveryEvent, DeliveryRefusal};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::testkit::{
    BROKER, BUDGET, Book, INITIATOR, MODERATOR, TREASURER, cents, first_day, moment,
};
use crate::domain::{Actor, Cents, Event, InitiativeId, Refusal, Stated, TextRef, Timestamp};
use jiff::civil::{Date, date};

/// A paid-out initiative, on 5 February 2026.
fn paid() -> (Book, InitiativeId) {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    book.pay_out(&campaign, 500);
    (book, campaign.initiative)
}

fn start(initiative: InitiativeId, planned_end: Date) -> DeliveryCommand {
    DeliveryCommand::Start { initiative, planned_end }
}

/// The same, in progress until 31 March: the report is due on 12 May.
fn in_progress() -> (Book, InitiativeId) {
    let (mut book, initiative) = paid();
    book.ask(INITIATOR, start(initiative, date(2026, 3, 31))).unwrap();
    (book, initiative)
}

const DUE: &str = "2026-05-12T22:00:00Z";

fn report(initiative: InitiativeId, report: &TextRef, spent: &[i64]) -> DeliveryCommand {
    let spent = spent.iter().map(|&sum| cents(sum)).collect();
    DeliveryCommand::Report { initiative, report: report.clone(), spent }
}

fn elsewhere(status: InitiativeStatus) -> Result<Vec<Event>, Refusal> {
    Err(Refusal::InitiativeNotInThatState { status })
}

#[test]
fn the_report_is_due_six_weeks_after_the_planned_end() {
    let (mut book, initiative) = paid();
    let planned_end = date(2026, 3, 31);
    let started = DeliveryEvent::Started { initiative, planned_end, report_due: moment(DUE) };
    assert_eq!(book.ask(INITIATOR, start(initiative, planned_end)), Ok(vec![Event::Delivery(started)]));
    assert_eq!(book.ask(INITIATOR, start(initiative, planned_end)), Ok(Vec::new()));
    assert_eq!(book.get::<Initiative>(initiative).due(), Some(moment(DUE)));
    let another = book.ask(INITIATOR, start(initiative, date(2026, 4, 1)));
    assert_eq!(another, elsewhere(InitiativeStatus::InProgress));
}

#[test]
fn the_initiator_starts_what_is_paid_and_ends_it_within_five_years() {
    let (mut book, initiative) = paid();
    let refused = Err(Refusal::NotAllowed { needed: "the initiator".into() });
    assert_eq!(book.ask(BROKER, start(initiative, date(2026, 3, 31))), refused);
    let refused = Err(Refusal::BadDeadline { earliest: date(2026, 2, 5), latest: date(2031, 2, 5) });
    for day in [date(2026, 2, 4), date(2031, 2, 6), Date::MAX, Date::MIN] {
        assert_eq!(book.ask(INITIATOR, start(initiative, day)), refused);
    }
    let funded = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]).initiative;
    assert_eq!(book.ask(INITIATOR, start(funded, date(2026, 4, 1))), elsewhere(InitiativeStatus::Funded));
}

#[test]
fn time_calls_for_the_report_once() {
    let (mut book, initiative) = in_progress();
    let call = DeliveryCommand::CallForReport { initiative };
    book.now = Timestamp::from_ms(moment(DUE).ms() - 1);
    assert_eq!(book.ask(Actor::System, call.clone()), Err(Refusal::NotYet { from: first_day(moment(DUE)) }));
    book.now = moment("2026-05-14T08:00:00Z");
    let refused = Err(Refusal::NotAllowed { needed: "the system itself".into() });
    assert_eq!(book.ask(MODERATOR, call.clone()), refused);
    let due = Event::Delivery(DeliveryEvent::ReportFellDue { initiative });
    assert_eq!(book.system(call.clone()), [due]);
    assert_eq!(book.since(Initiative::key(initiative)), moment(DUE), "at its instant");
    assert_eq!(book.system(call), []);
    assert_eq!(book.get::<Initiative>(initiative).due(), None);
}

#[test]
fn the_initiator_reports_in_time_or_late_and_may_correct_it() {
    for late in [false, true] {
        let (mut book, initiative) = in_progress();
        if late {
            book.now = moment(DUE);
            book.system(DeliveryCommand::CallForReport { initiative });
        }
        let (first, second) = (book.text(), book.text());
        let reported = |report: &TextRef, sum: i64| {
            let (report, spent) = (report.clone(), vec![cents(sum)]);
            vec![Event::Delivery(DeliveryEvent::Reported { initiative, report, spent })]
        };
        assert_eq!(book.ask(INITIATOR, report(initiative, &first, &[590])), Ok(reported(&first, 590)));
        assert_eq!(book.ask(INITIATOR, report(initiative, &first, &[590])), Ok(Vec::new()));
        assert_eq!(book.ask(INITIATOR, report(initiative, &second, &[640])), Ok(reported(&second, 640)));
    }
}

#[test]
fn a_report_says_what_was_spent_on_each_line() {
    let (mut book, initiative) = in_progress();
    let text = book.text();
    let refused = |given| Err(DeliveryRefusal::SpentLines { lines: 1, given }.into());
    assert_eq!(book.ask(INITIATOR, report(initiative, &text, &[])), refused(0));
    assert_eq!(book.ask(INITIATOR, report(initiative, &text, &[300, 300])), refused(2));
    let refused = Err(Refusal::NotAllowed { needed: "the initiator".into() });
    assert_eq!(book.ask(TREASURER, report(initiative, &text, &[600])), refused);
    assert!(
        book.ask(INITIATOR, report(initiative, &text, &[Cents::ZERO.get()])).is_ok(),
        "nothing was spent"
    );
    let newer = book.text();
    book.ask(INITIATOR, report(initiative, &newer, &[550])).unwrap();
    let delivery = book.get::<Initiative>(initiative).delivery().unwrap();
    assert_eq!(
        (delivery.report, &*delivery.spent),
        (Some(newer.id), &[cents(550)][..]),
        "the last one counts"
    );
}

#[test]
fn what_has_not_begun_is_not_reported() {
    let (mut book, initiative) = paid();
    let text = book.text();
    assert_eq!(book.ask(INITIATOR, report(initiative, &text, &[600])), elsewhere(InitiativeStatus::Paid));
    let open = book.campaign(1000, &[]).initiative;
    assert_eq!(book.ask(INITIATOR, report(open, &text, &[600])), elsewhere(InitiativeStatus::Open));
}

#[test]
fn the_office_accepts_the_report() {
    let (mut book, initiative) = in_progress();
    let close = DeliveryCommand::Close { initiative };
    assert_eq!(book.ask(MODERATOR, close.clone()), elsewhere(InitiativeStatus::InProgress));
    let text = book.text();
    book.ask(INITIATOR, report(initiative, &text, &[600])).unwrap();
    let needed = String::from("a moderator, a treasurer or an administrator");
    assert_eq!(book.ask(INITIATOR, close.clone()), Err(Refusal::NotAllowed { needed }));
    let closed = Event::Delivery(DeliveryEvent::Closed { initiative });
    assert_eq!(book.ask(MODERATOR, close.clone()), Ok(vec![closed]));
    assert_eq!(book.ask(TREASURER, close), Ok(Vec::new()));
    let newer = book.text();
    assert_eq!(book.ask(INITIATOR, report(initiative, &newer, &[1])), elsewhere(InitiativeStatus::Closed));
}

#[test]
fn what_is_reported_keeps_the_plan_it_was_reported_by() {
    let (mut book, initiative) = in_progress();
    let (other, words) = (book.text(), book.text());
    let propose = DeliveryCommand::ProposePlan { initiative, story: other.clone(), lines: vec![] };
    book.ask(INITIATOR, propose).unwrap();
    book.ask(INITIATOR, report(initiative, &words, &[600])).unwrap();
    let approve = DeliveryCommand::ApprovePlan { initiative, story: other.id };
    assert_eq!(book.ask(MODERATOR, approve), elsewhere(InitiativeStatus::Reported));
    let reason = book.text();
    let reject = DeliveryCommand::RejectPlan { initiative, story: other.id, reason };
    assert!(book.ask(MODERATOR, reject).is_ok(), "whoever proposed it gets an answer");
}
