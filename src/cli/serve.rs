//! `wijkkas serve`: the website, and beside it what time does.

use super::beside::{Beside, CHECK_EVERY, CHECK_UP_TO, self_check};
use super::config::{CliError, Connection, SystemClock, refuse};
use super::opened::Opened;
use crate::app::persons;
use crate::app::writer::Options;
use crate::mail::{Composer, Mailer, Smtp, SmtpMistake};
use crate::web::{self, Press, Site};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests that are under way may take once it is told to stop, and what is done beside them: as long as a
/// page may. A picture that takes longer is sent again.
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
    /// The address at which people reach the website, for links in mails, on posters and in previews:
    /// `https://wijkkas.example`
    #[arg(long, env = "WIJKKAS_WEBSITE", value_name = "URL")]
    website: Option<String>,
    /// The server that takes mails: `smtps://USER:PASSWORD@HOST`, or `smtp://USER:PASSWORD@HOST:587?tls=required`.
    /// It wants --mail-from and --website. Without one no mails are sent, and nobody can sign in
    #[arg(long, env = "WIJKKAS_SMTP_URL", value_name = "URL", hide_env_values = true)]
    smtp: Option<String>,
    /// Who sends the mails: `Wijkkas <wijkkas@example.org>`
    #[arg(long, env = "WIJKKAS_MAIL_FROM", value_name = "SENDER")]
    mail_from: Option<String>,
    /// The e-mail addresses of those who approve initiatives, with commas between them
    #[arg(long, env = "WIJKKAS_MODERATORS", value_name = "ADDRESSES", value_delimiter = ',')]
    moderators: Vec<String>,
    /// Whom to tell when something is wrong with the website, such as a hole: an e-mail address or `https://...`.
    /// `security.txt` and the page about accessibility name it
    #[arg(long, env = "WIJKKAS_CONTACT", value_name = "CONTACT")]
    contact: Option<String>,
    /// Every how many hours the books are proven, as `wijkkas check` does; 0 is never. One of all processes does it
    #[arg(long, env = "WIJKKAS_CHECK_EVERY", value_name = "HOURS", default_value_t = CHECK_EVERY)]
    #[arg(value_parser = clap::value_parser!(u32).range(..=8760))]
    check_every: u32,
    /// The most events of a book that is proven here: it takes half a kilobyte of memory for each. Of a longer one it is
    /// said that it was not proven
    #[arg(long, env = "WIJKKAS_CHECK_UP_TO", value_name = "EVENTS", default_value_t = CHECK_UP_TO)]
    #[arg(value_parser = clap::value_parser!(i64).range(1..))]
    check_up_to: i64,
}

/// Runs it until it is told to stop.
pub async fn run(arguments: Arguments, opened: &Opened) -> Result<ExitCode, CliError> {
    let (mut wrong, smtp) = (mistakes(&arguments), smtp(&arguments));
    let smtp = smtp.map_err(|mistake| wrong.push(format!("--smtp: {mistake}"))).ok().flatten();
    refuse(wrong)?;
    let Arguments {
        connection,
        listen,
        secure,
        behind_proxy,
        website,
        moderators,
        contact,
        check_every,
        check_up_to,
        ..
    } = arguments;
    let contact = contact.as_deref().and_then(link);
    let app = connection.app(opened, Arc::new(SystemClock), Options::default()).await?;
    let listener = listener(listen).await?;
    let here = address(&listener)?;
    let stopped = opened.stop.clone().asked();
    say!("Serving on http://{here}/");
    if smtp.is_none() {
        say!("No mails are sent, and nobody can sign in, without --smtp, --mail-from and --website.");
    }
    let website = website.map(|website| website.trim_end_matches('/').to_string());
    let composer = Composer { website: website.clone().unwrap_or_else(|| format!("http://{here}")) };
    let mailer = smtp.map(|smtp| Mailer::smtp(composer, smtp));
    serve(
        Site {
            app,
            secure,
            behind_proxy,
            sends_mails: mailer.is_some(),
            tray: None,
            moderators: moderators.into(),
            contact,
            website,
            press: Press::default(),
        },
        (listener, Beside { mailer, check: self_check(check_every, check_up_to) }),
        stopped,
    )
    .await
}

