//! A neighbourhood with two issuers, two rounds, a common pot that gives, a payout that goes wrong twice, and
//! money that comes back.

use crate::support::life::{DEADLINE, pass_to, withdraw};
use crate::support::world::World;
use wijkkas::app::issue;
use wijkkas::app::leftover::{self, Leftover};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::common::CommonPotCommand;
use wijkkas::domain::initiative::InitiativeCommand;
use wijkkas::domain::payout::{Payee, PayoutCommand, Way};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::round::{RoundCommand, WantedPart};
use wijkkas::domain::wallet::{Wallet, WalletCommand};
use wijkkas::domain::{
    Actor, AreaId, BudgetId, Cents, Command, InitiativeId, IssuerId, PayoutId, PersonId, Role, RoundId,
    TextId, TextRef, WalletId,
};
use wijkkas::jobs;

/// The one that is paid out, and one that is still open.
pub struct Scene {
    pub paid: InitiativeId,
    pub open: InitiativeId,
}

/// Plays it.
pub async fn play(world: &World) -> Scene {
    budgets(world).await;
    round(world, RoundId(1), &[(BudgetId(1), 1000, 4), (BudgetId(2), 500, 3)]).await;
    round(world, RoundId(2), &[(BudgetId(2), 600, 4)]).await;
    let paid = world.open_initiative(5_000).await;
    let open = world.open_initiative_until(9_000, "2026-06-30").await;
    let mut wallets = Vec::new();
    // The fourth, the seventh and the last are never activated.
    for cheque in [1, 2, 3, 5, 6, 8, 9, 10] {
        wallets.push(world.activate(cheque).await);
    }
    pledges(world, &wallets, (paid, open)).await;
    pass_to(world, DEADLINE).await;
    grant(world, paid).await;
    pass_to(world, "2026-04-10T00:00:00Z").await;
    pay_out(world, paid).await;
    for (cents, reference) in [(333, "NL7"), (100, "NL8")] {
        let (cents, reference) = (Cents::new(cents).expect("it works"), reference.into());
        let back = Leftover { initiative: paid, cents, reference };
        leftover::book(&world.app, world.book, (world.key(), treasurer(1)), back).await.expect("it works");
        jobs::run(&world.app, world.book).await.expect("it works");
    }
    Scene { paid, open }
}

fn treasurer(number: i64) -> Actor {
    Actor::Staff(Role::Treasurer, PersonId(number))
}

fn text(world: &World) -> TextRef {
    TextRef { id: TextId::fresh(world.app.now(), world.draw()), hash: "0".repeat(64) }
}

async fn ask(world: &World, actor: Actor, command: impl Into<Command>) {
    world.ask(actor, command).await.expect("it may be done");
}

/// Three budgets of two issuers; some is carried over, some given back.
async fn budgets(world: &World) {
    world.system(ProgrammeCommand::AddIssuer { name: "Gemeente".into() }).await;
    for (issuer, cents) in [(1, 10_000), (2, 7_000), (1, 50)] {
        let (issuer, cents) = (IssuerId(issuer), Cents::new(cents).expect("it works"));
        let (reference, conditions) = (format!("NL{}", cents.get()), Conditions::default());
        ask(world, treasurer(1), BudgetCommand::Receive { issuer, cents, reference, conditions }).await;
    }
    let cents = Cents::new(1_250).expect("it works");
    let carry = BudgetCommand::CarryOver { budget: BudgetId(1), into: BudgetId(3), cents };
    ask(world, treasurer(1), carry).await;
    let (budget, reference) = (BudgetId(3), String::from("NL-back"));
    let propose = BudgetCommand::ProposeReturn { budget, cents, reference: reference.clone() };
    ask(world, treasurer(1), propose).await;
    ask(world, treasurer(2), BudgetCommand::ApproveReturn { budget, cents, reference }).await;
}

