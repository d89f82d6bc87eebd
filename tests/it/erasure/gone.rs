//! Words are gone from every file.

use super::replay::wijkkas;
use super::{START, Scene, TEXTS, beside, ends};
use crate::support::postgres::Cluster;
use crate::support::raw;
use crate::support::world::{World, urls};
use crate::tenancy::{issued, tenancy};
use sea_orm::ConnectionTrait as _;
use wijkkas::app::erasure::Step;
use wijkkas::app::writer::Options;
use wijkkas::app::{persons, tenancies, texts};
use wijkkas::domain::erasure::{ErasureCommand, ErasureStatus, TextOf};
use wijkkas::domain::{Actor, Timestamp};
use wijkkas::jobs::Done;
use wijkkas::store::{residue, texts as stored};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_words_are_gone_from_every_file_and_the_books_stay() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, folder.path()).await;
        let is_sqlite = url.starts_with("sqlite");
        if !is_sqlite {
            // What a planner knows of a column is a sample of it.
            scene.world.app.database.writer.execute_unprepared("ANALYZE").await.unwrap();
        }
        assert_eq!(scene.found().await, scene.words().len(), "all are there before");
        if !is_sqlite {
            // The limit that is written down: PostgreSQL's own log has them until it is overwritten, with much else.
            assert!(raw::count(&raw::postgres_log(), START, &scene.words()) > 0);
        }
        let id = scene.ask().await;
        assert_eq!(scene.run().await.commands, 0, "there are days to think it over");
        assert_eq!(scene.found().await, scene.words().len());

        scene.later();
        assert_eq!(scene.run().await, Done { commands: 1, refused: 0 });
        assert_eq!((scene.status(id).await, scene.last_step()), (ErasureStatus::Erased, Some(Step::Done)));
        if is_sqlite {
            assert_eq!(std::fs::metadata(format!("{}-wal", &url[9..])).unwrap().len(), 0);
        } else {
            assert_eq!(raw::count(Cluster::dump(&url).as_bytes(), START, &scene.words()), 0, "the dump");
            assert!(scene.found().await > 0, "the heap keeps deleted rows");
            assert!(residue::vacuum(&scene.world.app.database).await.unwrap());
        }
        assert_eq!(scene.found().await, 0);
        beside::others_are_there(&scene.world.app.database).await;

        scene.chain_is_whole().await;
        let (app, book) = (&scene.world.app, scene.world.book);
        assert_eq!(persons::find(app, book, scene.person).await.unwrap(), None);
        let kept =
            stored::find(&app.database, book, scene.others.iter().map(|other| other.id)).await.unwrap();
        assert_eq!(kept.len(), TEXTS);
        assert!(scene.others.iter().all(|other| texts::fits(other, &kept[&other.id])));
        assert_eq!(scene.run().await, Done::default());
    }
}

/// Bytes of a row can stay in a page from which it was moved: one round of deleting after the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_stays_where_rows_were_moved_from() {
    let folder = tempfile::tempdir().unwrap();
    let url = urls(folder.path()).remove(0);
    let scene = Scene::open(&url, folder.path()).await;
    let mut gone = Vec::new();
    for some in scene.texts.chunks(TEXTS / 4) {
        let person = Some(scene.person);
        let texts = some.iter().map(|(text, _)| TextOf { text: text.id, person }).collect();
        scene.world.system(ErasureCommand::Ask { person: None, texts }).await;
        scene.world.clock.set(Timestamp::from_ms(scene.world.app.now().ms() + 9 * 86_400_000));
        assert_eq!(scene.run().await.commands, 1);
        gone.extend(some.iter().flat_map(|(_, words)| ends(words)));
        assert_eq!(raw::count(&scene.files().await, START, &gone), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_of_the_log_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let url = urls(folder.path()).remove(0);
    let scene = Scene::open(&url, folder.path()).await;
    let id = scene.ask().await;
    scene.later();
    let reader = scene.world.app.database.reader.get_sqlite_connection_pool();
    let mut reading = reader.begin().await.unwrap();
    let read = "SELECT COUNT(*) FROM text";
    let _: (i64,) = sea_orm::sqlx::query_as(read).fetch_one(&mut *reading).await.unwrap();

    assert_eq!(scene.run().await, Done { commands: 1, refused: 0 });
    assert_eq!((scene.status(id).await, scene.last_step()), (ErasureStatus::Erased, Some(Step::Begun)));
    assert!(scene.found().await > 0, "the reader still sees them");
    let (_, answer) = scene.world.activation(1);
    assert!(scene.world.ask(Actor::System, answer).await.is_err(), "others are answered meanwhile");

    reading.rollback().await.unwrap();
    assert_eq!(scene.run().await, Done::default());
    assert_eq!((scene.found().await, scene.last_step()), (0, Some(Step::Done)));
}

/// What issuers call their tenancies goes from the files too, and from PostgreSQL's statistics.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keys_of_tenancies_are_gone_from_every_file() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let keys: Vec<String> =
            (0..300).map(|number| format!("{START}{:07}", number * 7_919 % 10_007)).collect();
        issued(&world, &keys.iter().map(String::as_str).collect::<Vec<_>>()).await;
        for key in &keys {
            let by = (world.key(), Actor::System);
            tenancies::end(&world.app, world.book, tenancy(key), by).await.unwrap();
        }
        let database = &world.app.database;
        if !url.starts_with("sqlite") {
            database.writer.execute_unprepared("ANALYZE").await.unwrap();
        }
        assert_eq!(raw::count(&raw::files_of(database, &url).await, START, &keys), keys.len());
        // The program goes by the machine's clock, which is long past the round's.
        let (code, said) = wijkkas(&url, folder.path(), &["--due"]);
        assert!(code == 0 && said.contains("forgot 300 cheques' tenancies, 300 households"), "{said}");
        if !url.starts_with("sqlite") {
            assert!(residue::vacuum(database).await.unwrap());
        }
        assert_eq!(raw::count(&raw::files_of(database, &url).await, START, &keys), 0, "{url}");
    }
}
