//! Books for tests of what is made of the log: a short one, and one in which everything happened that moves
//! money.

use super::world::World;
use crate::tenancy::{cheque_of, issued, tenancy, type_in};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::leftover::{self, Leftover};
use wijkkas::app::texts;
use wijkkas::app::writer::{Answer, Failure};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::cheque::ChequeCommand;
use wijkkas::domain::common::CommonPotCommand;
use wijkkas::domain::delivery::DeliveryCommand;
use wijkkas::domain::household::{Choice, HouseholdCommand};
use wijkkas::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use wijkkas::domain::payout::{Payee, PayoutCommand, Way};
use wijkkas::domain::round::RoundCommand;
use wijkkas::domain::wallet::{Lot, Wallet, WalletCommand};
use wijkkas::domain::{
    Actor, BudgetId, Cents, ChequeId, Command, Did, InitiativeId, IssuerId, PayoutId, PersonId, Role, TextId,
    TextRef, Timestamp, WalletId,
};
use wijkkas::jobs;

/// The campaigns of the small world end with March.
pub const DEADLINE: &str = "2026-03-31T22:00:00Z";
/// The campaigns of the summer end with June, and so does the time of the cheque that was extended.
const SUMMER_DEADLINE: &str = "2026-06-30T22:00:00Z";
/// After the last day of grace of the first round.
const ROUND_OVER: &str = "2026-05-01T10:00:00Z";
/// After the days in which two people decided what the common pot gives.
const RECONSIDERED: &str = "2026-07-20T10:00:00Z";
/// Two years after the first activations, and less after the last.
const SAVINGS_LAPSED: &str = "2028-02-01T10:00:00Z";

/// A round of 20 cheques, of which 12 are activated; one initiative is paid out, one fails; then there are
/// withdrawals, a gift to the common pot, refusals, and commands that had nothing left to do. Answers whose
/// cheques 1 to 12 are.
pub async fn live_shortly(world: &World) -> Vec<WalletId> {
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
    let payout = propose(world, good).await;
    pay(world, payout, "NL91").await;
    give_to_common_pot(world, wallets[1], 300).await;
    wallets
}

/// Everything that moves money: a test beside this file makes sure that every event that does is among it.
pub async fn live(world: &World) {
    let wallets = live_shortly(world).await;
    move_budgets(world).await;
    follow_choices(world).await;
    cancel_a_round(world).await;
    for &wallet in &wallets[2..4] {
        give_to_common_pot(world, wallet, 300).await;
    }
    reverse_in_time(world, wallets[4]).await;
    let grants = [open_with(world, &wallets[6..9]).await, open_with(world, &wallets[9..12]).await];
    pass_to(world, ROUND_OVER).await;
    // Its time is over: what is free of it goes to the budget.
    reverse(world, 6).await;
    pass_to(world, SUMMER_DEADLINE).await;
    for initiative in grants {
        grant(world, initiative, 180).await;
    }
    pass_to(world, RECONSIDERED).await;
    pay_with_setbacks(world, grants[0]).await;
    return_leftover(world, grants[0], 200).await;
    // It is in the pot still, with what the common pot put in.
    world.system(DeliveryCommand::GiveUp { initiative: grants[1], reason: words(world) }).await;
    run_jobs(world).await;
    // A part of it comes back to lots whose activation was wrong, and goes on to their budget.
    return_leftover(world, InitiativeId(1), 500).await;
    pass_to(world, SAVINGS_LAPSED).await;
}

/// Moves the clock and does what is due.
pub async fn pass_to(world: &World, when: &str) {
    world.clock.set(when.parse::<Timestamp>().expect("a moment"));
    run_jobs(world).await;
}

async fn run_jobs(world: &World) {
    let done = jobs::run(&world.app, world.book).await.expect("the jobs run");
    assert_eq!(done.refused, 0);
}

/// Takes money back.
pub async fn withdraw(world: &World, wallet: WalletId, initiative: InitiativeId, amount: i64) {
    let command = WalletCommand::Withdraw { wallet, initiative, cents: Some(cents(amount)) };
    world.ask(Actor::Resident(wallet), command).await.expect("withdrawn");
}

/// Another command for what was done is remembered, and has no events.
async fn activate_again(world: &World, cheque: i64) {
    let (wallet, command) = world.activation(cheque);
    let answer = world.ask(Actor::Resident(wallet), command).await.expect("no error");
    assert_eq!(answer.did, Did::Already);
}

fn cents(cents: i64) -> Cents {
    Cents::new(cents).expect("an amount")
}

fn words(world: &World) -> TextRef {
    TextRef { id: TextId::fresh(world.app.now(), world.draw()), hash: "0".repeat(64) }
}

fn staff(role: Role, number: i64) -> Actor {
    Actor::Staff(role, PersonId(number))
}

async fn ask(world: &World, actor: Actor, command: impl Into<Command>) -> Answer {
    world.ask(actor, command).await.expect("it may be done")
}

async fn give_to_common_pot(world: &World, wallet: WalletId, amount: i64) {
    let state: Wallet = world.app.look(world.book, wallet).await.expect("an answer").expect("a wallet");
    let give = WalletCommand::GiveToCommonPot { wallet, lot: state.lots[0], cents: cents(amount) };
    ask(world, Actor::Resident(wallet), give).await;
}

