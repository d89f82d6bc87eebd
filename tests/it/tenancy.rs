//! Lists of tenancies: whose cheque it is, which household, and what it has chosen.

use crate::support::patience::cut_off_after;
use crate::support::world::{World, urls};
use wijkkas::app::activate::{Activated, NotActivated, Typed, activate};
use wijkkas::app::tenancies::{self, Home, Line, List, ListRefusal, NotEnded, NotTaken};
use wijkkas::app::writer::{Failure, Options};
use wijkkas::app::{Wish, cheque_desk, codes, issue};
use wijkkas::domain::budget::{BudgetCommand, Conditions};
use wijkkas::domain::cheque::{Cheque, ChequeStatus};
use wijkkas::domain::common::CommonPot;
use wijkkas::domain::household::{Choice, Household, HouseholdCommand};
use wijkkas::domain::programme::ProgrammeCommand;
use wijkkas::domain::round::{Round, RoundCommand, RoundStatus, WantedPart};
use wijkkas::domain::wallet::Lot;
use wijkkas::domain::{
    Actor, AreaId, BudgetId, Cents, ChequeId, Did, Event, HouseholdId, IssuerId, PersonId, Refusal, Role,
    RoundId, Timestamp,
};
use wijkkas::jobs::retention::forget;
use wijkkas::jobs::{self, Done};
use wijkkas::store::tenancies::Old;
use wijkkas::store::{CommandKey, Storage as _, Tenancy};

/// A tenancy of the first issuer.
pub fn tenancy(key: &str) -> Tenancy {
    Tenancy { issuer: IssuerId(1), key: key.into() }
}

/// Lines of a list with one part.
pub fn lines(keys: &[&str]) -> Vec<Line> {
    keys.iter().map(|key| Line { tenancy: (*key).into(), part: 0, landlord: None }).collect()
}

/// Plans a round of cheques of 10 euros, with a part of its own for each of these issuers.
pub async fn planned(world: &World, issuers: &[i64]) -> RoundId {
    let (each, mut parts) = (Cents::new(1000).expect("an amount"), Vec::new());
    for issuer in issuers {
        let reference = format!("NL-{}-{}", issuer, world.draw());
        let (cents, conditions) = (each.times(5_000).expect("an amount"), Conditions::default());
        let receive = BudgetCommand::Receive { issuer: IssuerId(*issuer), cents, reference, conditions };
        let answer = world.system(receive).await;
        let Event::Budget(wijkkas::domain::budget::BudgetEvent::Received { budget, .. }) = &answer.events[0]
        else {
            panic!("{answer:?}")
        };
        parts.push(WantedPart { budget: BudgetId(budget.0), cents: each });
    }
    let title = format!("Round {}", world.draw());
    let answer = world.system(RoundCommand::Draft { title, area: AreaId(1), parts }).await;
    match &answer.events[0] {
        Event::Round(event) => event.round(),
        other => panic!("{other:?}"),
    }
}

async fn take(world: &World, round: RoundId, lines: &[Line]) -> Result<List, NotTaken> {
    let by = (world.key(), Actor::System);
    tenancies::take_list(&world.app, (world.book, round), lines, by).await
}

/// Issues a round for these tenancies of the first issuer and lets the letters go.
pub async fn issued(world: &World, keys: &[&str]) -> (RoundId, List) {
    let round = planned(world, &[1]).await;
    let list = take(world, round, &lines(keys)).await.expect("a list");
    issue::issue(&world.app, world.book, round, (world.key(), Actor::System)).await.expect("issued");
    world.system(RoundCommand::ReleaseLetters { round }).await;
    (round, list)
}

async fn state(world: &World, round: RoundId) -> Round {
    world.app.look(world.book, round).await.expect("the database answers").expect("a round")
}

/// The cheque of a tenancy in a round.
pub async fn cheque_of(world: &World, round: RoundId, list: &List, tenancy: &Tenancy) -> ChequeId {
    let place = list.order.iter().position(|listed| listed == tenancy).expect("it is listed");
    ChequeId(state(world, round).await.first_cheque.0 + place as i64)
}

pub async fn home(world: &World, cheque: ChequeId) -> Home {
    tenancies::home(&world.app, world.book, cheque).await.expect("the database answers")
}

async fn household(world: &World, cheque: ChequeId) -> HouseholdId {
    match home(world, cheque).await {
        Home::Household(household) => household,
        other => panic!("{other:?}"),
    }
}

