//! Random numbers are handed in, like the time, so that a story can be told again the same.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::{Mutex, PoisonError};

/// Where fresh ids get their random bits from.
pub trait Chance: Send + Sync {
    /// 32 random bits.
    fn draw(&self) -> u32;
}

/// The system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn draw(&self) -> u32 {
        rand::random()
    }
}

/// The same numbers every time, for stories and tests. Never for real residents: their ids could be guessed.
#[derive(Debug)]
pub struct SeededChance(Mutex<StdRng>);

impl SeededChance {
    /// The numbers that begin with this seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Chance for SeededChance {
    fn draw(&self) -> u32 {
        // A panic elsewhere can't leave the generator half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).random()
    }
}
