//! Tests of the programme: founding, areas, issuers, rules.

use super::{Leftover, Programme, ProgrammeCommand, ProgrammeEvent, Reconsideration, Rules, Spend};
use crate::domain::calendar::Zone;
use crate::domain::testkit::{Book, ISSUER};
use crate::domain::{Actor, AreaId, Event, IssuerId, ProgrammeId, Refusal, Role};

fn found(name: &str) -> ProgrammeCommand {
    ProgrammeCommand::Found { name: name.into(), zone: Zone::amsterdam(), rules: Rules::default() }
}

fn area(name: &str, postcodes: &[&str]) -> ProgrammeCommand {
    let postcodes = postcodes.iter().map(ToString::to_string).collect();
    ProgrammeCommand::AddArea { name: name.into(), postcodes, cbs: None }
}

fn issuer(name: &str) -> ProgrammeCommand {
    ProgrammeCommand::AddIssuer { name: name.into() }
}

fn bad_name(what: &str) -> Refusal {
    Refusal::BadName { what: what.into() }
}

#[test]
fn a_book_is_founded_once() {
    let mut book = Book::empty();
    assert_eq!(book.ask(Actor::System, issuer("Havensteder")), Err(unknown("programme 1")));
    let (zone, rules) = (Zone::amsterdam(), Rules::default());
    let founded = ProgrammeEvent::Founded { name: "Capelle".into(), zone, rules };
    assert_eq!(book.system(found("Capelle")), [Event::Programme(founded)]);
    assert_eq!(book.system(found("Capelle")), []);
    let exists = Refusal::AlreadyExists { what: "the programme".into() };
    assert_eq!(book.ask(Actor::System, found("Rotterdam")), Err(exists.clone()));
    let zone = Zone::named("Europe/Lisbon").unwrap();
    let elsewhere = ProgrammeCommand::Found { name: "Capelle".into(), zone, rules: Rules::default() };
    assert_eq!(book.ask(Actor::System, elsewhere), Err(exists));
}

fn unknown(what: &str) -> Refusal {
    Refusal::Unknown { what: what.into() }
}

#[test]
fn only_an_administrator_changes_the_programme() {
    let mut book = Book::neighbourhood();
    let needed = Refusal::NotAllowed { needed: "an administrator of the programme".into() };
    for actor in [book.staff(Role::Treasurer), book.staff(Role::Auditor), Actor::Resident(book.wallet())] {
        assert_eq!(book.ask(actor, area("Schollevaar", &[])), Err(needed.clone()));
    }
    let admin = book.staff(Role::Admin);
    assert!(book.ask(admin, area("Schollevaar", &[])).is_ok());
}

#[test]
fn areas_are_numbered_and_named_once() {
    let mut book = Book::neighbourhood();
    let added = ProgrammeEvent::AreaAdded {
        area: AreaId(2),
        name: "Schollevaar".into(),
        postcodes: vec!["2904".into(), "2903AB".into()],
        cbs: None,
    };
    assert_eq!(book.system(area("Schollevaar", &["2904", "2903AB"])), [Event::Programme(added)]);
    assert_eq!(book.system(area("Schollevaar", &["2904", "2903AB"])), []);
    let exists = Refusal::AlreadyExists { what: "an area with this name".into() };
    assert_eq!(book.ask(Actor::System, area("Schollevaar", &["2904"])), Err(exists));
}

#[test]
fn what_is_no_postcode_is_refused() {
    let mut book = Book::neighbourhood();
    for text in ["", "290", "2904A", "2904ab", "2904 AB", "29045", "é904", "2904ÀB", "290é"] {
        let postcode = text.to_string();
        assert_eq!(book.ask(Actor::System, area("X", &[text])), Err(Refusal::BadPostcode { postcode }));
    }
    let long = "9".repeat(10_000_000);
    let shown = Refusal::BadPostcode { postcode: "9".repeat(20) };
    assert_eq!(book.ask(Actor::System, area("X", &[&long])), Err(shown));
    let many = Refusal::TooMany { what: "postcodes of an area".into(), most: 5000 };
    assert_eq!(book.ask(Actor::System, area("X", &vec!["1234"; 5001])), Err(many));
}

