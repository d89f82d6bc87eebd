//! Every paid cent comes from exactly one budget, and every cent of a budget is in exactly one place: compared with
//! the events alone, in a small scene and in the whole neighbourhood of the demo.

mod oracle;
mod scene;

use crate::support::damage::Hand;
use crate::support::life::{DEADLINE, pass_to, pay, propose};
use crate::support::world::{World, urls};
use oracle::Oracle;
use scene::play;
use std::collections::BTreeMap;
use std::process::{Command, Output};
use wijkkas::app::cheque_desk::{self, Seen};
use wijkkas::app::texts;
use wijkkas::app::trace::{self, Back, Gave, Piece, Untraced, Whereabouts};
use wijkkas::app::writer::Options;
use wijkkas::domain::initiative::InitiativeCommand;
use wijkkas::domain::{
    Account, Actor, BookId, BudgetId, Cents, ChequeId, InitiativeId, LotId, PersonId, Role, RoundId,
    Timestamp,
};
use wijkkas::store::{Database, books};

async fn back(database: &Database, book: BookId, initiative: InitiativeId) -> (Back, Vec<Piece>) {
    let mut pieces = Vec::new();
    let tell = |piece: &Piece| {
        pieces.push(*piece);
        Ok(())
    };
    let back = trace::back(database, book, initiative, tell).await.expect("it adds up");
    (back, pieces)
}

/// Compares every initiative that has been paid and every budget with the events; answers with what was paid.
async fn agrees(database: &Database, book: BookId) -> BTreeMap<InitiativeId, i64> {
    let oracle = Oracle::of(database, book).await;
    let mut paid = BTreeMap::new();
    for &initiative in oracle.payouts.values() {
        paid.insert(initiative, agrees_back(database, book, (initiative, &oracle)).await);
    }
    for &budget in oracle.budgets.keys() {
        agrees_forward(database, book, (budget, &oracle)).await;
    }
    paid
}

async fn agrees_back(
    database: &Database,
    book: BookId,
    (initiative, oracle): (InitiativeId, &Oracle),
) -> i64 {
    let (back, pieces) = back(database, book, initiative).await;
    let account = Account::BankPaid(initiative);
    let sum = |origin: &trace::Origin| origin.pledged.get() + origin.granted.get();
    let origins: BTreeMap<_, _> =
        back.origins.iter().map(|origin| ((origin.budget, origin.round), sum(origin))).collect();
    assert_eq!(origins, oracle.origins_of(account), "{account}");
    let mut by_lot: BTreeMap<LotId, i64> = BTreeMap::new();
    for piece in &pieces {
        *by_lot.entry(piece.lot).or_default() += piece.cents.get();
        let given = oracle.gifts.get(&(piece.seq, piece.lot)).copied().unwrap_or_default();
        assert!((1..=given).contains(&piece.cents.get()), "{given} was given at {piece:?}");
        assert_eq!((piece.round, piece.budget), oracle.lots[&piece.lot]);
    }
    assert_eq!(by_lot, oracle.lots_in(account), "{account}");
    assert_eq!(back.paid.get(), origins.values().sum::<i64>());
    back.paid.get()
}

