//! Saying that an initiative is wrong, decisions with reasons, and the appeal to a second moderator.

use super::initiator::signed_in;
use super::share::{open, samiras};
use super::{must, worlds};
use crate::support::site::{Served, Visitor, serve, serve_without_mails};
use crate::support::world::World;
use wijkkas::app::mails::Tray;
use wijkkas::app::reviews::{self, Step};
use wijkkas::domain::InitiativeId;
use wijkkas::domain::initiative::{Initiative, InitiativeStatus};
use wijkkas::mail::{self, Composer, Mailer};
use wijkkas::store::reviews as rows;

pub const DAY: i64 = 86_400_000;
const NOTICE: &str = "words=Dit+veld+is+van+de+school.&address=Buur%40Example.org";

pub async fn status(world: &World) -> InitiativeStatus {
    let state = world.app.look::<Initiative>(world.book, InitiativeId(2)).await.expect("it answers");
    state.expect("it is there").status
}

/// The page of the first review that waits.
pub async fn first_waiting(moderator: &Visitor<'_>) -> String {
    let list = moderator.get("/modereren").await;
    let mut links = list.page.split('"').filter(|part| part.contains("/zaak/"));
    links.next().unwrap_or_else(|| panic!("{list:?}")).to_string()
}

/// A moderator decides what waits, with a reason.
pub async fn decided(moderator: &Visitor<'_>, decision: &str, reason: &str) -> u16 {
    let there = first_waiting(moderator).await;
    let key = moderator.get(&there).await.field("key");
    moderator.post(&there, &format!("key={key}&decision={decision}&reason={reason}")).await.status
}

/// Somebody says what is wrong.
pub async fn said(world: &World, neighbour: &Visitor<'_>, page: &str) {
    let sent =
        neighbour.post(&format!("{page}/melden"), &format!("key={}&{NOTICE}", world.app.fresh_key())).await;
    assert_eq!(sent.header("location"), Some(format!("{page}/melden/dank").as_str()), "{sent:?}");
}

/// The paths of the links in the mails to these addresses, which wait together.
pub async fn mailed<const N: usize>(world: &World, addresses: [&str; N]) -> [String; N] {
    let tray = Tray::default();
    let composer = Composer { website: "http://wijkkas.test".into() };
    mail::deliver(&world.app, &Mailer::tray(composer, tray.clone())).await.expect("they are delivered");
    let mails = tray.mails();
    assert_eq!(mails.len(), N, "{mails:?}");
    addresses.map(|address| {
        let mail = mails.iter().find(|mail| mail.address == address).expect("a mail");
        let link = mail.text.lines().find(|line| line.starts_with("http")).expect("a link");
        link.trim_start_matches("http://wijkkas.test").to_string()
    })
}