async fn round(world: &World, round: RoundId, parts: &[(BudgetId, i64, i64)]) {
    let wanted = parts
        .iter()
        .map(|&(budget, cents, _)| WantedPart { budget, cents: Cents::new(cents).expect("it works") });
    let (title, area) = (format!("Round {round}"), AreaId(1));
    world.system(RoundCommand::Draft { title, area, parts: wanted.collect() }).await;
    let cheques = parts.iter().map(|(_, _, count)| *count).collect();
    let (list, own_tenants) = (round.to_string().repeat(64), vec![]);
    let check = RoundCommand::CheckList { round, list, cheques, duplicates: 0, missing: 0, own_tenants };
    world.system(check).await;
    issue::issue_without_list(&world.app, world.book, round, (world.key(), Actor::System))
        .await
        .expect("it works");
    world.system(RoundCommand::ReleaseLetters { round }).await;
}

/// Together 4,400 in the one: pledged, partly taken back and pledged again; and something for the common pot.
async fn pledges(world: &World, wallets: &[WalletId], (paid, open): (InitiativeId, InitiativeId)) {
    world.pledge(wallets[0], paid, 300).await.expect("it works");
    withdraw(world, wallets[0], paid, 100).await;
    world.pledge(wallets[0], paid, 800).await.expect("it works");
    withdraw(world, wallets[0], paid, 150).await;
    for (wallet, cents) in [(1, 950), (2, 600), (3, 500), (4, 400), (5, 600), (6, 500)] {
        world.pledge(wallets[wallet], paid, cents).await.expect("it works");
    }
    for (wallet, cents) in [(0, 100), (7, 250)] {
        world.pledge(wallets[wallet], open, cents).await.expect("it works");
    }
    for (wallet, cents) in [(2, 400), (7, 350)] {
        let wallet = wallets[wallet];
        let state = world.app.look::<Wallet>(world.book, wallet).await.expect("it works").expect("it works");
        let (lot, cents) = (state.lots[0], Cents::new(cents).expect("it works"));
        ask(world, Actor::Resident(wallet), WalletCommand::GiveToCommonPot { wallet, lot, cents }).await;
    }
}

/// Twice from the same lots: the second grant takes what the first left of one of them.
async fn grant(world: &World, initiative: InitiativeId) {
    world.system(InitiativeCommand::Explain { initiative, explanation: text(world) }).await;
    for cents in [250, 350] {
        let cents = Cents::new(cents).expect("it works");
        let propose = CommonPotCommand::ProposeGrant { initiative, cents, reason: text(world) };
        ask(world, Actor::Staff(Role::Moderator, PersonId(9)), propose).await;
        ask(world, treasurer(2), CommonPotCommand::ApproveGrant { initiative, cents }).await;
        jobs::run(&world.app, world.book).await.expect("it works");
    }
}

/// The first payout is rejected, and the second returned by the bank and sent once more.
async fn pay_out(world: &World, initiative: InitiativeId) {
    for payout in [1, 2].map(PayoutId) {
        let (way, payee) = (Way::LegalPerson, Payee::Text(text(world)));
        ask(world, treasurer(1), PayoutCommand::Propose { initiative, way, payee }).await;
        jobs::run(&world.app, world.book).await.expect("it works");
        if payout == PayoutId(1) {
            ask(world, treasurer(2), PayoutCommand::Reject { payout, reason: text(world) }).await;
            jobs::run(&world.app, world.book).await.expect("it works");
        }
    }
    let payout = PayoutId(2);
    ask(world, treasurer(2), PayoutCommand::Approve { payout }).await;
    for reference in ["NL1", "NL3"] {
        ask(world, treasurer(1), PayoutCommand::Send { payout }).await;
        ask(world, treasurer(1), PayoutCommand::Execute { payout, reference: reference.into() }).await;
        jobs::run(&world.app, world.book).await.expect("it works");
        if reference == "NL1" {
            let (reference, reason) = ("NL2".into(), text(world));
            ask(world, treasurer(1), PayoutCommand::ReturnByBank { payout, reference, reason }).await;
            jobs::run(&world.app, world.book).await.expect("it works");
        }
    }
}
