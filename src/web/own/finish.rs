//! The last step: how neighbours will see it, what is still missing, and submitting it.

use super::super::Site;
use super::super::forms::{Form, field};
use super::super::picture::{self, Size};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::refused;
use super::super::visitor::Visitor;
use super::plan::{Mistakes, Plan, Way, address as step};
use crate::app::sketches::Missing;
use crate::app::submitting::{self, NotSubmitted};
use crate::app::visits;
use crate::app::writer::Failure;
use crate::domain::{Cents, WalletId};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "own/finish.html")]
struct Page {
    reader: Reader,
    way: Way,
    title: String,
    story: Vec<String>,
    area: String,
    purpose: String,
    costs: Vec<(String, String)>,
    total: String,
    last_day: String,
    needs: Vec<String>,
    pictures: Vec<(String, String)>,
    /// What is still missing, and where it is filled in.
    missing: Option<(String, String)>,
    /// A wallet that was opened in the same browser, the question whose it is, and whether they said that it is theirs.
    opened: Option<(i64, String, bool)>,
    mistakes: Mistakes,
}

/// A wallet that codes have opened in the same browser. At a computer that others use too it may be somebody else's.
#[derive(Clone, Copy)]
struct Opened {
    wallet: WalletId,
    /// What can be given of it now.
    free: Cents,
    /// Whether they said that it is theirs.
    is_own: bool,
}

/// Shows it.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    plan: Plan,
) -> Result<Html<String>, Problem> {
    let opened = opened(&site, &visitor, &plan).await?;
    render(&plan, reader, opened, Mistakes::new())
}

/// Submits it. If the savings that they said are theirs are not open any more, or others are, the page comes again.
pub async fn submit(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    plan: Result<Plan, Problem>,
    form: Form,
) -> Result<Response, Problem> {
    let plan = match plan {
        // The button was pressed twice.
        Err(Problem::Submitted) => return Ok(Redirect::to(&reader.to("/mijn-initiatieven")).into_response()),
        found => found?,
    };
    let own = field(&form, "wallet").parse().ok().map(WalletId);
    let mut opened = opened(&site, &visitor, &plan).await?;
    if own.is_some() && plan.sketched.initiative.is_none() && opened.map(|opened| opened.wallet) != own {
        return Ok(Redirect::to(&plan.way(&reader, "nakijken").here).into_response());
    }
    if let Some(opened) = &mut opened {
        opened.is_own = own.is_some();
    }
    let wallets = own.into_iter().collect();
    let submitted = submitting::submit(&site.app, plan.founded.book, (&plan.sketched, wallets)).await;
    let mistakes = match submitted {
        Ok(number) => {
            let there = format!("/wijk/{}/initiatief/{number}/beheer", plan.founded.slug);
            return Ok(Redirect::to(&reader.to(&there)).into_response());
        }
        Err(NotSubmitted::Gone) => return Err(Problem::NotFound),
        Err(NotSubmitted::Missing(_)) => Mistakes::new(),
        Err(NotSubmitted::Text(refusal)) => {
            vec![("title", reader.say_with("refused-other", "why", refusal.to_string()))]
        }
        Err(NotSubmitted::Failed(Failure::Refused(refusal))) => {
            vec![("title", refused::words(&refusal, &reader))]
        }
        Err(NotSubmitted::Failed(failure)) => return Err(failure.into()),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&plan, reader, opened, mistakes)?).into_response())
}

/// The wallet that codes have opened in the same browser, if they opened all of it: what comes from there is the
/// initiator's own, if it is theirs. It is asked once, when a sketch becomes an initiative.
async fn opened(site: &Site, visitor: &Visitor, plan: &Plan) -> Result<Option<Opened>, Problem> {
    let (Some(token), None) = (visitor.token, plan.sketched.initiative) else { return Ok(None) };
    let visit = visits::find(&site.app, token).await?.filter(|visit| visit.book == plan.founded.book);
    let Some(visit) = visit else { return Ok(None) };
    let whole = visits::whole(&site.app, &visit).await?;
    Ok(whole.map(|(wallet, free)| Opened { wallet, free, is_own: false }))
}

/// The question whose a wallet is.
fn question(reader: &Reader, Opened { wallet, free, is_own }: Opened) -> (i64, String, bool) {
    let question = if free.is_zero() {
        reader.say("plan-wallet-empty")
    } else {
        reader.say_with("plan-wallet", "amount", reader.euros(free))
    };
    (wallet.0, question, is_own)
}

fn render(
    plan: &Plan,
    reader: Reader,
    opened: Option<Opened>,
    mistakes: Mistakes,
) -> Result<Html<String>, Problem> {
    let (sketch, slug) = (&plan.sketched.sketch, &plan.founded.slug);
    let (key, part) = match sketch.missing() {
        None => ("", ""),
        Some(Missing::Story) => ("plan-missing-story", "verhaal"),
        Some(Missing::Costs) => ("plan-missing-costs", "kosten"),
        Some(Missing::LastDay) => ("plan-missing-day", "wanneer"),
    };
    let missing = (!key.is_empty()).then(|| (reader.say(key), step(&reader, slug, plan.sketched.id, part)));
    let area = sketch.area.and_then(|area| plan.founded.state.areas.get(&area.0));
    let page = Page {
        way: plan.way(&reader, "nakijken"),
        title: sketch.title.clone(),
        story: paragraphs(&sketch.story),
        area: area.map(|area| area.name.clone()).unwrap_or_default(),
        purpose: sketch.purpose.clone(),
        costs: sketch.costs.iter().map(|cost| (cost.what.clone(), reader.euros(cost.cents))).collect(),
        total: reader.euros(sketch.target().unwrap_or(Cents::ZERO)),
        last_day: sketch.last_day.map(|day| reader.day(day)).unwrap_or_default(),
        needs: paragraphs(&sketch.needs),
        pictures: picture::all(slug, &plan.sketched, Size::Small),
        missing,
        opened: opened.map(|opened| question(&reader, opened)),
        mistakes,
        reader,
    };
    Ok(Html(page.render()?))
}

/// The lines that hold something.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect()
}
