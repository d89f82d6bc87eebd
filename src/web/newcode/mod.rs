//! A new code instead of the one in the letter: a warning first, then the code, once.

use super::forms::{self, Form};
use super::history::{self, Name};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Opened, Sent, Visitor};
use super::{Site, mine, refused};
use crate::app::cheque_desk::Seen;
use crate::app::token::Token;
use crate::app::writer::Failure;
use crate::app::{new_code, visits};
use crate::domain::{Actor, ChequeId, LotId, WalletId};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

#[derive(Template)]
#[template(path = "newcode/page.html")]
struct Page {
    reader: Reader,
    key: String,
    /// The money it speaks of.
    money: String,
    /// The cheques whose codes can be replaced.
    letters: Vec<Letter>,
    /// Whether the whole wallet was shown: one letter of several does not change its code.
    whole: bool,
    /// What was chosen.
    chosen: String,
    error: Option<String>,
}

/// A cheque whose code was shown.
struct Letter {
    name: Name,
    /// How its present code ends; empty where no other is to be told from it.
    ending: String,
    /// The number of the cheque, and which of its codes was shown: `12.1`.
    value: String,
}

#[derive(Template)]
#[template(path = "newcode/made.html")]
struct Made {
    reader: Reader,
    code: String,
    /// The cheque it is of.
    name: Option<Name>,
}

/// Says what happens, and asks.
pub async fn page(State(site): State<Site>, reader: Reader, opened: Opened) -> Result<Html<String>, Problem> {
    render(&site, reader, &opened, (String::new(), None)).await
}

/// Makes it and shows it. The answer is the page itself: nobody can open it again.
pub async fn make(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Sent { by: opened, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let chosen = forms::field(&form, "letter").to_string();
    let (status, why) = match try_it(&site, &reader, (visitor.token, &opened), &form).await? {
        Tried::Made(made) => return Ok(Html(made.render()?).into_response()),
        Tried::Not(why) => (StatusCode::UNPROCESSABLE_ENTITY, why),
        Tried::TooOften => (StatusCode::TOO_MANY_REQUESTS, reader.say("newcode-slow-down")),
    };
    Ok((status, render(&site, reader, &opened, (chosen, Some(why))).await?).into_response())
}

/// What came of it.
enum Tried {
    Made(Made),
    Not(String),
    TooOften,
}

async fn try_it(
    site: &Site,
    reader: &Reader,
    (token, opened): (Option<Token>, &Opened),
    form: &Form,
) -> Result<Tried, Problem> {
    let key = forms::key(form)?;
    let token = token.ok_or(Problem::NoVisit)?;
    let Actor::Resident(wallet) = opened.activated.actor else {
        return Ok(Tried::Not(reader.say("give-other-money")));
    };
    let Some(seen) = read(form)? else { return Ok(Tried::Not(reader.say("newcode-choose"))) };
    let letters = visits::letters(&site.app, &opened.visit, wallet).await?;
    let letter = letters.iter().find(|(_, entry)| entry.cheque == seen.cheque);
    let Some(&(lot, entry)) = letter.filter(|_| mine::is_of_page(form, &opened.activated)) else {
        return Ok(Tried::Not(reader.say("give-other-money")));
    };
    // A form that is sent again, whose code the visit goes on with, makes none.
    let is_another = entry.generation == i64::from(seen.generation);
    if is_another && !new_code::may_make(&site.app, (opened.visit.book, wallet)).await? {
        return Ok(Tried::TooOften);
    }
    match new_code::replace(&site.app, (&opened.visit, token), seen, (key, wallet)).await {
        Ok(Some(code)) => Ok(Tried::Made(made(site, reader, (opened, wallet, lot), code.to_string()).await?)),
        Ok(None) => Ok(Tried::Not(reader.say("refused-code-replaced"))),
        Err(Failure::Refused(refusal)) => Ok(Tried::Not(refused::words(&refusal, reader))),
        Err(Failure::KeyReused) => Ok(Tried::Not(reader.say("newcode-sent-before"))),
        Err(failure) => Err(failure.into()),
    }
}

/// Which cheque was chosen, and which of its codes the page knew; none if nothing was.
fn read(form: &Form) -> Result<Option<Seen>, Problem> {
    let chosen = forms::field(form, "letter");
    if chosen.is_empty() {
        return Ok(None);
    }
    let (cheque, generation) = chosen.split_once('.').ok_or(Problem::Unreadable)?;
    let (cheque, generation) = (cheque.parse().map(ChequeId), generation.parse());
    let (Ok(cheque), Ok(generation)) = (cheque, generation) else { return Err(Problem::Unreadable) };
    Ok(Some(Seen { cheque, generation }))
}

async fn made(
    site: &Site,
    reader: &Reader,
    (opened, wallet, lot): (&Opened, WalletId, LotId),
    code: String,
) -> Result<Made, Problem> {
    let founded = mine::founded(site, opened.visit.book).await?;
    let name = history::names(site, reader, &founded, (wallet, [lot])).await?.pop();
    Ok(Made { reader: reader.clone(), code, name })
}

async fn render(
    site: &Site,
    reader: Reader,
    opened: &Opened,
    (chosen, error): (String, Option<String>),
) -> Result<Html<String>, Problem> {
    let (visit, wallet) = (&opened.visit, opened.activated.wallet);
    let founded = mine::founded(site, visit.book).await?;
    let shown = visits::letters(&site.app, visit, wallet).await?;
    let names = history::names(site, &reader, &founded, (wallet, shown.iter().map(|(lot, _)| *lot))).await?;
    // Two of the same round that were used on the same day look the same.
    let several = shown.iter().map(|(_, entry)| entry.cheque).filter(|_| shown.len() > 1);
    let mut endings = new_code::endings(&site.app, visit.book, several).await?;
    let letter = |name: Name| {
        let (_, entry) = shown.iter().find(|(lot, _)| *lot == name.lot)?;
        let ending = endings.remove(&entry.cheque).unwrap_or_default();
        Some(Letter { name, ending, value: format!("{}.{}", entry.cheque, entry.generation) })
    };
    let page = Page {
        key: site.app.fresh_key().to_string(),
        money: mine::money(&opened.activated),
        letters: names.into_iter().filter_map(letter).collect(),
        whole: matches!(opened.activated.actor, Actor::Resident(_)),
        chosen,
        error,
        reader,
    };
    Ok(Html(page.render()?))
}
