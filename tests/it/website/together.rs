//! Being an initiator together: asking by mail, answering by a button, and leaving.

use super::initiator::{begun, filled_in, signed_in, submitted};
use super::must;
use super::sign_in::link_for;
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use wijkkas::app::persons;
use wijkkas::domain::InitiativeId;
use wijkkas::domain::initiative::{Initiative, InitiativeCommand};

async fn initiators(world: &World) -> usize {
    let state = world.app.look::<Initiative>(world.book, InitiativeId(2)).await.expect("it can be read");
    state.expect("it is there").persons.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_asked_joins_by_a_button_once_and_can_leave() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in super::worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let manage = submitted(&samira, &plan).await;
        let there = format!("{manage}/uitnodigen");
        let wrong = samira.post(&there, "email=ruud").await;
        must(&wrong, 422, "Dit is geen e-mailadres");
        assert_eq!(wrong.field("email"), "ruud", "what was typed is kept");
        assert_eq!(samira.post(&there, "email=Ruud%40Example.org").await.status, 303);
        must(&samira.get(&manage).await, 200, "ruud@example.org");
        let link = link_for(&world.app, "ruud@example.org").await;
        for _ in 0..2 {
            let scanner = Visitor::new(&site);
            must(&scanner.get(&link).await, 200, "Moestuin");
            assert!(!scanner.has_cookie(), "a scanner of mail joins nothing");
        }
        assert_eq!(initiators(&world).await, 1);

        let ruud = Visitor::new(&site);
        let joined = ruud.post(&link, "").await;
        assert_eq!((joined.status, joined.header("location")), (303, Some(format!("/nl{manage}").as_str())));
        assert_eq!(initiators(&world).await, 2);
        must(&ruud.get(&manage).await, 200, "Ik doe niet meer mee");
        assert!(!samira.get(&manage).await.page.contains("Ik doe niet meer mee"), "who began it stays");
        let thief = Visitor::new(&site);
        must(&thief.post(&link, "").await, 404, "Deze link werkt niet meer");
        assert!(!thief.has_cookie());
        must(&thief.get("/nl/uitnodiging/00").await, 404, "Deze link werkt niet meer");

        // What was asked by somebody who has left leads nowhere.
        assert_eq!(ruud.post(&there, "email=nasrin%40example.org").await.status, 303);
        let link = link_for(&world.app, "nasrin@example.org").await;
        assert_eq!(ruud.post(&format!("{manage}/weggaan"), "").await.status, 303);
        assert_eq!(initiators(&world).await, 1);
        must(&Visitor::new(&site).post(&link, "").await, 404, "Deze link werkt niet meer");
        assert_eq!(ruud.get(&manage).await.status, 404);
        must(&ruud.get("/mijn-initiatieven").await, 200, "U hebt hier nog geen initiatief");
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_end_and_so_does_what_can_be_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in super::worlds(folder.path()).await {
        let site = serve(&world).await;
        let samira = signed_in(&world, &site, "samira@example.org").await;
        let plan = begun(&samira).await;
        filled_in(&samira, &plan).await;
        let manage = submitted(&samira, &plan).await;
        let there = format!("{manage}/uitnodigen");
        // Nobody fills somebody's mailbox.
        for _ in 0..3 {
            assert_eq!(samira.post(&there, "email=ruud%40example.org").await.status, 303);
        }
        let more = samira.post(&there, "email=ruud%40example.org").await;
        must(&more, 422, "Er is hier te vaak om een mail gevraagd");
        let link = link_for(&world.app, "ruud@example.org").await;
        world.clock.set(world.app.now().checked_add_ms(3 * 24 * 60 * 60 * 1000).expect("a time"));
        must(&Visitor::new(&site).get(&link).await, 404, "Deze link werkt niet meer");
        must(&Visitor::new(&site).post(&link, "").await, 404, "Deze link werkt niet meer");

        let samira = signed_in(&world, &site, "samira@example.org").await;
        assert!(!samira.get(&manage).await.page.contains("ruud@example.org"), "it is over");
        assert_eq!(samira.post(&there, "email=ruud%40example.org").await.status, 303);
        let link = link_for(&world.app, "ruud@example.org").await;
        let initiative = InitiativeId(2);
        let reason = wijkkas::app::texts::make(&world.app, None, "Nee").expect("words").0;
        world.system(InitiativeCommand::Reject { initiative, reason }).await;
        let late = Visitor::new(&site);
        must(&late.post(&link, "").await, 409, "Dit kan niet");
        assert!(!late.has_cookie());
        assert_eq!(initiators(&world).await, 1);
        let known = persons::of_email(&world.app, world.book, "ruud@example.org").await.expect("it answers");
        assert!(known.is_empty(), "who became nothing is not kept: {known:?}");
        let page = samira.get(&manage).await;
        assert!(!page.page.contains("name=\"email\""), "nobody can be asked any more: {page:?}");
        must(
            &samira.post(&there, "email=ruud%40example.org").await,
            422,
            "Dit kan nu niet. Het initiatief is nu",
        );
    }
}
