//! What everybody may read of a programme: its rules, and what became of its money; and of the website itself.

use super::{must, worlds};
use crate::support::life::live_shortly;
use crate::support::site::{Visitor, serve};
use crate::support::world::{World, urls};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::Value;
use wijkkas::app::writer::Options;
use wijkkas::domain::initiative::Initiative;
use wijkkas::domain::programme::{Leftover, ProgrammeCommand, Reconsideration, Rules, Spend};
use wijkkas::domain::{InitiativeId, Timestamp};

async fn text(visitor: &Visitor<'_>, path: &str) -> String {
    let bytes = visitor.bytes(path).await.unwrap_or_else(|| panic!("{path} is there"));
    String::from_utf8(bytes).expect("it is text")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rules_are_those_of_today_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        let page = visitor.get("/wijk/west/regels").await;
        for words in [
            "Dat kan tot 3 maanden na de brief. Daarna werkt de code nog 14 dagen.",
            "Na het activeren hebt u 24 maanden om het te geven.",
            "De wijkpot helpt initiatieven",
            "minstens 3 bewoners nodig, van 3 adressen",
            "Hooguit 10\u{a0}% van wat nodig is.",
            "heeft de initiatiefnemer 3 werkdagen om uit te leggen",
            "minder dan 80\u{a0}%",
        ] {
            must(&page, 200, words);
        }
        must(&visitor.get("/").await, 200, "href=\"/wijk/west/regels\"");
        let rules = Rules {
            activate_months: 1,
            spend: Spend::WithRound,
            leftover: Leftover::Budget,
            reconsideration: Some(Reconsideration { explain_working_days: 1, days: 1 }),
            support_needed: 1,
            ..Rules::default()
        };
        world.system(ProgrammeCommand::ChangeRules { rules: rules.clone() }).await;
        let page = visitor.get("/wijk/west/regels").await;
        for words in [
            "tot 1 maand na",
            "zolang de ronde loopt",
            "terug naar de geldgever",
            "1 werkdag om",
            "1 bewoner nodig",
        ] {
            must(&page, 200, words);
        }
        let none = Rules { reconsideration: None, ..rules.clone() };
        world.system(ProgrammeCommand::ChangeRules { rules: none }).await;
        must(&visitor.get("/wijk/west/regels").await, 200, "Dan gaat het door met wat er is");
        world
            .system(ProgrammeCommand::ChangeRules { rules: Rules { threshold_percent: 100, ..rules } })
            .await;
        assert!(!visitor.get("/wijk/west/regels").await.page.contains("Bijna genoeg geld"));
        nothing_is_said_of_nothing(&world, &visitor).await;
        for (language, words) in
            [("en", "The rules"), ("tr", "Kurallar"), ("ar", "القواعد"), ("pl", "Zasady")]
        {
            let page = visitor.get(&format!("/{language}/wijk/west/regels")).await;
            must(&page, 200, words);
            assert!(!page.page.contains("rule-"), "{page:?}");
        }
        assert_eq!(visitor.get("/wijk/oost/regels").await.status, 404);
    }
}

