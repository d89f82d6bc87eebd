//! Signing in with a link in a mail, and what it opens.

use super::{must, worlds};
use crate::support::patience::cut_off_after;
use crate::support::site::{Visitor, serve, serve_without_mails};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::app::accounts;
use wijkkas::app::mails::Tray;
use wijkkas::app::persons::{self, Person};
use wijkkas::app::throttle::MAILS_TO_AN_ADDRESS;
use wijkkas::app::writer::Rows;
use wijkkas::app::{App, Wish, texts};
use wijkkas::domain::initiative::{InitiativeCommand, Plan};
use wijkkas::domain::{Actor, AreaId, Cents};
use wijkkas::mail::{self, Composer, Mailer};

const MAIL: &str = "email=%20Samira%40Example.org";

async fn link(app: &App) -> String {
    link_for(app, "samira@example.org").await
}

/// Lets the mails that wait be delivered; answers with the path of the link in the last one with a link, which went there.
pub async fn link_for(app: &App, address: &str) -> String {
    let tray = Tray::default();
    let composer = Composer { website: "http://wijkkas.test".into() };
    mail::deliver(app, &Mailer::tray(composer, tray.clone())).await.expect("they are delivered");
    let mails = tray.mails();
    let link = |text: &str| {
        let mut links = text.lines().filter_map(|line| line.strip_prefix("http://wijkkas.test"));
        links.find(|link| !link.is_empty()).map(str::to_string)
    };
    let mut links = mails.iter().filter_map(|mail| Some((mail.address.as_str(), link(&mail.text)?)));
    let (last, link) = links.next().expect("a mail with a link");
    assert_eq!(last, address);
    link
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_signs_in_once_and_only_by_its_button() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        must(&visitor.get("/mijn-initiatieven").await, 401, "Meld u eerst aan");
        let asked = visitor.post("/aanmelden", MAIL).await;
        assert_eq!((asked.status, asked.header("location")), (303, Some("/aanmelden/verstuurd")));
        assert!(!visitor.has_cookie(), "asking shows nothing yet");
        let link = link(&world.app).await;
        for _ in 0..3 {
            let scanner = Visitor::new(&site);
            must(&scanner.get(&link).await, 200, "Druk op de knop om u aan te melden");
            assert!(!scanner.has_cookie(), "a scanner of mail signs nobody in");
        }
        let entered = visitor.post(&link, "").await;
        assert_eq!((entered.status, entered.header("location")), (303, Some("/nl/mijn-initiatieven")));
        must(&visitor.get("/mijn-initiatieven").await, 200, "samira@example.org");
        must(&Visitor::new(&site).post(&link, "").await, 404, "Deze link werkt niet meer");
        must(&visitor.get("/nl/aanmelden/00").await, 404, "Deze link werkt niet meer");
        assert_eq!(visitor.post("/afmelden", "").await.status, 303);
        must(&visitor.get("/mijn-initiatieven").await, 401, "Meld u eerst aan");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_over_after_twenty_minutes() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        visitor.post("/aanmelden", MAIL).await;
        let link = link(&world.app).await;
        let later = world.app.now().checked_add_ms(20 * 60 * 1000).expect("a time");
        world.clock.set(later);
        must(&visitor.post(&link, "").await, 404, "Deze link werkt niet meer");
    }
}

