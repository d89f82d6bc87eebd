//! The front page: a field for the code of the letter, and what neighbours are saving for.

use super::Site;
use super::cards::Card;
use super::problem::Problem;
use super::reader::Reader;
use crate::app::{initiatives, programmes};
use askama::Template;
use axum::extract::State;
use axum::response::Html;

/// How many initiatives of a programme are shown.
const SHOWN: usize = 30;

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Typed {
    /// As it was typed.
    pub code: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

#[derive(Template)]
#[template(path = "front/page.html")]
struct Page {
    reader: Reader,
    typed: Typed,
    /// Whether somebody can come back with a link in a mail.
    sends_mails: bool,
    programmes: Vec<Neighbourhood>,
}

/// A programme on the page.
struct Neighbourhood {
    name: String,
    rules: String,
    figures: String,
    cards: Vec<Card>,
}

/// Shows it.
pub async fn page(State(site): State<Site>, reader: Reader) -> Result<Html<String>, Problem> {
    render(&site, reader, Typed::default()).await
}

/// Shows it with what was typed.
///
/// # Errors
/// The database's.
pub async fn render(site: &Site, reader: Reader, typed: Typed) -> Result<Html<String>, Problem> {
    let (mut neighbourhoods, now) = (Vec::new(), site.app.now());
    for founded in programmes::all(&site.app).await? {
        let told = initiatives::going_on(&site.app, founded.book, SHOWN).await?;
        let place = (founded.slug.as_str(), &founded.state.zone);
        let cards = told.iter().map(|told| Card::new(&reader, place, told, now)).collect();
        let there = |page| reader.to(&format!("/wijk/{}/{page}", founded.slug));
        let (rules, figures) = (there("regels"), there("cijfers"));
        neighbourhoods.push(Neighbourhood { name: founded.state.name, rules, figures, cards });
    }
    Ok(Html(Page { reader, typed, sends_mails: site.sends_mails, programmes: neighbourhoods }.render()?))
}
