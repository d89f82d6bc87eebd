//! What is done before anything is measured: a book of many cheques, visits opened by typing codes, and cheques that are
//! activated over HTTP. Only how long a code takes is measured here.

use super::Amounts;
use super::proxy::Proxy;
use super::visitor::{Giver, Visitor};
use crate::app::codes::printed;
use crate::cli::bench::{Bench, load, prepare};
use crate::cli::{CliError, progress};
use crate::domain::code::Code;
use crate::domain::programme::Programme;
use crate::domain::{ChequeId, ProgrammeId};
use std::sync::Arc;
use std::time::Instant;
use tokio::task::JoinSet;

/// Cheques of a round.
const OF_A_ROUND: i64 = 5000;
/// Connections from which codes are typed and cheques activated.
const AT_ONCE: usize = 16;

/// Who is there once all is ready.
#[derive(Debug, Default)]
pub struct Ready {
    /// Those who look: by turns before and after their cheque was activated.
    pub lookers: Vec<Visitor>,
    /// Those who give beside them, and those who give as fast as they can.
    pub givers: [Vec<Giver>; 2],
    /// Microseconds that a code took.
    pub known: Vec<u32>,
    /// Microseconds that a code took that nobody has.
    pub unknown: Vec<u32>,
}

/// Fills the book with cheques until it has so many, half of the new ones given and half of them still in their letters,
/// and issues those whose codes are to be typed: answers with these.
pub async fn codes(bench: &Arc<Bench>, wanted: i64, typed: usize) -> Result<Vec<Code>, CliError> {
    let typed = i64::try_from(typed).unwrap_or(i64::MAX);
    let missing = (wanted - last_cheque(bench).await? - typed).max(0);
    let given = missing / 2;
    if given > 0 {
        let commands = usize::try_from(given).unwrap_or_default() * load::COMMANDS_PER_CHEQUE;
        load::run(bench, commands, "commands to fill the book").await?;
        bench.recorder.take();
    }
    let in_letters = missing - given;
    let count = progress::count("cheques", usize::try_from(in_letters + typed).unwrap_or_default());
    let (mut issued, mut codes) = (0, Vec::new());
    while issued < in_letters + typed {
        // None of those that fill the book is in a round with one that is typed.
        let until = if issued < in_letters { in_letters } else { in_letters + typed };
        let numbers = prepare::cheques(bench, OF_A_ROUND.min(until - issued)).await?;
        if until > in_letters {
            let printed = printed(&bench.app, bench.book, numbers.clone().map(ChequeId)).await?;
            codes.extend(printed.into_iter().map(|(_, code)| code));
        }
        issued += numbers.end - numbers.start;
        count.reached(usize::try_from(issued).unwrap_or_default());
    }
    count.finish();
    Ok(codes)
}

/// How many cheques the book has.
pub async fn last_cheque(bench: &Bench) -> Result<i64, CliError> {
    let programme = bench.app.look::<Programme>(bench.book, ProgrammeId::ONLY).await?;
    Ok(programme.map_or(0, |programme| programme.last_cheque))
}

/// Opens all visits, and activates the cheques of those who give and of half of those who look.
pub async fn ready(amounts: Amounts, proxy: &Arc<Proxy>, codes: &[Code]) -> Result<Ready, CliError> {
    progress::say(&format!(
        "Typing {} codes from {AT_ONCE} connections, and activating most of them. What follows takes {} seconds at least.",
        codes.len(),
        3 * amounts.pages / amounts.rate as usize
    ));
    let mut ready = Ready::default();
    let mut visitors = Vec::with_capacity(codes.len());
    for Typed { visitor, known, unknown } in each(proxy, codes.to_vec(), type_in).await? {
        visitors.push(visitor);
        ready.known.push(known);
        ready.unknown.push(unknown);
    }
    let mut givers = visitors.split_off(amounts.lookers());
    let savers = visitors.split_off(visitors.len() / 2);
    let savers = each(proxy, savers, activate).await?;
    let savers = savers.iter().map(|giver| giver.visitor().clone());
    ready.lookers = visitors.into_iter().zip(savers).flat_map(|(one, other)| [one, other]).collect();
    let last = givers.split_off(amounts.givers()[0]);
    ready.givers = [each(proxy, givers, activate).await?, each(proxy, last, activate).await?];
    Ok(ready)
}

/// A visit that was opened, and how many microseconds it took.
#[derive(Debug)]
struct Typed {
    visitor: Visitor,
    known: u32,
    unknown: u32,
}

/// Types a code that nobody has, and then one of a letter.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
async fn type_in(proxy: Arc<Proxy>, code: Code) -> Result<Typed, CliError> {
    let mut visitor = Visitor::new();
    let micros = |begun: Instant| u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
    let begun = Instant::now();
    visitor.guess(&proxy).await?;
    let (unknown, begun) = (micros(begun), Instant::now());
    visitor.show(&proxy, code).await?;
    Ok(Typed { known: micros(begun), visitor, unknown })
}

async fn activate(proxy: Arc<Proxy>, visitor: Visitor) -> Result<Giver, CliError> {
    visitor.activate(&proxy).await
}

/// Does it for each, from a few connections at once; in no order.
async fn each<T: Send + 'static, D: Send + 'static, W>(
    proxy: &Arc<Proxy>,
    all: Vec<T>,
    work: impl Fn(Arc<Proxy>, T) -> W,
) -> Result<Vec<D>, CliError>
where
    W: Future<Output = Result<D, CliError>> + Send + 'static,
{
    let (mut left, mut done) = (all.into_iter(), Vec::new());
    let mut working: JoinSet<_> =
        left.by_ref().take(AT_ONCE).map(|one| work(Arc::clone(proxy), one)).collect();
    while let Some(ended) = working.join_next().await {
        done.push(ended.map_err(|error| CliError::Other(error.to_string()))??);
        if let Some(next) = left.next() {
            working.spawn(work(Arc::clone(proxy), next));
        }
    }
    Ok(done)
}
