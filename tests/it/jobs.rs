//! What time does, on real databases: rounds close, initiatives end, lots lapse; interrupted, doubled, stuck.

use crate::support::patience::cut_off_after;
use crate::support::world::{World, urls};
use futures_util::future::join_all;
use sea_orm::ConnectionTrait as _;
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::leftover::{self, Leftover};
use wijkkas::app::texts;
use wijkkas::app::writer::{Answer, Failure, Options};
use wijkkas::domain::common::{CommonPot, CommonPotCommand};
use wijkkas::domain::delivery::DeliveryCommand;
use wijkkas::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use wijkkas::domain::payout::{Payee, PayoutCommand, Way};
use wijkkas::domain::round::{Round, RoundStatus};
use wijkkas::domain::wallet::{Wallet, WalletCommand};
use wijkkas::domain::{
    Account, Actor, AreaId, Cents, ChequeId, Command, Did, InitiativeId, Kind, PayoutId, PersonId, Role,
    RoundId, TextId, TextRef, Timestamp, WalletId,
};
use wijkkas::jobs;
use wijkkas::store::{Storage as _, Wanted};

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

/// Everything that can be activated by then has closed: 90 days and the grace after 5 January.
const ROUND_OVER: &str = "2026-04-20T00:00:00Z";
/// The campaigns of the small world end with March.
const DEADLINE: &str = "2026-03-31T22:00:00Z";
/// Two years after activation, and 90 days after whatever came back.
const ALL_LAPSED: &str = "2028-06-01T00:00:00Z";

async fn balance(world: &World, account: Account) -> i64 {
    let wanted = Wanted { accounts: [account].into(), ..Wanted::default() };
    let rows = world.app.database.load(world.book, &wanted).await.expect("the database answers").accounts;
    rows.first().map_or(0, |row| row.credits - row.debits)
}

async fn initiative(world: &World, id: InitiativeId) -> Initiative {
    let state = world.app.look(world.book, id).await.expect("the database answers");
    state.expect("the initiative is there")
}

/// A round of so many cheques of 10 euros; the first `active` are activated and pledge half of it.
async fn neighbourhood(world: &World, cheques: i64, active: i64, target: i64) -> InitiativeId {
    world.open_round(cheques).await;
    let initiative = world.open_initiative(target).await;
    let residents = (1..=active).map(|cheque| async move {
        let wallet = world.activate(cheque).await;
        world.pledge(wallet, initiative, 500).await.expect("pledged");
    });
    join_all(residents).await;
    initiative
}

async fn run_at(world: &World, when: &str) -> jobs::Done {
    world.clock.set(time(when));
    jobs::run(&world.app, world.book).await.expect("the database answers")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_lives_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let id = neighbourhood(&world, 1300, 1100, 10_000_000).await;
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap(), jobs::Done::default());

        // One conclusion and three pages: 1,100 pledges of 500 lots at most.
        assert_eq!(run_at(&world, DEADLINE).await.commands, 4);
        let failed = initiative(&world, id).await;
        assert!(matches!(failed.status, InitiativeStatus::Ended(_)), "{:?}", failed.status);
        assert_eq!((failed.pot.get(), balance(&world, Account::Pot(id)).await), (0, 0));

        // Grace, closing, and three pages of 500 cheques.
        assert_eq!(run_at(&world, ROUND_OVER).await.commands, 5);
        let round: Round = world.app.look(world.book, RoundId(1)).await.unwrap().unwrap();
        assert_eq!(round.status, RoundStatus::Closed);
        assert_eq!(balance(&world, Account::Budget(wijkkas::domain::BudgetId(1))).await, 200_000);

        // And at the end the settlement: nothing of the round is on its way any more.
        assert_eq!(run_at(&world, ALL_LAPSED).await, jobs::Done { commands: 1101, refused: 0 });
        let pot: CommonPot = world.app.look(world.book, AreaId(1)).await.unwrap().unwrap();
        assert_eq!(
            (pot.cents.get(), balance(&world, Account::Common(AreaId(1))).await),
            (1_100_000, 1_100_000)
        );
        let round: Round = world.app.look(world.book, RoundId(1)).await.unwrap().unwrap();
        assert_eq!(round.status, RoundStatus::Settled);
        assert_eq!(run_at(&world, ALL_LAPSED).await, jobs::Done::default());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_at_once_do_it_once() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let id = neighbourhood(&world, 900, 800, 10_000_000).await;
        let other = World::attach(&url, Options::default()).await;
        for when in [DEADLINE, ROUND_OVER, ALL_LAPSED] {
            world.clock.set(time(when));
            other.clock.set(time(when));
            let runs = tokio::join!(jobs::run(&world.app, world.book), jobs::run(&other.app, other.book));
            assert_eq!((runs.0.unwrap().refused, runs.1.unwrap().refused), (0, 0));
        }
        assert!(matches!(initiative(&world, id).await.status, InitiativeStatus::Ended(_)));
        assert_eq!(balance(&world, Account::Common(AreaId(1))).await, 800_000);
        assert_eq!(jobs::run(&other.app, other.book).await.unwrap(), jobs::Done::default());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_that_is_cut_off_anywhere_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options { batch: 32, ..Options::default() }).await;
        let id = neighbourhood(&world, 900, 800, 10_000_000).await;
        let mut cut_off = 0;
        for when in [DEADLINE, ROUND_OVER, ALL_LAPSED] {
            let mut waits = 1;
            loop {
                // A new process each time: nothing is in memory, and it has no writer yet.
                let process = World::attach(&url, Options { batch: 32, ..Options::default() }).await;
                process.clock.set(time(when));
                if cut_off_after(waits, jobs::run(&process.app, process.book)).await.is_some() {
                    break;
                }
                cut_off += 1;
                waits += waits / 2 + 1;
            }
        }
        assert!(cut_off >= 9, "cut off {cut_off} times only");
        assert!(matches!(initiative(&world, id).await.status, InitiativeStatus::Ended(_)));
        assert_eq!(balance(&world, Account::Common(AreaId(1))).await, 800_000);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn residents_go_on_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let failing = neighbourhood(&world, 1200, 600, 10_000_000).await;
        world.clock.set(time(DEADLINE));
        let late = world.open_initiative_until(1_000_000, "2026-04-10").await;
        let residents = (601..=1200).map(|cheque| {
            let world = &world;
            async move {
                let wallet: WalletId = world.activate(cheque).await;
                world.pledge(wallet, late, 1000).await.unwrap();
            }
        });
        let (done, _) = tokio::join!(jobs::run(&world.app, world.book), join_all(residents));
        assert_eq!(done.unwrap().refused, 0);
        assert!(matches!(initiative(&world, failing).await.status, InitiativeStatus::Ended(_)));
        assert_eq!(initiative(&world, late).await.pot.get(), 600_000);
    }
}

