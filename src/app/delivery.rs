//! Carrying out an initiative that has its money: the work begins, and what was done is reported beside the plan.

use super::initiatives::Told;
use super::manage::{Managed, NotDone};
use super::programmes::Founded;
use super::sketches::Sketched;
use super::texts;
use super::throttle::REPORTS;
use super::writer::{Failure, Rows};
use super::{App, CommandKey, Wish};
use crate::domain::delivery::DeliveryCommand;
use crate::domain::initiative::Initiative;
use crate::domain::{Actor, BookId, Cents, InitiativeId};
use crate::store::StoreError;
use jiff::civil::Date;

/// A line of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// What it is for; none if that was erased, or the plan has no lines.
    pub what: Option<String>,
    /// What it should cost; none if that was erased.
    pub cents: Option<Cents>,
}

/// What was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Why it went otherwise than planned; empty if it did not, or the words were erased.
    pub why: String,
    /// What was done.
    pub story: String,
    /// Each line of the plan, with what was spent on it.
    pub lines: Vec<(Planned, Cents)>,
}

impl Report {
    /// Whether something else was spent than planned.
    pub fn differs(&self) -> bool {
        differs(self.lines.iter().map(|(planned, spent)| (planned.cents, *spent)))
    }
}

/// Whether what was spent is not what was planned, as far as that is known.
pub fn differs(lines: impl IntoIterator<Item = (Option<Cents>, Cents)>) -> bool {
    lines.into_iter().any(|(planned, spent)| planned.is_some_and(|planned| planned != spent))
}

/// The plan, line by line: as many as a report has amounts. The words of the lines are with the sketch.
pub fn planned(state: &Initiative, sketched: Option<&Sketched>) -> Vec<Planned> {
    if state.lines == 0 {
        return vec![Planned { what: None, cents: Some(state.target) }];
    }
    match sketched.map(|sketched| sketched.costs_of(state)) {
        None | Some([]) => vec![Planned::default(); state.lines],
        Some(costs) => costs
            .iter()
            .map(|cost| Planned { what: Some(cost.what.clone()), cents: Some(cost.cents) })
            .collect(),
    }
}

/// What was reported; none if nothing was.
///
/// # Errors
/// The database's.
pub async fn reported(
    app: &App,
    book: BookId,
    (told, sketched): (&Told, Option<&Sketched>),
) -> Result<Option<Report>, StoreError> {
    let Some(delivery) = &told.state.delivery else { return Ok(None) };
    let Some(text) = delivery.report else { return Ok(None) };
    let body = texts::find(app, book, text).await?.unwrap_or_default();
    // As it is written below; the first line of a single one is what was done.
    let (why, story) = body.split_once('\n').unwrap_or(("", &body));
    let lines = planned(&told.state, sketched).into_iter().zip(delivery.spent.iter().copied());
    Ok(Some(Report { why: why.trim().into(), story: story.trim().into(), lines: lines.collect() }))
}

/// Says that the work begins, and when it should end.
///
/// # Errors
/// What the domain refuses; the writer's.
pub async fn begin(
    app: &App,
    founded: &Founded,
    managed: &Managed,
    (planned_end, key): (Date, CommandKey),
) -> Result<(), Failure> {
    let start = DeliveryCommand::Start { initiative: managed.told.id, planned_end };
    app.ask(founded.book, Wish::new(key, Actor::Initiator(managed.person), start)).await?;
    Ok(())
}

/// Counts a report that is about to be sent in, unless there were too many: how many seconds have to pass then, at least 1.
///
/// # Errors
/// The database's.
pub async fn wait(app: &App, book: BookId, initiative: InitiativeId) -> Result<Option<i64>, StoreError> {
    REPORTS.take(app, &[book.0.to_be_bytes(), initiative.0.to_be_bytes()].concat()).await
}

/// Reports what was done and what was spent on each line of the plan, or corrects it. `why` says in one line why it went
/// otherwise than planned; it may be empty.
///
/// # Errors
/// Words that cannot be kept; what the domain refuses; the writer's.
pub async fn report(
    app: &App,
    founded: &Founded,
    managed: &Managed,
    (why, story, spent): (&str, &str, Vec<Cents>),
    key: CommandKey,
) -> Result<(), NotDone> {
    let body = format!("{}\n{}", why.replace('\n', " ").trim(), story.trim());
    let (report, row) = texts::make(app, Some(managed.person), &body)?;
    let report = DeliveryCommand::Report { initiative: managed.told.id, report, spent };
    let wish = Wish::new(key, Actor::Initiator(managed.person), report);
    app.ask(founded.book, Wish { rows: Rows { texts: vec![row], ..Rows::default() }, ..wish }).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_does_not_differ() {
        let cents = |cents| Cents::new(cents).expect("an amount");
        assert!(!differs([(Some(cents(5)), cents(5)), (None, cents(3))]));
        assert!(differs([(Some(cents(5)), cents(5)), (Some(cents(4)), cents(3))]));
    }
}
