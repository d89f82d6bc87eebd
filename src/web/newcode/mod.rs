//! A new code instead of the one in the letter: a warning first, then the code, once.

use super::forms;
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Opened, Sent, Visitor};
use super::{Site, mine, refused};
use crate::app::cheque_desk::Seen;
use crate::app::writer::Failure;
use crate::app::{new_code, visits};
use crate::domain::{Actor, ChequeId};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "newcode/page.html")]
struct Page {
    reader: Reader,
    key: String,
    /// The money it speaks of.
    money: String,
    /// The cheque whose code was typed last, and which of its codes that is.
    cheque: i64,
    generation: i64,
    /// Whether the whole wallet was shown: one letter of several does not change its code.
    whole: bool,
    /// Whether they came in with the address that belongs to the wallet, which keeps it.
    mailed: bool,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "newcode/made.html")]
struct Made {
    reader: Reader,
    code: String,
}

/// Says what happens, and asks.
pub async fn page(State(site): State<Site>, reader: Reader, opened: Opened) -> Result<Html<String>, Problem> {
    render(&site, reader, &opened, None).await
}

/// Makes it and shows it. The answer is the page itself: nobody can open it again.
pub async fn make(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Sent { by: opened, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let Actor::Resident(wallet) = opened.activated.actor else {
        return Ok(Redirect::to(&reader.to("/mijn/nieuwe-code")).into_response());
    };
    let token = visitor.token.ok_or(Problem::NoVisit)?;
    let key = forms::key(&form)?;
    let cheque = forms::field(&form, "cheque").parse().map(ChequeId);
    let generation = forms::field(&form, "generation").parse();
    let (Ok(cheque), Ok(generation)) = (cheque, generation) else { return Err(Problem::Unreadable) };
    if cheque != opened.visit.entry.cheque || !mine::is_of_page(&form, &opened.activated) {
        // Another code was typed meanwhile, in another window.
        return Ok(Redirect::to(&reader.to("/mijn/nieuwe-code")).into_response());
    }
    let seen = Seen { cheque, generation };
    let why = match new_code::replace(&site.app, (&opened.visit, token), seen, (key, wallet)).await {
        Ok(Some(code)) => {
            return Ok(Html(Made { reader, code: code.to_string() }.render()?).into_response());
        }
        Ok(None) => reader.say("refused-code-replaced"),
        Err(Failure::Refused(refusal)) => refused::words(&refusal, &reader),
        Err(Failure::KeyReused) => reader.say("newcode-sent-before"),
        Err(failure) => return Err(failure.into()),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&site, reader, &opened, Some(why)).await?).into_response())
}

async fn render(
    site: &Site,
    reader: Reader,
    opened: &Opened,
    error: Option<String>,
) -> Result<Html<String>, Problem> {
    let entry = opened.visit.entry;
    let mailed = visits::is_mailed(&site.app, &opened.visit, opened.activated.wallet).await?;
    let page = Page {
        reader,
        key: site.app.fresh_key().to_string(),
        money: mine::money(&opened.activated),
        cheque: entry.cheque.0,
        generation: entry.generation,
        whole: matches!(opened.activated.actor, Actor::Resident(_)),
        mailed,
        error,
    };
    Ok(Html(page.render()?))
}