async fn agrees_forward(database: &Database, book: BookId, (budget, oracle): (BudgetId, &Oracle)) {
    let mut in_lots: BTreeMap<Whereabouts, i64> = BTreeMap::new();
    for ((lot, account), cents) in oracle.held.iter().filter(|((lot, _), _)| oracle.lots[lot].1 == budget) {
        let place = match account {
            Account::Lot(own) if own == lot => Whereabouts::Saved,
            Account::Pot(initiative) => Whereabouts::Pot(*initiative),
            Account::Payable(payout) => Whereabouts::Payable(oracle.payouts[payout]),
            Account::BankPaid(initiative) => Whereabouts::Paid(*initiative),
            Account::Common(area) => Whereabouts::CommonPot(*area),
            // Where lots came from, or lapsed to; there is no cent of a lot.
            Account::Unactivated(_) | Account::Budget(_) => continue,
            other => panic!("{cents} of lot {lot} in {other}"),
        };
        *in_lots.entry(place).or_default() += cents;
    }
    let mut told: BTreeMap<Whereabouts, i64> = BTreeMap::new();
    let tell = |held: &trace::Held| {
        *told.entry(held.place).or_default() += held.cents.get();
        Ok(())
    };
    let forward = trace::forward(database, book, budget, tell).await.expect("it adds up");
    assert_eq!(told, in_lots, "budget {budget}");
    let mut places: BTreeMap<Whereabouts, i64> =
        forward.places.iter().map(|(place, cents)| (*place, cents.get())).collect();
    assert_eq!(places.remove(&Whereabouts::Budget).unwrap_or_default(), oracle.budgets[&budget]);
    places.retain(|place, _| !matches!(place, Whereabouts::Unactivated(_)));
    assert_eq!(places, in_lots, "budget {budget}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_paid_cent_reaches_one_budget() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let scene = play(&world).await;
        let (database, book) = (&world.app.database, world.book);
        // The whole target, less the two returns of leftover.
        assert_eq!(agrees(database, book).await, [(scene.paid, 5_000 - 433)].into());

        let (back, pieces) = back(database, book, scene.paid).await;
        let names: Vec<(&str, i64, i64)> = back
            .origins
            .iter()
            .map(|origin| (origin.name.as_str(), origin.budget.0, origin.round.0))
            .collect();
        assert_eq!(names, [("Havensteder", 1, 1), ("Gemeente", 2, 1), ("Gemeente", 2, 2)]);
        // Twice granted from the same lot, at two events.
        let granted: Vec<&Piece> = pieces.iter().filter(|piece| piece.gave != Gave::Resident).collect();
        assert_eq!(
            (granted.len(), granted[0].lot, granted[0].seq < granted[1].seq),
            (3, granted[1].lot, true)
        );
        // Of 300 and 800 it took 250 back, which counts as taken from the 800, like its share of the leftover.
        let first = pieces.iter().filter(|piece| piece.lot == pieces[0].lot).map(|piece| piece.cents.get());
        let first: Vec<i64> = first.collect();
        assert!(first.len() == 2 && first[0] == 300 && (450..550).contains(&first[1]), "{first:?}");
    }
}

/// A cheque that is reversed when some of its money is committed is worth the rest.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reversed_cheque_holds_what_was_left_of_it() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let (round, initiative) = (world.open_round(3).await, world.open_initiative(900).await);
        for cheque in 1..=3 {
            let wallet = world.activate(cheque).await;
            world.pledge(wallet, initiative, 300).await.expect("it is open");
        }
        world.clock.set("2026-04-01T00:00:00Z".parse::<jiff::Timestamp>().map(at).expect("a time"));
        world.system(InitiativeCommand::Conclude { initiative }).await;
        let reason = texts::make(&world.app, None, "The neighbour typed it in.").expect("it is short");
        let seen = Seen { cheque: ChequeId(1), generation: 1 };
        let by = (world.key(), Actor::Staff(Role::Desk, PersonId(1)));
        cheque_desk::reverse(&world.app, world.book, seen, reason, by).await.expect("it was activated");
        let forward = trace::forward(&world.app.database, world.book, BudgetId(1), |_| Ok(())).await;
        let places = forward.expect("it adds up").places;
        let cents = |place| places.get(&place).map(|cents| cents.get());
        assert_eq!(cents(Whereabouts::Unactivated(round)), Some(700));
        assert_eq!(cents(Whereabouts::Pot(initiative)), Some(900));
        assert_eq!(cents(Whereabouts::Saved), Some(1_400));
    }
}

