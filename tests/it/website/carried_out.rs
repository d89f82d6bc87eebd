//! After the campaign: what comes next is said at every step, the work begins, and its report stands beside the plan.

use super::initiator::{begun, filled_in, photo, signed_in, submitted};
use super::must;
use crate::support::life::{DEADLINE, pass_to, pay, propose};
use crate::support::site::{Served, Visitor, serve};
use crate::support::world::{World, urls};
use wijkkas::app::Wish;
use wijkkas::app::texts;
use wijkkas::app::writer::{Options, Rows};
use wijkkas::domain::delivery::DeliveryCommand;
use wijkkas::domain::initiative::InitiativeCommand;
use wijkkas::domain::{Actor, InitiativeId, PersonId, Role};

const INITIATIVE: InitiativeId = InitiativeId(1);
const PUBLIC: &str = "/wijk/west/initiatief/1";

/// A world with letters out, and Samira's initiative of 42.50, open until the end of March.
async fn opened<'s>(world: &World, site: &'s Served) -> (Visitor<'s>, String) {
    world.open_round(6).await;
    let samira = signed_in(world, site, "samira@example.org").await;
    let plan = begun(&samira).await;
    filled_in(&samira, &plan).await;
    let manage = submitted(&samira, &plan).await;
    world.system(InitiativeCommand::Approve { initiative: INITIATIVE }).await;
    let last_day = "2026-03-31".parse().expect("a day");
    world.system(InitiativeCommand::Open { initiative: INITIATIVE, last_day }).await;
    (samira, manage)
}

/// Neighbours give so much each.
async fn give(world: &World, each: i64) {
    for cheque in 1..=5 {
        let wallet = world.activate(cheque).await;
        world.pledge(wallet, INITIATIVE, each).await.expect("it takes it");
    }
}

/// A command of a moderator with words.
async fn moderate(
    world: &World,
    said: &str,
    make: impl FnOnce(wijkkas::domain::TextRef) -> InitiativeCommand,
) {
    let (reason, row) = texts::make(&world.app, None, said).expect("words");
    let wish = Wish::new(world.key(), Actor::Staff(Role::Moderator, PersonId(9)), make(reason));
    let rows = Rows { texts: vec![row], ..Rows::default() };
    world.app.ask(world.book, Wish { rows, ..wish }).await.expect("they may");
}

/// Reports with what is wrong first, and then what was done, with a picture.
async fn report(world: &World, samira: &Visitor<'_>, there: &str) -> String {
    let form = samira.get(there).await;
    must(&form, 200, "Gepland: €\u{a0}12,50");
    let send = |rest: &str| format!("key={}&{rest}", world.app.fresh_key());
    for (rest, said) in [
        ("story=&spent=30&spent=12%2C50&why=", "Vertel wat er is gedaan"),
        ("story=Gezaaid&spent=30&spent=veel&why=", "Dit is geen bedrag"),
        ("story=Gezaaid&spent=30&why=", "Vul bij elke regel een bedrag in"),
        ("story=Gezaaid&spent=25&spent=12%2C50&why=", "U gaf iets anders uit dan gepland"),
    ] {
        let got = samira.post(there, &send(rest)).await;
        must(&got, 422, said);
        assert!(rest.starts_with("story=&") || got.page.contains("Gezaaid"), "it is kept: {got:?}");
    }
    let rest = "story=Wij+%3Cb%3Ezaaiden%3C%2Fb%3E.%0D%0AEn+oogstten.&spent=25&spent=12%2C50&why=Aarde+was+goedkoper";
    let sent = send(rest);
    let pictures = samira.post(there, &sent).await;
    let pictures = pictures.header("location").unwrap_or_else(|| panic!("{pictures:?}")).to_string();
    assert_eq!(samira.post(there, &sent).await.header("location"), Some(pictures.as_str()), "twice");
    assert_eq!(samira.upload(&format!("{pictures}/foto"), &photo(), "De oogst").await.status, 303);
    // Each correction is kept for ever.
    for number in 3..=11 {
        let got = samira.post(there, &send(rest)).await;
        assert_eq!(got.status, if number <= 10 { 303 } else { 422 }, "{number}: {got:?}");
        assert!(number <= 10 || got.page.contains("Er is hier veel verstuurd"), "{got:?}");
    }
    pictures
}

