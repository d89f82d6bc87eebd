//! What is kept for a time only.

use crate::support::world::{World, urls};
use crate::tenancy::{cheque_of, home, issued, lines, planned, tenancy, tenancy_rows, type_in};
use sea_orm::{ConnectionTrait as _, Statement};
use wijkkas::app::Wish;
use wijkkas::app::issue::{self, NotIssued};
use wijkkas::app::tenancies::{self, Home};
use wijkkas::app::texts;
use wijkkas::app::writer::{Failure, Options};
use wijkkas::domain::cheque::ChequeCommand;
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::round::RoundCommand;
use wijkkas::domain::{Actor, ChequeId, PersonId, Refusal, Role, RoundId, Timestamp};
use wijkkas::jobs::retention::{Forgotten, forget};
use wijkkas::store::tenancies as rows;

async fn forgotten_after(world: &World, days: i64) -> Forgotten {
    pass(world, days);
    forget(&world.app, world.book).await.expect("the database answers")
}

fn pass(world: &World, days: i64) {
    world.clock.set(Timestamp::from_ms(world.app.now().ms() + days * 86_400_000));
}

/// Deletes the first row of the lists of a round, as if retention had been cut off there.
async fn forget_first(world: &World, round: RoundId) {
    let (database, place) = (&world.app.database, (world.book, round));
    let all = rows::Old { own: None, own_before: Timestamp::MIN, others_before: Timestamp::MAX };
    let first = rows::places(database, place, all, &(String::new(), -1), 1).await.expect("rows");
    rows::forget_places(database, place, Timestamp::MAX, &first).await.expect("it is deleted");
}

async fn count(world: &World, what: &str) -> i64 {
    let reader = &world.app.database.reader;
    let sql = format!("SELECT COUNT(*) FROM {what}");
    let row = reader.query_one_raw(Statement::from_string(reader.get_database_backend(), sql)).await;
    row.expect("the database answers").expect("a row").try_get_by_index(0).expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refusals_are_forgotten_after_30_days_and_what_was_done_never() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let done = count(&world, "command").await;
        let release = || RoundCommand::ReleaseLetters { round: wijkkas::domain::RoundId(7) };
        let refused = (0..1_100).map(|_| world.ask(Actor::System, release()));
        for answer in futures_util::future::join_all(refused).await {
            assert!(matches!(answer, Err(Failure::Refused(Refusal::Unknown { .. }))), "{answer:?}");
        }
        pass(&world, 29);
        let key = world.key();
        let wish = Wish::new(key, Actor::System, release());
        let young = world.app.ask(world.book, wish.clone()).await.unwrap_err();
        assert_eq!(count(&world, "command").await, done + 1_101);
        assert_eq!(forgotten_after(&world, 0).await, Forgotten::default());
        let expected = Forgotten { refusals: 1_100, ..Forgotten::default() };
        assert_eq!(forgotten_after(&world, 2).await, expected);
        assert_eq!(count(&world, "command").await, done + 1);
        assert_eq!(world.app.ask(world.book, wish).await.unwrap_err(), young);
        let last = "it proves that the head did not move further";
        assert_eq!(forgotten_after(&world, 3_650).await.refusals, 0, "{last}");
        world.prove().await;
        world.system(ProgrammeCommand::AddIssuer { name: "Vivare".into() }).await;
        assert_eq!(forgotten_after(&world, 0).await.refusals, 1);
        assert_eq!(count(&world, "command").await, done + 1);
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whose_cheque_it_was_is_forgotten_90_days_after_activation_closed() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let keys: Vec<String> = (0..1_100).map(|number| format!("t{number}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (round, list) = issued(&world, &keys).await;
        let cheques = [3, 4].map(|number: usize| tenancy(keys[number]));
        let long = cheque_of(&world, round, &list, &cheques[0]).await;
        let admin = Actor::Staff(Role::Admin, PersonId(1));
        let last_day = "2026-07-31".parse().unwrap();
        world.ask(admin, ChequeCommand::Extend { cheque: long, last_day }).await.unwrap();
        // Letters went on 5 January: activation closed with 19 April, and 90 days later it is 18 July.
        world.clock.set("2026-07-18T21:59:00Z".parse().unwrap());
        assert_eq!(forget(&world.app, world.book).await.unwrap(), Forgotten::default());
        assert_eq!(tenancy_rows(&world, round).await, 1_100);
        world.clock.set("2026-07-18T22:01:00Z".parse().unwrap());
        let expected = Forgotten { cheques: 1_099, households: 1_099, ..Forgotten::default() };
        assert_eq!(forget(&world.app, world.book).await.unwrap(), expected);
        assert!(matches!(home(&world, long).await, Home::Household(_)), "it can still be activated");
        assert_eq!(home(&world, cheque_of(&world, round, &list, &cheques[1]).await).await, Home::Unknown);
        type_in(&world, long).await.unwrap();
        assert_eq!(forgotten_after(&world, 90).await, Forgotten::default());
        assert_eq!(forgotten_after(&world, 14).await.cheques, 1);
        assert_eq!((tenancy_rows(&world, round).await, count(&world, "tenancy_household").await), (0, 1));
        world.prove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_that_are_not_used_are_forgotten_90_days_after_they_were_given() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = planned(&world, &[1]).await;
        let take = async |actor: Actor, keys: &[&str]| {
            let by = (world.key(), actor);
            tenancies::take_list(&world.app, (world.book, round), &lines(keys), by).await
        };
        let (second, nobody) = (["b", "c", "d"], Actor::Resident(wijkkas::domain::WalletId(1)));
        take(Actor::System, &["a", "b"]).await.unwrap();
        take(Actor::System, &second).await.unwrap();
        take(nobody, &["x", "y", "z", "c"]).await.unwrap_err();
        assert_eq!(forgotten_after(&world, 89).await, Forgotten::default(), "it may still be issued");
        assert_eq!((tenancy_rows(&world, round).await, count(&world, "tenancy_household").await), (9, 7));
        // To give it again is to mean it.
        take(Actor::System, &second).await.unwrap();
        let expected = Forgotten { cheques: 6, households: 4, refusals: 1 };
        assert_eq!(forgotten_after(&world, 2).await, expected);
        assert_eq!(forgotten_after(&world, 80).await, Forgotten::default());
        let (reason, _) = texts::make(&world.app, None, "no money").unwrap();
        world.system(RoundCommand::Cancel { round, reason }).await;
        assert_eq!(tenancy_rows(&world, round).await, 3);
        let expected = Forgotten { cheques: 3, households: 3, ..Forgotten::default() };
        assert_eq!(forgotten_after(&world, 0).await, expected);
        assert_eq!(count(&world, "tenancy_household").await, 0);
        world.prove().await;
    }
}

/// The promise is 90 days for each list, whatever became of the round.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_was_replaced_goes_although_its_round_was_issued() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        for letters in [false, true] {
            let round = planned(&world, &[1]).await;
            let by = || (world.key(), Actor::System);
            for keys in [&["a", "b"][..], &["b", "c", "d"]] {
                tenancies::take_list(&world.app, (world.book, round), &lines(keys), by()).await.unwrap();
            }
            issue::issue(&world.app, world.book, round, by()).await.unwrap();
            if letters {
                world.system(RoundCommand::ReleaseLetters { round }).await;
            }
            assert_eq!(forgotten_after(&world, 90).await, Forgotten::default());
            let expected = Forgotten { cheques: 2, households: 1, ..Forgotten::default() };
            assert_eq!(forgotten_after(&world, 1).await, expected);
            assert_eq!(tenancy_rows(&world, round).await, 3, "its own list is needed");
        }
    }
}

