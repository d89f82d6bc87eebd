//! Rounds of cheques: letters go out, and a round closes.

use super::neighbours::Neighbours;
use super::scene::Scene;
use super::script::{ISSUERS, Issuer, Letters, ROUNDS};
use super::tell::{self, euros};
use crate::app::issue;
use crate::cli::CliError;
use crate::domain::budget::{BudgetCommand, Conditions};
use crate::domain::round::{Round, RoundCommand, RoundEvent, RoundStatus, WantedPart};
use crate::domain::{AreaId, BudgetId, Cents, Event, IssuerId, RoundId};
use crate::views::{self, rounds::Sums};
use jiff::civil::Date;

fn cents(cents: i64) -> Result<Cents, CliError> {
    Cents::new(cents).map_err(|error| CliError::Other(error.to_string()))
}

/// The issuers pay in their budgets.
pub async fn receive(scene: &Scene) -> Result<(), CliError> {
    for (id, issuer) in (1..).map(IssuerId).zip(&ISSUERS) {
        let conditions = Conditions {
            purposes: issuer.purposes.iter().map(ToString::to_string).collect(),
            max_per_initiative: issuer.most.map(cents).transpose()?,
            ..Conditions::default()
        };
        let (cents, reference) = (cents(issuer.budget)?, format!("NL-{id}"));
        let receive = BudgetCommand::Receive { issuer: id, cents, reference, conditions };
        scene.ask(scene.treasurer(0), receive).await?;
        say!(
            "  {:<22} pays in {}: a cheque of {} for each of {} households in each of {} rounds,",
            issuer.name,
            euros(issuer.budget),
            euros(issuer.cheque),
            issuer.households,
            ROUNDS.len(),
        );
        say!("  {:<22} {}", "", condition(issuer));
    }
    Ok(())
}

fn condition(issuer: &Issuer) -> String {
    let purposes = if issuer.purposes.is_empty() { "anything".into() } else { issuer.purposes.join(", ") };
    let most = issuer.most.map_or(String::new(), |most| format!(", at most {} an initiative", euros(most)));
    format!("for {purposes}{most}")
}

/// Issues and sends out the round of this day, if there is one.
pub async fn send(scene: &Scene, neighbours: &mut Neighbours, today: Date) -> Result<(), CliError> {
    let Some((number, letters)) = (1..).zip(&ROUNDS).find(|(_, letters)| letters.day == today) else {
        return Ok(());
    };
    let round = plan(scene, letters).await?;
    issue::issue_without_list(&scene.app, scene.book, round, (scene.app.fresh_key(), scene.admin())).await?;
    let released = scene.ask(scene.admin(), RoundCommand::ReleaseLetters { round }).await?;
    let state = look(scene, round).await?;
    neighbours.letters(letters, state.first_cheque);
    let until = released.events.iter().find_map(|event| {
        let Event::Round(RoundEvent::LettersReleased { activate_until, .. }) = event else { return None };
        Some(*activate_until)
    });
    let until = until.map(|until| tell::day(scene.last_day_before(until))).unwrap_or_default();
    tell::heading(&format!("Round {number}, {}: the letters ask for an answer by {until}", letters.title));
    Ok(())
}

async fn plan(scene: &Scene, letters: &Letters) -> Result<RoundId, CliError> {
    let mut parts = Vec::new();
    for (budget, issuer) in (1..).map(BudgetId).zip(&ISSUERS) {
        parts.push(WantedPart { budget, cents: cents(issuer.cheque)? });
    }
    let cheques = ISSUERS.iter().map(|issuer| issuer.households).collect();
    draft(scene, letters.title, parts, cheques).await
}

/// Plans a round with so many cheques of each part, that are sent to nobody.
async fn draft(
    scene: &Scene,
    title: &str,
    parts: Vec<WantedPart>,
    cheques: Vec<i64>,
) -> Result<RoundId, CliError> {
    let round = begin(scene, title, parts).await?;
    let list = format!("{:064x}", round.0);
    let check =
        RoundCommand::CheckList { round, list, cheques, duplicates: 0, missing: 0, own_tenants: vec![] };
    scene.ask(scene.admin(), check).await?;
    Ok(round)
}

/// Plans a round that waits for its list.
pub async fn begin(scene: &Scene, title: &str, parts: Vec<WantedPart>) -> Result<RoundId, CliError> {
    let draft = RoundCommand::Draft { title: title.into(), area: AreaId(1), parts };
    let drafted = scene.ask(scene.admin(), draft).await?;
    let Some(Event::Round(RoundEvent::Drafted { round, .. })) = drafted.events.first() else {
        return Err(CliError::Other("a round was not drafted".into()));
    };
    Ok(*round)
}

pub async fn look(scene: &Scene, round: RoundId) -> Result<Round, CliError> {
    let state = scene.app.look::<Round>(scene.book, round).await?;
    state.ok_or_else(|| CliError::Other(format!("round {round} is not there")))
}

/// Tells what a round came to when it has closed; `told` counts those that were told.
pub async fn settle(scene: &Scene, today: Date, told: &mut i64) -> Result<(), CliError> {
    let next = RoundId(*told + 1);
    let Some(round) = scene.app.look::<Round>(scene.book, next).await? else { return Ok(()) };
    if !matches!(round.status, RoundStatus::Closed | RoundStatus::Settled) {
        return Ok(());
    }
    *told += 1;
    let figures = views::rounds::all(&scene.app.database, scene.book).await?;
    let mut sums = Sums::default();
    for row in figures.into_iter().filter(|row| row.round == next) {
        sums += row.sums;
    }
    let (activated, saved) = (euros(sums.activated), euros(sums.saved));
    let given = euros(sums.activated - sums.saved);
    tell::diary(today, &format!("round {next} closes: {activated} activated, {given} given, {saved} saved"));
    for (part, issuer) in round.parts.iter().zip(&ISSUERS) {
        say!(
            "          {:<22} {} {:>3} %  {:>3} of {} cheques, {} lapse to the budget",
            issuer.name,
            tell::bar(part.activated, part.issued),
            tell::percent(part.activated, part.issued),
            part.activated,
            part.issued,
            euros(part.lapsed * part.each.get())
        );
    }
    Ok(())
}
