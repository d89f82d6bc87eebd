//! About the website itself: who can use it, and whom to tell when something is wrong with it.

use super::Site;
use super::problem::Problem;
use super::reader::Reader;
use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Response};

/// How long what `security.txt` says is to be believed, in milliseconds: less than a year (RFC 9116, 2.5.5).
const BELIEVED: i64 = 90 * 24 * 60 * 60 * 1000;

#[derive(Template)]
#[template(path = "about/accessibility.html")]
struct Accessibility {
    reader: Reader,
    /// Whom to tell: the link, and how it is read.
    contact: Option<(String, String)>,
}

/// Shows what is done so that everybody can use it.
pub async fn accessibility(State(site): State<Site>, reader: Reader) -> Result<Html<String>, Problem> {
    let read = |link: &String| link.strip_prefix("mailto:").unwrap_or(link).to_string();
    let contact = site.contact.as_ref().map(|link| (link.clone(), read(link)));
    Ok(Html(Accessibility { reader, contact }.render()?))
}

/// `security.txt` (RFC 9116): whom to tell of a hole. Absent where nobody is named.
pub async fn security(State(site): State<Site>) -> Result<Response, Problem> {
    let contact = site.contact.as_ref().ok_or(Problem::NotFound)?;
    let expires = site.app.now().checked_add_ms(BELIEVED).ok_or(Problem::Ours)?;
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\n");
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
