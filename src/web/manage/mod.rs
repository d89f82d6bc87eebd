//! An initiative as its initiators see it: how far it is, and what they can do next.

use super::Site;
use super::cards::{self, Card};
use super::forms::{self, Form, field};
use super::problem::Problem;
use super::reader::Reader;
use super::refused;
use super::visitor::Account;
use crate::app::initiatives::Told;
use crate::app::manage::{self, Managed, NotDone};
use crate::app::programmes::{self, Founded};
use crate::app::texts::TextRefusal;
use crate::app::writer::Failure;
use crate::app::{helping, reviews, sketches};
use crate::domain::InitiativeId;
use crate::domain::initiative::InitiativeStatus;
use askama::Template;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;

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
    typed: Typed,
    /// How many neighbours offered to help, in words; none if nobody did.
    helpers: Option<String>,
    /// A moderator keeps it from going on, and another one can be asked.
    is_stopped: bool,
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
        let path = Path::<(String, i64)>::from_request_parts(parts, site).await;
        let Path((slug, number)) = path.map_err(|_| Problem::Unreadable)?;
        let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
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

/// What its initiators can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Nothing: a moderator reads it.
    Wait,
    /// Change it, as the moderator asked.
    Change,
    /// Open it.
    Open,
    /// Tell others.
    Share,
    /// Explain how it can be done with less.
    Explain,
    /// Nothing that can be done here.
    Nothing,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    words: String,
    error: Option<String>,
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
    let error = match field(&form, "last_day").parse::<Date>() {
        Err(_) => reader.say("manage-day-wrong"),
        Ok(day) => {
            match manage::open(&site.app, &managing.founded, &managing.managed, (day, forms::key(&form)?))
                .await
            {
                Ok(()) => return Ok(Redirect::to(&address_of(&reader, &managing)).into_response()),
                Err(Failure::Refused(refusal)) => refused::words(&refusal, &reader),
                Err(failure) => return Err(failure.into()),
            }
        }
    };
    again(&site, reader, &managing, Typed { error: Some(error), ..Typed::default() }).await
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
            Ok(()) | Err(NotDone::Failed(Failure::KeyReused)) => {
                return Ok(Redirect::to(&address_of(&reader, &managing)).into_response());
            }
            Err(NotDone::Text(TextRefusal::Empty)) => reader.say("manage-explain-empty"),
            Err(NotDone::Text(refusal)) => reader.say_with("refused-other", "why", refusal.to_string()),
            Err(NotDone::Failed(Failure::Refused(refusal))) => refused::words(&refusal, &reader),
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        };
    again(&site, reader, &managing, Typed { words, error: Some(error) }).await
}

fn address_of(reader: &Reader, Managing { founded, managed }: &Managing) -> String {
    reader.to(&format!("/wijk/{}/initiatief/{}/beheer", founded.slug, managed.told.id))
}

fn next(status: InitiativeStatus) -> Next {
    match status {
        InitiativeStatus::Submitted => Next::Wait,
        InitiativeStatus::Draft | InitiativeStatus::ChangesAsked => Next::Change,
        InitiativeStatus::Approved => Next::Open,
        InitiativeStatus::Open | InitiativeStatus::Explained => Next::Share,
        InitiativeStatus::Reconsidered => Next::Explain,
        InitiativeStatus::Rejected
        | InitiativeStatus::Paused
        | InitiativeStatus::Funded
        | InitiativeStatus::PayoutPending(_)
        | InitiativeStatus::Paid
        | InitiativeStatus::InProgress
        | InitiativeStatus::ReportDue
        | InitiativeStatus::Reported
        | InitiativeStatus::Closed
        | InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff
        | InitiativeStatus::Returning(_)
        | InitiativeStatus::Ended(_) => Next::Nothing,
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
    let Managing { founded, managed } = managing;
    let told = &managed.told;
    let sketched = sketches::of_initiative(&site.app, founded.book, told.id).await?;
    let next = next(told.state.status);
    let last_day = sketched.as_ref().and_then(|sketched| sketched.sketch.last_day);
    let edit = sketched
        .filter(|_| next == Next::Change)
        .map(|sketched| reader.to(&format!("/wijk/{}/plan/{}/verhaal", founded.slug, sketched.id)));
    let helpers = helping::count(&site.app, founded.book, told.id).await?;
    let page = Page {
        title: cards::title(&reader, told),
        card: Card::new(&reader, (&founded.slug, &founded.state.zone), told, site.app.now()),
        here: address_of(&reader, managing),
        key: site.app.fresh_key().to_string(),
        next,
        edit,
        helpers: (helpers > 0).then(|| reader.say_with("manage-helpers", "count", helpers)),
        is_stopped: reviews::is_stopped(told.state.status),
        last_day: last_day.map(|day| day.to_string()).unwrap_or_default(),
        typed,
        reader,
    };
    Ok(Html(page.render()?))
}
