//! The work begins, and its report: the story, and what was spent on each line of the plan.

use super::super::Site;
use super::super::forms::{self, Form, field, lines};
use super::super::own::{Mistakes, mistake, paragraphs};
use super::super::picture::{self, Size};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::refused;
use super::{Managing, Typed, again};
use crate::app::delivery::{self, Planned};
use crate::app::initiatives::Told;
use crate::app::manage::NotDone;
use crate::app::news;
use crate::app::programmes::Founded;
use crate::app::sketches::{self, Sketched};
use crate::app::writer::Failure;
use crate::domain::Cents;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::civil::Date;

/// The most characters of the story.
const STORY: usize = 5_000;
/// The most characters of why it went otherwise.
const WHY: usize = 500;

#[derive(Template)]
#[template(path = "manage/report.html")]
struct Page {
    reader: Reader,
    here: String,
    back: String,
    key: String,
    story: String,
    why: String,
    /// Each line: what it is for, what was planned, and what was typed.
    lines: Vec<(String, String, String)>,
    mistakes: Mistakes,
}

/// What was reported, as everybody reads it.
pub struct Reported {
    /// What was done.
    pub story: Vec<String>,
    /// Each picture: where it is shown from, and what is on it.
    pub pictures: Vec<(String, String)>,
    /// Each line: what it is for, what was planned, and what was spent.
    pub lines: Vec<(String, String, String)>,
    /// The same in all.
    pub total: (String, String),
    /// Whether something else was spent than planned.
    pub differs: bool,
    /// Whether the plan is still known, line by line: what an initiator wrote may have been erased.
    pub is_known: bool,
    /// Why it went otherwise, in the initiators' words; empty if they say nothing.
    pub why: String,
    /// What is said if there was less money than the plan asks for.
    pub with_less: Option<String>,
}

impl Reported {
    /// What was reported of an initiative; none if nothing was.
    ///
    /// # Errors
    /// The database's.
    pub async fn of(
        site: &Site,
        reader: &Reader,
        founded: &Founded,
        (told, sketched): (&Told, Option<&Sketched>),
    ) -> Result<Option<Self>, Problem> {
        let found = delivery::reported(&site.app, founded.book, (told, sketched)).await?;
        let Some(report) = found else { return Ok(None) };
        let pictures = news::pictures_of_report(&site.app, founded.book, told.id).await?;
        let spent = Cents::sum(report.lines.iter().map(|(_, spent)| *spent)).unwrap_or(Cents::ZERO);
        let (target, funded) =
            (told.state.target, told.state.delivery.as_ref().map_or(Cents::ZERO, |it| it.funded));
        let lines = (1..).zip(&report.lines).map(|(number, (planned, spent))| {
            (named(reader, planned, number), cost(reader, planned), reader.euros(*spent))
        });
        let with_less = (funded < target).then(|| {
            let fill = [("funded", reader.euros(funded).into()), ("target", reader.euros(target).into())];
            reader.fill("report-with-less", &fill)
        });
        Ok(Some(Self {
            story: paragraphs(&report.story),
            pictures: pictures
                .map_or_else(Vec::new, |(_, all)| picture::these(&founded.slug, &all, Size::Large)),
            lines: lines.collect(),
            total: (reader.euros(target), reader.euros(spent)),
            differs: report.differs(),
            is_known: report.lines.iter().all(|(planned, _)| planned.cents.is_some()),
            why: report.why,
            with_less,
        }))
    }
}

/// Begins the work.
pub async fn begin(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
    form: Form,
) -> Result<Response, Problem> {
    let typed = field(&form, "planned_end");
    let error = match typed.parse::<Date>() {
        Err(_) => reader.say("manage-day-wrong"),
        Ok(day) => {
            let wish = (day, forms::key(&form)?);
            match delivery::begin(&site.app, &managing.founded, &managing.managed, wish).await {
                Ok(()) | Err(Failure::KeyReused) => return Ok(managing.shown(&reader)),
                Err(Failure::Refused(refusal)) => refused::words(&refusal, &reader),
                Err(failure) => return Err(failure.into()),
            }
        }
    };
    again(&site, reader, &managing, Typed::wrong("planned_end", typed, error)).await
}

/// Shows the form, with what was reported before.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
) -> Result<Html<String>, Problem> {
    check(&managing)?;
    let (told, sketched) = (&managing.managed.told, sketched(&site, &managing).await?);
    let report = delivery::reported(&site.app, managing.founded.book, (told, sketched.as_ref())).await?;
    let planned = delivery::planned(&told.state, sketched.as_ref());
    let (why, story, spent) = match report {
        Some(report) => {
            let spent = report.lines.iter().map(|(_, spent)| forms::typed(*spent)).collect();
            (report.why, report.story, spent)
        }
        None => (String::new(), String::new(), vec![String::new(); planned.len()]),
    };
    render(&site, reader, &managing, (why, story, planned, spent), Mistakes::new())
}

