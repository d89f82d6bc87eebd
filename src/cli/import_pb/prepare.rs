//! Before the letters go out: the programme, its budget, a cheque for every vote and an initiative for every
//! project.

use super::line::InLine;
use super::words::Words;
use super::{BUDGET, CliError, Import, ROUND, START, moment, progress};
use crate::app::{Wish, issue};
use crate::domain::budget::{BudgetCommand, Conditions};
use crate::domain::calendar::Zone;
use crate::domain::initiative::{InitiativeCommand, Plan};
use crate::domain::programme::{Leftover, ProgrammeCommand, Rules, Spend};
use crate::domain::refusal::name_fits;
use crate::domain::round::{RoundCommand, WantedPart};
use crate::domain::{Actor, AreaId, Cents, IssuerId, MoneyError, PersonId, Role};
use jiff::civil::{Date, date};

/// The last day of all campaigns: after the last of ten million residents, and before the round ends.
const LAST_DAY: Date = date(2026, 5, 31);
/// What all projects are for.
const PURPOSE: &str = "neighbourhood";
/// The most characters of a project's name that are kept.
const LONGEST_NAME: usize = 1000;

/// No saving beyond the round, no pause at the deadline, and everything left goes back to the budget.
fn rules() -> Rules {
    Rules {
        activate_months: 6,
        grace_days: 0,
        spend: Spend::WithRound,
        pot_return_days: 0,
        leftover: Leftover::Budget,
        threshold_percent: 80,
        support_needed: 3,
        reconsideration: None,
        ..Rules::default()
    }
}

fn cents(cents: i64) -> Result<Cents, CliError> {
    Cents::new(cents).map_err(|error: MoneyError| CliError::Other(error.to_string()))
}

impl Import {
    pub(super) async fn prepare(&self) -> Result<(), CliError> {
        progress::say("The budget comes in, and a cheque is made for every vote.");
        self.clock.set(START);
        self.found().await?;
        self.issue().await?;
        progress::say("The projects become initiatives.");
        self.open_initiatives().await?;
        self.clock.set(moment(self.ballot.projects.len()));
        let release = RoundCommand::ReleaseLetters { round: ROUND };
        self.ask("release", self.staff(Role::Admin), release).await
    }

    async fn found(&self) -> Result<(), CliError> {
        let admin = self.staff(Role::Admin);
        let name = self.programme_name();
        let found = ProgrammeCommand::Found { name, zone: Zone::amsterdam(), rules: rules() };
        self.ask("found", admin, found).await?;
        let area = ProgrammeCommand::AddArea { name: "Neighbourhood".into(), postcodes: vec![], cbs: None };
        self.ask("area", admin, area).await?;
        self.ask("purpose", admin, ProgrammeCommand::AddPurpose { name: PURPOSE.into() }).await?;
        self.ask("issuer", admin, ProgrammeCommand::AddIssuer { name: "Municipality".into() }).await?;
        let receive = BudgetCommand::Receive {
            issuer: IssuerId(1),
            cents: cents(self.ballot.budget_cents)?,
            reference: "budget-of-the-file".into(),
            conditions: Conditions::default(),
        };
        self.ask("budget", self.staff(Role::Treasurer), receive).await
    }

    /// What the file calls itself, as far as that is a name; else the beginning of its book's name.
    fn programme_name(&self) -> String {
        let called = self
            .ballot
            .name
            .as_deref()
            .map(printable)
            .filter(|name| name_fits("the programme's name", name).is_ok());
        called.unwrap_or_else(|| format!("Pabulib {}", &self.names.hex()[..12]))
    }

    async fn issue(&self) -> Result<(), CliError> {
        let admin = self.staff(Role::Admin);
        let parts = vec![WantedPart { budget: BUDGET, cents: cents(self.ballot.cheque_cents)? }];
        let draft = RoundCommand::Draft { title: "The votes of the file".into(), area: AreaId(1), parts };
        self.ask("draft the round", admin, draft).await?;
        let check = RoundCommand::CheckList {
            round: ROUND,
            list: self.names.hex(),
            cheques: vec![self.ballot.votes.len() as i64],
            duplicates: 0,
            missing: 0,
            own_tenants: Vec::new(),
        };
        self.ask("check the list", admin, check).await?;
        let begin = (self.names.key("issue"), admin);
        Ok(issue::issue_without_list(&self.app, self.book, ROUND, begin).await?)
    }

    async fn open_initiatives(&self) -> Result<(), CliError> {
        let mut line = InLine::new(self);
        for project in 0..self.ballot.projects.len() {
            self.clock.set(moment(project));
            self.draft(project).await?;
            for wish in self.wishes_for(project) {
                line.push(wish).await?;
            }
        }
        Ok(line.finish().await?)
    }

    /// The plan is the project's name and cost.
    async fn draft(&self, project: usize) -> Result<(), CliError> {
        let person = self.initiator(project);
        let told = &self.ballot.projects[project];
        let (name, target) = (printable(told.name.as_deref().unwrap_or(&told.id)), cents(told.cost_cents)?);
        let id = self.names.text(&format!("story {project}"), moment(project));
        let words = Words { id, author: Some(person), text: &name };
        let key = self.names.key(&format!("draft {project}"));
        let draft = |story| {
            let plan = Plan { purpose: PURPOSE.into(), story, target, lines: vec![] };
            let draft =
                InitiativeCommand::Draft { area: AreaId(1), plan, person: Some(person), wallets: vec![] };
            Wish::new(key, Actor::Initiator(person), draft)
        };
        self.ask_in_words(&words, draft).await.map(drop)
    }

    /// What it takes to open an initiative that was drafted.
    fn wishes_for(&self, project: usize) -> [Wish; 3] {
        let initiative = Self::initiative(project);
        let initiator = Actor::Initiator(self.initiator(project));
        let wish = |step: &str, actor: Actor, command: InitiativeCommand| {
            Wish::new(self.names.key(&format!("{step} {project}")), actor, command)
        };
        let approve = InitiativeCommand::Approve { initiative };
        let open = InitiativeCommand::Open { initiative, last_day: LAST_DAY };
        [
            wish("submit", initiator, InitiativeCommand::Submit { initiative }),
            wish("approve", self.staff(Role::Moderator), approve),
            wish("open", initiator, open),
        ]
    }

    fn initiator(&self, project: usize) -> PersonId {
        self.names.person(&format!("initiator {project}"), moment(project))
    }
}

/// The words as they can be kept: no control characters, not endless, not nothing.
fn printable(words: &str) -> String {
    let signs = words.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    let kept: String = signs.take(LONGEST_NAME).collect();
    if kept.trim().is_empty() { "(no name)".into() } else { kept }
}
