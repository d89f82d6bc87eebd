//! Bad input that no other test has: far too long names and codes, and files that are no text.

use crate::support::world::{World, urls, write_keys};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use wijkkas::app::activate::{Typed, activate};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::programme::{ProgrammeCommand, Rules};
use wijkkas::domain::round::{RoundCommand, WantedPart};
use wijkkas::domain::{Actor, AreaId, BudgetId, Cents, Command as Asked, Refusal};
use wijkkas::store::Database;

/// Bytes in 10 MB.
const TEN_MB: usize = 10_000_000;

/// A refusal does not repeat what was far too long.
fn is_short(sentence: &str) -> bool {
    sentence.len() < 200
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_of_10_mb_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::attach(&url, Options::default()).await;
        let long = "n".repeat(TEN_MB);
        let (zone, rules) = (Zone::amsterdam(), Rules::default());
        let found = |name: &str| ProgrammeCommand::Found {
            name: name.into(),
            zone: zone.clone(),
            rules: rules.clone(),
        };
        let refused = |command: Asked, what: &'static str| {
            let world = &world;
            async move {
                let failure = world.ask(Actor::System, command).await.expect_err(what);
                let refusal = Failure::Refused(Refusal::BadName { what: what.into() });
                assert_eq!(failure, refusal);
                let sentence = failure.to_string();
                assert!(sentence.contains(what) && is_short(&sentence), "{sentence}");
            }
        };
        refused(found(&long).into(), "the programme's name").await;
        world.system(found("West")).await;
        let area = ProgrammeCommand::AddArea { name: long.clone(), postcodes: vec![], cbs: None };
        refused(area.into(), "the area's name").await;
        refused(ProgrammeCommand::AddPurpose { name: long.clone() }.into(), "the purpose").await;
        refused(ProgrammeCommand::AddIssuer { name: long.clone() }.into(), "the issuer's name").await;
        let parts = vec![WantedPart { budget: BudgetId(1), cents: Cents::new(1).expect("a cent") }];
        refused(RoundCommand::Draft { title: long, area: AreaId(1), parts }.into(), "the round's name").await;
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_of_10_mb_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        for (sign, words) in
            [("A", "this has more"), (" ", "this has 0"), ("!", "'!' is never part of a code")]
        {
            let code = sign.repeat(TEN_MB);
            let refused = activate(&world.app, world.book, Typed { code: &code, ..Typed::default() }).await;
            let sentence = refused.expect_err("that is no code").to_string();
            assert!(sentence.contains(words) && is_short(&sentence), "{sentence}");
        }
    }
}

fn wijkkas(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_DATABASE_URL", "WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

/// A pipe is not waited for, and no end is looked for where there is none.
#[test]
fn only_ordinary_files_of_a_sensible_size_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = ["--database", "sqlite://book.db"];
    assert!(wijkkas(folder.path(), &[&["migrate"][..], &database].concat()).status.success());
    fs::create_dir(folder.path().join("folder")).expect("it is made");
    let pipe = Command::new("mkfifo").arg(folder.path().join("pipe")).status();
    assert!(pipe.expect("there is mkfifo").success());
    for (name, bytes) in [("big.keys", 65 << 10), ("big.erasures", 2 << 20)] {
        let file = fs::File::create(folder.path().join(name)).expect("it is made");
        file.set_len(bytes).expect("it has holes only");
        file.set_permissions(fs::Permissions::from_mode(0o600)).expect("it is ours");
    }
    let must_refuse = |arguments: &[&str], words: &str| {
        let refused = wijkkas(folder.path(), &[arguments, &database].concat());
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    };
    for (file, words) in [
        ("folder", "folder: this is a folder, name a file"),
        ("pipe", "pipe: this is no ordinary file"),
        ("/dev/zero", "/dev/zero: this is no ordinary file"),
    ] {
        must_refuse(&["check", "--keys", file], words);
        must_refuse(&["check", "--acks", file], words);
        must_refuse(&["bench", "--commands", "1", "--acks", file], words);
        must_refuse(&["erase", "--due", "--erasures", file], words);
        must_refuse(&["erase", "--replay", file], words);
        must_refuse(&["import-pb", file, "--out", "out.csv"], words);
    }
    must_refuse(&["check", "--keys", "big.keys"], "it has more than 64 KiB: is it the right file?");
    must_refuse(
        &["erase", "--replay", "big.erasures"],
        "big.erasures: line 1 is damaged or not a step of an erasure",
    );
    fs::remove_file(folder.path().join("book.db.keys")).expect("it was made meanwhile");
    fs::create_dir(folder.path().join("book.db.keys")).expect("it is made");
    must_refuse(&["check"], "book.db.keys could not be read: this is a folder, name a file");
}

