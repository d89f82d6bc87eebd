//! `wijkkas bench`: activations and pledges through the real writer, and in the same run a ceiling
//! of the speed and a floor of the latency to measure them against. With `--http`: the website.

mod floor;
mod http;
mod load;
mod prepare;
mod record;
mod report;

use super::acks;
use super::config::{CliError, Connection, SystemClock, keep, refuse};
use super::draft;
use super::opened::Opened;
use super::progress;
use crate::app::writer::{Handle, Options};
use crate::app::{App, Wish};
use crate::domain::{Actor, BookId, Clock, Command, Event, InitiativeId, Timestamp};
use crate::store::{CommandKey, books};
use record::Recorder;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// The most commands for the floor, one transaction each.
const MOST_SINGLE: usize = 5000;

/// Measure activations and pledges through the real writer
///
/// Runs roughly one activation to three pledges, each client waiting for its answer, in a book of its own
/// that may have been used before. In the same run, last, a ceiling of the speed: the same rows written again
/// without any logic, in as many commits; then commands one transaction each, and a floor of their latency: their rows
/// alone, written again in as many transactions.
///
/// Ends with one JSON line; rates are commands per second, latencies milliseconds. Compare `commands_per_s` with
/// `ceiling_per_s` (the same rows with nothing decided: beyond it lies only what differs between two runs;
/// `ceiling_rows_per_s` says whether the ceiling itself is slow) and with `per_command_per_s` (what batching is worth),
/// and with one client `p50_ms` with `floor_p50_ms`, a durable transaction that writes one command's rows.
/// `rows_per_command` and `bytes_per_event` are what is written; `settings` are those of the database that matter for
/// durability.
///
/// The rows of the floors are written to a twin of the database, which is taken away: a file `FILE.twin-...` beside it,
/// or on PostgreSQL a schema `wijkkas_bench_twin_...`. A run that was killed leaves its twin: delete it.
///
/// With --http it measures the website instead, as `serve` serves it but for the daily proof, over HTTP/1.1 on this
/// machine, each visitor from a network of their own. Latencies are what a proxy in front would see, in the process that
/// also asks, and those at a fixed rate are counted from when a request was due. `page` is the page after a code while
/// pledges are made beside it, half of the visits before and half after activation (`page_before_activation`,
/// `page_of_savings`), `page_alone` without these, `floor` a text of a few lines at the same rate, `code` and
/// `code_unknown` typing a code that somebody or nobody has, `pledges_per_s` pledges from --concurrency connections.
///
/// Example: `wijkkas bench --database sqlite://bench.db --commands 100000`
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// How many commands; with --http, how many pledges
    #[arg(long, default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(1..))]
    commands: u32,
    /// How many clients at once; with --http, connections that pledge
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=4000))]
    concurrency: u32,
    /// Percentage of pledges that go to one initiative; the others are spread evenly over a hundred
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100))]
    hot: u32,
    /// The most commands in one transaction
    #[arg(long, default_value_t = 512, value_parser = clap::value_parser!(u32).range(1..=512))]
    batch: u32,
    /// Append the key of every command to this file, a line each, the moment it is acknowledged
    ///
    /// Those of the measured run, and without --no-floors also those that are then given one transaction each, as many
    /// again but at most 5000: all of them are in the book. Rows that are written again for a floor are no commands.
    #[arg(long, value_name = "FILE")]
    acks: Option<PathBuf>,
    /// Measure only the writer, without the ceiling and the floor
    #[arg(long)]
    no_floors: bool,
    /// Measure the website: the page after a code, and pledges over HTTP
    #[arg(long, conflicts_with_all = ["hot", "batch", "acks", "no_floors"])]
    http: bool,
    /// With --http: how many cheques the book has at the least; those that are missing are issued before, half of them
    /// activated and pledged
    #[arg(long, requires = "http", default_value_t = 100_000)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    cheques: u32,
    /// With --http: how many pages are asked for in a second
    #[arg(long, requires = "http", default_value_t = 200)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rate: u32,
    /// With --http: for how many seconds they are
    #[arg(long, requires = "http", default_value_t = 30)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=600))]
    seconds: u32,
}

/// A benchmark that is running.
struct Bench {
    app: App,
    book: BookId,
    writer: Handle,
    recorder: Recorder,
    concurrency: u32,
    hot_percent: u32,
    initiatives: Vec<InitiativeId>,
    acks: Option<File>,
}