fn at(moment: jiff::Timestamp) -> Timestamp {
    Timestamp::from_ms(moment.as_millisecond())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_cent_of_a_budget_is_somewhere() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let scene = play(&world).await;
        let (database, book) = (&world.app.database, world.book);
        let cents = |cents: i64| Cents::new(cents).expect("it works");
        let one = trace::forward(database, book, BudgetId(1), |_| Ok(())).await.expect("it works");
        assert_eq!((one.received, &one.carried_out), (cents(10_000), &vec![(BudgetId(3), cents(1_250))]));
        assert_eq!(one.accountable(), Ok(cents(8_750)));
        assert_eq!(one.places[&Whereabouts::Unactivated(RoundId(1))], cents(1_000));
        assert_eq!(one.places[&Whereabouts::Pot(scene.open)], cents(100));
        let three = trace::forward(database, book, BudgetId(3), |_| Ok(())).await.expect("it works");
        assert_eq!((three.received, &three.carried_in), (cents(50), &vec![(BudgetId(1), cents(1_250))]));
        assert_eq!((three.returned, three.places), (cents(1_250), [(Whereabouts::Budget, cents(50))].into()));

        // When all is over, what was not activated has gone back to the budgets.
        crate::support::life::pass_to(&world, "2028-06-01T00:00:00Z").await;
        agrees(database, book).await;
        let one = trace::forward(database, book, BudgetId(1), |_| Ok(())).await.expect("it works");
        assert_eq!((one.rounds[0].issued, one.rounds[0].lapsed), (cents(4_000), cents(1_000)));
        assert!(
            !one.places.contains_key(&Whereabouts::Unactivated(RoundId(1)))
                && !one.places.contains_key(&Whereabouts::Saved)
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_add_up_is_said() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        let scene = play(&world).await;
        let (database, book) = (&world.app.database, world.book);
        let nobody = |_: &Piece| Ok(());
        let unknown = trace::back(database, book, InitiativeId(99), nobody).await.unwrap_err();
        assert_eq!(unknown.to_string(), "there is no initiative 99 in this book");
        let unknown = trace::forward(database, book, BudgetId(99), |_| Ok(())).await.unwrap_err();
        assert_eq!(unknown.to_string(), "there is no budget 99 in this book");
        // Nothing is paid of what is still open.
        let (open, pieces) = back(database, book, scene.open).await;
        assert_eq!((open.paid, open.origins.len(), pieces.len()), (Cents::ZERO, 0, 0));

        let hand = Hand::of(&world).await;
        let paid = "(SELECT no FROM account WHERE kind = 2)";
        let last = format!("SELECT MAX(seq) FROM transfer WHERE debit = {paid}");
        hand.run(&format!(
            "UPDATE transfer SET debit_after = debit_after - 1 WHERE debit = {paid} AND seq = ({last})"
        ))
        .await
        .expect("it works");
        let differs = trace::back(database, book, scene.paid, nobody).await.unwrap_err();
        assert!(matches!(differs, Untraced::Differs(_)), "{differs}");
        let budget = "(SELECT no FROM account WHERE kind = 4 AND thing = 1)";
        hand.run(&format!("DELETE FROM transfer WHERE credit = {budget}")).await.expect("it works");
        let differs = trace::forward(database, book, BudgetId(1), |_| Ok(())).await.unwrap_err();
        assert!(matches!(differs, Untraced::Differs(_)), "{differs}");
    }
}

