//! Single moments that chance finds too rarely, or whose outcome is worth saying in so many words.

use crate::store::Shared;
use crate::tables::BOOK;
use crate::weather::Ending;
use std::time::Duration;
use tokio::time::Instant;
use wijkkas::app::writer::{Answer, Asked, Failure, Handle, Options, Rows, Writer};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::initiative::{InitiativeCommand, Plan};
use wijkkas::domain::programme::{Programme, ProgrammeCommand, Rules};
use wijkkas::domain::round::{RoundCommand, WantedPart};
use wijkkas::domain::{
    Actor, AreaId, BudgetId, Cents, Command, Did, IssuerId, ProgrammeId, Refusal, TextId, TextRef, Timestamp,
    WalletId,
};
use wijkkas::store::{CommandKey, TextRow};

type Told = Result<Answer, Failure>;

/// Runs in a time that stands still but for waiting.
fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(work)
}

fn asked(words: &str, command: impl Into<Command>) -> Asked {
    let key = CommandKey::named(words);
    let mut request = [0; 32];
    request[..16].copy_from_slice(&key.0);
    let (actor, received, rows) = (Actor::System, Timestamp::from_ms(1_767_607_200_000), Rows::default());
    Asked { key, request, actor, command: command.into(), received, cause: None, rows, line: None }
}

fn area(name: &str) -> Asked {
    asked(name, ProgrammeCommand::AddArea { name: name.into(), postcodes: Vec::new(), cbs: None })
}

/// A store with a programme, and writers for it.
async fn begun<const WRITERS: usize>() -> (Shared, [Writer<crate::store::Session>; WRITERS]) {
    let store = Shared::new(1, WRITERS, false);
    let options = Options { memory: 1_000, ..Options::default() };
    let mut writers = std::array::from_fn(|writer| Writer::new(store.session(writer), BOOK, options));
    let name = String::from("West");
    let found = ProgrammeCommand::Found { name, zone: Zone::amsterdam(), rules: Rules::default() };
    let purpose = ProgrammeCommand::AddPurpose { name: "green".into() };
    let told = writers[0].process(vec![asked("found", found), asked("purpose", purpose)]).await;
    assert!(told.iter().all(Result::is_ok), "{told:?}");
    (store, writers)
}

fn areas(store: &Shared) -> Vec<String> {
    let inside = store.inside();
    assert_eq!(inside.wrong, None);
    let programme: &Programme = inside.replica.get(ProgrammeId::ONLY).expect("it was founded");
    programme.areas.values().map(|area| area.name.clone()).collect()
}

fn is_done(told: &Told) -> bool {
    matches!(told, Ok(Answer { did: Did::Now, .. }))
}

/// Both writers have "West"; the first also has "East", and its commit is cut off before it is done. The row
/// it finds for "West", in the turn it wanted, is the other's.
#[test]
fn a_commit_of_another_is_not_taken_for_ours() {
    run(async {
        let (store, [mut one, mut other]) = begun().await;
        let told = one.process(vec![area("Centre")]).await;
        assert!(is_done(&told[0]));
        store.inside().next_ending = Some(Ending::CutBefore);
        let cut_off = one.process(vec![area("West"), area("East")]);
        let beside = async {
            while store.inside().next_ending.is_some() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            store.inside().outages[0] = 3;
            other.process(vec![area("West")]).await
        };
        let (told, beside) = futures_util::future::join(cut_off, beside).await;
        assert!(told.iter().chain(&beside).all(is_done), "{told:?} {beside:?}");
        assert_eq!(areas(&store), ["Centre", "West", "East"]);
    });
}

/// Takes a copy of everything that is stored, and answers with what puts it back.
fn copy(store: &Shared) -> impl FnOnce() + use<> {
    let (store, inside) = (store.clone(), store.inside());
    let (tables, replica) = (inside.tables.clone(), inside.replica.clone());
    drop(inside);
    move || {
        let mut inside = store.inside();
        (inside.tables, inside.replica) = (tables, replica);
    }
}

/// Somebody puts an older copy back under a writer, and another writes on until it has the same turn.
#[test]
fn an_older_copy_with_the_same_turn_is_noticed() {
    run(async {
        let (store, [mut one, mut other]) = begun().await;
        one.process(vec![area("West")]).await;
        let put_back = copy(&store);
        one.process(vec![area("East")]).await;
        put_back();
        other.process(vec![area("North")]).await;
        assert!(is_done(&one.process(vec![area("South")]).await[0]));
        assert_eq!(areas(&store), ["West", "North", "South"]);
    });
}

/// The log of an older copy that went on is longer than the one we know, but not its continuation.
#[test]
fn an_older_copy_with_more_events_is_noticed() {
    run(async {
        let (store, [mut one, mut other]) = begun().await;
        one.process(vec![area("West"), asked("issuer", ProgrammeCommand::AddIssuer { name: "H".into() })])
            .await;
        let put_back = copy(&store);
        let cents = Cents::new(100).expect("a euro");
        let (issuer, reference, conditions) = (IssuerId(1), String::from("NL1"), Conditions::default());
        let receive = BudgetCommand::Receive { issuer, cents, reference, conditions };
        assert!(is_done(&one.process(vec![asked("receive", receive)]).await[0]));
        put_back();
        other.process(vec![area("North"), area("South")]).await;
        other.process(vec![area("East")]).await;
        let parts = vec![WantedPart { budget: BudgetId(1), cents }];
        let draft = RoundCommand::Draft { title: "Spring".into(), area: AreaId(1), parts };
        let told = one.process(vec![asked("draft", draft)]).await;
        assert!(matches!(told[0], Err(Failure::Refused(Refusal::Unknown { .. }))), "{told:?}");
        assert_eq!(areas(&store), ["West", "North", "South", "East"]);
    });
}

