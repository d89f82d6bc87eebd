//! Tests of days, months and working days.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment in a test")
}

#[test]
fn until_31_march_ends_at_local_midnight_in_winter_and_in_summer_time() {
    let zone = Zone::amsterdam();
    assert_eq!(zone.end_of_day(date(2026, 3, 31)), at("2026-03-31T22:00:00Z"));
    assert_eq!(zone.end_of_day(date(2026, 12, 31)), at("2026-12-31T23:00:00Z"));
    // Clocks change on 29 March 2026: that day lasts 23 hours.
    assert_eq!(zone.end_of_day(date(2026, 3, 28)), at("2026-03-28T23:00:00Z"));
    assert_eq!(zone.end_of_day(date(2026, 3, 29)), at("2026-03-29T22:00:00Z"));
}

#[test]
fn the_end_of_a_day_belongs_to_the_next_day() {
    let zone = Zone::amsterdam();
    let end = zone.end_of_day(date(2026, 3, 31));
    assert_eq!(zone.local_day(end), date(2026, 4, 1));
    assert_eq!(zone.local_day(Timestamp::from_ms(end.ms() - 1)), date(2026, 3, 31));
    assert_eq!(zone.last_day_before(end), date(2026, 3, 31));
}

#[test]
fn midnight_may_be_missing() {
    // Clocks in Cairo went from 00:00 to 01:00 on Friday 26 April 2024.
    let cairo = Zone::named("Africa/Cairo").unwrap();
    assert_eq!(cairo.end_of_day(date(2024, 4, 25)), at("2024-04-25T22:00:00Z"));
    assert_eq!(cairo.local_day(at("2024-04-25T22:00:00Z")), date(2024, 4, 26));
    // Samoa skipped the whole of 30 December 2011.
    let apia = Zone::named("Pacific/Apia").unwrap();
    assert_eq!(apia.end_of_day(date(2011, 12, 29)), at("2011-12-30T10:00:00Z"));
    assert_eq!(apia.local_day(at("2011-12-30T10:00:00Z")), date(2011, 12, 31));
}

#[test]
fn a_zone_is_known_by_its_name() {
    assert_eq!(Zone::named("europe/amsterdam").unwrap().name(), "Europe/Amsterdam");
    assert_eq!(Zone::named("UTC").unwrap().to_string(), "UTC");
    assert_ne!(Zone::amsterdam(), Zone::named("Europe/Brussels").unwrap());
    for name in ["", "Europe/Capelle", "Etc/Unknown", "+02:00", "../etc/passwd"] {
        let refusal = Zone::named(name).unwrap_err();
        assert_eq!(refusal, UnknownZone { name: name.to_owned() });
        assert!(refusal.to_string().contains("use a name like Europe/Amsterdam"));
    }
}

#[test]
fn a_zone_is_its_name_in_json() {
    let json = serde_json::to_string(&Zone::amsterdam()).unwrap();
    assert_eq!(json, "\"Europe/Amsterdam\"");
    assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), Zone::amsterdam());
    assert!(serde_json::from_str::<Zone>("\"Mars\"").unwrap_err().to_string().contains("Mars"));
}

#[test]
fn months_are_clamped_to_the_end_of_the_month() {
    let zone = Zone::amsterdam();
    assert_eq!(zone.months_later(date(2026, 1, 31), 3), date(2026, 4, 30));
    assert_eq!(zone.months_later(date(2027, 11, 30), 3), date(2028, 2, 29));
    assert_eq!(zone.months_later(date(2024, 2, 29), 24), date(2026, 2, 28));
    assert_eq!(zone.months_later(date(2026, 1, 31), 0), date(2026, 1, 31));
}

#[test]
fn days_cross_months_and_years() {
    let zone = Zone::amsterdam();
    assert_eq!(zone.days_later(date(2026, 12, 20), 14), date(2027, 1, 3));
    assert_eq!(zone.days_later(date(2028, 2, 28), 1), date(2028, 2, 29));
}

