//! Approving initiatives: a bare list, and a page for each with what can be decided.

pub mod taking_down;

use super::Site;
use super::cards;
use super::forms::{self, Form, field};
use super::own::paragraphs;
use super::picture::{self, Size};
use super::problem::Problem;
use super::reader::Reader;
use super::refused;
use super::reviews;
use super::visitor::Account;
use crate::app::moderation::{self, Decision, NotDecided};
use crate::app::programmes::{self, Founded};
use crate::app::reviews as app_reviews;
use crate::app::texts::TextRefusal;
use crate::app::writer::Failure;
use crate::app::{initiatives, sketches};
use crate::domain::InitiativeId;
use crate::domain::initiative::InitiativeStatus;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "moderation/list.html")]
struct List {
    reader: Reader,
    programmes: Vec<Waiting>,
}

/// What waits in a programme: each with what it is called and its page.
struct Waiting {
    name: String,
    initiatives: Vec<(String, String)>,
    reviews: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "moderation/one.html")]
struct One {
    reader: Reader,
    here: String,
    key: String,
    /// Which version is read, by the id of its story.
    version: String,
    title: String,
    story: Vec<String>,
    /// What it costs.
    costs: Vec<(String, String)>,
    area: String,
    purpose: String,
    target: String,
    last_day: String,
    needs: Vec<String>,
    pictures: Vec<(String, String)>,
    is_waiting: bool,
    /// What its initiators told: the words, when, and where it is taken down.
    news: Vec<(String, String, String)>,
    reason: String,
    error: Option<String>,
}

/// Lists what waits.
pub async fn list(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
) -> Result<Html<String>, Problem> {
    check(&site, &address)?;
    let mut programmes = Vec::new();
    for founded in programmes::all(&site.app).await? {
        let waiting = moderation::waiting(&site.app, founded.book).await?;
        let initiatives = waiting.iter().map(|told| {
            let there = format!("/modereren/{}/{}", founded.slug, told.id);
            (cards::title(&reader, told), reader.to(&there))
        });
        let initiatives = initiatives.collect();
        let waiting = app_reviews::waiting(&site.app, founded.book).await?;
        let reviews = waiting.iter().map(|(review, told)| {
            let there = format!("/modereren/{}/zaak/{}", founded.slug, review.id);
            (reviews::title(&reader, review, &cards::title(&reader, told)), reader.to(&there))
        });
        let reviews = reviews.collect();
        programmes.push(Waiting { name: founded.state.name, initiatives, reviews });
    }
    Ok(Html(List { reader, programmes }.render()?))
}

/// Shows one.
pub async fn one(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
    Path(path): Path<(String, i64)>,
) -> Result<Html<String>, Problem> {
    check(&site, &address)?;
    render(&site, reader, path, (String::new(), None)).await
}

/// Decides.
pub async fn decide(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
    Path((slug, number)): Path<(String, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    check(&site, &address)?;
    let founded = founded(&site, &slug).await?;
    let reason = field(&form, "reason").replace("\r\n", "\n");
    let decision = match field(&form, "decision") {
        "approve" => Decision::Approve,
        "changes" => Decision::AskChanges(reason.clone()),
        "reject" => Decision::Reject(reason.clone()),
        _ => return Err(Problem::Unreadable),
    };
    let (which, who) = ((founded.book, InitiativeId(number)), (address.as_str(), forms::key(&form)?));
    let story = field(&form, "story").parse().map_err(|_| Problem::Unreadable)?;
    let error = match moderation::decide(&site.app, which, who, (story, decision)).await {
        // Pressed twice, it was decided the first time.
        Ok(()) | Err(NotDecided::Failed(Failure::KeyReused)) => {
            return Ok(Redirect::to(&reader.to("/modereren")).into_response());
        }
        Err(NotDecided::Changed) => reader.say("moderate-changed"),
        Err(NotDecided::Reason(TextRefusal::Empty)) => reader.say("moderate-reason-empty"),
        Err(NotDecided::Reason(refusal)) => reader.say_with("refused-other", "why", refusal.to_string()),
        Err(NotDecided::Failed(Failure::Refused(refusal))) => refused::words(&refusal, &reader),
        Err(NotDecided::Failed(failure)) => return Err(failure.into()),
    };
    let page = render(&site, reader, (slug, number), (reason, Some(error))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Nobody else learns that there is such a page.
fn check(site: &Site, address: &str) -> Result<(), Problem> {
    if site.moderates(address) { Ok(()) } else { Err(Problem::NotFound) }
}

async fn founded(site: &Site, slug: &str) -> Result<Founded, Problem> {
    programmes::called(&site.app, slug).await?.ok_or(Problem::NotFound)
}

async fn render(
    site: &Site,
    reader: Reader,
    (slug, number): (String, i64),
    (reason, error): (String, Option<String>),
) -> Result<Html<String>, Problem> {
    let founded = founded(site, &slug).await?;
    let id = InitiativeId(number);
    let told = initiatives::find(&site.app, founded.book, id).await?.ok_or(Problem::NotFound)?;
    let sketched = sketches::of_initiative(&site.app, founded.book, id).await?;
    let area = founded.state.areas.get(&told.state.area.0);
    let (costs, last_day, needs, pictures) = match &sketched {
        Some(one) => (
            one.costs_of(&told.state)
                .iter()
                .map(|cost| (cost.what.clone(), reader.euros(cost.cents)))
                .collect(),
            one.sketch.last_day.map(|day| reader.day(day)).unwrap_or_default(),
            paragraphs(&one.sketch.needs),
            picture::all(&slug, one, Size::Small),
        ),
        None => Default::default(),
    };
    let page = One {
        here: reader.to(&format!("/modereren/{slug}/{number}")),
        key: site.app.fresh_key().to_string(),
        title: cards::title(&reader, &told),
        version: told.state.story.to_string(),
        story: paragraphs(&told.story),
        costs,
        area: area.map(|area| area.name.clone()).unwrap_or_default(),
        purpose: told.state.purpose.clone(),
        target: reader.euros(told.state.target),
        last_day,
        needs,
        pictures,
        news: taking_down::listed(site, &reader, &founded, &told).await?,
        is_waiting: told.state.status == InitiativeStatus::Submitted,
        reason,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}
