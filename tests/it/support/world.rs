//! A small world on a real database: an application, a clock that is set by hand, and a round of cheques.

use super::postgres::Cluster;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use wijkkas::app::check::{self, Means};
use wijkkas::app::clock::SimulatedClock;
use wijkkas::app::writer::{Answer, Failure, Options};
use wijkkas::app::{App, Wish, issue};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::cheque::{Activate, ChequeCommand};
use wijkkas::domain::initiative::{InitiativeCommand, Plan};
use wijkkas::domain::programme::{ProgrammeCommand, Rules};
use wijkkas::domain::round::{RoundCommand, WantedPart};
use wijkkas::domain::wallet::{Give, WalletCommand};
use wijkkas::domain::{
    Actor, AreaId, BookId, BudgetId, Cents, ChequeId, Clock, Command, HouseholdId, InitiativeId, IssuerId,
    LotId, RoundId, TextId, TextRef, Timestamp, WalletId,
};
use wijkkas::store::keys::Keyring;
use wijkkas::store::{CommandKey, Database, books};

/// Which databases a test runs on.
pub fn urls(folder: &Path) -> Vec<String> {
    vec![format!("sqlite://{}/book.db", folder.display()), Cluster::shared().create_database()]
}

/// The keys of every world, as in a key file.
pub fn keys() -> String {
    let [code, lookup, request] = ["01", "02", "03"].map(|byte| byte.repeat(32));
    format!("code 1 {code}\nlookup 1 {lookup}\nrequest 1 {request}\n")
}

/// Writes the keys of every world to a file, for programs that open its database.
pub fn write_keys(path: &Path) {
    fs::write(path, keys()).expect("it is written");
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("it is ours");
}

/// An application with one book.
pub struct World {
    pub app: App,
    pub book: BookId,
    pub clock: Arc<SimulatedClock>,
    /// Whom to tell when something is wrong with its website.
    pub contact: Option<String>,
    drawn: AtomicU32,
}

impl World {
    /// Opens the database and begins a book with an area and an issuer.
    pub async fn open(url: &str, options: Options) -> Self {
        let world = Self::attach(url, options).await;
        world.found().await;
        world
    }

    /// Begins the book with an area and an issuer.
    pub async fn found(&self) {
        let name = String::from("Wijkkas West");
        self.system(ProgrammeCommand::Found { name, zone: Zone::amsterdam(), rules: Rules::default() }).await;
        self.system(ProgrammeCommand::AddArea { name: "West".into(), postcodes: vec![], cbs: None }).await;
        for name in ["green", "play"] {
            self.system(ProgrammeCommand::AddPurpose { name: name.into() }).await;
        }
        self.system(ProgrammeCommand::AddIssuer { name: "Havensteder".into() }).await;
    }

    /// Opens the database without giving any command.
    pub async fn attach(url: &str, options: Options) -> Self {
        let database = Database::open(url).await.expect("the database opens");
        let book = books::find_or_make(&database, "west").await.expect("a book");
        let clock = Arc::new(SimulatedClock::new(Timestamp::from_ms(1_767_607_200_000)));
        let keys = Keyring::parse("the test", &keys()).expect("keys");
        let app = App::open(database, keys, clock.clone(), options).await.expect("its keys");
        Self { app, book, clock, contact: None, drawn: AtomicU32::new(1) }
    }

    /// 32 bits that are new.
    pub fn draw(&self) -> u32 {
        self.drawn.fetch_add(1, Ordering::SeqCst)
    }

    /// A key that is new.
    pub fn key(&self) -> CommandKey {
        CommandKey::named(&format!("key {}", self.draw()))
    }

    /// Gives a command with a new key.
    pub async fn ask(&self, actor: Actor, command: impl Into<Command>) -> Result<Answer, Failure> {
        self.app.ask(self.book, Wish::new(self.key(), actor, command)).await
    }

    /// Gives a command as the system; must be done.
    pub async fn system(&self, command: impl Into<Command>) -> Answer {
        self.ask(Actor::System, command).await.expect("the system may")
    }

