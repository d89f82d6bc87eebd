//! Progress that is told while it happens, also by another process, and what it was day by day.

use super::initiator::{begun, filled_in, signed_in, submitted};
use super::must;
use crate::support::site::{Visitor, serve, serve_until_told};
use crate::support::world::{World, urls};
use std::time::Duration;
use wijkkas::app::writer::Options;
use wijkkas::app::{days, sketches};
use wijkkas::domain::initiative::{InitiativeCommand, Initiator};
use wijkkas::domain::{InitiativeId, PersonId};

const STREAM: &str = "/wijk/west/voortgang?nr=1";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_wrote_is_told_within_seconds() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(3).await;
        let initiative = world.open_initiative(1000).await;
        let other = World::attach(&url, Options::default()).await;
        // Its keys and ids are not those of the first.
        for _ in 0..1_000 {
            other.draw();
        }
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        must(&visitor.get("/wijk/west/initiatief/1").await, 200, "data-stream=\"/wijk/west/voortgang?nr=1\"");
        let mut public = visitor.listen(STREAM).await;
        assert!(public.until("\"percent\":0").await, "{}", public.said);
        let person = sketches::person_of(&world.app, world.book, "samira@example.org").await.expect("her");
        let initiator = Initiator::Person(person);
        world.system(InitiativeCommand::AddInitiator { initiative, initiator }).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let mut told = samira.listen(STREAM).await;
        assert!(told.until("\"percent\":0").await, "{}", told.said);
        for line in ["content-type: text/event-stream", "x-accel-buffering: no", "retry: 5000"] {
            assert!(told.said.contains(line), "{line} in {}", told.said);
        }
        assert!(!told.said.contains("content-encoding"), "it would wait for more: {}", told.said);
        let wallet = other.activate(1).await;
        other.pledge(wallet, initiative, 250).await.expect("it takes it");
        assert!(
            told.until("\"percent\":25,\"money\":\"€\u{a0}2,50 van €\u{a0}10,00\"").await,
            "{}",
            told.said
        );
        assert!(told.until("1 bewoner doet mee").await, "{}", told.said);
        // Whoever knows when a neighbour activated a cheque would read here what became of it.
        assert_eq!(public.said.matches("\"percent\"").count(), 1, "{}", public.said);
        // In the reader's language, to whoever comes later.
        let mut english = visitor.listen(&format!("/en{STREAM}")).await;
        assert!(english.until("€2.50 of €10.00").await, "{}", english.said);
        other.system(InitiativeCommand::Cancel { initiative, reason: words(&other) }).await;
        assert!(told.until("\"over\":true").await, "{}", told.said);
        assert!(public.until("\"over\":true").await, "{}", public.said);
        assert_eq!(public.said.matches("\"percent\"").count(), 2, "{}", public.said);
        // Nothing more comes, and nobody asks any more.
        assert!(told.until("0\r\n\r\n").await, "{}", told.said);
        drop((told, english, public));
        for _ in 0..50 {
            if world.app.live().watched() == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(world.app.live().watched(), 0);
    }
}