#[test]
fn nothing_panics_at_the_ends_of_the_calendar() {
    let zone = Zone::amsterdam();
    for day in [Date::MIN, Date::MAX, date(-9999, 12, 31), date(9999, 12, 30), date(0, 1, 1)] {
        let _ = (zone.is_working_day(day), zone.end_of_day(day), zone.months_later(day, u32::MAX));
        assert!(zone.days_later(day, u32::MAX) == Date::MAX && zone.working_days_later(day, 10) >= day);
    }
    assert_eq!(zone.end_of_day(Date::MAX), Timestamp::MAX);
    assert_eq!(zone.end_of_day(Date::MIN), Timestamp::MIN);
    assert_eq!(zone.working_days_later(date(9999, 12, 1), u32::MAX), Date::MAX);
    assert_eq!(zone.last_day_before(Timestamp::MIN), date(1970, 1, 1));
    assert_eq!((holidays(10_000), holidays(i16::MIN)), (None, None));
    assert!(holidays(9999).is_some() && holidays(-9999).is_some());
}

#[test]
fn holidays_of_2026_and_of_a_year_when_kings_day_moves() {
    let zone = Zone::amsterdam();
    let days_2026 = [(1, 1), (4, 6), (5, 25), (12, 25), (12, 26), (5, 14), (4, 27), (5, 5), (4, 3)];
    assert_eq!(holidays(2026), Some(days_2026.map(|(month, day)| date(2026, month, day))));
    assert!(!zone.is_working_day(date(2025, 4, 26)), "a Saturday, and King's Day too");
    assert!(holidays(2025).unwrap().contains(&date(2025, 4, 26)));
    assert!(!holidays(2025).unwrap().contains(&date(2025, 4, 27)));
}

/// Easter Sundays from the tables of the Astronomical Applications Department, US Naval Observatory, with the
/// earliest and latest possible among them.
#[test]
fn easter_follows_the_published_tables() {
    let tables = [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(1954, 4, 18),
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2027, 3, 28),
        date(2028, 4, 16),
        date(2038, 4, 25),
    ];
    for easter in tables {
        let monday = easter.tomorrow().unwrap();
        assert!(holidays(easter.year()).unwrap().contains(&monday), "Easter {easter}");
    }
}

#[test]
fn working_days_leave_out_weekends_and_holidays() {
    let zone = Zone::amsterdam();
    // Thursday 2 April 2026, then Good Friday, a weekend and Easter Monday.
    assert_eq!(zone.working_days_later(date(2026, 4, 2), 1), date(2026, 4, 7));
    assert_eq!(zone.working_days_later(date(2026, 4, 2), 3), date(2026, 4, 9));
    assert_eq!(zone.working_days_later(date(2026, 4, 4), 1), date(2026, 4, 7));
    assert_eq!(zone.working_days_later(date(2026, 4, 4), 0), date(2026, 4, 4));
    assert!(zone.is_working_day(date(2026, 4, 2)));
    assert!(!zone.is_working_day(date(2026, 4, 3)));
}

proptest! {
    #[test]
    fn a_moment_lies_in_its_local_day(ms in 0..Timestamp::MAX.ms(), zone in 0..5usize) {
        let names = ["Europe/Amsterdam", "UTC", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Kiritimati"];
        let zone = Zone::named(names[zone]).unwrap();
        let moment = Timestamp::from_ms(ms);
        let day = zone.local_day(moment);
        prop_assert!(moment < zone.end_of_day(day));
        prop_assert!(day.yesterday().is_ok_and(|before| zone.end_of_day(before) <= moment));
    }

    #[test]
    fn the_last_day_before_the_end_of_a_day_is_that_day(days in 0..2_900_000_i64) {
        let day = date(1970, 1, 1).saturating_add(days.days());
        let zone = Zone::amsterdam();
        prop_assert_eq!(zone.last_day_before(zone.end_of_day(day)), day);
    }

    #[test]
    fn working_days_add_up(days in 0..40_000_i64, first in 0..30_u32, second in 0..30_u32) {
        let zone = Zone::amsterdam();
        let day = date(2014, 1, 1).saturating_add(days.days());
        let reached = zone.working_days_later(day, first);
        let further = zone.working_days_later(reached, second);
        prop_assert_eq!(further, zone.working_days_later(day, first + second));
        prop_assert!(first == 0 || zone.is_working_day(reached));
    }

    #[test]
    fn easter_monday_and_whit_monday_are_mondays(year in 1583..=9999_i16) {
        let [_, easter, whit, ..] = holidays(year).unwrap();
        prop_assert_eq!((easter.weekday(), whit.weekday()), (Weekday::Monday, Weekday::Monday));
        prop_assert!(easter >= date(year, 3, 23) && easter <= date(year, 4, 26));
    }
}
