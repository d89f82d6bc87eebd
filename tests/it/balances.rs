//! What an account held as of any event: the same as when the transfers of all events up to there are added up.

use crate::support::life::live;
use crate::support::world::{World, urls};
use std::collections::BTreeMap;
use wijkkas::app::writer::Options;
use wijkkas::domain::{Account, BookId, InitiativeId, postings};
use wijkkas::store::{Snapshot, Storage as _, balances, codec};

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
        assert_eq!(replayed[&Account::BankPaid(InitiativeId(1))], 4_500);
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
        for (book, account, seq, cents) in [
            (world.book, paid, last, 4_500),
            // As if nothing came behind the last event.
            (world.book, paid, i64::MAX, 4_500),
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
