//! A process that writes until it is killed. It runs as one of the ignored tests of this program, so that the
//! real writer is killed as a process and not as a task.
//!
//! What it does is given by numbers: command `n` is always the same wish under the same key, whichever process
//! sends it. Cheque `n` is activated by command 2n, and 2n + 1 pledges what it is worth.

use crate::support::world::World;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use wijkkas::app::Wish;
use wijkkas::app::writer::{Answer, Failure, Options};
use wijkkas::domain::cheque::{Activate, ChequeCommand};
use wijkkas::domain::wallet::{Give, WalletCommand};
use wijkkas::domain::{Actor, Cents, ChequeId, HouseholdId, InitiativeId, LotId, Timestamp, WalletId};
use wijkkas::store::CommandKey;

/// How many commands are on their way at once.
const CLIENTS: usize = 24;
/// Times a command is sent when it is not known whether it was saved, half a second apart: a server needs some
/// seconds to come back.
const TRIES: u32 = 60;

/// What a worker does.
#[derive(Clone, Debug)]
pub struct Orders {
    /// The database.
    pub url: String,
    /// A line for every answer: the number of the command, and that of its first event.
    pub answers: PathBuf,
    /// The first cheque.
    pub from: i64,
    /// The first cheque that is not its own.
    pub to: i64,
    /// Whether every command is sent twice at once.
    pub twice: bool,
}

/// The key of a command.
pub fn key(number: i64) -> CommandKey {
    CommandKey::named(&format!("command {number}"))
}

impl Orders {
    /// Starts a worker.
    pub fn start(&self) -> Child {
        Command::new(std::env::current_exe().expect("our own program"))
            .args(["--exact", "crash::worker::works_until_killed", "--ignored", "--nocapture"])
            .env("WIJKKAS_WORKER", self.to_line())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("our own program starts")
    }

    fn to_line(&self) -> String {
        let Self { url, answers, from, to, twice } = self;
        format!("{from} {to} {} {} {url}", u8::from(*twice), answers.display())
    }

    fn from_line(line: &str) -> Self {
        let parts: Vec<&str> = line.split(' ').collect();
        let number = |place: usize| parts[place].parse().expect("a number");
        let answers = Path::new(parts[3]).to_path_buf();
        Self { url: parts[4].into(), answers, from: number(0), to: number(1), twice: parts[2] == "1" }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the process that the tests of this folder kill"]
#[expect(clippy::disallowed_methods, reason = "a process that a test starts gets its orders this way")]
async fn works_until_killed() {
    let orders = Orders::from_line(&std::env::var("WIJKKAS_WORKER").expect("orders"));
    let world = World::attach(&orders.url, Options::default()).await;
    let answers = OpenOptions::new().append(true).create(true).open(&orders.answers).expect("a file");
    let work = |first: usize| work(&world, &answers, &orders, first);
    futures_util::future::join_all((0..CLIENTS).map(work)).await;
}

/// Every cheque of one client, one after the other.
async fn work(world: &World, answers: &File, orders: &Orders, first: usize) {
    for cheque in (orders.from..orders.to).skip(first).step_by(CLIENTS) {
        for (number, wish) in [(cheque * 2, activation(cheque)), (cheque * 2 + 1, pledge(cheque))] {
            let answer = if orders.twice {
                let (one, other) = futures_util::future::join(send(world, &wish), send(world, &wish)).await;
                assert_eq!(one, other, "the same key gets the same answer");
                one
            } else {
                send(world, &wish).await
            };
            let line = format!("{number} {}\n", answer.seq);
            (&*answers).write_all(line.as_bytes()).expect("written");
        }
    }
}

/// Sends a wish until it is known what became of it.
async fn send(world: &World, wish: &Wish) -> Answer {
    for _ in 0..TRIES {
        match world.app.ask(world.book, wish.clone()).await {
            Ok(answer) => return answer,
            Err(Failure::Store(_) | Failure::Unknown(_) | Failure::Busy) => {}
            Err(other) => panic!("{wish:?}: {other}"),
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    panic!("the database does not come back");
}

fn id(number: i64) -> i64 {
    WalletId::fresh(Timestamp::from_ms(1_767_607_200_000), u32::try_from(number).expect("a small number")).0
}

/// The command that activates a cheque.
pub fn activation(cheque: i64) -> Wish {
    let wallet = WalletId(id(cheque));
    let activate = Activate {
        cheque: ChequeId(cheque),
        generation: 1,
        wallet,
        new_wallet: true,
        household: HouseholdId(id(cheque)),
        new_household: true,
        lot: LotId(id(cheque)),
    };
    Wish::new(key(cheque * 2), Actor::Resident(wallet), ChequeCommand::Activate(activate))
}

/// Half of it goes to the first initiative, which everybody supports.
pub fn pledge(cheque: i64) -> Wish {
    let wallet = WalletId(id(cheque));
    let give =
        |initiative| Give { initiative: InitiativeId(initiative), cents: Cents::new(500).expect("5 euros") };
    let gives = vec![give(1), give(2 + cheque % 3)];
    Wish::new(key(cheque * 2 + 1), Actor::Resident(wallet), WalletCommand::Pledge { wallet, gives })
}
