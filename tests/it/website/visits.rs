//! Visits: what the codes of one visit open together, what they no longer open, and when it is over.

use super::{activate, code, must, worlds};
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use crate::tenancy::{cheque_of, issued, tenancy};
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::{texts, throttle, visits};
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};

/// Types a code.
pub async fn types(visitor: &Visitor<'_>, code: &str) {
    assert_eq!(visitor.get(&format!("/c/{code}")).await.status, 303);
}

/// Types a code, and adds its money to the savings of one that was typed before.
pub async fn adds(visitor: &Visitor<'_>, code: &str) {
    types(visitor, code).await;
    let page = visitor.get("/mijn").await;
    let form = format!("cheque={}&join={}", page.field("cheque"), page.field("join"));
    assert_eq!(visitor.post("/mijn/activeren", &form).await.status, 303);
}

/// Whoever looks at their money has so much to give.
pub async fn has(visitor: &Visitor<'_>, euros: i64) {
    must(&visitor.get("/mijn").await, 200, &format!("U hebt €\u{a0}{euros},00"));
}

/// The page of a code offers no savings to add its money to.
pub async fn is_alone(visitor: &Visitor<'_>) {
    let page = visitor.get("/mijn").await;
    must(&page, 200, "waard");
    assert!(!page.page.contains("name=\"join\""), "{page:?}");
}

pub async fn codes<const N: usize>(world: &World) -> [String; N] {
    let mut codes = [const { String::new() }; N];
    for (cheque, one) in (1..).zip(&mut codes) {
        *one = code(world, cheque).await;
    }
    codes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_opens_its_own_money_and_two_open_what_they_share() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third, fourth] = codes(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        // Who found that letter in a paper bin waits for what comes into the savings later, with one or with two codes.
        let (waiting, with_two) = (Visitor::new(&site), Visitor::new(&site));
        types(&waiting, &first).await;
        types(&with_two, &first).await;
        types(&with_two, &fourth).await;
        let offered = with_two.get("/mijn").await;
        adds(&visitor, &second).await;
        has(&visitor, 20).await;
        has(&waiting, 10).await;
        is_alone(&with_two).await;
        // Nor with the page of before.
        let form = format!("cheque={}&join={}", offered.field("cheque"), offered.field("join"));
        assert_eq!(with_two.post("/mijn/activeren", &form).await.status, 303);
        is_alone(&with_two).await;
        activate(&with_two, &fourth).await;
        has(&with_two, 10).await;

        // Who finds one of the letters sees that letter's money only.
        let finder = Visitor::new(&site);
        types(&finder, &second).await;
        let page = finder.get("/mijn").await;
        must(&page, 200, "Deze code opent alleen het geld van deze brief");
        let form = format!("{}&give-1=15", page.own());
        must(&finder.post("/geven", &form).await, 422, "U hebt €\u{a0}10,00");

        // Who types both has both, whatever is typed between them.
        types(&finder, &third).await;
        types(&finder, &first).await;
        has(&finder, 20).await;

        // Another household's code in the same browser joins nothing that is already somebody's.
        let other = Visitor::new(&site);
        activate(&other, &third).await;
        types(&other, &first).await;
        has(&other, 10).await;
        world.prove().await;
    }
}

/// Whoever saves over several rounds has a visit for each.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_codes_of_earlier_letters_let_a_new_cheque_join_their_money() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third, fourth] = codes(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);

        types(&visitor, &first).await;
        has(&visitor, 10).await;
        adds(&visitor, &second).await;
        has(&visitor, 20).await;
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);

        // One of two codes is not the whole wallet, so nothing joins it; both are.
        types(&visitor, &second).await;
        types(&visitor, &third).await;
        is_alone(&visitor).await;
        types(&visitor, &first).await;
        adds(&visitor, &third).await;
        has(&visitor, 30).await;
        adds(&visitor, &fourth).await;
        has(&visitor, 40).await;
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);
        types(&visitor, &fourth).await;
        has(&visitor, 10).await;
        world.prove().await;
    }
}

