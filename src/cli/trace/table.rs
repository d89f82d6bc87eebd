//! A trace as a table for people.

use crate::app::trace::{Back, Forward, Origin, Whereabouts};
use crate::domain::{Cents, MoneyError};

/// Where the money of an initiative came from.
pub fn back(back: &Back) -> Result<String, MoneyError> {
    let Back { initiative, paid, origins } = back;
    if paid.is_zero() {
        return Ok(format!("Nothing is paid out for initiative {initiative}.\n"));
    }
    let head = ["pledged", "common pot", "together"].map(|column| format!("{column:>14}")).concat();
    let mut lines = vec![
        format!("{paid} is paid out for initiative {initiative}. It came from:"),
        String::new(),
        format!("  {:<30} {:>6} {:>6}{head}", "issuer", "budget", "round"),
    ];
    for origin in origins {
        lines.push(row(origin)?);
    }
    lines.push(format!("  {:<44}{:>42}", "together", paid.to_string()));
    lines.push("  It adds up to the cent with what the bank paid.\n".into());
    Ok(lines.join("\n"))
}

fn row(origin: &Origin) -> Result<String, MoneyError> {
    let Origin { name, budget, round, pledged, granted, .. } = origin;
    let cents =
        [*pledged, *granted, pledged.plus(*granted)?].map(|cents| format!("{:>14}", cents.to_string()));
    // The ids themselves are not padded.
    let (budget, round) = (budget.0, round.0);
    Ok(format!("  {name:<30} {budget:>6} {round:>6}{}", cents.concat()))
}

/// Where the money of a budget is.
pub fn forward(forward: &Forward) -> Result<String, MoneyError> {
    let (accountable, number) = (forward.accountable()?, forward.budget);
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
    lines.extend(forward.places.iter().map(|(place, cents)| line(&name(*place), *cents)));
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

fn line(what: &str, cents: Cents) -> String {
    format!("  {what:<46} {:>15}", cents.to_string())
}

/// What is taken off.
fn less(what: &str, cents: Cents) -> String {
    format!("  {what:<46} {:>15}", format!("- {cents}"))
}

/// A place in words.
fn name(place: Whereabouts) -> String {
    match place {
        Whereabouts::Budget => "in the budget, free for rounds".into(),
        Whereabouts::Unactivated(round) => format!("in cheques of round {round}, not activated"),
        Whereabouts::Saved => "saved by residents".into(),
        Whereabouts::CommonPot(area) => format!("in the common pot of area {area}"),
        Whereabouts::Pot(initiative) => format!("in the pot of initiative {initiative}"),
        Whereabouts::Payable(initiative) => format!("on its way to be paid for initiative {initiative}"),
        Whereabouts::Paid(initiative) => format!("paid out for initiative {initiative}"),
    }
}
