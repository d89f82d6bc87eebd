//! Amounts and days, as each language writes them.

use super::Language;
use crate::domain::Cents;
use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

impl Language {
    /// An amount: `€ 12,50`.
    pub fn euros(self, cents: Cents) -> String {
        let (euros, rest) = (cents.get() / 100, cents.get() % 100);
        match self {
            Self::Dutch => format!("€\u{a0}{},{rest:02}", grouped(euros, ".")),
            Self::English => format!("€{}.{rest:02}", grouped(euros, ",")),
            Self::Turkish => format!("{},{rest:02}\u{a0}€", grouped(euros, ".")),
            Self::Polish => format!("{},{rest:02}\u{a0}€", grouped(euros, "\u{a0}")),
            // Western digits, as Arabic is written in the Netherlands; the mark keeps them left to right.
            Self::Arabic => format!("\u{200e}{},{rest:02}\u{a0}€", grouped(euros, ".")),
        }
    }

    /// A day in words: `14 juni 2026`.
    pub fn day(self, day: Date) -> String {
        let month = self.say(MONTHS[usize::try_from(day.month() - 1).unwrap_or(0)], &[]);
        self.say(
            "day",
            &[
                ("day", day.day().to_string().into()),
                ("month", month.into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }
}

/// Digits in groups of three.
fn grouped(number: i64, between: &str) -> String {
    let digits = number.to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    let groups: Vec<String> =
        groups.into_iter().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_language_writes_them() {
        let cents = Cents::new(123_456_705).expect("it is not negative");
        assert_eq!(Language::Dutch.euros(cents), "€\u{a0}1.234.567,05");
        assert_eq!(Language::English.euros(cents), "€1,234,567.05");
        assert_eq!(Language::Turkish.euros(cents), "1.234.567,05\u{a0}€");
        assert_eq!(Language::Polish.euros(cents), "1\u{a0}234\u{a0}567,05\u{a0}€");
    }

    #[test]
    fn days_are_written_in_words() {
        let day = jiff::civil::date(2026, 3, 1);
        assert_eq!(Language::Dutch.day(day), "1 maart 2026");
        assert_eq!(Language::English.day(day), "1 March 2026");
    }
}
