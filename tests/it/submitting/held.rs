//! What is changed while a sketch is submitted, and after a process that held it has ended.

use super::{approve, everywhere, filled_in, find, later, submitted};
use crate::support::world::{World, urls};
use wijkkas::app::moderation::{self, Decision};
use wijkkas::app::sketches;
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

/// Of a process that ended while it held a sketch nothing is left that keeps its initiators from changing it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sketch_that_nobody_holds_any_more_can_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (initiative, mark) =
            (submitted(&world, &filled_in(&world).await).await.expect("it is"), world.app.fresh_key());
        let story = world
            .app
            .look::<Initiative>(world.book, initiative)
            .await
            .expect("it can be read")
            .expect("it is");
        let asks = (story.story, Decision::AskChanges("Graag nog een foto.".into()));
        let moderator = ("moderator@example.org", world.key());
        moderation::decide(&world.app, (world.book, initiative), moderator, asks).await.expect("it is asked");
        let sketched =
            sketches::of_initiative(&world.app, world.book, initiative).await.expect("it can be read");
        let sketched = sketched.expect("it is there");
        let mark = format!(r#"{{"key":"{mark}"}}"#);
        submitting::hold(&world.app.database, world.book, sketched.id, &mark).await.expect("it is held");
        let saved = save(&world.app, world.book, &sketched).await;
        assert_eq!(saved, Err(Failure::Busy), "it may be submitted at this moment");
        later(&world);
        assert_eq!(save(&world.app, world.book, &sketched).await, Ok(Saved::Yes), "at once");
    }
}
