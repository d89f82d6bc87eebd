//! The fourth step: pictures. They are looked at and made smaller when they are given.

use super::super::Site;
use super::super::forms::{Form, field};
use super::super::picture::{self, Size};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::plan::{Mistakes, Plan, Way, address as step, mistake};
use crate::app::pictures::{self, For, MOST, NotTaken, Room};
use crate::domain::{PersonId, PictureId};
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
    form: Multipart,
) -> Result<Response, Problem> {
    let mistakes = match given(&reader, plan.sketched.person, form).await? {
        Err(mistakes) => mistakes,
        Ok((picture, room, words)) => {
            let of = For::Sketch(&plan.sketched);
            match pictures::add(&site.app, plan.founded.book, of, (picture, room, &words)).await {
                Ok(()) => {
                    let here = step(&reader, &plan.founded.slug, plan.sketched.id, "fotos");
                    return Ok(Redirect::to(&here).into_response());
                }
                Err(why) => not_taken(&reader, why)?,
            }
        }
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&plan, reader, mistakes)?).into_response())
}

/// A picture as this person sends it, with room for it and what is on it; what is wrong with the form, if something is.
///
/// # Errors
/// [`Problem::Unreadable`] if it cannot be read.
pub async fn given(
    reader: &Reader,
    person: PersonId,
    mut form: Multipart,
) -> Result<Result<(Vec<u8>, Room, String), Mistakes>, Problem> {
    let (mut given, mut words) = (Vec::new(), String::new());
    let room = pictures::room(person).await;
    while let Some(part) = form.next_field().await.map_err(|_| Problem::Unreadable)? {
        match part.name() {
            Some("picture") => given = part.bytes().await.map_err(|_| Problem::Unreadable)?.into(),
            Some("words") => words = part.text().await.map_err(|_| Problem::Unreadable)?,
            _ => {}
        }
    }
    Ok(if given.is_empty() {
        Err(vec![("picture", reader.say("plan-picture-none"))])
    } else if words.trim().is_empty() {
        Err(vec![("words", reader.say("plan-picture-words-empty"))])
    } else {
        Ok((given, room, words))
    })
}

/// Why a picture is not taken.
///
/// # Errors
/// [`Problem::NotFound`] if what it is for is gone; the database's.
pub fn not_taken(reader: &Reader, why: NotTaken) -> Result<Mistakes, Problem> {
    let key = match why {
        NotTaken::NotAPicture => "plan-picture-not-one",
        NotTaken::TooLarge => "plan-picture-too-large",
        NotTaken::Enough => "plan-picture-enough",
        NotTaken::Submitted => return Err(Problem::Submitted),
        NotTaken::Gone => return Err(Problem::NotFound),
        NotTaken::Store(error) => return Err(error.into()),
    };
    Ok(vec![("picture", reader.say(key))])
}

/// Takes one away.
pub async fn remove(
    State(site): State<Site>,
    reader: Reader,
    plan: Plan,
    form: Form,
) -> Result<Redirect, Problem> {
    let id: PictureId = field(&form, "picture").parse().map_err(|_| Problem::Unreadable)?;
    if !pictures::remove(&site.app, plan.founded.book, For::Sketch(&plan.sketched), id).await? {
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
