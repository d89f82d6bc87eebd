//! The simulation: towns of some ten thousand commands each, every town from its own seed.

use crate::checks;
use crate::clients::Town;
use crate::dice::Dice;
use crate::inside::MISHAPS;
use crate::journal::ANSWERS;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use wijkkas::domain::Timestamp;
use wijkkas::store::CommandKey;

/// Commands in all, where nothing else is asked for.
const COMMANDS: u64 = 1_000_000;
/// Commands in a town.
const OF_A_TOWN: u64 = 50_000;

/// No writer of a town is stopped; those that die answer nothing.
const NEVER_HEARD: &str = "stopped";

/// Kinds of events that a million commands may pass by: fewer than 16 are to be expected, or none.
const TOO_RARE: [&str; 9] = [
    "cheque.Lapsed",
    "common_pot.GrantFellShort",
    "common_pot.GrantRejected",
    "delivery.ReportFellDue",
    "delivery.WrittenOff",
    "initiative.CancelledBySystem",
    "initiative.FailedForSupport",
    "initiative.GivenUp",
    "round.FinallySettled",
];

/// Longer than any town lives, in the time in which the writers wait.
const AGES: Duration = Duration::from_secs(1_000_000_000);

/// What happened in a town.
struct Lived {
    seed: u64,
    sent: u64,
    answers: [u64; ANSWERS.len()],
    mishaps: [u64; MISHAPS.len()],
    commits: u64,
    kinds: BTreeMap<String, u64>,
    chain: [u8; 32],
    wrong: Option<String>,
}

/// Lives through a town. The same seed and number of commands always lead to the same end.
fn live(seed: u64, commands: u64) -> Lived {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(async {
        let town = Town::new(seed, commands);
        let clients = futures_util::future::join_all((0..town.clients).map(|_| town.client()));
        // When everybody waits for ever, the clock of the simulation jumps to this.
        let ended = tokio::time::timeout(AGES, clients).await;
        // Commits that were cut off may still be on their way.
        tokio::time::sleep(Duration::from_mins(1)).await;
        let stuck = ended.err().map(|_| "somebody waits for ever".to_string());
        let wrong = stuck.or_else(|| town.wrong.borrow().clone()).or_else(|| last_look(&town).err());
        let (inside, journal) = (town.store.inside(), town.journal.borrow());
        Lived {
            seed,
            sent: journal.sent,
            answers: journal.answers,
            mishaps: inside.mishaps,
            commits: inside.commits,
            kinds: checks::kinds(&inside.tables),
            chain: inside.tables.head.chain,
            wrong,
        }
    })
}

fn last_look(town: &Town) -> Result<(), String> {
    let mut inside = town.store.inside();
    inside.wrong.clone().map_or(Ok(()), Err)?;
    checks::book(&inside)?;
    checks::views(&mut inside)?;
    checks::replay(&inside.tables)?;
    town.journal.borrow().check(&inside.tables, &inside.replica)
}

/// Lives through towns until `commands` are sent, on all processors; the first that goes wrong ends it.
fn live_many(seed: u64, commands: u64) -> Vec<Lived> {
    let of_town = OF_A_TOWN.min(commands);
    let (next, lived) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let town = next.fetch_add(1, Ordering::SeqCst);
            if town >= commands.div_ceil(of_town) {
                return;
            }
            // The first town has the seed itself, so that one town alone can be lived through again.
            let seed = if town == 0 { seed } else { Dice::new(seed ^ town).bits() };
            let one = live(seed, of_town);
            if one.wrong.is_some() {
                next.store(commands, Ordering::SeqCst);
            }
            lived.lock().expect("nobody panics while holding it").push(one);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    lived.into_inner().expect("nobody panics while holding it")
}

/// A number from the environment.
#[expect(clippy::disallowed_methods, reason = "a seed on the command line lets a failure be seen again")]
fn asked_for(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a number, not {text:?}")))
}

#[expect(clippy::disallowed_methods, reason = "every run tries other towns; it prints which")]
fn new_seed() -> u64 {
    let now = Timestamp::from_ms(jiff::Timestamp::now().as_millisecond());
    let CommandKey(bytes) = CommandKey::named(&now.to_string());
    u64::from_be_bytes(bytes[..8].try_into().expect("8 bytes")) >> 16
}

/// What to type to see a run again.
fn command_line(seed: u64, commands: u64) -> String {
    format!("tests/run --seed {seed} --commands {commands}")
}

#[test]
fn simulation() {
    let seed = asked_for("WIJKKAS_SIM_SEED").unwrap_or_else(new_seed);
    let commands = asked_for("WIJKKAS_SIM_COMMANDS").unwrap_or(COMMANDS);
    println!("{}", command_line(seed, commands));
    let lived = live_many(seed, commands);
    let total = |of: &dyn Fn(&Lived) -> u64| lived.iter().map(of).sum::<u64>();
    let sent = total(&|town| town.sent);
    println!("{sent} commands in {} towns, {} commits", lived.len(), total(&|town| town.commits));
    let mut kinds = BTreeMap::<&str, u64>::new();
    for (kind, count) in lived.iter().flat_map(|town| &town.kinds) {
        *kinds.entry(kind).or_default() += count;
    }
    println!("{} events of {} types: {kinds:?}", kinds.values().sum::<u64>(), kinds.len());
    let answers = ANSWERS.iter().enumerate().map(|(place, name)| (*name, total(&|town| town.answers[place])));
    let mishaps = MISHAPS.iter().enumerate().map(|(place, name)| (*name, total(&|town| town.mishaps[place])));
    let counted: Vec<(&str, u64)> = answers.chain(mishaps).collect();
    for (name, count) in &counted {
        println!("{count:9} {name}");
    }
    for Lived { seed, wrong, .. } in &lived {
        let again = command_line(*seed, OF_A_TOWN.min(commands));
        assert_eq!(*wrong, None, "to see this again: {again}");
    }
    assert!(sent >= commands, "only {sent} commands were sent");
    if commands >= COMMANDS {
        let never =
            counted.iter().filter(|(name, count)| *count == 0 && *name != NEVER_HEARD).map(|(name, _)| *name);
        let all_kinds = kinds_of_events();
        let missed = all_kinds.iter().map(String::as_str).filter(|kind| !kinds.contains_key(kind));
        let never: Vec<&str> = never.chain(missed.filter(|kind| !TOO_RARE.contains(kind))).collect();
        assert!(never.is_empty(), "in {sent} commands these never happened: {never:?}");
    }
}

/// Every kind of event, as the golden files are called.
fn kinds_of_events() -> BTreeSet<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/events");
    let names = std::fs::read_dir(folder).expect("the golden files").map(|file| {
        let name = file.expect("a file").file_name().into_string().expect("a name");
        name.splitn(3, '.').take(2).collect::<Vec<_>>().join(".")
    });
    names.collect()
}

#[test]
fn a_seed_leads_to_the_same_end() {
    let (one, again, other) = (live(1, 6_000), live(1, 6_000), live(2, 3_000));
    assert_eq!((one.wrong, one.mishaps, one.chain), (None, again.mishaps, again.chain));
    assert_ne!(other.chain, again.chain);
}