const BUUR: &str = "buur@example.org";
pub const SAMIRA: &str = "samira@example.org";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anybody_can_say_that_an_initiative_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let neighbour = Visitor::new(&site);
        let form = format!("{page}/melden");
        must(&neighbour.get(&page).await, 200, &format!("href=\"{form}\""));
        let shown = neighbour.get(&form).await;
        must(&shown, 200, "Een moderator van de wijkkas leest uw melding");
        let key = shown.field("key");
        must(
            &neighbour.post(&form, &format!("key={key}&words=+&address=")).await,
            422,
            "Schrijf wat er niet klopt",
        );
        let wrong = neighbour.post(&form, &format!("key={key}&words=Fout&address=buur")).await;
        must(&wrong, 422, "Dit is geen e-mailadres");
        assert!(wrong.field("address") == "buur" && wrong.page.contains("Fout</textarea>"), "{wrong:?}");
        for _ in 0..2 {
            assert_eq!(neighbour.post(&form, &format!("key={key}&{NOTICE}")).await.status, 303);
        }
        must(&neighbour.get(&format!("{form}/dank")).await, 200, "Dank u wel voor uw melding");
        assert!(!neighbour.has_cookie());
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        let list = moderator.get("/modereren").await;
        assert_eq!(list.page.matches("Melding: Moestuin").count(), 1, "the same form twice is one: {list:?}");
        // Where no mails are sent, nobody is asked for an address, and none is kept.
        let silent = serve_without_mails(&world).await;
        let neighbour = Visitor::new(&silent);
        assert!(!neighbour.get(&form).await.page.contains("name=\"address\""));
        said(&world, &neighbour, &page).await;
        let waiting = reviews::waiting(&world.app, world.book).await.expect("it answers");
        let answered = waiting.iter().filter(|(review, _)| review.is_answered()).count();
        assert_eq!((waiting.len(), answered), (2, 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_is_decided_and_whoever_gave_it_appeals_to_a_second_moderator() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let neighbour = Visitor::new(&site);
        said(&world, &neighbour, &page).await;
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        let there = first_waiting(&moderator).await;
        let one = moderator.get(&there).await;
        must(&one, 200, "Dit veld is van de school.");
        let decide = |decision: &str, reason: &str| {
            format!("key={}&decision={decision}&reason={reason}", world.app.fresh_key())
        };
        for (visitor, status) in [(&samira, 404), (&neighbour, 401)] {
            assert_eq!(visitor.get(&there).await.status, status);
            assert_eq!(visitor.post(&there, &decide("stop", "Zomaar")).await.status, status);
        }
        must(&moderator.post(&there, &decide("as-it-is", "")).await, 422, "Schrijf waarom");
        let resume = moderator.post(&there, &decide("resume", "Zomaar")).await;
        must(&resume, 422, "Hierover is intussen al beslist");
        assert_eq!(moderator.post(&there, &decide("weg", "Zomaar")).await.status, 400);
        assert_eq!(
            moderator.post(&there, &decide("as-it-is", "De+school+vindt+het+goed.")).await.status,
            303
        );
        assert!(!moderator.get("/modereren").await.page.contains("Melding:"));
        must(&moderator.post(&there, &decide("as-it-is", "Nog+eens")).await, 422, "Hierover is intussen");

        let [link] = mailed(&world, [BUUR]).await;
        let answer = neighbour.get(&link).await;
        for words in ["Het initiatief blijft zoals het is.", "De school vindt het goed.", "Bezwaar maken"] {
            must(&answer, 200, words);
        }
        let mut other = link.clone();
        let last = if other.pop() == Some('0') { '1' } else { '0' };
        other.push(last);
        must(&neighbour.get(&other).await, 404, "Deze pagina bestaat niet");
        assert_eq!(neighbour.post(&other, "words=Nee").await.status, 404);
        must(&neighbour.post(&link, "words=").await, 422, "Schrijf waarom u het er niet mee eens bent");
        for _ in 0..2 {
            assert_eq!(neighbour.post(&link, "words=De+school+weet+van+niets.").await.status, 303);
        }
        must(&neighbour.get(&link).await, 200, "Een tweede moderator kijkt ernaar");

        must(&moderator.get("/modereren").await, 200, "Bezwaar: Moestuin");
        let waits = moderator.get(&there).await;
        must(&waits, 200, "U nam de eerste beslissing");
        assert!(!waits.page.contains("name=\"decision\""), "{waits:?}");
        must(&moderator.post(&there, &decide("pause", "Toch")).await, 422, "U nam de eerste beslissing");
        assert_eq!(status(&world).await, InitiativeStatus::Open);
        let second = signed_in(&world, &site, "second@example.org").await;
        must(&second.get(&there).await, 200, "De school weet van niets.");
        assert_eq!(decided(&second, "pause", "Wij+vragen+het+de+school.").await, 303);
        assert_eq!(status(&world).await, InitiativeStatus::Paused);
        let [link, _] = mailed(&world, [BUUR, SAMIRA]).await;
        let answer = neighbour.get(&link).await;
        must(&answer, 200, "Het initiatief staat even stil.");
        must(&answer, 200, "Wij vragen het de school.");
        assert!(!answer.page.contains("<form"), "once: {answer:?}");
        initiators_read_what_was_done((&world, &site), &page, (&neighbour, &moderator)).await;
        world.prove().await;
    }
}

