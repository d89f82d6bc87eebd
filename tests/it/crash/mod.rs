//! What is acknowledged is there, once, whatever dies: writers and servers are killed under load.

mod disk;
mod proof;
mod worker;

use crate::support::postgres::Cluster;
use crate::support::world::World;
use proof::{answers, prove};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;
use wijkkas::app::writer::Options;
use worker::Orders;

/// Cheques in the round; no worker gets through them.
const CHEQUES: i64 = 20_000;
/// More than all cheques together are worth, in cents.
const TARGET: i64 = 30_000_000;

/// Makes a book with a round and initiatives.
fn prepare(url: &str, cheques: i64) {
    run(async {
        let world = World::open(url, Options::default()).await;
        world.open_round(cheques).await;
        for _ in 0..4 {
            world.open_initiative(TARGET).await;
        }
    });
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(work)
}

/// The place where a worker goes on: some cheques before the first that was not acknowledged, so that many
/// commands come again.
fn next_cheque(file: &Path) -> i64 {
    let answers = answers(file);
    let first_open = (2..CHEQUES * 2).find(|number| !answers.contains_key(number)).expect("cheques are left");
    (first_open / 2 - 10).max(1)
}

fn lines(file: &Path) -> usize {
    std::fs::read_to_string(file).unwrap_or_default().lines().count()
}

/// Waits until so many more commands are acknowledged.
fn wait_for(file: &Path, more: usize) {
    let before = lines(file);
    for _ in 0..600 {
        if lines(file) >= before + more {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    panic!("the worker does not get on");
}

/// A pause that is different every time, and the same in every run.
fn pause(round: u64) -> Duration {
    Duration::from_millis(round * 37 % 250)
}

fn orders(url: &str, folder: &Path) -> Orders {
    let answers: PathBuf = folder.join("answers");
    Orders { url: url.into(), answers, from: 1, to: CHEQUES + 1, twice: false }
}

/// Kills the writing process so many times, and proves the book each fifth time and at the end.
fn kill_workers(url: &str, folder: &Path, times: u64) {
    prepare(url, CHEQUES);
    let mut orders = orders(url, folder);
    for round in 1..=times {
        orders.from = next_cheque(&orders.answers);
        let mut worker = orders.start();
        wait_for(&orders.answers, 40);
        sleep(pause(round));
        worker.kill().expect("it can be killed");
        worker.wait().expect("it is our child");
        if round % 5 == 0 || round == times {
            run(prove(url, &orders.answers));
        }
    }
    assert!(answers(&orders.answers).len() as u64 > times * 40);
}

#[test]
fn sqlite_survives_kill_9_of_the_writer() {
    let folder = tempfile::tempdir().expect("a folder");
    kill_workers(&format!("sqlite://{}/book.db", folder.path().display()), folder.path(), 22);
}

#[test]
fn postgres_survives_kill_9_of_the_writer() {
    let (cluster, folder) = (Cluster::durable(), tempfile::tempdir().expect("a folder"));
    kill_workers(&cluster.create_database(), folder.path(), 16);
}

/// The writer stays alive and goes on by itself when the server is back.
#[test]
fn the_writer_survives_kill_9_and_immediate_stops_of_postgres() {
    let (mut cluster, folder) = (Cluster::durable(), tempfile::tempdir().expect("a folder"));
    let url = cluster.create_database();
    prepare(&url, CHEQUES);
    let orders = orders(&url, folder.path());
    let mut worker = orders.start();
    for round in 1..=20 {
        wait_for(&orders.answers, 40);
        sleep(pause(round));
        if round % 5 < 3 {
            cluster.stop_immediate();
        } else {
            cluster.kill_postmaster();
        }
        cluster.start();
        if round % 5 == 0 {
            assert_eq!(worker.try_wait().expect("it is our child"), None, "it still works");
        }
    }
    wait_for(&orders.answers, 40);
    worker.kill().expect("it can be killed");
    worker.wait().expect("it is our child");
    run(prove(&url, &orders.answers));
}

/// Every command is sent twice at once by each of two processes, four processes in all.
#[test]
fn four_processes_write_one_book() {
    let (cluster, folder) = (Cluster::durable(), tempfile::tempdir().expect("a folder"));
    let url = cluster.create_database();
    prepare(&url, 1_000);
    let prepared = run(prove(&url, &folder.path().join("none")));
    let order = |number: i64| {
        let (from, to) = if number % 2 == 0 { (1, 501) } else { (501, 1_001) };
        let answers = folder.path().join(format!("answers{number}"));
        Orders { from, to, answers, twice: true, ..orders(&url, folder.path()) }
    };
    let orders: Vec<Orders> = (0..4).map(order).collect();
    let workers: Vec<_> = orders.iter().map(Orders::start).collect();
    for mut worker in workers {
        assert!(worker.wait().expect("it is our child").success(), "a worker failed, see above");
    }
    let all = folder.path().join("answers");
    let texts = orders.iter().map(|orders| std::fs::read_to_string(&orders.answers).expect("answers"));
    std::fs::write(&all, texts.collect::<String>()).expect("written");
    // What two processes were told is compared here.
    assert_eq!(answers(&all).len(), 2_000);
    assert_eq!(run(prove(&url, &all)), prepared + 2_000);
}
