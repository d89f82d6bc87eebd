//! What the scripts refuse, in sentences, before anything is written.

use super::{Machine, fresh, run};
use crate::support::postgres::Cluster;
use crate::support::world::World;
use std::fs;
use std::path::Path;
use std::process::Command;
use wijkkas::app::writer::Options;
use wijkkas::store::Database;

/// The script must refuse with these words, as one line that begins with its name.
fn must_refuse(script: &mut Command, words: &str) {
    let (code, said) = run(script);
    let name = script.get_program().to_string_lossy().rsplit('/').next().expect("a name").to_string();
    let line = said.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {said}"));
    assert!(code == 1 && line.starts_with(&format!("{name}: ")), "{script:?}: {said}");
}

/// A machine with a book in its database.
async fn begun(folder: &Path) -> Machine {
    let machine = fresh(folder);
    World::open(&machine.url, Options::default()).await;
    machine
}

#[test]
fn settings_that_cannot_be_right_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("text.db"), "not a database, and long enough to be looked at as one")
        .expect("it is written");
    for (name, value, words) in [
        ("WIJKKAS_DATABASE_URL", String::new(), "which database? please set WIJKKAS_DATABASE_URL"),
        ("WIJKKAS_DATABASE_URL", "mysql://here".into(), "must begin with sqlite:// or postgres://"),
        ("WIJKKAS_DATABASE_URL", format!("sqlite://{}", path("gone.db")), "there is no database /"),
        ("WIJKKAS_DATABASE_URL", format!("sqlite://{}", path("text.db")), "is it a database of wijkkas?"),
        (
            "WIJKKAS_DATABASE_URL",
            "postgres://u@h/n?password=x".into(),
            "please write the password before the @",
        ),
        (
            "WIJKKAS_DATABASE_URL",
            "postgres://u@127.0.0.1:1/n".into(),
            "the database cannot be read: is it running",
        ),
        ("WIJKKAS_DATABASE_URL_FILE", path("nothing"), "are both set: please set one of them"),
        ("WIJKKAS_BACKUPS", path("nothing"), "there is no folder /"),
        ("WIJKKAS_BACKUPS_APART", path("nothing"), "there is no folder /"),
        ("WIJKKAS_BACKUPS_APART", path("backups"), "are one inside the other"),
        ("WIJKKAS_BACKUPS_APART", path(""), "are one inside the other"),
        ("PATH", "/usr/bin:/bin".into(), "there is no program wijkkas: please install wijkkas"),
    ] {
        must_refuse(machine.script("backup").env(name, value), words);
        assert_eq!(machine.names("backups"), [""; 0], "{words}");
    }
    let mut script = machine.script("backup");
    must_refuse(
        script.env_remove("WIJKKAS_KEYS").env("WIJKKAS_DATABASE_URL", "postgres:///n"),
        "where are the keys",
    );
}

