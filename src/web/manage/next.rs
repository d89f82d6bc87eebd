//! What the initiators of an initiative can do next, wherever it is in its life, and what they should know.

use super::super::Site;
use super::super::cards;
use super::super::own::paragraphs;
use super::super::problem::Problem;
use super::super::reader::Reader;
use crate::app::initiatives::Told;
use crate::app::programmes::Founded;
use crate::app::texts;
use crate::domain::TextId;
use crate::domain::initiative::{Cause, InitiativeStatus};
use crate::domain::payout::PayoutTerm;

/// What they can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing, but wait.
    Nothing,
    /// Change it, as the moderator asked.
    Change,
    /// Open it.
    Open,
    /// Tell others.
    Share,
    /// Explain how it can be done with less.
    Explain,
    /// Say that the work begins.
    Begin,
    /// Report, or correct the report.
    Report,
}

/// What they can do, and what is said about it.
pub struct Next {
    /// What they can do.
    pub act: Act,
    /// Sentences about where it is.
    pub said: Vec<String>,
    /// Why it is there, in the words of whoever decided it.
    pub reason: Vec<String>,
}

impl Next {
    /// What comes next for an initiative.
    ///
    /// # Errors
    /// The database's.
    pub async fn of(site: &Site, reader: &Reader, founded: &Founded, told: &Told) -> Result<Self, Problem> {
        let reason = match told.state.reason {
            Some(reason) => words(site, founded, reason).await?,
            None => Vec::new(),
        };
        Ok(Self { act: act(told.state.status), said: said(site, reader, founded, told), reason })
    }
}

/// Somebody's words; none if they were erased.
///
/// # Errors
/// The database's.
pub async fn words(site: &Site, founded: &Founded, text: TextId) -> Result<Vec<String>, Problem> {
    let words = texts::find(&site.app, founded.book, text).await?;
    Ok(paragraphs(&words.unwrap_or_default()))
}

fn act(status: InitiativeStatus) -> Act {
    match status {
        InitiativeStatus::Draft | InitiativeStatus::ChangesAsked => Act::Change,
        InitiativeStatus::Approved => Act::Open,
        InitiativeStatus::Open | InitiativeStatus::Explained => Act::Share,
        InitiativeStatus::Reconsidered => Act::Explain,
        InitiativeStatus::Paid => Act::Begin,
        InitiativeStatus::InProgress | InitiativeStatus::ReportDue | InitiativeStatus::Reported => {
            Act::Report
        }
        InitiativeStatus::Submitted
        | InitiativeStatus::Rejected
        | InitiativeStatus::Paused
        | InitiativeStatus::Funded
        | InitiativeStatus::PayoutPending(_)
        | InitiativeStatus::Closed
        | InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff
        | InitiativeStatus::Returning(_)
        | InitiativeStatus::Ended(_) => Act::Nothing,
    }
}

fn said(site: &Site, reader: &Reader, founded: &Founded, told: &Told) -> Vec<String> {
    let (state, zone) = (&told.state, &founded.state.zone);
    let say = |key| vec![reader.say(key)];
    let until = || reader.day(zone.last_day_before(state.until));
    let by = |key| vec![reader.say_with(key, "day", until())];
    let amount = || reader.euros(cards::raised(state));
    match state.status {
        InitiativeStatus::Draft | InitiativeStatus::ChangesAsked => say("manage-change"),
        InitiativeStatus::Submitted => say("manage-wait"),
        InitiativeStatus::Rejected => say("manage-rejected"),
        InitiativeStatus::Approved => say("manage-approved"),
        InitiativeStatus::Open => say("manage-share"),
        InitiativeStatus::Paused => vec![reader.say("manage-paused"), reader.say("manage-paused-money")],
        InitiativeStatus::Reconsidered => [say("manage-explain"), by("manage-explain-by")].concat(),
        InitiativeStatus::Explained => by("manage-explained"),
        InitiativeStatus::Funded | InitiativeStatus::PayoutPending(_) => payout(site, reader, founded, told),
        InitiativeStatus::Paid => vec![reader.say_with("manage-paid", "amount", amount())],
        InitiativeStatus::InProgress => {
            let due = state.delivery.as_ref().and_then(|delivery| delivery.report_due);
            let day = due.map(|due| reader.day(zone.last_day_before(due))).unwrap_or_default();
            vec![reader.say_with("manage-in-progress", "day", day)]
        }
        InitiativeStatus::ReportDue => say("manage-report-due"),
        InitiativeStatus::Reported => say("manage-reported"),
        InitiativeStatus::Closed => say("manage-closed"),
        InitiativeStatus::NotCarriedOut => say("manage-not-carried-out"),
        InitiativeStatus::WrittenOff => say("manage-written-off"),
        InitiativeStatus::Returning(cause) => vec![reader.say(why(cause)), reader.say("manage-returning")],
        InitiativeStatus::Ended(cause) => vec![reader.say(why(cause)), reader.say("manage-ended")],
    }
}

/// Who pays, and by when.
fn payout(site: &Site, reader: &Reader, founded: &Founded, told: &Told) -> Vec<String> {
    let amount = reader.euros(cards::raised(&told.state));
    let mut said = vec![reader.say_with("manage-funded", "amount", amount)];
    if let Ok(Some(term)) = PayoutTerm::of(&told.state, &founded.state) {
        let is_late = term.is_late(site.app.now());
        let key = if is_late { "manage-payout-late" } else { "manage-payout-by" };
        said.push(reader.say_with(key, "day", reader.day(term.last_day)));
    }
    said.push(match &founded.state.fund_holder {
        Some(holder) => {
            reader.say_with("manage-payout-holder", "holder", format!("\u{2068}{holder}\u{2069}"))
        }
        None => reader.say("manage-payout-who"),
    });
    said
}

/// The key of the sentence that says why it stopped.
fn why(cause: Cause) -> &'static str {
    match cause {
        Cause::TooLittleMoney => "cause-money",
        Cause::TooLittleSupport => "cause-support",
        Cause::NotExplained => "cause-not-explained",
        Cause::CancelledByInitiator => "cause-initiator",
        Cause::CancelledByModerator => "cause-moderator",
        Cause::CancelledBySystem => "cause-programme",
        Cause::NotCarriedOut => "cause-not-carried-out",
    }
}
