//! An initiative's own page: its story, what it needs and has, how to give, and what became of it.

use super::Site;
use super::cards::{self, Card};
use super::chart::Chart;
use super::live;
use super::manage::{Reported, words};
use super::own::paragraphs;
use super::picture::{self, Size};
use super::problem::Problem;
use super::reader::Reader;
use super::share::{Preview, Public, Seen};
use crate::app::news::{self, News};
use crate::app::programmes::Founded;
use crate::app::{days, helping, initiatives, sketches};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "initiative/page.html")]
struct Page {
    reader: Reader,
    card: Card,
    title: String,
    area: String,
    purpose: String,
    story: Vec<String>,
    /// Each picture: where it is shown from, and what is on it.
    pictures: Vec<(String, String)>,
    /// What it costs.
    costs: Vec<(String, String)>,
    total: String,
    /// What the common pot gave, and why.
    granted: Option<(String, Vec<String>)>,
    needs: Vec<String>,
    /// Whether neighbours can say that they help.
    takes_help: bool,
    /// What messengers show when somebody passes it on.
    preview: Option<Preview>,
    /// How it can be done with less, in the initiators' words.
    explanation: Vec<String>,
    report: Option<Reported>,
    news: Vec<Told>,
    /// Where what was told before and after that is.
    newer: Option<String>,
    older: Option<String>,
    chart: Option<Chart>,
    /// Where what changes comes from, if anything still does.
    stream: Option<String>,
}

/// Something that was told.
struct Told {
    day: String,
    words: Vec<String>,
    /// Each picture: where it is shown from, and what is on it.
    pictures: Vec<(String, String)>,
}

/// Shows it. What is not approved yet is nobody's to read.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Public(seen): Public,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Html<String>, Problem> {
    let area = seen.area();
    let Seen { founded, told } = seen;
    let sketched = sketches::of_initiative(&site.app, founded.book, told.id).await?;
    let pictures = sketched.as_ref().map(|sketched| picture::all(&founded.slug, sketched, Size::Large));
    let sketch = sketched.as_ref().map(|sketched| &sketched.sketch);
    let costs = sketched.iter().flat_map(|sketched| sketched.costs_of(&told.state));
    let costs = costs.map(|cost| (cost.what.clone(), reader.euros(cost.cents)));
    let part = query.get("nieuws").and_then(|part| part.parse().ok()).unwrap_or(0);
    let (news, has_more) = news::of(&site.app, founded.book, told.id, part).await?;
    let card = Card::new(&reader, (&founded.slug, &founded.state.zone), &told, site.app.now());
    let part_at = |part: u64| format!("{}?nieuws={part}#nieuws", card.address);
    let page = Page {
        preview: Preview::new(&site, &reader, (&founded.slug, &area), &card),
        title: cards::title(&reader, &told),
        area,
        purpose: told.state.purpose.clone(),
        story: paragraphs(&told.story),
        pictures: pictures.unwrap_or_default(),
        costs: costs.collect(),
        total: reader.euros(told.state.target),
        takes_help: helping::takes(&told.state),
        granted: (!told.state.granted.is_zero()).then(|| {
            let gave = reader.say_with("initiative-granted", "amount", reader.euros(told.state.granted));
            (gave, paragraphs(&told.granted_for))
        }),
        needs: sketch.map(|sketch| paragraphs(&sketch.needs)).unwrap_or_default(),
        explanation: match told.state.explanation {
            Some(text) => words(&site, &founded, text).await?,
            None => Vec::new(),
        },
        report: Reported::of(&site, &reader, &founded, (&told, sketched.as_ref())).await?,
        news: news.iter().map(|news| Told::new(&reader, &founded, news)).collect(),
        newer: part.checked_sub(1).map(part_at),
        older: has_more.then(|| part_at(part + 1)),
        chart: chart(&site, &reader, &founded, &told).await?,
        stream: live::address(&reader, &founded.slug, [&told]),
        card,
        reader: reader.clone(),
    };
    Ok(Html(page.render()?))
}

impl Told {
    fn new(reader: &Reader, founded: &Founded, news: &News) -> Self {
        Self {
            day: reader.day(founded.state.zone.local_day(news.made)),
            words: paragraphs(&news.body),
            pictures: picture::these(&founded.slug, &news.pictures, Size::Small),
        }
    }
}

/// The chart that everybody may see.
async fn chart(
    site: &Site,
    reader: &Reader,
    founded: &Founded,
    told: &initiatives::Told,
) -> Result<Option<Chart>, Problem> {
    let days = days::of(&site.app, founded.book, told.id).await?;
    let zone = &founded.state.zone;
    let today = zone.local_day(site.app.now());
    let until = if told.state.rules > 0 { today.min(zone.last_day_before(told.state.until)) } else { today };
    Ok(Chart::new(reader, told, &days::public(&days, until), today))
}
