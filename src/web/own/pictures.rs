//! The fourth step: pictures. They are looked at and made smaller when they are given.

use super::super::Site;
use super::super::forms::{Form, field};
use super::super::picture::{self, Size};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::plan::{Mistakes, Plan, Way, address as step, mistake};
use crate::app::pictures::{self, MOST, NotTaken};
use crate::domain::PictureId;
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "own/pictures.html")]
struct Page {
    reader: Reader,
    way: Way,
    /// Each picture: its id, where it is shown from, and what is on it.
    pictures: Vec<(String, String, String)>,
    remove: String,
    next: String,
    is_full: bool,
    mistakes: Mistakes,
}

/// Shows them.
pub async fn page(reader: Reader, plan: Plan) -> Result<Html<String>, Problem> {
    render(&plan, reader, Mistakes::new())
}

/// Takes one more.
pub async fn add(
    State(site): State<Site>,
    reader: Reader,
    plan: Plan,
    mut form: Multipart,
) -> Result<Response, Problem> {
    let (mut given, mut words) = (Vec::new(), String::new());
    let room = pictures::room(plan.sketched.person).await;
    while let Some(part) = form.next_field().await.map_err(|_| Problem::Unreadable)? {
        match part.name() {
            Some("picture") => given = part.bytes().await.map_err(|_| Problem::Unreadable)?.into(),
            Some("words") => words = part.text().await.map_err(|_| Problem::Unreadable)?,
            _ => {}
        }
    }
    let mistakes = if given.is_empty() {
        vec![("picture", reader.say("plan-picture-none"))]
    } else if words.trim().is_empty() {
        vec![("words", reader.say("plan-picture-words-empty"))]
    } else {
        match pictures::add(&site.app, plan.founded.book, &plan.sketched, (given, room, &words)).await {
            Ok(()) => {
                let here = step(&reader, &plan.founded.slug, plan.sketched.id, "fotos");
                return Ok(Redirect::to(&here).into_response());
            }
            Err(NotTaken::NotAPicture) => vec![("picture", reader.say("plan-picture-not-one"))],
            Err(NotTaken::TooLarge) => vec![("picture", reader.say("plan-picture-too-large"))],
            Err(NotTaken::Enough) => vec![("picture", reader.say("plan-picture-enough"))],
            Err(NotTaken::Submitted) => return Err(Problem::Submitted),
            Err(NotTaken::Gone) => return Err(Problem::NotFound),
            Err(NotTaken::Store(error)) => return Err(error.into()),
        }
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&plan, reader, mistakes)?).into_response())
}

/// Takes one away.
pub async fn remove(
    State(site): State<Site>,
    reader: Reader,
    plan: Plan,
    form: Form,
) -> Result<Redirect, Problem> {
    let id: PictureId = field(&form, "picture").parse().map_err(|_| Problem::Unreadable)?;
    if !pictures::remove(&site.app, plan.founded.book, &plan.sketched, id).await? {
        return Err(Problem::Submitted);
    }
    Ok(Redirect::to(&step(&reader, &plan.founded.slug, plan.sketched.id, "fotos")))
}

fn render(plan: &Plan, reader: Reader, mistakes: Mistakes) -> Result<Html<String>, Problem> {
    let (slug, id) = (&plan.founded.slug, plan.sketched.id);
    let shown = |(id, words): &(PictureId, String)| {
        (id.to_string(), picture::address(slug, *id, Size::Small), words.clone())
    };
    let page = Page {
        way: plan.way(&reader, "fotos"),
        pictures: plan.sketched.pictures.iter().map(shown).collect(),
        remove: step(&reader, slug, id, "foto-weg"),
        next: step(&reader, slug, id, "nakijken"),
        is_full: plan.sketched.pictures.len() >= MOST,
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}
