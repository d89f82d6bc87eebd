//! An erasure that is cut off, given up, or not written down.

use super::{Scene, make, write};
use crate::support::world::urls;
use wijkkas::app::erasure::{self, ErasureFile, Step};
use wijkkas::app::texts;
use wijkkas::domain::erasure::{ErasureCommand, ErasureStatus};
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
                scene.world.system(ErasureCommand::Erase { erasure: id }).await;
            }
            assert!(scene.found().await > 0);
            let commands = usize::from(cut_off == CutOff::BeforeTheCommit);
            assert_eq!(scene.run().await, Done { commands, refused: 0 });
            assert_eq!(scene.last_step(), Some(Step::Done));
            if cut_off != CutOff::Forgotten {
                assert_eq!(scene.status(id).await, ErasureStatus::Erased);
            }
            assert!(residue::vacuum(&scene.world.app.database, residue::WORDS).await.unwrap());
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
        let (story, row) = texts::make(&scene.world.app, Some(scene.person), "Woord van later").unwrap();
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