    /// A round of cheques of 10 euros, open for activation; the cheques are numbered from 1.
    pub async fn open_round(&self, cheques: i64) -> RoundId {
        self.open_round_under(cheques, Conditions::default()).await
    }

    /// The same from a budget with conditions.
    pub async fn open_round_under(&self, cheques: i64, conditions: Conditions) -> RoundId {
        let (cents, reference) = (Cents::new(cheques * 1000).expect("an amount"), "NL1".into());
        self.system(BudgetCommand::Receive { issuer: IssuerId(1), cents, reference, conditions }).await;
        let parts = vec![WantedPart { budget: BudgetId(1), cents: Cents::new(1000).expect("an amount") }];
        self.system(RoundCommand::Draft { title: "Spring".into(), area: AreaId(1), parts }).await;
        let round = RoundId(1);
        let (list, counts) = ("0".repeat(64), vec![cheques]);
        let check = RoundCommand::CheckList {
            round,
            list,
            cheques: counts,
            duplicates: 0,
            missing: 0,
            own_tenants: vec![],
        };
        self.system(check).await;
        let issued =
            issue::issue_without_list(&self.app, self.book, round, (self.key(), Actor::System)).await;
        issued.expect("all cheques are issued");
        self.system(RoundCommand::ReleaseLetters { round }).await;
        round
    }

    /// An initiative that is open until the end of March.
    pub async fn open_initiative(&self, cents: i64) -> InitiativeId {
        self.open_initiative_until(cents, "2026-03-31").await
    }

    /// An initiative that is open up to and including this day.
    pub async fn open_initiative_until(&self, cents: i64, last_day: &str) -> InitiativeId {
        let story = TextRef { id: TextId::fresh(self.clock.now(), self.draw()), hash: "0".repeat(64) };
        let target = Cents::new(cents).expect("an amount");
        let plan = Plan { purpose: "green".into(), story, target, lines: vec![] };
        // Nobody who does anything else.
        let person = Some(wijkkas::domain::PersonId(900_001));
        let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person, wallets: vec![] };
        let answer = self.system(draft).await;
        let initiative = match &answer.events[0] {
            wijkkas::domain::Event::Initiative(event) => event.initiative(),
            other => panic!("{other:?}"),
        };
        self.system(InitiativeCommand::Submit { initiative }).await;
        self.system(InitiativeCommand::Approve { initiative }).await;
        let last_day = last_day.parse().expect("a date");
        self.system(InitiativeCommand::Open { initiative, last_day }).await;
        initiative
    }

    /// The command that activates a cheque into a new wallet.
    pub fn activation(&self, cheque: i64) -> (WalletId, ChequeCommand) {
        let now = self.clock.now();
        let wallet = WalletId::fresh(now, self.draw());
        let command = ChequeCommand::Activate(Activate {
            cheque: ChequeId(cheque),
            generation: 1,
            wallet,
            new_wallet: true,
            household: HouseholdId::fresh(now, self.draw()),
            new_household: true,
            lot: LotId::fresh(now, self.draw()),
        });
        (wallet, command)
    }

    /// Activates a cheque into a new wallet.
    pub async fn activate(&self, cheque: i64) -> WalletId {
        let (wallet, command) = self.activation(cheque);
        self.ask(Actor::Resident(wallet), command).await.expect("activated");
        wallet
    }

    /// Pledges.
    pub async fn pledge(
        &self,
        wallet: WalletId,
        initiative: InitiativeId,
        cents: i64,
    ) -> Result<Answer, Failure> {
        let gives = vec![Give { initiative, cents: Cents::new(cents).expect("an amount") }];
        self.ask(Actor::Resident(wallet), WalletCommand::Pledge { wallet, gives }).await
    }

    /// Proves the book.
    pub async fn prove(&self) {
        let mut means = Means { keys: Some(&self.app.keys), acks: None, kept: &[], watch: &|_| () };
        check::prove(&self.app.database, self.book, &mut means).await.expect("the book is proven");
    }
}