fn wijkkas(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wijkkas"));
    command.env_remove("WIJKKAS_DATABASE_URL").env_remove("WIJKKAS_KEYS").args(arguments);
    command.output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every initiative and every budget of the demo, and what people see of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_money_of_the_demo_is_followed() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let keys = folder.path().join("wijkkas.keys").display().to_string();
    let demo = wijkkas(&["demo", "--once", "--database", url, "--keys", &keys]);
    assert!(demo.status.success(), "{}", text(&demo.stderr));
    let database = Database::connect(url).await.expect("it works");
    let book = books::all(&database).await.expect("it works")[0].0;
    let paid = agrees(&database, book).await;
    assert!(paid.len() >= 4, "{paid:?}");
    let mut came_back = 0;
    for (initiative, cents) in paid {
        let number = initiative.to_string();
        let told = wijkkas(&["trace", "--initiative", &number, "--database", url]);
        let words = text(&told.stdout);
        let sum = Cents::new(cents).expect("it works");
        let remains = format!("remains {sum}.");
        assert!(told.status.success() && words.starts_with(&format!("Initiative {initiative}, ")), "{words}");
        assert!(words.contains(&format!("\nPaid {sum}.\n")) || words.contains(&remains), "{words}");
        came_back += usize::from(words.contains("Paid EUR 90.00, came back EUR 11.30, remains EUR 78.70."));
        let lots = wijkkas(&["trace", "--initiative", &number, "--lots", "--database", url]);
        assert_eq!(sum_of(&lots, "book,initiative,seq,by,lot,round,budget,issuer,cents"), cents);
    }
    assert_eq!(came_back, 1, "what the reading afternoon did not need");
    let failed = text(&wijkkas(&["trace", "--initiative", "2", "--database", url]).stdout);
    let why = "Nothing is paid out for it: it has stopped because too little money was given, and the money went back.";
    assert!(failed.contains("Geveltuintjes in de Merelstraat") && failed.contains(why), "{failed}");
    let listed = text(&wijkkas(&["trace", "--database", url]).stdout);
    let line = listed.lines().find(|line| line.ends_with("AED aan buurthuis De Spil")).expect("its title");
    assert!(line.trim_start().starts_with("6 ") && line.contains("EUR 780.00"), "{line}");
    let told = wijkkas(&["trace", "--budget", "1", "--database", url]);
    let words = text(&told.stdout);
    assert!(words.contains("Woonstichting De Leede") && words.contains("It adds up to the cent."), "{words}");
    for named in
        ["EUR 2,800.00", "initiative 6, AED aan buurthuis De Spil  ", "common pot of area 1, Molenwijk "]
    {
        assert!(words.contains(named), "there is no {named:?} in\n{words}");
    }
    let lots = wijkkas(&["trace", "--budget", "1", "--lots", "--database", url]);
    let all = trace::forward(&database, book, BudgetId(1), |_| Ok(())).await.expect("it works");
    let elsewhere =
        |place: &&Whereabouts| !matches!(place, Whereabouts::Budget | Whereabouts::Unactivated(_));
    let in_lots: i64 = all.places.keys().filter(elsewhere).map(|place| all.places[place].get()).sum();
    assert_eq!(sum_of(&lots, "book,budget,lot,round,place,of,cents"), in_lots);
}

/// The cents of a table with this head, whose columns are all that is told of a lot.
fn sum_of(output: &Output, head: &str) -> i64 {
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    assert_eq!(reader.headers().expect("it works").iter().collect::<Vec<_>>().join(","), head);
    reader
        .records()
        .map(|record| {
            record.expect("it works").iter().next_back().expect("it works").parse::<i64>().expect("it works")
        })
        .sum()
}

/// Nobody knows numbers by heart: initiatives have titles until they are erased, budgets the bank's references.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_followed_is_listed() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        assert!(text(&wijkkas(&["trace", "--database", &url]).stdout).contains("none yet"));
        let scene = play(&world).await;
        let list = trace::list(&world.app.database, world.book).await.expect("it works");
        let budgets: Vec<(i64, &str, &str, i64)> = list
            .budgets
            .iter()
            .map(|row| (row.budget.0, row.name.as_str(), row.reference.as_str(), row.received.get()))
            .collect();
        assert_eq!(budgets[0], (1, "Havensteder", "NL10000", 10_000));
        let paid = list.initiatives.iter().find(|row| row.initiative == scene.paid).expect("it is listed");
        assert_eq!((paid.target.get(), paid.paid.get()), (5_000, 5_000 - 433));
        // These stories were never kept, as if they were erased.
        assert_eq!(paid.title, None);
        let told = text(&wijkkas(&["trace", "--database", &url]).stdout);
        assert!(told.contains("(its words are erased)") && told.contains("NL10000"), "{told}");
    }
}

