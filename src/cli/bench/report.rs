//! The figures of a benchmark.

use super::record::Totals;
use super::{Arguments, Measured};
use crate::cli::CliError;
use crate::store::{Database, Engine, StoreError};
use sea_orm::{ConnectionTrait, Statement};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// One line of JSON. Rates are commands per second, latencies milliseconds.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    engine: String,
    concurrency: u32,
    batch: u32,
    hot_percent: u32,
    commands: usize,
    commands_per_s: f64,
    p50_ms: f64,
    p99_ms: f64,
    p999_ms: f64,
    events: usize,
    commits: usize,
    rows_per_command: f64,
    bytes_per_event: f64,
    ceiling_per_s: Option<f64>,
    ceiling_rows_per_s: Option<f64>,
    per_command_per_s: Option<f64>,
    floor_p50_ms: Option<f64>,
    rss_mb: f64,
    /// Settings of the database that matter.
    pub settings: BTreeMap<String, String>,
}

impl Report {
    /// The figures of the measured run.
    pub fn new(arguments: &Arguments, engine: Engine, measured: Measured, totals: Totals) -> Self {
        let mut latencies = measured.latencies;
        latencies.sort_unstable();
        let Totals { commands, commits, events, bytes, rows } = totals;
        Self {
            engine: format!("{engine:?}").to_lowercase(),
            concurrency: arguments.concurrency,
            batch: arguments.batch,
            hot_percent: arguments.hot,
            commands: latencies.len(),
            commands_per_s: round(rate(latencies.len(), measured.took)),
            p50_ms: percentile(&latencies, 0.5),
            p99_ms: percentile(&latencies, 0.99),
            p999_ms: percentile(&latencies, 0.999),
            events,
            commits,
            rows_per_command: round(ratio(rows, commands)),
            bytes_per_event: round(ratio(bytes, events)),
            rss_mb: resident_mb(),
            ..Self::default()
        }
    }

    /// The ceiling: what was written again, and how long it took.
    pub fn ceiling(&mut self, written: Totals, took: Duration) {
        self.ceiling_per_s = Some(round(rate(written.commands, took)));
        self.ceiling_rows_per_s = Some(round(rate(written.rows, took)));
    }

    /// One transaction for each command, and the floor.
    pub fn single(&mut self, measured: &Measured, floor: Vec<Duration>) {
        self.per_command_per_s = Some(round(rate(measured.latencies.len(), measured.took)));
        let micros = |took: Duration| u32::try_from(took.as_micros()).unwrap_or(u32::MAX);
        let mut floor: Vec<u32> = floor.into_iter().map(micros).collect();
        floor.sort_unstable();
        self.floor_p50_ms = Some(percentile(&floor, 0.5));
    }
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// So many a second.
#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
pub fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64().max(f64::EPSILON)
}

/// To the second decimal.
pub fn round(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

/// The value below which this part of the sorted microseconds lies, in milliseconds.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an index into a list in memory"
)]
pub fn percentile(sorted: &[u32], part: f64) -> f64 {
    let index = (sorted.len() as f64 * part) as usize;
    sorted.get(index.min(sorted.len().saturating_sub(1))).map_or(0.0, |&micros| f64::from(micros) / 1000.0)
}

/// Memory of this process, in MB; 0 where the system does not tell.
pub fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse::<f64>().ok());
    round(kib.unwrap_or(0.0) / 1024.0)
}

/// The settings that decide what durable means, as the database has them.
pub async fn settings(database: &Database) -> Result<BTreeMap<String, String>, CliError> {
    let backend = database.writer.get_database_backend();
    let (names, ask): (&[&str], &str) = match database.engine {
        Engine::Sqlite => (&["synchronous", "journal_mode", "cache_size", "secure_delete"], "PRAGMA"),
        Engine::Postgres => (
            &[
                "server_version",
                "fsync",
                "synchronous_commit",
                "full_page_writes",
                "shared_buffers",
                "max_wal_size",
            ],
            "SHOW",
        ),
    };
    let mut settings = BTreeMap::new();
    for name in names {
        let statement = Statement::from_string(backend, format!("{ask} {name}"));
        let row = database.writer.query_one_raw(statement).await.map_err(StoreError::from)?;
        let Some(row) = row else { continue };
        let number = || row.try_get_by_index::<i64>(0).map(|value| value.to_string());
        let value = row.try_get_by_index::<String>(0).or_else(|_| number()).map_err(StoreError::from)?;
        settings.insert((*name).to_string(), value);
    }
    Ok(settings)
}