/// What was measured.
#[derive(Debug, Default)]
struct Measured {
    /// Microseconds of every command.
    latencies: Vec<u32>,
    /// Time in which they ran.
    took: Duration,
}

impl Bench {
    async fn start(arguments: &Arguments, app: &App, batch: u32) -> Result<Self, CliError> {
        let book = books::find_or_make(&app.database, "bench").await?;
        let recorder = Recorder::new(app.database.clone());
        let options = Options { batch: batch as usize, ..Options::default() };
        let acks = arguments.acks.as_deref().map(acks::open).transpose()?;
        let mut bench = Self {
            app: app.clone(),
            book,
            writer: Handle::start(recorder.clone(), book, options),
            recorder,
            concurrency: arguments.concurrency,
            hot_percent: arguments.hot,
            initiatives: Vec::new(),
            acks,
        };
        progress::say(
            "Opening a hundred initiatives. This is not measured, and nor is issuing cheques in between.",
        );
        bench.initiatives = prepare::initiatives(&bench).await?;
        Ok(bench)
    }

    async fn ask(&self, wish: Wish) -> Result<Vec<Event>, CliError> {
        let asked = self.app.receive(wish)?;
        Ok(self.writer.ask(asked).await?.events)
    }

    async fn system(&self, command: impl Into<Command>) -> Result<Vec<Event>, CliError> {
        self.ask(Wish::new(key(), Actor::System, command)).await
    }

    fn acknowledge(&self, key: CommandKey) -> Result<(), CliError> {
        let Some(mut file) = self.acks.as_ref() else { return Ok(()) };
        let line = format!("{key}\n");
        file.write_all(line.as_bytes()).map_err(|error| CliError::Other(format!("--acks: {error}")))
    }
}

fn now() -> Timestamp {
    SystemClock.now()
}

/// A new idempotency key.
fn key() -> CommandKey {
    CommandKey::fresh(now(), rand::random())
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let mut wrong = arguments.connection.mistakes();
    if let Some(file) = &arguments.acks {
        match draft::taken_by(file, &arguments.connection.files()) {
            Some(what) => wrong.push(format!("--acks {}: this is {what}, name another", file.display())),
            None if wrong.is_empty() => drop(keep(&mut wrong, acks::open(file))),
            None => {}
        }
    }
    refuse(wrong)?;
    if arguments.http {
        return http::run(&arguments, opened).await;
    }
    let app = arguments.connection.app(opened, Arc::new(SystemClock), Options::default()).await?;
    let bench = Arc::new(Bench::start(&arguments, &app, arguments.batch).await?);
    let measured = load::run(&bench, arguments.commands as usize, "commands").await?;
    let (sets, totals) = bench.recorder.take();
    let mut report = report::Report::new(&arguments, app.database.engine, measured, totals);
    if !arguments.no_floors {
        ceiling(&arguments, &app, &sets, &mut report).await?;
        single(&arguments, &app, &mut report).await?;
    }
    report.settings = report::settings(&app.database).await?;
    say!("{}", serde_json::to_string(&report).map_err(|error| CliError::Other(error.to_string()))?);
    Ok(ExitCode::SUCCESS)
}

/// The ceiling: the rows of the measured run again, without logic.
async fn ceiling(
    arguments: &Arguments,
    app: &App,
    sets: &[crate::store::WriteSet],
    report: &mut report::Report,
) -> Result<(), CliError> {
    progress::say("Writing the same rows again, without any logic: the ceiling.");
    let twin = floor::Twin::make(&arguments.connection.place.database, &app.database).await?;
    let took = twin.replay(sets).await;
    twin.remove().await?;
    report.ceiling(record::Totals::of(sets), took?.iter().sum());
    Ok(())
}

/// One transaction for each command, and the floor: how long writing its rows alone takes.
async fn single(arguments: &Arguments, app: &App, report: &mut report::Report) -> Result<(), CliError> {
    let bench = Arc::new(Bench::start(arguments, app, 1).await?);
    let commands = MOST_SINGLE.min(arguments.commands as usize);
    let measured = load::run(&bench, commands, "commands, each with a transaction of its own").await?;
    progress::say("Writing their rows again, in as many transactions: the floor.");
    let twin = floor::Twin::make(&arguments.connection.place.database, &app.database).await?;
    let (sets, _) = bench.recorder.take();
    let floor = twin.replay(&sets).await;
    twin.remove().await?;
    report.single(&measured, floor?);
    Ok(())
}