/// Types in the code of a cheque.
pub async fn type_in(world: &World, cheque: ChequeId) -> Result<Activated, NotActivated> {
    let code = codes::printed(&world.app, world.book, [cheque]).await.expect("a code")[0].1.to_string();
    activate(&world.app, world.book, Typed { code: &code, ..Typed::default() }).await
}

async fn end(world: &World, key: &str) -> Result<Did, NotEnded> {
    let by = (world.key(), Actor::System);
    Ok(tenancies::end(&world.app, world.book, tenancy(key), by).await?.did)
}

async fn run(world: &World) -> Done {
    jobs::run(&world.app, world.book).await.expect("the jobs run")
}

async fn cheque_status(world: &World, cheque: ChequeId) -> ChequeStatus {
    world
        .app
        .look::<Cheque>(world.book, cheque)
        .await
        .expect("the database answers")
        .expect("a cheque")
        .status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_tenancy_gets_one_cheque_and_keeps_its_household() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.system(ProgrammeCommand::AddIssuer { name: "Gemeente".into() }).await;
        let first = planned(&world, &[1, 2]).await;
        let line =
            |number: usize| Line { tenancy: format!("t{}", number / 2), part: number % 2, landlord: None };
        let mut listed: Vec<Line> = (0..2_400).map(line).collect();
        listed.extend([line(7), Line { tenancy: String::new(), part: 1, landlord: None }]);
        let list = take(&world, first, &listed).await.unwrap();
        assert_eq!((list.cheques.as_slice(), list.duplicates, list.missing), (&[1200, 1200][..], 1, 1));
        assert_eq!(take(&world, first, &listed).await.unwrap(), list, "the same list again is the same");

        // Cut off after the beginning: the jobs issue it without the list.
        world.system(RoundCommand::BeginIssue { round: first, key_version: 1 }).await;
        assert_eq!(run(&world).await, Done { commands: 6, refused: 0 });
        assert_eq!(state(&world, first).await.status, RoundStatus::Issued);
        world.system(RoundCommand::ReleaseLetters { round: first }).await;

        let second = planned(&world, &[2]).await;
        let again: Vec<Line> = (0..1_200)
            .map(|number| Line { tenancy: format!("t{number}"), part: 0, landlord: None })
            .collect();
        let later = take(&world, second, &again).await.unwrap();
        issue::issue(&world.app, world.book, second, (world.key(), Actor::System)).await.unwrap();
        let mut seen = std::collections::HashSet::new();
        for number in (0..1_200).step_by(97) {
            let key = format!("t{number}");
            let (own, other) = (tenancy(&key), Tenancy { issuer: IssuerId(2), key });
            let own = household(&world, cheque_of(&world, first, &list, &own).await).await;
            let cheques = (
                cheque_of(&world, first, &list, &other).await,
                cheque_of(&world, second, &later, &other).await,
            );
            let other = household(&world, cheques.0).await;
            assert_eq!(other, household(&world, cheques.1).await, "a household lasts as long as its tenancy");
            assert!(seen.insert(own) && seen.insert(other), "two issuers may use the same key");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_leads_to_the_household_of_the_letter() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let mut lots = Vec::new();
        for _ in 0..2 {
            let (round, list) = issued(&world, &["a", "b", "c"]).await;
            let cheque = cheque_of(&world, round, &list, &tenancy("b")).await;
            let activated = type_in(&world, cheque).await.unwrap();
            let lot: Lot = world.app.look(world.book, activated.lot).await.unwrap().unwrap();
            assert_eq!(Home::Household(lot.household), home(&world, cheque).await);
            lots.push((lot.household, activated.lot, activated.wallet));
        }
        // Two cheques in two wallets are one household all the same.
        assert_eq!(lots[0].0, lots[1].0);
        assert_ne!(lots[0].2, lots[1].2);
        let known: Household = world.app.look(world.book, lots[0].0).await.unwrap().unwrap();
        assert_eq!(known.lots, [lots[0].1, lots[1].1]);
    }
}

