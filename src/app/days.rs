//! What an initiative had day by day: all of it for its initiators, who follow it anyway, and for everybody no more than
//! cannot be led back to few households.

use super::App;
use super::figures::FEWEST;
use crate::domain::{BookId, Cents, InitiativeId};
use crate::store::StoreError;
use crate::views::days;
pub use crate::views::days::Day;
use jiff::civil::Date;

/// The most days that are read: a campaign lasts a year at most, and what follows it some weeks.
const MOST: usize = 500;
/// The fewest points of a line that says anything besides where it is now.
const LINE: usize = 3;

/// What an initiative had at the end of each day on which that changed, the first first.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn of(app: &App, book: BookId, initiative: InitiativeId) -> Result<Vec<Day>, StoreError> {
    days::of(&app.database, book, initiative, MOST).await
}

/// The days that everybody may see: between two of them something changed for ten households at least (rule "privacy"),
/// so that nobody who knows on which day a neighbour's cheque was activated reads here what became of it. The first is
/// the opening, with nothing; the last is how it stands, which everybody sees anyway, and not since when: that may have
/// been one household. So it is told of the day `until`: today, or the last one of the campaign. None if that would be
/// all.
pub fn public(days: &[Day], until: Date) -> Vec<Day> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let differ = |one: &Day, other: &Day| (one.households - other.households).abs() >= FEWEST;
    let mut shown = vec![Day { pledged: Cents::ZERO, residents: 0, households: 0, ..*first }];
    for day in days {
        if shown.last().is_some_and(|before| differ(before, day)) {
            shown.push(*day);
        }
    }
    while shown.len() > 1 && shown.last().is_some_and(|before| !differ(before, last)) {
        shown.pop();
    }
    shown.push(Day { day: until.max(last.day), ..*last });
    if shown.len() < LINE { Vec::new() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan as _;
    use proptest::prelude::*;

    fn days(households: &[i64]) -> Vec<Day> {
        let first = jiff::civil::date(2026, 3, 1);
        let day = |(number, households): (i64, &i64)| Day {
            day: first.saturating_add(number.days()),
            pledged: Cents::new(households * 250).expect("an amount"),
            residents: *households,
            households: *households,
        };
        (0..).zip(households).map(day).collect()
    }

    fn until() -> Date {
        jiff::civil::date(2026, 3, 31)
    }

    fn shown(households: &[i64]) -> Vec<i64> {
        public(&days(households), until()).iter().map(|day| day.households).collect()
    }

    #[test]
    fn the_day_of_the_last_gift_is_not_told() {
        let all = days(&[0, 12, 25]);
        let last = |until| public(&all, until).last().map(|day| day.day);
        assert_eq!(last(until()), Some(until()));
        let before = jiff::civil::date(2026, 3, 2);
        assert_eq!(
            last(before),
            Some(jiff::civil::date(2026, 3, 3)),
            "what came after the campaign is known"
        );
    }

    #[test]
    fn days_of_few_households_are_not_told_apart() {
        assert_eq!(shown(&[0, 4, 9, 12, 15, 25, 40]), [0, 12, 25, 40]);
        // The last is known; what differs little from it is told with it.
        assert_eq!(shown(&[0, 12, 25, 30]), [0, 12, 30]);
        assert_eq!(shown(&[12, 24]), [0, 12, 24], "the day on which it opened is not told apart either");
        assert_eq!(shown(&[0, 20, 3]), [0, 20, 3]);
        assert_eq!(shown(&[0, 4, 9]), [] as [i64; 0]);
        assert_eq!(shown(&[2]), [] as [i64; 0]);
        assert_eq!(shown(&[]), [] as [i64; 0]);
    }

    proptest! {
        #[test]
        fn no_two_points_differ_by_few_households(households in prop::collection::vec(0_i64..60, 0..40)) {
            let all = days(&households);
            let shown = public(&all, until());
            for pair in shown.windows(2) {
                prop_assert!((pair[0].households - pair[1].households).abs() >= FEWEST);
            }
            if let (Some(shown), Some(last)) = (shown.last(), all.last()) {
                prop_assert_eq!(shown.households, last.households);
                prop_assert_eq!(shown.pledged, last.pledged);
                prop_assert_eq!(shown.day, until().max(last.day));
            }
        }
    }
}