/// All mistakes are told at once, and nothing is made for keys that cannot be used.
#[test]
fn a_key_file_that_cannot_be_used_is_told_with_the_other_mistakes() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    write_keys(&place("open.keys"));
    fs::set_permissions(place("open.keys"), fs::Permissions::from_mode(0o644)).expect("it is ours");
    fs::write(place("bad.keys"), "code one\n").expect("it is written");
    fs::set_permissions(place("bad.keys"), fs::Permissions::from_mode(0o600)).expect("it is ours");
    for (keys, words) in [
        ("bad.keys", "The keys in the file bad.keys can't be used: line 1"),
        ("open.keys", "Others than its owner have access to the key file open.keys (mode 644)"),
    ] {
        for (database, more) in [
            ("mysql://h/n", "--database: the address must begin with sqlite:// or postgres://"),
            ("sqlite://nowhere/new.db", "--database nowhere/new.db: there is no folder nowhere"),
            ("sqlite://new.db", ""),
        ] {
            for subcommand in [&["demo"][..], &["bench", "--commands", "1"]] {
                let refused =
                    wijkkas(folder.path(), &[subcommand, &["--database", database, "--keys", keys]].concat());
                let said = String::from_utf8_lossy(&refused.stderr).into_owned();
                assert_eq!(refused.status.code(), Some(1), "{subcommand:?}: {said}");
                assert!(said.contains(words) && said.contains(more), "{subcommand:?}: {said}");
            }
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 2, "nothing was made");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_are_no_text_are_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        Database::open(&url).await.expect("the database opens");
        let file = folder.path().join("scan.jpg");
        fs::write(&file, b"0123\xff\xd8\xff\n").expect("it is written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("it is ours");
        let database = ["--database", &url];
        for (arguments, words) in [
            (
                &["check", "--acks", "scan.jpg"][..],
                "scan.jpg: this is no text (UTF-8): name a file as `wijkkas bench",
            ),
            (
                &["check", "--keys", "scan.jpg"],
                "key file scan.jpg is no text (UTF-8), so it was changed, or another",
            ),
            (&["erase", "--due", "--keys", "scan.jpg"], "key file scan.jpg is no text (UTF-8)"),
            (&["erase", "--replay", "scan.jpg"], "scan.jpg: line 1 is damaged or not a step of an erasure"),
        ] {
            let refused = wijkkas(folder.path(), &[arguments, &database].concat());
            let said = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(1), "{said}");
            assert!(said.contains(words), "{arguments:?}: {said}");
        }
    }
}

/// Whoever reads what is said may have left, or their disk may be full: the exit code says how it ended all the same.
#[test]
fn what_cannot_be_said_does_not_change_how_it_ends() {
    let closed = || {
        let (_, writer) = std::io::pipe().expect("a pipe");
        Stdio::from(writer)
    };
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").expect("Linux has one"));
    for (name, nobody) in [("a closed pipe", &closed as &dyn Fn() -> Stdio), ("a full disk", &full)] {
        let folder = tempfile::tempdir().expect("a folder");
        for (arguments, code) in [
            (&["check"][..], 1),
            (&["check", "--nothing"], 2),
            (&["migrate"], 0),
            (&["bench", "--commands", "20", "--no-floors"], 0),
            (&["rebuild"], 0),
            (&["check"], 0),
        ] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
            for name in ["WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
                command.env_remove(name);
            }
            command.env("WIJKKAS_DATABASE_URL", "sqlite://book.db").env("RUST_LOG", "debug");
            command.args(arguments).current_dir(folder.path()).stdout(nobody()).stderr(nobody());
            let ended = command.status().expect("the program runs");
            assert_eq!(ended.code(), Some(code), "{arguments:?} to {name}");
        }
    }
}

/// Deployments write down a place for each setting, also for those they leave empty.
#[test]
fn settings_that_are_empty_are_not_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let serve = |name: &str, value: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
        command.args(["serve", "--database", "sqlite://nothing.db"]).current_dir(folder.path());
        let output = command.env(name, value).output().expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (_, unset) = serve("WIJKKAS_NOTHING", "");
    assert!(unset.contains("nothing.db"), "{unset}");
    for name in ["CHECK_EVERY", "LISTEN", "MODERATORS", "CONTACT", "SECURE", "KEYS", "SMTP_URL"] {
        assert_eq!(serve(&format!("WIJKKAS_{name}"), ""), (Some(1), unset.clone()), "{name}");
    }
    let (code, said) = serve("WIJKKAS_SECURE_FILE", "secure");
    assert!(code == Some(1) && said.contains("please set WIJKKAS_SECURE=true"), "{said}");
}
