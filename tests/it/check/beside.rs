//! What lies beside the log: words, indexes, what an accountant keeps, and a database that is not there.

use super::{must_be_found, prove, text, wijkkas};
use crate::support::damage::Hand;
use crate::support::life::live;
use crate::support::world::{World, urls, write_keys};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use wijkkas::app::writer::Options;
use wijkkas::app::{Wish, texts};
use wijkkas::domain::initiative::{InitiativeCommand, Plan};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::{Actor, AreaId, Cents};
use wijkkas::store::{Database, Engine};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_end_of_the_log_can_be_kept_outside() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let run = |expect: &str| {
            wijkkas(folder.path(), &["check", "--database", &url, "--book", "west", "--expect", expect])
        };
        let said = text(&wijkkas(folder.path(), &["check", "--database", &url]).stdout);
        let kept = said.lines().find_map(|line| {
            line.strip_prefix("west: Keep it, the number and the chain of the last event, outside, ")
        });
        let kept = kept.and_then(|line| line.split_once("--book west --expect "));
        let kept = kept.expect("it says what to keep").1.to_string();
        world.system(ProgrammeCommand::AddIssuer { name: "Vivare".into() }).await;
        let proven = run(&kept);
        assert_eq!(proven.status.code(), Some(0), "{}", text(&proven.stderr));
        let (seq, chain) = kept.split_once(':').expect("a colon");
        let first = chain.chars().next().expect("a digit");
        let other = if first == '0' { "1" } else { "0" };
        for (expect, words) in [
            (format!("{seq}:{other}{}", &chain[1..]), "another chain than was kept outside"),
            (format!("3:{chain}"), "event 3 has another chain"),
            (format!("5000:{chain}"), "event 5000 was kept outside, but the log ends with event"),
        ] {
            let found = run(&expect);
            assert_eq!(found.status.code(), Some(1));
            assert!(text(&found.stderr).contains(words), "{}", text(&found.stderr));
        }
        assert_eq!(run("3").status.code(), Some(2));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_those_the_events_speak_of() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.system(ProgrammeCommand::AddArea { name: "East".into(), postcodes: vec![], cbs: None }).await;
        let (story, row) = texts::make(&world.app, None, "A garden: for everybody").expect("a text");
        let target = Cents::new(5_000).expect("an amount");
        let plan = Plan { purpose: "green".into(), story, target, lines: vec![] };
        let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person: None, wallets: vec![] };
        let mut wish = Wish::new(world.key(), Actor::System, draft);
        wish.rows.texts.push(row);
        world.app.ask(world.book, wish).await.expect("drafted");
        assert_eq!(prove(&world).await.expect("proven").texts, 1);
        let hand = Hand::of(&world).await;
        hand.save("text").await;
        for (damage, words) in [
            ("UPDATE text SET body = 'A car park'", "these are not the words its event speaks of"),
            ("UPDATE text SET id = id + 1", "no event speaks of it"),
            ("INSERT INTO text SELECT book, id + 1, key, body, person FROM text", "no event speaks of it"),
        ] {
            let said = must_be_found(&world, &hand, "text", damage).await.expect("the database takes it");
            assert!(said.contains(words), "{said}");
        }
        hand.run("DELETE FROM text").await.expect("it works");
        assert_eq!(prove(&world).await.expect("perhaps it was erased").texts, 0);
    }
}