/// A computer of many: somebody went away without closing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_one_at_a_computer_keeps_their_own_money() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [theirs, own, new, third] = codes(&world).await;
        let (home, computer) = (Visitor::new(&site), Visitor::new(&site));
        activate(&home, &own).await;
        activate(&computer, &theirs).await;
        // Their own earlier code, and then the new letter: it joins that one, and nobody else's.
        types(&computer, &own).await;
        adds(&computer, &new).await;
        has(&computer, 20).await;
        types(&home, &theirs).await;
        has(&home, 10).await;
        // A new letter only: what the first one left open is offered, and not done by the button that is pressed first.
        let next = Visitor::new(&site);
        types(&next, &theirs).await;
        types(&next, &third).await;
        let page = next.get("/mijn").await;
        must(&page, 200, "Er is hier eerder een code ingevuld, met een tegoed van €\u{a0}10,00");
        let (button, join) = (page.page.find("wk-wide"), page.page.find("name=\"join\""));
        assert!(button < join, "{page:?}");
        activate(&next, &third).await;
        has(&next, 10).await;
        types(&home, &theirs).await;
        has(&home, 10).await;
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn savings_that_are_all_given_are_offered_without_an_amount() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &code(&world, 1).await).await;
        let give = format!("{}&give-1=10", visitor.get("/mijn").await.own());
        assert_eq!(visitor.post("/geven", &give).await.status, 303);
        types(&visitor, &code(&world, 2).await).await;
        let page = visitor.get("/mijn").await;
        must(&page, 200, "Er is hier eerder een code ingevuld. Is dat tegoed ook van u?");
        assert!(page.page.contains("name=\"join\"") && !page.page.contains("€\u{a0}0,00"), "{page:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_household_saves_on_with_one_button() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let mut letters = Vec::new();
        for _ in 0..4 {
            let (round, list) = issued(&world, &["anna", "bas"]).await;
            let cheque = cheque_of(&world, round, &list, &tenancy("anna")).await;
            letters.push(code(&world, cheque.0).await);
        }
        let visitor = Visitor::new(&site);
        activate(&visitor, &letters[0]).await;
        types(&visitor, &letters[1]).await;
        let page = visitor.get("/mijn").await;
        must(&page, 200, "Dit geld komt bij uw tegoed van €\u{a0}10,00");
        assert!(
            page.page.find("name=\"join\"") < page.page.find("wk-wide"),
            "it is the first button: {page:?}"
        );
        adds(&visitor, &letters[1]).await;
        has(&visitor, 20).await;
        // Two codes of a household open all that came to it, here one more.
        adds(&visitor, &letters[2]).await;
        has(&visitor, 30).await;
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);
        types(&visitor, &letters[2]).await;
        has(&visitor, 10).await;
        types(&visitor, &letters[0]).await;
        has(&visitor, 30).await;
        // Or keeps it apart.
        types(&visitor, &letters[3]).await;
        let form = format!("cheque={}", visitor.get("/mijn").await.field("cheque"));
        assert_eq!(visitor.post("/mijn/activeren", &form).await.status, 303);
        has(&visitor, 10).await;
        world.prove().await;
    }
}

/// A computer of many was left open, and somebody put cheques of their own into the savings that were there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_that_were_brought_into_savings_open_nothing_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let mut letters = Vec::new();
        for _ in 0..3 {
            let (round, list) = issued(&world, &["anna", "bas"]).await;
            for name in ["anna", "bas"] {
                let cheque = cheque_of(&world, round, &list, &tenancy(name)).await;
                letters.push(code(&world, cheque.0).await);
            }
        }
        let [anna, bas, anna2, bas2, anna3, bas3] = &letters[..] else { panic!("six letters") };
        let computer = Visitor::new(&site);
        activate(&computer, anna).await;
        adds(&computer, anna2).await;
        for own in [bas, bas2] {
            adds(&computer, own).await;
        }
        has(&computer, 40).await;
        let later = Visitor::new(&site);
        types(&later, bas).await;
        types(&later, bas2).await;
        has(&later, 10).await;
        types(&later, bas3).await;
        is_alone(&later).await;
        // Whose savings they are still opens them, with codes for all that is in them; and saves on beside them.
        let own = Visitor::new(&site);
        types(&own, anna).await;
        types(&own, anna2).await;
        has(&own, 10).await;
        types(&own, anna3).await;
        is_alone(&own).await;
        types(&own, bas).await;
        types(&own, bas2).await;
        has(&own, 40).await;
        world.prove().await;
    }
}

