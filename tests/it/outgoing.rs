//! Files that come out: never written over the books, and refused before the work.

use crate::support::life::live_shortly;
use crate::support::world::World;
use std::path::Path;
use std::process::{Command, Output};
use wijkkas::app::writer::Options;

const BALLOT: &str =
    "META\nkey;value\nbudget;10\nPROJECTS\nproject_id;cost\na;5\nVOTES\nvoter_id;vote\n1;a\n";

fn wijkkas(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_DATABASE_URL", "WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

fn must_refuse(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}, not {words}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_written_over_the_books() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let world = World::open(&format!("sqlite://{}", path("book.db").display()), Options::default()).await;
    live_shortly(&world).await;
    std::fs::write(path("ballot.pb"), BALLOT).expect("it is written");
    std::fs::write(path("book.db.keys"), "keys").expect("it is written");
    std::os::unix::fs::symlink(path("book.db"), path("link.csv")).expect("a link");
    std::fs::hard_link(path("book.db"), path("hard.csv")).expect("a link");
    std::os::unix::fs::symlink(folder.path(), path("again")).expect("a link");
    let files = [
        ("book.db", "the database"),
        ("./book.db-wal", "the database"),
        ("book.db-shm", "the database"),
        ("link.csv", "the database"),
        ("hard.csv", "the database"),
        ("again/book.db", "the database"),
        ("book.db.keys", "the file with the keys"),
        ("book.db.erasures", "the file of erasures"),
    ];
    for (file, what) in files {
        let words = format!("{file}: this is {what}, name another");
        let url = ["--database", "sqlite://book.db"];
        let export = ["export", "--format", "csv", "--out", file];
        must_refuse(&wijkkas(folder.path(), &[&export[..], &url].concat()), &words);
        let import = ["import-pb", "ballot.pb", "--out", file];
        must_refuse(&wijkkas(folder.path(), &[&import[..], &url].concat()), &words);
        let bench = ["bench", "--commands", "1", "--acks", file];
        must_refuse(&wijkkas(folder.path(), &[&bench[..], &url].concat()), &words);
    }
    let keys = ["--database", "sqlite://book.db", "--keys", "other.keys"];
    let import = ["import-pb", "ballot.pb", "--out", "other.keys"];
    must_refuse(&wijkkas(folder.path(), &[&import[..], &keys].concat()), "this is the file with the keys");
    assert_eq!(std::fs::read_to_string(path("book.db.keys")).expect("it is there"), "keys");
    assert!(!path("book.db.erasures").exists() && !path("other.keys").exists());
    world.prove().await;
}

#[test]
fn what_cannot_be_written_is_noticed_before_the_work() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("ballot.pb"), BALLOT).expect("it is written");
    for (out, words) in [
        ("/proc/out.csv", "--out /proc/out.csv: "),
        ("/dev/null", "this is there and no ordinary file"),
        ("nowhere/out.csv", "there is no such folder"),
        (".", "this is a folder, name a file"),
    ] {
        must_refuse(&wijkkas(folder.path(), &["import-pb", "ballot.pb", "--out", out]), words);
        must_refuse(&wijkkas(folder.path(), &["export", "--format", "csv", "--out", out]), words);
    }
    must_refuse(&wijkkas(folder.path(), &["import-pb", "/dev/zero", "--out", "out.csv"]), "no ordinary file");
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("it is there").collect();
    assert_eq!(names.len(), 1, "{names:?}");
}