#[test]
fn an_address_is_in_one_area() {
    let mut book = Book::neighbourhood();
    book.system(area("Schollevaar", &["2904", "2903AB", "2903AB"]));
    let taken = |postcode: &str, area: &str| {
        Err(Refusal::PostcodeTaken { postcode: postcode.into(), area: area.into() })
    };
    for postcode in ["2904", "2904AB", "2903AB", "2903"] {
        let answer = book.ask(Actor::System, area("Fascinatio", &["2909", postcode]));
        assert_eq!(answer, taken(postcode, "Schollevaar"), "{postcode}");
    }
    assert!(book.ask(Actor::System, area("Fascinatio", &["2903AC", "2905", "2903AA"])).is_ok());
}

#[test]
fn an_area_may_have_a_cbs_code() {
    let mut book = Book::neighbourhood();
    let with = |code: &str| {
        let (name, postcodes) = (format!("Area {code}"), Vec::new());
        ProgrammeCommand::AddArea { name, postcodes, cbs: Some(code.into()) }
    };
    for code in ["WK050201", "BU05020103", "WK0363AD", "BU0363AD01"] {
        assert_eq!(book.system(with(code)).len(), 1);
        let programme = book.get::<Programme>(ProgrammeId::ONLY);
        assert_eq!(programme.areas.last_key_value().and_then(|(_, area)| area.cbs.as_deref()), Some(code));
        assert_eq!(book.system(with(code)), []);
        let other = area(&format!("Area {code}"), &[]);
        let exists = Refusal::AlreadyExists { what: "an area with this name".into() };
        assert_eq!(book.ask(Actor::System, other), Err(exists));
    }
    for code in [
        "",
        "WK",
        "WK05020",
        "WK0502011",
        "BU050201",
        "wk050201",
        "GM0502",
        "WKé02ab",
        "WK05AB01",
        "WK0502a1",
    ] {
        let wanted =
            ProgrammeCommand::AddArea { name: "X".into(), postcodes: vec![], cbs: Some(code.into()) };
        assert_eq!(book.ask(Actor::System, wanted), Err(Refusal::BadCbsCode { code: code.into() }));
    }
}

#[test]
fn the_fund_holder_is_named_and_may_be_another_later() {
    let mut book = Book::neighbourhood();
    let name = |name: &str| ProgrammeCommand::NameFundHolder { name: name.into() };
    assert_eq!(book.get::<Programme>(ProgrammeId::ONLY).fund_holder, None);
    for holder in ["Stichting Wijkkas", "Welzijn Capelle"] {
        let named = ProgrammeEvent::FundHolderNamed { name: holder.into() };
        assert_eq!(book.system(name(holder)), [Event::Programme(named)]);
        assert_eq!(book.system(name(holder)), []);
        assert_eq!(book.get::<Programme>(ProgrammeId::ONLY).fund_holder.as_deref(), Some(holder));
    }
    assert_eq!(book.ask(Actor::System, name("")), Err(bad_name("the fund holder's name")));
}

#[test]
fn names_have_1_to_200_characters_on_one_line() {
    let mut book = Book::neighbourhood();
    for name in ["", " \t ", "two\nlines", &"x".repeat(201), &"x".repeat(10_000_000)] {
        assert_eq!(book.ask(Actor::System, area(name, &[])), Err(bad_name("the area's name")));
        assert_eq!(book.ask(Actor::System, issuer(name)), Err(bad_name("the issuer's name")));
    }
    assert!(book.ask(Actor::System, area(&"é".repeat(200), &[])).is_ok());
}

#[test]
fn issuers_are_numbered_and_named_once() {
    let mut book = Book::neighbourhood();
    assert_eq!(book.system(issuer("Havensteder")), []);
    let added = ProgrammeEvent::IssuerAdded { issuer: IssuerId(ISSUER.0 + 1), name: "Com.wonen".into() };
    assert_eq!(book.system(issuer("Com.wonen")), [Event::Programme(added)]);
}

#[test]
fn every_change_of_rules_is_a_version_and_what_began_keeps_its_own() {
    let mut book = Book::neighbourhood();
    let rules = Rules { leftover: Leftover::Budget, ..Rules::default() };
    let change = ProgrammeCommand::ChangeRules { rules: rules.clone() };
    let changed = ProgrammeEvent::RulesChanged { version: 2, rules: rules.clone() };
    assert_eq!(book.system(change.clone()), [Event::Programme(changed)]);
    assert_eq!(book.system(change), []);
    let programme = book.get::<Programme>(ProgrammeId::ONLY);
    assert_eq!(programme.rules_of(1), Ok(&Rules::default()));
    assert_eq!(programme.rules_now(), Ok(&rules));
    for version in [0, 3] {
        assert_eq!(programme.rules_of(version), Err(unknown(&format!("version {version} of the rules"))));
    }
}