/// Each further visit only reads.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_is_typed_again_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (round, list) = issued(&world, &["a"]).await;
        let cheque = cheque_of(&world, round, &list, &tenancy("a")).await;
        let first = type_in(&world, cheque).await.unwrap();
        let old = codes::printed(&world.app, world.book, [cheque]).await.unwrap()[0].1.to_string();
        let head = world.app.database.head(world.book).await.unwrap();
        for _ in 0..3 {
            let again = type_in(&world, cheque).await.unwrap();
            assert_eq!(again, Activated { did: Did::Already, ..first });
        }
        assert_eq!(world.app.database.head(world.book).await.unwrap(), head);

        replace(&world, cheque).await;
        let refused = activate(&world.app, world.book, Typed { code: &old, ..Typed::default() }).await;
        assert_eq!(refused.unwrap_err().to_string(), Refusal::CodeReplaced.to_string());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_cannot_be_used_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let unknown = take(&world, RoundId(9), &lines(&["a"])).await.unwrap_err();
        assert_eq!(unknown.to_string(), "there is no round 9 in this programme");
        let empty = planned(&world, &[1]).await;
        let nobody = take(&world, empty, &lines(&["", " "])).await.unwrap_err();
        assert!(matches!(nobody, NotTaken::Failed(Failure::Refused(Refusal::BadNumberOfCheques { .. }))));

        let (round, list) = issued(&world, &["a", "b"]).await;
        assert_eq!(take(&world, round, &lines(&["a", "b"])).await.unwrap(), list, "that is done already");
        let late = take(&world, round, &lines(&["a", "b", "c"])).await.unwrap_err();
        assert!(matches!(late, NotTaken::Failed(Failure::Refused(Refusal::RoundNotInThatState { .. }))));
        assert_eq!(tenancy_rows(&world, round).await, 2);

        // A list that was replaced before the round was issued leads nowhere.
        let second = planned(&world, &[1]).await;
        take(&world, second, &lines(&["x", "y", "z"])).await.unwrap();
        let list = take(&world, second, &lines(&["z", "w"])).await.unwrap();
        issue::issue(&world.app, world.book, second, (world.key(), Actor::System)).await.unwrap();
        for key in ["z", "w"] {
            household(&world, cheque_of(&world, second, &list, &tenancy(key)).await).await;
        }
        assert_eq!(end(&world, "a").await.unwrap(), Did::Now);
        let third = planned(&world, &[1]).await;
        let ended = take(&world, third, &lines(&["b", "a"])).await.unwrap_err();
        assert_eq!(ended, NotTaken::List(ListRefusal::Ended { count: 1, first: "a".into() }));
        assert_eq!(
            (state(&world, third).await.status, tenancy_rows(&world, third).await),
            (RoundStatus::Drafted, 0)
        );
    }
}

/// Rows of all lists of a round.
pub async fn tenancy_rows(world: &World, round: RoundId) -> usize {
    let start = (String::new(), -1);
    let (of, all) =
        ((world.book, round), Old { own: None, own_before: Timestamp::MIN, others_before: Timestamp::MAX });
    wijkkas::store::tenancies::places(&world.app.database, of, all, &start, 100_000)
        .await
        .expect("the database answers")
        .len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_to_tenants_who_left_open_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (round, list) = issued(&world, &["a", "b"]).await;
        let (a, b) = (
            cheque_of(&world, round, &list, &tenancy("a")).await,
            cheque_of(&world, round, &list, &tenancy("b")).await,
        );
        let saved = type_in(&world, a).await.unwrap();
        let old = codes::printed(&world.app, world.book, [a]).await.unwrap()[0].1.to_string();
        replace(&world, a).await;
        assert_eq!((end(&world, "a").await.unwrap(), end(&world, "b").await.unwrap()), (Did::Now, Did::Now));
        assert_eq!(end(&world, "a").await.unwrap(), Did::Already);
        let unknown = end(&world, "c").await.unwrap_err();
        assert_eq!(unknown, NotEnded::Unknown("c".into()));

        // Now, and when nothing is known of the tenancies any more.
        for days in [0, 91] {
            world.clock.set(wijkkas::domain::Timestamp::from_ms(world.app.now().ms() + days * 86_400_000));
            forget(&world.app, world.book).await.unwrap();
            let expected =
                if days == 0 { Home::Household(household_of(&world, saved).await) } else { Home::Left };
            assert_eq!(home(&world, a).await, expected);
            assert_eq!(type_in(&world, a).await.unwrap(), Activated { did: Did::Already, ..saved });
            let replaced = activate(&world.app, world.book, Typed { code: &old, ..Typed::default() }).await;
            let replaced = replaced.unwrap_err();
            assert!(
                matches!(replaced, NotActivated::Failed(Failure::Refused(Refusal::CodeReplaced))),
                "{days} days later: {replaced}"
            );
            let refused = type_in(&world, b).await.unwrap_err();
            assert!(
                matches!(refused, NotActivated::Failed(Failure::Refused(Refusal::TenancyEnded))),
                "{refused}"
            );
        }
    }
}

