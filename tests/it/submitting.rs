//! Submitting a sketch: cut off anywhere, in two tabs, or changed in between, it becomes one initiative.

use crate::support::patience::cut_off_after;
use crate::support::world::{World, urls};
use wijkkas::app::sketches::{self, Cost, Sketch, Sketched};
use wijkkas::app::submitting::{NotSubmitted, submit};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::app::{Wish, initiatives, programmes};
use wijkkas::domain::initiative::{Initiative, InitiativeStatus};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::{Actor, AreaId, Cents, InitiativeId, SketchId};

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
    let id = sketches::begin(&world.app, world.book, ADDRESS).await.expect("it is begun");
    let sketched = Sketched { sketch: sketch(), ..find(world, id).await };
    sketches::save(&world.app, world.book, &sketched).await.expect("it is kept");
    sketched
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

async fn is_submitted(world: &World, id: InitiativeId) -> bool {
    let state = world.app.look::<Initiative>(world.book, id).await.expect("it can be read");
    state.expect("it is there").status == InitiativeStatus::Submitted
}

async fn attach(url: &str) -> World {
    World::attach(url, Options::default()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_off_anywhere_it_becomes_one_initiative() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (mut waits, mut changed) = (0, 0);
        loop {
            let (sketched, before) = (filled_in(&world).await, count(&world).await);
            let process = attach(&url).await;
            let is_whole = cut_off_after(waits, submitted(&process, &sketched)).await.is_some();
            // What it asked for before it was cut off is done, or not, once this is.
            let last = ProgrammeCommand::AddPurpose { name: format!("other {waits}") };
            let last = Wish::new(process.app.fresh_key(), Actor::System, last);
            process.app.ask(process.book, last).await.expect("the system may");

            let other = attach(&url).await;
            let mut found = find(&other, sketched.id).await;
            let can_change = sketches::can_change(&other.app, other.book, &found).await.expect("it is read");
            found.sketch.title = "Boomgaard".into();
            sketches::save(&other.app, other.book, &found).await.expect("it is kept");
            let number = submitted(&other, &found).await.expect("it is submitted");
            assert_eq!(count(&world).await, before + 1, "cut off after {waits}");
            assert_eq!(find(&world, sketched.id).await.initiative, Some(number));
            assert!(is_submitted(&world, number).await);
            let said = if can_change { "Boomgaard" } else { "Moestuin" };
            assert_eq!(title(&world, number).await, said, "cut off after {waits}");
            changed += i32::from(can_change);
            if is_whole {
                break;
            }
            waits += 1;
        }
        assert!(waits >= 5 && changed >= 3, "cut off {waits} times, changed {changed} times");
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
            sketches::save(&world.app, world.book, &sketched).await.expect("it is kept");
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
        for _ in 0..2 {
            let refused = submitted(&world, &sketched).await.expect_err("there is no such area");
            assert!(matches!(refused, NotSubmitted::Failed(Failure::Refused(_))), "{refused}");
        }
        sketched.sketch.area = Some(AreaId(1));
        let number = submitted(&world, &sketched).await.expect("it is submitted");
        assert!(is_submitted(&world, number).await);
        // Somebody throws it away in a tab that does not know of this.
        let is_gone = sketches::discard(&world.app, world.book, &sketched).await.expect("it is asked");
        assert!(!is_gone && find(&world, sketched.id).await.initiative == Some(number));

        let sketched = filled_in(&world).await;
        assert!(sketches::discard(&world.app, world.book, &sketched).await.expect("it is thrown away"));
        let gone = submitted(&world, &sketched).await.expect_err("it is gone");
        assert!(matches!(gone, NotSubmitted::Gone), "{gone}");
        assert_eq!(count(&world).await, 1);
    }
}
