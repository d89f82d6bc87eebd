//! The books are proven without anybody asking for it: when, by whom, and what is said.

use crate::support::damage::Hand;
use crate::support::life::live_shortly;
use crate::support::postgres::Cluster;
use crate::support::served::Program;
use crate::support::world::{World, urls, write_keys};
use sea_orm::sqlx;
use std::time::Duration;
use wijkkas::app::writer::Options;
use wijkkas::jobs::self_check::{self, SelfCheck};
use wijkkas::store::{Storage as _, self_checks};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const DAILY: SelfCheck = SelfCheck { every: DAY, most_events: 1_000_000 };

const MINUTE: i64 = 60_000;

/// The clock of this process moves by so many milliseconds.
fn pass(world: &World, ms: i64) {
    world.clock.set(world.app.now().checked_add_ms(ms).expect("a time"));
}

/// Whether it is done an hour later, and so on.
async fn is_done_after(world: &World, hours: i64) -> bool {
    pass(world, hours * HOUR);
    self_check::run(&world.app, DAILY).await.expect("the database answers").is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_all_processes_one_proves_the_books_once_a_day() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let events = world.app.database.head(world.book).await.expect("a head").seq;
        let others = [
            World::attach(&url, Options::default()).await,
            World::attach(&url, Options::default()).await,
            World::attach(&url, Options::default()).await,
        ];
        for other in &others {
            other.clock.set(world.app.now());
        }
        let [first, second, third] = &others;
        let (first, second, third) = tokio::join!(
            self_check::run(&first.app, DAILY),
            self_check::run(&second.app, DAILY),
            self_check::run(&third.app, DAILY)
        );
        let done: Vec<_> =
            [first, second, third].into_iter().filter_map(|ran| ran.expect("the database answers")).collect();
        assert_eq!(done, [self_check::Checked { events, ..Default::default() }]);

        assert!(!is_done_after(&world, 0).await);
        assert!(!is_done_after(&world, 23).await);
        assert!(is_done_after(&world, 1).await, "a day has passed");
        assert!(!is_done_after(&world, 23).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_cut_off_is_begun_again_after_minutes() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        assert!(is_done_after(&world, 0).await);
        // As a process leaves it that was killed while it proved.
        let changed = Hand::beside(&world).run("UPDATE self_check SET ended = NULL").await;
        assert_eq!(changed.expect("it works"), 1);
        pass(&world, 5 * MINUTE - 1);
        assert!(!is_done_after(&world, 0).await, "it may still go on");
        pass(&world, 1);
        let again =
            self_check::run(&world.app, DAILY).await.expect("the database answers").expect("it is time");
        assert!(again.was_cut_off);
        assert!(!is_done_after(&world, 23).await, "this one ended");
        let changed = Hand::beside(&world).run("UPDATE self_check SET begun = begun + 100000000000").await;
        assert_eq!(changed.expect("it works"), 1);
        assert!(is_done_after(&world, 0).await, "a clock that ran ahead once does not put it off for years");
    }
}

/// A long proof is not begun by another process beside the one that is at it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_at_it_keeps_the_turn() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (database, begun) = (&world.app.database, world.app.now());
        let later = |ms: i64| begun.checked_add_ms(ms).expect("a time");
        let take = |now: i64| {
            let times = (later(now - DAY), later(now - 5 * MINUTE));
            self_checks::take_turn(database, later(now), times)
        };
        assert!(take(0).await.expect("it answers"));
        assert!(!take(-1).await.expect("it answers"), "a clock that is a moment behind");
        assert!(self_checks::at_it(database, begun, later(2 * DAY - MINUTE)).await.expect("it is noted"));
        assert!(!take(2 * DAY).await.expect("it answers"), "it takes longer than the days between two");
        assert!(!self_checks::at_it(database, later(1), later(3 * DAY)).await.expect("it answers"));
        assert!(take(2 * DAY + 5 * MINUTE).await.expect("it answers"), "of another proof it is no sign");
        assert!(
            !self_checks::at_it(database, begun, later(3 * DAY)).await.expect("it answers"),
            "it is told"
        );
    }
}

/// What could not be read is no proof, and is not put off to the next day.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_finished_is_told_and_tried_again_soon() {
    let world = World::open(&Cluster::shared().create_database(), Options::default()).await;
    live_shortly(&world).await;
    let hand = Hand::beside(&world);
    let pool = world.app.database.writer.get_postgres_connection_pool();
    let mut in_the_way = pool.begin().await.expect("a transaction");
    sqlx::query("LOCK TABLE event").execute(&mut *in_the_way).await.expect("nobody uses it");
    let app = world.app.clone();
    let proof = tokio::spawn(async move { self_check::run(&app, DAILY).await });
    // Its connection is taken away while it waits.
    let cut = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while hand.number(cut).await == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let checked = proof.await.expect("it ends").expect("it is begun").expect("it is time");
    assert!(checked.failed.is_some() && checked.differences.is_empty(), "{checked:?}");
    in_the_way.rollback().await.expect("it is out of the way");

    pass(&world, 5 * MINUTE - 1);
    assert!(!is_done_after(&world, 0).await);
    pass(&world, 1);
    let again = self_check::run(&world.app, DAILY).await.expect("it answers").expect("it is tried again");
    assert!(again.was_cut_off && again.failed.is_none() && again.events > 0, "{again:?}");
}

