//! An erasure that is cut off, given up, or not written down.

use super::{LATER, Scene, beside, make, write};
use crate::support::world::urls;
use sea_orm::ConnectionTrait as _;
use wijkkas::app::erasure::{self, ErasureFile, Step};
use wijkkas::app::writer::Rows;
use wijkkas::app::{Wish, texts};
use wijkkas::domain::erasure::{ErasureCommand, ErasureStatus, TextOf};
use wijkkas::domain::initiative::{Initiative, InitiativeStatus};
use wijkkas::domain::{Actor, ErasureId, PersonId, Role};
use wijkkas::jobs::Done;
use wijkkas::store::{residue, texts as stored};

/// Where an erasure was cut off.
#[derive(Clone, Copy, PartialEq)]
enum CutOff {
    BeforeTheCommit,
    AfterTheCommit,
    /// And then an older copy of the database was put back, which does not know the request.
    Forgotten,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_off_between_its_steps_an_erasure_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    for (number, cut_off) in
        [CutOff::BeforeTheCommit, CutOff::AfterTheCommit, CutOff::Forgotten].into_iter().enumerate()
    {
        let folder = make(folder.path(), &number.to_string());
        for url in urls(&folder) {
            let scene = Scene::open(&url, &make(&folder, &url[..6])).await;
            let id = if cut_off == CutOff::Forgotten { ErasureId(1) } else { scene.ask().await };
            scene.later();
            scene.file().append(scene.world.app.now(), Step::Begun, &scene.subject(id)).unwrap();
            if cut_off == CutOff::AfterTheCommit {
                let wish = Wish::new(scene.world.key(), Actor::System, ErasureCommand::Erase { erasure: id });
                let rows = Rows { addresses: vec![beside::ADDRESS.into()], ..Rows::default() };
                scene.world.app.ask(scene.world.book, Wish { rows, ..wish }).await.unwrap();
            }
            assert!(scene.found().await > 0);
            let commands = usize::from(cut_off == CutOff::BeforeTheCommit);
            assert_eq!(scene.run().await, Done { commands, refused: 0 });
            assert_eq!(scene.last_step(), Some(Step::Done));
            if cut_off != CutOff::Forgotten {
                assert_eq!(scene.status(id).await, ErasureStatus::Erased);
            }
            assert!(residue::vacuum(&scene.world.app.database).await.unwrap());
            assert_eq!(scene.found().await, 0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_kept_after_all_is_given_up_and_never_repeated() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, &make(folder.path(), &url[..6])).await;
        let id = scene.ask().await;
        scene.later();
        scene.file().append(scene.world.app.now(), Step::Begun, &scene.subject(id)).unwrap();
        let admin = Actor::Staff(Role::Admin, PersonId(1));
        let (reason, _) = texts::make(&scene.world.app, None, "needed by a court").unwrap();
        scene.world.ask(admin, ErasureCommand::Keep { erasure: id, reason }).await.unwrap();
        assert_eq!(scene.run().await, Done::default());
        assert_eq!((scene.status(id).await, scene.last_step()), (ErasureStatus::Kept, Some(Step::GivenUp)));
        let replayed = erasure::replay(&scene.world.app, scene.file()).await.unwrap();
        assert_eq!((replayed.erasures, replayed.rows, replayed.clean), (0, 0, true));
        assert_eq!(scene.found().await, scene.words().len());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_erased_that_is_not_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let url = urls(folder.path()).remove(0);
    let mut scene = Scene::open(&url, folder.path()).await;
    let id = scene.ask().await;
    scene.later();
    let (file, nowhere) =
        (scene.file().clone(), ErasureFile::at(&folder.path().join("nowhere").join("file")));
    for erasures in [None, Some(nowhere.into())] {
        scene.world.app.erasures = erasures;
        assert_eq!(scene.run().await, Done { commands: 0, refused: 1 });
        assert_eq!(scene.status(id).await, ErasureStatus::CoolingOff);
        assert_eq!(scene.found().await, scene.words().len());
    }
    scene.world.app.erasures = Some(file.into());
    assert_eq!(scene.run().await, Done { commands: 1, refused: 0 });
    assert_eq!(scene.found().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_person_wrote_since_is_asked_for_as_well() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, &make(folder.path(), &url[..6])).await;
        scene.ask().await;
        let (story, row) = texts::make(&scene.world.app, Some(scene.person), "woord van later").unwrap();
        let id = story.id;
        write(&scene.world, story, row, vec![]).await;

        scene.later();
        assert_eq!(scene.run().await.commands, 1);
        let all = erasure::requests(&scene.world.app, scene.world.book).await.unwrap();
        assert_eq!((all.len(), &all[1].1.texts, all[1].1.person), (2, &vec![id], None));
        scene.world.clock.set("2026-01-22T00:00:00Z".parse().unwrap());
        assert_eq!(scene.run().await.commands, 1);
        assert!(stored::find(&scene.world.app.database, scene.world.book, [id]).await.unwrap().is_empty());
    }
}

/// The costly part is done once, however many are due.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_that_are_due_are_finished_together() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, &make(folder.path(), &url[..6])).await;
        for (text, _) in &scene.texts[..5] {
            let texts = vec![TextOf { text: text.id, person: Some(scene.person) }];
            scene.world.system(ErasureCommand::Ask { person: None, texts }).await;
        }
        scene.later();
        assert_eq!(scene.run().await, Done { commands: 5, refused: 0 });
        let lines = std::fs::read_to_string(scene.file().path()).unwrap();
        let steps: Vec<bool> = lines.lines().map(|line| line.contains("\"begun\"")).collect();
        assert_eq!(steps, [[true; 5], [false; 5]].concat(), "{lines}");
        assert_eq!(scene.last_step(), Some(Step::Done));
    }
}