/// Sends it in.
pub async fn send(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
    form: Form,
) -> Result<Response, Problem> {
    check(&managing)?;
    let sketched = sketched(&site, &managing).await?;
    let told = &managing.managed.told;
    let planned = delivery::planned(&told.state, sketched.as_ref());
    let (why, story) = (lines(&form, "why", WHY), lines(&form, "story", STORY));
    let all = form.0.iter().filter(|(name, _)| name == "spent");
    let mut typed: Vec<String> = all.map(|(_, value)| value.trim().to_string()).collect();
    typed.resize(planned.len(), String::new());
    let (mut mistakes, spent) = read(&reader, (&why, &story), &planned, &typed);
    if mistakes.is_empty()
        && let Some(seconds) = delivery::wait(&site.app, managing.founded.book, told.id).await?
    {
        mistakes.push(("story", reader.say_with("words-slow-down", "seconds", seconds)));
    }
    if mistakes.is_empty() {
        let (managed, key) = (&managing.managed, forms::key(&form)?);
        match delivery::report(&site.app, &managing.founded, managed, (&why, &story, spent), key).await {
            Ok(()) | Err(NotDone::Failed(Failure::KeyReused)) => {
                return with_pictures(&site, &reader, &managing).await;
            }
            Err(NotDone::Text(refusal)) => {
                mistakes.push(("story", reader.say_with("refused-other", "why", refusal.to_string())));
            }
            Err(NotDone::Failed(Failure::Refused(refusal))) => {
                mistakes.push(("story", refused::words(&refusal, &reader)));
            }
            Err(NotDone::Failed(failure)) => return Err(failure.into()),
        }
    }
    let page = render(&site, reader, &managing, (why, story, planned, typed), mistakes)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// On to the pictures of the report.
async fn with_pictures(site: &Site, reader: &Reader, managing: &Managing) -> Result<Response, Problem> {
    let holder = news::of_report_or_new(&site.app, managing.founded.book, &managing.managed).await?;
    Ok(match holder {
        Some(id) => Redirect::to(&managing.address(reader, &format!("/bericht/{id}"))).into_response(),
        None => managing.shown(reader),
    })
}

/// What was spent on each line, and what is wrong with what was typed.
fn read(
    reader: &Reader,
    (why, story): (&str, &str),
    planned: &[Planned],
    typed: &[String],
) -> (Mistakes, Vec<Cents>) {
    let mut mistakes = Mistakes::new();
    let read: Vec<_> = typed.iter().map(|amount| forms::amount(amount)).collect();
    if story.is_empty() {
        mistakes.push(("story", reader.say("report-story-empty")));
    }
    if read.iter().any(Result::is_err) {
        mistakes.push(("spent", reader.say("plan-costs-not-an-amount")));
    } else if read.iter().any(|amount| matches!(amount, Ok(None))) {
        mistakes.push(("spent", reader.say("report-spent-empty")));
    }
    let spent: Vec<Cents> = read.into_iter().flatten().flatten().collect();
    let pairs = planned.iter().zip(&spent).map(|(planned, spent)| (planned.cents, *spent));
    if mistakes.is_empty() && why.is_empty() && delivery::differs(pairs) {
        mistakes.push(("why", reader.say("report-why-empty")));
    }
    (mistakes, spent)
}

/// There is nothing to report before the work begins, and nothing more once the report was accepted.
fn check(managing: &Managing) -> Result<(), Problem> {
    if news::reports(managing.managed.told.state.status) { Ok(()) } else { Err(Problem::NotFound) }
}

async fn sketched(site: &Site, managing: &Managing) -> Result<Option<Sketched>, Problem> {
    Ok(sketches::of_initiative(&site.app, managing.founded.book, managing.managed.told.id).await?)
}

fn render(
    site: &Site,
    reader: Reader,
    managing: &Managing,
    (why, story, planned, typed): (String, String, Vec<Planned>, Vec<String>),
    mistakes: Mistakes,
) -> Result<Html<String>, Problem> {
    let line = |(number, (planned, typed)): (usize, (&Planned, String))| {
        (named(&reader, planned, number), cost(&reader, planned), typed)
    };
    let lines = (1..).zip(planned.iter().zip(typed)).map(line).collect();
    let page = Page {
        here: managing.address(&reader, "/verslag"),
        back: managing.address(&reader, ""),
        key: site.app.fresh_key().to_string(),
        story,
        why,
        lines,
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}

/// What a line is for; its number where the words were erased, and all of it where the plan has no lines.
fn named(reader: &Reader, planned: &Planned, number: usize) -> String {
    match (&planned.what, planned.cents) {
        (Some(what), _) => what.clone(),
        (None, Some(_)) => reader.say("report-all"),
        (None, None) => reader.say_with("report-line", "number", number as i64),
    }
}

/// What a line should cost; nothing where that was erased.
fn cost(reader: &Reader, planned: &Planned) -> String {
    planned.cents.map(|cents| reader.euros(cents)).unwrap_or_default()
}
