//! Describing, submitting, moderating.

use super::super::{Initiative, InitiativeCommand, InitiativeEvent, InitiativeStatus, Line, Plan};
use crate::domain::programme::ProgrammeCommand;
use crate::domain::testkit::{AREA, Book, MODERATOR, TREASURER, cents};
use crate::domain::{Actor, AreaId, Cents, Event, InitiativeId, PersonId, Refusal, TextRef, WalletId};

const FIRST: InitiativeId = InitiativeId(1);

fn plan(book: &mut Book, target: i64) -> Plan {
    Plan { purpose: "green".into(), story: book.text(), target: cents(target), lines: Vec::new() }
}

fn draft(plan: Plan) -> InitiativeCommand {
    InitiativeCommand::Draft { area: AREA, plan, person: None, wallets: Vec::new() }
}

/// A book with one initiative in this state.
fn scene(status: InitiativeStatus) -> Book {
    let mut book = Book::neighbourhood();
    book.draft_initiative(1000, "green", &[]);
    let reason = book.text();
    let steps = match status {
        InitiativeStatus::Submitted => vec![InitiativeCommand::Submit { initiative: FIRST }],
        InitiativeStatus::ChangesAsked => vec![
            InitiativeCommand::Submit { initiative: FIRST },
            InitiativeCommand::AskChanges { initiative: FIRST, reason },
        ],
        InitiativeStatus::Approved => vec![
            InitiativeCommand::Submit { initiative: FIRST },
            InitiativeCommand::Approve { initiative: FIRST },
        ],
        _ => Vec::new(),
    };
    for step in steps {
        book.system(step);
    }
    book
}

fn elsewhere(status: InitiativeStatus) -> Result<Vec<Event>, Refusal> {
    Err(Refusal::InitiativeNotInThatState { status })
}

fn not_allowed(needed: &str) -> Result<Vec<Event>, Refusal> {
    Err(Refusal::NotAllowed { needed: needed.into() })
}

#[test]
fn a_draft_is_numbered_and_holds_the_plan() {
    let mut book = Book::neighbourhood();
    let mut plan = plan(&mut book, 1000);
    plan.lines =
        vec![Line { what: book.text(), cents: cents(400) }, Line { what: book.text(), cents: cents(600) }];
    let drafted = |number: i64| {
        Event::Initiative(InitiativeEvent::Drafted {
            initiative: InitiativeId(number),
            area: AREA,
            purpose: plan.purpose.clone(),
            person: None,
            wallets: Vec::new(),
            story: plan.story.clone(),
            target: plan.target,
            lines: plan.lines.clone(),
        })
    };
    assert_eq!(book.system(draft(plan.clone())), [drafted(1)]);
    assert_eq!(book.system(draft(plan.clone())), [drafted(2)]);
}

#[test]
fn whoever_asks_is_an_initiator_so_that_nobody_supports_themselves() {
    let mut book = Book::neighbourhood();
    let (plan, wallet) = (plan(&mut book, 1000), book.wallet());
    let who = |events: Result<Vec<Event>, Refusal>| {
        let Ok([Event::Initiative(InitiativeEvent::Drafted { person, wallets, .. })]) = events.as_deref()
        else {
            panic!("{events:?}")
        };
        (*person, wallets.clone())
    };
    assert_eq!(who(book.ask(Actor::Resident(wallet), draft(plan.clone()))), (None, vec![wallet]));
    let person = Some(PersonId(3));
    assert_eq!(who(book.ask(Actor::Initiator(PersonId(3)), draft(plan.clone()))), (person, Vec::new()));
    let for_another = InitiativeCommand::Draft { area: AREA, plan, person, wallets: Vec::new() };
    let refused = not_allowed("the person who is named as the initiator");
    assert_eq!(book.ask(Actor::Initiator(PersonId(4)), for_another), refused);
}

#[test]
fn plans_that_make_no_sense_are_refused() {
    let mut book = Book::neighbourhood();
    let good = plan(&mut book, 1000);
    let line = |book: &mut Book, sum: i64| Line { what: book.text(), cents: cents(sum) };
    let mut ask = |plan: Plan| book.ask(Actor::System, draft(plan));
    assert_eq!(ask(Plan { target: Cents::ZERO, ..good.clone() }), Err(Refusal::AmountZero));
    assert_eq!(ask(Plan { target: cents(i64::MAX), ..good.clone() }), Err(Refusal::AmountTooLarge));
    let known = vec!["green".to_string(), "play".to_string()];
    let unknown = Plan { purpose: "for Mrs Jansen".into(), ..good.clone() };
    assert_eq!(ask(unknown), Err(Refusal::UnknownPurpose { known }));
    let (one, huge) = (line(&mut book, 999), line(&mut book, i64::MAX));
    let mut with = |lines: Vec<Line>| book.ask(Actor::System, draft(Plan { lines, ..good.clone() }));
    let (total, target) = (cents(999), cents(1000));
    assert_eq!(with(vec![one.clone()]), Err(Refusal::LinesDoNotAddUp { total, target }));
    assert_eq!(with(vec![huge.clone(), huge]), Err(Refusal::AmountTooLarge));
    assert_eq!(with(vec![one; 51]), Err(Refusal::TooManyLines { most: 50 }));
}

#[test]
fn initiatives_are_in_an_area_and_of_at_most_ten_wallets() {
    let mut book = Book::neighbourhood();
    let plan = plan(&mut book, 1000);
    let elsewhere =
        InitiativeCommand::Draft { area: AreaId(9), plan: plan.clone(), person: None, wallets: Vec::new() };
    let what = String::from("area 9");
    assert_eq!(book.ask(Actor::System, elsewhere), Err(Refusal::Unknown { what }));
    let mut of = |count: usize| {
        let wallets: Vec<WalletId> = (0..count).map(|_| book.wallet()).collect();
        let command = InitiativeCommand::Draft { area: AREA, plan: plan.clone(), person: None, wallets };
        book.ask(Actor::System, command).map(|events| events.len())
    };
    assert_eq!(of(10), Ok(1));
    assert_eq!(of(11), Err(Refusal::TooMany { what: "wallets of initiators".into(), most: 10 }));
}

