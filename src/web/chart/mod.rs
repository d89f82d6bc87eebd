//! Money and supporters over time, drawn on the server: two lines in SVG without words, which any width can stretch, and
//! the same as a table.

use super::cards;
use super::reader::Reader;
use crate::app::days::Day;
use crate::app::initiatives::Told;
use jiff::civil::Date;
use std::fmt::Write as _;

/// How wide and high a line is drawn, in units that the browser stretches.
const WIDE: i64 = 600;
const HIGH: i64 = 180;
/// From how many days on the table shows the last one of each week only.
const MOST_ROWS: usize = 60;

/// Both lines, and the table.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The lines.
    pub lines: Vec<Line>,
    /// The first and the last day, in words.
    pub ends: (String, String),
    /// The table: a day, what there was, and who took part.
    pub rows: Vec<(String, String, i64)>,
    /// Whether days are left out of the table.
    pub by_week: bool,
}

/// A line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Tells it from the others on the page.
    pub id: &'static str,
    /// What it shows.
    pub title: String,
    /// The same in a sentence, for those who do not see it.
    pub said: String,
    /// The value at the top.
    pub top: String,
    /// The line as a path of SVG.
    pub path: String,
    /// What is below it, as a path.
    pub area: String,
}

impl Chart {
    /// The chart of these days, up to `today` if it still changes; none without any.
    pub fn new(reader: &Reader, told: &Told, days: &[Day], today: Date) -> Option<Self> {
        let (first, last) = (days.first()?, days.last()?);
        let end = if cards::is_followed(told) { last.day.max(today) } else { last.day };
        let target = told.state.target;
        let most = days.iter().map(|day| day.residents).max().unwrap_or(0).max(1);
        let said = |from: String, to: String| {
            let (first, last) = (reader.day(first.day), reader.day(last.day));
            let fill =
                [("first", first.into()), ("from", from.into()), ("last", last.into()), ("to", to.into())];
            reader.fill("chart-said", &fill)
        };
        let supporters = |count: i64| reader.say_with("card-supporters", "count", count);
        let lines = vec![
            Line::new(
                ("money", reader.say("chart-money"), reader.euros(target)),
                said(reader.euros(first.pledged), reader.euros(last.pledged)),
                drawn(days, (end, target.get()), |day| day.pledged.get()),
            ),
            Line::new(
                ("residents", reader.say("chart-residents"), most.to_string()),
                said(supporters(first.residents), supporters(last.residents)),
                drawn(days, (end, most), |day| day.residents),
            ),
        ];
        let shown = thinned(days);
        let row = |day: &Day| (reader.day(day.day), reader.euros(day.pledged), day.residents);
        Some(Self {
            lines,
            ends: (reader.day(first.day), reader.day(end)),
            by_week: shown.len() < days.len(),
            rows: shown.iter().map(row).collect(),
        })
    }
}

impl Line {
    fn new((id, title, top): (&'static str, String, String), said: String, path: String) -> Self {
        let area = format!("{path}V{HIGH}H0Z");
        Self { id, title, said, top, path, area }
    }
}

/// What there was on each day, as steps: each day has its width, and what there was stays until the next day on which it
/// changed.
fn drawn(days: &[Day], (end, most): (Date, i64), value: impl Fn(&Day) -> i64) -> String {
    let Some(first) = days.first() else { return String::new() };
    let long = gap(first.day, end).max(0) + 1;
    let high = |day: &Day| {
        let share = i128::from(value(day)) * i128::from(HIGH) / i128::from(most.max(1));
        HIGH - i64::try_from(share).unwrap_or(HIGH).clamp(0, HIGH)
    };
    let mut path = format!("M0 {}", high(first));
    for day in &days[1..] {
        // Writing to a String cannot fail.
        let _ = write!(path, "H{}V{}", gap(first.day, day.day) * WIDE / long, high(day));
    }
    let _ = write!(path, "H{WIDE}");
    path
}

fn gap(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// The days of the table: all, or the last of each week if there are many.
fn thinned(days: &[Day]) -> Vec<Day> {
    let Some(first) = days.first().filter(|_| days.len() > MOST_ROWS) else { return days.to_vec() };
    let week = |day: &Day| gap(first.day, day.day) / 7;
    let weeks = days.chunk_by(|one, next| week(one) == week(next));
    weeks.filter_map(|week| week.last()).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Cents;
    use jiff::ToSpan as _;

    fn day(day: &str, cents: i64, residents: i64) -> Day {
        let (day, pledged) = (day.parse().expect("a day"), Cents::new(cents).expect("an amount"));
        Day { day, pledged, residents, households: residents }
    }

    #[test]
    fn a_line_goes_up_in_steps_and_to_its_end() {
        let days = [day("2026-03-01", 0, 0), day("2026-03-02", 500, 1), day("2026-03-05", 1000, 3)];
        let end = "2026-03-06".parse().expect("a day");
        let path = drawn(&days, (end, 1000), |day| day.pledged.get());
        assert_eq!(path, "M0 180H100V90H400V0H600");
        let alone = drawn(&days[..1], (days[0].day, 1000), |day| day.pledged.get());
        assert_eq!(alone, "M0 180H600", "a single day is a line too");
        assert_eq!(
            drawn(&days[2..], (end, 1), |day| day.pledged.get()),
            "M0 0H600",
            "no higher than the top"
        );
    }

    #[test]
    fn a_long_table_has_a_row_a_week() {
        let first = day("2026-01-01", 0, 0);
        let days: Vec<Day> = (0..100_i64)
            .map(|number| Day { day: first.day.saturating_add(number.days()), ..first })
            .collect();
        assert_eq!(thinned(&days[..60]).len(), 60);
        let shown = thinned(&days);
        assert_eq!(shown.len(), 15);
        assert_eq!((shown[0].day, shown.last()), (days[6].day, days.last()));
    }
}
