//! Submitting a sketch: cut off anywhere, in two tabs, or changed in between, it becomes one initiative.

mod held;

use crate::support::patience::cut_off_after;
use crate::support::world::{World, urls};
use wijkkas::app::sketches::{self, Cost, Sketch, Sketched};
use wijkkas::app::submitting::{MOST_WAITING, NotSubmitted, Saved, discard, save, submit};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::app::{Wish, initiatives, programmes};
use wijkkas::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::{Actor, AreaId, Cents, InitiativeId, SketchId};
use wijkkas::store::submitting::{self, OnItsWay};

const ADDRESS: &str = "samira@example.org";

fn sketch() -> Sketch {
    let cents = Cents::new(3000).expect("an amount");
    Sketch {
        title: "Moestuin".into(),
        story: "Samen zaaien.".into(),
        area: Some(AreaId(1)),
        purpose: "green".into(),
        costs: vec![Cost { what: "Aarde".into(), cents }, Cost { what: "Zaden".into(), cents }],
        last_day: Some("2026-03-31".parse().expect("a date")),
        needs: String::new(),
    }
}

/// A sketch in which all is filled in.
async fn filled_in(world: &World) -> Sketched {
    let id = sketches::begin(&world.app, world.book, ADDRESS).await.expect("the database answers");
    let sketched = Sketched { sketch: sketch(), ..find(world, id.expect("it is begun")).await };
    keep(world, &sketched).await;
    sketched
}

/// Fills it in; if it may be on its way to become an initiative, later.
async fn keep(world: &World, sketched: &Sketched) {
    let mut saved = save(&world.app, world.book, sketched).await;
    if matches!(saved, Err(Failure::Busy)) {
        later(world);
        saved = save(&world.app, world.book, sketched).await;
    }
    assert_eq!(saved.expect("the database answers"), Saved::Yes);
}

async fn find(world: &World, id: SketchId) -> Sketched {
    let found = sketches::find(&world.app, (world.book, id), ADDRESS).await.expect("it can be read");
    found.expect("it is there")
}

async fn submitted(world: &World, sketched: &Sketched) -> Result<InitiativeId, NotSubmitted> {
    submit(&world.app, world.book, (sketched, vec![])).await
}

/// How many initiatives there are.
async fn count(world: &World) -> i64 {
    let founded = programmes::find(&world.app, world.book).await.expect("it can be read");
    founded.expect("it is there").state.last_initiative
}

async fn title(world: &World, id: InitiativeId) -> String {
    let told = initiatives::find(&world.app, world.book, id).await.expect("it can be read");
    told.expect("it is there").title
}

/// After how many waits it is cut off: how often it waits depends on how busy the machine is, so every number comes
/// again until the place was hit that a test is about.
fn everywhere() -> impl Iterator<Item = usize> {
    (0..48).cycle().take(48 * 8)
}

/// A moderator lets it through: it waits no longer.
async fn approve(world: &World, initiative: InitiativeId) {
    world.system(InitiativeCommand::Approve { initiative }).await;
}

async fn is_submitted(world: &World, id: InitiativeId) -> bool {
    let state = world.app.look::<Initiative>(world.book, id).await.expect("it can be read");
    state.expect("it is there").status == InitiativeStatus::Submitted
}

async fn attach(url: &str) -> World {
    World::attach(url, Options::default()).await
}

/// What a process asked for before it was cut off is done, or not, once this is.
async fn finish(process: &World) {
    let last = ProgrammeCommand::AddPurpose { name: "other".into() };
    let last = Wish::new(process.app.fresh_key(), Actor::System, last);
    process.app.ask(process.book, last).await.expect("the system may");
}

/// What was asked for and is not known to have become something.
async fn asked(world: &World, id: SketchId) -> Option<String> {
    let stored = submitting::find(&world.app.database, world.book, id).await.expect("it can be read");
    stored.and_then(|OnItsWay { asked, .. }| asked)
}