/// Whose initiative it is reads what was done to it, and not what was said to whoever asked.
async fn initiators_read_what_was_done(
    (world, site): (&World, &Served),
    page: &str,
    (neighbour, moderator): (&Visitor<'_>, &Visitor<'_>),
) {
    let (samira, appeal) = (signed_in(world, site, SAMIRA).await, format!("{page}/beheer/bezwaar"));
    let own = samira.get(&appeal).await;
    must(&own, 200, "Wij vragen het de school.");
    assert!(!own.page.contains("De school vindt het goed.") && !own.page.contains("weet van"), "{own:?}");
    // Also that it goes on, which nobody appeals against.
    world.clock.set(world.app.now().checked_add_ms(1000).expect("a time"));
    said(world, neighbour, page).await;
    assert_eq!(decided(moderator, "resume", "De+school+bevestigt+het.").await, 303);
    let [_, link] = mailed(world, [BUUR, SAMIRA]).await;
    let own = samira.get(&link).await;
    must(&own, 200, "De school bevestigt het.");
    must(&own, 200, "Wij vragen het de school.");
    assert!(!own.page.contains("name=\"words\""), "{own:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_initiator_appeals_and_never_reads_who_gave_the_notice() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let appeal = format!("{page}/beheer/bezwaar");
        must(&samira.get(&appeal).await, 200, "Er is nu niets waartegen u bezwaar kunt maken");
        let form = |words: &str| format!("key={}&words={words}", world.app.fresh_key());
        assert_eq!(samira.post(&appeal, &form("Zomaar")).await.status, 303);
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        assert!(!moderator.get("/modereren").await.page.contains("Bezwaar:"), "there was nothing");
        assert!(!samira.get(&format!("{page}/beheer")).await.page.contains("/bezwaar"));

        said(&world, &Visitor::new(&site), &page).await;
        assert_eq!(decided(&moderator, "pause", "Eerst+vragen.").await, 303);
        let [link, own] = mailed(&world, [BUUR, SAMIRA]).await;
        assert_eq!(own, format!("/nl{appeal}"), "she hears of it");
        must(&samira.get(&format!("{page}/beheer")).await, 200, &appeal);
        let shown = samira.get(&appeal).await;
        must(&shown, 200, "Eerst vragen.");
        assert!(!shown.page.contains("van de school") && !shown.page.contains("buur@"), "{shown:?}");
        let other = signed_in(&world, &site, "other@example.org").await;
        assert_eq!(
            (other.get(&appeal).await.status, other.post(&appeal, &form("Ik")).await.status),
            (404, 404)
        );
        must(&samira.post(&appeal, &form("")).await, 422, "Schrijf waarom u het er niet mee eens bent");
        assert_eq!(samira.post(&appeal, &form("De+school+doet+mee.")).await.status, 303);
        must(&samira.get(&appeal).await, 200, "Een tweede moderator kijkt ernaar");
        // Whoever gave the notice does not read it either.
        assert!(!Visitor::new(&site).get(&link).await.page.contains("De school doet mee."));
        let second = signed_in(&world, &site, "second@example.org").await;
        must(&second.get(&first_waiting(&second).await).await, 200, "Bezwaar van de initiatiefnemer");
        assert_eq!(decided(&second, "resume", "De+school+bevestigt+het.").await, 303);
        assert_eq!(status(&world).await, InitiativeStatus::Open);
        let [_, own] = mailed(&world, [BUUR, SAMIRA]).await;
        assert_eq!(own, format!("/nl{appeal}"));
        must(&samira.get(&own).await, 200, "De school bevestigt het.");
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_turned_down_asks_another_moderator() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        let read = moderator.get("/modereren/west/2").await;
        let (key, story) = (read.field("key"), read.field("story"));
        let reject = format!("key={key}&story={story}&decision=reject&reason=Dit+hoort+hier+niet.");
        for _ in 0..2 {
            // As it is if the first was cut off before it was noted who decided.
            crate::support::damage::Hand::beside(&world).run("DELETE FROM review").await.expect("it works");
            assert_eq!(moderator.post("/modereren/west/2", &reject).await.status, 303);
        }
        let appeal = format!("{page}/beheer/bezwaar");
        must(&samira.get(&appeal).await, 200, "Dit hoort hier niet.");
        let form = format!("key={}&words=Jawel.", world.app.fresh_key());
        assert_eq!(samira.post(&appeal, &form).await.status, 303);
        must(&moderator.get(&first_waiting(&moderator).await).await, 200, "U nam de eerste beslissing");
        let second = signed_in(&world, &site, "second@example.org").await;
        assert_eq!(decided(&second, "anew", "Het+past+wel.").await, 303);
        must(&samira.get(&appeal).await, 200, "Het initiatief kan opnieuw worden ingestuurd.");
        assert_eq!(status(&world).await, InitiativeStatus::Rejected, "the books stay as they are");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notices_are_bounded_in_number_and_time() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let (app, form) = (&world.app, format!("{page}/melden"));
        let mut neighbour = Visitor::new(&site);
        for number in 0..22 {
            if number % 10 == 0 {
                neighbour.network = ["192.0.2.10", "192.0.2.11", "192.0.2.12"][number / 10];
            }
            // Three of an address, so that nobody gets twenty mails that others asked for.
            let notice = NOTICE.replace("Buur", &format!("Buur{}", number / 3));
            world.clock.set(app.now().checked_add_ms(1).expect("a time"));
            let got = neighbour.post(&form, &format!("key={}&{notice}", app.fresh_key())).await;
            assert_eq!(got.status, if number < 20 { 303 } else { 422 }, "{number}: {got:?}");
            assert!(number < 20 || got.page.contains("Hierover zijn al meldingen"), "{got:?}");
        }
        neighbour.network = "192.0.2.10";
        let slow = neighbour.post(&form, &format!("key={}&{NOTICE}", app.fresh_key())).await;
        must(&slow, 429, "Er is hier veel verstuurd");

        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        assert_eq!(decided(&moderator, "as-it-is", "Het+klopt.").await, 303);
        let [link] = mailed(&world, ["buur0@example.org"]).await;
        let later = |days: i64| world.clock.set(app.now().checked_add_ms(days * DAY).expect("a time"));
        later(41);
        must(&neighbour.get(&link).await, 200, "<form");
        later(1);
        let over = neighbour.get(&link).await;
        assert!(over.status == 200 && !over.page.contains("<form"), "six weeks are over: {over:?}");
        assert_eq!(neighbour.post(&link, "words=Toch").await.status, 303);
        let at = |step| rows::at(&app.database, (world.book, step), 100);
        assert_eq!(at(Step::Appealed).await.expect("it answers").len(), 0);
        later(324);
        reviews::forget(app).await.expect("it forgets");
        must(&neighbour.get(&link).await, 404, "Deze pagina bestaat niet");
        assert_eq!(at(Step::Asked).await.expect("it answers").len(), 19, "what waits is not forgotten");
        later(363);
        reviews::forget(app).await.expect("it forgets");
        assert_eq!(at(Step::Asked).await.expect("it answers").len(), 19, "two years less a day");
        later(1);
        reviews::forget(app).await.expect("it forgets");
        assert_eq!(at(Step::Asked).await.expect("it answers").len(), 0, "nobody decides it any more");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_written_to_for_three_notices_at_most() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let neighbour = Visitor::new(&site);
        for _ in 0..3 {
            said(&world, &neighbour, &page).await;
        }
        // Also about another initiative.
        let form = |notice: &str| format!("key={}&{notice}", world.app.fresh_key());
        let more = neighbour.post("/wijk/west/initiatief/1/melden", &form(NOTICE)).await;
        must(&more, 422, "Met dit e-mailadres wachten al drie meldingen");
        assert!(more.field("address") == "Buur@Example.org" && more.page.contains("Dit veld"), "{more:?}");
        let without = "words=Dit+ook+niet.&address=";
        for _ in 0..5 {
            let got = neighbour.post(&format!("{page}/melden"), &form(without)).await;
            assert_eq!(got.status, 303, "who leaves no address gets no mails");
        }
    }
}

/// Nobody decides about what is theirs, also if the books need no command for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moderator_does_not_decide_about_their_own_initiative() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        let plan = super::initiator::begun(&moderator).await;
        super::initiator::filled_in(&moderator, &plan).await;
        super::initiator::submitted(&moderator, &plan).await;
        open(&world, InitiativeId(2)).await;
        said(&world, &Visitor::new(&site), "/wijk/west/initiatief/2").await;
        let there = first_waiting(&moderator).await;
        for decision in ["as-it-is", "pause"] {
            let form = format!("key={}&decision={decision}&reason=Zo", world.app.fresh_key());
            must(&moderator.post(&there, &form).await, 422, "Dit is uw eigen initiatief");
        }
    }
}
