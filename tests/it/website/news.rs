//! What initiators tell those who support them, with pictures, until they take it back.

use super::initiator::{photo, signed_in};
use super::{activate, code, must};
use crate::support::site::{Visitor, serve};
use crate::support::world::{World, urls};
use std::collections::BTreeSet;
use wijkkas::app::pictures::{self, For, NotTaken};
use wijkkas::app::writer::Options;
use wijkkas::app::{Wish, sketches};
use wijkkas::domain::initiative::{InitiativeCommand, Initiator};
use wijkkas::domain::{Actor, InitiativeId, PersonId, Role};

const MANAGE: &str = "/wijk/west/initiatief/1/beheer";
const PUBLIC: &str = "/wijk/west/initiatief/1";

/// A world with an open initiative that is Samira's and Ruud's too.
async fn world(url: &str) -> World {
    let world = World::open(url, Options::default()).await;
    world.open_round(3).await;
    let initiative = world.open_initiative(6000).await;
    for address in ["samira@example.org", "ruud@example.org"] {
        let person = sketches::person_of(&world.app, world.book, address).await.expect("somebody");
        let initiator = Initiator::Person(person);
        world.system(InitiativeCommand::AddInitiator { initiative, initiator }).await;
    }
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn supporters_read_what_is_told_and_see_its_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = world(&url).await;
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let resident = Visitor::new(&site);
        activate(&resident, &code(&world, 1).await).await;
        let give = format!("{}&give-1=5", resident.get("/mijn").await.own());
        assert_eq!(resident.post("/geven", &give).await.status, 303);
        assert!(!resident.get("/mijn").await.page.contains("#nieuws"), "nothing was told yet");

        must(&samira.post(&format!("{MANAGE}/bericht"), "news=+%0D%0A").await, 422, "Schrijf eerst iets");
        let words = "news=De+%3Caarde%3E+is+er%21%0D%0AZaterdag+beginnen+we.";
        let told = samira.post(&format!("{MANAGE}/bericht"), words).await;
        let there = told.header("location").unwrap_or_else(|| panic!("{told:?}")).to_string();
        let again = samira.post(&format!("{MANAGE}/bericht"), words).await;
        assert_eq!(again.header("location"), Some(there.as_str()), "pressed twice, told once");
        let (press, words_at_once) = (format!("{MANAGE}/bericht"), "news=Allemaal+tegelijk.");
        let at_once = (0..6).map(|_| samira.post(&press, words_at_once));
        let at_once = futures_util::future::join_all(at_once).await;
        let told: BTreeSet<_> = at_once.iter().map(|got| got.header("location")).collect();
        assert!(told.len() == 1 && at_once[0].status == 303, "also at the same moment: {at_once:?}");
        must(&samira.upload(&format!("{there}/foto"), b"<svg/>", "x").await, 422, "Dit is geen foto");
        assert_eq!(samira.upload(&format!("{there}/foto"), &photo(), "De berg aarde").await.status, 303);

        let page = resident.get(PUBLIC).await;
        for words in ["De &#60;aarde&#62; is er!", "Zaterdag beginnen we.", "alt=\"De berg aarde\""] {
            must(&page, 200, words);
        }
        let picture =
            page.page.split('"').find(|part| part.contains("/foto/")).expect("a picture").to_string();
        assert!(resident.bytes(&picture).await.is_some());
        must(&resident.get("/mijn").await, 200, &format!("{PUBLIC}#nieuws"));

        // Another initiator sees it, and gives pictures only to what they told themselves.
        let ruud = signed_in(&world, &site, "ruud@example.org").await;
        must(&ruud.get(&there).await, 200, "Zaterdag beginnen we.");
        assert_eq!(ruud.upload(&format!("{there}/foto"), &photo(), "Van Ruud").await.status, 404);
        let other = signed_in(&world, &site, "other@example.org").await;
        assert_eq!(other.get(&there).await.status, 404);
        assert_eq!(other.post(&format!("{there}/weg"), "").await.status, 404);
        // Nor is it at the address of another initiative of theirs.
        let second = world.open_initiative(500).await;
        let initiator =
            sketches::person_of(&world.app, world.book, "samira@example.org").await.expect("somebody");
        let initiator = Initiator::Person(initiator);
        world.system(InitiativeCommand::AddInitiator { initiative: second, initiator }).await;
        assert_eq!(samira.get(&there.replace("/1/", "/2/")).await.status, 404);

        // Whoever told it may have left, so any initiator takes it down.
        assert_eq!(samira.post(&format!("{MANAGE}/weggaan"), "").await.status, 303);
        assert_eq!(samira.post(&format!("{there}/weg"), "").await.status, 404);
        let id = picture.split('/').nth(4).expect("an id");
        assert_eq!(other.post(&format!("{there}/foto-weg"), &format!("picture={id}")).await.status, 404);
        assert_eq!(ruud.post(&format!("{there}/foto-weg"), &format!("picture={id}")).await.status, 303);
        assert!(resident.bytes(&picture).await.is_none());
        assert_eq!(ruud.post(&format!("{there}/weg"), "").await.status, 303);
        assert!(!resident.get(PUBLIC).await.page.contains("Zaterdag beginnen we."));
        // All that is with it goes too.
        let told = ruud.post(&format!("{MANAGE}/bericht"), words).await;
        let there = told.header("location").unwrap_or_else(|| panic!("{told:?}")).to_string();
        assert_eq!(ruud.upload(&format!("{there}/foto"), &photo(), "Nog een berg").await.status, 303);
        let page = resident.get(PUBLIC).await.page;
        let picture = page.split('"').find(|part| part.contains("/foto/")).expect("a picture");
        assert_eq!(ruud.post(&format!("{there}/weg"), "").await.status, 303);
        assert!(resident.bytes(picture).await.is_none(), "its pictures go with it");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_more_is_told_of_one_that_a_moderator_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = world(&url).await;
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let told = samira.post(&format!("{MANAGE}/bericht"), "news=De+aarde+is+er.").await;
        let there = told.header("location").unwrap_or_else(|| panic!("{told:?}")).to_string();
        let slow = samira.hold_back(&format!("{MANAGE}/bericht"), "news=Geef+via+die+link.").await;
        let (reason, row) = wijkkas::app::texts::make(&world.app, None, "Er is een klacht.").expect("words");
        let pause = InitiativeCommand::Pause { initiative: InitiativeId(1), reason };
        let mut wish = Wish::new(world.key(), Actor::Staff(Role::Moderator, PersonId(9)), pause);
        wish.rows.texts.push(row);
        world.app.ask(world.book, wish).await.expect("it is paused");

        // What was on its way meanwhile comes too late.
        must(&slow.send().await, 422, "Daarom kunt u nu niets vertellen.");
        let told = there.rsplit('/').next().expect("an id").parse().expect("an id");
        let person =
            sketches::person_of(&world.app, world.book, "samira@example.org").await.expect("somebody");
        let given = (photo(), pictures::room(person).await, "De aarde");
        let late = pictures::add(&world.app, world.book, For::News(told, person), given).await;
        assert!(matches!(late, Err(NotTaken::Gone)), "{late:?}");

        let page = samira.get(MANAGE).await;
        must(&page, 200, "Daarom kunt u nu niets vertellen.");
        assert!(!page.page.contains("name=\"news\"") && page.page.contains("De aarde is er."), "{page:?}");
        let more = samira.post(&format!("{MANAGE}/bericht"), "news=Geef+via+deze+link.").await;
        must(&more, 422, "Daarom kunt u nu niets vertellen.");
        must(&more, 422, "Geef via deze link.</textarea>");
        assert!(!Visitor::new(&site).get(PUBLIC).await.page.contains("deze link"));
        assert_eq!(samira.upload(&format!("{there}/foto"), &photo(), "Een foto").await.status, 404);
        // What is there they take down all the same.
        assert_eq!(samira.post(&format!("{there}/weg"), "").await.status, 303);
        assert!(!Visitor::new(&site).get(PUBLIC).await.page.contains("De aarde is er."));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_is_only_so_much_in_a_day_and_older_news_is_on_the_next_page() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = world(&url).await;
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let tell = async |number: usize| {
            samira.post(&format!("{MANAGE}/bericht"), &format!("news=Bericht+{number:02}.")).await
        };
        let mut number = 0;
        for _ in 0..10 {
            for _ in 0..5 {
                number += 1;
                assert_eq!(tell(number).await.status, 303, "{number}");
            }
            let more = tell(99).await;
            assert_eq!(more.status, 422);
            assert!(more.page.contains("Bericht 99."), "what was typed is kept");
            world.clock.set(world.app.now().checked_add_ms(11 * 60 * 60 * 1000).expect("a time"));
            must(&samira.get(MANAGE).await, 200, "Bericht 01.");
            world.clock.set(world.app.now().checked_add_ms(13 * 60 * 60 * 1000).expect("a time"));
            // Nobody stays signed in for so long.
            let link = "email=samira%40example.org";
            assert_eq!(samira.post("/aanmelden", link).await.status, 303);
            let link = super::sign_in::link_for(&world.app, "samira@example.org").await;
            assert_eq!(samira.post(&link, "").await.status, 303);
        }
        must(&tell(51).await, 422, "Er zijn al vijftig berichten");
        let public = Visitor::new(&site);
        let page = public.get(PUBLIC).await;
        assert!(page.page.contains("Bericht 50.") && page.page.contains("Bericht 41."), "{page:?}");
        assert!(!page.page.contains("Bericht 40."), "the newest first");
        must(&page, 200, "?nieuws=1#nieuws");
        let last = public.get(&format!("{PUBLIC}?nieuws=4")).await;
        assert!(last.page.contains("Bericht 01.") && !last.page.contains("?nieuws=5"), "{last:?}");
        for odd in ["-1", "18446744073709551615", "x"] {
            assert_eq!(public.get(&format!("{PUBLIC}?nieuws={odd}")).await.status, 200, "{odd}");
        }
    }
}