fn later(world: &World) {
    world.clock.set(world.app.now().checked_add_ms(21 * 60 * 1000).expect("a time"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_off_anywhere_it_becomes_one_initiative() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (mut whole, mut changed) = (0, 0);
        for waits in everywhere() {
            let (sketched, before) = (filled_in(&world).await, count(&world).await);
            let process = attach(&url).await;
            let is_whole = cut_off_after(waits, submitted(&process, &sketched)).await.is_some();
            finish(&process).await;

            let other = attach(&url).await;
            let mut found = find(&other, sketched.id).await;
            found.sketch.title = "Boomgaard".into();
            let saved = save(&other.app, other.book, &found).await;
            let can_change = match &saved {
                Ok(Saved::Yes) => true,
                // It is submitted, or not known to have come to nothing.
                Ok(Saved::Submitted) | Err(Failure::Busy) => false,
                other => panic!("{other:?}"),
            };
            let number = submitted(&other, &found).await.expect("it is submitted");
            assert_eq!(count(&world).await, before + 1, "cut off after {waits}");
            assert_eq!(find(&world, sketched.id).await.initiative, Some(number));
            assert!(is_submitted(&world, number).await);
            let said = if can_change { "Boomgaard" } else { "Moestuin" };
            assert_eq!(title(&world, number).await, said, "cut off after {waits}");
            approve(&world, number).await;
            changed += i32::from(can_change);
            whole += i32::from(is_whole);
            if whole > 0 && changed >= 3 {
                break;
            }
        }
        assert!(whole > 0 && changed >= 3, "whole {whole} times, changed {changed} times");
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_two_tabs_it_becomes_one_initiative() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let other = attach(&url).await;
        for _ in 0..5 {
            let (sketched, before) = (filled_in(&world).await, count(&world).await);
            let (one, two) = tokio::join!(submitted(&world, &sketched), submitted(&other, &sketched));
            let number = one.expect("it is submitted");
            assert_eq!(number, two.expect("it is submitted"));
            assert_eq!(count(&world).await, before + 1);
            assert!(is_submitted(&world, number).await);
            // A step that was open in a third tab is saved late.
            let late = save(&world.app, world.book, &sketched).await.expect("the database answers");
            assert_eq!(late, Saved::Submitted);
            assert_eq!(find(&world, sketched.id).await.initiative, Some(number));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_refused_can_be_changed_and_what_was_thrown_away_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let mut sketched = filled_in(&world).await;
        sketched.sketch.area = Some(AreaId(99));
        keep(&world, &sketched).await;
        for _ in 0..2 {
            let refused = submitted(&world, &sketched).await.expect_err("there is no such area");
            assert!(matches!(refused, NotSubmitted::Failed(Failure::Refused(_))), "{refused}");
        }
        sketched.sketch.area = Some(AreaId(1));
        keep(&world, &sketched).await;
        let number = submitted(&world, &sketched).await.expect("it is submitted");
        assert!(is_submitted(&world, number).await);
        // Somebody throws it away in a tab that does not know of this.
        let is_gone = discard(&world.app, world.book, &sketched).await.expect("it is asked");
        assert!(!is_gone && find(&world, sketched.id).await.initiative == Some(number));

        let sketched = filled_in(&world).await;
        assert!(discard(&world.app, world.book, &sketched).await.expect("it is thrown away"));
        assert_eq!(save(&world.app, world.book, &sketched).await.expect("it is asked"), Saved::Gone);
        let gone = submitted(&world, &sketched).await.expect_err("it is gone");
        assert!(matches!(gone, NotSubmitted::Gone), "{gone}");
        assert_eq!(count(&world).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_submits_without_end_waits_for_an_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let mut numbers = Vec::new();
        for _ in 0..MOST_WAITING {
            numbers.push(submitted(&world, &filled_in(&world).await).await.expect("it is submitted"));
        }
        let one_more = filled_in(&world).await;
        let refused = submitted(&world, &one_more).await.expect_err("enough of theirs wait");
        assert!(matches!(refused, NotSubmitted::Enough), "{refused}");
        approve(&world, numbers[0]).await;
        submitted(&world, &one_more).await.expect("it is submitted");
    }
}

/// What was begun is not one more of those that wait, also when it is the last that may.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_that_may_wait_can_be_submitted_again_where_it_was_cut_off() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        for _ in 1..MOST_WAITING {
            submitted(&world, &filled_in(&world).await).await.expect("it is submitted");
        }
        let mut drafted = 0;
        for waits in everywhere() {
            let sketched = filled_in(&world).await;
            let process = attach(&url).await;
            let is_whole = cut_off_after(waits, submitted(&process, &sketched)).await.is_some();
            finish(&process).await;
            let is_asked = asked(&world, sketched.id).await.is_some();
            let number = submitted(&world, &sketched).await.expect("it is submitted");
            drafted += i32::from(is_asked && !is_whole);
            approve(&world, number).await;
            if drafted >= 3 && is_whole {
                break;
            }
        }
        assert!(drafted >= 3, "cut off while it was asked for {drafted} times");
    }
}

