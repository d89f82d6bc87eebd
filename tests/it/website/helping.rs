//! "I'll help": who offers it, who reads it, and for how long it is kept.

use super::initiator::signed_in;
use super::share::{open, samiras};
use super::{must, worlds};
use crate::support::damage::Hand;
use crate::support::site::{Visitor, serve};
use std::net::{IpAddr, Ipv4Addr};
use wijkkas::app::helping::{self, NotOffered, Offer};
use wijkkas::app::initiatives;
use wijkkas::domain::InitiativeId;
use wijkkas::domain::Stated as _;
use wijkkas::domain::initiative::{Initiative, InitiativeCommand};

const DAY: i64 = 86_400_000;
const OFFER: &str = "name=Jan+%3Cb%3E&address=Jan%40Example.org&what=Graven+op+zaterdag";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_neighbour_offers_help_and_the_initiator_reads_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let (form, list) = (format!("{page}/helpen"), format!("{page}/beheer/hulp"));
        let neighbour = Visitor::new(&site);
        must(&neighbour.get(&page).await, 200, &format!("href=\"{form}\""));
        let shown = neighbour.get(&form).await;
        must(&shown, 200, "Alleen de mensen van dit initiatief zien dit");
        let empty =
            neighbour.post(&form, &format!("key={}&name=Jan&address=jan&what=", shown.field("key"))).await;
        for words in ["Vul een e-mailadres of een telefoonnummer in.", "Schrijf wat u kunt doen.", "Fout:"] {
            must(&empty, 422, words);
        }
        assert_eq!((empty.field("name"), empty.field("address")), ("Jan".into(), "jan".into()));
        let offer = format!("key={}&{OFFER}", empty.field("key"));
        for _ in 0..2 {
            let sent = neighbour.post(&form, &offer).await;
            assert_eq!(sent.header("location"), Some(format!("{form}/dank").as_str()), "{sent:?}");
        }
        must(&neighbour.get(&format!("{form}/dank")).await, 200, "Dank u wel!");
        assert!(!neighbour.has_cookie());
        must(&neighbour.post(&form, "name=Jan").await, 400, "Dit konden wij niet lezen");

        must(&samira.get(&format!("{page}/beheer")).await, 200, "1 buur wil helpen");
        let seen = samira.get(&list).await;
        for words in ["Jan &#60;b&#62;", "mailto:jan@example.org", "Graven op zaterdag", "5 januari 2026"] {
            must(&seen, 200, words);
        }
        assert_eq!(seen.page.matches("name=\"offer\"").count(), 1, "the same form twice is one");
        let other = signed_in(&world, &site, "other@example.org").await;
        let remove = format!("offer={}", seen.field("offer"));
        for (visitor, status) in [(&other, 404), (&neighbour, 401)] {
            assert_eq!(visitor.get(&list).await.status, status);
            assert_eq!(visitor.post(&list, &remove).await.status, status);
        }
        assert!(!neighbour.get(&page).await.page.contains("Graven"), "nobody else reads it");
        assert_eq!(samira.post(&list, &remove).await.status, 303);
        must(&samira.get(&list).await, 200, "Er is nog niemand.");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn offers_are_bounded_and_go_after_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (app, initiative) = (&world.app, InitiativeId(1));
        let told = initiatives::find(app, world.book, initiative).await.expect("it answers").expect("there");
        let offer = Offer { name: "Jan".into(), address: "0612345678".into(), what: "Graven".into() };
        for network in 0..52_u8 {
            let from = IpAddr::V4(Ipv4Addr::new(203, 0, 113, network));
            let offered = helping::offer(app, (world.book, &told), (&offer, app.fresh_key()), from).await;
            assert_eq!(offered.is_ok(), network < 50, "{offered:?}");
            assert!(offered.is_ok() || matches!(offered, Err(NotOffered::Enough)));
        }
        let visitor = Visitor::new(&site);
        let form = "/wijk/west/initiatief/1/helpen";
        for sent in 0..12 {
            let got = visitor.post(form, &format!("key={}&{OFFER}", app.fresh_key())).await;
            let (status, words) =
                if sent < 10 { (422, "Er zijn al veel mensen") } else { (429, "Er is hier veel verstuurd") };
            must(&got, status, words);
            assert_eq!(got.field("address"), "Jan@Example.org");
        }

        let count = || async { helping::count(app, world.book, initiative).await.expect("it answers") };
        let later = |days: i64| world.clock.set(app.now().checked_add_ms(days * DAY).expect("a time"));
        later(31);
        helping::shorten(app).await.expect("it looks");
        helping::forget(app).await.expect("it forgets");
        assert_eq!(count().await, 50, "it goes on");
        let (reason, row) = wijkkas::app::texts::make(app, None, "Niet meer nodig").expect("words");
        let _ = row;
        world.system(InitiativeCommand::Cancel { initiative, reason }).await;
        // Another one that cannot be read holds up none.
        let second = world.open_initiative(500).await;
        let second = initiatives::find(app, world.book, second).await.expect("it answers").expect("there");
        let from = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 1));
        let offer = Offer { address: "jan@example.org".into(), ..offer };
        helping::offer(app, (world.book, &second), (&offer, app.fresh_key()), from).await.expect("taken");
        let hand = Hand::beside(&world);
        let kind = Initiative::key(second.id);
        let (kind, id) = (kind.kind as i64, kind.id);
        let damage = format!(
            "UPDATE state SET body = (SELECT other.body FROM state other WHERE other.kind <> {kind} LIMIT 1) \
             WHERE kind = {kind} AND id = {id}"
        );
        assert_eq!(hand.run(&damage).await.expect("it works"), 1);
        let unreadable = helping::shorten(app).await.expect_err("one cannot be read");
        assert!(unreadable.to_string().contains("the state of"), "{unreadable}");
        helping::forget(app).await.expect("it forgets");
        later(29);
        helping::forget(app).await.expect("it forgets");
        assert_eq!(count().await, 50, "not yet");
        must(&visitor.get(form).await, 200, "Dit initiatief is voorbij");
        must(&visitor.post(form, &format!("key={}&{OFFER}", app.fresh_key())).await, 409, "is voorbij");
        later(2);
        helping::forget(app).await.expect("it forgets");
        assert_eq!(count().await, 0);
    }
}
