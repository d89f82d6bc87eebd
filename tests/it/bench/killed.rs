//! A benchmark that is killed: what it acknowledged until then is in its file, and in the book.

use super::{program, text, wijkkas};
use crate::support::world::urls;
use sea_orm::{ConnectionTrait as _, Statement};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;
use wijkkas::store::Database;

/// How many commands are under way at once.
const CLIENTS: usize = 8;
/// So many are acknowledged before it is killed; the first part of a run has 2,000.
const ENOUGH: usize = 300;

fn lines(file: &Path) -> usize {
    std::fs::read_to_string(file).unwrap_or_default().lines().count()
}

/// Waits until enough is acknowledged, and kills it at its work.
fn kill_at_work(mut bench: Child, acks: &Path) {
    for _ in 0..6_000 {
        assert_eq!(bench.try_wait().expect("it is our child"), None, "it ended by itself");
        if lines(acks) >= ENOUGH {
            break;
        }
        sleep(Duration::from_millis(20));
    }
    bench.kill().expect("it can be killed");
    bench.wait().expect("it is our child");
}

/// The activations and pledges in the book; each is an event of a command of its own.
async fn done(url: &str) -> usize {
    let database = Database::connect(url).await.expect("the database opens");
    let db = &database.reader;
    let count = "SELECT COUNT(*) FROM event WHERE type IN ('cheque.Activated', 'wallet.Pledged')";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), count)).await;
    let count: i64 = row.expect("it works").expect("a row").try_get_by_index(0).expect("a number");
    usize::try_from(count).expect("it fits")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_it_acknowledged_before_it_was_killed_is_written_down_and_done() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let acks = folder.path().join(&url[..6]);
        let path = acks.display().to_string();
        let clients = CLIENTS.to_string();
        // More than it gets through before it is killed.
        let asked =
            ["bench", "--commands", "4000000", "--concurrency", &clients, "--no-floors", "--acks", &path];
        let mut bench = program(folder.path(), &url, &asked);
        let bench = bench.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        kill_at_work(bench.expect("it starts"), &acks);

        let keys = std::fs::read_to_string(&acks).expect("it was written");
        let count = keys.lines().count();
        assert!(count >= ENOUGH, "{count} while it was at work");
        let is_key = |line: &str| line.len() == 32 && line.bytes().all(|digit| digit.is_ascii_hexdigit());
        assert!(keys.ends_with('\n') && keys.lines().all(is_key), "a line is not whole: {keys}");

        let proven = wijkkas(folder.path(), &url, &["check", "--acks", &path]);
        assert_eq!(proven.status.code(), Some(0), "{}", text(&proven.stderr));
        let said = text(&proven.stdout);
        assert!(said.contains(&format!("{count} acknowledged commands took effect exactly once")), "{said}");
        // The moment they were acknowledged: each client can have one that was done and not written down.
        let done = done(&url).await;
        assert!((count..=count + CLIENTS).contains(&done), "{count} written down of {done}");
    }
}
