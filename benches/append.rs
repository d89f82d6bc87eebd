//! Why the append path uses array statements: events a second by sea-orm's entities and by array statements,
//! durable, in transactions of one batch. Run: `cargo bench --bench append -- URL...`, for empty databases.

use sea_orm::{EntityTrait, IntoActiveModel, TransactionTrait};
use std::time::{Duration, Instant};
use wijkkas::domain::{BookId, Timestamp};
use wijkkas::store::{CommandKey, Database, EventRow, Head, Storage, StorageTx, WriteSet};

/// Events in a transaction: about what a batch has with 256 clients.
const BATCH: i64 = 128;
/// Transactions of a run.
const BATCHES: i64 = 400;
/// Runs of each way; the best counts.
const RUNS: usize = 3;

/// The log as an entity.
mod event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub book: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        #[sea_orm(column_name = "type")]
        pub kind: String,
        pub version: i64,
        pub payload: Vec<u8>,
        pub recorded: i64,
        pub effective: i64,
        pub command: Vec<u8>,
        pub actor: String,
        pub cause: Option<i64>,
        pub chain: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A way to write a batch.
#[derive(Clone, Copy, Debug)]
enum Way {
    EntityByEntity,
    InsertMany,
    Arrays,
}

fn row(seq: i64) -> EventRow {
    EventRow {
        seq,
        kind: "wallet.Pledged".into(),
        version: 1,
        payload: vec![b'x'; 140],
        recorded: Timestamp::from_ms(seq),
        effective: Timestamp::from_ms(seq),
        command: CommandKey::named(&seq.to_string()),
        actor: "resident:0SXJY6KM1YTM9".into(),
        cause: None,
        chain: [7; 32],
    }
}

fn entity(book: BookId, row: EventRow) -> event::ActiveModel {
    let model = event::Model {
        book: book.0,
        seq: row.seq,
        kind: row.kind,
        version: row.version,
        payload: row.payload,
        recorded: row.recorded.ms(),
        effective: row.effective.ms(),
        command: row.command.0.to_vec(),
        actor: row.actor,
        cause: row.cause,
        chain: row.chain.to_vec(),
    };
    model.into_active_model()
}

async fn write(database: &Database, way: Way, book: BookId, rows: Vec<EventRow>) {
    if let Way::Arrays = way {
        let head = Head { turn: 0, seq: 0, chain: [0; 32], recorded: Timestamp::from_ms(0), accounts: 0 };
        let set = WriteSet { events: rows, ..WriteSet::new(book, &head) };
        let mut tx = Storage::begin(database).await.expect("a transaction");
        tx.write(&set).await.expect("written");
        return tx.commit().await.expect("committed");
    }
    let tx = database.writer.begin().await.expect("a transaction");
    let entities = rows.into_iter().map(|row| entity(book, row));
    if let Way::InsertMany = way {
        event::Entity::insert_many(entities).exec_without_returning(&tx).await.expect("written");
    } else {
        for one in entities {
            event::Entity::insert(one).exec_without_returning(&tx).await.expect("written");
        }
    }
    tx.commit().await.expect("committed");
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn measure(database: &Database, way: Way, book: BookId) -> Duration {
    let batches: Vec<Vec<EventRow>> =
        (0..BATCHES).map(|batch| (1..=BATCH).map(|place| row(batch * BATCH + place)).collect()).collect();
    let begun = Instant::now();
    for rows in batches {
        write(database, way, book, rows).await;
    }
    begun.elapsed()
}

#[tokio::main]
async fn main() {
    let urls = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let mut book = 1_000;
    for url in urls {
        let database = Database::open(&url).await.expect("the database opens");
        for way in [Way::EntityByEntity, Way::InsertMany, Way::Arrays] {
            let mut best = Duration::MAX;
            for _ in 0..RUNS {
                book += 1;
                best = best.min(measure(&database, way, BookId(book)).await);
            }
            let rate = i128::from(BATCH * BATCHES) * 1_000_000 / best.as_micros().max(1) as i128;
            println!("{:?} {way:?}: {rate} events/s", database.engine);
        }
    }
}