#[test]
fn the_plan_can_be_changed_until_it_is_submitted_and_when_changes_are_asked() {
    for status in [InitiativeStatus::Draft, InitiativeStatus::ChangesAsked] {
        let mut book = scene(status);
        let plan = Plan { purpose: "play".into(), ..plan(&mut book, 500) };
        let (purpose, story, target) = (plan.purpose.clone(), plan.story.clone(), plan.target);
        let known = story.id;
        let east = ProgrammeCommand::AddArea { name: "East".into(), postcodes: Vec::new(), cbs: None };
        book.system(east);
        let area = AreaId(2);
        let lines = Vec::new();
        let edited = InitiativeEvent::Edited { initiative: FIRST, area, purpose, story, target, lines };
        assert_eq!(
            book.system(InitiativeCommand::Edit { initiative: FIRST, area, plan: plan.clone() }),
            [Event::Initiative(edited)]
        );
        let state = book.get::<Initiative>(FIRST);
        assert_eq!((state.story, state.area), (known, area));
        let nowhere = InitiativeCommand::Edit { initiative: FIRST, area: AreaId(9), plan };
        assert_eq!(book.ask(Actor::System, nowhere), Err(Refusal::Unknown { what: "area 9".into() }));
    }
    for status in [InitiativeStatus::Submitted, InitiativeStatus::Approved] {
        let mut book = scene(status);
        let edit = InitiativeCommand::Edit { initiative: FIRST, area: AREA, plan: plan(&mut book, 500) };
        assert_eq!(book.ask(Actor::System, edit), elsewhere(status));
    }
}

#[test]
fn only_initiators_edit_and_submit() {
    let mut book = scene(InitiativeStatus::Draft);
    let plan = plan(&mut book, 500);
    let (edit, submit) = (
        InitiativeCommand::Edit { initiative: FIRST, area: AREA, plan },
        InitiativeCommand::Submit { initiative: FIRST },
    );
    for actor in [MODERATOR, TREASURER, Actor::Initiator(PersonId(5)), Actor::Resident(book.wallet())] {
        assert_eq!(book.ask(actor, edit.clone()), not_allowed("the initiator"));
        assert_eq!(book.ask(actor, submit.clone()), not_allowed("the initiator"));
    }
}

#[test]
fn submitting_twice_is_already_done_and_too_late_after_approval() {
    let mut book = scene(InitiativeStatus::Draft);
    let submit = InitiativeCommand::Submit { initiative: FIRST };
    let submitted = Event::Initiative(InitiativeEvent::Submitted { initiative: FIRST });
    assert_eq!(book.system(submit.clone()), [submitted]);
    assert_eq!(book.system(submit.clone()), []);
    book.system(InitiativeCommand::Approve { initiative: FIRST });
    assert_eq!(book.ask(Actor::System, submit), elsewhere(InitiativeStatus::Approved));
}

/// What a moderator can answer, and what happens then.
fn answers(reason: &TextRef) -> [(InitiativeCommand, InitiativeEvent); 3] {
    let initiative = FIRST;
    let because = || reason.clone();
    [
        (
            InitiativeCommand::AskChanges { initiative, reason: because() },
            InitiativeEvent::ChangesAsked { initiative, reason: because() },
        ),
        (InitiativeCommand::Approve { initiative }, InitiativeEvent::Approved { initiative }),
        (
            InitiativeCommand::Reject { initiative, reason: because() },
            InitiativeEvent::Rejected { initiative, reason: because() },
        ),
    ]
}

#[test]
fn a_moderator_answers_what_was_submitted() {
    let reason = Book::empty().text();
    for (command, event) in answers(&reason) {
        let mut book = scene(InitiativeStatus::Submitted);
        assert_eq!(book.ask(TREASURER, command.clone()), not_allowed("a moderator"));
        assert_eq!(book.ask(MODERATOR, command.clone()), Ok(vec![Event::Initiative(event)]));
        assert_eq!(book.ask(MODERATOR, command), Ok(Vec::new()), "the same answer again");
    }
}

#[test]
fn what_was_not_submitted_gets_no_answer() {
    let reason = Book::empty().text();
    for (command, _) in answers(&reason) {
        let mut book = scene(InitiativeStatus::Draft);
        assert_eq!(book.ask(MODERATOR, command), elsewhere(InitiativeStatus::Draft));
    }
    let unknown = InitiativeCommand::Approve { initiative: InitiativeId(7) };
    let what = String::from("initiative 7");
    let refused = Err(Refusal::Unknown { what });
    assert_eq!(scene(InitiativeStatus::Draft).ask(MODERATOR, unknown), refused);
}

#[test]
fn why_it_waits_is_known_until_it_goes_on() {
    let mut book = scene(InitiativeStatus::Submitted);
    let reason = book.text();
    let why = |book: &Book| book.get::<Initiative>(FIRST).reason;
    book.system(InitiativeCommand::AskChanges { initiative: FIRST, reason: reason.clone() });
    assert_eq!(why(&book), Some(reason.id));
    book.system(InitiativeCommand::Submit { initiative: FIRST });
    assert_eq!(why(&book), None);
    let reason = book.text();
    book.system(InitiativeCommand::Reject { initiative: FIRST, reason: reason.clone() });
    assert_eq!(why(&book), Some(reason.id));
}