/// A disk on which the end of an erasure cannot be written down adds no request at every run.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rest_is_asked_for_once() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, &make(folder.path(), &url[..6])).await;
        scene.ask().await;
        let (story, row) = texts::make(&scene.world.app, Some(scene.person), "woord van later").unwrap();
        write(&scene.world, story, row, vec![]).await;
        scene.later();
        assert_eq!(scene.run().await.commands, 1);
        let lines = std::fs::read_to_string(scene.file().path()).unwrap();
        let begun = lines.lines().next().unwrap();
        for _ in 0..3 {
            std::fs::write(scene.file().path(), format!("{begun}\n")).unwrap();
            assert_eq!(scene.run().await, Done::default());
            assert_eq!(scene.last_step(), Some(Step::Done));
        }
        let all = erasure::requests(&scene.world.app, scene.world.book).await.unwrap();
        assert_eq!(all.len(), 2);
    }
}

/// What cannot be erased does not hold up a deadline; a database that is away does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_that_fails_holds_up_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, &make(folder.path(), &url[..6])).await;
        let begun = scene.ask().await;
        scene.file().append(scene.world.app.now(), Step::Begun, &scene.subject(begun)).unwrap();
        scene.world.clock.set(LATER.parse().unwrap());
        scene.world.system(ErasureCommand::Erase { erasure: begun }).await;
        let texts = vec![TextOf { text: scene.others[0].id, person: None }];
        let desk = Actor::Staff(Role::Desk, PersonId(1));
        scene.world.ask(desk, ErasureCommand::Ask { person: None, texts }).await.unwrap();
        let initiative = scene.world.open_initiative(5_000).await;
        scene.world.clock.set("2026-04-02T00:00:00Z".parse().unwrap());
        let writer = &scene.world.app.database.writer;
        writer.execute_unprepared("ALTER TABLE text RENAME TO words").await.unwrap();
        let done = scene.run().await;
        assert!(done.commands > 0, "{done:?}");
        let state = scene.world.app.look::<Initiative>(scene.world.book, initiative).await.unwrap().unwrap();
        assert!(matches!(state.status, InitiativeStatus::Ended(_)), "{:?}", state.status);
        assert_eq!(scene.last_step(), Some(Step::Begun));
        writer.execute_unprepared("ALTER TABLE words RENAME TO text").await.unwrap();
        scene.run().await;
        assert_eq!(scene.last_step(), Some(Step::Done));
    }
}