#[test]
fn whoever_calls_a_script_in_another_way_is_told_how() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    for (name, arguments, code) in [
        ("backup", &["--help"][..], 0),
        ("backup", &["now"], 2),
        ("restore", &["--help"], 0),
        ("restore", &[], 2),
        ("restore", &["a", "b"], 2),
        ("restore", &["--all"], 2),
    ] {
        let (ended, said) = run(machine.script(name).args(arguments));
        assert!(ended == code && said.contains("WIJKKAS_DATABASE_URL"), "{name} {arguments:?}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_begins_only_with_everything_it_needs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut machine = begun(folder.path()).await;
    let backup = machine.backup();
    let backup = backup.to_str().expect("words");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let refuse = |machine: &Machine, arguments: &[&str], words| {
        must_refuse(machine.script("restore").args(arguments), words);
        assert!(!folder.path().join("again.db").exists(), "{words}");
    };
    fs::write(path("erasures.txt"), "").expect("it is written");
    refuse(&machine, &["--nothing-erased", backup], "no database is written over");
    machine.url = format!("sqlite://{}", path("again.db"));
    refuse(&machine, &["/nowhere/file"], "there is no file /nowhere/file");
    refuse(&machine, &[&path("erasures.txt")], "is no backup that `backup` made");
    refuse(&machine, &[backup], "there is no file of erasures");
    fs::write(path("apart/wijkkas.erasures"), "a line\n").expect("it is written");
    refuse(&machine, &["--nothing-erased", backup], "please put its copy back first");
    fs::write(path("wijkkas.erasures"), "").expect("it is written");
    refuse(&machine, &[backup], "has more erasures than");
    fs::write(path("wijkkas.erasures"), "another line\n").expect("it is written");
    refuse(&machine, &["--nothing-erased", backup], "somebody was erased");
    fs::rename(path("wijkkas.keys"), path("keys")).expect("it is there");
    refuse(&machine, &[backup], "please put their copy back first");
    fs::rename(path("keys"), path("wijkkas.keys")).expect("it is there");
    machine.url = format!("sqlite://{}", path("nowhere/again.db"));
    refuse(&machine, &[backup], "there is no folder /");
    machine.url = Cluster::shared().create_database();
    refuse(&machine, &[backup], "is of SQLite, and WIJKKAS_DATABASE_URL names PostgreSQL");
}

/// What cannot be proven is not taken into use, and nothing is lost that somebody may want to look at.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_appears_only_when_it_is_proven() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut machine = begun(folder.path()).await;
    let backup = machine.backup();
    let (damaged, target) = (folder.path().join("damaged.db"), folder.path().join("again.db"));
    let mut bytes = fs::read(&backup).expect("it is there");
    let length = bytes.len();
    bytes[length / 2..].fill(0x55);
    fs::write(&damaged, bytes).expect("it is written");
    machine.url = format!("sqlite://{}", target.display());
    let work = folder.path().join("again.db.restoring");
    let restore = |file: &Path| {
        let mut script = machine.script("restore");
        script.arg(file);
        script
    };
    fs::write(folder.path().join("wijkkas.erasures"), "not a step of an erasure\n").expect("it is written");
    must_refuse(&mut restore(&damaged), "is damaged: please take another one");
    assert!(!target.exists() && !work.exists());
    must_refuse(&mut restore(&backup), "the erasures could not all be repeated; it is in /");
    assert!(!target.exists() && work.exists());
    must_refuse(&mut restore(&backup), "if no other restore is under way, delete it");
    fs::remove_file(&work).expect("it is there");
    fs::remove_file(folder.path().join("wijkkas.erasures")).expect("it is there");
    let late = format!("[ \"$1\" != check ] || echo mine >{}", target.display());
    machine.put_before("wijkkas", &format!("{late}; PATH=${{PATH#*:}} exec wijkkas \"$@\""));
    let mut script = restore(&backup);
    must_refuse(script.arg("--nothing-erased"), "by now, and no database is written over");
    assert_eq!(fs::read_to_string(&target).expect("it is there"), "mine\n");
    for file in [&folder.path().join("bin/wijkkas"), &target, &work] {
        fs::remove_file(file).expect("it is there");
    }
    let (code, said) = machine.restore(&["--nothing-erased", backup.to_str().expect("words")]);
    assert!(code == 0 && target.exists() && !work.exists(), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_takes_all_of_a_backup_or_nothing_and_only_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut machine = Machine::new(folder.path(), &Cluster::shared().create_database());
    World::open(&machine.url, Options::default()).await;
    let backup = machine.backup();
    let half = folder.path().join("half.dump");
    let bytes = fs::read(&backup).expect("it is there");
    fs::write(&half, &bytes[..bytes.len() - 500]).expect("it is written");
    machine.url = Cluster::shared().create_database();
    let database = Database::connect(&machine.url).await.expect("it opens");
    let backup = backup.to_str().expect("words");
    let restore = |file: &str| {
        let mut script = machine.script("restore");
        script.args(["--nothing-erased", file]);
        script
    };
    must_refuse(&mut restore(backup), "others are connected to this database: please stop wijkkas first");
    database.close().await.expect("it closes");
    must_refuse(&mut restore(half.to_str().expect("words")), "could not be put back: nothing was changed");
    let (code, said) = run(&mut restore(backup));
    assert_eq!(code, 0, "{said}");
    must_refuse(&mut restore(backup), "this database is not empty, and no database is written over");
}