/// Gives a cheque its second code.
async fn replace(world: &World, cheque: ChequeId) {
    let desk = Actor::Staff(Role::Desk, PersonId::fresh(world.app.now(), world.draw()));
    let seen = cheque_desk::Seen { cheque, generation: 1 };
    cheque_desk::replace(&world.app, world.book, seen, (world.key(), desk)).await.expect("replaced");
}

async fn household_of(world: &World, activated: Activated) -> HouseholdId {
    world
        .app
        .look::<Lot>(world.book, activated.lot)
        .await
        .expect("the database answers")
        .expect("a lot")
        .household
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn standing_choices_are_followed_when_the_letters_go() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let keys: Vec<String> = (0..1_300).map(|number| format!("t{number}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (first, list) = issued(&world, &keys).await;
        let mut residents = Vec::new();
        for key in &keys[..30] {
            let activated =
                type_in(&world, cheque_of(&world, first, &list, &tenancy(key)).await).await.unwrap();
            residents.push((activated.wallet, household_of(&world, activated).await));
        }
        let choose = |number: usize, choice: Choice| {
            let (wallet, household) = residents[number];
            world.ask(
                Actor::Resident(wallet),
                HouseholdCommand::MakeStandingChoice { household, wallet, choice },
            )
        };
        for number in 0..20 {
            let choice = if number < 15 { Choice::Savings } else { Choice::CommonPot };
            choose(number, choice).await.unwrap();
        }
        assert_eq!(run(&world).await, Done::default(), "this round's cheques are activated already");

        let (second, list) = issued(&world, &keys).await;
        // A client that takes the words for a key does not make it look as if they had been followed.
        let guessed = CommandKey::named(&format!("standing choices {} {second}", world.book));
        let release = Wish::new(guessed, Actor::System, RoundCommand::ReleaseLetters { round: second });
        world.app.ask(world.book, release).await.unwrap();
        let other = World::attach(&url, Options::default()).await;
        let (one, two) = tokio::join!(run(&world), run(&other));
        assert_eq!((one.commands + two.commands, one.refused + two.refused), (20, 0));
        for (number, key) in keys.iter().enumerate().take(40) {
            let status = cheque_status(&world, cheque_of(&world, second, &list, &tenancy(key)).await).await;
            match status {
                ChequeStatus::Activated(wallet, _) if number < 20 => assert_eq!(wallet, residents[number].0),
                ChequeStatus::Issued if number >= 20 => {}
                other => panic!("{number}: {other:?}"),
            }
        }
        let pot: CommonPot = world.app.look(world.book, AreaId(1)).await.unwrap().unwrap();
        assert_eq!(pot.cents.get(), 5 * 1000);

        // A choice that is made later is for the next round.
        choose(25, Choice::Savings).await.unwrap();
        assert_eq!(run(&world).await, Done::default());
        let (_, _) = issued(&world, &keys).await;
        assert_eq!(end(&world, keys[0]).await.unwrap(), Did::Now);
        assert_eq!(run(&world).await, Done { commands: 20, refused: 0 });
    }
}

/// The jobs are cut off while they follow choices: what was done is done, and the rest follows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn following_choices_goes_on_where_it_was_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let keys: Vec<String> = (0..120).map(|number| format!("t{number}")).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (first, list) = issued(&world, &keys).await;
        let cheques = keys.iter().map(|key| {
            let (world, list) = (&world, &list);
            async move {
                let activated =
                    type_in(world, cheque_of(world, first, list, &tenancy(key)).await).await.unwrap();
                let (wallet, household) = (activated.wallet, household_of(world, activated).await);
                let choice = Choice::Savings;
                let choose = HouseholdCommand::MakeStandingChoice { household, wallet, choice };
                world.ask(Actor::Resident(wallet), choose).await.unwrap();
            }
        });
        futures_util::future::join_all(cheques).await;
        let (second, _) = issued(&world, &keys).await;
        let (mut cut_off, mut waits) = (0, 1);
        loop {
            let process = World::attach(&url, Options { batch: 4, ..Options::default() }).await;
            if cut_off_after(waits, jobs::run(&process.app, process.book)).await.is_some() {
                break;
            }
            cut_off += 1;
            waits += waits / 2 + 1;
        }
        assert!(cut_off >= 3, "cut off {cut_off} times only");
        assert_eq!(state(&world, second).await.parts[0].activated, 120);
        assert_eq!(run(&world).await, Done::default());
    }
}