/// Rules of 0 are followed like others, and are no half sentences.
async fn nothing_is_said_of_nothing(world: &World, visitor: &Visitor<'_>) {
    let pause = |explain_working_days, days| Some(Reconsideration { explain_working_days, days });
    let none = Rules {
        grace_days: 0,
        pot_return_days: 0,
        support_needed: 0,
        reconsideration: pause(3, 0),
        payout_days: 0,
        report_weeks: 0,
        erasure_cooling_days: 0,
        ..Rules::default()
    };
    let short = Rules { activate_months: 0, grace_days: 14, reconsideration: pause(0, 5), ..none.clone() };
    let never = Rules { grace_days: 0, ..short.clone() };
    for (rules, said, unsaid) in [
        (
            none,
            &[
                "Dat kan tot 3 maanden na de brief.<",
                "Zonder uitleg krijgt iedereen het geld terug.<",
                "uw geld terug.<",
            ][..],
            "Genoeg steun",
        ),
        (short, &["Dat kan tot 14 dagen na de brief.<", "minder dan 100\u{a0}%"], "Bijna genoeg geld"),
        (never, &["Uw tegoed"], "Een cheque activeren"),
    ] {
        world.system(ProgrammeCommand::ChangeRules { rules }).await;
        let page = visitor.get("/wijk/west/regels").await;
        for words in said {
            must(&page, 200, words);
        }
        for words in [unsaid, " 0 ", "Het verslag", "Vergeten worden"] {
            assert!(!page.page.contains(words), "{words} in {page:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_figures_add_up_and_name_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        let page = visitor.get("/wijk/west/cijfers").await;
        for words in ["€\u{a0}200,00", "€\u{a0}50,00", "€\u{a0}150,00", "€\u{a0}120,00", "Initiatief 1"]
        {
            must(&page, 200, words);
        }
        let there = |file: &str| format!("/wijk/west/cijfers/{file}");
        let totals = text(&visitor, &there("totals.csv")).await;
        assert_eq!(totals, "received_cents,paid_cents,returned_cents,left_cents\r\n20000,5000,0,15000\r\n");
        let areas: Value = serde_json::from_str(&text(&visitor, &there("areas.json")).await).expect("JSON");
        let sums = |name: &str| areas[0][name].as_i64().expect("a number");
        assert_eq!((sums("households"), sums("issued_cents"), sums("activated_cents")), (12, 20_000, 12_000));
        let parts =
            ["saved_cents", "pledged_cents", "common_cents", "paid_cents", "returned_cents"].map(sums);
        assert_eq!(parts, [6_700, 0, 300, 5_000, 0]);
        let initiatives = text(&visitor, &there("initiatives.csv")).await;
        let rows: Vec<&str> = initiatives.lines().skip(1).collect();
        let address = "\"/wijk/west/initiatief/1\",\"West\",\"green\",\"paid\",5000,5000,5000,12";
        assert_eq!(rows.last(), Some(&format!("1,{address}").as_str()));

        // Whatever the description says is there, is there, and is as it says.
        let package: Value =
            serde_json::from_str(&text(&visitor, &there("datapackage.json")).await).expect("JSON");
        let resources = package["resources"].as_array().expect("a list");
        assert_eq!(resources.len(), 6);
        assert!(
            package.to_string().contains("at least so many households take part"),
            "it is no upper bound"
        );
        for resource in resources {
            let path = resource["path"].as_str().expect("a path");
            let fields = resource["schema"]["fields"].as_array().expect("a list");
            let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
            let got = visitor.get(&there(path)).await;
            assert_eq!(got.header("access-control-allow-origin"), Some("*"));
            assert_eq!(got.header("cache-control"), Some("public, max-age=300"));
            assert_eq!(got.header("vary"), Some("Accept-Encoding"));
            assert!(
                got.header("content-type")
                    .expect("a kind")
                    .starts_with(resource["mediatype"].as_str().expect("words"))
            );
            if resource["format"] == "csv" {
                assert_eq!(got.page.lines().next(), Some(names.join(",").as_str()));
                continue;
            }
            // In the order of the columns, as readers of Data Packages expect it.
            let places: Vec<_> = names.iter().map(|name| got.page.find(&format!("\"{name}\":"))).collect();
            assert!(places.is_sorted() && places[0].is_some(), "{}", got.page);
            let rows: Vec<Value> = serde_json::from_str(&got.page).expect("JSON");
            assert!(!rows.is_empty(), "{path}");
            for (row, field) in rows.iter().flat_map(|row| fields.iter().map(move |field| (row, field))) {
                let cell = &row[field["name"].as_str().expect("a name")];
                let fits = if field["type"] == "integer" { cell.is_i64() } else { cell.is_string() };
                assert!(fits, "{path}: {field} {cell}");
            }
        }
        for path in ["areas.xml", "areas", "wallets.csv", "datapackage.csv"] {
            assert_eq!(visitor.get(&there(path)).await.status, 404, "{path}");
        }
    }
}

/// Everybody may ask, as often as they like.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_are_not_shown_are_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        for _ in 0..100 {
            world.open_initiative(500).await;
        }
        let oldest = world.app.look::<Initiative>(world.book, InitiativeId(1)).await.expect("it can be read");
        let story = oldest.expect("it is there").story.0;
        let (writer, damage) =
            (&world.app.database.writer, "INSERT INTO text (book, id, key, body) VALUES ($1, $2, $3, '')");
        let values = [world.book.0.into(), story.into(), vec![0_u8].into()];
        let damage = Statement::from_sql_and_values(writer.get_database_backend(), damage, values);
        writer.execute_raw(damage).await.expect("its words are damaged");
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        assert_eq!(visitor.get("/wijk/west/initiatief/1").await.status, 500, "they cannot be read");
        must(&visitor.get("/wijk/west/cijfers").await, 200, "Dit zijn de nieuwste 100.");
        let initiatives = text(&visitor, "/wijk/west/cijfers/initiatives.csv").await;
        assert_eq!(initiatives.lines().count(), 102);
        assert!(initiatives.contains("\n101,") && initiatives.contains("\n1,\"/wijk/west/initiatief/1\""));
        text(&visitor, "/wijk/west/cijfers/totals.json").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fewer_than_ten_households_did_is_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        for cheque in 1..=10 {
            let page = visitor.get("/wijk/west/cijfers").await;
            must(&page, 200, "Hier staat iets zodra 10 huishoudens meedoen");
            must(&page, 200, "Initiatief 1");
            assert!(!page.page.contains("Geactiveerd"), "of {} households", cheque - 1);
            assert_eq!(text(&visitor, "/wijk/west/cijfers/areas.csv").await.lines().count(), 1);
            assert_eq!(text(&visitor, "/wijk/west/cijfers/areas.json").await, "[]");
            let wallet = world.activate(cheque).await;
            world.pledge(wallet, InitiativeId(1), 100).await.expect("it takes it");
        }
        must(
            &visitor.get("/wijk/west/cijfers").await,
            200,
            "Doen in een buurt minder dan 10 huishoudens mee?",
        );
        let areas = text(&visitor, "/wijk/west/cijfers/areas.csv").await;
        assert!(areas.ends_with("\"West\",10,10000,10000,9000,1000,0,0,0\r\n"), "{areas}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whom_to_tell_is_said_where_somebody_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for mut world in worlds(folder.path()).await {
        for contact in [None, Some("mailto:beveiliging@wijkkas.example")] {
            world.contact = contact.map(Into::into);
            let site = serve(&world).await;
            let visitor = Visitor::new(&site);
            let page = visitor.get("/toegankelijkheid").await;
            must(&page, 200, "WCAG 2.2");
            must(&visitor.get("/ar/toegankelijkheid").await, 200, "dir=\"rtl\"");
            must(&visitor.get("/").await, 200, "href=\"/toegankelijkheid\"");
            let security = visitor.get("/.well-known/security.txt").await;
            let Some(contact) = contact else {
                must(&page, 200, "In uw brief staat hoe u ons bereikt");
                assert_eq!(security.status, 404);
                continue;
            };
            must(&page, 200, &format!("href=\"{contact}\">beveiliging@wijkkas.example<"));
            must(&security, 200, &format!("Contact: {contact}\n"));
            assert!(security.header("content-type").is_some_and(|kind| kind.starts_with("text/plain")));
            let expires = security.page.lines().find_map(|line| line.strip_prefix("Expires: "));
            let expires: Timestamp = expires.expect("when").parse().expect("a time");
            let year = world.app.now().checked_add_ms(365 * 86_400_000).expect("a time");
            assert!(world.app.now() < expires && expires < year, "{expires}");
        }
    }
}
