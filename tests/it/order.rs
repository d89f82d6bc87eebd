//! Whose money goes first, as the database hands it to the decision: the oldest lots of a common pot, and the cents
//! that are left over of what came back, in the order in which neighbours gave.

use crate::support::life::{DEADLINE, pass_to, pay, propose};
use crate::support::world::{World, urls};
use wijkkas::app::leftover::{self, Leftover};
use wijkkas::app::writer::Options;
use wijkkas::domain::common::{CommonPotCommand, CommonPotEvent};
use wijkkas::domain::delivery::DeliveryEvent;
use wijkkas::domain::initiative::InitiativeCommand;
use wijkkas::domain::wallet::{Wallet, WalletCommand};
use wijkkas::domain::{
    Actor, Cents, Event, InitiativeId, LotId, PersonId, Role, TextId, TextRef, Timestamp, WalletId,
};
use wijkkas::store::{Storage as _, codec};

/// So many residents with cheques of EUR 10, activated a second apart.
async fn residents(world: &World, count: i64) -> Vec<(WalletId, LotId)> {
    world.open_round(count).await;
    let mut residents = Vec::new();
    for cheque in 1..=count {
        world.clock.set(Timestamp::from_ms(world.app.now().ms() + 1000));
        let wallet = world.activate(cheque).await;
        let state: Wallet = world.app.look(world.book, wallet).await.expect("it works").expect("it works");
        residents.push((wallet, state.lots[0]));
    }
    assert!(residents.is_sorted_by_key(|(_, lot)| *lot));
    residents
}

fn cents(cents: i64) -> Cents {
    Cents::new(cents).expect("it works")
}

fn words(world: &World) -> TextRef {
    TextRef { id: TextId::fresh(world.app.now(), world.draw()), hash: "0".repeat(64) }
}

/// What the events of the log say that `pick` looks for.
async fn told<T>(world: &World, pick: impl Fn(Event) -> Vec<T>) -> Vec<T> {
    let last = world.app.database.head(world.book).await.expect("it works").seq;
    let events = world.app.database.events(world.book, 1, last).await.expect("it works");
    let decode = |row: &wijkkas::store::EventRow| {
        codec::decode(&row.kind, row.version, &row.payload).expect("it works")
    };
    events.iter().map(decode).flat_map(pick).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_common_pot_gives_of_its_oldest_lots_first() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let residents = residents(&world, 6).await;
        // The youngest comes into the common pot first, the oldest last.
        for ((wallet, lot), sum) in [(residents[2], 500), (residents[1], 200), (residents[0], 300)] {
            let give = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(sum) };
            world.ask(Actor::Resident(wallet), give).await.unwrap();
        }
        let initiative = world.open_initiative(2000).await;
        for (wallet, _) in &residents[3..] {
            world.pledge(*wallet, initiative, 550).await.unwrap();
        }
        pass_to(&world, DEADLINE).await;
        world.system(InitiativeCommand::Explain { initiative, explanation: words(&world) }).await;
        let (gap, reason) = (cents(350), words(&world));
        let propose = CommonPotCommand::ProposeGrant { initiative, cents: gap, reason };
        world.ask(Actor::Staff(Role::Moderator, PersonId(5)), propose).await.unwrap();
        let approve = CommonPotCommand::ApproveGrant { initiative, cents: gap };
        world.ask(Actor::Staff(Role::Treasurer, PersonId(1)), approve).await.unwrap();
        pass_to(&world, DEADLINE).await;

        let granted = told(&world, |event| match event {
            Event::CommonPot(CommonPotEvent::LotsGranted { legs, .. }) => {
                legs.iter().map(|leg| (leg.lot, leg.cents.get())).collect()
            }
            _ => Vec::new(),
        });
        assert_eq!(granted.await, [(residents[0].1, 300), (residents[1].1, 50)]);
    }
}

/// Pledged in this order, by the youngest lot first.
async fn paid_out(world: &World, gifts: &[((WalletId, LotId), i64)]) -> InitiativeId {
    let initiative = world.open_initiative(gifts.iter().map(|(_, sum)| sum).sum()).await;
    for ((wallet, _), sum) in gifts {
        world.pledge(*wallet, initiative, *sum).await.expect("it works");
    }
    pass_to(world, DEADLINE).await;
    let payout = propose(world, initiative).await;
    pay(world, payout, "NL91").await;
    initiative
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cents_that_are_left_over_go_to_whoever_gave_first() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let residents = residents(&world, 3).await;
        let gifts = [(residents[2], 500), (residents[1], 400), (residents[0], 600)];
        let initiative = paid_out(&world, &gifts).await;
        let by = (world.key(), Actor::Staff(Role::Treasurer, PersonId(1)));
        let back = Leftover { initiative, cents: cents(101), reference: "NL95".into() };
        leftover::book(&world.app, world.book, by, back).await.unwrap();
        pass_to(&world, DEADLINE).await;

        let shared = told(&world, |event| match event {
            Event::Delivery(DeliveryEvent::LeftoverShared { shares, .. }) => {
                shares.iter().map(|share| (share.lot, share.cents.get())).collect()
            }
            _ => Vec::new(),
        });
        // Rounded down 33, 26 and 40: the first two get the cents that are missing.
        assert_eq!(shared.await, [(residents[2].1, 34), (residents[1].1, 27), (residents[0].1, 40)]);
    }
}
