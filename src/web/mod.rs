//! The website: pages rendered on the server that work without scripts. A folder for each page, with its template
//! beside it; every address is in [`routes`].

mod about;
mod assets;
mod cards;
mod chart;
mod choice;
mod code;
mod comeback;
mod doors;
mod figures;
mod forms;
mod front;
mod give;
mod helping;
mod history;
mod initiative;
mod layers;
mod live;
mod manage;
mod mine;
mod moderation;
mod moving;
mod newcode;
mod own;
mod picture;
mod press;
mod problem;
mod reader;
mod refused;
mod reviews;
mod routes;
mod rules;
mod share;
mod sign_in;
mod tray;
mod visitor;

use crate::app::mails::Tray;
use crate::app::{App, persons};
use axum::Extension;
use axum::http::Uri;
pub use doors::Doors;
pub use live::Stopping;
pub use press::Press;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What the website needs to know.
#[derive(Clone)]
pub struct Site {
    /// The application.
    pub app: App,
    /// Whether people reach it by HTTPS: cookies and browsers are told to use nothing else.
    pub secure: bool,
    /// Whether a proxy in front says who asks, in the last address of `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Whether mails are handed over: without them nobody can sign in, and no address is asked for.
    pub sends_mails: bool,
    /// Where the mails lie that go to nobody: in the demo.
    pub tray: Option<Tray>,
    /// The addresses of those who approve initiatives, until there is a back office that knows them.
    pub moderators: Arc<[String]>,
    /// Whom to tell when something is wrong with the website: a link that begins with `mailto:` or `https://`.
    pub contact: Option<String>,
    /// Where people reach it, without a slash at the end: for what is printed, previews and websites of others. Nothing
    /// of that is offered without it.
    pub website: Option<String>,
    /// Who prints posters and cards.
    pub press: Press,
}

impl Site {
    /// Whether whoever signed in with this address approves initiatives.
    fn moderates(&self, address: &str) -> bool {
        let address = persons::same_email(address);
        self.moderators.iter().any(|known| persons::same_email(known) == address)
    }
}

/// Serves the website until `stop` is done, then lets running requests finish for as long as `patience`: a browser
/// that never sends the rest of its request keeps nobody from closing the database. Streams of progress end at once.
///
/// # Errors
/// The machine's, if it cannot listen any more.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
) -> std::io::Result<()> {
    let doors = Doors::usual(site.behind_proxy);
    serve_through(doors, (site, listener), stop, patience).await
}

/// The same through other doors than usual.
///
/// # Errors
/// As for [`serve`].
pub async fn serve_through(
    doors: Doors,
    (site, listener): (Site, TcpListener),
    stop: impl Future<Output = ()> + Send + 'static,
    patience: Duration,
) -> std::io::Result<()> {
    let (stopped, mut is_stopped) = watch::channel(false);
    let pages = layers::around(routes::all(), routes::uploads(), &site);
    let pages = pages.layer(Extension(is_stopped.clone())).with_state(site);
    // Before routing: a prefix with a language is no part of a page's address.
    let pages = tower::util::MapRequest::new(pages, reader::read);
    let stop = async move {
        stop.await;
        stopped.send_replace(true);
    };
    let too_long = async {
        let _ = is_stopped.wait_for(|is_stopped| *is_stopped).await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        served = doors::serve(doors, (listener, pages), stop) => served,
        () = too_long => Ok(()),
    }
}

/// The same address with another path.
fn with_path(uri: &Uri, path: &str) -> Uri {
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    format!("{path}{query}").parse().unwrap_or_else(|_| uri.clone())
}
