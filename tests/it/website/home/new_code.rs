//! A new code instead of the one in the letter.

use super::coming_back::{comes_back, leaves};
use super::{activate, adds, code, has, must, types, worlds};
use crate::support::site::{Got, Visitor, serve};
use crate::support::world::World;
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};

const PATH: &str = "/mijn/nieuwe-code";

fn form(page: &Got) -> String {
    format!("{}&letter={}", page.own(), page.field("letter"))
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
        assert!(!page.page.contains("name=\"letter\""), "{page:?}");
        let asked = format!("key={}&letter=1.1", world.app.fresh_key());
        must(&finder.post(PATH, &asked).await, 422, "intussen een andere code ingevuld");
        // Another code was typed meanwhile, in another window; and what cannot be read.
        must(&visitor.post(PATH, &asked).await, 422, "intussen een andere code ingevuld");
        assert_eq!(visitor.post(PATH, "key=1&letter=2.1").await.status, 400);
        let unread = format!("{}&letter=twee", visitor.get(PATH).await.own());
        assert_eq!(visitor.post(PATH, &unread).await.status, 400);
        types(&finder, &first).await;
        has(&finder, 10).await;
        world.prove().await;
    }
}

/// The letter of the first cheque is gone, and the second is in a drawer: by mail, both are open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_code_that_is_chosen_is_replaced_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second] = [code(&world, 1).await, code(&world, 2).await];
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        must(&visitor.get(PATH).await, 200, "Het gaat om deze cheque:");
        must(&visitor.get(PATH).await, 200, "Cheque van €\u{a0}10,00, gebruikt op 5 januari 2026");
        must(&visitor.get(PATH).await, 200, "Van Havensteder.");
        adds(&visitor, &second).await;
        leaves(&world, &visitor, "anna@example.org").await;
        let back = comes_back(&world, &site, "anna@example.org").await;
        let page = back.get(PATH).await;
        must(&page, 200, "Van welke cheque wilt u een nieuwe code?");
        assert_eq!(page.page.matches("type=\"radio\"").count(), 2, "{page:?}");
        for code in [&first, &second] {
            let ending = code.rsplit('-').next().expect("a group");
            must(&page, 200, &format!("De code eindigt op \u{2066}{ending}\u{2069}."));
            assert!(!page.page.contains(code.as_str()) && !page.page.contains(&code[..4]), "{page:?}");
        }
        assert!(!page.page.contains(" checked"), "nobody makes one for a cheque they did not mean: {page:?}");
        must(&back.post(PATH, &page.own()).await, 422, "Kies een cheque.");
        let page = back.get(PATH).await;
        let made = back.post(PATH, &format!("{}&letter=1.1", page.own())).await;
        must(&made, 200, "Cheque van €\u{a0}10,00, gebruikt op 5 januari 2026");
        let new = shown(&made);
        let finder = Visitor::new(&site);
        types(&finder, &first).await;
        must(&finder.get("/mijn").await, 200, "Er is een nieuwere code");
        let owner = Visitor::new(&site);
        types(&owner, &second).await;
        types(&owner, &new).await;
        has(&owner, 20).await;
        // A cheque whose code is not among those of the visit.
        let wrong = format!("{}&letter=3.1", back.get(PATH).await.own());
        must(&back.post(PATH, &wrong).await, 422, "intussen een andere code ingevuld");
        world.prove().await;
    }
}

/// Each is a row in the directory of codes, for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_makes_codes_without_end() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (visitor, other) = (Visitor::new(&site), Visitor::new(&site));
        activate(&visitor, &code(&world, 1).await).await;
        activate(&other, &code(&world, 2).await).await;
        let mut last = (String::new(), String::new());
        for _ in 0..5 {
            let asked = form(&visitor.get(PATH).await);
            last = (shown(&visitor.post(PATH, &asked).await), asked);
        }
        must(&visitor.post(PATH, &form(&visitor.get(PATH).await)).await, 429, "later opnieuw");
        assert_eq!(shown(&visitor.post(PATH, &last.1).await), last.0, "the same form is no further one");
        shown(&other.post(PATH, &form(&other.get(PATH).await)).await);
        world.clock.set(world.app.now().checked_add_ms(600_000).expect("a time"));
        shown(&visitor.post(PATH, &form(&visitor.get(PATH).await)).await);
        world.prove().await;
    }
}