/// What was accepted stays as it was, but for what somebody does not want to be seen on.
async fn stays_as_it_was(world: &World, (samira, public): (&Visitor<'_>, &Visitor<'_>), pictures: &str) {
    must(&samira.upload(&format!("{pictures}/foto"), &photo(), "Iets anders").await, 404, "bestaat niet");
    let shown = samira.get(pictures).await;
    assert!(!shown.page.contains("type=\"file\""), "{shown:?}");
    let form = format!("picture={}", shown.field("picture"));
    assert_eq!(samira.post(&format!("{pictures}/foto-weg"), &form).await.status, 303);
    assert!(!public.get(PUBLIC).await.page.contains("De oogst"));
    // Whoever wrote the plan is erased, and somebody else reported: nobody knows that it went as planned.
    let hand = crate::support::damage::Hand::beside(world);
    assert_eq!(hand.run("DELETE FROM sketch").await.expect("it works"), 1);
    let page = public.get(PUBLIC).await;
    must(&page, 200, "Aarde was goedkoper");
    must(&page, 200, "Het ging anders dan gepland");
    assert!(!page.page.contains("Er is uitgegeven wat was gepland"), "{page:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_work_is_reported_beside_the_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let site = serve(&world).await;
        let (samira, manage) = opened(&world, &site).await;
        give(&world, 850).await;
        must(&samira.get(&format!("{manage}/verslag")).await, 404, "Deze pagina bestaat niet");
        pass_to(&world, DEADLINE).await;
        // Nobody stays signed in for so long.
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let page = samira.get(&manage).await;
        must(&page, 200, "Gelukt! Er is €\u{a0}42,50 voor uw initiatief.");
        must(&page, 200, "Het wordt uiterlijk op");
        let payout = propose(&world, INITIATIVE).await;
        pay(&world, payout, "NL1").await;

        let page = samira.get(&manage).await;
        must(&page, 200, "€\u{a0}42,50 is uitbetaald");
        let begin = |key: String, day: &str| format!("key={key}&planned_end={day}");
        for (day, said) in [("", "Kies een dag."), ("2020-01-01", "Kies een dag van 1 april 2026 tot en met")]
        {
            let got = samira.post(&format!("{manage}/beginnen"), &begin(page.field("key"), day)).await;
            must(&got, 422, said);
        }
        let key = samira.get(&manage).await.field("key");
        assert_eq!(samira.post(&format!("{manage}/beginnen"), &begin(key, "2026-04-20")).await.status, 303);
        must(&samira.get(&manage).await, 200, "Dat kan tot en met 1 juni 2026");

        let there = format!("{manage}/verslag");
        let pictures = report(&world, &samira, &there).await;
        must(&samira.get(&manage).await, 200, &pictures);
        must(&samira.get(&manage).await, 200, "Dank u wel voor uw verslag");

        let public = Visitor::new(&site);
        let page = public.get(PUBLIC).await;
        for words in [
            "Wij &#60;b&#62;zaaiden",
            "En oogstten.",
            "Het ging anders dan gepland",
            "Aarde was goedkoper",
            "€\u{a0}25,00",
            "€\u{a0}30,00",
            "€\u{a0}37,50",
            "alt=\"De oogst\"",
        ] {
            must(&page, 200, words);
        }
        let picture = page.page.split('"').find(|part| part.contains("/foto/")).expect("a picture");
        assert!(public.bytes(picture).await.is_some(), "everybody sees it");
        let form = samira.get(&there).await;
        assert_eq!((form.field("spent"), form.field("why")), ("25,00".into(), "Aarde was goedkoper".into()));
        world
            .ask(
                Actor::Staff(Role::Moderator, PersonId(9)),
                DeliveryCommand::Close { initiative: INITIATIVE },
            )
            .await
            .expect("it is accepted");
        must(&samira.get(&manage).await, 200, "Uw initiatief is klaar");
        must(&samira.get(&there).await, 404, "Deze pagina bestaat niet");
        stays_as_it_was(&world, (&samira, &public), &pictures).await;
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn why_it_waits_or_has_stopped_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let site = serve(&world).await;
        let (samira, manage) = opened(&world, &site).await;
        give(&world, 700).await;
        let initiative = INITIATIVE;
        moderate(&world, "Er is een klacht.", |reason| InitiativeCommand::Pause { initiative, reason }).await;
        let page = samira.get(&manage).await;
        must(&page, 200, "even stilgezet");
        must(&page, 200, "Er is een klacht.");
        assert!(
            !Visitor::new(&site).get(PUBLIC).await.page.contains("Er is een klacht."),
            "it is said to them"
        );
        world.system(InitiativeCommand::Resume { initiative }).await;
        assert!(!samira.get(&manage).await.page.contains("Er is een klacht."));

        pass_to(&world, DEADLINE).await;
        // Nobody stays signed in for so long.
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let page = samira.get(&manage).await;
        must(&page, 200, "Anders krijgt iedereen het geld terug");
        let empty =
            samira.post(&format!("{manage}/uitleg"), &format!("key={}&words=", page.field("key"))).await;
        must(&empty, 422, "Schrijf hoe het toch kan");
        must(&empty, 422, "href=\"#words\"");
        let explain = format!("key={}&words=Wij+nemen+minder+aarde.", page.field("key"));
        assert_eq!(samira.post(&format!("{manage}/uitleg"), &explain).await.status, 303);
        must(&samira.get(&manage).await, 200, "U hebt uitgelegd hoe het toch kan");
        let public = Visitor::new(&site);
        must(&public.get(PUBLIC).await, 200, "Wij nemen minder aarde.");

        moderate(&world, "Het mag niet van de brandweer.", |reason| InitiativeCommand::Cancel {
            initiative,
            reason,
        })
        .await;
        wijkkas::jobs::run(&world.app, world.book).await.expect("the jobs run");
        let page = samira.get(&manage).await;
        for words in
            ["Iemand van de wijkkas heeft het gestopt", "brandweer", "Iedereen die gaf, heeft het geld terug"]
        {
            must(&page, 200, words);
        }
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let site = serve(&world).await;
        let (_, manage) = opened(&world, &site).await;
        let (other, nobody) = (signed_in(&world, &site, "other@example.org").await, Visitor::new(&site));
        for (visitor, status) in [(&other, 404), (&nobody, 401)] {
            assert_eq!(visitor.get(&format!("{manage}/verslag")).await.status, status);
            for what in ["beginnen", "verslag", "bericht", "uitnodigen", "weggaan"] {
                assert_eq!(
                    visitor.post(&format!("{manage}/{what}"), "news=x").await.status,
                    status,
                    "{what}"
                );
            }
        }
    }
}
