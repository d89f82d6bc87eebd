//! Tests of the test support itself: a harness that lies makes every other test worthless.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use sea_orm::sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use sea_orm::{ConnectionTrait as _, Database, DbBackend, Statement};

use crate::golden;
use crate::support::life::live;
use crate::support::postgres::Cluster;
use crate::support::world::{World, urls};
use std::collections::BTreeSet;
use wijkkas::app::writer::Options;
use wijkkas::domain::{Event, postings};
use wijkkas::store::{Storage as _, codec};

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.expect("the database answers")
}

async fn setting(connection: &mut PgConnection, name: &str) -> String {
    let sql = AssertSqlSafe(format!("SHOW {name}"));
    sea_orm::sqlx::query_scalar(sql).fetch_one(connection).await.expect("the setting exists")
}

async fn count_rows(connection: &mut PgConnection) -> i64 {
    sea_orm::sqlx::query_scalar("SELECT count(*) FROM kept")
        .fetch_one(connection)
        .await
        .expect("the table exists")
}

/// The process id in the first line of the server's lock file.
fn postmaster(folder: &Path) -> u32 {
    let lock = std::fs::read_to_string(folder.join("data/postmaster.pid")).expect("the server runs");
    lock.lines().next().and_then(|line| line.parse().ok()).expect("the lock file begins with a number")
}

/// Killed and not yet reaped counts as gone: in a container there may be nobody to reap.
fn runs(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.contains("State:") && !status.contains("State:\tZ")
}

/// Waits for it, some seconds at most.
fn comes_true(seconds: u32, condition: impl Fn() -> bool) -> bool {
    (0..seconds * 20).any(|_| {
        sleep(Duration::from_millis(50));
        condition()
    })
}

#[tokio::test]
async fn databases_of_one_cluster_know_nothing_of_each_other() {
    let (one, other) = (Cluster::shared().create_database(), Cluster::shared().create_database());
    assert_ne!(one, other);
    connect(&one).await.execute("CREATE TABLE kept (id bigint)").await.expect("a table");
    let error = connect(&other).await.execute("SELECT * FROM kept").await.expect_err("no table");
    assert!(error.to_string().contains("does not exist"), "{error}");
}

#[tokio::test]
async fn sea_orm_understands_the_socket_url() {
    let connection = Database::connect(Cluster::shared().create_database()).await.expect("a connection");
    let one = Statement::from_string(DbBackend::Postgres, "SELECT 1::bigint AS one");
    let row = connection.query_one_raw(one).await.expect("an answer").expect("a row");
    assert_eq!(row.try_get::<i64>("", "one").expect("a number"), 1);
}

#[tokio::test]
async fn the_shared_cluster_is_quick_and_has_no_port() {
    let mut connection = connect(&Cluster::shared().create_database()).await;
    assert_eq!(setting(&mut connection, "fsync").await, "off");
    assert_eq!(setting(&mut connection, "listen_addresses").await, "");
}

#[tokio::test]
async fn commits_survive_crashes_of_a_durable_cluster() {
    let mut cluster = Cluster::durable();
    let url = cluster.create_database();
    let mut connection = connect(&url).await;
    assert_eq!(setting(&mut connection, "fsync").await, "on");
    assert_eq!(setting(&mut connection, "synchronous_commit").await, "on");
    connection.execute("CREATE TABLE kept (id bigint)").await.expect("a table");
    for round in 1..=3 {
        connect(&url).await.execute("INSERT INTO kept VALUES (1)").await.expect("a row");
        cluster.kill_postmaster();
        assert!(PgConnection::connect(&url).await.is_err(), "nobody answers after kill -9");
        cluster.start();
        connect(&url).await.execute("INSERT INTO kept VALUES (2)").await.expect("a row");
        cluster.stop_immediate();
        assert!(PgConnection::connect(&url).await.is_err(), "nobody answers after stop -m immediate");
        cluster.start();
        assert_eq!(count_rows(&mut connect(&url).await).await, 2 * round);
    }
}

#[test]
fn a_dropped_cluster_is_gone() {
    let cluster = Cluster::durable();
    let (folder, server) = (cluster.folder().to_owned(), postmaster(cluster.folder()));
    assert!(runs(server));
    drop(cluster);
    assert!(!folder.exists());
    assert!(!runs(server));
}

#[test]
fn killing_the_test_process_leaves_nothing_behind() {
    let mut tests = Command::new(std::env::current_exe().expect("our own program"))
        .args(["--exact", "support_test::holds_a_cluster_until_killed", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("our own program starts");
    let output = BufReader::new(tests.stdout.take().expect("a pipe"));
    let folder = output.lines().find_map(|line| Some(line.ok()?.split_once("cluster in ")?.1.to_owned()));
    let folder = PathBuf::from(folder.expect("the other process tells its folder"));
    let server = postmaster(&folder);
    assert!(runs(server));

    tests.kill().expect("it can be killed");
    tests.wait().expect("it is our child");
    assert!(comes_true(30, || !folder.exists()), "{} is still there", folder.display());
    // The folder goes last. Given longer, a server ends by itself when it misses its files.
    assert!(comes_true(2, || !runs(server)), "process {server} outlived its folder");
}

#[test]
#[ignore = "the other process of killing_the_test_process_leaves_nothing_behind"]
fn holds_a_cluster_until_killed() {
    let cluster = Cluster::durable();
    println!("cluster in {}", cluster.folder().display());
    std::io::stdin().read_line(&mut String::new()).expect("the pipe is held until we are killed");
}

/// The ways money goes in these events: the type, and the kinds of account it leaves and enters.
fn ways(events: &[Event]) -> BTreeSet<(String, i64, i64)> {
    let of_event = |event: &Event| {
        let kind = codec::encode(event).expect("an event").kind;
        let way = move |transfer: wijkkas::domain::Transfer| {
            (kind.clone(), transfer.debit.parts().0, transfer.credit.parts().0)
        };
        postings(event).into_iter().map(way).collect::<Vec<_>>()
    };
    events.iter().flat_map(of_event).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_the_long_life_money_goes_every_way() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let head = world.app.database.head(world.book).await.expect("a head");
        let rows = world.app.database.events(world.book, 1, head.seq).await.expect("the log");
        let read = |row: &wijkkas::store::EventRow| codec::decode(&row.kind, row.version, &row.payload);
        let events: Vec<Event> = rows.iter().map(|row| read(row).expect("an event")).collect();
        assert_eq!(ways(&events), ways(&golden::events()), "the golden samples have an event of every type");
        world.prove().await;
    }
}
