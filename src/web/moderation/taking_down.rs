//! Taking down what initiators told, as moderators do it: with a reason.

use super::super::Site;
use super::super::cards;
use super::super::forms::{self, Form, lines};
use super::super::own::paragraphs;
use super::super::picture::{self, Size};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::visitor::Account;
use super::{check, founded};
use crate::app::initiatives::{self, Told};
use crate::app::news::{self, News};
use crate::app::programmes::Founded;
use crate::app::reviews::{self, NotDecided};
use crate::app::texts::TextRefusal;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// The most characters of a reason.
const REASON: usize = 2_000;

#[derive(Template)]
#[template(path = "moderation/taking_down.html")]
struct Page {
    reader: Reader,
    here: String,
    back: String,
    key: String,
    title: String,
    is_report: bool,
    body: Vec<String>,
    /// Each picture: where it is shown from, and what is on it.
    pictures: Vec<(String, String)>,
    reason: String,
    error: Option<String>,
}

/// What the initiators of an initiative told, for a list: the first words, the day, and where it is taken down. Nothing of
/// one that is not public.
///
/// # Errors
/// The database's.
pub async fn listed(
    site: &Site,
    reader: &Reader,
    founded: &Founded,
    told: &Told,
) -> Result<Vec<(String, String, String)>, Problem> {
    if !told.state.is_public() {
        return Ok(Vec::new());
    }
    let there = |id| reader.to(&format!("/modereren/{}/bericht/{id}", founded.slug));
    let line = |news: News| {
        let words = paragraphs(&news.body).into_iter().next().unwrap_or_default();
        (words, reader.day(founded.state.zone.local_day(news.made)), there(news.id))
    };
    let all = news::all(&site.app, founded.book, told.id).await?;
    let mut listed: Vec<_> = all.into_iter().map(line).collect();
    if let Some((id, _)) = news::pictures_of_report(&site.app, founded.book, told.id).await? {
        let made = news::find(&site.app, founded.book, id).await?.map(|news| news.made);
        let day = made.map(|made| reader.day(founded.state.zone.local_day(made)));
        listed.insert(0, (reader.say("told-report-pictures"), day.unwrap_or_default(), there(id)));
    }
    Ok(listed)
}

/// Shows one, with the form.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    check(&site, &address)?;
    let founded = founded(&site, &slug).await?;
    let news = found(&site, &founded, &id).await?.ok_or(Problem::NotFound)?;
    render(&site, reader, (&founded, &news), (String::new(), None)).await
}

/// Takes it down.
pub async fn take_down(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
    Path((slug, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    check(&site, &address)?;
    let founded = founded(&site, &slug).await?;
    let list = Redirect::to(&reader.to("/modereren")).into_response();
    // Pressed twice, or by two: it is gone.
    let Some(news) = found(&site, &founded, &id).await? else { return Ok(list) };
    let (reason, who) = (lines(&form, "reason", REASON), (address.as_str(), forms::key(&form)?));
    let error = match reviews::take_down(&site.app, (&founded, &news), who, &reason).await {
        Ok(()) | Err(NotDecided::Over) => return Ok(list),
        Err(NotDecided::Reason(TextRefusal::Empty)) => reader.say("moderate-reason-empty"),
        Err(NotDecided::Reason(refusal)) => reader.say_with("refused-other", "why", refusal.to_string()),
        Err(NotDecided::Same | NotDecided::Own) => reader.say("review-own"),
        Err(NotDecided::Failed(failure)) => return Err(failure.into()),
    };
    let page = render(&site, reader, (&founded, &news), (reason, Some(error))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn found(site: &Site, founded: &Founded, id: &str) -> Result<Option<News>, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    Ok(news::find(&site.app, founded.book, id).await?)
}

async fn render(
    site: &Site,
    reader: Reader,
    (founded, news): (&Founded, &News),
    (reason, error): (String, Option<String>),
) -> Result<Html<String>, Problem> {
    let told = initiatives::find(&site.app, founded.book, news.initiative).await?.ok_or(Problem::NotFound)?;
    let page = Page {
        here: reader.to(&format!("/modereren/{}/bericht/{}", founded.slug, news.id)),
        back: reader.to(&format!("/wijk/{}/initiatief/{}", founded.slug, told.id)),
        key: site.app.fresh_key().to_string(),
        title: cards::title(&reader, &told),
        is_report: news.is_report,
        body: paragraphs(&news.body),
        pictures: picture::these(&founded.slug, &news.pictures, Size::Small),
        reason,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}
