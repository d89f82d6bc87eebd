//! A disk that is full while writing: a clear error, nothing acknowledged is lost, and it goes on when there
//! is room again. The disk is a small one in memory, mounted where only the test's own processes see it.

use super::proof::prove;
use super::worker::{activation, key, pledge};
use crate::support::disk::must_mount;
use crate::support::postgres::Cluster;
use crate::support::world::World;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use wijkkas::app::Wish;
use wijkkas::app::writer::{Failure, Options};

/// What `sh` does in the namespace: $0 is the folder, the rest is the program with its arguments.
const MOUNT: &str = r#"mount -t tmpfs -o size=32m tmpfs "$0" && chmod 777 "$0" && exec "$@""#;
/// Commands on their way at once.
const AT_ONCE: usize = 16;

/// A command that runs with a small disk mounted on the folder; what to run is its next argument.
fn with_a_small_disk(folder: &Path) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", MOUNT]).arg(folder).env("WIJKKAS_SMALL_DISK", folder);
    command
}

/// Runs an ignored test of this file in a process that sees a small disk.
fn on_a_small_disk(test: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    must_mount(with_a_small_disk(folder.path()).arg("true"));
    let program = std::env::current_exe().expect("our own program");
    let mut command = with_a_small_disk(folder.path());
    let status = command.arg(program).args(["--exact", test, "--ignored", "--nocapture"]).status();
    assert!(status.expect("our own program starts").success(), "{test} failed, see above");
}

#[test]
fn a_full_disk_stops_sqlite_for_a_while() {
    on_a_small_disk("crash::disk::sqlite_on_a_small_disk");
}

#[test]
fn a_full_disk_stops_postgres_for_a_while() {
    on_a_small_disk("crash::disk::postgres_on_a_small_disk");
}

#[expect(clippy::disallowed_methods, reason = "a process that a test starts gets its orders this way")]
fn small_disk() -> std::path::PathBuf {
    std::env::var_os("WIJKKAS_SMALL_DISK").expect("the folder").into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs where a small disk is mounted"]
async fn sqlite_on_a_small_disk() {
    let disk = small_disk();
    fill_and_go_on(&format!("sqlite://{}/book.db", disk.display()), &disk).await;
}

/// Only the tables lie on the small disk: without room for its write-ahead log a server stops as a whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "runs where a small disk is mounted"]
async fn postgres_on_a_small_disk() {
    let (disk, cluster) = (small_disk(), Cluster::durable());
    let url = cluster.create_database_in(&disk);
    fill_and_go_on(&url, &disk).await;
}

/// Writes until the disk is full, makes room, goes on.
async fn fill_and_go_on(url: &str, disk: &Path) {
    let world = World::open(url, Options::default()).await;
    world.open_round(3_000).await;
    for _ in 0..4 {
        world.open_initiative(30_000_000).await;
    }
    let (ballast, answers) = (disk.join("ballast"), tempfile::NamedTempFile::new().expect("a file"));
    fs::write(&ballast, vec![1; 8_000_000]).expect("there is room");
    fill(&disk.join("more"));
    let mut acknowledged = answers.reopen().expect("a file");
    let mut refused = Vec::new();
    for first in (1..3_000).step_by(AT_ONCE) {
        let cheques = first..first + AT_ONCE as i64;
        let activations = cheques.clone().map(|cheque| (cheque * 2, activation(cheque)));
        let pledges = cheques.map(|cheque| (cheque * 2 + 1, pledge(cheque)));
        for wishes in [activations.collect::<Vec<_>>(), pledges.collect()] {
            let asked = wishes.iter().map(|(_, wish)| world.app.ask(world.book, wish.clone()));
            let told = futures_util::future::join_all(asked).await;
            for ((number, wish), told) in wishes.into_iter().zip(told) {
                match told {
                    Ok(answer) => writeln!(acknowledged, "{number} {}", answer.seq).expect("written"),
                    Err(failure) => refused.push((number, wish, failure)),
                }
            }
        }
        if refused.len() > 5 {
            break;
        }
    }
    check_words(&refused);
    fs::remove_file(ballast).expect("removed");
    for (number, wish, _) in refused {
        assert_eq!(wish.key, key(number));
        let answer = world.app.ask(world.book, wish).await.expect("there is room again");
        writeln!(acknowledged, "{number} {}", answer.seq).expect("written");
    }
    prove(url, answers.path()).await;
}

/// Fills the disk to the last byte.
fn fill(path: &Path) {
    let mut file = fs::File::create(path).expect("a file");
    for size in [1_000_000, 10_000, 100, 1] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
}

/// The first to fail says what is wrong, and that nothing was changed.
fn check_words(refused: &[(i64, Wish, Failure)]) {
    let Some((_, _, Failure::Store(words))) = refused.first() else { panic!("{refused:?}") };
    assert!(words.contains("full") || words.contains("No space left"), "{words}");
    let whole = refused[0].2.to_string();
    assert!(whole.contains("nothing was changed"), "{whole}");
}
