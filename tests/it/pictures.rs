//! Pictures that come in while something else happens to their sketch: none is kept without one, and not too many.

use crate::support::world::{World, urls};
use image::{ImageFormat, RgbImage};
use sea_orm::{ConnectionTrait as _, Statement};
use std::io::Cursor;
use wijkkas::app::pictures::{self, For, MOST, NotTaken};
use wijkkas::app::sketches::{self, Sketched};
use wijkkas::app::submitting;
use wijkkas::app::writer::Options;

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
    let db = &world.app.database.reader;
    let sql = format!("SELECT COUNT(*) FROM {table}");
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
