//! `wijkkas serve`: the website, and beside it what time does.

use super::config::{CliError, Connection, SystemClock, refuse};
use super::opened::Opened;
use crate::app::writer::Options;
use crate::app::{App, StoreError, accounts, programmes, throttle, visits};
use crate::jobs;
use crate::mail::{self, Composer, Mailer, Smtp};
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
    /// The address at which people reach the website, for links in mails; by default the one it listens on
    #[arg(long, env = "WIJKKAS_WEBSITE", value_name = "URL")]
    website: Option<String>,
    /// The server that takes mails: `smtps://USER:PASSWORD@HOST`, or `smtp://USER:PASSWORD@HOST:587?tls=required`.
    /// Without one they wait in the database, and nobody can sign in
    #[arg(
        long,
        env = "WIJKKAS_SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        requires = "mail_from"
    )]
    smtp: Option<String>,
    /// Who sends the mails: `Wijkkas <wijkkas@example.org>`
    #[arg(long, env = "WIJKKAS_MAIL_FROM", value_name = "SENDER")]
    mail_from: Option<String>,
    /// The e-mail addresses of those who approve initiatives, with commas between them
    #[arg(long, env = "WIJKKAS_MODERATORS", value_name = "ADDRESSES", value_delimiter = ',')]
    moderators: Vec<String>,
}

/// Runs it until it is told to stop.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let Arguments { connection, listen, secure, behind_proxy, website, smtp, mail_from, moderators } =
        arguments;
    let mut wrong = connection.mistakes_if_missing();
    if let Some(website) = website.as_deref().filter(|website| !is_website(website)) {
        wrong.push(format!("--website {website}: write it like https://wijkkas.example"));
    }
    let smtp = smtp.zip(mail_from).map(|(server, from)| Smtp::new(&server, &from));
    let smtp = smtp.and_then(|smtp| smtp.map_err(|mistake| wrong.push(format!("--smtp: {mistake}"))).ok());
    refuse(wrong)?;
    let app = connection.app(opened, Arc::new(SystemClock), Options::default()).await?;
    let listener = listener(listen).await?;
    let here = address(&listener)?;
    let stopped = opened.stop.clone().asked();
    say!("Serving on http://{here}/");
    if smtp.is_none() {
        say!("No mails are sent, and nobody can sign in, without --smtp and --mail-from.");
    }
    let website = website.unwrap_or_else(|| format!("http://{here}"));
    let composer = Composer { website: website.trim_end_matches('/').into() };
    let mailer = smtp.map(|smtp| Mailer::smtp(composer, smtp));
    serve(
        Site { app, secure, behind_proxy, tray: None, moderators: moderators.into() },
        (listener, mailer),
        stopped,
    )
    .await
}

/// Whether links can begin with it.
fn is_website(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.contains(char::is_whitespace))
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

/// Serves until it is told to stop, with the jobs and the mails beside it.
///
/// # Errors
/// [`CliError::Other`] if it cannot listen any more.
pub async fn serve(
    site: Site,
    (listener, mailer): (TcpListener, Option<Mailer>),
    stopped: impl Future<Output = ()> + Send + 'static,
) -> Result<ExitCode, CliError> {
    let app = site.app.clone();
    // In one task: the jobs end before the databases are closed, and if they panic nothing is served without them.
    let served = tokio::select! {
        served = web::serve(site, listener, stopped, PATIENCE) => served,
        never = do_jobs(&app) => match never {},
        never = send_mails(&app, mailer.as_ref()) => match never {},
    };
    served.map_err(|error| CliError::Other(format!("the website stopped: {error}")))?;
    Ok(ExitCode::SUCCESS)
}

/// Hands mails over, if there is somebody to hand them to.
async fn send_mails(app: &App, mailer: Option<&Mailer>) -> Infallible {
    match mailer {
        Some(mailer) => mail::run(app, mailer).await,
        None => std::future::pending().await,
    }
}

/// Does what is due, now and then. What fails is logged, and tried again the next time.
async fn do_jobs(app: &App) -> Infallible {
    let mut clock = interval(PAUSE);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        if let Err(error) = forget(app).await {
            tracing::warn!(%error, "what is over was not forgotten");
        }
        match programmes::all(app).await {
            Ok(all) => {
                for founded in all {
                    if let Err(error) = jobs::run(app, founded.book).await {
                        tracing::warn!(%error, programme = founded.slug, "the jobs were not finished");
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the programmes could not be read"),
        }
    }
}

/// Forgets visits, links and attempts that are over.
async fn forget(app: &App) -> Result<(), StoreError> {
    visits::forget(app).await?;
    accounts::forget(app).await?;
    throttle::forget(app).await
}
