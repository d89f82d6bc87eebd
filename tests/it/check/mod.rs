//! `check` finds whatever was changed, and nothing where nothing was.

mod beside;
mod log;
mod schema;
mod tables;

use crate::support::damage::{Bytes, Hand, is_against_the_schema};
use crate::support::life::{live, live_shortly};
use crate::support::world::{World, urls};
use std::collections::BTreeSet;
use std::process::{Command, Output};
use tables::{COMMANDS, TABLES};
use wijkkas::app::check::{self, Acks, Means, Proven};
use wijkkas::app::replay::Unproven;
use wijkkas::app::writer::Options;
use wijkkas::domain::Actor;
use wijkkas::store::{Storage as _, books};

async fn prove(world: &World) -> Result<Proven, Unproven> {
    let mut means = Means { keys: Some(&world.app.keys), acks: None, kept: &[], watch: &|_| () };
    let proven = check::prove(&world.app.database, world.book, &mut means).await?;
    check::strays(&world.app.database).await?;
    Ok(proven)
}

/// Does something to a table that must be found, and undoes it; none if a rule of the schema refuses it.
async fn must_be_found(world: &World, hand: &Hand, table: &str, damage: &str) -> Option<String> {
    match hand.run(damage).await {
        Err(error) => {
            assert!(is_against_the_schema(&error), "{error}: {damage}");
            return None;
        }
        Ok(changed) => assert_eq!(changed, 1, "{damage}"),
    }
    let found = prove(world).await;
    hand.restore(table).await;
    Some(found.expect_err(damage).to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_with_activity_is_proven() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let proven = prove(&world).await.expect("it works");
        let hand = Hand::of(&world).await;
        for (table, count) in [
            ("event", proven.events),
            ("transfer", proven.transfers),
            ("account", proven.accounts),
            ("state", proven.things),
            ("command WHERE events > 0", proven.commands),
            ("code", proven.codes),
        ] {
            assert_eq!(hand.number(&format!("SELECT COUNT(*) FROM {table}")).await, count, "{table}");
        }
        assert!(hand.number("SELECT COUNT(*) FROM command WHERE events = 0").await >= 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flipped_bytes_are_found_in_every_column() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let hand = Hand::of(&world).await;
        for (table, among) in TABLES.iter().map(|table| (table, "1 = 1")).chain([(&COMMANDS, "events > 0")]) {
            hand.save(table.name).await;
            let count = hand.number(&format!("SELECT COUNT(*) FROM {} WHERE {among}", table.name)).await;
            let rows = usize::try_from(count).expect("it works");
            let sample: BTreeSet<usize> = [0, rows / 3, rows * 2 / 3, rows - 1].into();
            let mut went_in = BTreeSet::new();
            for (turn, number) in sample.into_iter().enumerate() {
                let row = Hand::row(table, number, among);
                for (column, damage) in hand.flips(table, &row, Bytes::Some(turn)).await {
                    if must_be_found(&world, &hand, table.name, &damage).await.is_some() {
                        went_in.insert(column);
                    }
                }
            }
            assert_eq!(went_in, table.columns().into_iter().collect(), "{}", table.name);
        }
        prove(&world).await.expect("everything was put back");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_dropped_row_is_found() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let hand = Hand::of(&world).await;
        for (table, among) in TABLES.iter().map(|table| (table, "1 = 1")).chain([(&COMMANDS, "events > 0")]) {
            hand.save(table.name).await;
            let count = hand.number(&format!("SELECT COUNT(*) FROM {} WHERE {among}", table.name)).await;
            let step = if matches!(table.name, "event" | "transfer") { 1 } else { 7 };
            for number in (0..usize::try_from(count).expect("it works")).step_by(step) {
                let damage = format!("DELETE FROM {} WHERE {}", table.name, Hand::row(table, number, among));
                assert!(must_be_found(&world, &hand, table.name, &damage).await.is_some());
            }
        }
    }
}

/// A row that no event makes: a copy of one that is there, with other values in some columns.
struct Extra {
    table: &'static str,
    changed: &'static [(&'static str, &'static str)],
    of: &'static str,
    said: &'static str,
}

const EXTRA_ROWS: &[Extra] = &[
    Extra {
        table: "event",
        changed: &[("seq", "seq + 1000")],
        of: "seq = 3",
        said: "there are rows of event 1003",
    },
    Extra {
        table: "event",
        changed: &[("seq", "0")],
        of: "seq = 3",
        said: "event 0: it is there, although the first has the number 1",
    },
    Extra {
        table: "transfer",
        changed: &[("leg", "leg + 9")],
        of: "seq = 6",
        said: "event 6: there is a transfer 9 that it does not make",
    },
    Extra {
        table: "transfer",
        changed: &[("seq", "seq + 1000")],
        of: "seq = 6",
        said: "there are rows of event 1006",
    },
    Extra {
        table: "account",
        changed: &[("no", "no + 1000"), ("thing", "thing + 70"), ("debits", "0"), ("credits", "0")],
        of: "no = 1",
        said: "is missing: after",
    },
    Extra {
        table: "state",
        changed: &[("id", "id + 70")],
        of: "kind = 2 AND id = 1",
        said: "there is a state of budget 71",
    },
    Extra {
        table: "command",
        changed: &[("key", "substr(request, 1, 16)"), ("request", "request"), ("turn", "turn")],
        of: "seq = 3 AND events = 1",
        said: "event 3 is not of it",
    },
    Extra {
        table: "code",
        changed: &[("digest", ANY_DIGEST), ("generation", "generation + 1")],
        of: "cheque = 3",
        said: "the directory has a code 2 of cheque 3, which it never had",
    },
    Extra { table: "code", changed: &[("digest", ANY_DIGEST)], of: "cheque = 3", said: "cheque 3" },
    Extra {
        table: "common_lot_view",
        changed: &[("area", "area + 9")],
        of: "lot = (SELECT MIN(lot) FROM common_lot_view)",
        said: "common_lot_view of area 10, lot",
    },
    Extra {
        table: "initiative_view",
        changed: &[("initiative", "initiative + 9")],
        of: "initiative = 1",
        said: "initiative_view of initiative 10 is there",
    },
    Extra {
        table: "round_view",
        changed: &[("book", "book + 6")],
        of: "round = 1",
        said: "the table round_view has rows of book 7",
    },
];

/// 32 bytes that are the digest of no code.
const ANY_DIGEST: &str = "(SELECT chain FROM event WHERE seq = 1)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_that_no_event_makes_are_found() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let hand = Hand::of(&world).await;
        let tables: BTreeSet<&str> = EXTRA_ROWS.iter().map(|extra| extra.table).collect();
        for table in tables {
            hand.save(table).await;
        }
        for Extra { table, changed, of, said } in EXTRA_ROWS {
            let layout = TABLES.iter().chain([&COMMANDS]).find(|layout| layout.name == *table);
            let damage = layout.expect("a table of the book").copy(changed, of);
            let found = must_be_found(&world, &hand, table, &damage).await.expect("the database takes it");
            assert!(found.contains(said), "{found}: {damage}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_is_proven_while_others_write() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        // More than a page of every table.
        world.open_round(2_200).await;
        let activations = (1..=2_200).map(|cheque| {
            let (wallet, command) = world.activation(cheque);
            world.ask(Actor::Resident(wallet), command)
        });
        let residents = futures_util::future::join_all(activations);
        let proofs = async {
            for _ in 0..3 {
                prove(&world).await.expect("proven at every moment");
            }
        };
        let (answers, ()) = tokio::join!(residents, proofs);
        assert!(answers.iter().all(Result::is_ok));
        let proven = prove(&world).await.expect("it works");
        assert!(proven.events > 2_200, "{proven:?}");
        assert_eq!((proven.codes, proven.accounts), (2_200, 2_203));
    }
}

/// Runs the program in a folder without key files.
fn wijkkas(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    command.current_dir(folder).env_remove("WIJKKAS_DATABASE_URL").env_remove("WIJKKAS_KEYS");
    command.args(arguments).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_says_the_first_difference() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let clean = wijkkas(folder.path(), &["check", "--database", &url]);
        assert_eq!(clean.status.code(), Some(0), "{}", text(&clean.stderr));
        assert!(text(&clean.stdout).starts_with("west: proven: "), "{}", text(&clean.stdout));
        let hand = Hand::of(&world).await;
        for (damage, words) in [
            (
                "UPDATE transfer SET lot = lot + 1 WHERE seq = 40",
                "event 40: in its transfer 0 the number of the lot",
            ),
            ("DELETE FROM event WHERE seq = 30", "event 30 is missing: the log goes on with event 31"),
            (
                "UPDATE event SET actor = 'nobody' WHERE seq = 12",
                "event 12: the chain does not fit: the row or one",
            ),
        ] {
            hand.run(damage).await.expect("it works");
            let found = wijkkas(folder.path(), &["check", "--database", &url, "--book", "west"]);
            assert_eq!(found.status.code(), Some(1));
            let said = text(&found.stderr);
            assert!(said.contains(&format!("wijkkas: book west: {words}")), "{said}");
        }
        let unknown = wijkkas(folder.path(), &["check", "--database", &url, "--book", "east"]);
        assert_eq!(unknown.status.code(), Some(1));
        assert!(text(&unknown.stderr).contains("there is no book \"east\""), "{}", text(&unknown.stderr));
    }
}

