//! The first step: what it is called, its story, where it is and what kind of thing.

use super::super::Site;
use super::super::forms::{Form, field, lines};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::plan::{Mistakes, Plan, Way, mistake};
use crate::domain::AreaId;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// The most characters of a title.
const TITLE: usize = 80;
/// The most characters of a story.
const STORY: usize = 5_000;

#[derive(Template)]
#[template(path = "own/story.html")]
struct Page {
    reader: Reader,
    way: Way,
    title: String,
    story: String,
    areas: Vec<(i64, String, bool)>,
    purposes: Vec<(String, bool)>,
    mistakes: Mistakes,
}

/// Shows it.
pub async fn page(reader: Reader, plan: Plan) -> Result<Html<String>, Problem> {
    render(&plan, reader, Mistakes::new())
}

/// Keeps what was typed, and goes on if nothing is missing.
pub async fn save(
    State(site): State<Site>,
    reader: Reader,
    mut plan: Plan,
    form: Form,
) -> Result<Response, Problem> {
    let mistakes = read(&mut plan, &form, &reader);
    let next = plan.save(&site, &reader, "kosten").await?;
    if mistakes.is_empty() {
        return Ok(next.into_response());
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&plan, reader, mistakes)?).into_response())
}

fn render(plan: &Plan, reader: Reader, mistakes: Mistakes) -> Result<Html<String>, Problem> {
    let (sketch, state) = (&plan.sketched.sketch, &plan.founded.state);
    let is_only = state.areas.len() == 1;
    let areas = state
        .areas
        .iter()
        .map(|(id, area)| (*id, area.name.clone(), is_only || sketch.area == Some(AreaId(*id))));
    let purposes = state.purposes.iter().map(|purpose| (purpose.clone(), *purpose == sketch.purpose));
    let page = Page {
        way: plan.way(&reader, "verhaal"),
        title: sketch.title.clone(),
        story: sketch.story.clone(),
        areas: areas.collect(),
        purposes: purposes.collect(),
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}

/// Takes in what was typed; answers with what is wrong with it. All of it is kept, as far as it fits.
fn read(plan: &mut Plan, form: &Form, reader: &Reader) -> Mistakes {
    let (sketch, state) = (&mut plan.sketched.sketch, &plan.founded.state);
    let mut mistakes = Mistakes::new();
    sketch.title = lines(form, "title", TITLE);
    sketch.story = lines(form, "story", STORY);
    let area = field(form, "area").parse().ok().filter(|area| state.areas.contains_key(area));
    sketch.area = area.map(AreaId);
    let purpose = field(form, "purpose");
    sketch.purpose = state.purposes.iter().find(|known| *known == purpose).cloned().unwrap_or_default();
    for (name, is_empty, key) in [
        ("title", sketch.title.is_empty(), "plan-title-empty"),
        ("story", sketch.story.is_empty(), "plan-story-empty"),
        ("area", sketch.area.is_none(), "plan-area-empty"),
        ("purpose", sketch.purpose.is_empty(), "plan-purpose-empty"),
    ] {
        if is_empty {
            mistakes.push((name, reader.say(key)));
        }
    }
    mistakes
}
