//! What moderators decide when time passes, when several ask the same or decide at once, and about what initiators told.

use super::initiator::{photo, signed_in};
use super::reviews::{DAY, SAMIRA, decided, first_waiting, mailed, said, status};
use super::share::{open, samiras};
use super::{must, worlds};
use crate::support::life::DEADLINE;
use crate::support::site::{Visitor, serve};
use wijkkas::app::reviews::{self, Step};
use wijkkas::domain::initiative::{Cause, InitiativeStatus};
use wijkkas::domain::{InitiativeId, PersonId};
use wijkkas::store::reviews as rows;

/// After six weeks nobody can appeal, also not by waiting until the review is forgotten: then the moderator who decided
/// could decide about it again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_initiator_appeals_within_six_weeks() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        said(&world, &Visitor::new(&site), &page).await;
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        assert_eq!(decided(&moderator, "stop", "Dit+mag+niet.").await, 303);
        wijkkas::jobs::run(&world.app, world.book).await.expect("the jobs run");
        let appeal = format!("{page}/beheer/bezwaar");
        let later = |days: i64| world.clock.set(world.app.now().checked_add_ms(days * DAY).expect("a time"));
        later(41);
        let samira = signed_in(&world, &site, SAMIRA).await;
        must(&samira.get(&appeal).await, 200, "<form");
        for (days, reason) in [(2, true), (365, false)] {
            later(days);
            reviews::forget(&world.app).await.expect("it forgets");
            let samira = signed_in(&world, &site, SAMIRA).await;
            let late = samira.get(&appeal).await;
            must(&late, 200, "Er is nu niets waartegen u bezwaar kunt maken");
            assert_eq!(late.page.contains("Dit mag niet."), reason, "{late:?}");
            assert!(!late.page.contains("name=\"words\""), "{late:?}");
            let form = format!("key={}&words=Jawel", world.app.fresh_key());
            assert_eq!(samira.post(&appeal, &form).await.status, 303);
            let waiting = reviews::waiting(&world.app, world.book).await.expect("it answers");
            assert!(waiting.is_empty(), "{waiting:?}");
        }
    }
}

/// What was done because of one of them is the answer to all, and one appeal settles it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_who_say_the_same_get_the_same_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        for _ in 0..2 {
            said(&world, &Visitor::new(&site), &page).await;
            assert_eq!(decided(&moderator, "pause", "Eerst+vragen.").await, 303);
        }
        let appeal = format!("{page}/beheer/bezwaar");
        let form = |words: &str| format!("key={}&words={words}", world.app.fresh_key());
        world.clock.set(world.app.now().checked_add_ms(1000).expect("a time"));
        assert_eq!(samira.post(&appeal, &form("De+school+doet+mee.")).await.status, 303);
        let second = signed_in(&world, &site, "second@example.org").await;
        assert_eq!(decided(&second, "resume", "Dat+klopt.").await, 303);
        let settled = samira.get(&appeal).await;
        must(&settled, 200, "Dat klopt.");
        assert!(!settled.page.contains("name=\"words\""), "one appeal: {settled:?}");

        for _ in 0..2 {
            said(&world, &Visitor::new(&site), &page).await;
        }
        let links: Vec<String> = {
            let list = moderator.get("/modereren").await.page;
            list.split('"').filter(|part| part.contains("/zaak/")).map(String::from).collect()
        };
        for (there, before) in links.iter().zip([false, true]) {
            let shown = moderator.get(there).await;
            assert_eq!(shown.page.contains("value=\"pause\""), !before, "{shown:?}");
            let key = shown.field("key");
            let stop = format!("key={key}&decision=stop&reason=Dit+mag+niet.");
            assert_eq!(moderator.post(there, &stop).await.status, 303, "also when it was stopped before");
            assert_eq!(status(&world).await, InitiativeStatus::Ended(Cause::CancelledByModerator));
        }
        let decided = rows::at(&world.app.database, (world.book, Step::Decided), 100).await.expect("there");
        let stopped = decided.iter().filter(|row| row.body.contains("Stopped")).count();
        assert_eq!(stopped, 2, "nobody is told that it stays as it is");
        world.prove().await;
    }
}

/// What one of two moderators does to an initiative cannot be undone by the other one's reason.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_one_moderator_decides_no_other_does() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        said(&world, &Visitor::new(&site), &page).await;
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        let id = reviews::waiting(&world.app, world.book).await.expect("it answers")[0].0.id;
        let claim = async |by: i64| {
            let now = world.app.now();
            let times = (now, now.checked_add_ms(30 * 60_000).expect("a time"));
            let which = (id, PersonId(by));
            rows::claim(&world.app.database, (world.book, Step::Asked), which, times)
                .await
                .expect("it answers")
        };
        assert!(claim(9).await && claim(9).await && !claim(8).await);
        assert_eq!(decided(&moderator, "stop", "Dit+mag+niet.").await, 422);
        assert_eq!(status(&world).await, InitiativeStatus::Open, "nothing is done");
        // Whoever was about to was cut off.
        world.clock.set(world.app.now().checked_add_ms(30 * 60_000).expect("a time"));
        assert_eq!(decided(&moderator, "pause", "Eerst+vragen.").await, 303);
        assert_eq!(status(&world).await, InitiativeStatus::Paused);
        assert!(!claim(8).await, "it is decided");
    }
}

