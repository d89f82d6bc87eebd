//! From a checked list to money in a wallet: issuing, codes, activation, and the keys and words around it.

use crate::support::world::{World, urls};
use sea_orm::ConnectionTrait as _;
use wijkkas::app::activate::{Activated, NotActivated, Typed, activate};
use wijkkas::app::codes::{self, CodeRefusal};
use wijkkas::app::writer::{Failure, Line, Options};
use wijkkas::app::{App, Wish, issue, texts};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::code::{Code, CodeError};
use wijkkas::domain::round::{Round, RoundCommand, RoundStatus, WantedPart};
use wijkkas::domain::{
    Actor, BudgetId, Cents, ChequeId, Did, HouseholdId, IssuerId, PersonId, Refusal, RoundId, TextId,
    WalletId,
};
use wijkkas::jobs;
use wijkkas::store::fingerprints::FingerprintError;
use wijkkas::store::keys::Keyring;
use wijkkas::store::{CommandKey, Database, TextRow, books};

/// A round whose list was checked: so many cheques of 10 euros from each of these many budgets.
pub async fn checked_round(world: &World, counts: &[i64]) -> RoundId {
    let each = Cents::new(1000).expect("an amount");
    let mut parts = Vec::new();
    for (budget, count) in (1..).map(BudgetId).zip(counts) {
        let (cents, reference) = (each.times(*count).expect("an amount"), format!("NL{budget}"));
        let conditions = Conditions::default();
        world.system(BudgetCommand::Receive { issuer: IssuerId(1), cents, reference, conditions }).await;
        parts.push(WantedPart { budget, cents: each });
    }
    let area = wijkkas::domain::AreaId(1);
    world.system(RoundCommand::Draft { title: "Spring".into(), area, parts }).await;
    let round = RoundId(1);
    let (list, cheques) = ("0".repeat(64), counts.to_vec());
    world
        .system(RoundCommand::CheckList {
            round,
            list,
            cheques,
            duplicates: 0,
            missing: 0,
            own_tenants: vec![],
        })
        .await;
    round
}

pub async fn issued_round(world: &World, cheques: i64) -> RoundId {
    let round = checked_round(world, &[cheques]).await;
    let issued = issue::issue_without_list(&world.app, world.book, round, (world.key(), Actor::System)).await;
    issued.expect("the list is checked");
    world.system(RoundCommand::ReleaseLetters { round }).await;
    round
}

async fn status(world: &World, round: RoundId) -> RoundStatus {
    let state = world.app.look::<Round>(world.book, round).await.expect("the database answers");
    state.expect("the round is there").status
}

pub async fn code_of(world: &World, cheque: i64) -> String {
    let printed = codes::printed(&world.app, world.book, [ChequeId(cheque)]).await;
    printed.expect("the keys are there")[0].1.to_string()
}

pub async fn type_in(world: &World, code: &str) -> Result<Activated, NotActivated> {
    activate(&world.app, world.book, Typed { code, ..Typed::default() }).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_printed_code_leads_to_its_cheque() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = checked_round(&world, &[1203, 2]).await;
        for _ in 0..2 {
            let asked =
                issue::issue_without_list(&world.app, world.book, round, (world.key(), Actor::System));
            asked.await.unwrap();
        }
        assert_eq!(status(&world, round).await, RoundStatus::Issued);
        let cheques = (1..=1205).map(ChequeId);
        let printed = codes::printed(&world.app, world.book, cheques).await.unwrap();
        assert_eq!(printed.len(), 1205);
        for (cheque, code) in printed.into_iter().step_by(67) {
            let entry = codes::find(&world.app, &code.to_string()).await.unwrap();
            assert_eq!((entry.book, entry.cheque, entry.generation), (world.book, cheque, 1));
        }
        let count = "SELECT COUNT(*) FROM code";
        let backend = world.app.database.reader.get_database_backend();
        let rows = sea_orm::Statement::from_string(backend, count);
        let row = world.app.database.reader.query_one_raw(rows).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 1205);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_finishes_issuing_that_was_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = checked_round(&world, &[700]).await;
        world.system(RoundCommand::BeginIssue { round, key_version: 1 }).await;
        assert_eq!(status(&world, round).await, RoundStatus::Issuing);
        let done = jobs::run(&world.app, world.book).await.unwrap();
        assert_eq!((done.commands, done.refused), (2, 0));
        assert_eq!(status(&world, round).await, RoundStatus::Issued);
        assert_eq!(jobs::run(&world.app, world.book).await.unwrap().commands, 0);
        codes::find(&world.app, &code_of(&world, 700).await).await.unwrap();
    }
}

