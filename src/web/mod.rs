//! The website: pages rendered on the server that work without scripts. A folder for each page, with its template
//! beside it; every address is in [`routes`].

mod assets;
mod cards;
mod code;
mod forms;
mod front;
mod give;
mod initiative;
mod language;
mod layers;
mod mine;
mod problem;
mod reader;
mod refused;
mod routes;
mod visitor;

pub use language::Language;

use crate::app::App;
use axum::ServiceExt;
use axum::extract::Request;
use axum::http::Uri;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// What the website needs to know.
#[derive(Clone)]
pub struct Site {
    /// The application.
    pub app: App,
    /// Whether people reach it by HTTPS: cookies and browsers are told to use nothing else.
    pub secure: bool,
    /// Whether a proxy in front says who asks, in the last address of `X-Forwarded-For`.
    pub behind_proxy: bool,
}

/// Serves the website until `stop` is done, then lets running requests finish.
///
/// # Errors
/// The machine's, if it cannot listen any more.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let pages = layers::around(routes::all(), &site).with_state(site);
    // Before routing: a prefix with a language is no part of a page's address.
    let pages = tower::util::MapRequest::new(pages, reader::read);
    let pages = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(pages);
    axum::serve(listener, pages).with_graceful_shutdown(stop).await
}

/// The same address with another path.
fn with_path(uri: &Uri, path: &str) -> Uri {
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    format!("{path}{query}").parse().unwrap_or_else(|_| uri.clone())
}
