//! At the end: what became of the rounds and the initiatives, and where every euro is.

use super::campaigns::{Campaign, Campaigns};
use super::scene::Scene;
use super::script::{AREA, ISSUERS, LAST_DAY};
use super::tell::{self, euros};
use crate::app::check::{Means, Proven, prove};
use crate::app::replay::Unproven;
use crate::app::trace::{self, Back};
use crate::cli::CliError;
use crate::domain::budget::{Budget, BudgetCommand};
use crate::domain::initiative::{Cause, InitiativeStatus, Stood};
use crate::domain::money::for_people;
use crate::domain::{Account, BudgetId, Cents, Event, RoundId};
use crate::store::{Storage, balances, codec};
use crate::views::{self, rounds::Sums};
use std::collections::BTreeMap;

/// An initiative as it stood at its last outcome: cents and supporters.
type Outcomes = BTreeMap<i64, (i64, i64)>;

/// Tells it.
pub async fn tell(scene: &Scene, campaigns: &Campaigns) -> Result<(), CliError> {
    give_back(scene).await?;
    rounds(scene).await?;
    let outcomes = outcomes(scene).await?;
    tell::heading("The initiatives, each on the day that decided about it");
    for campaign in &campaigns.all {
        initiative(scene, campaign, &outcomes).await?;
    }
    say!("\n  Each issuer said what its money may be used for, and how much of it for one initiative: so");
    let barred = campaigns.barred();
    say!(
        "  {barred} contributions were refused, with the reason: the issuer of the cheque does not pay for that."
    );
    every_euro(scene).await?;
    provenance(scene, campaigns).await
}

/// The municipality takes back what nobody used; the corporation leaves it for the next rounds.
async fn give_back(scene: &Scene) -> Result<(), CliError> {
    let budget = BudgetId(2);
    let state = scene.app.look::<Budget>(scene.book, budget).await?;
    let cents = state.map_or(Cents::ZERO, |state| state.free);
    let reference = || String::from("NL-settled");
    let propose = BudgetCommand::ProposeReturn { budget, cents, reference: reference() };
    scene.ask(scene.treasurer(0), propose).await?;
    let approve = BudgetCommand::ApproveReturn { budget, cents, reference: reference() };
    scene.ask(scene.treasurer(1), approve).await?;
    Ok(())
}

/// What became of the cheques of each round by now.
async fn rounds(scene: &Scene) -> Result<(), CliError> {
    tell::heading(&format!("The rounds, settled on {}", tell::day(LAST_DAY)));
    let columns = ["issued", "lapsed", "activated", "paid out", "common pot"];
    say!("  {:<8}{}", "", columns.map(|column| format!("{column:>12}")).concat());
    let mut all: BTreeMap<RoundId, Sums> = BTreeMap::new();
    for row in views::rounds::all(&scene.app.database, scene.book).await? {
        *all.entry(row.round).or_default() += row.sums;
    }
    for (round, sums) in all {
        let cents = [sums.issued, sums.lapsed, sums.activated, sums.paid, sums.common];
        say!("  round {round} {}", cents.map(|cents| format!("{:>12}", for_people(cents))).concat());
    }
    Ok(())
}

async fn initiative(scene: &Scene, campaign: &Campaign, outcomes: &Outcomes) -> Result<(), CliError> {
    let state = campaign.look(scene).await?;
    let (cents, supporters) = outcomes.get(&campaign.id.0).copied().unwrap_or_default();
    let end = match state.status {
        InitiativeStatus::Closed => "carried out and reported",
        InitiativeStatus::Ended(Cause::TooLittleMoney) => "too little money, all returned",
        InitiativeStatus::Ended(Cause::TooLittleSupport) => "too few supporters, all returned",
        InitiativeStatus::Ended(Cause::CancelledByInitiator) => "cancelled, all returned",
        _ => "under way",
    };
    say!(
        "  {:<31} {} {:>3} % of {:>10}  {supporters:>3} supporters  {end}",
        campaign.wanted.title,
        tell::bar(cents, state.target.get()),
        tell::percent(cents, state.target.get()),
        euros(state.target.get()),
    );
    Ok(())
}

/// The outcomes, from the log.
async fn outcomes(scene: &Scene) -> Result<Outcomes, CliError> {
    let last = scene.app.database.head(scene.book).await?.seq;
    let mut outcomes = Outcomes::new();
    for row in scene.app.database.events(scene.book, 1, last).await? {
        let event = codec::decode(&row.kind, row.version, &row.payload);
        let Event::Initiative(event) = event.map_err(|error| CliError::Other(error.to_string()))? else {
            continue;
        };
        let Some(Stood { cents, residents, households, .. }) = event.stood() else { continue };
        outcomes.insert(event.initiative().0, (cents.get(), residents.min(households)));
    }
    Ok(outcomes)
}

