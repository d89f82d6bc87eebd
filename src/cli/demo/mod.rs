//! `wijkkas demo`: a neighbourhood lives through three rounds on an embedded database, through the ordinary
//! commands and jobs.

mod campaigns;
mod ending;
mod incidents;
mod neighbours;
mod outcomes;
mod rounds;
mod scene;
mod script;
mod tell;
mod today;
mod waits;

use super::opened::Opened;
use super::{CliError, Connection, Place, serve, shell};
use crate::app::chance::SeededChance;
use crate::app::clock::SimulatedClock;
use crate::app::writer::Options;
use crate::domain::Timestamp;
use crate::store::{address, books};
use campaigns::Campaigns;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use neighbours::Neighbours;
use scene::Scene;
use script::{FIRST_DAY, ISSUERS, LAST_BUSY_DAY, LAST_DAY, SEED};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Let a neighbourhood live through three rounds, and check its books
///
/// Two issuers, a housing corporation and the municipality, send cheques to 240 households; most lapse, some people save, and eight initiatives find their
/// money or do not. It takes seconds, with a clock that is moved by hand. Every run is the same story in a
/// book of its own: on a fresh SQLite file in the folder for temporary files, or where --database says.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The database: `sqlite://FILE` or `postgres://USER@HOST/NAME`; by default a fresh file
    #[arg(long, env = "WIJKKAS_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    database: Option<String>,
    /// The file with the keys of the codes, as for the other commands
    #[arg(long, env = "WIJKKAS_KEYS", value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Exit after the check, without serving the website
    #[arg(long)]
    once: bool,
    /// The address the website listens on
    #[arg(long, env = "WIJKKAS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    #[arg(value_parser = serve::listen_address)]
    listen: SocketAddr,
}

/// Runs it.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let (once, listen) = (arguments.once, arguments.listen);
    // Before the story, so that nobody reads it and then hears that it cannot be looked at.
    let listener = if once { None } else { Some(serve::listener(listen).await?) };
    let connection = connection(arguments)?;
    let clock = Arc::new(SimulatedClock::new(Timestamp::MIN));
    let app = connection.app(opened, clock.clone(), Options::default()).await?;
    let slug = format!("demo-{:08x}", rand::random::<u32>());
    let book = books::find_or_make(&app.database, &slug).await?;
    let scene = Scene::new(app.with_chance(Arc::new(SeededChance::new(SEED))), book, clock);
    let campaigns = play(&scene).await?;
    ending::tell(&scene, &campaigns).await?;
    let proven = ending::check(&scene).await?;
    look_further(&connection, &slug);
    match listener {
        Some(listener) if proven => today::serve(scene, listener, opened).await,
        _ => Ok(if proven { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
    }
}

/// Commands to go on with, for the shell.
fn look_further(connection: &Connection, slug: &str) {
    let (program, database) = (shell::program(), address::to_copy(&connection.place.database));
    let keys =
        connection.keys.as_ref().map(|file| format!(" --keys {}", shell::word(&file.to_string_lossy())));
    let keys = keys.unwrap_or_default();
    let place = format!("--book {slug} --database '{database}'");
    say!("\nLook further:\n  {program} trace {place}\n  {program} check {place}{keys}");
    say!("\nTo open its website later, with the clock of this machine rather than the one of the story:");
    say!("  {program} serve --database '{database}'{keys}");
}

/// A folder of its own for a database nobody named, so that the same command twice does no harm.
fn connection(arguments: Arguments) -> Result<Connection, CliError> {
    let Arguments { database, keys, .. } = arguments;
    if let Some(database) = database {
        return Ok(Connection { place: Place { database }, keys, erasures: None });
    }
    let folder = std::env::temp_dir().join(format!("wijkkas-demo-{:08x}", rand::random::<u32>()));
    let made = std::fs::create_dir(&folder);
    made.map_err(|error| CliError::File { path: folder.clone(), error })?;
    let database = address::of_file(&folder.join("demo.db"));
    Ok(Connection { place: Place { database }, keys, erasures: None })
}

/// The story, day by day.
async fn play(scene: &Scene) -> Result<Campaigns, CliError> {
    tell::heading(&format!("{}, from {} on", script::PROGRAMME, tell::day(FIRST_DAY)));
    scene.found().await?;
    rounds::receive(scene).await?;
    let (mut neighbours, mut campaigns, mut settled) = (Neighbours::new(scene), Campaigns::default(), 0);
    let mut today = FIRST_DAY;
    while today <= LAST_BUSY_DAY {
        morning(scene, &mut neighbours, (today, &mut settled)).await?;
        rounds::send(scene, &mut neighbours, today).await?;
        campaigns.open_and_stop(scene, today).await?;
        campaigns.follow(scene, &mut neighbours, today).await?;
        incidents::happen(scene, &mut neighbours, &mut campaigns, today).await?;
        for opening in neighbours.openings.remove(&today).unwrap_or_default() {
            scene.set(today, opening.minute);
            neighbours.open(scene, &opening).await?;
        }
        if today.weekday() == Weekday::Saturday {
            scene.set(today, 23 * 60);
            campaigns.give(scene, &mut neighbours, today).await?;
        }
        today = today.saturating_add(1.day());
    }
    quiet_years(scene, today).await?;
    Ok(campaigns)
}

/// What time did since yesterday.
async fn morning(
    scene: &Scene,
    neighbours: &mut Neighbours,
    (today, settled): (Date, &mut i64),
) -> Result<(), CliError> {
    scene.set(today, 6 * 60);
    if scene.time_passes().await? {
        neighbours.look_at_all(scene).await?;
    }
    rounds::settle(scene, today, settled).await
}

/// From here on savings lapse, month by month.
async fn quiet_years(scene: &Scene, mut today: Date) -> Result<(), CliError> {
    tell::heading(&format!("A year without letters, until {}", tell::day(LAST_DAY)));
    say!("  In this programme savings last a year (the default is two): what nobody spends within a year of");
    say!("  activating it goes to the common pot. Then {} takes back what is left of its", ISSUERS[1].name);
    say!("  budget; {} leaves it for other rounds.", ISSUERS[0].name);
    while today <= LAST_DAY {
        scene.set(today, 6 * 60);
        scene.time_passes().await?;
        today = today.saturating_add(1.month());
    }
    Ok(())
}
