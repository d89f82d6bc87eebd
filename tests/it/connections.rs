//! What the database refuses by itself, and how those that write are connected to it.

use crate::support::damage::{Hand, is_against_the_schema};
use crate::support::world::{World, urls};
use sea_orm::sqlx::{self, Connection as _, SqliteConnection};
use wijkkas::app::writer::Options;
use wijkkas::store::{Database, Engine, Storage, StorageTx as _};

/// A statement that adds a transfer like the first one, of another amount.
fn transfer_of(cents: &str) -> String {
    format!(
        "INSERT INTO transfer (book, seq, leg, debit, credit, cents, lot, debit_after, credit_after) \
         SELECT book, seq, leg + 100000, debit, credit, {cents}, lot, debit_after, credit_after \
         FROM transfer ORDER BY book, seq, leg LIMIT 1"
    )
}

/// Less than a cent, and an amount that is not there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transfer_without_an_amount_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(1).await;
        let hand = Hand::beside(&world);
        let (above_zero, not_null) = match world.app.database.engine {
            Engine::Sqlite => {
                ("CHECK constraint failed: cents > 0", "NOT NULL constraint failed: transfer.cents")
            }
            Engine::Postgres => {
                ("check constraint \"transfer_cents_check\"", "null value in column \"cents\"")
            }
        };
        for (cents, rule) in [
            ("0", above_zero),
            ("-1", above_zero),
            ("-9223372036854775807", above_zero),
            ("CAST(NULL AS BIGINT)", not_null),
        ] {
            let refused = hand.run(&transfer_of(cents)).await.expect_err(cents);
            assert!(is_against_the_schema(&refused), "{cents}: {refused}");
            assert!(refused.to_string().contains(rule), "{cents}: {refused}");
        }
        // It was the amount.
        assert_eq!(hand.run(&transfer_of("1")).await.expect("a cent is an amount"), 1);
    }
}

/// What SQLite says to another connection that wants to write, as its number; none if it may.
async fn refusal(other: &mut SqliteConnection) -> Option<String> {
    match sqlx::query("BEGIN IMMEDIATE").execute(&mut *other).await {
        Ok(_) => {
            sqlx::query("ROLLBACK").execute(&mut *other).await.expect("nothing was done");
            None
        }
        Err(error) => {
            let said = error.as_database_error().expect("the database answers");
            Some(said.code().expect("a number").to_string())
        }
    }
}

/// What is answered is on disk, nobody of ours waits for another one of ours, and a transaction that writes is the only
/// one from its beginning: one that began to read first could not be finished when another process writes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_is_written_durably_by_one_connection_that_locks_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/book.db", folder.path().display());
    let database = Database::open(&url).await.expect("the database opens");
    let pool = database.writer.get_sqlite_connection_pool();
    assert_eq!((pool.options().get_max_connections(), pool.size()), (1, 1));
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(pool).await.expect("a word");
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous").fetch_one(pool).await.expect("a number");
    assert_eq!((journal.as_str(), synchronous), ("wal", 2), "2 is FULL");

    let mut other = SqliteConnection::connect(&url).await.expect("the file is there");
    sqlx::query("PRAGMA busy_timeout = 0").execute(&mut other).await.expect("it does not wait");
    assert_eq!(refusal(&mut other).await, None);
    let busy = Some(String::from("5"));
    // Nothing is done in them.
    let tx = Storage::begin(&database).await.expect("a batch begins");
    assert_eq!(refusal(&mut other).await, busy);
    tx.rollback().await;
    assert_eq!(refusal(&mut other).await, None);
    let tx = database.begin().await.expect("another transaction that writes begins");
    assert_eq!(refusal(&mut other).await, busy);
    tx.rollback().await.expect("it ends");
    assert_eq!(refusal(&mut other).await, None);
    other.close().await.expect("it ends");
}
