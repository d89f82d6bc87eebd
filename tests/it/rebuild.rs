//! `rebuild` makes identical rows again, and mends those that were damaged.

use crate::support::damage::Hand;
use crate::support::life::live;
use crate::support::world::{World, urls};
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::app::check::{self, Means};
use wijkkas::app::rebuild::{NotRebuilt, rebuild};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::domain::budget::{Budget, BudgetCommand};
use wijkkas::domain::{Actor, BudgetId, Cents, Did, PersonId, Refusal, Role};

/// Everything in the derived tables, as text.
async fn derived(world: &World) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, order) in [
        ("state", "book, kind, id"),
        ("common_lot_view", "book, area, lot"),
        ("initiative_day_view", "book, initiative, day"),
        ("initiative_view", "book, initiative"),
        ("initiator_view", "book, person, initiative"),
        ("round_view", "book, round, budget"),
        ("wallet_lot_view", "book, wallet, lot"),
    ] {
        rows.extend(rows_of(world, table, order).await);
    }
    rows
}

/// Everything in one table, as text.
async fn rows_of(world: &World, table: &str, order: &str) -> Vec<String> {
    let db = &world.app.database.reader;
    let sql = format!("SELECT * FROM {table} ORDER BY {order}");
    let found =
        db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("it works");
    found.iter().map(|row| format!("{table} {:?}", cells(row))).collect()
}

fn cells(row: &sea_orm::QueryResult) -> Vec<String> {
    let cell = |name: &String| {
        let number = row.try_get::<Option<i64>>("", name).map(|number| format!("{number:?}"));
        let words = || row.try_get::<String>("", name);
        let bytes = || row.try_get::<Vec<u8>>("", name).map(|bytes| format!("{bytes:?}"));
        number.or_else(|_| words()).or_else(|_| bytes()).expect("a number, words or bytes")
    };
    row.column_names().iter().map(cell).collect()
}

async fn is_proven(world: &World) -> bool {
    let mut means = Means { keys: None, acks: None, kept: &[], watch: &|_| () };
    check::prove(&world.app.database, world.book, &mut means).await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn makes_identical_rows_and_mends_damaged_ones() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let before = derived(&world).await;
        assert!(before.len() > 60, "{}", before.len());
        let rebuilt = rebuild(&world.app.database, world.book, &|_| ()).await.expect("it works");
        assert_eq!(rebuilt.states + rebuilt.views, before.len() as i64);
        assert_eq!(derived(&world).await, before);
        assert!(is_proven(&world).await);

        let hand = Hand::of(&world).await;
        for damage in [
            "UPDATE state SET due = 5, body = 'x' WHERE kind = 7".replace("'x'", "CAST('x' AS BYTEA)"),
            "DELETE FROM state WHERE kind = 8".into(),
            "UPDATE round_view SET paid = 7".into(),
            "DELETE FROM initiative_view".into(),
        ] {
            let damage = if url.starts_with("sqlite") { damage.replace("BYTEA", "BLOB") } else { damage };
            assert!(hand.run(&damage).await.expect("it works") > 0, "{damage}");
        }
        assert!(!is_proven(&world).await);
        rebuild(&world.app.database, world.book, &|_| ()).await.expect("it works");
        assert_eq!(derived(&world).await, before);
        assert!(is_proven(&world).await);
    }
}

