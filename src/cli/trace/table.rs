//! A trace as a table for people.

use super::list::title;
use crate::app::trace::{Back, Forward, Origin, Whereabouts};
use crate::domain::{AreaId, Cents, InitiativeId, MoneyError, Timestamp};

/// The most characters of a title in a line with an amount.
const LONGEST_TITLE: usize = 40;
/// How wide the words before an amount are, at least.
const WORDS: usize = 46;

/// Where the money of an initiative came from; what waits to be paid is late by `now`, or not.
pub fn back(back: &Back, now: Timestamp) -> Result<String, MoneyError> {
    let Back { initiative, paid, origins, sent, came_back, .. } = back;
    let mut lines = vec![format!("Initiative {initiative}, {}", title(back.title.as_deref(), usize::MAX))];
    if sent.is_zero() {
        lines.push(format!("Nothing is paid out for it: it {}.{}\n", back.status, term(back, now)));
        return Ok(lines.join("\n"));
    }
    if came_back.is_zero() {
        lines.push(format!("Paid {sent}."));
    } else {
        lines.push(format!("Paid {sent}, came back {came_back}, remains {paid}."));
    }
    if paid.is_zero() {
        lines.push(format!("It {}.{}\n", back.status, term(back, now)));
        return Ok(lines.join("\n"));
    }
    let head = ["pledged", "common pot", "together"].map(|column| format!("{column:>16}")).concat();
    lines.push("That came from:\n".into());
    lines.push(format!("  {:<30} {:>6} {:>6}{head}", "issuer", "budget", "round"));
    for origin in origins {
        lines.push(row(origin)?);
    }
    lines.push(format!("  {:<44}{:>48}", "together", paid.to_string()));
    let less = if came_back.is_zero() { "" } else { ", less what came back" };
    lines.push(format!("  It adds up to the cent with what the bank paid{less}.\n"));
    Ok(lines.join("\n"))
}

/// By when it is to be paid, as one more sentence; nothing if it does not wait for that.
fn term(back: &Back, now: Timestamp) -> String {
    match back.term {
        Some(term) if term.is_late(now) => format!(" It was to be paid by {}: it is late.", term.last_day),
        Some(term) => format!(" It is to be paid by {}.", term.last_day),
        None => String::new(),
    }
}

fn row(origin: &Origin) -> Result<String, MoneyError> {
    let Origin { name, budget, round, pledged, granted, .. } = origin;
    let cents =
        [*pledged, *granted, pledged.plus(*granted)?].map(|cents| format!("{:>16}", cents.to_string()));
    // The ids themselves are not padded.
    let (budget, round) = (budget.0, round.0);
    Ok(format!("  {name:<30} {budget:>6} {round:>6}{}", cents.concat()))
}

/// Where the money of a budget is.
pub fn forward(forward: &Forward) -> Result<String, MoneyError> {
    let (accountable, number) = (forward.accountable()?, forward.budget);
    let places: Vec<_> =
        forward.places.iter().map(|(place, cents)| (name(*place, forward), *cents)).collect();
    let widest = places.iter().map(|(name, _)| name.chars().count()).max();
    let width = widest.unwrap_or_default().max(WORDS);
    let line = |what: &str, cents: Cents| format!("  {what:<width$} {:>15}", cents.to_string());
    let less = |what: &str, cents: Cents| format!("  {what:<width$} {:>15}", format!("- {cents}"));
    let mut lines = vec![format!("Budget {number} of {}", forward.name), String::new()];
    lines.push(line("received", forward.received));
    lines.extend(
        forward.carried_in.iter().map(|(from, cents)| line(&format!("came over from budget {from}"), *cents)),
    );
    lines.extend(
        forward.carried_out.iter().map(|(to, cents)| less(&format!("carried over to budget {to}"), *cents)),
    );
    if !forward.returned.is_zero() {
        lines.push(less("given back to the issuer", forward.returned));
    }
    lines.extend([line("to be accounted for", accountable), String::new(), "  It is".into()]);
    lines.extend(places.iter().map(|(name, cents)| line(name, *cents)));
    lines.extend([line("together", accountable), "  It adds up to the cent.".into()]);
    if !forward.rounds.is_empty() {
        lines.extend([String::new(), "  Of its cheques".into()]);
    }
    for went in &forward.rounds {
        lines.push(line(&format!("were issued in round {}", went.round), went.issued));
        lines.push(line(&format!("came back from round {}, not activated", went.round), went.lapsed));
    }
    if !forward.reversed.is_zero() {
        lines.push(line("came back after they were activated", forward.reversed));
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

/// A place in words.
fn name(place: Whereabouts, forward: &Forward) -> String {
    match place {
        Whereabouts::Budget => "in the budget, free for rounds".into(),
        Whereabouts::Unactivated(round) => format!("in cheques of round {round}, not activated"),
        Whereabouts::Saved => "saved by residents".into(),
        Whereabouts::CommonPot(area) => format!("in the common pot of {}", named(area, forward)),
        Whereabouts::Pot(initiative) => format!("in the pot of {}", titled(initiative, forward)),
        Whereabouts::Payable(initiative) => format!("on its way to {}", titled(initiative, forward)),
        Whereabouts::Paid(initiative) => format!("paid out for {}", titled(initiative, forward)),
    }
}

fn titled(initiative: InitiativeId, forward: &Forward) -> String {
    let words = forward.titles.get(&initiative.0).map(String::as_str);
    format!("initiative {initiative}, {}", title(words, LONGEST_TITLE))
}

fn named(area: AreaId, forward: &Forward) -> String {
    let words = forward.areas.get(&area.0).map(String::as_str);
    format!("area {area}, {}", title(words, LONGEST_TITLE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Zone;
    use crate::domain::initiative::InitiativeStatus;
    use crate::domain::payout::PayoutTerm;
    use jiff::civil::date;

    #[test]
    fn what_waits_to_be_paid_says_by_when_and_whether_it_is_late() {
        let last_day = date(2026, 4, 9);
        let end = Zone::amsterdam().end_of_day(last_day);
        let mut waiting = Back {
            initiative: InitiativeId(6),
            title: Some("Bankje".into()),
            status: InitiativeStatus::Funded,
            term: Some(PayoutTerm { last_day, end }),
            sent: Cents::ZERO,
            came_back: Cents::ZERO,
            paid: Cents::ZERO,
            origins: Vec::new(),
        };
        let told = |waiting: &Back, ms: i64| back(waiting, Timestamp::from_ms(end.ms() + ms)).unwrap();
        assert!(told(&waiting, -1).ends_with("not paid out yet. It is to be paid by 2026-04-09.\n"));
        assert!(
            told(&waiting, 0).ends_with("not paid out yet. It was to be paid by 2026-04-09: it is late.\n")
        );
        // The bank paid it and returned it.
        (waiting.sent, waiting.came_back) = (Cents::new(5).unwrap(), Cents::new(5).unwrap());
        assert!(told(&waiting, 0).ends_with("It was to be paid by 2026-04-09: it is late.\n"));
        waiting.term = None;
        assert!(!told(&waiting, 0).contains("to be paid by"));
    }
}
