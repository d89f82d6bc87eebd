//! How requests come: at a fixed rate whether those before were answered or not, as people do who know nothing of each
//! other; or from so many connections, each waiting for its answer.

use crate::cli::CliError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Asks so often a second, counted from 0, and answers with the microseconds of each, in order. Each is counted from when
/// it was due: one that waits for those before it, or is sent too late, is as slow as whoever waits for it finds it.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub async fn at_rate<W>(rate: u32, count: usize, ask: impl Fn(usize) -> W) -> Result<Vec<u32>, CliError>
where
    W: Future<Output = Result<(), CliError>> + Send + 'static,
{
    let begun = Instant::now();
    let mut asked = JoinSet::new();
    for number in 0..count {
        let due = begun + Duration::from_secs(1).mul_f64(seconds(number, rate));
        tokio::time::sleep_until(due.into()).await;
        let answer = ask(number);
        asked.spawn(async move { answer.await.map(|()| (number, micros(due.elapsed()))) });
    }
    let mut took = vec![0; count];
    while let Some(ended) = asked.join_next().await {
        let (number, micros) = ended.map_err(|error| CliError::Other(error.to_string()))??;
        took[number] = micros;
    }
    Ok(took)
}

/// Asks from so many connections at once, so often in all, and answers with the microseconds of each, in no order, and the
/// time in which all of them were.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub async fn at_once<W>(
    connections: usize,
    count: usize,
    ask: impl Fn(usize) -> W + Clone + Send + Sync + 'static,
) -> Result<(Vec<u32>, Duration), CliError>
where
    W: Future<Output = Result<(), CliError>> + Send + 'static,
{
    let (begun, next) = (Instant::now(), Arc::new(AtomicUsize::new(0)));
    let mut clients = JoinSet::new();
    for _ in 0..connections.min(count) {
        let (next, ask) = (Arc::clone(&next), ask.clone());
        clients.spawn(async move {
            let mut took = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok::<_, CliError>(took);
                }
                let begun = Instant::now();
                ask(number).await?;
                took.push(micros(begun.elapsed()));
            }
        });
    }
    let mut took = Vec::with_capacity(count);
    while let Some(ended) = clients.join_next().await {
        took.extend(ended.map_err(|error| CliError::Other(error.to_string()))??);
    }
    Ok((took, begun.elapsed()))
}

fn micros(took: Duration) -> u32 {
    u32::try_from(took.as_micros()).unwrap_or(u32::MAX)
}

/// When the one with this number is due, in seconds.
#[expect(clippy::cast_precision_loss, reason = "requests of one run are few")]
fn seconds(number: usize, rate: u32) -> f64 {
    number as f64 / f64::from(rate)
}
