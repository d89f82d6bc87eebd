//! Public holidays of the Netherlands, computed for any year.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The generally recognised holidays of a year in the order of the law: Algemene termijnenwet art. 3 (1),
/// then Good Friday of art. 3 (2). Two may share a day (Ascension Day and 5 May in 2016). Nothing for years
/// outside jiff's -9999..=9999.
///
/// Easter Sunday and Whit Sunday are not named there, being Sundays. Left out are the days that a royal
/// decree puts on a par for some years only (art. 3 (3)), such as most Fridays after Ascension Day: they
/// lengthen legal terms, but people and banks work.
pub fn holidays(year: i16) -> Option<[Date; 9]> {
    let easter = easter_sunday(year)?;
    let from_easter = |days: i64| easter.saturating_add(days.days());
    let fixed = |month: i8, day: i8| Date::new(year, month, day).ok();
    Some([
        fixed(1, 1)?,
        from_easter(1),
        from_easter(50),
        fixed(12, 25)?,
        fixed(12, 26)?,
        from_easter(39),
        kings_day(year)?,
        fixed(5, 5)?,
        from_easter(-2),
    ])
}

/// King's Day, as kept since 2014: 27 April, or the 26th when that is a Sunday.
fn kings_day(year: i16) -> Option<Date> {
    let birthday = Date::new(year, 4, 27).ok()?;
    let kept = if birthday.weekday() == Weekday::Sunday { birthday.yesterday().ok()? } else { birthday };
    Some(kept)
}

/// Easter Sunday in the Gregorian calendar, by the anonymous algorithm in the shortened form of 1961
/// (New Scientist 228; Meeus, Astronomical Algorithms, ch. 8). Letters as there.
#[expect(clippy::many_single_char_names, reason = "the algorithm is published with these letters")]
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    // Easter counted in days after 0 March; 22..=56 by construction.
    let days_of_march = h + l - 7 * m + 22;
    let first_of_march = Date::new(year, 3, 1).ok()?;
    Some(first_of_march.saturating_add((days_of_march - 1).days()))
}