/// Where the money is now, from the accounts. What came in must be there.
async fn every_euro(scene: &Scene) -> Result<(), CliError> {
    let (accounts, lots) = balances::all(&scene.app.database, scene.book).await?;
    tell::heading(&format!("Where every euro is, on {}", tell::day(LAST_DAY)));
    let mut came_in = 0;
    let mut places: BTreeMap<String, i64> = BTreeMap::new();
    for row in &accounts {
        let cents = row.credits - row.debits;
        let place = match row.account {
            Account::BankReceived(issuer) => {
                came_in -= cents;
                line(&format!("paid in by {}", issuer_name(issuer.0)), -cents);
                continue;
            }
            Account::BankReturned(issuer) => format!("5 back at {}", issuer_name(issuer.0)),
            Account::BankPaid(_) => "1 paid out for initiatives".into(),
            Account::Common(_) => format!("2 in the common pot of {AREA}"),
            Account::Budget(budget) => format!("4 in the budget of {}", issuer_name(budget.0)),
            Account::Unactivated(_) => "6 in cheques that are not activated".into(),
            Account::Pot(_) | Account::Payable(_) => "7 in initiatives, not yet paid out".into(),
            Account::Lot(_) => continue,
        };
        *places.entry(place).or_default() += cents;
    }
    places.insert("3 saved by residents".into(), lots.credits - lots.debits);
    line("together", came_in);
    say!();
    let there: i64 = places.values().sum();
    for (place, cents) in places.iter().filter(|(_, cents)| **cents != 0) {
        line(&place[2..], *cents);
    }
    line("together", there);
    if there != came_in {
        return Err(CliError::Other(format!("{} are missing", euros(came_in - there))));
    }
    say!("  It adds up to the cent.");
    Ok(())
}

/// Where the money of the largest initiative that was paid out came from.
async fn provenance(scene: &Scene, campaigns: &Campaigns) -> Result<(), CliError> {
    let mut largest: Option<(&Campaign, Back)> = None;
    for campaign in &campaigns.all {
        let back = trace::back(&scene.app.database, scene.book, campaign.id, |_| Ok(())).await;
        let back = back.map_err(|error| CliError::Other(error.to_string()))?;
        if largest.as_ref().is_none_or(|(_, other)| back.paid > other.paid) {
            largest = Some((campaign, back));
        }
    }
    let Some((campaign, back)) = largest else { return Ok(()) };
    say!("\n  Of the {} for “{}”", euros(back.paid.get()), campaign.wanted.title);
    let mut issuers: BTreeMap<&str, i64> = BTreeMap::new();
    for origin in &back.origins {
        *issuers.entry(&origin.name).or_default() += origin.pledged.get() + origin.granted.get();
    }
    for (name, cents) in issuers {
        line(&format!("came from {name}"), cents);
    }
    line("of that by way of the common pot", back.origins.iter().map(|origin| origin.granted.get()).sum());
    Ok(())
}

fn line(what: &str, cents: i64) {
    say!("  {what:<44} {:>12}", euros(cents));
}

/// Proves the book, and says the result.
pub async fn check(scene: &Scene) -> Result<bool, CliError> {
    let mut means = Means { keys: Some(&scene.app.keys), acks: None, kept: &[], watch: &|_| {} };
    match prove(&scene.app.database, scene.book, &mut means).await {
        Ok(Proven { events, transfers, accounts, things, codes, .. }) => {
            say!(
                "\nThe books were checked: {events} events in an unbroken chain. Everything else was made from them\n\
                 once more and was the same: {transfers} transfers between {accounts} accounts, {codes} codes, and the\n\
                 states of {things} cheques, savings, initiatives and so on."
            );
            Ok(true)
        }
        Err(Unproven::Differs(why)) => {
            say!("\nThe books were checked, and something is wrong: {why}");
            Ok(false)
        }
        Err(Unproven::Store(error)) => Err(error.into()),
    }
}

/// Budgets and issuers are numbered in the order of the script.
fn issuer_name(number: i64) -> &'static str {
    let index = usize::try_from(number - 1).unwrap_or(usize::MAX);
    ISSUERS.get(index).map_or("somebody", |issuer| issuer.name)
}