fn words(world: &World) -> wijkkas::domain::TextRef {
    let id = wijkkas::domain::TextId::fresh(world.app.now(), world.draw());
    wijkkas::domain::TextRef { id, hash: "0".repeat(64) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_is_told_when_ten_households_differ() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in super::worlds(folder.path()).await {
        let site = serve(&world).await;
        let mut told = Visitor::new(&site).listen(STREAM).await;
        assert!(told.until("\"percent\":0").await, "{}", told.said);
        for cheque in 1..=10 {
            let wallet = world.activate(cheque).await;
            world.pledge(wallet, InitiativeId(1), 100).await.expect("it takes it");
        }
        assert!(told.until("10 bewoners doen mee").await, "{}", told.said);
        assert_eq!(told.said.matches("\"percent\"").count(), 2, "{}", told.said);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_is_public_is_told_and_only_to_so_many() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in super::worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        submitted(&samira, &plan).await;
        let visitor = Visitor::new(&site);
        for path in ["nr=2", "nr=99", "nr=", "nr=een"] {
            must(
                &visitor.get(&format!("/wijk/west/voortgang?{path}")).await,
                404,
                "Deze pagina bestaat niet",
            );
        }
        must(&visitor.get("/wijk/oost/voortgang?nr=1").await, 404, "Deze pagina bestaat niet");
        let mut all = Vec::new();
        for _ in 0..100 {
            let mut one = visitor.listen(STREAM).await;
            assert!(one.until("\"percent\"").await, "{}", one.said);
            all.push(one);
        }
        assert_eq!(world.app.live().watched(), 1, "the database is asked once for all of them");
        let full = visitor.get(STREAM).await;
        must(&full, 503, "Het is erg druk");
        assert_eq!(full.header("retry-after"), Some("60"));
        let mut elsewhere = Visitor::new(&site);
        elsewhere.network = "192.0.2.2";
        assert!(elsewhere.listen(STREAM).await.until("\"percent\"").await, "others are not held up");
        must(&visitor.get("/").await, 200, "De code uit uw brief");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_ends_as_soon_as_the_website_is_to_stop() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in super::worlds(folder.path()).await {
        let (site, stop) = serve_until_told(&world, Duration::from_mins(1)).await;
        let mut told = Visitor::new(&site).listen(STREAM).await;
        assert!(told.until("\"percent\"").await, "{}", told.said);
        stop.send(()).expect("it listens");
        assert!(told.ends().await, "{}", told.said);
        tokio::time::timeout(Duration::from_secs(5), site.ends()).await.expect("nothing keeps it");
    }
}

/// Gives from so many cheques, beginning with this one, on a day of March.
async fn give_on(world: &World, day: u8, cheques: std::ops::Range<i64>) {
    world.clock.set(format!("2026-03-{day:02}T12:00:00Z").parse().expect("a time"));
    for cheque in cheques {
        let wallet = world.activate(cheque).await;
        world.pledge(wallet, InitiativeId(1), 100).await.expect("it takes it");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn days_are_those_of_the_programme_and_few_households_are_not_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(30).await;
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let manage = submitted(&samira, &plan).await;
        let initiative = InitiativeId(1);
        assert!(!samira.get(&manage).await.page.contains("wk-chart"), "nothing was given yet");
        world.clock.set("2026-03-01T12:00:00Z".parse().expect("a time"));
        world.system(InitiativeCommand::Approve { initiative }).await;
        let last_day = "2026-03-31".parse().expect("a day");
        world.system(InitiativeCommand::Open { initiative, last_day }).await;
        give_on(&world, 2, 1..3).await;
        // Two hours before midnight in Greenwich, and half an hour after it in Capelle.
        world.clock.set("2026-03-02T23:30:00Z".parse().expect("a time"));
        let wallet = world.activate(3).await;
        world.pledge(wallet, initiative, 100).await.expect("it takes it");
        let days = days::of(&world.app, world.book, initiative).await.expect("it is read");
        let told: Vec<(String, i64, i64)> =
            days.iter().map(|day| (day.day.to_string(), day.pledged.get(), day.residents)).collect();
        let day = |day: &str, cents, residents| (day.to_string(), cents, residents);
        let until_now = [day("2026-03-01", 0, 0), day("2026-03-02", 200, 2), day("2026-03-03", 300, 3)];
        assert_eq!(told, until_now);
        // What gives nothing and takes nothing back makes no day.
        world.clock.set("2026-03-04T09:00:00Z".parse().expect("a time"));
        let other = Initiator::Person(PersonId(9));
        world.system(InitiativeCommand::AddInitiator { initiative, initiator: other }).await;
        assert_eq!(days::of(&world.app, world.book, initiative).await.expect("it is read").len(), 3);
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let page = samira.get(&manage).await;
        for words in ["class=\"wk-chart__line\"", "3 maart 2026", "€\u{a0}3,00", "Bekijk dit als tabel"] {
            must(&page, 200, words);
        }
        let public = Visitor::new(&site);
        assert!(!public.get("/wijk/west/initiatief/1").await.page.contains("wk-chart"), "they are too few");
        give_on(&world, 4, 4..13).await;
        give_on(&world, 6, 13..28).await;
        // Nor on which day the last of them gave.
        world.clock.set("2026-03-09T12:00:00Z".parse().expect("a time"));
        let page = public.get("/wijk/west/initiatief/1").await;
        for words in ["wk-chart__line", "1 maart 2026", "4 maart 2026", "9 maart 2026"] {
            must(&page, 200, words);
        }
        for day in ["2 maart 2026", "3 maart 2026", "6 maart 2026"] {
            assert!(!page.page.contains(day), "{day}: {page:?}");
        }
        world.prove().await;
    }
}