/// One book that cannot even be begun keeps nobody from proving the others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_without_a_head_is_named_and_the_others_are_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let events = world.app.database.head(world.book).await.expect("a head").seq;
        Hand::beside(&world)
            .run("INSERT INTO book (book, slug) VALUES (-1, 'lost')")
            .await
            .expect("it works");
        let checked = self_check::run(&world.app, DAILY).await.expect("it answers").expect("it is time");
        assert_eq!((checked.events, checked.failed), (events, None));
        let places: Vec<&str> = checked.differences.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["book lost"]);
    }
}

/// Beside the website there may not be memory enough.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_that_is_too_long_is_named_and_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let events = world.app.database.head(world.book).await.expect("a head").seq;
        for (most_events, proven, too_long) in [(events, events, vec![]), (events - 1, 0, vec!["west"])] {
            pass(&world, DAY);
            let wanted = SelfCheck { every: DAY, most_events };
            let checked = self_check::run(&world.app, wanted).await.expect("it answers").expect("it is time");
            assert_eq!((checked.events, checked.differences.len()), (proven, 0));
            assert_eq!(checked.too_long, too_long);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_place_that_differs_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let hand = Hand::beside(&world);
        hand.run("UPDATE account SET credits = credits + 1, debits = debits + 1 WHERE no = 1")
            .await
            .expect("it works");
        hand.run("INSERT INTO book_head (book, turn, seq, chain, recorded, accounts) SELECT 99, turn, seq, chain, recorded, accounts FROM book_head").await.expect("it works");
        let checked =
            self_check::run(&world.app, DAILY).await.expect("the database answers").expect("it is time");
        let places: Vec<&str> = checked.differences.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["book west", "the database"], "{checked:?}");
        assert!(checked.differences[0].1.contains("account"), "{checked:?}");
        assert!(checked.differences[1].1.contains("book 99"), "{checked:?}");

        // The schema comes first: without it, nothing else is asked.
        hand.run("DROP TABLE initiator_view").await.expect("it works");
        pass(&world, DAY);
        let checked =
            self_check::run(&world.app, DAILY).await.expect("the database answers").expect("it is time");
        let [(place, difference)] = &checked.differences[..] else { panic!("{checked:?}") };
        assert_eq!(
            (place.as_str(), difference.as_str()),
            ("the database", "there is no table initiator_view")
        );
    }
}

/// The program that serves does it by itself, and its log says which books differ, but not what is whose.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_serves_is_told_in_the_log() {
    let folder = tempfile::tempdir().expect("a folder");
    write_keys(&folder.path().join("wijkkas.keys"));
    let url = format!("sqlite://{}/book.db", folder.path().display());
    let world = World::open(&url, Options::default()).await;
    live_shortly(&world).await;
    let keys = folder.path().join("wijkkas.keys").display().to_string();
    let serve = |hours| {
        let log = [("RUST_LOG", "wijkkas=info")];
        Program::serve(folder.path(), &["--keys", &keys, "--check-every", hours], &log)
    };
    let program = serve("1");
    program.wait_for(|said| said.contains("the books were proven"));
    let said = program.end();
    assert!(!said.contains("NOT PROVEN"), "{said}");

    let hand = Hand::beside(&world);
    hand.run("UPDATE account SET credits = credits + 1, debits = debits + 1 WHERE no = 1")
        .await
        .expect("it works");
    hand.run("DELETE FROM self_check").await.expect("it works");
    let program = serve("1");
    program.wait_for(|said| said.contains("NOT PROVEN: book west; say `wijkkas check`"));
    program.end();

    hand.run("DELETE FROM self_check").await.expect("it works");
    let log = [("RUST_LOG", "wijkkas=warn")];
    let program =
        Program::serve(folder.path(), &["--keys", &keys, "--check-every", "1", "--check-up-to", "5"], &log);
    program.wait_for(|said| said.contains("NOT PROVEN: book west has too many events"));
    program.end();

    hand.run("DELETE FROM self_check").await.expect("it works");
    let program = serve("0");
    assert!(program.post("/", "code=").starts_with("HTTP/1.1"), "it serves");
    program.end();
    assert_eq!(hand.number("SELECT COUNT(*) FROM self_check").await, 0, "it was told never to");
}
