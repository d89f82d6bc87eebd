//! A book in which everything happened that moves money, for tests of what is made of the log.

use super::world::World;
use wijkkas::app::writer::Failure;
use wijkkas::domain::payout::{Payee, PayoutCommand, Way};
use wijkkas::domain::wallet::WalletCommand;
use wijkkas::domain::{
    Actor, Cents, Did, InitiativeId, PayoutId, PersonId, Role, TextId, TextRef, Timestamp, WalletId,
};
use wijkkas::jobs;

/// The campaigns of the small world end with March.
pub const DEADLINE: &str = "2026-03-31T22:00:00Z";

/// A round of 20 cheques, of which 12 are activated; one initiative is paid out, one fails; then there are
/// withdrawals, refusals, and commands that had nothing left to do.
pub async fn live(world: &World) {
    world.open_round(20).await;
    let (good, failing) = (world.open_initiative(5_000).await, world.open_initiative(90_000).await);
    let mut wallets = Vec::new();
    for cheque in 1..=12 {
        let wallet = world.activate(cheque).await;
        world.pledge(wallet, good, 420).await.expect("pledged");
        wallets.push(wallet);
    }
    for &wallet in &wallets[..3] {
        world.pledge(wallet, failing, 300).await.expect("pledged");
    }
    withdraw(world, wallets[0], failing, 100).await;
    assert!(matches!(world.pledge(wallets[1], good, 5_000).await, Err(Failure::Refused(_))));
    activate_again(world, 3).await;
    pass_to(world, DEADLINE).await;
    pay_out(world, good).await;
}

/// Moves the clock and does what is due.
pub async fn pass_to(world: &World, when: &str) {
    world.clock.set(when.parse::<Timestamp>().expect("a moment"));
    jobs::run(&world.app, world.book).await.expect("the jobs run");
}

/// Takes money back.
pub async fn withdraw(world: &World, wallet: WalletId, initiative: InitiativeId, cents: i64) {
    let cents = Some(Cents::new(cents).expect("an amount"));
    let command = WalletCommand::Withdraw { wallet, initiative, cents };
    world.ask(Actor::Resident(wallet), command).await.expect("withdrawn");
}

/// Another command for what was done is remembered, and has no events.
async fn activate_again(world: &World, cheque: i64) {
    let (wallet, command) = world.activation(cheque);
    let answer = world.ask(Actor::Resident(wallet), command).await.expect("no error");
    assert_eq!(answer.did, Did::Already);
}

async fn pay_out(world: &World, initiative: InitiativeId) {
    let treasurer = |number| Actor::Staff(Role::Treasurer, PersonId(number));
    let payee = TextRef { id: TextId::fresh(world.app.now(), world.draw()), hash: "0".repeat(64) };
    let propose = PayoutCommand::Propose { initiative, way: Way::LegalPerson, payee: Payee::Text(payee) };
    world.ask(treasurer(1), propose).await.expect("proposed");
    jobs::run(&world.app, world.book).await.expect("the jobs run");
    let (payout, reference) = (PayoutId(1), String::from("NL91"));
    world.ask(treasurer(2), PayoutCommand::Approve { payout }).await.expect("approved");
    world.ask(treasurer(1), PayoutCommand::Send { payout }).await.expect("sent");
    world.ask(treasurer(1), PayoutCommand::Execute { payout, reference }).await.expect("executed");
    jobs::run(&world.app, world.book).await.expect("the jobs run");
}