/// One state has a word in the list, and another in the result of an import.
#[test]
fn the_words_of_a_status_are_explained() {
    let help = text(&wijkkas(&["trace", "--help"]).stdout);
    for status in ["funded", "paid", "closed", "returning", "ended", "written off", "failed", "funded_partly"]
    {
        assert!(help.contains(&format!("`{status}`")), "{status}: {help}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_to_follow_must_be_said() {
    let folder = tempfile::tempdir().expect("it works");
    let url = &urls(folder.path())[0];
    let world = World::open(url, Options::default()).await;
    assert_eq!(wijkkas(&["trace", "--lots", "--database", url]).status.code(), Some(2));
    let both = wijkkas(&["trace", "--initiative", "1", "--budget", "1", "--database", url]);
    assert_eq!(both.status.code(), Some(2));
    let unknown = wijkkas(&["trace", "--budget", "9", "--database", url]);
    assert!(text(&unknown.stderr).contains("lists what there is"), "{}", text(&unknown.stderr));
    let unknown = wijkkas(&["trace", "--initiative", "7", "--database", url]);
    assert_eq!(unknown.status.code(), Some(1));
    let said = text(&unknown.stderr);
    assert!(said.contains("there is no initiative 7 in this book. Without a number it lists"), "{said}");
    let command = format!("{} trace --book west --database '{url}'", env!("CARGO_BIN_EXE_wijkkas"));
    assert!(said.trim_end().ends_with(&command), "as it can be copied: {said}");
    books::find_or_make(&world.app.database, "north").await.expect("it works");
    let which = wijkkas(&["trace", "--initiative", "7", "--database", url]);
    let several = text(&which.stderr);
    assert!(several.contains("--book") && several.contains("\n  north  (not founded yet)\n"), "{several}");
    assert_eq!(several.lines().filter(|line| line.starts_with("  west  ")).count(), 1, "{several}");
    books::find_or_make(&world.app.database, "western").await.expect("it works");
    books::find_or_make(&world.app.database, "norm").await.expect("it works");
    for (book, words) in [
        ("west", "Initiatives of the book west\n"),
        ("weste", "there is no programme 1 in this book"),
        ("no", "several books begin with \"no\""),
        ("", "there is no book \"\""),
        ("south", "there is no book \"south\" in this database; there are\n  west  "),
    ] {
        let named = wijkkas(&["trace", "--book", book, "--database", url]);
        let said = text(&named.stdout) + &text(&named.stderr);
        assert!(said.contains(words), "{book}: {said}");
    }
}

/// The clock of the machine is long past the story's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_for_its_payout_says_by_when() {
    let folder = tempfile::tempdir().expect("it works");
    for url in urls(folder.path()) {
        let world = World::open(&url, Options::default()).await;
        world.open_round(3).await;
        let initiative = world.open_initiative(1_500).await;
        for cheque in 1..=3 {
            let wallet = world.activate(cheque).await;
            world.pledge(wallet, initiative, 500).await.expect("pledged");
        }
        let traced = || text(&wijkkas(&["trace", "--initiative", "1", "--database", &url]).stdout);
        assert!(traced().ends_with("it is open for contributions.\n"), "{}", traced());
        pass_to(&world, DEADLINE).await;
        let late = "not paid out yet. It was to be paid by 2026-04-09: it is late.\n";
        assert!(traced().ends_with(late), "{}", traced());
        let payout = propose(&world, initiative).await;
        assert!(
            traced().ends_with("(payout 1). It was to be paid by 2026-04-09: it is late.\n"),
            "{}",
            traced()
        );
        pay(&world, payout, "NL91").await;
        assert!(!traced().contains("to be paid by"), "{}", traced());
    }
}
