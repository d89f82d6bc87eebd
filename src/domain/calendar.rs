//! Days of a programme: from a moment to the local day and back, months, and working days.
//!
//! A moment belongs to a day only in a zone, so that "until 31 March" ends at the neighbourhood's midnight.

use std::fmt;

use jiff::Span;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::time::Timestamp;

mod holidays;
#[cfg(test)]
mod tests;

pub use holidays::holidays;

/// A time zone with an IANA name (tzdb), such as `Europe/Amsterdam`; in JSON it is that name.
///
/// The rules come from the data compiled into the binary, so that every machine agrees about midnight.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

/// A day as people write it: `14 June 2026`.
pub fn day_in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A name that is no time zone.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no time zone called {name:?}; use a name like Europe/Amsterdam")]
pub struct UnknownZone {
    /// What was asked for.
    pub name: String,
}

impl Zone {
    /// The zone of that name, whatever its case.
    ///
    /// # Errors
    /// [`UnknownZone`] for a name that the compiled-in database does not have.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        TimeZoneDatabase::bundled()
            .get(name)
            .ok()
            // "Etc/Unknown" is found, but has no name and no rules.
            .filter(|zone| zone.iana_name().is_some())
            .map(Self)
            .ok_or_else(|| UnknownZone { name: name.to_owned() })
    }

    /// Europe/Amsterdam, the zone of a programme unless it says otherwise.
    #[expect(clippy::missing_panics_doc, reason = "the zone is compiled in, and the tests build it")]
    pub fn amsterdam() -> Self {
        Self::named("Europe/Amsterdam").expect("the time zones of the world are compiled into the binary")
    }

    /// Its IANA name, in the usual case.
    pub fn name(&self) -> &str {
        // `named` lets only zones with a name through.
        self.0.iana_name().unwrap_or_default()
    }

    /// The day that it is there at that moment.
    pub fn local_day(&self, moment: Timestamp) -> Date {
        self.0.to_datetime(moment.to_jiff()).date()
    }

    /// When that day is over: the first moment of the next one, so "until 31 March" is 1 April 00:00 local.
    /// Exclusive: what happens at this moment is too late.
    ///
    /// Where clocks skip midnight it is the first moment after the gap. Days before 1970 end at
    /// [`Timestamp::MIN`], days beyond the last at [`Timestamp::MAX`].
    pub fn end_of_day(&self, day: Date) -> Timestamp {
        let midnight =
            day.tomorrow().and_then(|next| self.0.to_timestamp(next.to_datetime(Time::midnight())));
        match midnight {
            Ok(moment) => Timestamp::from_ms(moment.as_millisecond()),
            Err(_) if day.year() < 1970 => Timestamp::MIN,
            Err(_) => Timestamp::MAX,
        }
    }

    /// The day that an exclusive moment ends or interrupts, to be shown to people as "until and including";
    /// the inverse of [`Zone::end_of_day`].
    pub fn last_day_before(&self, end: Timestamp) -> Date {
        self.local_day(Timestamp::from_ms(end.ms() - 1))
    }
}

/// Counting days. Months and days are the same in every zone, and working days are those of the Netherlands
/// whatever the zone; they are asked of the zone so that a decision has one calendar in hand.
impl Zone {
    /// The same day of the month `months` later, or that month's last day: a month after 31 January is 28 or
    /// 29 February. Stops at [`Date::MAX`].
    pub fn months_later(&self, day: Date, months: u32) -> Date {
        Span::new().try_months(months).map_or(Date::MAX, |span| day.saturating_add(span))
    }

    /// The day `days` calendar days later. Stops at [`Date::MAX`].
    pub fn days_later(&self, day: Date, days: u32) -> Date {
        Span::new().try_days(days).map_or(Date::MAX, |span| day.saturating_add(span))
    }

    /// The `n`-th working day after `day`, which itself does not count; for 0 the day itself. Stops at
    /// [`Date::MAX`].
    pub fn working_days_later(&self, day: Date, n: u32) -> Date {
        let mut current = day;
        let mut left = n;
        while left > 0 {
            let Ok(next) = current.tomorrow() else { return Date::MAX };
            current = next;
            left -= u32::from(self.is_working_day(current));
        }
        current
    }

    /// Whether banks and offices in the Netherlands work that day: no weekend and none of [`holidays`].
    pub fn is_working_day(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let holiday = holidays(day.year()).is_some_and(|days| days.contains(&day));
        !weekend && !holiday
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::named(&name)
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}
