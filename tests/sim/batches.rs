//! Properties of batches on the real writer, with a store in which nothing goes wrong: how commands are put
//! together must not show in the book, and a command that is refused or can't be written must not show in
//! what its neighbours do.

use crate::checks;
use crate::dice::Dice;
use crate::store::Shared;
use crate::tables::{BOOK, Tables};
use crate::workload::{self, Draw, Wish};
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::Duration;
use wijkkas::app::writer::{Answer, Asked, Failure, Handle, Line, Options, Submitted, Writer};
use wijkkas::domain::Timestamp;
use wijkkas::store::{CommandKey, CommandRow};

type Told = Vec<Result<Answer, Failure>>;

/// How many commands are in a sequence.
const COMMANDS: u64 = 500;

fn options() -> Options {
    Options { batch: 64, queue: 10_000, memory: 300 }
}

/// Runs in a time that stands still.
fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    runtime.expect("a runtime").block_on(work)
}

/// Commands that one after the other do something, for the most part; some come twice, some with a key that
/// was used before, a few can't be stored.
fn sequence(seed: u64) -> Vec<Asked> {
    run(async {
        let (store, mut dice) = (Shared::new(seed, 1, false), Dice::new(!seed));
        let mut writer = Writer::new(store.session(0), BOOK, options());
        let (mut now, mut given) = (1_767_607_200_000, Vec::new());
        for number in 0..COMMANDS {
            now += dice.between(-60_000, 2 * 60 * 60 * 1000);
            let asked = next(&store, &mut dice, Timestamp::from_ms(now), number, &given);
            writer.process(vec![asked.clone()]).await;
            given.push(asked);
        }
        given
    })
}

fn next(store: &Shared, dice: &mut Dice, now: Timestamp, number: u64, given: &[Asked]) -> Asked {
    let old = dice.pick(given).filter(|_| dice.clone().chance(500)).cloned();
    if let Some(old) = old.as_ref().filter(|_| number.is_multiple_of(2)) {
        return old.clone();
    }
    let inside = store.inside();
    let book = &inside.replica;
    let Wish { actor, command, rows } = workload::next(&mut Draw { book, dice, now });
    let mut request = [0; 32];
    request[..8].copy_from_slice(&number.to_be_bytes());
    let key = old.map_or_else(|| CommandKey::named(&number.to_string()), |old| old.key);
    Asked { key, request, actor, command, received: now, cause: None, rows, line: None }
}

/// What the store holds, and what was answered.
struct Outcome {
    tables: Tables,
    told: Told,
}

/// Gives the commands in batches of these sizes, over and over.
fn in_batches(commands: &[Asked], sizes: &[usize]) -> Outcome {
    run(async {
        let store = Shared::new(0, 1, false);
        let mut writer = Writer::new(store.session(0), BOOK, options());
        let (mut left, mut told) = (commands, Vec::new());
        for size in sizes.iter().cycle() {
            let (batch, rest) = left.split_at(left.len().min(*size));
            told.extend(writer.process(batch.to_vec()).await);
            left = rest;
            if left.is_empty() {
                break;
            }
        }
        outcome(&store, told)
    })
}

/// Gives the commands to a writer that decides a batch while the one before it is being written.
fn in_the_air(commands: &[Asked], options: Options) -> Outcome {
    run(async {
        let store = Shared::new(0, 1, false);
        let handle = Handle::start(store.session(0), BOOK, options);
        let mut waiting: Vec<Submitted> = Vec::new();
        for (place, asked) in commands.iter().enumerate() {
            waiting.push(handle.submit(asked.clone()).expect("there is room"));
            if place % 50 == 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        let told = futures_util::future::join_all(waiting.into_iter().map(Submitted::decided)).await;
        outcome(&store, told)
    })
}

fn outcome(store: &Shared, told: Told) -> Outcome {
    let mut inside = store.inside();
    assert_eq!(inside.wrong, None);
    checks::book(&inside).expect("the book is whole");
    checks::views(&mut inside).expect("the views are those made again");
    Outcome { tables: inside.tables.clone(), told }
}

/// Everything but the turns is the same, byte for byte.
fn assert_same(one: &Outcome, other: &Outcome) {
    assert_eq!(one.told, other.told);
    assert_same_books(&one.tables, &other.tables);
    let commands = |tables: &Tables| -> Vec<CommandRow> {
        tables.commands.values().map(|row| CommandRow { turn: 0, ..row.clone() }).collect()
    };
    assert_eq!(commands(&one.tables), commands(&other.tables));
}

fn assert_same_books(one: &Tables, other: &Tables) {
    assert_eq!(one.events, other.events);
    assert_eq!(one.transfers, other.transfers);
    assert_eq!(one.accounts, other.accounts);
    assert_eq!(one.states, other.states);
    assert_eq!(one.views, other.views);
    assert_eq!((one.head.seq, one.head.chain), (other.head.seq, other.head.chain));
}

/// When a command of a line could not be saved, those behind it are not tried, whenever they come: also while a
/// batch of others is being written.
#[test]
fn what_stands_in_a_line_stays_behind_what_failed() {
    let commands = sequence(7);
    for pause in 0..40 {
        let [first, other, second] = [0, 1, 2].map(|place: usize| commands[place].clone());
        let told = run(async {
            let store = Shared::new(pause, 1, false);
            let handle = Handle::start(store.session(0), BOOK, options());
            let line = Some(Line::default());
            store.inside().weather.refused = 10_000;
            let failed = handle.ask(Asked { line: line.clone(), ..first }).await;
            assert!(matches!(failed, Err(Failure::Store(_))), "{failed:?}");
            store.inside().weather.refused = 0;
            let flying = handle.submit(other).expect("there is room");
            tokio::time::sleep(Duration::from_millis(pause)).await;
            let behind = handle.submit(Asked { line, ..second }).expect("there is room");
            let _ = flying.decided().await;
            behind.decided().await
        });
        assert_eq!(told, Err(Failure::HeldUp), "{pause} milliseconds later");
    }
}

/// What a batch changed is nowhere else while it is being written: however small the memory is, it stays until then.
#[test]
fn a_memory_that_is_full_drops_nothing_that_is_in_the_air() {
    let commands = sequence(11);
    let oracle = in_batches(&commands, &[1]);
    for memory in [0, 2, 20] {
        assert_same(&oracle, &in_the_air(&commands, Options { batch: 8, memory, ..options() }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn batches_do_not_show(seed: u64, sizes in vec(1_usize..80, 1..12), flying in 1_usize..80) {
        let commands = sequence(seed);
        let oracle = in_batches(&commands, &[1]);
        prop_assert!(oracle.tables.events.len() > 50, "{} events", oracle.tables.events.len());
        assert_same(&oracle, &in_batches(&commands, &sizes));
        assert_same(&oracle, &in_the_air(&commands, Options { batch: flying, ..options() }));
    }

    #[test]
    fn what_is_not_done_does_not_show(seed: u64, size in 1_usize..80) {
        let commands = sequence(seed);
        let all = in_batches(&commands, &[size]);
        let done: Vec<Asked> =
            commands.into_iter().zip(&all.told).filter(|(_, told)| told.is_ok()).map(|(asked, _)| asked).collect();
        prop_assert!(done.len() < all.told.len());
        assert_same_books(&all.tables, &in_batches(&done, &[size]).tables);
    }
}
