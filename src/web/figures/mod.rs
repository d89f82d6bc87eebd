//! What became of a programme's money, for everybody: a page, and the same as files.

mod files;
mod tables;

pub use files::file;

use super::Site;
use super::cards::Card;
use super::problem::Problem;
use super::reader::Reader;
use crate::app::figures::{self, FEWEST, Figures, Part, Sums};
use crate::app::initiatives::{self, Told};
use crate::app::programmes::{self, Founded};
use crate::domain::calendar::Zone;
use crate::domain::{AreaId, Cents, Timestamp};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;

/// How many initiatives are on the page. The files have all.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "figures/page.html")]
struct Page {
    reader: Reader,
    lead: String,
    /// What came in, went out and is left.
    totals: Vec<(String, String)>,
    /// The same of each area.
    areas: Vec<(String, Vec<(String, String)>)>,
    areas_hint: String,
    initiatives: Vec<Line>,
    /// What is said if there are more.
    newest: Option<String>,
    /// The files, each with its address.
    files: Vec<(String, String)>,
    rules: String,
}

/// An initiative in the list.
struct Line {
    title: String,
    address: String,
    money: String,
    status: String,
}

/// Shows it.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Path(slug): Path<String>,
) -> Result<Html<String>, Problem> {
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    let figures = figures::find(&site.app, &founded).await?;
    let mut newest = figures::initiatives(&site.app, &founded).await?;
    let more = newest.len() > SHOWN;
    newest.truncate(SHOWN);
    let told = initiatives::with_words(&site.app, founded.book, newest).await?;
    let hint = if figures.areas.is_empty() { "figures-few" } else { "figures-areas-hint" };
    let page = Page {
        lead: reader.say_with("figures-lead", "programme", founded.state.name.as_str()),
        totals: totals(&figures, &reader),
        areas: areas(&figures, &founded, &reader),
        areas_hint: reader.say_with(hint, "count", FEWEST),
        initiatives: told
            .iter()
            .map(|told| line(told, (&slug, &founded.state.zone), site.app.now(), &reader))
            .collect(),
        newest: more.then(|| reader.say_with("figures-newest", "count", SHOWN as i64)),
        files: files::all().map(|name| (format!("/wijk/{slug}/cijfers/{name}"), name)).collect(),
        rules: reader.to(&format!("/wijk/{slug}/regels")),
        reader,
    };
    Ok(Html(page.render()?))
}

fn totals(figures: &Figures, reader: &Reader) -> Vec<(String, String)> {
    [
        ("figures-received", figures.received),
        ("figures-paid", figures.paid),
        ("figures-returned", figures.returned),
        ("figures-left", figures.left),
    ]
    .map(|(key, cents)| (reader.say(key), reader.euros(cents)))
    .into()
}

fn areas(figures: &Figures, founded: &Founded, reader: &Reader) -> Vec<(String, Vec<(String, String)>)> {
    let area = |part: &Part| {
        let Sums { issued, activated, saved, pledged, common, paid, lapsed: _, returned: _ } = part.sums;
        let sums = [
            ("figures-issued", issued),
            ("figures-activated", activated),
            ("figures-saved", saved),
            ("figures-pledged", pledged),
            ("figures-common", common),
            ("figures-area-paid", paid),
        ];
        let euros = |cents| reader.euros(Cents::new(cents).unwrap_or(Cents::ZERO));
        (names(founded, &part.areas), sums.map(|(key, cents)| (reader.say(key), euros(cents))).into())
    };
    figures.areas.iter().map(area).collect()
}

/// The names of areas, as they are added up.
fn names(founded: &Founded, areas: &[AreaId]) -> String {
    let name = |area: &AreaId| founded.state.areas.get(&area.0).map(|area| area.name.as_str());
    areas.iter().filter_map(name).collect::<Vec<_>>().join(" + ")
}

fn line(told: &Told, place: (&str, &Zone), now: Timestamp, reader: &Reader) -> Line {
    let Card { title, address, money, status, .. } = Card::new(reader, place, told, now);
    Line { title, address, money, status }
}