/// Whoever reads the end of it, as in a mail, must not take all for proven.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_not_all_is_proven_is_said_last() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        books::find_or_make(&world.app.database, "west-to-be").await.expect("another book");
        let run = || {
            let output = wijkkas(folder.path(), &["check", "--database", &url]);
            (output.status.code(), text(&output.stdout), text(&output.stderr))
        };
        let (code, _, said) = run();
        assert!(code == Some(0) && !said.contains("NOT PROVEN"), "{said}");
        let hand = Hand::beside(&world);
        hand.run("DELETE FROM state WHERE kind = (SELECT MAX(kind) FROM state)").await.expect("it works");
        let (code, proven, said) = run();
        assert_eq!(code, Some(1));
        assert!(proven.contains("west-to-be: proven: "), "{proven}");
        let last = said.lines().last().expect("it says something");
        let first = said.lines().find_map(|line| line.strip_prefix("wijkkas: book west: ")).expect(&said);
        assert_eq!(last, format!("wijkkas: NOT PROVEN: book west: {first}"), "{said}");

        // What was acknowledged is not proven either.
        let acks = folder.path().join("acks");
        std::fs::write(&acks, "").expect("it works");
        let path = acks.display().to_string();
        let found = wijkkas(folder.path(), &["check", "--database", &url, "--acks", &path]);
        let said = text(&found.stderr);
        let last = said.lines().last().expect("it says something");
        assert!(last.starts_with("wijkkas: NOT PROVEN: the acknowledged commands: "), "{said}");
        assert_eq!(found.status.code(), Some(1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_commands_took_effect_exactly_once() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let acks = folder.path().join("acks");
        let path = acks.display().to_string();
        let run = || wijkkas(folder.path(), &["check", "--database", &url, "--acks", &path]);
        let mut lines = String::new();
        for command in keys_with_events(&world).await {
            lines = format!("{lines}{command}\n");
        }
        // The last one was cut off while it was written.
        std::fs::write(&acks, format!("{lines}0123")).expect("it works");
        let proven = run();
        assert_eq!(proven.status.code(), Some(0), "{}", text(&proven.stderr));
        let left_out =
            "the last of the acknowledged commands was cut off while it was written, and is left out";
        assert!(text(&proven.stdout).contains(left_out), "{}", text(&proven.stdout));
        let lost = "00112233445566778899aabbccddeeff";
        for (wrong, words) in [
            (format!("{lines}{lost}\n"), format!("the acknowledged command {lost} did not take effect")),
            (format!("{lines}0123\n"), "is not the key of a command".into()),
        ] {
            std::fs::write(&acks, wrong).expect("it works");
            let found = run();
            assert_eq!(found.status.code(), Some(1));
            assert!(text(&found.stderr).contains(&words), "{}", text(&found.stderr));
        }
        assert!(Acks::read(&lines).expect("it works").prove().is_err(), "nothing was seen yet");
    }
}

/// The keys of all commands with events.
async fn keys_with_events(world: &World) -> BTreeSet<String> {
    let head = world.app.database.head(world.book).await.expect("it works");
    let events = world.app.database.events(world.book, 1, head.seq).await.expect("it works");
    events.iter().map(|event| event.command.to_string()).collect()
}