/// What is wrong with the settings, all of it at once.
fn mistakes(arguments: &Arguments) -> Vec<String> {
    let Arguments { connection, secure, website, smtp, mail_from, moderators, contact, .. } = arguments;
    let mut wrong = connection.mistakes_if_missing();
    match website {
        Some(website) if !is_website(website) => {
            wrong.push(format!(
                "--website {website}: write it like https://wijkkas.example, without a page behind it"
            ));
        }
        Some(website) if *secure && !website.starts_with("https://") => {
            wrong.push(format!("--website {website}: with --secure it begins with https://"));
        }
        None if smtp.is_some() => {
            wrong.push("--smtp: links in mails need --website, such as https://wijkkas.example".into());
        }
        _ => {}
    }
    if smtp.is_some() && mail_from.is_none() {
        wrong.push("--smtp: say with --mail-from who sends the mails".into());
    }
    let no_email = moderators.iter().filter(|address| !persons::is_email(address.trim()));
    wrong.extend(no_email.map(|address| {
        format!("--moderators {address}: this is no e-mail address; write several with commas between them")
    }));
    if let Some(contact) = contact.as_deref().filter(|contact| link(contact).is_none()) {
        wrong.push(format!(
            "--contact {contact}: write an e-mail address, or the address of a page with https://"
        ));
    }
    wrong
}

/// The link to whom to tell; none if it is none.
fn link(contact: &str) -> Option<String> {
    let address = contact.strip_prefix("mailto:").unwrap_or(contact);
    if persons::is_email(address) {
        return Some(format!("mailto:{address}"));
    }
    (contact.starts_with("https://") && is_page(contact)).then(|| contact.to_string())
}

/// The server that takes mails; none without one, or without a sender.
fn smtp(arguments: &Arguments) -> Result<Option<Smtp>, SmtpMistake> {
    let settings = arguments.smtp.as_ref().zip(arguments.mail_from.as_ref());
    settings.map(|(server, from)| Smtp::new(server, from)).transpose()
}

/// Whether links can begin with it: a host, and no page of it.
fn is_website(url: &str) -> bool {
    let end = url.strip_suffix('/').unwrap_or(url);
    is_page(url) && end.matches(['/', '?', '#']).count() == 2
}

/// Whether it is the address of a page.
fn is_page(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#', ':']).next());
    host.is_some_and(|host| !host.is_empty()) && !url.contains(char::is_whitespace)
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

/// Serves until it is told to stop, with the jobs, the mails and the proofs beside it.
///
/// # Errors
/// [`CliError::Other`] if it cannot listen any more.
pub async fn serve(
    site: Site,
    (listener, beside): (TcpListener, Beside),
    stopped: impl Future<Output = ()> + Send + 'static,
) -> Result<ExitCode, CliError> {
    let app = site.app.clone();
    let (stop, mut stopping) = watch::channel(false);
    let told = {
        let stop = stop.clone();
        async move {
            stopped.await;
            stop.send_replace(true);
        }
    };
    let pages = async {
        let served = web::serve(site, listener, told, PATIENCE).await;
        // Also if it cannot listen any more.
        stop.send_replace(true);
        served
    };
    let work = async {
        let over = stopping.clone();
        let too_long = async {
            let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
            tokio::time::sleep(PATIENCE).await;
        };
        tokio::select! {
            () = beside.work(&app, &over) => {}
            () = too_long => tracing::warn!("work beside the website was cut off: it is done again"),
        }
    };
    // In one task: the jobs end before the databases are closed, and if they panic nothing is served without them.
    let (served, ()) = tokio::join!(pages, work);
    served.map_err(|error| CliError::Other(format!("the website stopped: {error}")))?;
    Ok(ExitCode::SUCCESS)
}
