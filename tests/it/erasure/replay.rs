//! An older copy that is put back, and the operator's command.

use super::beside::ADDRESS;
use super::{Scene, TEXTS, beside, make, write};
use crate::support::damage::Hand;
use crate::support::postgres::Cluster;
use crate::support::world::{World, urls, write_keys};
use sea_orm::ConnectionTrait as _;
use std::path::Path;
use std::process::Command;
use wijkkas::app::erasure::{self, ErasureFile, Step, Subject};
use wijkkas::app::writer::Options;
use wijkkas::app::{persons, texts};
use wijkkas::domain::{Actor, ErasureId};
use wijkkas::jobs::Done;
use wijkkas::store::residue;

/// Copies a database as a backup does, and opens the copy.
async fn copy(scene: &Scene, folder: &Path) -> String {
    let database = &scene.world.app.database;
    if !scene.url.starts_with("sqlite") {
        return Cluster::shared().restore(&Cluster::dump(&scene.url));
    }
    let file = make(folder, "copy").join("book.db");
    let copy = format!("VACUUM INTO '{}'", file.display());
    database.writer.execute_unprepared(&copy).await.expect("copied");
    format!("sqlite://{}", file.display())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_copy_that_is_put_back_is_erased_again() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let folder = make(folder.path(), &url[..6]);
        let scene = Scene::open(&url, &folder).await;
        let copied = copy(&scene, &folder).await;
        scene.ask().await;
        scene.later();
        assert_eq!(scene.run().await.commands, 1);
        let elsewhere = Subject { book: "east".into(), ..scene.subject(ErasureId(1)) };
        scene.file().append(scene.world.app.now(), Step::Begun, &elsewhere).unwrap();

        // The copy knows nothing of the request.
        let world = World::attach(&copied, Options::default()).await;
        let back = Scene { world, url: copied, ..scene };
        assert_eq!(erasure::requests(&back.world.app, back.world.book).await.unwrap(), []);
        assert_eq!(back.found().await, back.words().len());
        let file = ErasureFile::at(&folder.join("west.erasures"));
        let replayed = erasure::replay(&back.world.app, &file).await.unwrap();
        assert_eq!(
            (replayed.erasures, replayed.rows, replayed.clean),
            (1, (TEXTS + 1 + beside::ROWS) as u64, true)
        );
        beside::others_are_there(&back.world.app.database).await;
        assert_eq!((replayed.unknown_books, replayed.cut_off), (vec!["east".to_string()], 0));
        assert!(residue::vacuum(&back.world.app.database).await.unwrap());
        assert_eq!(back.found().await, 0);
        back.chain_is_whole().await;
        let again = erasure::replay(&back.world.app, &file).await.unwrap();
        assert_eq!((again.erasures, again.rows), (1, 0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_erased_and_comes_again_is_somebody_new() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let scene = Scene::open(&url, &make(folder.path(), &url[..6])).await;
        let (app, book) = (&scene.world.app, scene.world.book);
        let same = persons::find(app, book, scene.person).await.unwrap().expect("the person is known");
        scene.ask().await;
        scene.later();
        assert_eq!(scene.run().await.commands, 1);
        assert_eq!(persons::find(app, book, scene.person).await.unwrap(), None);

        let row = persons::make(app, &same).unwrap();
        let again = row.id;
        assert_ne!(again, scene.person);
        let (story, text) = texts::make(app, Some(again), "woord again").unwrap();
        write(&scene.world, story.clone(), text, vec![row]).await;
        // Neither later runs nor repeating the erasures take them for who they were.
        assert_eq!(scene.run().await, Done::default());
        let replayed = erasure::replay(app, scene.file()).await.unwrap();
        assert_eq!((replayed.erasures, replayed.rows), (1, 0));
        assert_eq!(persons::find(app, book, again).await.unwrap(), Some(same));
        assert_eq!(persons::find(app, book, scene.person).await.unwrap(), None);
        let asked = erasure::ask(app, book, again, (scene.world.key(), Actor::Initiator(again))).await;
        assert_eq!(asked.expect("they may ask again").0, ErasureId(2));
    }
}

/// Runs the program; its exit code and what it printed.
pub fn wijkkas(url: &str, folder: &Path, arguments: &[&str]) -> (i32, String) {
    let keys = folder.join("west.keys");
    write_keys(&keys);
    let ran = Command::new(env!("CARGO_BIN_EXE_wijkkas"))
        .args(["erase", "--database", url, "--keys"])
        .arg(keys)
        .args(arguments)
        .output()
        .expect("the program runs");
    let printed = [ran.stdout, ran.stderr].concat();
    (ran.status.code().expect("it ends by itself"), String::from_utf8(printed).expect("it prints UTF-8"))
}

/// Who offered to help, or said that something is wrong, has no account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_neighbour_is_forgotten_by_the_address_alone() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let folder = make(folder.path(), &url[..6]);
        let scene = Scene::open(&url, &folder).await;
        let ask = ["--person", "Ander1@Example.org", "--book", "west", "--by", "0000000000001"];
        let (code, said) = wijkkas(&url, &folder, &ask);
        assert!(code == 0 && said.starts_with("Request 1: person "), "{said}");
        scene.world.clock.set("2100-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(scene.run().await.commands, 1);
        let hand = Hand::beside(&scene.world);
        for (address, left) in [("ander1@example.org", 0), ("ander3@example.org", 1)] {
            let sql = format!("SELECT COUNT(*) FROM help_offer WHERE address = '{address}'");
            assert_eq!(hand.number(&sql).await, left, "{address}");
        }
        assert_eq!(hand.number("SELECT COUNT(*) FROM person").await, 1, "nothing stays of asking for it");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_asks_carries_out_and_repeats() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let folder = make(folder.path(), &url[..6]);
        let scene = Scene::open(&url, &folder).await;
        let copied = copy(&scene, &folder).await;
        let person = scene.person.to_string();
        let by = "0000000000001";
        let ask = ["--person", person.as_str(), "--book", "west", "--by", by];
        let nobody = ["--person", "nobody@example.org", "--book", "west", "--by", by];
        let (code, said) = wijkkas(&url, &folder, &nobody);
        assert!(code == 1 && said.contains("nobody in this book has this e-mail address"), "{said}");
        let by_address = ["--person", ADDRESS, "--book", "west", "--by", "beheer@example.org"];
        let (code, asked) = wijkkas(&url, &folder, &by_address);
        let words = format!("Request 1: person {person} and {TEXTS} texts are erased after ");
        assert!(code == 0 && asked.starts_with(&words), "{asked}");
        assert_eq!(wijkkas(&url, &folder, &ask), (0, asked), "asking again shows the same request");
        let neither = ["--person", "samira", "--book", "west", "--by", by];
        let (code, said) = wijkkas(&url, &folder, &neither);
        assert!(code == 2 && said.contains("neither an e-mail address nor an id"), "{said}");
        let (code, nothing) = wijkkas(&url, &folder, &["--due"]);
        assert_eq!((code, nothing.as_str()), (0, "Nothing is due.\n"), "its time has not come");

        scene.world.clock.set("2100-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(scene.run().await.commands, 1);
        let file = folder.join("west.erasures");
        let file = file.to_str().unwrap();
        let (code, repeated) = wijkkas(&copied, &folder, &["--replay", file, "--vacuum"]);
        let words = format!(
            "1 erasures repeated; {} rows were there again and are deleted.\n",
            TEXTS + 1 + beside::ROWS
        );
        assert!(code == 0 && repeated.starts_with(&words) && repeated.ends_with("Done.\n"), "{repeated}");
        let world = World::attach(&copied, Options::default()).await;
        let back = Scene { world, url: copied, ..scene };
        assert_eq!(back.found().await, 0);

        if !back.url.starts_with("sqlite") {
            let mut reading =
                back.world.app.database.reader.get_postgres_connection_pool().begin().await.unwrap();
            sea_orm::sqlx::query("SELECT 1 FROM person").execute(&mut *reading).await.unwrap();
            let (code, said) = wijkkas(&back.url, &folder, &["--vacuum"]);
            assert!(code == 1 && said.starts_with("Somebody is using the tables"), "{said}");
        }
        for (arguments, words) in [
            (&["--person", person.as_str(), "--book", "east", "--by", by][..], "there is no book \"east\""),
            (&["--person", person.as_str(), "--book", "west", "--by", by], "nothing is known of person"),
            (&["--replay", "/nowhere/file"], "/nowhere/file: "),
        ] {
            let (code, said) = wijkkas(&back.url, &folder, arguments);
            assert!(code == 1 && said.contains(words), "{said}");
        }
        assert_eq!(wijkkas(&back.url, &folder, &[]).0, 2, "it has to be said what to do");
        let written = std::fs::read(file).unwrap();
        let mut flipped = written.clone();
        flipped[written.len() - 2] ^= 1;
        let quarter = &written[..written.len() / 4];
        for (bytes, words) in [
            (&b""[..], "there is no step of an erasure"),
            (b"\n", "there is no step of an erasure"),
            (quarter, "there is no step of an erasure"),
            (&flipped, "line 2 is damaged"),
        ] {
            std::fs::write(file, bytes).unwrap();
            let (code, said) = wijkkas(&back.url, &folder, &["--replay", file]);
            assert!(code == 1 && said.contains(words), "{said}");
        }
    }
}
