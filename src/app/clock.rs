//! A clock that stands still until it is moved: for running years in seconds.

use crate::domain::{Clock, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// A simulated clock.
#[derive(Debug)]
pub struct SimulatedClock(AtomicI64);

impl SimulatedClock {
    /// A clock that stands at this time.
    pub fn new(time: Timestamp) -> Self {
        Self(AtomicI64::new(time.ms()))
    }

    /// Moves it to this time, forward or back.
    pub fn set(&self, time: Timestamp) {
        self.0.store(time.ms(), Ordering::SeqCst);
    }
}

impl Clock for SimulatedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.0.load(Ordering::SeqCst))
    }
}