/// What was done with the other letters is nobody's to read who has one of them, also when they are used up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_never_tells_of_other_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (site, began) = (serve(&world).await, world.app.now());
        let days = |days: i64| world.clock.set(began.checked_add_ms(days * 86_400_000).expect("a time"));
        let [first, second] = codes(&world).await;
        let own = Visitor::new(&site);
        activate(&own, &first).await;
        days(60);
        types(&own, &first).await;
        adds(&own, &second).await;
        // The first cheque's two years are over, those of the second not yet.
        days(2 * 365 + 30);
        wijkkas::jobs::run(&world.app, world.book).await.expect("the jobs are done");
        let finder = Visitor::new(&site);
        types(&finder, &second).await;
        let page = finder.get("/mijn").await;
        must(&page, 200, "10,00");
        assert!(!page.page.contains("weer van de buurt"), "{page:?}");
        types(&finder, &first).await;
        must(&finder.get("/mijn").await, 200, "weer van de buurt");
    }
}

/// What was taken back at the desk is not in the way of the rest.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lot_that_was_reversed_closes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, third] = codes(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        adds(&visitor, &second).await;
        let (seen, desk) =
            (Seen { cheque: ChequeId(2), generation: 1 }, Actor::Staff(Role::Desk, PersonId(1)));
        let words = texts::make(&world.app, None, "The wrong letter").expect("words");
        let reversed = cheque_desk::reverse(&world.app, world.book, seen, words, (world.key(), desk)).await;
        assert!(reversed.expect("it is reversed").code.is_some());
        assert_eq!(visitor.post("/mijn/klaar", "").await.status, 303);
        types(&visitor, &first).await;
        adds(&visitor, &third).await;
        has(&visitor, 20).await;
        world.prove().await;
    }
}

async fn rows(world: &World) -> [i64; 2] {
    let db = &world.app.database.reader;
    let mut counts = [0; 2];
    for (count, table) in counts.iter_mut().zip(["visit_code", "attempt"]) {
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
        for (after, status, left) in [(3_599_999, 200, [1, 2]), (3_600_000, 401, [0, 0])] {
            world.clock.set(began.checked_add_ms(after).expect("a time"));
            assert_eq!(visitor.get("/mijn").await.status, status, "after {after} ms");
            visits::forget(&world.app).await.expect("the database answers");
            throttle::forget(&world.app).await.expect("the database answers");
            assert_eq!(rows(&world).await, left, "after {after} ms");
        }
    }
}

/// Each visit is a row: whoever has one letter fills no disk with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_begins_no_visits_without_end() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let [first, second, _] = codes(&world).await;
        let mut visits = 0;
        while Visitor::new(&site).post("/code", &format!("code={first}")).await.status == 303 {
            visits += 1;
            assert!(visits <= 200, "it goes on and on");
        }
        assert_eq!(rows(&world).await, [200, 1]);
        assert_eq!(
            Visitor::new(&site).post("/code", &format!("code={second}")).await.status,
            303,
            "others go on"
        );
        world.clock.set(world.app.now().checked_add_ms(60_000).expect("a time"));
        assert_eq!(Visitor::new(&site).post("/code", &format!("code={first}")).await.status, 303);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_code_is_forgotten_an_hour_after_it_was_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let (site, began) = (serve(&world).await, world.app.now());
        let minutes = |after: i64| world.clock.set(began.checked_add_ms(after * 60_000).expect("a time"));
        let [first, second, third] = codes(&world).await;
        let visitor = Visitor::new(&site);
        activate(&visitor, &first).await;
        minutes(30);
        adds(&visitor, &second).await;
        minutes(59);
        types(&visitor, &third).await;
        must(&visitor.get("/mijn").await, 200, "tegoed van €\u{a0}20,00");
        types(&visitor, &second).await;
        has(&visitor, 20).await;
        minutes(60);
        has(&visitor, 10).await;
        types(&visitor, &third).await;
        is_alone(&visitor).await;
    }
}
