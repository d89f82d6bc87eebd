//! What the database enforces by itself is proven too: triggers, constraints, indexes and rules.

use super::{prove, text, wijkkas};
use crate::support::life::live_shortly;
use crate::support::world::{World, urls};
use sea_orm::{ConnectionTrait as _, Statement};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use wijkkas::app::check;
use wijkkas::app::writer::Options;
use wijkkas::store::schema::{self, Parts};
use wijkkas::store::{Database, Engine};

/// Damage, how it is undone (the last one is not), and what is said about it.
type Damage = (&'static str, &'static str, &'static str);

const SQLITE: &[Damage] = &[
    (
        "DROP TRIGGER event_fixed",
        "CREATE TRIGGER event_fixed BEFORE UPDATE ON event\nBEGIN\n    \
         SELECT RAISE(ABORT, 'the log is never changed');\nEND",
        "the table event is without its trigger event_fixed",
    ),
    (
        "CREATE TRIGGER mine BEFORE INSERT ON EVENT BEGIN SELECT 1; END",
        "DROP TRIGGER mine",
        "on the table event stands the trigger mine, which is none of this program's",
    ),
    (
        "DROP INDEX transfer_debit; CREATE INDEX transfer_debit ON transfer (book, debit)",
        "DROP INDEX transfer_debit; CREATE INDEX transfer_debit ON transfer (book, debit, seq, leg)",
        "the index transfer_debit of the table transfer is not as it was made, but: CREATE INDEX",
    ),
    ("CREATE UNIQUE INDEX mine ON state (book, id)", "DROP INDEX mine", "stands the index mine"),
    (
        "CREATE TABLE mine (book INTEGER, id INTEGER, FOREIGN KEY (book, id) REFERENCES Text (book, id))",
        "DROP TABLE mine",
        "on the table text stands the foreign key mine.0, which is none of this program's",
    ),
    (
        "ALTER TABLE person ADD COLUMN age INTEGER",
        "",
        "the table person of the table person is not as it was made, but: CREATE TABLE",
    ),
];

const POSTGRES: &[Damage] = &[
    (
        "ALTER TABLE event DISABLE TRIGGER event_fixed",
        "ALTER TABLE event ENABLE TRIGGER event_fixed",
        "the trigger event_fixed of the table event is not as it was made, but: off: CREATE TRIGGER",
    ),
    (
        "CREATE TABLE mine (book BIGINT, id BIGINT, FOREIGN KEY (book, id) REFERENCES text (book, id))",
        "DROP TABLE mine",
        "on the table text stands the foreign key mine.mine_book_id_fkey, which is none of this program's",
    ),
    (
        "CREATE STATISTICS mine ON (lower(body)), (upper(body)) FROM text",
        "DROP STATISTICS mine",
        "on the table text stands the statistics mine",
    ),
    (
        "ALTER TABLE tenancy_household ALTER tenancy TYPE TEXT COLLATE \"C\"",
        "ALTER TABLE tenancy_household ALTER tenancy TYPE TEXT",
        "the column tenancy of the table tenancy_household is not as it was made, but: text COLLATE",
    ),
    (
        "CREATE RULE mine AS ON INSERT TO transfer DO INSTEAD NOTHING",
        "DROP RULE mine ON transfer",
        "on the table transfer stands the rule mine, which is none of this program's",
    ),
    (
        "CREATE TRIGGER mine BEFORE INSERT ON state FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "DROP TRIGGER mine ON state",
        "on the table state stands the trigger mine",
    ),
    (
        "ALTER TABLE account DROP CONSTRAINT account_check, \
         ADD CONSTRAINT account_check CHECK (true) NOT VALID",
        "ALTER TABLE account DROP CONSTRAINT account_check, \
         ADD CONSTRAINT account_check CHECK (debits >= 0 AND credits >= 0)",
        "the constraint account_check of the table account is not as it was made, but: CHECK (true)",
    ),
    (
        "DROP INDEX state_due",
        "CREATE INDEX state_due ON state (book, due, kind, id) WHERE due IS NOT NULL",
        "the table state is without its index state_due",
    ),
    (
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'transfer_debit'::regclass",
        "UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'transfer_debit'::regclass",
        "the index transfer_debit of the table transfer is not as it was made",
    ),
    ("CREATE INDEX mine ON text (body)", "DROP INDEX mine", "on the table text stands the index mine"),
    ("ALTER TABLE code SET UNLOGGED", "ALTER TABLE code SET LOGGED", "persistence u"),
    (
        "ALTER TABLE person ALTER COLUMN body SET STATISTICS 10",
        "ALTER TABLE person ALTER COLUMN body SET STATISTICS 0",
        "the column body of the table person is not as it was made, but: text NOT NULL",
    ),
    (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql \
         AS 'BEGIN RETURN NEW; END'",
        "",
        "the trigger event_fixed of the table event is not as it was made, but: on: CREATE TRIGGER",
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_database_enforces_is_proven() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let database = &world.app.database;
        let run = async |sql: &str| database.writer.execute_unprepared(sql).await.expect(sql);
        // Tables of others are nobody's business.
        run("CREATE TABLE elsewhere (a INTEGER); CREATE INDEX there ON elsewhere (a)").await;
        check::schema(database).await.expect("nothing was changed");
        let damages = if database.engine == Engine::Sqlite { SQLITE } else { POSTGRES };
        for (damage, undo, words) in damages {
            run(damage).await;
            let found = check::schema(database).await.expect_err(damage).to_string();
            assert!(found.contains(words), "{damage}: {found}");
            let words_of = found.contains(" (in the words of PostgreSQL ");
            let is_unlike = found.contains("is not as it was made");
            assert_eq!(words_of, is_unlike && database.engine == Engine::Postgres, "{found}");
            if !undo.is_empty() {
                run(undo).await;
                check::schema(database).await.expect(undo);
                continue;
            }
            let said = wijkkas(folder.path(), &["check", "--database", &url]);
            assert_eq!(said.status.code(), Some(1));
            assert!(text(&said.stderr).contains(words), "{}", text(&said.stderr));
        }
    }
}

/// Whoever has cheques must say which keys they were made with.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fingerprints_of_keys_that_are_in_use_are_there() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        prove(&world).await.expect("they are there");
        for (purpose, words) in [
            ("request", "there are commands, but the fingerprint of the request key is missing"),
            ("lookup", "codes were made with the lookup key of version 1, whose fingerprint is missing"),
            ("code", "codes were made with the code key of version 1, whose fingerprint is missing"),
        ] {
            let damage = format!("DELETE FROM key_fingerprint WHERE purpose = '{purpose}'");
            world.app.database.writer.execute_unprepared(&damage).await.expect("it works");
            let found = prove(&world).await.expect_err("it is gone").to_string();
            assert!(found.contains(words), "{found}");
        }
    }
}

