//! The second step: what it costs, line by line. Together that is the target.

use super::super::Site;
use super::super::forms::{self, Form};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::plan::{Mistakes, Plan, Way, mistake};
use crate::app::sketches::Cost;
use crate::domain::Cents;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// How many lines can be filled in.
const LINES: usize = 12;
/// How many empty ones are shown at first.
const EMPTY: usize = 3;
/// The most characters of what a line is for.
const WHAT: usize = 120;

#[derive(Template)]
#[template(path = "own/costs.html")]
struct Page {
    reader: Reader,
    way: Way,
    lines: Vec<(String, String)>,
    total: String,
    has_total: bool,
    mistakes: Mistakes,
}

/// Shows it.
pub async fn page(reader: Reader, plan: Plan) -> Result<Html<String>, Problem> {
    let costs = &plan.sketched.sketch.costs;
    let mut lines: Vec<_> = costs.iter().map(|cost| (cost.what.clone(), forms::typed(cost.cents))).collect();
    let shown = (lines.len() + EMPTY).min(LINES);
    lines.resize(shown, Default::default());
    render(&plan, reader, lines, Mistakes::new())
}

/// Keeps what was typed, and goes on if nothing is missing.
pub async fn save(
    State(site): State<Site>,
    reader: Reader,
    mut plan: Plan,
    form: Form,
) -> Result<Response, Problem> {
    let lines = lines_of(&form);
    let (costs, wrong) = read(&lines);
    plan.sketched.sketch.costs = costs;
    // More lines are wanted: what is there is kept, and the page is shown with room for more.
    let next = if forms::field(&form, "more").is_empty() { "wanneer" } else { "kosten" };
    let next = plan.save(&site, &reader, next).await?;
    let Some(key) = wrong else { return Ok(next.into_response()) };
    let mistakes = vec![("lines", reader.say(key))];
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&plan, reader, lines, mistakes)?).into_response())
}

fn render(
    plan: &Plan,
    reader: Reader,
    lines: Vec<(String, String)>,
    mistakes: Mistakes,
) -> Result<Html<String>, Problem> {
    let target = plan.sketched.sketch.target().unwrap_or(Cents::ZERO);
    let page = Page {
        way: plan.way(&reader, "kosten"),
        lines,
        total: reader.euros(target),
        has_total: !target.is_zero(),
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}

/// The lines as they were typed: the names of the fields repeat.
fn lines_of(form: &Form) -> Vec<(String, String)> {
    let all = |name: &'static str| {
        form.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.trim().to_string())
    };
    let what = all("what").map(|words| words.chars().filter(|sign| !sign.is_control()).take(WHAT).collect());
    what.zip(all("cents")).take(LINES).collect()
}

/// What the lines cost that can be read, and the key of what is wrong with the first of the others; lines in which nothing
/// was typed are left out.
fn read(lines: &[(String, String)]) -> (Vec<Cost>, Option<&'static str>) {
    let (mut costs, mut wrong) = (Vec::new(), None);
    for (what, amount) in lines {
        match line(what, amount) {
            Ok(cost) => costs.extend(cost),
            Err(key) => wrong = wrong.or(Some(key)),
        }
    }
    match Cents::sum(costs.iter().map(|cost| cost.cents)) {
        Ok(total) if total.is_zero() => (costs, wrong.or(Some("plan-costs-empty"))),
        Ok(_) => (costs, wrong),
        Err(_) => (Vec::new(), Some("refused-amount-too-large")),
    }
}

fn line(what: &str, amount: &str) -> Result<Option<Cost>, &'static str> {
    let cents = forms::amount(amount).map_err(|_| "plan-costs-not-an-amount")?;
    match (what.is_empty(), cents.filter(|cents| !cents.is_zero())) {
        (true, None) => Ok(None),
        (false, Some(cents)) => Ok(Some(Cost { what: what.into(), cents })),
        (true, Some(_)) => Err("plan-costs-what"),
        (false, None) => Err("plan-costs-how-much"),
    }
}
