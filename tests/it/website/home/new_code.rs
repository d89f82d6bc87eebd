//! A new code instead of the one in the letter.

use super::{activate, adds, code, has, leads_to, must, types, worlds};
use crate::support::site::{Got, Visitor, serve};
use crate::support::world::World;
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};

const PATH: &str = "/mijn/nieuwe-code";

fn form(page: &Got) -> String {
    format!("{}&cheque={}&generation={}", page.own(), page.field("cheque"), page.field("generation"))
}

/// The code on the page.
fn shown(got: &Got) -> String {
    must(got, 200, "Uw nieuwe code");
    let start = "dir=\"ltr\"><strong>";
    let from = got.page.find(start).expect("a code") + start.len();
    got.page[from..].split('<').next().expect("a code").into()
}

async fn replace_at_desk(world: &World, cheque: i64, generation: u32) -> String {
    let (seen, desk) = (Seen { cheque: ChequeId(cheque), generation }, Actor::Staff(Role::Desk, PersonId(1)));
    let letter = cheque_desk::replace(&world.app, world.book, seen, (world.key(), desk)).await;
    letter.expect("it is replaced").code.expect("a code").to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resident_gets_a_new_code_and_the_old_one_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let old = code(&world, 1).await;
        let (visitor, finder) = (Visitor::new(&site), Visitor::new(&site));
        must(&visitor.get(PATH).await, 401, "Vul eerst uw code in");
        activate(&visitor, &old).await;
        types(&finder, &old).await;
        let page = visitor.get(PATH).await;
        must(&page, 200, "werkt daarna niet meer");
        let asked = form(&page);
        let made = visitor.post(PATH, &asked).await;
        let new = shown(&made);
        assert_ne!(new, old);
        assert!(!made.header("cache-control").unwrap_or_default().is_empty());
        // Whoever did not see the answer sends the form again.
        assert_eq!(shown(&visitor.post(PATH, &asked).await), new);
        has(&visitor, 10).await;
        must(&finder.get("/mijn").await, 200, "Er is een nieuwere code");
        types(&finder, &old).await;
        must(&finder.get("/mijn").await, 200, "Er is een nieuwere code");
        must(&finder.post(PATH, &asked).await, 409, "Er is een nieuwere code");
        let again = Visitor::new(&site);
        types(&again, &new).await;
        has(&again, 10).await;
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_of_a_desk_is_told_to_nobody_with_the_old_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        let asked = form(&visitor.get(PATH).await);
        let made = shown(&visitor.post(PATH, &asked).await);
        let at_desk = replace_at_desk(&world, 1, 2).await;
        let refused = visitor.post(PATH, &asked).await;
        must(&refused, 409, "Er is een nieuwere code");
        assert!(!refused.page.contains(&at_desk) && !refused.page.contains(&made), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_letter_of_several_does_not_change_its_code() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second] = [code(&world, 1).await, code(&world, 2).await];
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        adds(&visitor, &second).await;
        let finder = Visitor::new(&site);
        types(&finder, &first).await;
        let page = finder.get(PATH).await;
        must(&page, 200, "ook de code van een eerdere brief");
        assert!(!page.page.contains("name=\"generation\""), "{page:?}");
        let asked = format!("key={}&cheque=1&generation=1", world.app.fresh_key());
        leads_to(&finder.post(PATH, &asked).await, PATH);
        // Another code was typed meanwhile, in another window; and what cannot be read.
        leads_to(&visitor.post(PATH, &asked).await, PATH);
        assert_eq!(visitor.post(PATH, "key=1&cheque=2").await.status, 400);
        types(&finder, &first).await;
        has(&finder, 10).await;
        world.prove().await;
    }
}
