//! What an account held as of any event: the same as when the transfers of all events up to there are added up.

use crate::support::life::{live, live_shortly};
use crate::support::world::{World, urls};
use sea_orm::{ConnectionTrait as _, Statement, Value};
use std::collections::BTreeMap;
use wijkkas::app::writer::Options;
use wijkkas::domain::{Account, BookId, InitiativeId, LotId, postings};
use wijkkas::store::{Database, Engine, Snapshot, Storage as _, balances, codec};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn balances_are_known_as_of_any_event() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let last = world.app.database.head(world.book).await.unwrap().seq;
        let snapshot = Snapshot::begin(&world.app.database).await.unwrap();
        let mut replayed: BTreeMap<Account, i64> = BTreeMap::new();
        for row in world.app.database.events(world.book, 1, last).await.unwrap() {
            for transfer in postings(&codec::decode(&row.kind, row.version, &row.payload).unwrap()) {
                *replayed.entry(transfer.debit).or_default() -= transfer.cents.get();
                *replayed.entry(transfer.credit).or_default() += transfer.cents.get();
            }
            // Now and then, and around the payout, whose events have many legs.
            if row.seq % 17 == 0 || row.seq + 12 > last {
                for (&account, &cents) in &replayed {
                    let stored = balances::as_of(&snapshot, world.book, account, row.seq).await.unwrap();
                    assert_eq!(stored, cents, "{account} as of event {}", row.seq);
                }
            }
        }
        assert!(replayed[&Account::BankPaid(InitiativeId(1))] > 0, "something was paid out");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_is_nothing_before_the_first_transfer_and_in_other_books() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let last = world.app.database.head(world.book).await.unwrap().seq;
        let snapshot = Snapshot::begin(&world.app.database).await.unwrap();
        let paid = Account::BankPaid(InitiativeId(1));
        let (rows, _) = balances::all(&world.app.database, world.book).await.unwrap();
        let now = rows.iter().find(|row| row.account == paid).map(|row| row.credits - row.debits).unwrap();
        for (book, account, seq, cents) in [
            (world.book, paid, last, now),
            // As if nothing came behind the last event.
            (world.book, paid, i64::MAX, now),
            (world.book, paid, 1, 0),
            (world.book, paid, 0, 0),
            (world.book, Account::BankPaid(InitiativeId(9)), last, 0),
            (BookId(world.book.0 + 1), paid, last, 0),
        ] {
            let stored = balances::as_of(&snapshot, book, account, seq).await.unwrap();
            assert_eq!(stored, cents, "{account} of book {book} as of event {seq}");
        }
    }
}

/// How the database answers a query, a step a line.
async fn plan(database: &Database, sql: &str, values: [Value; 4]) -> Vec<String> {
    let (explain, column) = match database.engine {
        Engine::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        Engine::Postgres => ("EXPLAIN", "QUERY PLAN"),
    };
    let db = &database.reader;
    let sql = format!("{explain} {sql}");
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await;
    rows.expect("it works").iter().map(|row| row.try_get::<String>("", column).expect("it works")).collect()
}

/// However long the log is: two seeks in the indexes by account, and no table is read through.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn they_are_two_index_seeks() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live_shortly(&world).await;
        let (kind, thing) = Account::BankPaid(InitiativeId(1)).parts();
        let values = [world.book.0.into(), kind.into(), thing.into(), i64::MAX.into()];
        let plan = plan(&world.app.database, &balances::as_of_sql(), values).await;
        let count = |words: &[&str]| {
            plan.iter().filter(|line| words.iter().all(|words| line.contains(words))).count()
        };
        let (seeks, scans): ([&[&str]; 2], &[&str]) = match world.app.database.engine {
            Engine::Sqlite => (
                [
                    &["SEARCH transfer USING COVERING INDEX transfer_debit (book=? AND debit=? AND seq<?)"],
                    &["SEARCH transfer USING COVERING INDEX transfer_credit (book=? AND credit=? AND seq<?)"],
                ],
                &["SCAN transfer"],
            ),
            Engine::Postgres => (
                [
                    &["Index Only Scan Backward using transfer_debit on"],
                    &["Index Only Scan Backward using transfer_credit on"],
                ],
                &["Seq Scan"],
            ),
        };
        assert_eq!(seeks.map(count), [1, 1], "{plan:#?}");
        assert_eq!(count(scans), 0, "{plan:#?}");
    }
}

/// The last line of defence behind the decisions: neither database lets a held account fall below zero, in whatever
/// way. Only those of the bank may.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_statement_overdraws_a_held_account() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let overdraw = async |kind: i64| {
            let sql = format!("UPDATE account SET debits = credits + 1 WHERE kind = {kind}");
            world.app.database.writer.execute_unprepared(&sql).await
        };
        let kinds: BTreeMap<i64, bool> = {
            let (rows, _) = balances::all(&world.app.database, world.book).await.unwrap();
            let is_bank = |account: &Account| {
                matches!(account, Account::BankReceived(_) | Account::BankPaid(_) | Account::BankReturned(_))
            };
            rows.iter().map(|row| (row.account.parts().0, is_bank(&row.account))).collect()
        };
        assert!(kinds.len() > 6, "{kinds:?}");
        for (kind, is_bank) in kinds {
            match overdraw(kind).await {
                Ok(_) => assert!(is_bank, "accounts of kind {kind} are overdrawn"),
                Err(error) => {
                    let error = error.to_string().to_lowercase();
                    assert!(!is_bank && error.contains("check constraint"), "kind {kind}: {error}");
                }
            }
        }
        let lots = Account::Lot(LotId(1)).parts().0;
        assert!(overdraw(lots).await.is_err());
    }
}
