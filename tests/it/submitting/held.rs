//! What is changed while a sketch is submitted, and after a process that held it has ended.

use super::{approve, everywhere, filled_in, find, later, submitted};
use crate::support::world::{World, urls};
use image::{ImageFormat, RgbImage};
use std::io::Cursor;
use wijkkas::app::moderation::{self, Decision};
use wijkkas::app::pictures::{self, For, NotTaken};
use wijkkas::app::sketches::{self, Sketched};
use wijkkas::app::submitting::{Saved, save};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::domain::Cents;
use wijkkas::domain::initiative::Initiative;
use wijkkas::store::submitting;

/// What is typed in another tab while it is submitted is in the books, or was not saved.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_saved_beside_submitting_is_what_is_submitted() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (mut saved_first, mut too_late) = (0, 0);
        for waits in everywhere() {
            let sketched = filled_in(&world).await;
            let mut other = sketched.clone();
            other.sketch.costs[0].cents = Cents::new(4000).expect("an amount");
            let late = async {
                for _ in 0..waits {
                    tokio::task::yield_now().await;
                }
                save(&world.app, world.book, &other).await
            };
            let (number, saved) = tokio::join!(submitted(&world, &sketched), late);
            let number = number.expect("it is submitted");
            let is_saved = matches!(saved, Ok(Saved::Yes));
            let state = world.app.look::<Initiative>(world.book, number).await.expect("it can be read");
            let written = find(&world, sketched.id).await.sketch.target().expect("a sum");
            assert_eq!(state.expect("it is there").target, written, "saved: {saved:?}");
            (saved_first, too_late) = (saved_first + i32::from(is_saved), too_late + i32::from(!is_saved));
            approve(&world, number).await;
            if saved_first > 0 && too_late > 0 {
                break;
            }
        }
        assert!(saved_first > 0 && too_late > 0, "saved {saved_first} times, too late {too_late} times");
    }
}

/// A sketch that was submitted, and of which a moderator asked for changes.
async fn asked_to_change(world: &World) -> Sketched {
    let initiative = submitted(world, &filled_in(world).await).await.expect("it is submitted");
    let state = world.app.look::<Initiative>(world.book, initiative).await.expect("it can be read");
    let asks = (state.expect("it is there").story, Decision::AskChanges("Graag nog een foto.".into()));
    let moderator = ("moderator@example.org", world.key());
    moderation::decide(&world.app, (world.book, initiative), moderator, asks).await.expect("it is asked");
    let sketched = sketches::of_initiative(&world.app, world.book, initiative).await.expect("it can be read");
    sketched.expect("it is there")
}

async fn give(world: &World, sketched: &Sketched) -> Result<(), NotTaken> {
    let mut png = Cursor::new(Vec::new());
    RgbImage::new(4, 3).write_to(&mut png, ImageFormat::Png).expect("PNG");
    let given = (png.into_inner(), pictures::room(sketched.person).await, "Het veld");
    pictures::add(&world.app, world.book, For::Sketch(sketched), given).await
}

/// Of a process that ended while it held a sketch nothing is left that keeps its initiators from changing it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sketch_that_nobody_holds_any_more_can_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (sketched, mark) = (asked_to_change(&world).await, world.app.fresh_key());
        let mark = format!(r#"{{"key":"{mark}"}}"#);
        submitting::hold(&world.app.database, world.book, sketched.id, &mark).await.expect("it is held");
        let saved = save(&world.app, world.book, &sketched).await;
        assert_eq!(saved, Err(Failure::Busy), "it may be submitted at this moment");
        let early = give(&world, &sketched).await;
        assert!(matches!(early, Err(NotTaken::Submitted)), "{early:?}");
        later(&world);
        assert_eq!(save(&world.app, world.book, &sketched).await, Ok(Saved::Yes), "at once");
    }
}

/// The same for its pictures: one more, and one less.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_of_a_sketch_that_nobody_holds_any_more_can_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let sketched = asked_to_change(&world).await;
        for is_more in [true, false] {
            let mark = format!(r#"{{"key":"{}"}}"#, world.app.fresh_key());
            submitting::hold(&world.app.database, world.book, sketched.id, &mark).await.expect("it is held");
            let all = find(&world, sketched.id).await.pictures;
            later(&world);
            if is_more {
                give(&world, &sketched).await.expect("it is taken");
            } else {
                let of = For::Sketch(&sketched);
                let is_gone = pictures::remove(&world.app, world.book, of, all[0].0).await;
                assert!(is_gone.expect("it answers"), "it is thrown away");
            }
            let now = find(&world, sketched.id).await.pictures.len();
            assert_eq!(now, if is_more { all.len() + 1 } else { all.len() - 1 });
        }
    }
}
