//! An initiative as its initiators see it: how far it is, and what they can do next.

mod initiators;
mod news;
mod next;
mod pictures;
mod report;

pub use initiators::{accept, invite, leave, linked};
pub use news::{remove as remove_news, tell};
pub use next::words;
pub use pictures::{add as add_picture, page as pictures, remove as remove_picture};
pub use report::{Reported, begin, page as report, send as send_report};

use super::Site;
use super::cards::{self, Card};
use super::chart::Chart;
use super::forms::{self, Form, field};
use super::live;
use super::problem::Problem;
use super::reader::Reader;
use super::refused;
use super::visitor::Account;
use crate::app::initiatives::Told;
use crate::app::manage::{self, Managed, NotDone};
use crate::app::news as told_news;
use crate::app::programmes::{self, Founded};
use crate::app::texts::TextRefusal;
use crate::app::writer::Failure;
use crate::app::{days, helping, reviews, sketches};
use crate::domain::InitiativeId;
use askama::Template;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use initiators::Initiators;
use jiff::civil::Date;
use next::{Act, Next};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "manage/page.html")]
struct Page {
    reader: Reader,
    title: String,
    card: Card,
    here: String,
    key: String,
    next: Next,
    /// Where it can be changed, if it can.
    edit: Option<String>,
    /// The last day that was wished for.
    last_day: String,
    chart: Option<Chart>,
    /// Where what changes comes from, if anything still does.
    stream: Option<String>,
    /// What was told, if everybody may read it: the words, when, and where it is changed.
    news: Vec<(Vec<String>, String, String)>,
    tells: bool,
    /// Whether something can be told now.
    posts: bool,
    /// Where the pictures of the report are, if there are any.
    report_pictures: Option<String>,
    initiators: Initiators,
    typed: Typed,
    /// How many neighbours offered to help, in words; none if nobody did.
    helpers: Option<String>,
    /// A moderator decided something about it, and perhaps another one can be asked.
    has_decisions: bool,
}

/// An initiative of whoever asks, with its programme.
pub struct Managing {
    founded: Founded,
    managed: Managed,
}

/// The initiative at an address: [`Problem::NotFound`] if there is none, or it is somebody else's.
impl FromRequestParts<Site> for Managing {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let Account { address } = Account::from_request_parts(parts, site).await?;
        let path = Path::<BTreeMap<String, String>>::from_request_parts(parts, site).await;
        let Path(path) = path.map_err(|_| Problem::Unreadable)?;
        let part = |name| path.get(name).map(String::as_str).unwrap_or_default();
        let number = part("number").parse().map_err(|_| Problem::Unreadable)?;
        let founded = programmes::called(&site.app, part("programme")).await?.ok_or(Problem::NotFound)?;
        let managed = manage::find(&site.app, &founded, InitiativeId(number), &address).await?;
        Ok(Self { managed: managed.ok_or(Problem::NotFound)?, founded })
    }
}

impl Managing {
    /// The programme and the initiative.
    pub fn parts(&self) -> (&Founded, &Told) {
        (&self.founded, &self.managed.told)
    }

    /// The initiative, with who asks.
    pub fn managed(&self) -> &Managed {
        &self.managed
    }
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    /// The field.
    at: &'static str,
    words: String,
    error: Option<String>,
}

impl Typed {
    /// Something that is wrong with a field.
    fn wrong(at: &'static str, words: impl Into<String>, error: String) -> Self {
        Self { at, words: words.into(), error: Some(error) }
    }

    /// What is wrong with this field.
    fn error_at(&self, field: &str) -> Option<&str> {
        self.error.as_deref().filter(|_| self.at == field)
    }

    /// What was typed into this field.
    fn words_at(&self, field: &str) -> &str {
        if self.at == field { &self.words } else { "" }
    }
}

/// Shows it.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
) -> Result<Html<String>, Problem> {
    render(&site, reader, &managing, Typed::default()).await
}

