//! The figures of the website.

use super::super::report::{percentile, rate, resident_mb, round};
use super::Amounts;
use crate::store::Engine;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;

/// Latencies.
#[derive(Debug, Default, Serialize)]
#[expect(clippy::struct_field_names, reason = "a figure says its unit")]
pub struct Latency {
    p50_ms: f64,
    p99_ms: f64,
    p999_ms: f64,
}

impl Latency {
    /// Of these microseconds.
    pub fn of(mut micros: Vec<u32>) -> Self {
        micros.sort_unstable();
        let [p50_ms, p99_ms, p999_ms] = [0.5, 0.99, 0.999].map(|part| percentile(&micros, part));
        Self { p50_ms, p99_ms, p999_ms }
    }
}

/// One line of JSON.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    engine: String,
    cheques: i64,
    rate: u32,
    pages: usize,
    page: Latency,
    page_before_activation: Latency,
    page_of_savings: Latency,
    /// The page without pledges beside it.
    pub page_alone: Latency,
    /// A text for which no database is asked.
    pub floor: Latency,
    pledge_rate: u32,
    pledges_beside: usize,
    /// Pledges beside the pages.
    pub pledge_beside: Latency,
    /// Codes of letters.
    pub code: Latency,
    /// Codes that nobody has.
    pub code_unknown: Latency,
    connections: usize,
    pledges: usize,
    pledges_per_s: f64,
    pledge: Latency,
    rss_mb: f64,
    settings: BTreeMap<String, String>,
}

impl Report {
    /// Of pledges as fast as they went.
    pub fn new(amounts: Amounts, (micros, took): (Vec<u32>, Duration)) -> Self {
        let Amounts { rate: page_rate, pages, pledge_rate, pledges_beside, pledges, connections } = amounts;
        Self {
            rate: page_rate,
            pages,
            pledge_rate,
            pledges_beside,
            connections,
            pledges,
            pledges_per_s: round(rate(pledges, took)),
            pledge: Latency::of(micros),
            rss_mb: resident_mb(),
            ..Self::default()
        }
    }

    /// The pages with pledges beside them, of which every other one is that of savings.
    pub fn pages(&mut self, micros: Vec<u32>) {
        let half = |first| micros.iter().skip(first).step_by(2).copied().collect();
        self.page_before_activation = Latency::of(half(0));
        self.page_of_savings = Latency::of(half(1));
        self.page = Latency::of(micros);
    }

    /// Where it was.
    pub fn about(&mut self, engine: Engine, cheques: i64, settings: BTreeMap<String, String>) {
        self.engine = format!("{engine:?}").to_lowercase();
        (self.cheques, self.settings) = (cheques, settings);
    }
}
