//! What a batch asks of the store: as often for many commands as for few.

use crate::store::{Session, Shared, Tx};
use crate::tables::BOOK;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use wijkkas::app::writer::{Asked, Options, Rows, Writer};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::cheque::{Activate, ChequeCommand};
use wijkkas::domain::programme::{ProgrammeCommand, Rules};
use wijkkas::domain::round::{RoundCommand, WantedPart};
use wijkkas::domain::{
    Actor, AreaId, BookId, BudgetId, Cents, ChequeId, Command, Did, HouseholdId, IssuerId, LotId, RoundId,
    Timestamp, WalletId,
};
use wijkkas::store::{CodeRow, CommandKey, EventRow, Head, Loaded, Storage, StoreError, Wanted};

const ROUND: RoundId = RoundId(1);
const CHEQUES: i64 = 200;

/// The store, and how often it was asked for rows: each time with one query for each kind of row.
#[derive(Clone)]
struct Counted {
    store: Session,
    loads: Arc<AtomicUsize>,
}

impl Storage for Counted {
    type Tx = Tx;

    async fn head(&self, book: BookId) -> Result<Head, StoreError> {
        self.store.head(book).await
    }

    async fn load(&self, book: BookId, wanted: &Wanted) -> Result<Loaded, StoreError> {
        self.loads.fetch_add(1, Ordering::SeqCst);
        self.store.load(book, wanted).await
    }

    async fn events(&self, book: BookId, from: i64, to: i64) -> Result<Vec<EventRow>, StoreError> {
        self.store.events(book, from, to).await
    }

    async fn begin(&self) -> Result<Tx, StoreError> {
        self.store.begin().await
    }
}

fn asked(name: &str, actor: Actor, command: impl Into<Command>) -> Asked {
    Asked {
        key: CommandKey::named(name),
        request: [0; 32],
        actor,
        command: command.into(),
        received: Timestamp::from_ms(1_767_607_200_000),
        cause: None,
        rows: Rows::default(),
        line: None,
    }
}

/// The entry of a cheque in the directory.
fn entry(cheque: i64) -> CodeRow {
    let mut digest = [0; 32];
    digest[..8].copy_from_slice(&cheque.to_be_bytes());
    CodeRow { digest, key_version: 1, cheque, generation: 1 }
}

/// What leads to a round whose cheques can be activated.
fn opening() -> Vec<Asked> {
    let each = Cents::new(1_000).expect("an amount");
    let cents = each.times(CHEQUES).expect("an amount");
    let (reference, conditions) = (String::from("NL1"), Conditions::default());
    let (list, parts) = ("0".repeat(64), vec![WantedPart { budget: BudgetId(1), cents: each }]);
    let found =
        ProgrammeCommand::Found { name: "West".into(), zone: Zone::amsterdam(), rules: Rules::default() };
    let area = ProgrammeCommand::AddArea { name: "West".into(), postcodes: vec![], cbs: None };
    let checked = RoundCommand::CheckList {
        round: ROUND,
        list,
        cheques: vec![CHEQUES],
        duplicates: 0,
        missing: 0,
        own_tenants: vec![],
    };
    let page =
        RoundCommand::IssueCheques { round: ROUND, first: ChequeId(1), count: CHEQUES, attempts: Vec::new() };
    let commands: [Command; 9] = [
        found.into(),
        area.into(),
        ProgrammeCommand::AddIssuer { name: "Havensteder".into() }.into(),
        BudgetCommand::Receive { issuer: IssuerId(1), cents, reference, conditions }.into(),
        RoundCommand::Draft { title: "Spring".into(), area: AreaId(1), parts }.into(),
        checked.into(),
        RoundCommand::BeginIssue { round: ROUND, key_version: 1 }.into(),
        page.into(),
        RoundCommand::ReleaseLetters { round: ROUND }.into(),
    ];
    let mut all: Vec<Asked> = (1..)
        .zip(commands)
        .map(|(step, command)| asked(&format!("step {step}"), Actor::System, command))
        .collect();
    all[7].rows.codes = (1..=CHEQUES).map(entry).collect();
    all
}

fn activation(number: u32) -> Asked {
    let now = Timestamp::from_ms(1_767_607_200_000);
    let wallet = WalletId::fresh(now, number);
    let command = ChequeCommand::Activate(Activate {
        cheque: ChequeId(number.into()),
        generation: 1,
        wallet,
        new_wallet: true,
        household: HouseholdId::fresh(now, number),
        new_household: true,
        lot: LotId::fresh(now, number),
    });
    asked(&format!("cheque {number}"), Actor::Resident(wallet), command)
}

/// How often a writer that knows nothing asks the store for a batch of so many activations.
fn loads_for(commands: u32) -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let store = Shared::new(0, 1, false);
        let mut first = Writer::new(store.session(0), BOOK, Options::default());
        for step in opening() {
            let told = first.process(vec![step]).await;
            assert!(told.iter().all(Result::is_ok), "{told:?}");
        }
        let counted = Counted { store: store.session(0), loads: Arc::default() };
        let mut writer = Writer::new(counted.clone(), BOOK, Options::default());
        let told = writer.process((1..=commands).map(activation).collect()).await;
        let done = told.iter().flatten().filter(|answer| answer.did == Did::Now).count();
        assert_eq!(done, told.len(), "{told:?}");
        counted.loads.load(Ordering::SeqCst)
    })
}

#[test]
fn two_hundred_commands_ask_as_often_as_eight() {
    let few = loads_for(8);
    // The commands themselves, then cheques, wallets and households, the round they lead to, accounts, and the like.
    assert!((2..=10).contains(&few), "{few}");
    assert_eq!(loads_for(200), few);
}
