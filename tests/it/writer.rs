//! The writer on real databases: batches, repeats, refusals beside their neighbours.

use crate::support::postgres::Cluster;
use crate::support::world::{World, keys, urls};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use wijkkas::app::Wish;
use wijkkas::app::check::{self, Means};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::wallet::{Give, WalletCommand};
use wijkkas::domain::{Actor, Cents, Command, Did, Refusal};
use wijkkas::store::keys::Keyring;
use wijkkas::store::{CommandKey, Database, Storage as _, Wanted};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn residents_activate_and_pledge_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(600).await;
        let initiative = world.open_initiative(400_000).await;
        let residents = (1..=600).map(|cheque| {
            let world = &world;
            async move {
                let wallet = world.activate(cheque).await;
                world.pledge(wallet, initiative, 700).await
            }
        });
        let pledges = futures_util::future::join_all(residents).await;
        let given: i64 = pledges
            .into_iter()
            .filter_map(|pledge| match pledge {
                Ok(answer) => match &answer.events[0] {
                    wijkkas::domain::Event::Wallet(wijkkas::domain::wallet::WalletEvent::Pledged {
                        legs,
                        ..
                    }) => Some(legs.iter().map(|leg| leg.cents.get()).sum::<i64>()),
                    other => panic!("{other:?}"),
                },
                Err(Failure::Refused(Refusal::InitiativeFull)) => None,
                Err(other) => panic!("{other}"),
            })
            .sum();
        assert_eq!(given, 400_000);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_gets_the_same_answer() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(3).await;
        let initiative = world.open_initiative(5_000).await;
        let wallet = world.activate(1).await;
        let pledge = |cents: i64| {
            let gives = vec![Give { initiative, cents: Cents::new(cents).unwrap() }];
            WalletCommand::Pledge { wallet, gives }
        };
        let key = world.key();
        let wish = Wish::new(key, Actor::Resident(wallet), pledge(600));
        let first = world.app.ask(world.book, wish.clone()).await.unwrap();
        let again = world.app.ask(world.book, wish).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(first.did, Did::Now);
        let other = Wish::new(key, Actor::Resident(wallet), pledge(300));
        assert_eq!(world.app.ask(world.book, other).await, Err(Failure::KeyReused));
        let too_much = world.pledge(wallet, initiative, 600).await.unwrap_err();
        let free = Cents::new(400).unwrap();
        let asked = Cents::new(600).unwrap();
        assert_eq!(too_much, Failure::Refused(Refusal::WalletTooSmall { free, asked }));
    }
}

/// Which says no more than that it was refused: the words of the refusal are those of another program.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_version_refused_stays_refused() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(1).await;
        let initiative = world.open_initiative(5_000).await;
        let wallet = world.activate(1).await;
        let gives = vec![Give { initiative, cents: Cents::new(1_001).expect("an amount") }];
        let too_much =
            Wish::new(world.key(), Actor::Resident(wallet), WalletCommand::Pledge { wallet, gives });
        let refused = world.app.ask(world.book, too_much.clone()).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::WalletTooSmall { .. }))), "{refused:?}");
        let db = &world.app.database.writer;
        let other = "UPDATE command SET refusal = '\"NotToday\"' WHERE refusal IS NOT NULL";
        assert_eq!(db.execute_unprepared(other).await.expect("it works").rows_affected(), 1);
        let again = world.app.ask(world.book, too_much).await;
        assert_eq!(again, Err(Failure::RefusedByOther));
        let said = again.expect_err("it is refused").to_string();
        assert!(said.contains("refused before by another version of wijkkas"), "{said}");
        world.pledge(wallet, initiative, 1_000).await.expect("nothing was given before");

        let mut means = Means { keys: None, acks: None, kept: &[], watch: &|_| () };
        let found = check::prove(&world.app.database, world.book, &mut means).await;
        let found = found.expect_err("it cannot be read").to_string();
        let version = env!("CARGO_PKG_VERSION");
        let words =
            format!("wijkkas {version} cannot read its refusal: another version wrote it, or it was changed");
        assert!(found.ends_with(&words), "{found}");
    }
}

/// A process that hangs or is gone does not keep the lock on the head, and one that reads does not keep up one
/// that has the lock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_waited_for_without_end() {
    let url = Cluster::shared().create_database();
    let database = Database::connect(&url).await.expect("the database opens");
    let show = async |db: &sea_orm::DatabaseConnection, what: &str| {
        let show = Statement::from_string(DbBackend::Postgres, format!("SHOW {what}"));
        let row = db.query_one_raw(show).await.expect("an answer").expect("a row");
        row.try_get_by_index::<String>(0).expect("a word")
    };
    assert_eq!(show(&database.writer, "idle_in_transaction_session_timeout").await, "1min");
    assert_eq!(show(&database.writer, "statement_timeout").await, "1min");
    assert_eq!(show(&database.reader, "statement_timeout").await, "30s");
}

