//! The address of a database, as people type it: who may read the files it makes, and what is never printed.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Runs a subcommand that makes a database and a twin beside it, in a folder; its exit code and what it complained about.
fn make(folder: &Path, url: &str) -> (i32, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_wijkkas"))
        .args(["bench", "--commands", "1", "--database", url])
        .current_dir(folder)
        .env_remove("WIJKKAS_KEYS")
        .env_remove("WIJKKAS_ERASURES")
        .output()
        .expect("the program runs");
    (ran.status.code().expect("it ends by itself"), String::from_utf8(ran.stderr).expect("it prints UTF-8"))
}

#[test]
fn only_the_owner_reads_a_new_database_and_nothing_but_its_keys_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = make(folder.path(), "sqlite://a%20b.db?mode=rwc");
    assert_eq!(code, 0, "{said}");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["a b.db", "a b.db.keys"]);
}

#[test]
fn a_database_in_memory_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for url in ["sqlite::memory:", "sqlite://:memory:", "sqlite://west.db?mode=memory"] {
        let (code, said) = make(folder.path(), url);
        assert!(code == 1 && said.contains("--database: a database in memory would be gone"), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// As a shell hands it over.
#[test]
fn a_space_is_refused_with_how_to_write_it() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = make(folder.path(), "sqlite://sp ace.db");
    assert!(code == 1 && said.contains("a space as %20") && said.contains("sqlite://sp%20ace.db"), "{said}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn no_password_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    for url in [
        "mysql://someone:secret@127.0.0.1/west",
        "someone:secret@127.0.0.1",
        "postgres://someone:secret@127.0.0.1:99999/west",
        "postgres://someone:sec/secret@127.0.0.1/west",
    ] {
        let (code, said) = make(folder.path(), url);
        assert!(code == 1 && said.contains("--database: "), "{said}");
        assert!(!said.contains("secret") && !said.contains("someone"), "{said}");
    }
}
