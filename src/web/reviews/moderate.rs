//! A review as moderators see it, bare, until there is a back office.

use super::super::Site;
use super::super::cards;
use super::super::forms::{self, Form, field, lines};
use super::super::moderation::taking_down;
use super::super::own::paragraphs;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::refused;
use super::super::visitor::Account;
use super::{Told, WORDS};
use crate::app::programmes::{self, Founded};
use crate::app::reviews::{self, NotDecided, Review, Ruling, Side, Step, Verdict};
use crate::app::texts::TextRefusal;
use crate::app::writer::Failure;
use crate::app::{CommandKey, initiatives};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "reviews/moderate.html")]
struct Page {
    reader: Reader,
    here: String,
    key: String,
    title: String,
    story: Vec<String>,
    status: String,
    /// Its public page, if it has one.
    public: Option<String>,
    asked: Vec<String>,
    first: Option<Told>,
    appeal: Option<(String, Vec<String>)>,
    second: Option<Told>,
    /// What can be decided: what the button sends, and what stands on it.
    rulings: Vec<(&'static str, String)>,
    /// What its initiators told: the words, when, and where it is taken down.
    news: Vec<(String, String, String)>,
    /// Whoever looks decided first: it waits for another moderator.
    waits: bool,
    /// There is none.
    is_alone: bool,
    reason: String,
    error: Option<String>,
}

/// What a button sends, what it decides, and what stands on it.
const BUTTONS: [(&str, Ruling, &str); 6] = [
    ("as-it-is", Ruling::AsItIs, "review-as-it-is"),
    ("pause", Ruling::Paused, "review-pause"),
    ("resume", Ruling::Resumed, "review-resume"),
    ("stop", Ruling::Stopped, "review-stop"),
    ("anew", Ruling::Anew, "review-anew"),
    ("told-anew", Ruling::ToldAnew, "review-told-anew"),
];

/// What a list calls a review.
pub fn title(reader: &Reader, review: &Review, title: &str) -> String {
    let key = if review.step == Step::Appealed { "review-listed-appeal" } else { "review-listed" };
    reader.say_with(key, "title", title)
}

/// Shows one.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
    Path(path): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    let found = found(&site, &address, path).await?;
    render(&site, reader, (&address, found), (String::new(), None)).await
}

/// Decides.
pub async fn decide(
    State(site): State<Site>,
    reader: Reader,
    Account { address }: Account,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let (founded, review) = found(&site, &address, path).await?;
    let reason = lines(&form, "reason", WORDS);
    let pressed = field(&form, "decision");
    let ruling = BUTTONS.iter().find(|(name, _, _)| *name == pressed).map(|(_, ruling, _)| *ruling);
    let verdict = Verdict { ruling: ruling.ok_or(Problem::Unreadable)?, reason: reason.clone() };
    let who = (address.as_str(), forms::key(&form)?);
    let error = match reviews::decide(&site.app, (&founded, review.clone()), who, verdict).await {
        // Pressed twice, it was decided the first time.
        Ok(()) | Err(NotDecided::Failed(Failure::KeyReused)) => {
            return Ok(Redirect::to(&reader.to("/modereren")).into_response());
        }
        Err(NotDecided::Reason(TextRefusal::Empty)) => reader.say("moderate-reason-empty"),
        Err(NotDecided::Reason(refusal)) => reader.say_with("refused-other", "why", refusal.to_string()),
        Err(NotDecided::Same) => reader.say("review-same"),
        Err(NotDecided::Own) => reader.say("review-own"),
        Err(NotDecided::Over) => reader.say("review-over"),
        Err(NotDecided::Failed(Failure::Refused(refusal))) => refused::words(&refusal, &reader),
        Err(NotDecided::Failed(failure)) => return Err(failure.into()),
    };
    // As it is now: somebody else may have decided.
    let review = reviews::find(&site.app, founded.book, review.id).await?.ok_or(Problem::NotFound)?;
    let page = render(&site, reader, (&address, (founded, review)), (reason, Some(error))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Nobody else learns that there is such a page.
async fn found(
    site: &Site,
    address: &str,
    (slug, id): (String, String),
) -> Result<(Founded, Review), Problem> {
    if !site.moderates(address) {
        return Err(Problem::NotFound);
    }
    let founded = programmes::called(&site.app, &slug).await?.ok_or(Problem::NotFound)?;
    let id = CommandKey::parse(&id).ok_or(Problem::NotFound)?;
    let review = reviews::find(&site.app, founded.book, id).await?.ok_or(Problem::NotFound)?;
    Ok((founded, review))
}

async fn render(
    site: &Site,
    reader: Reader,
    (address, (founded, review)): (&str, (Founded, Review)),
    (reason, error): (String, Option<String>),
) -> Result<Html<String>, Problem> {
    let told =
        initiatives::find(&site.app, founded.book, review.initiative).await?.ok_or(Problem::NotFound)?;
    let waits = reviews::decided_first(&site.app, founded.book, &review, address).await?;
    let possible = reviews::rulings(&review, told.state.status);
    let rulings = BUTTONS.iter().filter(|(_, ruling, _)| possible.contains(ruling) && !waits);
    let tell = |verdict: &_| Told::new(&reader, verdict);
    let said = &review.said;
    let appeal = said.appeal.as_ref().map(|appeal| {
        let key = if appeal.side == Side::Asker { "review-appeal-asker" } else { "review-appeal-initiator" };
        (reader.say(key), paragraphs(&appeal.words))
    });
    let page = Page {
        here: reader.to(&format!("/modereren/{}/zaak/{}", founded.slug, review.id)),
        key: site.app.fresh_key().to_string(),
        title: cards::title(&reader, &told),
        story: paragraphs(&told.story),
        status: reader.say(cards::status_key(told.state.status)),
        public: told
            .state
            .is_public()
            .then(|| reader.to(&format!("/wijk/{}/initiatief/{}", founded.slug, told.id))),
        asked: paragraphs(&said.asked),
        first: said.first.as_ref().map(tell),
        appeal,
        second: said.second.as_ref().map(tell),
        news: taking_down::listed(site, &reader, &founded, &told).await?,
        rulings: rulings.map(|(name, _, key)| (*name, reader.say(key))).collect(),
        waits,
        is_alone: site.moderators.len() < 2,
        reason,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}
