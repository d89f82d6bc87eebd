//! How long a writer waits for a database that can't be reached.

use std::time::Duration;

/// The first wait; each further one is twice as long.
const FIRST: Duration = Duration::from_millis(50);
/// How many waits: six seconds together, in which a server can restart.
const WAITS: u32 = 7;

/// Waits that grow, until there is no sense in it any more.
#[derive(Debug)]
pub struct Patience {
    waits: u32,
}

impl Patience {
    /// All of it.
    pub fn new() -> Self {
        Self { waits: 0 }
    }

    /// Waits before the next try; false, at once, if there have been enough.
    pub async fn wait(&mut self) -> bool {
        if self.waits == WAITS {
            return false;
        }
        tokio::time::sleep(FIRST * 2_u32.pow(self.waits)).await;
        self.waits += 1;
        true
    }
}
