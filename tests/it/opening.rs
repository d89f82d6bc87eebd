//! Databases that cannot be opened, and what is said about them.

use crate::support::disk::must_mount;
use crate::support::postgres::Cluster;
use crate::support::world::urls;
use sea_orm::ConnectionTrait as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tokio::time::Instant;
use wijkkas::store::Database;

/// What `sh` does in the namespace: $0 is the folder, $1 a database, the rest is the program with its arguments.
const READ_ONLY: &str =
    r#"mount -t tmpfs tmpfs "$0" && cp "$1" "$0/book.db" && mount -o remount,ro "$0" && shift && exec "$@""#;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_DATABASE_URL", "WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
        command.env_remove(name);
    }
    command
}

/// Must be refused with these words, at once and without those of a library.
fn must_refuse(command: &mut Command, words: &str) {
    let began = Instant::now();
    let output = command.output().expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{command:?}: {said}");
    let is_of_a_library = said.contains("pool") || said.contains(" at line ");
    assert!(said.contains(words) && !is_of_a_library, "{command:?}: {said}");
    assert!(began.elapsed() < Duration::from_secs(15), "{command:?}");
}

fn in_folder(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = program();
    command.current_dir(folder).args(arguments);
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_another_version_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let database = Database::open(&url).await.expect("it opens");
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_later', 0)";
        database.writer.execute_unprepared(newer).await.expect("it works");
        for arguments in [
            &["migrate"][..],
            &["check"],
            &["rebuild"],
            &["erase", "--due"],
            &["export", "--format", "csv"],
            &["trace", "--budget", "1"],
            &["demo"],
            &["bench", "--commands", "1"],
        ] {
            let arguments = [arguments, &["--database", &url]].concat();
            let words = "this database was made or brought up to date by another version of wijkkas";
            must_refuse(&mut in_folder(folder.path(), &arguments), words);
        }
    }
}

#[test]
fn a_server_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for (url, words) in [
        (
            "postgres://someone:secret@127.0.0.1:1/west",
            "there is no PostgreSQL at postgres://127.0.0.1:1/west (",
        ),
        (
            "postgres://someone:secret@localhost/west?host=/nowhere",
            "there is no PostgreSQL at postgres:///west?host=/nowhere&port=5432 (",
        ),
    ] {
        for subcommand in ["migrate", "check"] {
            must_refuse(&mut in_folder(folder.path(), &[subcommand, "--database", url]), words);
        }
    }
}

#[test]
fn a_file_that_is_no_database_or_damaged_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("book.db");
    let database = ["--database", "sqlite://book.db"];
    let run = |arguments: &[&str]| in_folder(folder.path(), &[arguments, &database].concat());
    assert!(run(&["bench", "--commands", "1", "--no-floors"]).status().expect("the program runs").success());
    let whole = std::fs::read(&file).expect("it is there");
    let commands = [&["migrate"][..], &["check"], &["trace"], &["rebuild"], &["export", "--format", "csv"]];
    std::fs::write(&file, "Dear neighbours,\n".repeat(300)).expect("it is ours");
    for arguments in commands {
        must_refuse(
            &mut run(arguments),
            "book.db is no SQLite database: is it the right file? What SQLite said: ",
        );
    }
    // All but the head of the file, so that nobody finds anything in it.
    let mut damaged = whole.clone();
    damaged[100..].fill(0xff);
    std::fs::write(&file, damaged).expect("it is ours");
    for arguments in commands {
        must_refuse(&mut run(arguments), "book.db is damaged: put back a backup. What SQLite said: ");
    }
}

#[test]
fn a_database_that_was_just_made_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().canonicalize().expect("it is there");
    let made = format!("A new database was made: {}\n", real.join("west.db").display());
    for words in [made.as_str(), "The database is up to date.\n"] {
        let migrated = in_folder(folder.path(), &["migrate", "--database", "sqlite://west.db"]).output();
        assert_eq!(String::from_utf8_lossy(&migrated.expect("the program runs").stdout), words);
    }
}

