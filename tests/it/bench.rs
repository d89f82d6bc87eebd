//! `wijkkas bench`: what its line says, and that what it was told to have done can be proven.

use crate::support::world::urls;
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};
use wijkkas::app::check::{self, Means};
use wijkkas::store::keys::Keyring;
use wijkkas::store::{Database, Engine, books, codes};

/// What the line always says.
const FIGURES: [&str; 19] = [
    "engine",
    "concurrency",
    "batch",
    "hot_percent",
    "commands",
    "commands_per_s",
    "p50_ms",
    "p99_ms",
    "p999_ms",
    "events",
    "commits",
    "rows_per_command",
    "bytes_per_event",
    "ceiling_per_s",
    "ceiling_rows_per_s",
    "per_command_per_s",
    "floor_p50_ms",
    "rss_mb",
    "settings",
];

/// What the line says of the website.
const OF_WEBSITE: [&str; 20] = [
    "engine",
    "cheques",
    "rate",
    "pages",
    "page",
    "page_before_activation",
    "page_of_savings",
    "page_alone",
    "floor",
    "pledge_rate",
    "pledges_beside",
    "pledge_beside",
    "code",
    "code_unknown",
    "connections",
    "pledges",
    "pledges_per_s",
    "pledge",
    "rss_mb",
    "settings",
];

