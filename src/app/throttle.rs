//! Slowing down whoever tries something too often, by where it comes from.

use super::App;
use crate::domain::Timestamp;
use crate::store::{StoreError, attempts};
use std::net::IpAddr;

/// How long an attempt counts, in milliseconds.
const MEMORY: i64 = 60 * 60 * 1000;

/// Something that is tried, and how much of it is borne.
#[derive(Debug)]
pub struct Throttle {
    /// Keeps the counts of different things apart.
    name: &'static str,
    /// From how many attempts within the last hour each next one has to wait how many milliseconds.
    steps: &'static [(i64, i64)],
}

/// Wrong codes of a network. A community centre has one address for everybody in it, so the first steps are gentle;
/// with 40,000 live codes a blind guess hits one in 2.8e10.
pub const WRONG_CODES: Throttle =
    Throttle { name: "wrong codes", steps: &[(20, 5_000), (40, 20_000), (80, 60_000), (160, 300_000)] };
/// Mails to sign in with that a network asks for.
pub const MAILS_OF_A_NETWORK: Throttle =
    Throttle { name: "mails of a network", steps: &[(20, 10_000), (40, 60_000), (80, 300_000)] };
/// Mails to sign in with that go to one address, so that nobody fills somebody's mailbox.
pub const MAILS_TO_AN_ADDRESS: Throttle =
    Throttle { name: "mails to an address", steps: &[(3, 60_000), (6, 600_000)] };

/// Offers to help, and words about what is wrong, that come from a network.
pub const WORDS_OF_A_NETWORK: Throttle =
    Throttle { name: "words of a network", steps: &[(10, 20_000), (20, 120_000), (40, 600_000)] };

/// Reports of one initiative that are sent in and corrected: each is kept for ever.
pub const REPORTS: Throttle = Throttle { name: "reports", steps: &[(10, 60_000), (20, 600_000)] };

/// Visits that begin with one code: each is a row for an hour.
pub const VISITS_WITH_A_CODE: Throttle = Throttle { name: "visits with a code", steps: &[(200, 60_000)] };

/// New codes of a wallet: each is a row in the directory of codes for ever.
pub const NEW_CODES: Throttle = Throttle { name: "new codes", steps: &[(5, 600_000), (10, 3_600_000)] };

impl Throttle {
    /// How many seconds still have to pass, at least 1; none if nothing has to.
    ///
    /// # Errors
    /// The database's.
    pub async fn wait(&self, app: &App, whose: &[u8]) -> Result<Option<i64>, StoreError> {
        let now = app.now();
        let seen = attempts::seen(&app.database, self.digest(app, whose), earlier(now)).await?;
        Ok(seen.and_then(|seen| wait(self.steps, seen, now)))
    }

    /// Counts an attempt if nothing has to pass before it; how many seconds otherwise, at least 1.
    ///
    /// # Errors
    /// The database's.
    pub async fn take(&self, app: &App, whose: &[u8]) -> Result<Option<i64>, StoreError> {
        let now = app.now();
        let times = (now, earlier(now));
        if attempts::take(&app.database, self.digest(app, whose), times, self.steps).await? {
            return Ok(None);
        }
        Ok(Some(self.wait(app, whose).await?.unwrap_or(1)))
    }

    /// How many seconds still have to pass before what is not counted, such as a good code; none if nothing has to. It
    /// takes its turn among those that are counted: of many who try at once, whoever does not wait for them is past them.
    ///
    /// # Errors
    /// The database's.
    pub async fn pass(&self, app: &App, whose: &[u8]) -> Result<Option<i64>, StoreError> {
        let now = app.now();
        let times = (now, earlier(now));
        if attempts::pass(&app.database, self.digest(app, whose), times, self.steps).await? {
            return Ok(None);
        }
        // Also if nothing was counted here, or somebody else began meanwhile.
        self.wait(app, whose).await
    }

    fn digest(&self, app: &App, whose: &[u8]) -> [u8; 32] {
        app.keys.request_hash(&[self.name.as_bytes(), b"\0", whose].concat())
    }
}

/// Forgets what no longer counts.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    attempts::forget(&app.database, earlier(app.now())).await
}

/// The bytes of a network. Who has one address of IPv6 has all of its 64 bits' network.
pub fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

fn earlier(now: Timestamp) -> Timestamp {
    now.checked_add_ms(-MEMORY).unwrap_or(Timestamp::MIN)
}

/// How many seconds still have to pass after so many attempts; none if nothing has to.
fn wait(steps: &[(i64, i64)], (count, last): (i64, Timestamp), now: Timestamp) -> Option<i64> {
    let pause = steps.iter().rev().find(|(from, _)| count >= *from).map_or(0, |(_, pause)| *pause);
    let most = steps.iter().map(|(_, pause)| *pause).max().unwrap_or(0);
    let ago = now.ms().saturating_sub(last.ms());
    // What a clock that went wrong wrote down holds nobody up; that of another process may be a little ahead.
    let left = if ago < -most { 0 } else { (pause - ago).min(pause) };
    (left > 0).then(|| (left + 999) / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_tries_often_waits_longer() {
        let (last, at) = (Timestamp::from_ms(1_000_000), |ms: i64| Timestamp::from_ms(1_000_000 + ms));
        let steps = WRONG_CODES.steps;
        assert_eq!(wait(steps, (19, last), at(0)), None);
        assert_eq!(wait(steps, (20, last), at(0)), Some(5));
        assert_eq!(wait(steps, (20, last), at(4_999)), Some(1));
        assert_eq!(wait(steps, (20, last), at(5_000)), None);
        assert_eq!(wait(steps, (500, last), at(1)), Some(300));
        assert_eq!(
            wait(steps, (20, last), at(-6_000)),
            Some(5),
            "also where it waits shorter than it is ahead"
        );
        assert_eq!(wait(steps, (500, last), at(-1)), Some(300), "another process, a moment ahead");
        assert_eq!(wait(steps, (500, last), at(-300_001)), None, "a clock that ran ahead");
    }
}
