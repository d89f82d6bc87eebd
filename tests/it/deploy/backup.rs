//! Backups that go wrong: what is not whole never gets the name of a backup, and what else there is to save is saved.

use super::{Machine, fresh};
use crate::support::life::live_shortly;
use crate::support::postgres::Cluster;
use crate::support::world::World;
use sea_orm::ConnectionTrait as _;
use std::fs;
use std::path::Path;
use wijkkas::app::writer::Options;

/// A machine with a short life in its database, on PostgreSQL.
async fn lived(folder: &Path) -> Machine {
    let machine = Machine::new(folder, &Cluster::shared().create_database());
    live_shortly(&World::open(&machine.url, Options::default()).await).await;
    machine
}

/// The backup must fail with these words and leave nothing.
fn must_fail(machine: &Machine, words: &str) {
    let (code, said) = machine.back_up();
    assert!(code == 1 && said.contains(words), "{said}");
    assert_eq!(machine.names("backups"), [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dump_that_is_not_whole_is_no_backup() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = lived(folder.path()).await;
    let file = r#"for word in "$@"; do case $word in --file=*) file=${word#--file=} ;; esac; done"#;
    let real = super::POSTGRES;
    machine.put_before("pg_dump", &format!("{real}/pg_dump \"$@\"; {file}; truncate -s -2000 \"$file\""));
    must_fail(&machine, "the backup was written and cannot be read back");
    machine.put_before("pg_dump", &format!("exec {real}/pg_dump \"$@\" --exclude-table-data=event"));
    must_fail(&machine, "the backup has 0 events, and the database had ");
    machine.put_before("pg_dump", &format!("{file}; echo half >\"$file\"; exit 1"));
    must_fail(&machine, "the backup could not be written");
    machine.put_before("pg_dump", &format!("{file}; echo half >\"$file\"; kill -TERM $PPID; sleep 0.1"));
    must_fail(&machine, "FAILED");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_is_in_no_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut machine = lived(folder.path()).await;
    let real = machine.url.clone();
    machine.url = real.replace("app@", "app:geheim%2Fwoord@");
    let note = r#"{ echo "$@"; echo "$PGPASSWORD"; } >>"${BASH_SOURCE%/*}/../said""#;
    for name in ["pg_dump", "psql", "pg_restore", "wijkkas"] {
        machine.put_before(name, &format!("{note}\nPATH=${{PATH#*:}} exec {name} \"$@\""));
    }
    machine.backup();
    let said = fs::read_to_string(folder.path().join("said")).expect("they were called");
    assert!(said.contains("geheim/woord\n") && !said.contains("geheim%2F"), "{said}");
    assert!(said.lines().all(|line| !line.contains("geheim") || line == "geheim/woord"), "{said}");

    // The address can stand in a file, for the scripts as for the program.
    let file = folder.path().join("url");
    fs::write(&file, format!("{}\n", machine.url)).expect("it is written");
    let mut script = machine.script("backup");
    script.env_remove("WIJKKAS_DATABASE_URL").env("WIJKKAS_DATABASE_URL_FILE", &file);
    let (code, said) = super::run(&mut script);
    assert_eq!(code, 0, "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn books_that_are_not_proven_are_no_backup() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    let world = World::open(&machine.url, Options::default()).await;
    live_shortly(&world).await;
    let more = "UPDATE account SET debits = debits + 1, credits = credits + 1 WHERE no = 1";
    world.app.database.writer.execute_unprepared(more).await.expect("it is changed");
    must_fail(&machine, "the books of the backup are not proven");
}

/// A dump cannot be proven as it lies there: it is kept, and what is wrong with its database is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_books_of_postgresql_are_proven_with_every_backup() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = lived(folder.path()).await;
    let world = World::open(&machine.url, Options::default()).await;
    let more = "UPDATE account SET debits = debits + 1, credits = credits + 1 WHERE no = 1";
    world.app.database.writer.execute_unprepared(more).await.expect("it is changed");
    let (code, said) = machine.back_up();
    let is_told = said.contains("but the books are not proven") && said.contains("FAILED; 1 backups there");
    assert!(code == 1 && is_told, "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_is_backed_up_although_its_keys_are_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    World::open(&machine.url, Options::default()).await;
    fs::remove_file(folder.path().join("wijkkas.keys")).expect("it is there");
    let (code, said) = machine.back_up();
    let is_told = said.contains("there are no keys in") && said.contains("FAILED; 1 backups there");
    assert!(code == 1 && is_told, "{said}");
    assert_eq!(machine.names("backups").len(), 1);
}

#[test]
fn keys_that_were_ever_copied_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    machine.backup();
    let keys = folder.path().join("wijkkas.keys");
    let old = fs::read_to_string(&keys).expect("it is there");
    let new = format!("{old}code 2 {}\n", "07".repeat(32));
    fs::write(&keys, &new).expect("it is written");
    machine.backup();
    machine.backup();
    let names = machine.names("apart");
    assert!(names.len() == 2 && names[1].starts_with("wijkkas.keys.until-"), "{names:?}");
    let read = |name: &String| fs::read_to_string(folder.path().join("apart").join(name)).expect("a file");
    assert_eq!((read(&names[0]), read(&names[1])), (new, old));
}

#[test]
fn a_file_of_erasures_that_lost_something_is_not_copied_over_the_one_that_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    let (file, copy) = (folder.path().join("wijkkas.erasures"), folder.path().join("apart/wijkkas.erasures"));
    for (told, is_kept) in [("a\nb\n", false), ("a\nb\nc\n", false), ("a\n", true), ("a\nx\nc\nd\n", true)] {
        fs::write(&file, told).expect("it is written");
        let (code, said) = machine.back_up();
        assert_eq!(code == 1 && said.contains("does not begin with what its copy"), is_kept, "{said}");
        let kept = if is_kept { "a\nb\nc\n" } else { told };
        assert_eq!(fs::read_to_string(&copy).expect("it is there"), kept);
    }
    fs::remove_file(&file).expect("it is there");
    let (code, said) = machine.back_up();
    assert!(code == 1 && said.contains("does not begin with what its copy"), "{said}");
}

#[test]
fn one_backup_at_a_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let machine = fresh(folder.path());
    machine.backup();
    let lock =
        fs::File::options().write(true).open(folder.path().join("backups/.lock")).expect("it is there");
    lock.lock().expect("nobody else has it");
    let (code, said) = machine.back_up();
    assert!(code == 1 && said.contains("another backup is being made"), "{said}");
}
