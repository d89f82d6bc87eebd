//! Exports: hledger loads the journal and comes to the same balances; the table has every transfer.

use crate::support::life::live;
use crate::support::world::{World, urls};
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use wijkkas::app::writer::Options;
use wijkkas::domain::BookId;
use wijkkas::domain::calendar::Zone;
use wijkkas::store::{AccountRow, EventRow, Snapshot, Storage as _, StoreError, TransferRow, books, codec};

const MISSING: &str = "The tests need hledger: run tests/run as root, or install the Debian package.";

fn wijkkas(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    command.current_dir(folder).env_remove("WIJKKAS_DATABASE_URL").env_remove("WIJKKAS_KEYS");
    command.args(arguments);
    command
}

fn hledger(journal: &Path, arguments: &[&str]) -> String {
    let output = Command::new("hledger").arg("-f").arg(journal).args(arguments).output().expect(MISSING);
    let (words, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "hledger {arguments:?}: {errors}");
    assert_eq!(errors, "", "hledger {arguments:?} complains");
    words
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn must_work(output: &Output) {
    assert!(output.status.success(), "{}", text(&output.stderr));
}

/// Balances of a book, debits less credits, in cents, without accounts that come to nothing.
async fn balances(world: &World, book: BookId) -> BTreeMap<String, i64> {
    let snapshot = Snapshot::begin(&world.app.database).await.expect("it works");
    let mut balances = BTreeMap::new();
    let add = |row: AccountRow| {
        balances.insert(row.account.to_string(), row.debits - row.credits);
        Ok::<_, StoreError>(())
    };
    snapshot.each::<AccountRow, _>(book, add).await.expect("it works");
    balances.retain(|_, balance| *balance != 0);
    balances
}

/// Balances as hledger writes them in a table: `"lot:0A...","EUR -12.34"`.
fn balances_of_hledger(journal: &Path) -> BTreeMap<String, i64> {
    let table = hledger(journal, &["balance", "--flat", "--no-total", "--output-format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let balance = |record: csv::StringRecord| {
        let cents = record[1].strip_prefix("EUR ").expect("euros").replace('.', "");
        (record[0].to_string(), cents.parse().expect("two decimals"))
    };
    reader.records().map(|record| balance(record.expect("it works"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hledger_agrees_to_the_cent() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let journal = folder.path().join("west.journal");
        let path = journal.display().to_string();
        let arguments = ["export", "--format", "hledger", "--database", &url, "--out", &path];
        must_work(&wijkkas(folder.path(), &arguments).output().expect("it works"));
        hledger(&journal, &["check", "--strict"]);
        // Both sides are what is at the bank, and all of it is held for somebody.
        let sheet = hledger(&journal, &["balancesheet", "--output-format", "csv"]);
        let total = |side: &str| sheet.lines().find(|line| line.starts_with(side)).map(str::to_string);
        let row = |name: &str| total(&format!("\"{name}\",")).expect("a line of the balance sheet");
        assert!(sheet.contains("bank:received:1") && sheet.contains("common:1"), "{sheet}");
        assert!(row("Net:").contains("EUR 0.00") || row("Net:").ends_with("\"0\""), "{sheet}");
        let ours = balances(&world, world.book).await;
        let of = |kind: &str| ours.keys().filter(|name| name.starts_with(kind)).count();
        assert_eq!(["bank:paid:", "bank:received:", "bank:returned:", "common:"].map(of), [2, 1, 1, 1]);
        assert_eq!((ours["bank:paid:1"], ours["bank:returned:1"]), (-4_500, -400), "{ours:?}");
        assert_eq!(balances_of_hledger(&journal), ours);
        // As on its statement: an event moves money at the bank once, of however many lots it is.
        let paid = hledger(&journal, &["print", "bank:paid", "--output-format", "csv"]);
        let mut postings: BTreeMap<String, usize> = BTreeMap::new();
        let mut lots = 0;
        for record in csv::Reader::from_reader(paid.as_bytes()).records().map(|row| row.expect("it works")) {
            *postings.entry(record[0].into()).or_default() +=
                usize::from(record.iter().any(|cell| cell.starts_with("bank:")));
            lots += usize::from(record.iter().any(|cell| cell.starts_with("payable:")));
        }
        assert!(lots > postings.len() && postings.values().all(|count| *count == 1), "{paid}");
        // The pledge of 420 cents by the first resident, by the local day and with its number.
        let pledges = hledger(&journal, &["print", "desc:wallet.Pledged", "amt:4.20"]);
        let last = world.app.database.head(world.book).await.expect("it works").seq;
        let events = world.app.database.events(world.book, 1, last).await.expect("it works");
        let first = events.iter().find(|event| event.kind == "wallet.Pledged").expect("a pledge").seq;
        assert!(pledges.starts_with(&format!("2026-01-05 ({first}) ")), "{pledges}");
        // One transaction for each event that moves money.
        let written = std::fs::read_to_string(&journal).expect("it works");
        let transactions = written.lines().filter(|line| line.starts_with("20")).count();
        let moving = |event: &&EventRow| {
            !wijkkas::domain::postings(
                &codec::decode(&event.kind, event.version, &event.payload).expect("an event"),
            )
            .is_empty()
        };
        assert_eq!(transactions, events.iter().filter(moving).count());
        let lots = hledger(&journal, &["accounts", "lot"]);
        assert_eq!(lots.lines().count(), 16, "{lots}");
        assert!(std::fs::read_dir(folder.path()).expect("it works").all(|file| {
            let name = file.expect("it works").file_name();
            !name.to_string_lossy().ends_with(".tmp")
        }));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn books_do_not_mix_in_one_journal() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let world = World::open(url, Options::default()).await;
    live(&world).await;
    books::find_or_make(&world.app.database, "north  of the river").await.expect("it works");
    let output = wijkkas(folder.path(), &["export", "--format", "hledger", "--database", url])
        .output()
        .expect("it works");
    must_work(&output);
    let journal = folder.path().join("all.journal");
    std::fs::write(&journal, output.stdout).expect("it works");
    let ours =
        balances(&world, world.book).await.into_iter().map(|(name, cents)| (format!("west:{name}"), cents));
    assert_eq!(balances_of_hledger(&journal), ours.collect());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_has_every_transfer() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let output = wijkkas(folder.path(), &["export", "--format", "csv", "--database", &url])
            .output()
            .expect("it works");
        must_work(&output);
        let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
        let head = "book,seq,leg,effective,recorded,type,debit,credit,cents,lot";
        assert_eq!(reader.headers().expect("it works").iter().collect::<Vec<_>>().join(","), head);
        let number =
            |record: &csv::StringRecord, column: usize| record[column].parse::<i64>().expect("it works");
        let records: Vec<_> = reader.records().map(|record| record.expect("it works")).collect();
        let name = |record: &csv::StringRecord, column: usize| record[column].to_string();
        let ours: Vec<_> = records
            .iter()
            .map(|record| {
                let names = [6, 7, 9].map(|column| name(record, column));
                (number(record, 1), number(record, 2), number(record, 8), names)
            })
            .collect();
        // Days, not moments.
        assert!(records.iter().flat_map(|record| [&record[3], &record[4]]).all(|day| day.len() == 10));
        assert_eq!((&records[0][3], &records[0][4]), ("2026-01-05", "2026-01-05"));
        let snapshot = Snapshot::begin(&world.app.database).await.expect("it works");
        let mut names = BTreeMap::new();
        let note = |row: AccountRow| {
            names.insert(row.no, row.account.to_string());
            Ok::<_, StoreError>(())
        };
        snapshot.each::<AccountRow, _>(world.book, note).await.expect("it works");
        let mut rows = Vec::new();
        let note = |row: TransferRow| {
            let names = [row.debit, row.credit, row.lot].map(|no| names[&no].clone());
            rows.push((row.seq, row.leg, row.cents, names));
            Ok::<_, StoreError>(())
        };
        snapshot.each::<TransferRow, _>(world.book, note).await.expect("it works");
        assert_eq!(ours, rows);
        days_are_not_exchanged(&world, &records).await;
    }
}

/// The day from which something counts comes before the day on which it was written down.
async fn days_are_not_exchanged(world: &World, records: &[csv::StringRecord]) {
    let last = world.app.database.head(world.book).await.expect("it works").seq;
    let events = world.app.database.events(world.book, 1, last).await.expect("it works");
    let zone = Zone::amsterdam();
    for record in records {
        let seq = record[1].parse::<usize>().expect("a number");
        let event = &events[seq - 1];
        let days = [event.effective, event.recorded].map(|moment| zone.local_day(moment).to_string());
        assert_eq!([&record[3], &record[4]], [days[0].as_str(), days[1].as_str()], "event {seq}");
    }
    // Of the first round, whose last day of grace was 19 April: seen on 1 May.
    let late = |record: &&csv::StringRecord| (&record[3], &record[4]) == ("2026-04-20", "2026-05-01");
    let late: Vec<_> = records.iter().filter(late).collect();
    assert!(late.iter().any(|record| &record[6] == "round:1:unactivated"), "{late:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_has_enough_ends_it_quietly() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let world = World::open(url, Options::default()).await;
    // More than a pipe holds.
    world.open_round(600).await;
    futures_util::future::join_all((1..=600).map(|cheque| world.activate(cheque))).await;
    let mut command = wijkkas(folder.path(), &["export", "--format", "csv", "--database", url]);
    let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it works");
    let mut output = running.stdout.take().expect("it works");
    output.read_exact(&mut [0; 10]).expect("it works");
    drop(output);
    let ended = running.wait_with_output().expect("it works");
    assert_eq!((ended.status.code(), text(&ended.stderr).as_str()), (Some(0), ""));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let world = World::open(url, Options::default()).await;
    let out = folder.path().join("west.csv");
    std::fs::write(&out, "from yesterday").expect("it works");
    let path = out.display().to_string();
    let export = |out: &str| {
        let arguments = ["export", "--format", "csv", "--database", url.as_str(), "--out", out];
        wijkkas(folder.path(), &arguments).output().expect("it works")
    };
    assert_eq!(export("nowhere/west.csv").status.code(), Some(1));
    let hand = crate::support::damage::Hand::of(&world).await;
    hand.run("DELETE FROM event WHERE seq = 2").await.expect("it works");
    let refused = export(&path);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("event 2 is missing"), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(&out).expect("it works"), "from yesterday");
}