/// What the books refuse is decided by whoever comes next, and not half an hour later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_done_keeps_no_other_moderator_from_deciding() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (_, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        said(&world, &Visitor::new(&site), &page).await;
        // Its last day is over, and nothing has looked at that yet.
        world.clock.set(DEADLINE.parse().expect("a time"));
        for (moderator, decision, status) in [
            ("moderator@example.org", "pause", 422),
            ("second@example.org", "pause", 422),
            ("second@example.org", "as-it-is", 303),
        ] {
            let moderator = signed_in(&world, &site, moderator).await;
            assert_eq!(decided(&moderator, decision, "Eerst+vragen.").await, status, "{decision}");
        }
        assert_eq!(status(&world).await, InitiativeStatus::Open, "nothing is done");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moderator_takes_down_what_was_told_and_a_second_one_looks_at_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (samira, page) = samiras(&world, &site).await;
        open(&world, InitiativeId(2)).await;
        let told =
            samira.post(&format!("{page}/beheer/bericht"), "news=Dit+is+%3Cb%3Ede+buurman%3C%2Fb%3E.").await;
        let news = told.header("location").unwrap_or_else(|| panic!("{told:?}")).to_string();
        assert_eq!(samira.upload(&format!("{news}/foto"), &photo(), "De buurman").await.status, 303);
        let moderator = signed_in(&world, &site, "moderator@example.org").await;
        let list = moderator.get("/modereren/west/2").await;
        must(&list, 200, "Dit is &#60;b&#62;de buurman&#60;/b&#62;.");
        let there = list.page.split('"').find(|part| part.contains("/bericht/")).expect("a link").to_string();
        said(&world, &Visitor::new(&site), &page).await;
        must(&moderator.get(&first_waiting(&moderator).await).await, 200, &there);
        let take = |reason: &str| format!("key={}&reason={reason}", world.app.fresh_key());
        for (visitor, status) in [(&samira, 404), (&Visitor::new(&site), 401)] {
            assert_eq!(visitor.get(&there).await.status, status);
            assert_eq!(visitor.post(&there, &take("Zomaar")).await.status, status);
        }
        must(&moderator.get(&there).await, 200, "alt=\"De buurman\"");
        must(&moderator.post(&there, &take("")).await, 422, "Schrijf waarom");
        let neighbour = Visitor::new(&site);
        must(&neighbour.get(&page).await, 200, "de buurman");
        for _ in 0..2 {
            assert_eq!(moderator.post(&there, &take("Hij+wil+dit+niet.")).await.status, 303);
        }
        let public = neighbour.get(&page).await;
        assert!(public.status == 200 && !public.page.contains("buurman"), "{public:?}");
        assert_eq!(moderator.get(&there).await.status, 404);

        let appeal = format!("{page}/beheer/bezwaar");
        let [own] = mailed(&world, [SAMIRA]).await;
        assert_eq!(own, format!("/nl{appeal}"));
        must(&samira.get(&format!("{page}/beheer")).await, 200, &appeal);
        for words in ["Iets wat de initiatiefnemers vertelden, is weggehaald.", "Hij wil dit niet."] {
            must(&samira.get(&appeal).await, 200, words);
        }
        let form = format!("key={}&words=Hij+wil+het+wel.", world.app.fresh_key());
        assert_eq!(samira.post(&appeal, &form).await.status, 303);
        let second = signed_in(&world, &site, "second@example.org").await;
        let waits = second.get("/modereren").await.page;
        let mut links = waits.split('"').filter(|part| part.contains("/zaak/"));
        let last = links.next_back().expect("the appeal").to_string();
        must(&moderator.get(&last).await, 200, "U nam de eerste beslissing");
        let key = second.get(&last).await.field("key");
        let anew = format!("key={key}&decision=told-anew&reason=Hij+zegt+ja.");
        assert_eq!(second.post(&last, &anew).await.status, 303);
        must(&samira.get(&appeal).await, 200, "Het mag opnieuw worden verteld.");
        // What is done to the initiative comes first, and both are read.
        assert_eq!(decided(&moderator, "pause", "Eerst+vragen.").await, 303);
        let both = samira.get(&appeal).await;
        for words in ["Eerst vragen.", "Hij zegt ja.", "name=\"words\""] {
            must(&both, 200, words);
        }
        let form = format!("key={}&words=Het+mag.", world.app.fresh_key());
        assert_eq!(samira.post(&appeal, &form).await.status, 303);
        must(&samira.get(&appeal).await, 200, "Hij zegt ja.");
        assert_eq!(status(&world).await, InitiativeStatus::Paused);
    }
}