/// Where SQLite keeps the pages of an index, each is told it has no entries.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damaged_indexes_are_found() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let world = World::open(url, Options::default()).await;
    live(&world).await;
    let hand = Hand::beside(&world);
    hand.run("PRAGMA wal_checkpoint(TRUNCATE)").await.expect("it works");
    let path = folder.path().join("book.db");
    let whole = std::fs::read(&path).expect("it works");
    for index in ["transfer_debit", "transfer_credit", "account_name", "command_refused"] {
        let page = hand.number(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{index}'")).await;
        let size = hand.number("SELECT page_size FROM pragma_page_size").await;
        let at = usize::try_from((page - 1) * size).expect("a place in the file");
        let mut damaged = whole.clone();
        damaged[at + 3..at + 5].fill(0);
        std::fs::write(&path, damaged).expect("it works");
        let found = wijkkas(folder.path(), &["check", "--database", url]);
        assert_eq!(found.status.code(), Some(1), "{index}");
        let said = text(&found.stderr);
        assert!(
            said.contains("the database: its file is damaged: put back a backup. SQLite says: "),
            "{said}"
        );
        std::fs::write(&path, &whole).expect("it works");
    }
    assert_eq!(wijkkas(folder.path(), &["check", "--database", url]).status.code(), Some(0));
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    let folder = tempfile::tempdir().expect("it works");
    for arguments in [
        &["check"][..],
        &["export", "--format", "csv"],
        &["export", "--format", "csv", "--out", "a.csv"],
        &["rebuild"],
        &["erase", "--due"],
        &["trace"],
        &["serve", "--listen", "127.0.0.1:0"],
    ] {
        let output = wijkkas(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.contains("there is no database wijkkas.db: say where it is, with --database"), "{said}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("it works").count(), 0);
}

/// Proving and exporting change nothing: neither is a database brought up to date, nor are keys written down.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_changes_nothing() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let database = Database::connect(&url).await.expect("the database opens");
        for arguments in
            [&["check", "--database", &url][..], &["export", "--format", "csv", "--database", &url]]
        {
            let output = wijkkas(folder.path(), arguments);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            let said = text(&output.stderr);
            assert!(said.contains("please run `wijkkas migrate` first"), "{said}");
        }
        let tables = match database.engine {
            Engine::Sqlite => "sqlite_master",
            Engine::Postgres => "pg_tables WHERE schemaname = 'public'",
        };
        assert_eq!(count(&database, tables).await, 0);

        World::open(&url, Options::default()).await;
        let forget = "DELETE FROM key_fingerprint WHERE purpose <> 'request'";
        database.writer.execute_unprepared(forget).await.expect("it works");
        let keys = folder.path().join(format!("{}.keys", &url[..6]));
        write_keys(&keys);
        let keys = keys.to_str().expect("a name");
        let output = wijkkas(folder.path(), &["check", "--database", &url, "--keys", keys]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(count(&database, "key_fingerprint").await, 1);
    }
}

async fn count(database: &Database, what: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) FROM {what}");
    let db = &database.writer;
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    row.expect("the database answers").expect("a row").try_get_by_index(0).expect("a number")
}

/// The codes of a book are found without those of the others, however many books there are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_codes_of_a_book_have_an_index() {
    let folder = tempfile::tempdir().expect("it works");
    let url = urls(folder.path()).remove(0);
    let database = Database::open(&url).await.expect("the database opens");
    for sql in [
        "SELECT * FROM code WHERE book = 1 AND (cheque, generation, digest) > (1, 1, x'00') \
         ORDER BY cheque, generation, digest LIMIT 500",
        "SELECT MIN(book) FROM code WHERE book >= 1",
    ] {
        let plan = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
        let row = database.reader.query_one_raw(plan).await.expect("it works").expect("a plan");
        let plan: String = row.try_get_by_index(3).expect("words");
        assert!(plan.contains("SEARCH code USING") && plan.contains("code_of_cheque"), "{plan}");
    }
}

/// Also without the rule of the schema: forgetting such a command would let it be done again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_was_done_does_not_say_that_it_was_refused() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(1).await;
        let db = &world.app.database.writer;
        let damage = "UPDATE command SET refusal = '\"RoundNotOpen\"' WHERE seq = 3";
        db.execute_unprepared(damage).await.expect_err("the schema refuses it");
        let without_rule = match world.app.database.engine {
            Engine::Sqlite => "PRAGMA ignore_check_constraints = ON",
            Engine::Postgres => "ALTER TABLE command DROP CONSTRAINT command_check",
        };
        db.execute_unprepared(without_rule).await.expect("it works");
        db.execute_unprepared(damage).await.expect("it works");
        let found = prove(&world).await.expect_err("it is damaged").to_string();
        assert!(found.contains("it says it was refused, but led to event 3"), "{found}");
    }
}

/// PostgreSQL has not counted a young table, and would sort all that is left of it for every page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_a_young_table_are_read_in_the_order_of_an_index() {
    let folder = tempfile::tempdir().expect("it works");
    let url = urls(folder.path()).remove(1);
    let database = Database::open(&url).await.expect("the database opens");
    for (table, key, after) in [
        ("event", "seq", "5"),
        ("transfer", "seq, leg", "5, 0"),
        ("account", "no", "5"),
        ("state", "kind, id", "1, 5"),
        ("command", "key", "'\\x05'"),
    ] {
        let sql = format!(
            "EXPLAIN SELECT * FROM {table} WHERE book = 1 AND ({key}) > ({after}) ORDER BY {key} LIMIT 500"
        );
        let plan = Statement::from_string(DbBackend::Postgres, sql);
        let rows = database.reader.query_all_raw(plan).await.expect("a plan");
        let plan: Vec<String> =
            rows.iter().map(|row| row.try_get_by_index(0).expect("it has words")).collect();
        assert!(plan.iter().all(|line| !line.contains("Sort")), "{plan:#?}");
    }
}
