//! The mails of the demo, which go to nobody: a page to read them on. Only the demo has one.

use super::Site;
use super::problem::Problem;
use super::reader::Reader;
use crate::app::mails::Shown;
use askama::Template;
use axum::extract::State;
use axum::response::Html;

#[derive(Template)]
#[template(path = "tray.html")]
struct Page {
    reader: Reader,
    mails: Vec<Shown>,
}

/// Shows them, the newest first.
pub async fn page(State(site): State<Site>, reader: Reader) -> Result<Html<String>, Problem> {
    let mails = site.tray.as_ref().ok_or(Problem::NotFound)?.mails();
    Ok(Html(Page { reader, mails }.render()?))
}

/// The words of a mail, cut into what is an address and what is not.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    let is_link = |piece: &str| piece.starts_with("http://") || piece.starts_with("https://");
    text.split_inclusive('\n').map(|line| (is_link(line), line)).collect()
}
