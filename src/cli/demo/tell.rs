//! How the story is told: amounts, bars and dates for people.

use crate::domain::calendar::day_in_words;
use crate::domain::money::for_people;
use jiff::civil::Date;

/// How wide a full bar is.
const BAR: i64 = 20;

/// `EUR 1,234.50`.
pub fn euros(cents: i64) -> String {
    format!("EUR {}", for_people(cents))
}

/// `part` of `whole` in percent, rounded down: 99.9 % is not 100 %.
pub fn percent(part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { part * 100 / whole }
}

/// A bar that is full at 100 %.
pub fn bar(part: i64, whole: i64) -> String {
    let full = percent(part, whole).min(100) * BAR / 100;
    let sign = |place| if place < full { '█' } else { '░' };
    (0..BAR).map(sign).collect()
}

/// `2 February 2026`.
pub fn day(day: Date) -> String {
    day_in_words(day)
}

/// A line of the diary.
pub fn diary(when: Date, what: &str) {
    say!("  {:>6}  {what}", when.strftime("%-d %b").to_string());
}

/// A heading.
pub fn heading(text: &str) {
    say!("\n{text}\n{}", "─".repeat(text.chars().count()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_all_is_not_all() {
        assert_eq!((percent(999, 1000), percent(0, 0), percent(3, 2)), (99, 0, 150));
        assert_eq!(bar(999, 1000).matches('░').count(), 1);
        assert_eq!(bar(3, 2).matches('█').count(), 20);
    }
}
