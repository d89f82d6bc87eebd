//! Where the story plays: an application with a clock that is moved by hand, and the people of the fund.

use super::script;
use crate::app::clock::SimulatedClock;
use crate::app::writer::{Answer, Rows};
use crate::app::{App, Wish, texts};
use crate::cli::CliError;
use crate::domain::calendar::Zone;
use crate::domain::{Actor, BookId, Command, PersonId, Role, TextRef, Timestamp};
use crate::jobs;
use jiff::civil::Date;
use std::sync::Arc;

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

/// The scene.
pub struct Scene {
    /// The application.
    pub app: App,
    /// The book of this telling.
    pub book: BookId,
    clock: Arc<SimulatedClock>,
    zone: Zone,
    people: [PersonId; 4],
}

impl Scene {
    /// A scene on an application whose clock is `clock`.
    pub fn new(app: App, book: BookId, clock: Arc<SimulatedClock>) -> Self {
        let zone = Zone::amsterdam();
        clock.set(zone.end_of_day(script::FIRST_DAY.yesterday().unwrap_or(script::FIRST_DAY)));
        let people = [(); 4].map(|()| PersonId::fresh(app.now(), app.draw()));
        Self { app, book, clock, zone, people }
    }

    /// Runs the programme.
    pub fn admin(&self) -> Actor {
        Actor::Staff(Role::Admin, self.people[0])
    }

    /// One of the two who book and pay.
    pub fn treasurer(&self, which: usize) -> Actor {
        Actor::Staff(Role::Treasurer, self.people[1 + which % 2])
    }

    /// Approves initiatives.
    pub fn moderator(&self) -> Actor {
        Actor::Staff(Role::Moderator, self.people[3])
    }

    /// Moves the clock to a minute of a day.
    pub fn set(&self, day: Date, minute: i64) {
        let midnight = day.yesterday().map_or(Timestamp::MIN, |before| self.zone.end_of_day(before));
        self.clock.set(midnight.checked_add_ms(minute * MINUTE).unwrap_or(Timestamp::MAX));
    }

    /// From here on time goes by as it does elsewhere.
    pub fn let_time_go(&self) {
        self.clock.go();
    }

    /// The last day before an exclusive moment.
    pub fn last_day_before(&self, end: Timestamp) -> Date {
        self.zone.last_day_before(end)
    }

    /// Gives a command that must be done.
    pub async fn ask(&self, actor: Actor, command: impl Into<Command>) -> Result<Answer, CliError> {
        self.ask_with(actor, command, Rows::default()).await
    }

    /// The same with rows outside the log.
    pub async fn ask_with(
        &self,
        actor: Actor,
        command: impl Into<Command>,
        rows: Rows,
    ) -> Result<Answer, CliError> {
        let wish = Wish { rows, ..Wish::new(self.app.fresh_key(), actor, command) };
        Ok(self.app.ask(self.book, wish).await?)
    }

    /// Some words of an initiator, or of nobody for those of the fund, and the row they are kept in.
    pub fn words(&self, author: Option<PersonId>, words: &str) -> Result<(TextRef, Rows), CliError> {
        let made =
            texts::make(&self.app, author, words).map_err(|refusal| CliError::Other(refusal.to_string()))?;
        Ok((made.0, Rows { texts: vec![made.1], ..Rows::default() }))
    }

    /// Lets the jobs do what is due; answers whether there was anything.
    pub async fn time_passes(&self) -> Result<bool, CliError> {
        Ok(jobs::run(&self.app, self.book).await?.commands > 0)
    }

    /// Begins the programme of the script.
    pub async fn found(&self) -> Result<(), CliError> {
        use crate::domain::programme::{ProgrammeCommand, Rules, Spend};
        // A year instead of two, so that the story has an end.
        let rules = Rules { spend: Spend::Months(12), ..Rules::default() };
        let (name, zone) = (script::PROGRAMME.into(), self.zone.clone());
        self.ask(self.admin(), ProgrammeCommand::Found { name, zone, rules }).await?;
        let postcodes = vec!["2906".into(), "2907".into()];
        let area = ProgrammeCommand::AddArea { name: script::AREA.into(), postcodes, cbs: None };
        self.ask(self.admin(), area).await?;
        let fund_holder = ProgrammeCommand::NameFundHolder { name: script::FUND_HOLDER.into() };
        self.ask(self.admin(), fund_holder).await?;
        for purpose in script::PURPOSES {
            self.ask(self.admin(), ProgrammeCommand::AddPurpose { name: purpose.into() }).await?;
        }
        for issuer in &script::ISSUERS {
            self.ask(self.admin(), ProgrammeCommand::AddIssuer { name: issuer.name.into() }).await?;
        }
        Ok(())
    }
}