/// Clients choose their own keys: they must not be able to take one that the system will use.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_somebody_guessed_stops_no_page() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = checked_round(&world, &[3]).await;
        let key = CommandKey::named(&format!("issue {} {round} 1", world.book));
        let asked = Wish::new(key, Actor::System, RoundCommand::ReleaseLetters { round });
        assert!(matches!(world.app.ask(world.book, asked).await, Err(Failure::Refused(_))));
        let issued =
            issue::issue_without_list(&world.app, world.book, round, (world.key(), Actor::System)).await;
        assert!(issued.is_ok(), "{issued:?}");
        assert_eq!(status(&world, round).await, RoundStatus::Issued);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_somebody_has_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = checked_round(&world, &[3]).await;
        let first = world.app.keys.code(1, world.book.0, 2, 1, 0).unwrap();
        let digest = world.app.keys.digest(1, first).unwrap();
        let digest = digest.map(|byte| format!("{byte:02x}")).concat();
        let bytes = if url.starts_with("sqlite") { format!("x'{digest}'") } else { format!("'\\x{digest}'") };
        let taken = format!(
            "INSERT INTO code (digest, key_version, book, cheque, generation) VALUES ({bytes}, 1, 99, 5, 1)"
        );
        world.app.database.writer.execute_unprepared(&taken).await.unwrap();

        issue::issue_without_list(&world.app, world.book, round, (world.key(), Actor::System)).await.unwrap();
        let code = code_of(&world, 2).await;
        assert_ne!(code, first.to_string());
        assert_eq!(codes::find(&world.app, &code).await.unwrap().cheque, ChequeId(2));
        let other = codes::find(&world.app, &first.to_string()).await.unwrap();
        assert_eq!((other.book.0, other.cheque), (99, ChequeId(5)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_becomes_money_once() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        issued_round(&world, 3).await;
        let code = code_of(&world, 1).await;
        let typed = format!("  {} ", code.to_lowercase().replace('-', " "));
        let first = type_in(&world, &typed).await.unwrap();
        assert_eq!((first.cheque, first.did), (ChequeId(1), Did::Now));
        let again = type_in(&world, &code).await.unwrap();
        assert_eq!(again, Activated { did: Did::Already, ..first });

        // Two people, one cheque, the same instant: one lot, and both see it.
        let code = code_of(&world, 2).await;
        let (one, other) = tokio::join!(type_in(&world, &code), type_in(&world, &code));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!((one.wallet, one.lot), (other.wallet, other.lot));
        assert_ne!(one.did, other.did);

        // A second cheque goes to the wallet that is shown to be one's own.
        let code = code_of(&world, 3).await;
        let household = Some(HouseholdId::fresh(world.app.now(), world.draw()));
        let typed = Typed { code: &code, wallet: Some(first.wallet), household, ..Typed::default() };
        let second = activate(&world.app, world.book, typed).await.unwrap();
        assert_eq!(second.wallet, first.wallet);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_that_open_nothing_say_so() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let round = issued_round(&world, 2).await;
        let code = code_of(&world, 1).await;

        let mut slip: Vec<char> = code.chars().collect();
        slip[0] = if slip[0] == '7' { '8' } else { '7' };
        let slip: String = slip.into_iter().collect();
        let refused = type_in(&world, &slip).await.unwrap_err();
        assert!(matches!(refused, NotActivated::Code(CodeRefusal::NotACode(CodeError::Slip))), "{refused}");
        let unknown = Code::from_bits(12345).to_string();
        let refused = type_in(&world, &unknown).await.unwrap_err();
        assert_eq!(refused.to_string(), "This code is not known: please compare it with the letter.");

        let elsewhere = books::find_or_make(&world.app.database, "east").await.unwrap();
        let typed = Typed { code: &code, ..Typed::default() };
        let refused = activate(&world.app, elsewhere, typed).await.unwrap_err();
        assert!(matches!(refused, NotActivated::OtherProgramme), "{refused}");

        let nobody = WalletId::fresh(world.app.now(), world.draw());
        let typed = Typed { code: &code, wallet: Some(nobody), ..Typed::default() };
        let refused = activate(&world.app, world.book, typed).await.unwrap_err();
        assert!(refused.to_string().contains("there is no wallet"), "{refused}");

        let until = world.app.look::<Round>(world.book, round).await.unwrap().unwrap().grace_until;
        world.clock.set(until);
        let refused = type_in(&world, &code).await.unwrap_err();
        assert!(refused.to_string().contains("could be activated until"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_keys_a_database_was_written_with_open_it() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let database = Database::open(&url).await.unwrap();
        let open = |lines: &[(&str, u32, &str)]| {
            let line = |(purpose, version, byte): &(&str, u32, &str)| {
                format!("{purpose} {version} {}", byte.repeat(32))
            };
            let text = lines.iter().map(line).collect::<Vec<_>>().join("\n");
            let keys = Keyring::parse("the test", &text).unwrap();
            let clock = std::sync::Arc::new(wijkkas::cli::SystemClock);
            App::open(database.clone(), keys, clock, Options::default())
        };
        let first = [("code", 1, "01"), ("lookup", 1, "02"), ("request", 1, "03")];
        open(&first).await.unwrap();
        open(&first).await.unwrap();

        let other = open(&[("code", 1, "04"), ("lookup", 1, "02"), ("request", 1, "03")]).await;
        let other = other.err().expect("another code key is refused");
        assert!(matches!(other, FingerprintError::Other { .. }));
        assert!(other.to_string().starts_with("the code key of version 1 is not the one"), "{other}");

        let newer = [first[0], first[1], first[2], ("code", 2, "05")];
        open(&newer).await.unwrap();
        let missing = open(&first).await.err().expect("a key that is gone is missed");
        assert!(missing.to_string().contains("written with a code key of version 2"), "{missing}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_kept_beside_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(&urls(folder.path())[0], Options::default()).await;
    let author = Some(PersonId(7));
    let words = "Een bankje in het plantsoen.\nVoor iedereen.";
    let (reference, row) = texts::make(&world.app, author, words).unwrap();
    assert_eq!(row.person, author);
    assert!(texts::fits(&reference, &row));
    let mut changed = row.clone();
    changed.body.push('!');
    assert!(!texts::fits(&reference, &changed));
    let mut other_key = row.clone();
    other_key.key[0] ^= 1;
    assert!(!texts::fits(&reference, &other_key), "the hash is keyed");

    let refused = texts::make(&world.app, None, &"x".repeat(10_000_000)).unwrap_err().to_string();
    assert!(refused.starts_with("this text has 10000000 bytes, and at most"), "{refused}");
    assert!(texts::make(&world.app, None, " \n").is_err());
    assert!(texts::make(&world.app, None, "nul\0byte").is_err());
    let known = texts::with(TextId(1), [0x0b; 32], None, "Hi There").unwrap().0;
    // RFC 4231, test case 1, has a key of 20 such bytes; this is the same with 32.
    assert_eq!(known.hash, "198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7");
}

/// A text that is there already cannot be written a second time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_in_a_line_overtakes_what_could_not_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let wish = |name: &str, text: i64, line: Option<&Line>| {
            let area = wijkkas::domain::programme::ProgrammeCommand::AddArea {
                name: name.into(),
                postcodes: vec![],
                cbs: None,
            };
            let mut wish = Wish::new(world.key(), Actor::System, area);
            let (id, body) = (TextId(text), "some words".into());
            wish.rows.texts.push(TextRow { id, key: [0; 32], body, person: None });
            wish.line = line.cloned();
            wish
        };
        let line = Line::default();
        let wishes = [
            wish("North", 1, Some(&line)),
            wish("South", 1, Some(&line)),
            wish("East", 2, Some(&line)),
            wish("Centre", 3, None),
        ];
        let mut waiting = Vec::new();
        for wish in wishes {
            waiting.push(world.app.submit(world.book, wish).unwrap());
        }
        let mut answers = Vec::new();
        for submitted in waiting {
            answers.push(submitted.decided().await);
        }
        assert!(answers[0].is_ok() && answers[3].is_ok(), "{answers:?}");
        assert!(matches!(answers[1], Err(Failure::Store(_))), "{answers:?}");
        assert_eq!(answers[2], Err(Failure::HeldUp));
        let late = world.app.ask(world.book, wish("West end", 4, Some(&line))).await;
        assert_eq!(late, Err(Failure::HeldUp));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_checked_list_is_issued() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::open(&urls(folder.path())[0], Options::default()).await;
    let unknown =
        issue::issue_without_list(&world.app, world.book, RoundId(7), (world.key(), Actor::System)).await;
    assert!(matches!(unknown, Err(Failure::Refused(Refusal::Unknown { .. }))), "{unknown:?}");
}
