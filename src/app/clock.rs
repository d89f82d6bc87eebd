//! Times to come, and a clock that stands still until it is moved: for running years in seconds.

use crate::domain::{Clock, Timestamp};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

/// So many milliseconds later, or the end of time.
pub(super) fn later(now: Timestamp, ms: i64) -> Timestamp {
    now.checked_add_ms(ms).unwrap_or(Timestamp::MAX)
}

/// A simulated clock.
#[derive(Debug)]
pub struct SimulatedClock {
    time: AtomicI64,
    /// Since when it goes by itself.
    going: OnceLock<Instant>,
}

impl SimulatedClock {
    /// A clock that stands at this time.
    pub fn new(time: Timestamp) -> Self {
        Self { time: AtomicI64::new(time.ms()), going: OnceLock::new() }
    }

    /// Moves it to this time, forward or back.
    pub fn set(&self, time: Timestamp) {
        self.time.store(time.ms(), Ordering::SeqCst);
    }

    /// From now on it goes by itself, as fast as other clocks.
    #[expect(clippy::disallowed_methods, reason = "from here on it is a clock like others")]
    pub fn go(&self) {
        self.going.get_or_init(Instant::now);
    }
}

impl Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        let gone = self.going.get().map_or(0, |since| since.elapsed().as_millis());
        let gone = i64::try_from(gone).unwrap_or(i64::MAX);
        Timestamp::from_ms(self.time.load(Ordering::SeqCst).saturating_add(gone))
    }
}