#[test]
fn options_that_cannot_be_read_are_answered_with_how_to_write_them() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, words) in [
        (&["serve", "--listen", "localhost:8099"][..], "for example 127.0.0.1:8080"),
        (&["demo", "--listen", "8099"], "for example 127.0.0.1:8080"),
        (&["--database", "sqlite://book.db", "check"], "tip: options go after the command"),
    ] {
        let output = in_folder(folder.path(), arguments).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(words), "{arguments:?}: {said}");
    }
}

#[test]
fn a_server_that_lets_nobody_in_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let locked = Cluster::shared().create_locked_database();
    let mut migrate = in_folder(folder.path(), &["migrate", "--database", &locked]);
    let words = "does not take this password, or wants one (password authentication failed for user \"locked\"): set PGPASSWORD";
    must_refuse(migrate.env_remove("PGPASSWORD").env("PGPASSFILE", "/nowhere"), words);
    must_refuse(migrate.env("PGPASSWORD", "wrong"), words);
    assert!(migrate.env("PGPASSWORD", "secret").status().expect("the program runs").success());
    let unknown = locked.replacen("locked@", "nobody@", 1);
    let words =
        "does not let this user in (role \"nobody\" does not exist): is the user in the address right?";
    must_refuse(&mut in_folder(folder.path(), &["check", "--database", &unknown]), words);
    let absent = locked.replacen("locked@", "app@", 1).replacen("/test_", "/absent_", 1);
    for subcommand in ["migrate", "check"] {
        let mut command = in_folder(folder.path(), &[subcommand, "--database", &absent]);
        must_refuse(&mut command, "does not exist): make it, for example with `createdb --owner USER NAME`");
    }
}

/// Other keys would open none of the letters that are out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_keys_are_made_for_a_database_that_has_some() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let bench = ["bench", "--no-floors", "--commands", "1", "--database", &url];
        let keys =
            folder.path().join(if url.starts_with("sqlite") { "book.db.keys" } else { "wijkkas.keys" });
        let copy = folder.path().join("copy.keys");
        let first = in_folder(folder.path(), &bench).output().expect("the program runs");
        assert!(first.status.success() && keys.exists(), "they are made for a new one");
        std::fs::rename(&keys, &copy).expect("it is ours");
        for arguments in [&bench[..], &["serve", "--database", &url], &["erase", "--due", "--database", &url]]
        {
            must_refuse(
                &mut in_folder(folder.path(), arguments),
                ".keys, and this database was written with keys: put",
            );
            assert!(!keys.exists(), "{arguments:?}");
        }
        let proven =
            in_folder(folder.path(), &["check", "--database", &url]).output().expect("the program runs");
        let said = String::from_utf8_lossy(&proven.stdout).into_owned();
        let without = "The codes themselves were not proven, because there were no keys";
        assert!(proven.status.success() && said.contains(without), "{said}");
        std::fs::rename(&copy, &keys).expect("it is ours");
        let proven =
            in_folder(folder.path(), &["check", "--database", &url]).output().expect("the program runs");
        let said = String::from_utf8_lossy(&proven.stdout).into_owned();
        assert!(proven.status.success() && !said.contains(without), "{said}");
    }
}

#[test]
fn a_file_that_cannot_be_written_to_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = in_folder(folder.path(), &["migrate", "--database", "sqlite://book.db"]).status();
    assert!(made.expect("the program runs").success());
    let words = "book.db cannot be opened or written to: you need the right to write";
    must_refuse(&mut in_folder(folder.path(), &["demo", "--database", "sqlite://book.db?mode=ro"]), words);
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).expect("it is made");
    let url = format!("sqlite://{}/book.db", disk.display());
    let on_the_disk = || {
        let mut command = Command::new("unshare");
        command.args(["--mount", "sh", "-c", READ_ONLY]).arg(&disk).arg(folder.path().join("book.db"));
        command
    };
    must_mount(on_the_disk().arg("true"));
    for subcommand in ["migrate", "check"] {
        let mut command = on_the_disk();
        command.arg(env!("CARGO_BIN_EXE_wijkkas")).args([subcommand, "--database", &url]);
        must_refuse(command.env_remove("WIJKKAS_KEYS"), words);
    }
    must_refuse(
        &mut in_folder(folder.path(), &["migrate", "--database", "sqlite://disk"]),
        "--database disk: this is a folder, name a file",
    );
}
