//! Whoever tries codes and addresses learns nothing from how long it takes: what the database is asked is the same,
//! whether anybody has them or not, but for what the answer itself says. And nobody who reads waits for who writes.

use super::home::coming_back::leaves;
use super::initiator::signed_in;
use super::{activate, code, must, worlds};
use crate::support::postgres::Cluster;
use crate::support::site::{Visitor, serve};
use crate::support::world::World;
use std::pin::pin;
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::writer::Options;
use wijkkas::domain::code::Code;
use wijkkas::domain::{Actor, ChequeId, PersonId, Role};
use wijkkas::store::{Storage, StorageTx as _};

/// A world on a server of its own, which writes down every statement.
async fn watched(server: &Cluster) -> World {
    server.run_script("ALTER ROLE app SET log_statement = 'all'");
    let url = server.create_database();
    let world = World::open(&url, Options::default()).await;
    world.open_round(10).await;
    world.open_initiative(6000).await;
    world
}

/// What was asked of the database while something was done, without its values.
async fn asked(server: &Cluster, work: impl Future<Output = ()>) -> Vec<String> {
    let log = server.folder().join("log");
    let read = || String::from_utf8_lossy(&std::fs::read(&log).expect("the server has a log")).into_owned();
    let before = read().len();
    work.await;
    let statement = |line: &str| {
        let (_, said) = line.split_once(" LOG:  ")?;
        let (how, statement) = said.split_once(": ")?;
        (how == "statement" || how.starts_with("execute ")).then(|| statement.to_string())
    };
    read()[before..].lines().filter_map(statement).collect()
}

/// What is asked of the database when a form is sent.
async fn posts(
    server: &Cluster,
    visitor: &Visitor<'_>,
    (path, form): (&str, &str),
    status: u16,
) -> Vec<String> {
    asked(server, async { assert_eq!(visitor.post(path, form).await.status, status, "{path} {form}") }).await
}

/// The statements that find or change rows of a table.
fn of_table<'s>(statements: &'s [String], table: &str) -> Vec<&'s String> {
    let named = format!("\"{table}\"");
    statements.iter().filter(|one| one.contains(&named) || one.contains(&format!(" {table} "))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_takes_the_same_whoever_asks_for_it() {
    let server = Cluster::durable();
    let world = watched(&server).await;
    let site = serve(&world).await;
    signed_in(&world, &site, "samira@example.org").await;
    let owner = Visitor::new(&site);
    activate(&owner, &code(&world, 1).await).await;
    leaves(&world, &owner, "anna@example.org").await;
    for (path, known) in [("/aanmelden", "samira%40example.org"), ("/terug", "anna%40example.org")] {
        let mut visitor = Visitor::new(&site);
        visitor.network = "192.0.2.2";
        posts(&server, &visitor, (path, "email=somebody%40example.org"), 303).await;
        let of_nobody = posts(&server, &visitor, (path, "email=nobody%40example.org"), 303).await;
        let of_somebody = posts(&server, &visitor, (path, &format!("email={known}")), 303).await;
        assert!(!of_table(&of_somebody, "mail").is_empty(), "{of_somebody:#?}");
        assert_eq!(of_somebody, of_nobody, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_takes_the_same_up_to_its_answer() {
    let server = Cluster::durable();
    let world = watched(&server).await;
    let desk = (world.key(), Actor::Staff(Role::Desk, PersonId(4)));
    let replaced = code(&world, 2).await;
    let seen = Seen { cheque: ChequeId(2), generation: 1 };
    cheque_desk::replace(&world.app, world.book, seen, desk).await.expect("it is replaced");
    let [live, replaced] = [code(&world, 1).await, replaced].map(|code| format!("code={code}"));
    let nobodys = format!("code={}", Code::from_bits(12345));
    let site = serve(&world).await;
    let mut visitor = Visitor::new(&site);
    posts(&server, &visitor, ("/code", &nobodys), 422).await;
    let unknown = posts(&server, &visitor, ("/code", &nobodys), 422).await;
    let front =
        asked(&server, async { must(&visitor.get("/code").await, 200, "De code uit uw brief") }).await;
    visitor.network = "192.0.2.2";
    let known = posts(&server, &Visitor::new(&site), ("/code", &live), 303).await;
    let ended = posts(&server, &Visitor::new(&site), ("/code", &replaced), 303).await;
    assert_eq!(ended, known, "whether it still opens anything is looked at by the next page");

    // How often was tried from there, and whose it is. A wrong code is counted, a good one waits for those that are.
    let verbs = |statements: &[String]| -> Vec<String> {
        statements.iter().map(|one| one.split(' ').next().unwrap_or_default().to_string()).collect()
    };
    assert_eq!(known[..2], unknown[..2]);
    assert_eq!(verbs(&unknown[..3]), ["SELECT", "WITH", "INSERT"], "{unknown:#?}");
    assert_eq!(verbs(&known[..4]), ["SELECT", "WITH", "UPDATE", "INSERT"], "{known:#?}");
    // Then the answer: a visit that begins, or the page again.
    assert_eq!(verbs(&known[4..]), ["BEGIN", "INSERT", "COMMIT"], "{known:#?}");
    assert_eq!(unknown[3..], front[..]);

    // Whoever has to wait is told so before anything is looked up.
    let mut guesser = Visitor::new(&site);
    guesser.network = "192.0.2.3";
    for _ in 0..20 {
        guesser.post("/code", &nobodys).await;
    }
    let slowed = posts(&server, &guesser, ("/code", &nobodys), 429).await;
    assert_eq!(posts(&server, &guesser, ("/code", &live), 429).await, slowed);
    assert!(of_table(&slowed, "code").is_empty(), "{slowed:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_waits_for_nobody_who_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let site = serve(&world).await;
        let (giver, reader) = (Visitor::new(&site), Visitor::new(&site));
        activate(&giver, &code(&world, 1).await).await;
        activate(&reader, &code(&world, 2).await).await;
        let form = format!("{}&give-1=2%2C50", giver.get("/mijn").await.own());
        // As another process that takes long to write.
        let mut writing = Storage::begin(&world.app.database).await.expect("it begins");
        writing.lock(world.book).await.expect("it is locked");
        let mut gift = pin!(giver.post("/geven", &form));
        let pages = async {
            for path in ["/mijn", "/", "/mijn/overzicht", "/wijk/west/initiatief/1", "/wijk/west/cijfers"] {
                must(&reader.get(path).await, 200, "</html>");
            }
        };
        tokio::select! {
            got = &mut gift => panic!("it was not written yet: {got:?}"),
            () = pages => {}
        }
        writing.rollback().await;
        assert_eq!(gift.await.header("location"), Some("/mijn?thanks=all"));
    }
}