fn wijkkas(folder: &Path, url: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    for name in ["WIJKKAS_DATABASE_URL", "WIJKKAS_KEYS", "WIJKKAS_ERASURES"] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments).args(["--database", url, "--keys", "bench.keys"]);
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a benchmark; its line.
fn bench(folder: &Path, url: &str, arguments: &[&str]) -> Map<String, Value> {
    let output = wijkkas(folder, url, &[&["bench"], arguments].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let line = text(&output.stdout);
    assert_eq!(line.lines().count(), 1, "{line}");
    serde_json::from_str(&line).expect("a line of JSON")
}

fn number(line: &Map<String, Value>, figure: &str) -> f64 {
    line[figure].as_f64().unwrap_or_else(|| panic!("{figure} is no number: {line:?}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_line_says_what_was_measured() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        // What others made is theirs, also when it is called like a twin.
        let twin = folder.path().join("book.db.twin");
        std::fs::write(&twin, "not the bench's").expect("it is written");
        let database = Database::open(&url).await.expect("the database opens");
        if database.engine == Engine::Postgres {
            let theirs =
                "CREATE SCHEMA wijkkas_bench_twin CREATE TABLE wijkkas_bench_twin.theirs (a INTEGER)";
            database.writer.execute_unprepared(theirs).await.expect("it is made");
        }
        let engine = if url.starts_with("sqlite") { "sqlite" } else { "postgres" };
        let asked = ["--commands", "120", "--concurrency", "16", "--batch", "8", "--hot", "100"];
        let line = bench(folder.path(), &url, &asked);
        let figures: BTreeSet<&str> = line.keys().map(String::as_str).collect();
        assert_eq!(figures, FIGURES.into());
        assert_eq!(line["engine"], engine);
        for (figure, value) in [("concurrency", 16), ("batch", 8), ("hot_percent", 100), ("commands", 120)] {
            assert_eq!(line[figure], value, "{figure}");
        }
        // An activation and three pledges lead to an event each.
        assert_eq!(line["events"], 120);
        for figure in &FIGURES[5..18] {
            assert!(number(&line, figure) > 0.0, "{figure}: {line:?}");
        }
        assert!(number(&line, "p50_ms") <= number(&line, "p99_ms"));
        assert!(number(&line, "p99_ms") <= number(&line, "p999_ms"));
        assert!((15.0..=120.0).contains(&number(&line, "commits")), "at most 8 commands in each");
        // At the least an event, a transfer, the command, and the states of the lot and of what it is in.
        assert!((5.0..20.0).contains(&number(&line, "rows_per_command")));
        assert!((50.0..1_000.0).contains(&number(&line, "bytes_per_event")));
        // What is written again without logic is as much.
        let again = number(&line, "ceiling_rows_per_s") / number(&line, "ceiling_per_s");
        assert!((again - number(&line, "rows_per_command")).abs() < 0.1, "{line:?}");
        let durable = if engine == "sqlite" { ("synchronous", "2") } else { ("synchronous_commit", "on") };
        assert_eq!(line["settings"][durable.0], durable.1);
        // Nothing of the floors is left, and the rows of both runs are a book.
        let book = books::find_or_make(&database, "bench").await.expect("the book");
        let mut means = Means { keys: None, acks: None, kept: &[], watch: &|_| () };
        check::prove(&database, book, &mut means).await.expect("proven");
        check::strays(&database).await.expect("no other rows");
        assert_eq!(std::fs::read_to_string(&twin).expect("it is there"), "not the bench's");
        let files = std::fs::read_dir(folder.path()).expect("it is there");
        let names = files.map(|file| file.expect("a file").file_name().into_string().expect("a name"));
        assert_eq!(names.filter(|name| name.contains("twin")).collect::<Vec<_>>(), ["book.db.twin"]);
        if database.engine == Engine::Postgres {
            let there = "SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname LIKE '%twin%'";
            let there = Statement::from_string(database.reader.get_database_backend(), there);
            let row = database.reader.query_one_raw(there).await.expect("it works").expect("a row");
            assert_eq!(row.try_get_by_index::<String>(0).expect("names"), "wijkkas_bench_twin");
            let theirs = "SELECT * FROM wijkkas_bench_twin.theirs";
            database.reader.execute_unprepared(theirs).await.expect("it is there");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_it_acknowledged_is_in_the_book() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let acks = folder.path().join(&url[..6]);
        let path = acks.display().to_string();
        // The second run is one on a used database, and with initiatives of its own.
        for _ in 0..2 {
            let line = bench(folder.path(), &url, &["--commands", "60", "--no-floors", "--acks", &path]);
            let mut file = std::fs::File::options().append(true).open(&acks).expect("it was written");
            // As a full disk leaves it.
            std::io::Write::write_all(&mut file, b"0123").expect("it is written");
            assert_eq!((&line["commands"], &line["ceiling_per_s"]), (&60.into(), &Value::Null));
        }
        let proven = wijkkas(folder.path(), &url, &["check", "--acks", &path]);
        assert_eq!(proven.status.code(), Some(0), "{}", text(&proven.stderr));
        let said = text(&proven.stdout);
        assert!(said.contains("120 acknowledged commands took effect exactly once"), "{said}");
        let keys = std::fs::read_to_string(&acks).expect("it was written");
        let keys = keys.strip_suffix("0123").expect("the last line");
        let never_given = "00112233445566778899aabbccddeeff";
        std::fs::write(&acks, format!("{keys}{never_given}\n")).expect("it is written");
        let found = wijkkas(folder.path(), &url, &["check", "--acks", &path]);
        assert_eq!(found.status.code(), Some(1));
        let said = text(&found.stderr);
        assert!(
            said.contains(&format!("the acknowledged command {never_given} did not take effect")),
            "{said}"
        );
    }
}

#[test]
fn it_tells_how_far_it_is_and_acknowledges_both_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let acks = folder.path().join(&url[..6]);
        let path = acks.display().to_string();
        let output = wijkkas(folder.path(), &url, &["bench", "--commands", "58", "--acks", &path]);
        let said = text(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(said.lines().any(|line| line == "60 of 60 commands"), "{said}");
        assert!(said.contains("60 of 60 commands, each with a transaction of its own\n"), "{said}");
        for words in ["Opening a hundred initiatives. This is not measured", "the ceiling.\n", "the floor.\n"]
        {
            assert!(said.contains(words), "{said}");
        }
        let keys = std::fs::read_to_string(&acks).expect("it was written");
        assert_eq!(keys.lines().count(), 120, "of the measured run, and of the one beside the floor");
    }
    let help = Command::new(env!("CARGO_BIN_EXE_wijkkas")).args(["bench", "--help"]).output();
    let help = text(&help.expect("the program runs").stdout);
    assert!(help.contains("as many again but at most 5000"), "{help}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_website_is_measured_over_http() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let asked = ["--http", "--cheques", "50", "--rate", "10", "--seconds", "2"];
        let asked = [&asked[..], &["--commands", "70", "--concurrency", "3"]].concat();
        // The second run is one on a used database: what is there is enough, but for the codes that are typed.
        for cheques in [50, 60] {
            let line = bench(folder.path(), &url, &asked);
            let figures: BTreeSet<&str> = line.keys().map(String::as_str).collect();
            assert_eq!(figures, OF_WEBSITE.into());
            // Six that are looked at, one that is given from beside them, and three as fast as they go.
            for (figure, value) in [("cheques", cheques), ("rate", 10), ("pages", 20), ("pledge_rate", 5)] {
                assert_eq!(line[figure], value, "{figure}");
            }
            for (figure, value) in [("pledges_beside", 10), ("connections", 3), ("pledges", 70)] {
                assert_eq!(line[figure], value, "{figure}");
            }
            for latency in OF_WEBSITE.iter().filter(|figure| line[**figure]["p50_ms"].is_number()) {
                let [p50, p99, p999] = ["p50_ms", "p99_ms", "p999_ms"]
                    .map(|part| line[*latency][part].as_f64().expect("a number"));
                assert!(0.0 < p50 && p50 <= p99 && p99 <= p999, "{latency}: {line:?}");
            }
            assert!(number(&line, "pledges_per_s") > 0.0);
        }
        let database = Database::open(&url).await.expect("the database opens");
        let book = books::find_or_make(&database, "bench").await.expect("the book");
        let mut means = Means { keys: None, acks: None, kept: &[], watch: &|_| () };
        check::prove(&database, book, &mut means).await.expect("proven");
        check::strays(&database).await.expect("no other rows");
        let given = "SELECT COUNT(*) FROM event WHERE type = 'wallet.Pledged'";
        let db = &database.reader;
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), given)).await;
        let given: i64 = row.expect("it works").expect("a row").try_get_by_index(0).expect("a number");
        // And three of each of the cheques that filled the book.
        assert_eq!(given, 2 * (70 + 10) + 3 * 20);
    }
    let other = wijkkas(folder.path(), "sqlite://book.db", &["bench", "--rate", "10"]);
    assert!(text(&other.stderr).contains("--http"), "{}", text(&other.stderr));
}