/// Without one other keys would be taken for those of the book, also before it has a cheque.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_need_the_fingerprint_of_the_request_key() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::attach(&url, Options::default()).await;
        let forget = "DELETE FROM key_fingerprint";
        world.app.database.writer.execute_unprepared(forget).await.expect("it works");
        prove(&world).await.expect("nothing was asked yet");
        world.found().await;
        let found = prove(&world).await.expect_err("it is gone").to_string();
        assert!(
            found.contains("there are commands, but the fingerprint of the request key is missing"),
            "{found}"
        );
    }
}

/// The smallest number is one like all others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_the_smallest_book_are_strays() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let damage = "INSERT INTO person (book, id, body) VALUES (-9223372036854775807 - 1, 1, 'x')";
        world.app.database.writer.execute_unprepared(damage).await.expect("it works");
        let found = check::strays(&world.app.database).await.expect_err(damage).to_string();
        assert!(found.contains("person has rows of book -9223372036854775808"), "{found}");
    }
}

/// The parts of a database that was just made on PostgreSQL.
async fn fresh() -> Parts {
    let folder = tempfile::tempdir().expect("it works");
    let database = Database::open(&urls(folder.path())[1]).await.expect("it opens");
    let mut parts = schema::found(&database).await.expect("it works");
    parts.retain(|part, _| part.table != schema::MIGRATIONS);
    parts
}

#[tokio::test]
async fn the_list_for_postgresql_is_what_the_migrations_make() {
    let (fresh, expected) = (fresh().await, schema::expected(Engine::Postgres).await.expect("a list"));
    assert_eq!(fresh, expected, "see CONTRIBUTING.md for how to write it");
}

/// Writes that list.
#[tokio::test]
#[ignore = "for whoever adds a migration"]
async fn write_the_schema() {
    let mut lines = String::new();
    for (part, definition) in fresh().await {
        let (table, kind, name) = (part.table, part.kind, part.name);
        writeln!(lines, "{table}\t{kind}\t{name}\t{definition}").expect("memory");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/schema/postgres.txt");
    std::fs::write(path, lines).expect("it is written");
}

/// A table that is made with a column for its book, and forgotten in the list, would keep what belongs to none.
#[tokio::test]
async fn all_tables_of_books_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let database = Database::open(&url).await.unwrap();
        let sql = match database.engine {
            Engine::Sqlite => {
                "SELECT tables.name FROM sqlite_schema tables, pragma_table_info(tables.name) part \
                 WHERE tables.type = 'table' AND part.name = 'book'"
            }
            Engine::Postgres => {
                "SELECT table_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND column_name = 'book'"
            }
        };
        let db = &database.reader;
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
        let mut made: BTreeSet<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert!(made.remove("book"), "the books themselves");
        let listed: BTreeSet<String> = check::tables_of_books().map(str::to_string).collect();
        assert_eq!(listed, made, "the list is in src/app/check/strays.rs");
    }
}