/// A thing that is wrongly said to be due: nothing can be done about it, or what is done is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_move_holds_up_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let id = neighbourhood(&world, 700, 20, 10_000_000).await;
        let due = format!(
            "UPDATE state SET due = 0 WHERE kind = {} AND id = {id}; UPDATE state SET due = 0 WHERE kind IN ({}, {})",
            Kind::Initiative as i64,
            Kind::Programme as i64,
            Kind::Cheque as i64
        );
        world.app.database.writer.execute_unprepared(&due).await.unwrap();
        let done = jobs::run(&world.app, world.book).await.unwrap();
        assert_eq!(
            done,
            jobs::Done { commands: 0, refused: 681 },
            "no deadline has come; the 20 cheques that are activated have nothing to lapse"
        );
        assert_eq!(initiative(&world, id).await.status, InitiativeStatus::Open);

        // The refusal is not for ever, and the cheques that still are due hold up nothing.
        let done = run_at(&world, DEADLINE).await;
        assert_eq!(done, jobs::Done { commands: 2, refused: 680 });
        assert!(matches!(initiative(&world, id).await.status, InitiativeStatus::Ended(_)));
    }
}

/// The event that a page of this kind must name as its cause.
fn begins(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "round.ChequesIssued" => "round.IssueBegun",
        "round.ChequesLapsed" => "round.ClosingBegun",
        "initiative.PledgesReturned" => "initiative.FailedForMoney",
        _ => return None,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_name_the_event_that_began_their_work() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        neighbourhood(&world, 700, 600, 10_000_000).await;
        run_at(&world, DEADLINE).await;
        run_at(&world, ROUND_OVER).await;
        let head = world.app.database.head(world.book).await.unwrap();
        let events = world.app.database.events(world.book, 1, head.seq).await.unwrap();
        let mut pages = 0;
        for event in &events {
            let cause = event.cause.map(|seq| events[usize::try_from(seq).unwrap() - 1].kind.as_str());
            if let Some(begun) = begins(&event.kind) {
                assert_eq!(cause, Some(begun), "{} is a page", event.kind);
                pages += 1;
            } else if !event.kind.ends_with("Finished") && !event.kind.ends_with("Closed") {
                assert!(cause.is_none() || event.kind == "round.Issued", "{} stands alone", event.kind);
            }
        }
        assert_eq!(pages, 6, "two of each kind: cheques issued and lapsed, pledges returned");
    }
}

/// Somebody of the staff.
fn staff(world: &World, role: Role) -> Actor {
    Actor::Staff(role, PersonId::fresh(world.app.now(), world.draw()))
}

fn text(world: &World) -> TextRef {
    TextRef { id: TextId::fresh(world.app.now(), world.draw()), hash: "0".repeat(64) }
}

async fn ask(world: &World, actor: Actor, command: impl Into<Command>) -> Answer {
    world.ask(actor, command).await.expect("it may be done")
}

