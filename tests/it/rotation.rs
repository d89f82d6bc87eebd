//! A second lookup key: letters that are out keep working, new codes go by the new key, and none is made that somebody
//! has under the old one.

use crate::issue::{checked_round, code_of, issued_round, type_in};
use crate::support::world::{World, keys, urls};
use sea_orm::{ConnectionTrait as _, QueryResult, Statement};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::writer::Options;
use wijkkas::app::{App, codes, issue};
use wijkkas::domain::{Actor, ChequeId, Did, PersonId, Role};
use wijkkas::store::keys::Keyring;

/// The program is started again with a newer lookup key beside the old one.
async fn rotate(world: &mut World) {
    let text = format!("{}lookup 2 {}\n", keys(), "04".repeat(32));
    let keys = Keyring::parse("the test", &text).expect("keys");
    let (database, clock) = (world.app.database.clone(), world.clock.clone());
    world.app = App::open(database, keys, clock, Options::default()).await.expect("its keys and one more");
}

/// Which cheque has which generation under which lookup key, in order.
async fn directory(world: &World) -> Vec<(i64, i64, i64)> {
    let sql = "SELECT cheque, generation, key_version FROM code WHERE book = $1 ORDER BY cheque, generation";
    let db = &world.app.database.reader;
    let all = Statement::from_sql_and_values(db.get_database_backend(), sql, [world.book.0.into()]);
    let rows = db.query_all_raw(all).await.expect("the directory");
    let entry =
        |row: &QueryResult| [0, 1, 2].map(|index| row.try_get_by_index(index).expect("a number")).into();
    rows.iter().map(entry).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_that_are_out_keep_working() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let mut world = World::open(&url, Options::default()).await;
        issued_round(&world, 3).await;
        let old = [code_of(&world, 1).await, code_of(&world, 2).await];
        rotate(&mut world).await;

        assert_eq!(code_of(&world, 1).await, old[0], "it is printed as before");
        let activated = type_in(&world, &old[0]).await.unwrap();
        assert_eq!((activated.cheque, activated.did), (ChequeId(1), Did::Now));

        let seen = Seen { cheque: ChequeId(2), generation: 1 };
        let by = (world.key(), Actor::Staff(Role::Desk, PersonId(4)));
        cheque_desk::replace(&world.app, world.book, seen, by).await.unwrap();
        assert_eq!(directory(&world).await, [(1, 1, 1), (2, 1, 1), (2, 2, 2), (3, 1, 1)]);
        for (code, generation) in [(&old[1], 1), (&code_of(&world, 2).await, 2)] {
            let entry = codes::find(&world.app, code).await.unwrap();
            assert_eq!((entry.book, entry.cheque, entry.generation), (world.book, ChequeId(2), generation));
        }
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_somebody_has_under_the_old_key_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let mut world = World::open(&url, Options::default()).await;
        let round = checked_round(&world, &[3]).await;
        let first = world.app.keys.code(1, world.book.0, 2, 1, 0).unwrap();
        let digest = world.app.keys.digest(1, first).unwrap().map(|byte| format!("{byte:02x}")).concat();
        let bytes = if url.starts_with("sqlite") { format!("x'{digest}'") } else { format!("'\\x{digest}'") };
        let taken = format!(
            "INSERT INTO code (digest, key_version, book, cheque, generation) VALUES ({bytes}, 1, 99, 5, 1)"
        );
        world.app.database.writer.execute_unprepared(&taken).await.unwrap();
        rotate(&mut world).await;

        issue::issue_without_list(&world.app, world.book, round, (world.key(), Actor::System)).await.unwrap();
        assert_eq!(directory(&world).await, [(1, 1, 2), (2, 1, 2), (3, 1, 2)]);
        let code = code_of(&world, 2).await;
        assert_ne!(code, first.to_string());
        assert_eq!(codes::find(&world.app, &code).await.unwrap().cheque, ChequeId(2));
        let other = codes::find(&world.app, &first.to_string()).await.unwrap();
        assert_eq!((other.book.0, other.cheque), (99, ChequeId(5)));
    }
}
