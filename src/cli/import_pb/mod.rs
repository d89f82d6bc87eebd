//! `wijkkas import-pb`: run a file of the public library Pabulib as one round, through the ordinary commands
//! and the ordinary writer.

mod arguments;
mod figures;
mod line;
mod names;
mod outcome;
mod prepare;
mod residents;
mod words;

pub use arguments::Arguments;

use super::opened::Opened;
use super::{CliError, progress, shell};
use crate::app::clock::SimulatedClock;
use crate::app::{App, Wish};
use crate::domain::round::{Round, RoundCommand};
use crate::domain::{Actor, BookId, BudgetId, InitiativeId, PersonId, Role, RoundId, Timestamp};
use crate::pabulib::{self, Ballot};
use crate::store::{Storage, Wanted, address, books};
use names::Names;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// When the story begins: 2026-01-05 at 9:00 in Amsterdam. It is fixed, so that whoever resumes an import
/// repeats the same commands.
const START: Timestamp = Timestamp::from_ms(1_767_600_000_000);
/// The only round of the book.
const ROUND: RoundId = RoundId(1);
/// The only budget.
const BUDGET: BudgetId = BudgetId(1);

/// An import under way.
struct Import {
    app: App,
    book: BookId,
    clock: Arc<SimulatedClock>,
    names: Names,
    ballot: Ballot,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let bytes = arguments.read()?;
    let file = arguments.file.display().to_string();
    let ballot = pabulib::read(&file, &bytes).map_err(|error| CliError::Other(error.to_string()))?;
    arguments::check_sizes(&file, &ballot)?;
    for doubt in &ballot.doubts {
        tell!("wijkkas: warning: {file}: {doubt}");
    }
    let clock = Arc::new(SimulatedClock::new(START));
    let app = arguments.connection.app(opened, clock.clone(), crate::app::writer::Options::default()).await?;
    let names = Names::of(&bytes);
    let book = books::find_or_make(&app.database, &names.slug()).await?;
    let import = Import { app, book, clock, names, ballot };
    if import.is_finished().await? {
        return Err(CliError::Other(format!(
            "{file} was imported into this database before, as the book {}; nothing was changed",
            import.names.slug()
        )));
    }
    let figures = import.run().await?;
    arguments::write_out(&arguments.out, &figures.csv(&import.ballot)?)?;
    writeln!(io::stdout(), "{}", figures.json())
        .map_err(|error| CliError::Other(format!("the totals could not be written: {error}")))?;
    // Only now: who is killed before the file and the totals are there gets them next time.
    import.note_finished().await?;
    let place = address::to_copy(&arguments.connection.place.database);
    progress::say(&format!(
        "The first project in the file became initiative 1, the next initiative 2, and so on. Their titles and amounts \
         are listed by {} trace --book {} --database '{place}' .",
        shell::program(),
        import.names.slug()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Projects are entered one a second; then the residents come, one a second.
fn moment(seconds: usize) -> Timestamp {
    START.checked_add_ms(seconds as i64 * 1000).unwrap_or(Timestamp::MAX)
}

impl Import {
    async fn run(&self) -> Result<figures::ImportTotals, CliError> {
        self.prepare().await?;
        self.residents_act().await?;
        self.deadline_passes().await?;
        self.round_ends().await?;
        self.read_figures().await
    }

    /// The project's number as an initiative: they are drafted first and in file order.
    fn initiative(project: usize) -> InitiativeId {
        InitiativeId(project as i64 + 1)
    }

    fn person(&self, who: &str) -> PersonId {
        self.names.person(who, START)
    }

    fn staff(&self, role: Role) -> Actor {
        Actor::Staff(role, self.person(&role.to_string()))
    }

    /// Gives a command under the key of its step.
    async fn ask(
        &self,
        step: &str,
        actor: Actor,
        command: impl Into<crate::domain::Command>,
    ) -> Result<(), CliError> {
        self.app.ask(self.book, Wish::new(self.names.key(step), actor, command)).await?;
        Ok(())
    }

    async fn round(&self) -> Result<Round, CliError> {
        let round = self.app.look::<Round>(self.book, ROUND).await?;
        round.ok_or_else(|| CliError::Other("the round is not in the book".into()))
    }

    /// The end of an import is a command like any other, remembered under its key.
    async fn is_finished(&self) -> Result<bool, CliError> {
        let wanted = Wanted { commands: [self.names.key("finish")].into(), ..Wanted::default() };
        Ok(!self.app.database.load(self.book, &wanted).await?.commands.is_empty())
    }

    /// Closes the round once more, which is "already done" and remembered.
    async fn note_finished(&self) -> Result<(), CliError> {
        self.ask("finish", Actor::System, RoundCommand::BeginClosing { round: ROUND }).await
    }
}