/// Two pages of lots: set aside, paid, and what was not needed shared out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pot_is_paid_out_and_leftover_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let id = neighbourhood(&world, 700, 700, 350_000).await;
        assert_eq!(run_at(&world, DEADLINE).await.commands, 1);
        let (one, other) = (staff(&world, Role::Treasurer), staff(&world, Role::Treasurer));
        let (way, payee) = (Way::LegalPerson, Payee::Text(text(&world)));
        ask(&world, one, PayoutCommand::Propose { initiative: id, way, payee }).await;
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap(), jobs::Done { commands: 2, refused: 0 });
        let payout = PayoutId(1);
        assert_eq!(balance(&world, Account::Payable(payout)).await, 350_000);
        ask(&world, other, PayoutCommand::Approve { payout }).await;
        ask(&world, one, PayoutCommand::Send { payout }).await;
        ask(&world, one, PayoutCommand::Execute { payout, reference: "NL1".into() }).await;
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap().commands, 2);
        assert_eq!(initiative(&world, id).await.status, InitiativeStatus::Paid);
        assert_eq!(balance(&world, Account::BankPaid(id)).await, 350_000);

        let back =
            |cents| Leftover { initiative: id, cents: Cents::new(cents).unwrap(), reference: "NL2".into() };
        let too_much = leftover::book(&world.app, world.book, (world.key(), one), back(350_001)).await;
        assert!(matches!(too_much, Err(Failure::Refused(_))), "{too_much:?}");
        let key = world.key();
        let first = leftover::book(&world.app, world.book, (key, one), back(33_333)).await.unwrap();
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap().commands, 2);
        // Sent again, because the answer was lost; and booked again on another day by somebody else.
        let again = leftover::book(&world.app, world.book, (key, one), back(33_333)).await.unwrap();
        assert_eq!((again.did, again.events), (Did::Now, first.events), "the answer from the log");
        let again = leftover::book(&world.app, world.book, (world.key(), other), back(33_333)).await.unwrap();
        assert_eq!(again.did, Did::Already);
        assert_eq!(balance(&world, Account::BankPaid(id)).await, 316_667);
        let delivery = initiative(&world, id).await.delivery.unwrap();
        assert_eq!((delivery.paid.get(), delivery.leftover), (316_667, None));
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap(), jobs::Done::default());
    }
}

/// An activation that was wrong: what still comes back to its lot lapses at once, also the same amount twice
/// within the hour.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn equal_returns_to_a_reversed_lot_both_lapse() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(3).await;
        let initiatives = [world.open_initiative(1200).await, world.open_initiative(1200).await];
        for cheque in 1..=3 {
            let wallet = world.activate(cheque).await;
            for initiative in initiatives {
                world.pledge(wallet, initiative, 400).await.unwrap();
            }
        }
        run_at(&world, DEADLINE).await;
        let seen = Seen { cheque: ChequeId(1), generation: 1 };
        let reason = texts::make(&world.app, None, "The neighbour typed it in.").unwrap();
        let by = (world.key(), staff(&world, Role::Desk));
        cheque_desk::reverse(&world.app, world.book, seen, reason, by).await.unwrap();
        let budget = Account::Budget(wijkkas::domain::BudgetId(1));
        for (initiative, lapsed) in initiatives.into_iter().zip([400, 800]) {
            world.system(DeliveryCommand::GiveUp { initiative, reason: text(&world) }).await;
            // The page of the return, and the lapse of the lot.
            assert_eq!(jobs::run(&world.app, world.book).await.unwrap().commands, 2);
            assert_eq!(balance(&world, budget).await, lapsed);
        }
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap(), jobs::Done::default());
    }
}

/// Six hundred lots of a common pot fill a gap, oldest first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_common_pot_fills_a_gap() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(700).await;
        let id = world.open_initiative(680_000).await;
        let residents = (1..=700).map(|cheque| {
            let world = &world;
            async move {
                let wallet = world.activate(cheque).await;
                world.pledge(wallet, id, 800).await.unwrap();
                let lots = world.app.look::<Wallet>(world.book, wallet).await.unwrap().unwrap().lots;
                let (lot, cents) = (lots[0], Cents::new(200).unwrap());
                let give = WalletCommand::GiveToCommonPot { wallet, lot, cents };
                ask(world, Actor::Resident(wallet), give).await;
            }
        });
        join_all(residents).await;
        run_at(&world, DEADLINE).await;
        assert_eq!(initiative(&world, id).await.status, InitiativeStatus::Reconsidered);

        let explain = InitiativeCommand::Explain { initiative: id, explanation: text(&world) };
        world.system(explain).await;
        let (cents, reason) = (Cents::new(120_000).unwrap(), text(&world));
        let why = reason.id;
        let propose = CommonPotCommand::ProposeGrant { initiative: id, cents, reason };
        ask(&world, staff(&world, Role::Moderator), propose).await;
        let approve = CommonPotCommand::ApproveGrant { initiative: id, cents };
        ask(&world, staff(&world, Role::Treasurer), approve).await;
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap(), jobs::Done { commands: 2, refused: 0 });
        assert_eq!(initiative(&world, id).await.pot.get(), 680_000);
        assert_eq!(balance(&world, Account::Common(AreaId(1))).await, 20_000);
        let state = initiative(&world, id).await;
        assert_eq!((state.granted.get(), state.granted_for), (120_000, Some(why)));

        run_at(&world, "2026-04-10T00:00:00Z").await;
        assert_eq!(initiative(&world, id).await.status, InitiativeStatus::Funded);
    }
}