/// Two codes of a million cheques are alike once in some thousand times.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_somebody_has_already_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        bench(folder.path(), &url, &["--commands", "8", "--no-floors"]);
        let database = Database::open(&url).await.expect("the database opens");
        let keys = Keyring::read(&folder.path().join("bench.keys")).expect("its keys");
        let book = books::find_or_make(&database, "bench").await.expect("the book");
        let db = &database.writer;
        let last = "SELECT MAX(cheque) FROM code";
        let last = db.query_one_raw(Statement::from_string(db.get_database_backend(), last)).await;
        let last: i64 = last.expect("it works").expect("a row").try_get_by_index(0).expect("a number");
        let digest = keys.digest(1, keys.code(1, book.0, last + 2, 1, 0).expect("a code")).expect("a digest");
        let taken =
            "INSERT INTO code (digest, key_version, book, cheque, generation) VALUES ($1, 1, $2, 1, 2)";
        let values = [digest.to_vec().into(), book.0.into()];
        let taken = Statement::from_sql_and_values(db.get_database_backend(), taken, values);
        db.execute_raw(taken).await.expect("it is taken");
        bench(folder.path(), &url, &["--commands", "8", "--no-floors"]);
        let next = keys.digest(1, keys.code(1, book.0, last + 2, 1, 1).expect("a code")).expect("a digest");
        let entries = codes::find(&database, [digest, next]).await.expect("it works");
        assert_eq!([entries[&digest].cheque.0, entries[&next].cheque.0], [1, last + 2]);
    }
}