/// How many rows two tables have, at the same moment.
async fn counts(app: &App, [one, other]: [&str; 2]) -> (i64, i64) {
    let reader = &app.database.reader;
    let sql = format!("SELECT (SELECT COUNT(*) FROM {one}), (SELECT COUNT(*) FROM {other})");
    let statement = Statement::from_string(reader.get_database_backend(), sql);
    let row = reader.query_one_raw(statement).await.expect("the database answers").expect("a row");
    let number = |index| row.try_get_by_index(index).expect("a number");
    (number(0), number(1))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_is_used_up_and_somebody_signed_in_or_neither() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let app = &world.app;
        for waits in 0.. {
            for table in ["sign_in", "signed_in"] {
                let sql = format!("DELETE FROM {table}");
                app.database.writer.execute_unprepared(&sql).await.expect("it is empty");
            }
            let link = accounts::send_link(app, "samira@example.org", "nl").await.expect("it waits");
            let entered = cut_off_after(waits, accounts::enter(app, link)).await;
            let rows = counts(app, ["sign_in", "signed_in"]).await;
            assert!(matches!(rows, (1, 0) | (0, 1)), "{rows:?} when cut off after {waits} waits");
            if let Some(token) = entered {
                assert!(token.expect("the database answers").is_some());
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_mails_are_sent_nobody_is_asked_for_an_address() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve_without_mails(&world).await;
        let visitor = Visitor::new(&site);
        let page = visitor.get("/aanmelden").await;
        must(&page, 200, "deze website verstuurt nog geen mails");
        assert!(!page.page.contains("name=\"email\""), "{}", page.page);
        assert_eq!(visitor.post("/aanmelden", MAIL).await.header("location"), Some("/aanmelden"));
        assert_eq!(counts(&world.app, ["mail", "sign_in"]).await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobodys_mailbox_is_filled_and_no_address_is_told_from_another() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        for typed in ["", "samira", "samira@example", "sa%20mira%40example.org"] {
            let got = visitor.post("/aanmelden", &format!("email={typed}")).await;
            must(&got, 422, "Dit is geen e-mailadres");
            assert_eq!(got.field("email"), typed.replace("%20", " ").replace("%40", "@"), "it is kept");
        }
        for _ in 0..3 {
            assert_eq!(visitor.post("/aanmelden", MAIL).await.status, 303);
        }
        // From wherever it is asked, and however the address is written.
        let mut elsewhere = Visitor::new(&site);
        elsewhere.network = "192.0.2.99";
        must(
            &elsewhere.post("/aanmelden", "email=SAMIRA%40example.org").await,
            429,
            "te vaak om een mail gevraagd",
        );
        assert_eq!(elsewhere.post("/aanmelden", "email=other%40example.org").await.status, 303);
    }
}

/// Whoever has to wait themselves takes nobody else's turn.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_kept_from_signing_in_without_a_mail() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let from = |last: u8| std::net::IpAddr::from([192, 0, 2, last]);
        for number in 0..20 {
            let address = format!("nobody{number}@example.org");
            accounts::ask(&world.app, &address, from(1), "nl").await.expect("it is sent");
        }
        for address in (0..6).map(|_| "samira@example.org").chain(["other@example.org"]) {
            accounts::ask(&world.app, address, from(1), "nl").await.expect_err("that network has to wait");
        }
        accounts::ask(&world.app, "samira@example.org", from(2), "nl").await.expect("it is sent");
    }
}

/// Whoever looks for their initiatives is led to where they sign in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_not_signed_in_finds_where_to() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        must(&visitor.get("/").await, 200, "href=\"/mijn-initiatieven\"");
        must(&visitor.get("/mijn-initiatieven").await, 401, "href=\"/aanmelden\"");
        must(&visitor.get("/tr/mijn-initiatieven").await, 401, "href=\"/tr/aanmelden\"");
        assert!(!visitor.get("/nergens").await.page.contains("/aanmelden"));
    }
}

/// However many ask in the same moment, from however many networks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_at_once_is_no_more_than_one_after_another() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let asked = (1..=40).map(|last: u8| {
            let app = world.app.clone();
            let from = std::net::IpAddr::from([192, 0, 2, last]);
            tokio::spawn(async move { accounts::ask(&app, "samira@example.org", from, "nl").await.is_ok() })
        });
        let sent =
            join_all(asked).await.into_iter().filter(|sent| *sent.as_ref().expect("it is asked")).count();
        assert_eq!(sent, 3);
    }
}

/// Who asked first may be written last, or the clock of another process be a moment behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moment_earlier_is_no_way_around_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let whose = b"samira@example.org";
        let begun = world.app.now();
        let at = |ms: i64| world.clock.set(begun.checked_add_ms(ms).expect("a time"));
        for (ms, may) in [(0, true), (-1, true), (-2, true), (-3, false), (-900, false), (59_998, true)] {
            at(ms);
            let wait = MAILS_TO_AN_ADDRESS.take(&world.app, whose).await.expect("it is counted");
            assert_eq!(wait.is_none(), may, "{ms}");
        }
        // A clock that ran days ahead once.
        at(-48 * 3_600_000);
        assert_eq!(MAILS_TO_AN_ADDRESS.take(&world.app, whose).await.expect("it is counted"), None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_initiator_sees_the_own_initiatives_and_nobody_elses() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let known =
            Person { name: "Samira".into(), email: Some("Samira@Example.org".into()), ..Person::default() };
        let known = persons::make(&world.app, &known).expect("a person");
        let actor = Actor::Initiator(known.id);
        let (story, words) =
            texts::make(&world.app, Some(known.id), "Moestuin\nSamen zaaien.").expect("words");
        let target = Cents::new(5000).expect("not negative");
        let plan = Plan { purpose: "green".into(), story, target, lines: vec![] };
        let draft =
            InitiativeCommand::Draft { area: AreaId(1), plan, person: Some(known.id), wallets: vec![] };
        let mut wish = Wish::new(world.app.fresh_key(), actor, draft);
        wish.rows = Rows { persons: vec![known], texts: vec![words], ..Rows::default() };
        world.app.ask(world.book, wish).await.expect("it is drafted");
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        visitor.post("/aanmelden", MAIL).await;
        let link = link(&world.app).await;
        visitor.post(&link, "").await;
        let page = visitor.get("/mijn-initiatieven").await;
        must(&page, 200, "Moestuin");
        assert_eq!(page.page.matches("<article").count(), 1, "the other initiative is somebody else's");
        world.prove().await;
    }
}