/// Opens it.
pub async fn open(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
    form: Form,
) -> Result<Response, Problem> {
    let typed = field(&form, "last_day");
    let error = match typed.parse::<Date>() {
        Err(_) => reader.say("manage-day-wrong"),
        Ok(day) => {
            match manage::open(&site.app, &managing.founded, &managing.managed, (day, forms::key(&form)?))
                .await
            {
                Ok(()) => return Ok(managing.shown(&reader)),
                Err(Failure::Refused(refusal)) => refused::words(&refusal, &reader),
                Err(failure) => return Err(failure.into()),
            }
        }
    };
    again(&site, reader, &managing, Typed::wrong("last_day", typed, error)).await
}

/// Explains how it can be done with less.
pub async fn explain(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
    form: Form,
) -> Result<Response, Problem> {
    let words = field(&form, "words").replace("\r\n", "\n");
    let error =
        match manage::explain(&site.app, &managing.founded, &managing.managed, (&words, forms::key(&form)?))
            .await
        {
            Ok(()) | Err(NotDone::Failed(Failure::KeyReused)) => return Ok(managing.shown(&reader)),
            Err(NotDone::Text(TextRefusal::Empty)) => reader.say("manage-explain-empty"),
            Err(NotDone::Text(refusal)) => reader.say_with("refused-other", "why", refusal.to_string()),
            Err(NotDone::Failed(Failure::Refused(refusal))) => refused::words(&refusal, &reader),
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        };
    again(&site, reader, &managing, Typed::wrong("words", words, error)).await
}

impl Managing {
    /// The address of its page, or of what is below it.
    fn address(&self, reader: &Reader, below: &str) -> String {
        let (slug, id) = (&self.founded.slug, self.managed.told.id);
        reader.to(&format!("/wijk/{slug}/initiatief/{id}/beheer{below}"))
    }

    /// Leads to its page.
    fn shown(&self, reader: &Reader) -> Response {
        Redirect::to(&self.address(reader, "")).into_response()
    }
}

async fn again(site: &Site, reader: Reader, managing: &Managing, typed: Typed) -> Result<Response, Problem> {
    let page = render(site, reader, managing, typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn render(
    site: &Site,
    reader: Reader,
    managing: &Managing,
    typed: Typed,
) -> Result<Html<String>, Problem> {
    let Managing { founded, managed, .. } = managing;
    let (app, book, told) = (&site.app, founded.book, &managed.told);
    let sketched = sketches::of_initiative(app, book, told.id).await?;
    let next = Next::of(site, &reader, founded, told).await?;
    let wished = sketched.as_ref().and_then(|sketched| sketched.sketch.last_day);
    let edit = sketched
        .filter(|_| next.act == Act::Change)
        .map(|sketched| reader.to(&format!("/wijk/{}/plan/{}/verhaal", founded.slug, sketched.id)));
    let today = founded.state.zone.local_day(app.now());
    let days = days::of(app, book, told.id).await?;
    let helpers = helping::count(app, book, told.id).await?;
    let standing = reviews::of_initiator(app, book, managed).await?;
    let pictures = told_news::pictures_of_report(app, book, told.id).await?;
    let page = Page {
        title: cards::title(&reader, told),
        card: Card::new(&reader, (&founded.slug, &founded.state.zone), told, app.now()),
        here: managing.address(&reader, ""),
        key: app.fresh_key().to_string(),
        next,
        edit,
        helpers: (helpers > 0).then(|| reader.say_with("manage-helpers", "count", helpers)),
        has_decisions: standing.can_appeal || standing.review.is_some(),
        last_day: match typed.words_at("last_day") {
            "" => wished.map(|day| day.to_string()).unwrap_or_default(),
            typed => typed.into(),
        },
        chart: Chart::new(&reader, told, &days, today),
        stream: live::address(&reader, &founded.slug, [told]),
        news: news::listed(site, &reader, managing).await?,
        tells: told.state.is_public(),
        posts: told_news::takes(&told.state),
        report_pictures: pictures.map(|(id, _)| managing.address(&reader, &format!("/bericht/{id}"))),
        initiators: Initiators::of(site, managing).await?,
        typed,
        reader,
    };
    Ok(Html(page.render()?))
}