/// The first look of a writer at the book ends in a refusal that writes nothing; what it loaded is old when the
/// next command comes.
#[test]
fn what_was_loaded_for_a_refusal_is_not_trusted_for_ever() {
    run(async {
        let (store, [mut one, mut other]) = begun().await;
        one.process(vec![area("West")]).await;
        let story = TextRef { id: TextId(1), hash: "0".repeat(64) };
        let target = Cents::new(100).expect("a euro");
        let plan = Plan { purpose: "green".into(), story, target, lines: Vec::new() };
        let wallets = (1..=11).map(WalletId).collect();
        let draft = InitiativeCommand::Draft { area: AreaId(1), plan, person: None, wallets };
        let told = other.process(vec![asked("eleven", draft)]).await;
        assert!(matches!(told[0], Err(Failure::Refused(Refusal::TooMany { .. }))), "{told:?}");
        one.process(vec![area("East")]).await;
        assert!(is_done(&other.process(vec![area("North")]).await[0]));
        assert_eq!(areas(&store), ["West", "East", "North"]);
    });
}

/// One text that the database does not take is at fault: found by halves, not by writing each alone.
#[test]
fn one_that_cannot_be_written_does_not_hold_up_the_others() {
    run(async {
        let (store, [mut writer, ..]) = begun::<1>().await;
        let mut commands: Vec<Asked> = (0..256).map(|number| area(&format!("Area {number}"))).collect();
        commands[100].rows.texts =
            vec![TextRow { id: TextId(1), key: [0; 32], person: None, body: "\0".into() }];
        let before = store.inside().commits;
        let told = writer.process(commands).await;
        let failed: Vec<usize> = (0..256).filter(|place| !is_done(&told[*place])).collect();
        assert_eq!(failed, [100]);
        assert!(matches!(told[100], Err(Failure::Store(_))), "{:?}", told[100]);
        assert_eq!(areas(&store).len(), 255);
        assert!(store.inside().commits - before <= 8, "{} commits", store.inside().commits - before);
    });
}

/// The book waits for its database once, not once for each command.
#[test]
fn an_absent_database_costs_patience_once() {
    run(async {
        let (store, [mut writer, ..]) = begun::<1>().await;
        store.inside().outages[0] = u32::MAX;
        let (begun, commands) = (Instant::now(), (0..256).map(|number| area(&number.to_string())));
        let told = writer.process(commands.collect()).await;
        assert!(told.iter().all(|told| matches!(told, Err(Failure::Store(_)))), "{:?}", told[0]);
        assert!(begun.elapsed() > Duration::from_secs(5), "it does wait: {:?}", begun.elapsed());
        assert!(begun.elapsed() < Duration::from_secs(10), "but once: {:?}", begun.elapsed());
        store.inside().outages[0] = 0;
        assert!(is_done(&writer.process(vec![area("West")]).await[0]));
    });
}

/// Nobody waits for a book that is not there.
#[test]
fn a_book_that_is_gone_is_said_at_once() {
    run(async {
        let (store, [mut writer, ..]) = begun::<1>().await;
        store.inside().is_gone = true;
        let (begun, commands) = (Instant::now(), (0..8).map(|number| area(&number.to_string())));
        for told in writer.process(commands.collect()).await {
            let Err(Failure::Store(words)) = told else { panic!("{told:?}") };
            assert!(words.contains("there is no book 7"), "{words}");
        }
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    });
}

#[test]
fn equal_keys_in_one_batch_get_one_answer() {
    run(async {
        let (store, [mut writer, ..]) = begun::<1>().await;
        let other = Asked { key: area("West").key, ..area("East") };
        let told = writer.process(vec![area("West"), area("West"), other.clone()]).await;
        assert!(is_done(&told[0]));
        assert_eq!(told[1], told[0]);
        assert_eq!(told[2], Err(Failure::KeyReused));
        assert_eq!(writer.process(vec![other]).await, [Err(Failure::KeyReused)]);
        // What is wrong in itself is not remembered: the key can be used for what was meant.
        let wrong = Asked { key: area("North").key, ..area("") };
        let told = writer.process(vec![wrong, area("North")]).await;
        assert!(matches!(told[0], Err(Failure::Refused(Refusal::BadName { .. }))), "{told:?}");
        assert!(is_done(&told[1]));
        assert_eq!(areas(&store), ["West", "North"]);
    });
}

#[test]
fn a_client_that_goes_away_changes_nothing_for_the_others() {
    run(async {
        let (store, [writer, ..]) = begun::<1>().await;
        drop(writer);
        let handle = Handle::start(store.session(0), BOOK, Options::default());
        drop(handle.submit(area("West")).expect("there is room"));
        assert!(is_done(&handle.ask(area("East")).await));
        assert_eq!(areas(&store), ["West", "East"]);
    });
}

/// No clock of a client or a process makes recorded time go back.
#[test]
fn recorded_time_never_decreases() {
    run(async {
        let (store, [mut one, mut other]) = begun().await;
        let at = |name: &str, ms| Asked { received: Timestamp::from_ms(ms), ..area(name) };
        one.process(vec![at("West", 1_800_000_000_000), at("East", 1_700_000_000_000)]).await;
        other.process(vec![at("North", 1_750_000_000_000)]).await;
        one.process(vec![at("South", 1_800_000_000_001)]).await;
        let recorded: Vec<i64> = store.inside().tables.events.iter().map(|row| row.recorded.ms()).collect();
        let late = 1_800_000_000_000;
        assert_eq!(recorded, [1_767_607_200_000, 1_767_607_200_000, late, late, late, late + 1]);
    });
}
