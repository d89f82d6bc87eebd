//! Not agreeing with what a moderator decided about one's initiative.

use super::super::Site;
use super::super::cards;
use super::super::forms::{self, Form, lines};
use super::super::manage::Managing;
use super::super::own::paragraphs;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::{Told, WORDS};
use crate::app::reviews::{self, NotAppealed, Review, Standing};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "reviews/initiator.html")]
struct Page {
    reader: Reader,
    title: String,
    back: String,
    here: String,
    key: String,
    /// How it stands now.
    status: String,
    first: Option<Told>,
    appeal: Option<Vec<String>>,
    second: Option<Told>,
    /// What else was decided.
    others: Vec<Told>,
    can_appeal: bool,
    typed: String,
    error: Option<String>,
}

/// Shows what was decided, and the form.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
) -> Result<Html<String>, Problem> {
    render(&site, reader, &managing, (String::new(), None)).await
}

/// Takes the appeal.
pub async fn appeal(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
    form: Form,
) -> Result<Response, Problem> {
    let (words, key) = (lines(&form, "words", WORDS), forms::key(&form)?);
    let book = managing.parts().0.book;
    let (managed, language) = (managing.managed(), reader.language.code());
    match reviews::appeal_as_initiator(&site.app, (book, managed), (&words, key), language).await {
        // Too late, or pressed twice: the page says how it stands.
        Ok(()) | Err(NotAppealed::Over) => Ok(Redirect::to(&here(&reader, &managing)).into_response()),
        Err(NotAppealed::Empty) => {
            let error = Some(reader.say("appeal-empty"));
            let page = render(&site, reader, &managing, (words, error)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(NotAppealed::Store(error)) => Err(error.into()),
    }
}

fn here(reader: &Reader, managing: &Managing) -> String {
    let (founded, told) = managing.parts();
    reader.to(&format!("/wijk/{}/initiatief/{}/beheer/bezwaar", founded.slug, told.id))
}

async fn render(
    site: &Site,
    reader: Reader,
    managing: &Managing,
    (typed, error): (String, Option<String>),
) -> Result<Html<String>, Problem> {
    let (founded, told) = managing.parts();
    let standing = reviews::of_initiator(&site.app, founded.book, managing.managed()).await?;
    let Standing { review, can_appeal, others } = standing;
    let tell = |verdict: &_| Told::new(&reader, verdict);
    let [first, second] = review.as_ref().map(Review::told_initiators).unwrap_or_default();
    let own = review.as_ref().and_then(Review::own_appeal);
    let page = Page {
        title: cards::title(&reader, told),
        back: reader.to(&format!("/wijk/{}/initiatief/{}/beheer", founded.slug, told.id)),
        here: here(&reader, managing),
        key: site.app.fresh_key().to_string(),
        status: reader.say(cards::status_key(told.state.status)),
        // What somebody said of it may tell who said it, and is not shown.
        first: first.map(tell),
        appeal: own.map(|appeal| paragraphs(&appeal.words)),
        others: others
            .iter()
            .filter_map(|it| it.told_initiators().into_iter().rev().flatten().next())
            .map(tell)
            .collect(),
        second: second.map(tell),
        can_appeal,
        typed,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}