/// Another version of the program wrote it, and this one cannot ask for the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_asked_for_again_is_looked_up() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (mut whole, mut replaced) = (0, 0);
        for waits in everywhere() {
            let (sketched, before) = (filled_in(&world).await, count(&world).await);
            let process = attach(&url).await;
            process.clock.set(world.app.now());
            let is_whole = cut_off_after(waits, submitted(&process, &sketched)).await.is_some();
            finish(&process).await;
            if let Some(stored) = asked(&world, sketched.id).await {
                let stored_again: serde_json::Value = serde_json::from_str(&stored).expect("it is JSON");
                let stored_again =
                    serde_json::json!({ "key": stored_again["key"], "newer": true }).to_string();
                let (database, book) = (&world.app.database, world.book);
                submitting::forget(database, book, sketched.id, &stored).await.expect("it is taken off");
                submitting::begin(database, book, sketched.id, &stored_again).await.expect("it is put there");
                replaced += 1;
            }
            later(&world);
            let number = submitted(&world, &find(&world, sketched.id).await).await.expect("it is submitted");
            assert_eq!(count(&world).await, before + 1, "cut off after {waits}");
            assert_eq!(find(&world, sketched.id).await.initiative, Some(number));
            assert!(is_submitted(&world, number).await);
            approve(&world, number).await;
            whole += i32::from(is_whole);
            if whole > 0 && replaced >= 2 {
                break;
            }
        }
        assert!(replaced >= 2, "{replaced} times");
        // Not even a key.
        let sketched = filled_in(&world).await;
        submitting::begin(&world.app.database, world.book, sketched.id, "{}").await.expect("it is put there");
        submitted(&world, &sketched).await.expect("it is submitted");
        // A key of something else: the wish is another.
        let (sketched, key) = (filled_in(&world).await, world.app.fresh_key());
        let process = attach(&url).await;
        process.clock.set(world.app.now());
        cut_off_after(3, submitted(&process, &sketched)).await;
        finish(&process).await;
        let other = ProgrammeCommand::AddPurpose { name: "something else".into() };
        world.app.ask(world.book, Wish::new(key, Actor::System, other)).await.expect("the system may");
        if let Some(stored) = asked(&world, sketched.id).await {
            let mut wish: serde_json::Value = serde_json::from_str(&stored).expect("it is JSON");
            wish["key"] = key.to_string().into();
            let (database, book) = (&world.app.database, world.book);
            submitting::forget(database, book, sketched.id, &stored).await.expect("it is taken off");
            submitting::begin(database, book, sketched.id, &wish.to_string()).await.expect("it is put there");
        }
        submitted(&world, &sketched).await.expect("it is submitted");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_never_came_can_be_thrown_away() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let sketched = filled_in(&world).await;
        let stored = serde_json::json!({ "key": world.app.fresh_key().to_string() }).to_string();
        submitting::begin(&world.app.database, world.book, sketched.id, &stored).await.expect("it is kept");
        let busy = discard(&world.app, world.book, &sketched).await.expect_err("it may be on its way");
        assert_eq!(busy, Failure::Busy);
        later(&world);
        assert!(discard(&world.app, world.book, &sketched).await.expect("it is thrown away"));
        assert_eq!(count(&world).await, 0);
    }
}

/// Whoever was cut off does not know that it was refused, and mends it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_refused_before_it_was_mended_is_not_said_of_what_was_mended() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (mut whole, mut mended) = (0, 0);
        for waits in everywhere() {
            let mut sketched = filled_in(&world).await;
            sketched.sketch.area = Some(AreaId(99));
            keep(&world, &sketched).await;
            let process = attach(&url).await;
            let is_whole = cut_off_after(waits, submitted(&process, &sketched)).await.is_some();
            finish(&process).await;
            mended += i32::from(asked(&world, sketched.id).await.is_some());
            sketched.sketch.area = Some(AreaId(1));
            keep(&world, &sketched).await;
            let number = submitted(&world, &sketched).await.expect("it is submitted");
            assert!(is_submitted(&world, number).await, "cut off after {waits}");
            approve(&world, number).await;
            whole += i32::from(is_whole);
            if whole > 0 && mended >= 1 {
                break;
            }
        }
        assert!(mended >= 1, "nothing was left to be mended");
    }
}
