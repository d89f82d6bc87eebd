//! Visits: what the codes of one visit open together, what they no longer open, and when it is over.

use super::{activate, code, must, worlds};
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::{throttle, visits};
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_opens_its_own_money_and_a_visit_joins_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (first, second) = (code(&world, 1).await, code(&world, 2).await);
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        // Who found that letter in a paper bin waits for what comes into the savings later, with one or with two codes.
        let (waiting, with_two) = (Visitor::new(&site), Visitor::new(&site));
        activate(&waiting, &first).await;
        assert_eq!(with_two.get(&format!("/c/{first}")).await.status, 303);
        assert_eq!(with_two.get(&format!("/c/{}", code(&world, 4).await)).await.status, 303);
        assert_eq!(visitor.get(&format!("/c/{second}")).await.status, 303);
        // On a computer of many it may be the next one's: it says so, before the money is in somebody's savings.
        let worth = visitor.get("/mijn").await;
        must(&worth, 200, "Dit geld komt bij het tegoed van de code die hier eerder is");
        must(&worth, 200, "action=\"/mijn/klaar\"");
        assert_eq!(visitor.post("/mijn/activeren", "").await.status, 303);
        must(&visitor.get("/mijn").await, 200, "U hebt €\u{a0}20,00");
        must(&waiting.get("/mijn").await, 200, "U hebt €\u{a0}10,00");
        assert!(!with_two.get("/mijn").await.page.contains("Dit geld komt bij"));
        assert_eq!(with_two.post("/mijn/activeren", "").await.status, 303);
        must(&with_two.get("/mijn").await, 200, "U hebt €\u{a0}10,00");

        // Who finds one of the letters sees that letter's money only.
        let finder = Visitor::new(&site);
        assert_eq!(finder.get(&format!("/c/{second}")).await.status, 303);
        let page = finder.get("/mijn").await;
        must(&page, 200, "U hebt €\u{a0}10,00");
        must(&page, 200, "Deze code opent alleen het geld van deze brief");
        let form = format!("key={}&give-1=15", page.field("key"));
        must(&finder.post("/geven", &form).await, 422, "U hebt €\u{a0}10,00");

        // Who types both has both.
        assert_eq!(finder.get(&format!("/c/{first}")).await.status, 303);
        must(&finder.get("/mijn").await, 200, "U hebt €\u{a0}20,00");

        // Another household's code in the same browser joins nothing that is already somebody's.
        let other = Visitor::new(&site);
        activate(&other, &code(&world, 3).await).await;
        assert_eq!(other.get(&format!("/c/{first}")).await.status, 303);
        must(&other.get("/mijn").await, 200, "U hebt €\u{a0}10,00");
        world.prove().await;
    }
}

/// Whoever saves over several rounds has a visit for each.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_code_of_an_earlier_letter_lets_a_new_cheque_join_its_money() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (first, second, third) = (code(&world, 1).await, code(&world, 2).await, code(&world, 3).await);
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);

        assert_eq!(visitor.get(&format!("/c/{first}")).await.status, 303);
        must(&visitor.get("/mijn").await, 200, "U hebt €\u{a0}10,00");
        assert_eq!(visitor.get(&format!("/c/{second}")).await.status, 303);
        must(&visitor.get("/mijn").await, 200, "Dit geld komt bij het tegoed van de code die hier eerder is");
        activate(&visitor, &second).await;
        must(&visitor.get("/mijn").await, 200, "U hebt €\u{a0}20,00");
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);

        // One of two codes is not the whole wallet, so nothing joins it.
        assert_eq!(visitor.get(&format!("/c/{second}")).await.status, 303);
        assert_eq!(visitor.get(&format!("/c/{third}")).await.status, 303);
        let alone = visitor.get("/mijn").await;
        must(&alone, 200, "Uw cheque is €\u{a0}10,00 waard");
        assert!(!alone.page.contains("Dit geld komt bij"), "{alone:?}");
        activate(&visitor, &third).await;
        must(&visitor.get("/mijn").await, 200, "U hebt €\u{a0}10,00");
        world.prove().await;
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
        let (first, second) = (code(&world, 1).await, code(&world, 2).await);
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        activate(&visitor, &second).await;
        let form = format!("key={}&give-1=1", visitor.get("/mijn").await.field("key"));
        let finder = Visitor::new(&site);
        assert_eq!(finder.get(&format!("/c/{first}")).await.status, 303);
        must(&finder.get("/mijn").await, 200, "U hebt €\u{a0}10,00");

        replace(&world, 1).await;
        must(&finder.get("/mijn").await, 200, "Er is een nieuwere code voor deze cheque");
        must(&finder.post("/geven", &form).await, 409, "Er is een nieuwere code voor deze cheque");
        assert_eq!(finder.get(&format!("/c/{second}")).await.status, 303);
        must(&finder.get("/mijn").await, 200, "U hebt €\u{a0}10,00");
        world.prove().await;
    }
}

async fn rows(world: &World) -> [i64; 2] {
    let db = &world.app.database.reader;
    let mut counts = [0; 2];
    for (count, table) in counts.iter_mut().zip(["session", "attempt"]) {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
        *count = row.expect("it can be read").expect("a row").try_get_by_index(0).expect("a number");
    }
    counts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_ends_after_an_hour_and_is_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (site, began) = (serve(&world).await, world.app.now());
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        let unknown = wijkkas::domain::code::Code::from_bits(12345).to_string();
        assert_eq!(Visitor::new(&site).post("/code", &format!("code={unknown}")).await.status, 422);
        for (after, status, left) in [(3_599_999, 200, [1, 1]), (3_600_000, 401, [0, 0])] {
            world.clock.set(began.checked_add_ms(after).expect("a time"));
            assert_eq!(visitor.get("/mijn").await.status, status, "after {after} ms");
            visits::forget(&world.app).await.expect("the database answers");
            throttle::forget(&world.app).await.expect("the database answers");
            assert_eq!(rows(&world).await, left, "after {after} ms");
        }
    }
}