/// More money comes in; some of it changes the budget, some goes back to the issuer.
async fn move_budgets(world: &World) {
    let (first, second) = (BudgetId(1), BudgetId(2));
    world.system(BudgetCommand::TopUp { budget: first, cents: cents(3_000), reference: "NL2".into() }).await;
    let (reference, conditions) = (String::from("NL3"), Conditions::default());
    let receive = BudgetCommand::Receive { issuer: IssuerId(1), cents: cents(9_000), reference, conditions };
    world.system(receive).await;
    world.system(BudgetCommand::CarryOver { budget: second, into: first, cents: cents(500) }).await;
    let propose = BudgetCommand::ProposeReturn { budget: second, cents: cents(400), reference: "NL4".into() };
    ask(world, staff(Role::Treasurer, 1), propose).await;
    let (budget, reference) = (second, "NL4".into());
    let approve = BudgetCommand::ApproveReturn { budget, cents: cents(400), reference };
    ask(world, staff(Role::Treasurer, 2), approve).await;
}

/// Two households of one round choose what becomes of the cheques of the next.
async fn follow_choices(world: &World) {
    let (round, list) = issued(world, &["a", "b", "c"]).await;
    for (key, choice) in [("a", Choice::Savings), ("b", Choice::CommonPot)] {
        let cheque = cheque_of(world, round, &list, &tenancy(key)).await;
        let activated = type_in(world, cheque).await.expect("activated");
        let lot: Lot = world.app.look(world.book, activated.lot).await.expect("an answer").expect("a lot");
        let (household, wallet) = (lot.household, activated.wallet);
        let choose = HouseholdCommand::MakeStandingChoice { household, wallet, choice };
        ask(world, Actor::Resident(wallet), choose).await;
    }
    issued(world, &["a", "b", "c"]).await;
    run_jobs(world).await;
}

async fn cancel_a_round(world: &World) {
    let (round, _) = issued(world, &["d", "e"]).await;
    world.system(RoundCommand::Cancel { round, reason: words(world) }).await;
    run_jobs(world).await;
}

/// The activation of cheque 5 was wrong; a part of it is in an initiative that is open. The time of cheque 13
/// becomes longer.
async fn reverse_in_time(world: &World, wallet: WalletId) {
    let open = world.open_initiative_until(20_000, "2026-06-30").await;
    world.pledge(wallet, open, 200).await.expect("pledged");
    reverse(world, 5).await;
    let last_day = jiff::civil::date(2026, 6, 30);
    let extend = ChequeCommand::Extend { cheque: ChequeId(13), last_day };
    ask(world, staff(Role::Admin, 3), extend).await;
}

async fn reverse(world: &World, cheque: i64) {
    let seen = Seen { cheque: ChequeId(cheque), generation: 1 };
    let reason = texts::make(&world.app, None, "The neighbour typed it in.").expect("a text");
    let by = (world.key(), staff(Role::Desk, 4));
    cheque_desk::reverse(&world.app, world.book, seen, reason, by).await.expect("reversed");
}

/// An initiative that gets near enough to its target for the common pot.
async fn open_with(world: &World, wallets: &[WalletId]) -> InitiativeId {
    let initiative = world.open_initiative_until(1_500, "2026-06-30").await;
    for &wallet in wallets {
        world.pledge(wallet, initiative, 440).await.expect("pledged");
    }
    initiative
}

/// The common pot fills the gap.
async fn grant(world: &World, initiative: InitiativeId, amount: i64) {
    world.system(InitiativeCommand::Explain { initiative, explanation: words(world) }).await;
    let (cents, reason) = (cents(amount), words(world));
    ask(world, staff(Role::Moderator, 5), CommonPotCommand::ProposeGrant { initiative, cents, reason }).await;
    ask(world, staff(Role::Treasurer, 1), CommonPotCommand::ApproveGrant { initiative, cents }).await;
    run_jobs(world).await;
}

/// Proposes to pay out the pot of an initiative, and lets it be set aside.
pub async fn propose(world: &World, initiative: InitiativeId) -> PayoutId {
    let propose =
        PayoutCommand::Propose { initiative, way: Way::LegalPerson, payee: Payee::Text(words(world)) };
    ask(world, staff(Role::Treasurer, 1), propose).await;
    run_jobs(world).await;
    let state: Initiative =
        world.app.look(world.book, initiative).await.expect("an answer").expect("an initiative");
    let InitiativeStatus::PayoutPending(payout) = state.status else { panic!("{:?}", state.status) };
    payout
}

/// A second treasurer approves, and the bank pays.
pub async fn pay(world: &World, payout: PayoutId, reference: &str) {
    ask(world, staff(Role::Treasurer, 2), PayoutCommand::Approve { payout }).await;
    send(world, payout, reference).await;
}

async fn send(world: &World, payout: PayoutId, reference: &str) {
    let one = staff(Role::Treasurer, 1);
    ask(world, one, PayoutCommand::Send { payout }).await;
    ask(world, one, PayoutCommand::Execute { payout, reference: reference.into() }).await;
    run_jobs(world).await;
}

/// The first payout is turned down, the second comes back from the bank and is sent again.
async fn pay_with_setbacks(world: &World, initiative: InitiativeId) {
    let one = staff(Role::Treasurer, 1);
    let payout = propose(world, initiative).await;
    ask(world, one, PayoutCommand::Reject { payout, reason: words(world) }).await;
    run_jobs(world).await;
    let payout = propose(world, initiative).await;
    pay(world, payout, "NL92").await;
    let (reference, reason) = (String::from("NL93"), words(world));
    ask(world, one, PayoutCommand::ReturnByBank { payout, reference, reason }).await;
    run_jobs(world).await;
    send(world, payout, "NL94").await;
}

async fn return_leftover(world: &World, initiative: InitiativeId, amount: i64) {
    let by = (world.key(), staff(Role::Treasurer, 1));
    let back = Leftover { initiative, cents: cents(amount), reference: "NL95".into() };
    leftover::book(&world.app, world.book, by, back).await.expect("booked");
    run_jobs(world).await;
}
