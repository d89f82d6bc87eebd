//! Many codes that come at once get no more tries than one after the other.

use super::{code, worlds};
use crate::support::world::World;
use futures_util::future::join_all;
use std::net::{IpAddr, Ipv4Addr};
use wijkkas::app::visits::{self, NotShown};
use wijkkas::domain::code::Code;

/// Wrong codes that cost nothing (`app/throttle.rs`).
const FREE: usize = 20;
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));

/// Types many codes at once.
async fn types(world: &World, codes: &[String]) -> Vec<Result<(), NotShown>> {
    let typed = codes.iter().map(|code| visits::show(&world.app, code, HERE, None));
    join_all(typed).await.into_iter().map(|shown| shown.map(|_| ())).collect()
}

fn wrong(from: u64, count: u64) -> Vec<String> {
    (from..from + count).map(|bits| Code::from_bits(bits * 7_919).to_string()).collect()
}

fn unknown(answers: &[Result<(), NotShown>]) -> usize {
    answers.iter().filter(|answer| matches!(answer, Err(NotShown::Unknown))).count()
}

fn slowed(answers: &[Result<(), NotShown>]) -> usize {
    answers.iter().filter(|answer| matches!(answer, Err(NotShown::SlowDown { .. }))).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guesses_at_once_are_no_more_than_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let mut codes = wrong(1, 200);
        // The one of them that is good came too late.
        codes.push(code(&world, 1).await);
        let answers = types(&world, &codes).await;
        assert_eq!((unknown(&answers), slowed(&answers)), (FREE, 181), "{answers:?}");
        // After five seconds one more, or after that of good ones as many as there are.
        world.clock.set(world.app.now().checked_add_ms(5_000).expect("a time"));
        let answers = types(&world, &wrong(1_000, 50)).await;
        assert_eq!((unknown(&answers), slowed(&answers)), (1, 49), "{answers:?}");
    }
}

/// A community centre has one address for everybody in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn good_codes_at_once_are_all_good() {
    let folder = tempfile::tempdir().expect("a folder");
    for world in worlds(folder.path()).await {
        let mut codes = Vec::new();
        for _ in 0..3 {
            for cheque in 1..=10 {
                codes.push(code(&world, cheque).await);
            }
        }
        let all_good = async || types(&world, &codes).await.iter().all(Result::is_ok);
        assert!(all_good().await, "nobody was wrong");
        assert_eq!(unknown(&types(&world, &wrong(1, 19)).await), 19);
        assert!(all_good().await, "of twenty wrong ones one is left");
        assert_eq!(unknown(&types(&world, &wrong(100, 2)).await), 1, "good ones were not counted");
        assert!(types(&world, &codes).await.iter().all(Result::is_err), "they wait too");
        world.clock.set(world.app.now().checked_add_ms(5_000).expect("a time"));
        assert!(all_good().await, "and hold up nobody once they have waited");
        assert!(all_good().await);
    }
}
