//! Moments: milliseconds since 1970 in UTC, and the clock that commands are stamped by.
//!
//! Nothing in the domain reads a clock: time comes in with a command, so that a replay sees what was seen
//! then.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A moment in milliseconds since 1970-01-01T00:00:00Z, always from 1970 through 9999, so that it has a date
/// in every zone. In JSON it is that number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Timestamp(i64);

/// Why something is not a [`Timestamp`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TimestampError {
    /// A number of milliseconds outside 1970..=9999.
    #[error("{0} is not a moment from 1970 through 9999, counted in milliseconds since 1970")]
    OutOfRange(i64),
    /// A text that is not RFC 3339.
    #[error("this is not a moment written like 2026-03-31T22:00:00Z, from 1970 through 9999")]
    NotRfc3339,
}

impl Timestamp {
    /// 1970-01-01T00:00:00.000Z.
    pub const MIN: Self = Self(0);
    /// 9999-12-30T22:00:00.999Z: the last millisecond that still has a date in year 9999 in every zone.
    pub const MAX: Self = Self(253_402_207_200_999);

    /// The moment `ms` milliseconds after 1970; outside the range it is [`Timestamp::MIN`] or
    /// [`Timestamp::MAX`]. For numbers that come from outside use `Timestamp::try_from`, which refuses.
    pub const fn from_ms(ms: i64) -> Self {
        if ms < Self::MIN.0 {
            Self::MIN
        } else if ms > Self::MAX.0 {
            Self::MAX
        } else {
            Self(ms)
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The moment `ms` milliseconds later (earlier if negative), or nothing outside the range.
    pub fn checked_add_ms(self, ms: i64) -> Option<Self> {
        self.0.checked_add(ms).and_then(|sum| Self::try_from(sum).ok())
    }

    /// The same moment for jiff. Every `Timestamp` lies in jiff's range, so the fallback is never taken.
    pub(super) fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }
}

impl TryFrom<i64> for Timestamp {
    type Error = TimestampError;

    fn try_from(ms: i64) -> Result<Self, TimestampError> {
        let moment = Self::from_ms(ms);
        if moment.0 == ms { Ok(moment) } else { Err(TimestampError::OutOfRange(ms)) }
    }
}

impl From<Timestamp> for i64 {
    fn from(moment: Timestamp) -> Self {
        moment.0
    }
}

/// RFC 3339 in UTC with milliseconds: `2026-03-31T22:00:00.000Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.to_jiff())
    }
}

/// Reads RFC 3339 with any offset; what is finer than a millisecond is dropped.
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let moment: jiff::Timestamp = text.parse().map_err(|_| TimestampError::NotRfc3339)?;
        if moment < jiff::Timestamp::UNIX_EPOCH {
            // Dropping the fraction of a moment just before 1970 would move it into the range.
            return Err(TimestampError::NotRfc3339);
        }
        Self::try_from(moment.as_millisecond())
    }
}

/// Where the writer gets the time of a command from: the machine's clock, or a simulated one.
pub trait Clock: Send + Sync {
    /// The present moment. May jump back; who records it sees to it that recorded time never decreases.
    fn now(&self) -> Timestamp;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_reads_rfc_3339() {
        let moment = Timestamp::from_ms(1_774_994_400_007);
        assert_eq!(moment.to_string(), "2026-03-31T22:00:00.007Z");
        assert_eq!("2026-03-31T22:00:00.007Z".parse(), Ok(moment));
        assert_eq!("2026-04-01T00:00:00.0079+02:00".parse(), Ok(moment));
        assert_eq!(Timestamp::MIN.to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(Timestamp::MAX.to_string(), "9999-12-30T22:00:00.999Z");
        assert_eq!("9999-12-30T22:00:00.999Z".parse(), Ok(Timestamp::MAX));
    }

    #[test]
    fn refuses_texts_that_are_no_moment() {
        for text in
            ["", "yesterday", "2026-03-31", "2026-02-30T00:00:00Z", "1969-12-31T23:59:59.9999Z", "1e3"]
        {
            assert_eq!(text.parse::<Timestamp>(), Err(TimestampError::NotRfc3339), "{text}");
        }
    }

    #[test]
    fn stays_in_its_range() {
        let (min, max) = (Timestamp::MIN, Timestamp::MAX);
        assert_eq!(max.to_jiff().as_millisecond(), jiff::Timestamp::MAX.as_millisecond());
        assert_eq!((Timestamp::from_ms(-1), Timestamp::from_ms(i64::MAX)), (min, max));
        assert_eq!(Timestamp::try_from(-1), Err(TimestampError::OutOfRange(-1)));
        assert_eq!(max.checked_add_ms(0), Some(max));
        assert_eq!(max.checked_add_ms(1), None);
        assert_eq!(max.checked_add_ms(i64::MAX), None);
        assert_eq!(min.checked_add_ms(-1), None);
        assert_eq!(min.checked_add_ms(5).and_then(|later| later.checked_add_ms(-5)), Some(min));
    }

    #[test]
    fn is_a_plain_number_in_json() {
        let moment = Timestamp::from_ms(1_774_994_400_007);
        assert_eq!(serde_json::to_string(&moment).unwrap(), "1774994400007");
        assert_eq!(serde_json::from_str::<Timestamp>("1774994400007").unwrap(), moment);
        let refused = serde_json::from_str::<Timestamp>("-1").unwrap_err().to_string();
        assert!(refused.contains("-1 is not a moment from 1970"), "{refused}");
    }
}
