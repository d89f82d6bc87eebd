//! The third step: until when neighbours can give, and what is needed besides money.

use super::super::Site;
use super::super::forms::{Form, field, lines};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::plan::{Mistakes, Plan, Way, mistake};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;

/// The most characters of what is needed besides money.
const NEEDS: usize = 1_000;

#[derive(Template)]
#[template(path = "own/when.html")]
struct Page {
    reader: Reader,
    way: Way,
    last_day: String,
    /// The first and the last day that can be chosen, for the browser.
    bounds: (String, String),
    /// The last one in words.
    latest: String,
    needs: String,
    mistakes: Mistakes,
}

/// Shows it.
pub async fn page(State(site): State<Site>, reader: Reader, plan: Plan) -> Result<Html<String>, Problem> {
    let last_day = plan.sketched.sketch.last_day.map(|day| day.to_string()).unwrap_or_default();
    render(&site, &plan, reader, last_day, Mistakes::new())
}

/// Keeps what was typed, and goes on if nothing is missing.
pub async fn save(
    State(site): State<Site>,
    reader: Reader,
    mut plan: Plan,
    form: Form,
) -> Result<Response, Problem> {
    plan.sketched.sketch.needs = lines(&form, "needs", NEEDS);
    let typed = field(&form, "last_day").to_string();
    let (earliest, latest) = bounds(&site, &plan);
    let day = typed.parse::<Date>().ok().filter(|day| (earliest..=latest).contains(day));
    if day.is_some() {
        plan.sketched.sketch.last_day = day;
    }
    let next = plan.save(&site, &reader, "fotos").await?;
    if day.is_some() {
        return Ok(next.into_response());
    }
    let mistakes = vec![("last_day", reader.say_with("plan-day-wrong", "day", reader.day(latest)))];
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&site, &plan, reader, typed, mistakes)?).into_response())
}

/// The first and the last day that can be chosen: tomorrow, and as long as a campaign may be.
fn bounds(site: &Site, plan: &Plan) -> (Date, Date) {
    let state = &plan.founded.state;
    let today = state.zone.local_day(site.app.now());
    let months = state.rules.last().map_or(1, |rules| rules.campaign_months);
    (state.zone.days_later(today, 1), state.zone.months_later(today, months))
}

fn render(
    site: &Site,
    plan: &Plan,
    reader: Reader,
    last_day: String,
    mistakes: Mistakes,
) -> Result<Html<String>, Problem> {
    let (earliest, latest) = bounds(site, plan);
    let page = Page {
        way: plan.way(&reader, "wanneer"),
        last_day,
        bounds: (earliest.to_string(), latest.to_string()),
        latest: reader.day(latest),
        needs: plan.sketched.sketch.needs.clone(),
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}
