//! Several programmes in one database: their books are separate, and nothing of one is known in another.

use crate::support::world::{World, urls};
use wijkkas::app::writer::Options;
use wijkkas::domain::initiative::Initiative;
use wijkkas::domain::wallet::{Give, WalletCommand};
use wijkkas::domain::{Actor, Cents, InitiativeId, WalletId};
use wijkkas::store::books;

/// Pledges a euro as the resident of a wallet; the sentence if it is refused.
async fn pledge(world: &World, wallet: WalletId, initiative: InitiativeId) -> Result<(), String> {
    let gives = vec![Give { initiative, cents: Cents::new(100).expect("an amount") }];
    let asked = world.ask(Actor::Resident(wallet), WalletCommand::Pledge { wallet, gives }).await;
    asked.map(|_| ()).map_err(|refused| refused.to_string())
}

async fn pot(world: &World, initiative: InitiativeId) -> i64 {
    let state = world.app.look::<Initiative>(world.book, initiative).await.expect("the database answers");
    state.expect("the initiative").pot.get()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wallet_gives_nothing_to_an_initiative_of_another_programme() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let mut world = World::open(&url, Options::default()).await;
        let west = world.book;
        world.open_round(1).await;
        let of_west = world.activate(1).await;
        let first = world.open_initiative(5_000).await;

        world.book = books::find_or_make(&world.app.database, "east").await.unwrap();
        world.found().await;
        world.open_round(1).await;
        let of_east = world.activate(1).await;
        assert_eq!(world.open_initiative(5_000).await, first, "every book counts from 1");
        let second = world.open_initiative(5_000).await;
        let no_wallet = format!("there is no wallet {of_west} in this programme");
        assert_eq!(pledge(&world, of_west, first).await, Err(no_wallet));
        assert_eq!(pledge(&world, of_east, first).await, Ok(()));
        assert_eq!(pot(&world, first).await, 100);

        world.book = west;
        let no_initiative = format!("there is no initiative {second} in this programme");
        assert_eq!(pledge(&world, of_west, second).await, Err(no_initiative));
        assert_eq!(pot(&world, first).await, 0, "the initiative with the same number here got nothing");
    }
}
