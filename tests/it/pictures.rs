//! Pictures that come in while something else happens to their sketch: none is kept without one, and not too many.

use crate::support::life::{DEADLINE, pass_to, pay, propose};
use crate::support::postgres::Cluster;
use crate::support::world::{World, urls};
use image::{ImageFormat, RgbImage};
use sea_orm::{ConnectionTrait as _, Statement, TransactionTrait as _};
use std::collections::BTreeSet;
use std::io::Cursor;
use std::time::Duration;
use wijkkas::app::manage::Managed;
use wijkkas::app::pictures::{self, For, MOST, NotTaken};
use wijkkas::app::sketches::{self, Sketched};
use wijkkas::app::writer::Options;
use wijkkas::app::{initiatives, news, submitting};
use wijkkas::domain::delivery::DeliveryCommand;
use wijkkas::domain::initiative::{InitiativeCommand, Initiator};
use wijkkas::domain::{Actor, NewsId, PersonId};
use wijkkas::store::{Erased, Storage, StorageTx as _, erasables};

const ADDRESS: &str = "samira@example.org";

async fn begun(world: &World) -> Sketched {
    let id = sketches::begin(&world.app, world.book, ADDRESS).await.expect("it is asked");
    let id = id.expect("it is begun");
    let found = sketches::find(&world.app, (world.book, id), ADDRESS).await.expect("it can be read");
    found.expect("it is there")
}

async fn give(world: &World, sketched: &Sketched) -> Result<(), NotTaken> {
    let mut png = Cursor::new(Vec::new());
    RgbImage::new(4, 3).write_to(&mut png, ImageFormat::Png).expect("PNG");
    let given = (png.into_inner(), pictures::room(sketched.person).await, "Het veld");
    pictures::add(&world.app, world.book, For::Sketch(sketched), given).await
}

async fn count(world: &World, table: &str) -> i64 {
    number(world, &format!("SELECT COUNT(*) FROM {table}")).await
}

async fn number(world: &World, sql: &str) -> i64 {
    let db = &world.app.database.reader;
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    row.expect("an answer").expect("a row").try_get_by_index(0).expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_thrown_away_meanwhile_gets_no_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let sketched = begun(&world).await;
        give(&world, &sketched).await.expect("it is kept");
        assert_eq!((count(&world, "picture").await, count(&world, "picture_words").await), (1, 1));
        assert!(submitting::discard(&world.app, world.book, &sketched).await.expect("it is thrown away"));
        // It was being sent all the time.
        let gone = give(&world, &sketched).await.expect_err("there is nothing it is for");
        assert!(matches!(gone, NotTaken::Gone), "{gone}");
        assert_eq!((count(&world, "picture").await, count(&world, "picture_words").await), (0, 0));
    }
}

/// Whoever is forgotten while they throw something away: both take the rows in the same order, or PostgreSQL would end one
/// of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn throwing_away_and_erasing_wait_for_each_other() {
    let world = World::open(&Cluster::shared().create_database(), Options::default()).await;
    let sketched = begun(&world).await;
    give(&world, &sketched).await.expect("it is kept");
    let erasure = world.app.database.writer.begin().await.expect("a transaction");
    erasure.execute_unprepared("DELETE FROM picture").await.expect("the first of its rows");
    let discard = async {
        submitting::discard(&world.app, world.book, &sketched).await.expect("it is thrown away, no deadlock")
    };
    let erase = async {
        let waits = "SELECT COUNT(*) FROM pg_stat_activity \
                     WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while number(&world, waits).await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        erasure.execute_unprepared("DELETE FROM picture_words").await.expect("the rest, no deadlock");
        erasure.commit().await.expect("it is written");
    };
    assert!(tokio::join!(discard, erase).0);
    assert_eq!((count(&world, "picture").await, count(&world, "picture_words").await), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_many_tabs_there_are_not_too_many() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let sketched = begun(&world).await;
        // None of the tabs knows of the pictures of the others.
        let tabs = (0..MOST + 3).map(|_| give(&world, &sketched));
        let answers = futures_util::future::join_all(tabs).await;
        let kept = answers.iter().filter(|answer| answer.is_ok()).count();
        let enough = answers.iter().filter(|answer| matches!(answer, Err(NotTaken::Enough))).count();
        assert_eq!((kept, enough), (MOST, 3), "{answers:?}");
        assert_eq!(count(&world, "picture").await, MOST as i64);
    }
}

/// An initiative of three people, who have begun with it and may report.
async fn in_progress(world: &World) -> Vec<Managed> {
    world.open_round(3).await;
    let initiative = world.open_initiative(3000).await;
    let mut persons = Vec::new();
    for address in [ADDRESS, "ruud@example.org", "nasrin@example.org"] {
        let person = sketches::person_of(&world.app, world.book, address).await.expect("somebody");
        let initiator = Initiator::Person(person);
        world.system(InitiativeCommand::AddInitiator { initiative, initiator }).await;
        persons.push(person);
    }
    for cheque in 1..=3 {
        let wallet = world.activate(cheque).await;
        world.pledge(wallet, initiative, 1000).await.expect("pledged");
    }
    pass_to(world, DEADLINE).await;
    let payout = propose(world, initiative).await;
    pay(world, payout, "NL1").await;
    let planned_end = "2026-05-01".parse().expect("a day");
    let start = DeliveryCommand::Start { initiative, planned_end };
    world.ask(Actor::Initiator(persons[0]), start).await.expect("it begins");
    let told = initiatives::find(&world.app, world.book, initiative).await.expect("it answers");
    let told = told.expect("it is there");
    persons.into_iter().map(|person| Managed { told: told.clone(), person }).collect()
}

/// The pictures of a report are given by several initiators.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_of_a_report_stay_when_somebody_else_is_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (app, book) = (&world.app, world.book);
        let all = in_progress(&world).await;
        let initiative = all[0].told.id;
        // All of them begin it at the same moment.
        let holders = all.iter().map(|managed| news::of_report_or_new(app, book, managed));
        let holders = futures_util::future::join_all(holders).await;
        let holders: BTreeSet<NewsId> =
            holders.into_iter().map(|id| id.expect("it answers").expect("somebody")).collect();
        assert_eq!((holders.len(), count(&world, "news").await), (1, 1), "there is one");
        let holder = *holders.first().expect("one");
        let mut png = Cursor::new(Vec::new());
        RgbImage::new(4, 3).write_to(&mut png, ImageFormat::Png).expect("PNG");
        let png = png.into_inner();
        let give = async |person: PersonId| {
            let given = (png.clone(), pictures::room(person).await, "Het veld");
            pictures::add(app, book, For::News(holder, person), given).await
        };
        for managed in &all {
            give(managed.person).await.expect("it is kept");
        }
        // Whoever made it is among those.
        for managed in &all[..2] {
            let erased = Erased { persons: vec![managed.person], ..Erased::default() };
            let mut tx = Storage::begin(&app.database).await.expect("a transaction");
            erasables::erase(&mut tx, book, &erased).await.expect("they are erased");
            tx.commit().await.expect("it is written");
        }
        let kept = news::pictures_of_report(app, book, initiative).await.expect("it answers");
        assert_eq!(kept.map(|(id, pictures)| (id, pictures.len())), Some((holder, 1)));
        assert_eq!((count(&world, "picture").await, count(&world, "picture_words").await), (1, 1));
        // It was being sent all the time.
        let gone = give(all[0].person).await.expect_err("nobody gives it any more");
        assert!(matches!(gone, NotTaken::Gone), "{gone}");
    }
}
