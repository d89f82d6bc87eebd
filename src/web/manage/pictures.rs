//! The pictures of what was told, and of a report.

use super::super::Site;
use super::super::forms::{Form, field};
use super::super::own::{Mistakes, given, mistake, not_taken, paragraphs};
use super::super::picture::{self, Size};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::Managing;
use crate::app::news::{self, News};
use crate::app::pictures::{self, For, MOST};
use crate::domain::{NewsId, PictureId};
use askama::Template;
use axum::extract::{FromRequestParts, Multipart, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "manage/pictures.html")]
struct Page {
    reader: Reader,
    here: String,
    back: String,
    title: String,
    body: Vec<String>,
    /// Each picture: its id, where it is shown from, and what is on it.
    pictures: Vec<(String, String, String)>,
    is_full: bool,
    /// Whether whoever looks can give more pictures.
    can_add: bool,
    /// It is the report: its words are elsewhere.
    is_report: bool,
    mistakes: Mistakes,
}

/// Something that was told of an initiative of whoever asks.
pub struct Telling {
    /// The initiative.
    pub managing: Managing,
    /// What was told.
    pub news: News,
}

/// What is at an address: [`Problem::NotFound`] if there is nothing, or it is of another initiative.
impl FromRequestParts<Site> for Telling {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let managing = Managing::from_request_parts(parts, site).await?;
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, site).await;
        let Path(path) = path.map_err(|_| Problem::Unreadable)?;
        let id: Option<NewsId> = path.get("news").and_then(|id| id.parse().ok());
        let found = news::find(&site.app, managing.founded.book, id.ok_or(Problem::NotFound)?).await?;
        let news = found.filter(|news| news.initiative == managing.managed.told.id);
        Ok(Self { news: news.ok_or(Problem::NotFound)?, managing })
    }
}

impl Telling {
    fn is_own(&self) -> bool {
        self.news.person == self.managing.managed.person
    }

    /// Whether whoever asks can give it a picture.
    fn can_add(&self) -> bool {
        let managed = &self.managing.managed;
        news::takes_pictures(&self.news, &managed.told.state, managed.person)
    }

    fn address(&self, reader: &Reader) -> String {
        self.managing.address(reader, &format!("/bericht/{}", self.news.id))
    }
}

/// Shows them.
pub async fn page(reader: Reader, telling: Telling) -> Result<Html<String>, Problem> {
    render(&telling, reader, Mistakes::new())
}

/// Takes one more.
pub async fn add(
    State(site): State<Site>,
    reader: Reader,
    telling: Telling,
    form: Multipart,
) -> Result<Response, Problem> {
    if !telling.can_add() {
        return Err(Problem::NotFound);
    }
    let person = telling.managing.managed.person;
    let of = For::News(telling.news.id, person);
    let mistakes = match given(&reader, person, form).await? {
        Err(mistakes) => mistakes,
        Ok((picture, room, words)) => {
            let book = telling.managing.founded.book;
            match pictures::add(&site.app, book, of, (picture, room, &words)).await {
                Ok(()) => return Ok(Redirect::to(&telling.address(&reader)).into_response()),
                Err(why) => not_taken(&reader, why)?,
            }
        }
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&telling, reader, mistakes)?).into_response())
}

/// Takes one away.
pub async fn remove(
    State(site): State<Site>,
    reader: Reader,
    telling: Telling,
    form: Form,
) -> Result<Redirect, Problem> {
    let id: PictureId = field(&form, "picture").parse().map_err(|_| Problem::Unreadable)?;
    let of = For::News(telling.news.id, telling.managing.managed.person);
    pictures::remove(&site.app, telling.managing.founded.book, of, id).await?;
    Ok(Redirect::to(&telling.address(&reader)))
}

fn render(telling: &Telling, reader: Reader, mistakes: Mistakes) -> Result<Html<String>, Problem> {
    let Telling { managing, news } = telling;
    let shown = |(id, words): &(PictureId, String)| {
        (id.to_string(), picture::address(&managing.founded.slug, *id, Size::Small), words.clone())
    };
    let page = Page {
        here: telling.address(&reader),
        back: managing.address(&reader, ""),
        title: match (news.is_report, telling.is_own()) {
            (true, _) => reader.say("report-pictures"),
            (false, true) => reader.say("news-told"),
            (false, false) => reader.say("news-title"),
        },
        body: paragraphs(&news.body),
        pictures: news.pictures.iter().map(shown).collect(),
        is_full: news.pictures.len() >= MOST,
        can_add: telling.can_add(),
        is_report: news.is_report,
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}
