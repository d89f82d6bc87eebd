//! The timed part: clients that activate cheques and pledge them, each waiting for its answer.

use super::prepare::{self, PLEDGE_CENTS};
use super::{Bench, Measured, key, now};
use crate::app::Wish;
use crate::app::writer::Failure;
use crate::cli::CliError;
use crate::cli::progress::{self, Count};
use crate::domain::cheque::{Activate, ChequeCommand};
use crate::domain::wallet::{Give, WalletCommand};
use crate::domain::{Actor, Cents, ChequeId, HouseholdId, InitiativeId, LotId, Refusal, WalletId};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// Cheques issued at a time: the first commands must start soon, later ones rarely wait.
const CHUNKS: [i64; 2] = [500, 5000];
/// Commands for each cheque: one activation and three pledges.
pub const COMMANDS_PER_CHEQUE: usize = 4;
/// How often it is told how far it is: seldom enough to measure nothing of it.
const TELL: Duration = Duration::from_secs(1);

/// Runs `commands` commands and measures them; issuing cheques in between is not counted. They are told as `what`.
pub async fn run(bench: &Arc<Bench>, commands: usize, what: &'static str) -> Result<Measured, CliError> {
    let mut measured = Measured::default();
    // A cheque that is begun is pledged.
    let count = progress::count(what, commands.next_multiple_of(COMMANDS_PER_CHEQUE));
    let mut chunk = CHUNKS[0];
    while measured.latencies.len() < commands {
        let left = commands - measured.latencies.len();
        let cheques = chunk.min(left.div_ceil(COMMANDS_PER_CHEQUE) as i64);
        let numbers = prepare::cheques(bench, cheques).await?;
        let (latencies, took) = segment(bench, numbers, (&count, measured.latencies.len())).await?;
        measured.latencies.extend(latencies);
        count.reached(measured.latencies.len());
        measured.took += took;
        chunk = CHUNKS[1];
    }
    count.finish();
    Ok(measured)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn segment(
    bench: &Arc<Bench>,
    cheques: Range<i64>,
    (count, before): (&Count, usize),
) -> Result<(Vec<u32>, Duration), CliError> {
    let next = Arc::new(AtomicI64::new(cheques.start));
    bench.recorder.run(true);
    let begun = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..bench.concurrency {
        clients.spawn(client(Arc::clone(bench), Arc::clone(&next), cheques.end));
    }
    let mut latencies = Vec::new();
    let mut tell = tokio::time::interval(TELL);
    loop {
        tokio::select! {
            ended = clients.join_next() => match ended {
                Some(ended) => latencies.extend(ended.map_err(|error| CliError::Other(error.to_string()))??),
                None => break,
            },
            _ = tell.tick() => {
                // The clients look for a cheque once more behind the last one.
                let begun = next.load(Ordering::Relaxed).min(cheques.end) - cheques.start;
                count.reached(before + usize::try_from(begun).unwrap_or_default() * COMMANDS_PER_CHEQUE);
            }
        }
    }
    let took = begun.elapsed();
    bench.recorder.run(false);
    Ok((latencies, took))
}

/// One client: takes a cheque, activates it, pledges it in three parts, takes the next.
async fn client(bench: Arc<Bench>, next: Arc<AtomicI64>, end: i64) -> Result<Vec<u32>, CliError> {
    let mut latencies = Vec::new();
    loop {
        let cheque = next.fetch_add(1, Ordering::Relaxed);
        if cheque >= end {
            return Ok(latencies);
        }
        let (wallet, micros) = activate(&bench, ChequeId(cheque)).await?;
        latencies.push(micros);
        let actor = Actor::Resident(wallet);
        for _ in 1..COMMANDS_PER_CHEQUE {
            let give = Give { initiative: pick(&bench), cents: Cents::new(PLEDGE_CENTS).unwrap_or_default() };
            let pledge = WalletCommand::Pledge { wallet, gives: vec![give] };
            latencies.push(timed(&bench, Wish::new(key(), actor, pledge)).await?);
        }
    }
}

/// Activates a cheque into a new wallet. Among millions of ids two are the same now and then: drawn again.
async fn activate(bench: &Bench, cheque: ChequeId) -> Result<(WalletId, u32), CliError> {
    loop {
        let now = now();
        let wallet = WalletId::fresh(now, rand::random());
        let activate = ChequeCommand::Activate(Activate {
            cheque,
            generation: 1,
            wallet,
            new_wallet: true,
            household: HouseholdId::fresh(now, rand::random()),
            new_household: true,
            lot: LotId::fresh(now, rand::random()),
        });
        match timed(bench, Wish::new(key(), Actor::Resident(wallet), activate)).await {
            Err(CliError::Command(Failure::Refused(Refusal::IdTaken))) => {}
            measured => return Ok((wallet, measured?)),
        }
    }
}

fn pick(bench: &Bench) -> InitiativeId {
    let hot = rand::random_range(0..100) < bench.hot_percent;
    bench.initiatives[if hot { 0 } else { rand::random_range(0..bench.initiatives.len()) }]
}

/// Microseconds until the answer.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn timed(bench: &Bench, wish: Wish) -> Result<u32, CliError> {
    let begun = Instant::now();
    let key = wish.key;
    bench.ask(wish).await?;
    bench.acknowledge(key)?;
    Ok(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX))
}
