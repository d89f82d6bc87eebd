//! `wijkkas serve`: the website, and beside it what time does.

use super::config::{CliError, Connection, SystemClock, refuse};
use super::opened::Opened;
use crate::app::visits;
use crate::app::writer::Options;
use crate::app::{App, programmes};
use crate::jobs;
use crate::web::{self, Site};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::{MissedTickBehavior, interval};

/// How often deadlines are looked for. Whoever comes too late is refused at once, however late a job is.
const PAUSE: Duration = Duration::from_secs(20);
/// How long requests that are under way may take once it is told to stop: as long as a page may.
const PATIENCE: Duration = Duration::from_secs(30);

/// Serve the website, and do what time does: deadlines, lapse, closing
///
/// Any number of processes may serve one database on PostgreSQL. Behind a proxy that speaks HTTPS add --secure and
/// --behind-proxy; without them only this machine should reach it.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    connection: Connection,
    /// The address to listen on
    #[arg(long, env = "WIJKKAS_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    #[arg(value_parser = listen_address)]
    listen: SocketAddr,
    /// People reach it by HTTPS: browsers are told to use nothing else
    #[arg(long, env = "WIJKKAS_SECURE")]
    secure: bool,
    /// A proxy in front says who asks, in the last address of `X-Forwarded-For`
    #[arg(long, env = "WIJKKAS_BEHIND_PROXY")]
    behind_proxy: bool,
}

/// Runs it until it is told to stop.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let Arguments { connection, listen, secure, behind_proxy } = arguments;
    refuse(connection.mistakes_if_missing())?;
    let app = connection.app(opened, Arc::new(SystemClock), Options::default()).await?;
    let listener = listener(listen).await?;
    let stopped = opened.stop.clone().asked();
    say!("Serving on http://{}/", address(&listener)?);
    serve(Site { app, secure, behind_proxy }, listener, stopped).await
}

/// An address to listen on, as it is typed.
///
/// # Errors
/// How to write one.
pub fn listen_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "write the number of this machine and of a port, for example 127.0.0.1:8080, or 0.0.0.0:8080 to be reached \
         from others"
            .into()
    })
}

/// Listens on an address.
///
/// # Errors
/// [`CliError::Other`] if something else does.
pub async fn listener(address: SocketAddr) -> Result<TcpListener, CliError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| {
        CliError::Other(format!("cannot listen on {address}: {error}; choose another address with --listen"))
    })
}

/// Where it listens, also if the system was asked to choose a port.
///
/// # Errors
/// [`CliError::Other`] if the system does not say.
pub fn address(listener: &TcpListener) -> Result<SocketAddr, CliError> {
    listener.local_addr().map_err(|error| CliError::Other(format!("the program cannot start: {error}")))
}

/// Serves until it is told to stop, with the jobs beside it.
///
/// # Errors
/// [`CliError::Other`] if it cannot listen any more.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> Result<ExitCode, CliError> {
    let app = site.app.clone();
    // In one task: the jobs end before the databases are closed, and if they panic nothing is served without them.
    let served = tokio::select! {
        served = web::serve(site, listener, stopped, PATIENCE) => served,
        never = do_jobs(app) => match never {},
    };
    served.map_err(|error| CliError::Other(format!("the website stopped: {error}")))?;
    Ok(ExitCode::SUCCESS)
}

/// Does what is due, now and then. What fails is logged, and tried again the next time.
async fn do_jobs(app: App) -> Infallible {
    let mut clock = interval(PAUSE);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = visits::forget(&app).await {
            tracing::warn!(%error, "visits that are over were not forgotten");
        }
        match programmes::all(&app).await {
            Ok(all) => {
                for founded in all {
                    if let Err(error) = jobs::run(&app, founded.book).await {
                        tracing::warn!(%error, programme = founded.slug, "the jobs were not finished");
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the programmes could not be read"),
        }
    }
}
