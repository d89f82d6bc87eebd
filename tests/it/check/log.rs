//! The log itself: every byte of it counts, and the database refuses to change it.

use super::tables::TABLES;
use super::{must_be_found, prove};
use crate::support::damage::{Bytes, Hand};
use crate::support::life::live_shortly;
use crate::support::world::{World, urls};
use sea_orm::ConnectionTrait as _;
use wijkkas::app::writer::Options;
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::programme::{ProgrammeCommand, Rules};
use wijkkas::domain::{Cents, IssuerId};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_flipped_byte_of_the_log_is_found() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::attach(&url, Options::default()).await;
        let (name, zone, rules) = ("West".into(), Zone::amsterdam(), Rules::default());
        world.system(ProgrammeCommand::Found { name, zone, rules }).await;
        world.system(ProgrammeCommand::AddIssuer { name: "Havensteder".into() }).await;
        let (issuer, cents) = (IssuerId(1), Cents::new(20_000).expect("an amount"));
        let (reference, conditions) = ("NL1".into(), Conditions::default());
        world.system(BudgetCommand::Receive { issuer, cents, reference, conditions }).await;
        let (hand, event) = (Hand::of(&world).await, &TABLES[0]);
        hand.save(event.name).await;
        let mut flipped = 0;
        for number in 0..3 {
            for (_, damage) in hand.flips(event, &Hand::row(event, number, "1 = 1"), Bytes::All).await {
                must_be_found(&world, &hand, event.name, &damage).await;
                flipped += 1;
            }
        }
        // Six numbers, the key of the command and the chain have 96 bytes; payload, type and actor have the rest.
        assert!(flipped > 3 * 96 + 500, "{flipped}");
        prove(&world).await.expect("everything was put back");
    }
}

/// A connection on which triggers do not fire for the row that is replaced gets round the one that forbids
/// deleting, on SQLite: then it is found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replaced_rows_are_found() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let world = World::open(url, Options::default()).await;
    live_shortly(&world).await;
    let foreign = sea_orm::Database::connect(url).await.expect("anybody can open the file");
    let replace = "INSERT OR REPLACE INTO event \
                   SELECT book, seq, type, version, payload, recorded, effective, command, 'nobody', cause, chain \
                   FROM event WHERE seq = 12";
    foreign.execute_unprepared("PRAGMA recursive_triggers = ON").await.expect("it works");
    let refused = foreign.execute_unprepared(replace).await.expect_err("it is deleted first");
    assert!(refused.to_string().contains("the log is never changed"), "{refused}");
    prove(&world).await.expect("nothing was changed");
    foreign.execute_unprepared("PRAGMA recursive_triggers = OFF").await.expect("it works");
    foreign.execute_unprepared(replace).await.expect("no trigger fires");
    let found = prove(&world).await.expect_err("it is found").to_string();
    assert!(found.contains("event 12: the chain does not fit"), "{found}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_refuses_changes_of_the_log() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let writer = &world.app.database.writer;
        let mut changes = Vec::new();
        for table in ["event", "transfer"] {
            changes.push(format!("UPDATE {table} SET seq = seq WHERE seq = 6"));
            changes.push(format!("DELETE FROM {table} WHERE seq = 6"));
            changes.push(format!("DELETE FROM {table}"));
            if url.starts_with("sqlite") {
                changes.push(format!("REPLACE INTO {table} SELECT * FROM {table} WHERE seq = 6"));
            } else {
                changes.push(format!("TRUNCATE {table}"));
            }
        }
        for change in changes {
            let refused = writer.execute_unprepared(&change).await.expect_err(&change).to_string();
            assert!(refused.contains("the log is never changed"), "{change}: {refused}");
        }
        prove(&world).await.expect("nothing was changed");
    }
}
