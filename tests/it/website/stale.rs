//! Pages that are older than what was typed since, at a shared computer or in another window, and codes that were replaced.

use super::visits::{adds, codes, has, is_alone, types};
use super::{activate, must, seq, worlds};
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};

/// A page may be older than what was typed since in another window.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_does_what_its_page_said_or_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = codes(&world).await;
        let visitor = Visitor::new(&site);
        types(&visitor, &first).await;
        let page = visitor.get("/mijn").await;
        types(&visitor, &second).await;
        let before = seq(&world).await;
        let cheque = page.field("cheque");
        for form in [format!("cheque={cheque}"), String::new(), "cheque=2&join=5".into(), "cheque=x".into()] {
            let sent = visitor.post("/mijn/activeren", &form).await;
            assert_eq!((sent.status, sent.header("location")), (303, Some("/mijn")), "{form}");
            assert_eq!(seq(&world).await, before, "{form}");
        }
        // Somebody else's wallet is joined by nobody who knows its number.
        let other = Visitor::new(&site);
        activate(&other, &third).await;
        types(&other, &first).await;
        let theirs = other.get("/mijn").await.field("join");
        let before = seq(&world).await;
        visitor.post("/mijn/activeren", &format!("cheque=2&join={theirs}")).await;
        assert_eq!(seq(&world).await, before);
    }
}

/// At a shared computer the page of one is open when the next one types a code.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_somebody_elses_money_gives_nothing_of_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = codes(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        let before = visitor.get("/mijn").await;
        assert_eq!(visitor.post("/geven", &format!("{}&give-1=1", before.own())).await.status, 303);
        let of_first = visitor.get("/mijn").await;
        activate(&visitor, &second).await;
        let events = seq(&world).await;
        let got = visitor.post("/geven", &format!("{}&give-1=4", of_first.own())).await;
        must(&got, 422, "Op deze computer is intussen een andere code ingevuld.");
        assert_eq!((got.field("give-1").as_str(), seq(&world).await), ("4", events), "it is kept");
        let back = format!("{}&initiative=1", of_first.own());
        must(&visitor.post("/mijn/terugnemen", &back).await, 422, "Op deze computer is intussen");
        assert_eq!(seq(&world).await, events);
        // Sent again from the page that says whose it is now.
        assert_eq!(visitor.post("/geven", &format!("{}&give-1=4", got.own())).await.status, 303);
        has(&visitor, 6).await;
        types(&visitor, &first).await;
        has(&visitor, 9).await;
        // What opens more than it did is still the same money.
        adds(&visitor, &third).await;
        let finder = Visitor::new(&site);
        types(&finder, &first).await;
        let own = finder.get("/mijn").await.own();
        types(&finder, &third).await;
        assert_eq!(finder.post("/geven", &format!("{own}&give-1=1")).await.status, 303);
    }
}

/// Gives a cheque a new code at the desk.
async fn replace(world: &World, cheque: i64) {
    let (seen, desk) =
        (Seen { cheque: ChequeId(cheque), generation: 1 }, Actor::Staff(Role::Desk, PersonId(1)));
    let letter = cheque_desk::replace(&world.app, world.book, seen, (world.key(), desk)).await;
    assert!(letter.expect("it is replaced").code.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_is_replaced_meanwhile_opens_nothing_more() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = codes(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        let form = format!("{}&give-1=1", visitor.get("/mijn").await.own());
        let finder = Visitor::new(&site);
        types(&finder, &first).await;
        adds(&finder, &second).await;
        has(&finder, 20).await;

        replace(&world, 1).await;
        types(&finder, &first).await;
        must(&finder.get("/mijn").await, 200, "Er is een nieuwere code voor deze cheque");
        must(&finder.post("/geven", &form).await, 409, "Er is een nieuwere code voor deze cheque");
        types(&finder, &second).await;
        has(&finder, 10).await;
        // Whoever activated it has no way in either, nor for a cheque of their own.
        must(&visitor.get("/mijn").await, 200, "Er is een nieuwere code voor deze cheque");
        types(&visitor, &third).await;
        is_alone(&visitor).await;
        activate(&visitor, &third).await;
        has(&visitor, 10).await;
        world.prove().await;
    }
}