/// Of any number of processes that start at once one migrates; the others wait for as long as it takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrating_waits_for_as_long_as_it_takes() {
    let url = Cluster::shared().create_database();
    let other = Database::connect(&url).await.expect("the database opens");
    let tx = other.begin().await.expect("a transaction");
    tx.execute_unprepared("SELECT pg_advisory_xact_lock(8604525572663636736)").await.expect("the lock");
    let mut options = sea_orm::ConnectOptions::new(&url);
    options.max_connections(1).statement_timeout(Duration::from_millis(200));
    let writer = sea_orm::Database::connect(options).await.expect("the database opens");
    let database = Database { writer, ..other.clone() };
    let migrating = tokio::spawn(async move { database.migrate().await });
    tokio::time::sleep(Duration::from_secs(1)).await;
    tx.commit().await.expect("it ends");
    migrating.await.expect("it does not panic").expect("it waited");
}

/// Nobody waits on one thread before all is submitted, so the writer takes nothing meanwhile.
#[tokio::test]
async fn a_full_queue_says_busy_and_remembers_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options { queue: 2, ..Options::default() }).await;
        let wish = |number: usize| {
            let name = format!("purpose {number}");
            Wish::new(CommandKey::named(&name), Actor::System, ProgrammeCommand::AddPurpose { name })
        };
        let mut submitted: Vec<_> = (0..4).map(|number| world.app.submit(world.book, wish(number))).collect();
        for busy in submitted.split_off(2) {
            let failure = busy.map(|_| ()).unwrap_err();
            assert_eq!(failure, Failure::Busy);
            assert!(failure.to_string().contains("try again"), "{failure}");
        }
        for taken in submitted {
            assert_eq!(taken.unwrap().decided().await.unwrap().did, Did::Now);
        }
        let commands = (0..4).map(|number| wish(number).key).collect();
        let wanted = Wanted { commands, ..Wanted::default() };
        let remembered = world.app.database.load(world.book, &wanted).await.unwrap().commands;
        let remembered: BTreeSet<CommandKey> = remembered.iter().map(|row| row.key).collect();
        assert_eq!(remembered, [wish(0).key, wish(1).key].into());
        // The same wish, when there is room, is a new one.
        assert_eq!(world.app.ask(world.book, wish(3)).await.unwrap().did, Did::Now);
        world.prove().await;
    }
}

/// As ARCHITECTURE.md has it. On one thread the writer takes nothing before all is submitted.
#[tokio::test]
async fn a_transaction_holds_512_commands_at_most() {
    let Options { batch, queue, .. } = Options::default();
    assert_eq!((batch, queue), (512, 4_096));
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(600).await;
        let (mut keys, mut waiting) = (BTreeSet::new(), Vec::new());
        for cheque in 1..=600 {
            let (wallet, activation) = world.activation(cheque);
            let key = world.key();
            let wish = Wish::new(key, Actor::Resident(wallet), activation);
            waiting.push(world.app.submit(world.book, wish).expect("there is room"));
            keys.insert(key);
        }
        for submitted in waiting {
            assert_eq!(submitted.decided().await.expect("activated").did, Did::Now);
        }
        let wanted = Wanted { commands: keys, ..Wanted::default() };
        let mut turns: BTreeMap<i64, usize> = BTreeMap::new();
        for row in world.app.database.load(world.book, &wanted).await.expect("an answer").commands {
            *turns.entry(row.turn).or_default() += 1;
        }
        assert_eq!(turns.into_values().collect::<Vec<_>>(), [512, 88]);
    }
}

/// Whatever the server, the database or the role says by default, an answer is on disk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn durability_does_not_depend_on_defaults() {
    let url = Cluster::shared().create_database();
    let database = Database::connect(&url).await.expect("the database opens");
    let alter = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', \
                 current_database()); END $$";
    database.writer.execute_unprepared(alter).await.expect("altered");
    let database = Database::connect(&url).await.expect("the database opens");
    for connections in [&database.writer, &database.reader] {
        let show = Statement::from_string(DbBackend::Postgres, "SHOW synchronous_commit");
        let row = connections.query_one_raw(show).await.expect("an answer").expect("a row");
        assert_eq!(row.try_get_by_index::<String>(0).expect("a word"), "on");
    }
}

/// A bare hash of what was asked would let whoever has the database guess at words that were erased.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_asked_is_kept_as_a_keyed_hash() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let command = Command::from(ProgrammeCommand::AddPurpose { name: "water".into() });
        let asked = serde_json::to_vec(&(Actor::System, &command)).unwrap();
        let key = world.key();
        world.app.ask(world.book, Wish::new(key, Actor::System, command)).await.unwrap();
        let wanted = Wanted { commands: [key].into(), ..Wanted::default() };
        let rows = world.app.database.load(world.book, &wanted).await.unwrap().commands;
        let kept = rows[0].request;
        assert_eq!(kept, world.app.keys.request_hash(&asked));
        let others = Keyring::parse("the test", &keys().replace("request 1 03", "request 1 04")).unwrap();
        assert_ne!(kept, others.request_hash(&asked), "another key, another hash");
    }
}