/// What was asked is no view: nobody could make it again, and a refusal that is gone could turn into its opposite.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leaves_what_was_asked_as_it_is() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(3).await;
        let initiative = world.open_initiative(5_000).await;
        let wallet = world.activate(1).await;
        let refused = world.pledge(wallet, initiative, 1_001).await;
        assert!(matches!(refused, Err(Failure::Refused(Refusal::WalletTooSmall { .. }))), "{refused:?}");
        let (another, activation) = world.activation(1);
        let again = world.ask(Actor::Resident(another), activation).await.expect("no error");
        assert_eq!(again.did, Did::Already);

        let before = rows_of(&world, "command", "book, key").await;
        let hand = Hand::beside(&world);
        for (what, is) in [("refused", "refusal IS NOT NULL"), ("idle", "refusal IS NULL AND events = 0")] {
            let count = hand.number(&format!("SELECT count(*) FROM command WHERE {is}")).await;
            assert!(count > 0, "none that was {what}");
        }
        assert!(before.len() > 10, "{before:?}");
        rebuild(&world.app.database, world.book, &|_| ()).await.expect("it works");
        let mut after = rows_of(&world, "command", "book, key").await;
        // Beside a row that says that it was done, so that writers forget what they remember.
        assert_eq!(after.len(), before.len() + 1);
        after.retain(|row| before.contains(row));
        assert_eq!(after, before);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_forget_what_was_wrong() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(3).await;
        let initiative = world.open_initiative(5_000).await;
        let wallet = world.activate(1).await;
        let hand = Hand::of(&world).await;
        let body =
            if url.starts_with("sqlite") { "CAST(body AS TEXT)" } else { "convert_from(body, 'UTF8')" };
        let blob = if url.starts_with("sqlite") { "BLOB" } else { "BYTEA" };
        let damage = format!(
            "UPDATE state SET body = CAST(replace({body}, '\"target\":5000', '\"target\":0') AS {blob}) \
             WHERE kind = 8"
        );
        assert_eq!(hand.run(&damage).await.expect("it works"), 1);
        let other = World::attach(&url, Options::default()).await;
        // Its keys must be others than those of the world it is beside.
        (0..1_000).for_each(|_| _ = other.draw());
        let misled = other.pledge(wallet, initiative, 300).await;
        assert_eq!(misled, Err(Failure::Refused(Refusal::InitiativeFull)));
        rebuild(&world.app.database, world.book, &|_| ()).await.expect("it works");
        other.pledge(wallet, initiative, 300).await.expect("it is far from full");
        assert!(is_proven(&world).await);
    }
}

/// As an older program left it: nothing is wrong with the books.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_state_without_a_field_is_made_again() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(1).await;
        let hand = Hand::of(&world).await;
        let (body, blob) = if url.starts_with("sqlite") {
            ("CAST(body AS TEXT)", "BLOB")
        } else {
            ("convert_from(body, 'UTF8')", "BYTEA")
        };
        let older = format!(
            "UPDATE state SET body = CAST(replace({body}, '\"reserved\":', '\"set_aside\":') AS {blob}) \
             WHERE kind = 2"
        );
        assert_eq!(hand.run(&older).await.expect("it works"), 1);
        let newer = World::attach(&url, Options::default()).await;
        let looked = newer.app.look::<Budget>(newer.book, BudgetId(1)).await.map(drop);
        let top_up = BudgetCommand::TopUp {
            budget: BudgetId(1),
            cents: Cents::new(1).expect("an amount"),
            reference: "b2".into(),
        };
        let treasurer = Actor::Staff(Role::Treasurer, PersonId::fresh(newer.app.now(), 1));
        // Its keys must be others than those of the world it is beside.
        (0..1_000).for_each(|_| _ = newer.draw());
        let asked = newer.ask(treasurer, top_up.clone()).await.map(drop);
        for said in
            [looked.expect_err("a field is missing").to_string(), asked.expect_err("the same").to_string()]
        {
            assert!(said.contains("the state of budget 1: missing field `reserved`"), "{said}");
            assert!(
                said.contains("another version of wijkkas wrote it, run `wijkkas rebuild` first"),
                "{said}"
            );
        }
        let mut means = Means { keys: None, acks: None, kept: &[], watch: &|_| () };
        let found = check::prove(&world.app.database, world.book, &mut means).await;
        let found = found.expect_err("it is another state").to_string();
        assert!(
            found.contains("another version of wijkkas wrote it, run `wijkkas rebuild` first"),
            "{found}"
        );

        rebuild(&world.app.database, world.book, &|_| ()).await.expect("it works");
        assert!(is_proven(&world).await);
        newer.ask(treasurer, top_up).await.expect("it can be read");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn goes_on_beside_writers() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(400).await;
        let residents = futures_util::future::join_all((1..=400).map(|cheque| world.activate(cheque)));
        let rebuilds = async {
            for _ in 0..4 {
                rebuild(&world.app.database, world.book, &|_| ()).await.expect("rebuilt");
            }
        };
        let (wallets, ()) = tokio::join!(residents, rebuilds);
        assert_eq!(wallets.len(), 400);
        assert!(is_proven(&world).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refuses_a_log_that_is_not_whole() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        live(&world).await;
        let before = derived(&world).await;
        let hand = Hand::of(&world).await;
        hand.run("UPDATE event SET effective = effective - 1 WHERE seq = 20").await.expect("it works");
        let refused = rebuild(&world.app.database, world.book, &|_| ()).await;
        assert!(matches!(&refused, Err(NotRebuilt::Log(_))), "{refused:?}");
        assert!(refused.unwrap_err().to_string().starts_with("event 20: the chain does not fit"));
        assert_eq!(derived(&world).await, before);
    }
}