/// It finds the rows, then somebody issues the round, then it deletes them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_by_which_a_round_is_being_issued_is_not_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = planned(&world, &[1]).await;
        let (by, place) = (|| (world.key(), Actor::System), (world.book, round));
        let list = tenancies::take_list(&world.app, place, &lines(&["a", "b"]), by()).await.unwrap();
        pass(&world, 91);
        let before = Timestamp::from_ms(world.app.now().ms() - 90 * 86_400_000);
        let (database, start) = (&world.app.database, (String::new(), -1));
        let old = rows::Old { own: Some(&list.hash), own_before: before, others_before: before };
        let found = rows::places(database, place, old, &start, 10).await.unwrap();
        assert_eq!(found.len(), 2);
        issue::issue(&world.app, world.book, round, by()).await.unwrap();
        assert_eq!(rows::forget_places(database, place, before, &found).await.unwrap(), 0);
        assert_eq!(tenancy_rows(&world, round).await, 2);
    }
}

/// Letters without an address, whose codes lead to no household, must not come into being.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_whose_list_was_forgotten_is_issued_only_when_it_is_given_again() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = planned(&world, &[1]).await;
        let (keys, by) = (["a", "b"], || (world.key(), Actor::System));
        let place = (world.book, round);
        tenancies::take_list(&world.app, place, &lines(&keys), by()).await.unwrap();
        assert_eq!(forgotten_after(&world, 90).await, Forgotten::default());
        forget_first(&world, round).await;
        for (days, left) in [(0, 0), (1, 1)] {
            // What is there of a list is as old as before.
            assert_eq!(forgotten_after(&world, days).await.cheques, left);
            let refused = issue::issue(&world.app, world.book, round, by()).await.unwrap_err();
            assert_eq!(refused, NotIssued::ListForgotten);
        }
        let refused = issue::issue(&world.app, world.book, round, by()).await.unwrap_err();
        assert_eq!(refused, NotIssued::ListForgotten);
        assert!(refused.to_string().contains("upload it again"), "{refused}");
        let again = tenancies::take_list(&world.app, place, &lines(&keys), by()).await.unwrap();
        issue::issue(&world.app, world.book, round, by()).await.unwrap();
        let cheque = cheque_of(&world, round, &again, &tenancy("b")).await;
        assert!(matches!(home(&world, cheque).await, Home::Household(_)));
        issue::issue(&world.app, world.book, round, by()).await.expect("asked again it is done already");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn households_are_forgotten_90_days_after_the_end_of_their_tenancy() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (round, list) = issued(&world, &["a", "b"]).await;
        let by = (world.key(), Actor::System);
        tenancies::end(&world.app, world.book, tenancy("a"), by).await.unwrap();
        assert_eq!(forgotten_after(&world, 90).await, Forgotten::default());
        let expected = Forgotten { households: 1, ..Forgotten::default() };
        assert_eq!(forgotten_after(&world, 1).await, expected);
        assert_eq!(count(&world, "tenancy_household").await, 1);
        let cheque: ChequeId = cheque_of(&world, round, &list, &tenancy("a")).await;
        assert_eq!(home(&world, cheque).await, Home::Left);
        world.prove().await;
    }
}