#[test]
fn rules_that_cannot_be_followed_are_refused() {
    let pause = |explain_working_days: u32, days: u32| Some(Reconsideration { explain_working_days, days });
    let base = Rules::default;
    let bad = [
        Rules { activate_months: 25, ..base() },
        Rules { grace_days: 91, ..base() },
        Rules { spend: Spend::Months(0), ..base() },
        Rules { spend: Spend::Months(u32::MAX), ..base() },
        Rules { pot_return_days: 731, ..base() },
        Rules { threshold_percent: 0, ..base() },
        Rules { threshold_percent: 101, ..base() },
        Rules { support_needed: 10_001, ..base() },
        Rules { own_pledge_percent: 101, ..base() },
        Rules { reconsideration: pause(61, 5), ..base() },
        Rules { reconsideration: pause(3, 61), ..base() },
        Rules { campaign_months: 0, ..base() },
        Rules { payout_days: 61, ..base() },
        Rules { report_weeks: 105, ..base() },
        Rules { choice_months: 0, ..base() },
        Rules { choice_months: 61, ..base() },
        Rules { erasure_cooling_days: 22, ..base() },
    ];
    let mut book = Book::neighbourhood();
    for rules in bad {
        let answer = book.ask(Actor::System, ProgrammeCommand::ChangeRules { rules: rules.clone() });
        assert!(matches!(answer, Err(Refusal::RuleOutOfRange { .. })), "{rules:?}");
    }
}

#[test]
fn the_smallest_and_the_largest_rules_are_accepted() {
    let edge = |spend, reconsideration, least: bool| {
        let of = |small: u32, large: u32| if least { small } else { large };
        Rules {
            activate_months: of(0, 24),
            grace_days: of(0, 90),
            spend,
            pot_return_days: of(0, 730),
            leftover: Leftover::Budget,
            threshold_percent: of(1, 100),
            support_needed: of(0, 10_000),
            own_pledge_percent: of(0, 100),
            reconsideration,
            campaign_months: of(1, 60),
            payout_days: of(0, 60),
            report_weeks: of(0, 104),
            choice_months: of(1, 60),
            erasure_cooling_days: of(0, 21),
        }
    };
    let longest = Some(Reconsideration { explain_working_days: 60, days: 60 });
    assert_eq!(edge(Spend::Months(1), None, true).check(), Ok(()));
    assert_eq!(edge(Spend::Months(120), longest, false).check(), Ok(()));
    assert_eq!(edge(Spend::WithRound, None, true).check(), Ok(()));
    assert_eq!(Rules::default().check(), Ok(()));
}

#[test]
fn purposes_are_a_short_list() {
    let mut book = Book::empty();
    book.system(found("Capelle"));
    let purpose = |name: &str| ProgrammeCommand::AddPurpose { name: name.into() };
    let added = ProgrammeEvent::PurposeAdded { name: "green".into() };
    assert_eq!(book.system(purpose("green")), [Event::Programme(added)]);
    assert_eq!(book.system(purpose("green")), []);
    assert_eq!(book.ask(Actor::System, purpose(" ")), Err(bad_name("the purpose")));
    let longest = "é".repeat(40);
    assert!(book.ask(Actor::System, purpose(&longest)).is_ok());
    assert_eq!(book.ask(Actor::System, purpose(&"é".repeat(41))), Err(Refusal::LongPurpose { most: 40 }));
    for number in 3..=50 {
        book.system(purpose(&number.to_string()));
    }
    let too_many = Refusal::TooManyPurposes { most: 50 };
    assert_eq!(book.ask(Actor::System, purpose("51")), Err(too_many));
}

/// Who changes a default changes what the letters of every new programme promise.
#[test]
fn the_defaults_are_those_of_the_rule_book() {
    let rule_book = serde_json::json!({
        "activate_months": 3,
        "grace_days": 14,
        "spend": { "Months": 24 },
        "pot_return_days": 90,
        "leftover": "CommonPot",
        "threshold_percent": 80,
        "support_needed": 3,
        "own_pledge_percent": 10,
        "reconsideration": { "explain_working_days": 3, "days": 5 },
        "campaign_months": 12,
        "payout_days": 5,
        "report_weeks": 6,
        "choice_months": 12,
        "erasure_cooling_days": 7,
    });
    assert_eq!(serde_json::to_value(Rules::default()).unwrap(), rule_book);
}
