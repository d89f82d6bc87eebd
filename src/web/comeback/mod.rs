//! Coming back without a code: a resident leaves a mail address for their savings, and asks for a link that opens them.

mod link;

pub use link::{enter, linked};

use super::forms::{self, Form};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Opened, Sent, Visitor};
use super::{Site, mine, refused};
use crate::app::{visits, wallet_mails};
use crate::domain::{Actor, BookId, WalletId};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Whether an address was just confirmed.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Before {
    #[serde(default, rename = "bevestigd")]
    confirmed: bool,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    address: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "comeback/leave.html")]
struct LeavePage {
    reader: Reader,
    /// The money it speaks of.
    money: String,
    /// Whether the whole wallet was shown: one letter of several ties no address to it.
    whole: bool,
    sends_mails: bool,
    /// The address that opens it now, hidden but for its first letters.
    present: Option<String>,
    confirmed: bool,
    typed: Typed,
    /// What is wrong with all of it.
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "comeback/ask.html")]
struct AskPage {
    reader: Reader,
    sends_mails: bool,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "comeback/sent.html")]
struct SentPage {
    reader: Reader,
    is_demo: bool,
    /// Whether something is open in this browser.
    is_in: bool,
}

/// Says which address opens these savings, and asks for one.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    opened: Opened,
    before: Result<Query<Before>, QueryRejection>,
) -> Result<Html<String>, Problem> {
    let confirmed = before.is_ok_and(|Query(before)| before.confirmed);
    render(&site, reader, &opened, (confirmed, Typed::default(), None)).await
}

/// Sends a link to the address that was typed.
pub async fn leave(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Sent { by: opened, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let address = forms::field(&form, "email").to_string();
    if !mine::is_of_page(&form, &opened.activated) {
        return other_money(&site, reader, &opened, Typed { address, error: None }).await;
    }
    let Some(place) = whole(&opened).filter(|_| site.sends_mails) else {
        return Ok(Redirect::to(&reader.to("/mijn/mail")).into_response());
    };
    let by = (visitor.network, reader.language.code());
    let (status, error) = match wallet_mails::leave(&site.app, &address, by, (&opened.visit, place.1)).await {
        Ok(is_sent) => {
            // What is open was another thing a moment ago: the page says what it is now.
            let path = if is_sent { "/terug/verstuurd" } else { "/mijn" };
            return Ok(Redirect::to(&reader.to(path)).into_response());
        }
        Err(why) => refused::not_sent(why, &reader)?,
    };
    let typed = Typed { address, error: Some(error) };
    Ok((status, render(&site, reader, &opened, (false, typed, None)).await?).into_response())
}

/// Takes the address from these savings.
pub async fn remove(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: opened, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    if !mine::is_of_page(&form, &opened.activated) {
        return other_money(&site, reader, &opened, Typed::default()).await;
    }
    if let Some((book, wallet)) = whole(&opened) {
        wallet_mails::remove(&site.app, book, wallet).await?;
    }
    Ok(Redirect::to(&reader.to("/mijn/mail")).into_response())
}

/// Shows the page anew for a form that came from the page of other money, or of more of it.
async fn other_money(
    site: &Site,
    reader: Reader,
    opened: &Opened,
    typed: Typed,
) -> Result<Response, Problem> {
    let why = Some(reader.say("give-other-money"));
    let page = render(site, reader, opened, (false, typed, why)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Asks for the address to send a link to.
pub async fn ask_page(State(site): State<Site>, reader: Reader) -> Result<Html<String>, Problem> {
    let sends_mails = site.sends_mails;
    Ok(Html(AskPage { reader, sends_mails, typed: Typed::default() }.render()?))
}

/// Sends a link to the address that was typed, whether it opens anything or not.
pub async fn ask(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    if !site.sends_mails {
        return Ok(Redirect::to(&reader.to("/terug")).into_response());
    }
    let address = forms::field(&form, "email").to_string();
    let by = (visitor.network, reader.language.code());
    let (status, error) = match wallet_mails::ask(&site.app, &address, by).await {
        Ok(()) => return Ok(Redirect::to(&reader.to("/terug/verstuurd")).into_response()),
        Err(why) => refused::not_sent(why, &reader)?,
    };
    let typed = Typed { address, error: Some(error) };
    Ok((status, Html(AskPage { reader, sends_mails: true, typed }.render()?)).into_response())
}

/// Says that a mail is on its way.
pub async fn sent(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
) -> Result<Html<String>, Problem> {
    let is_in = match visitor.token {
        Some(token) => visits::find(&site.app, token).await?.is_some(),
        None => false,
    };
    Ok(Html(SentPage { reader, is_demo: site.tray.is_some(), is_in }.render()?))
}

/// The wallet, if all of it was shown.
fn whole(opened: &Opened) -> Option<(BookId, WalletId)> {
    match opened.activated.actor {
        Actor::Resident(wallet) => Some((opened.visit.book, wallet)),
        _ => None,
    }
}

async fn render(
    site: &Site,
    reader: Reader,
    opened: &Opened,
    (confirmed, typed, error): (bool, Typed, Option<String>),
) -> Result<Html<String>, Problem> {
    let present = address(site, opened.visit.book, opened.activated.actor).await?;
    let (whole, sends_mails) = (whole(opened).is_some(), site.sends_mails);
    let money = mine::money(&opened.activated);
    Ok(Html(LeavePage { reader, money, whole, sends_mails, present, confirmed, typed, error }.render()?))
}

/// The address that opens a wallet, hidden but for its first letters; nobody is told who has not shown all of it.
///
/// # Errors
/// The database's.
pub async fn address(site: &Site, book: BookId, actor: Actor) -> Result<Option<String>, Problem> {
    let Actor::Resident(wallet) = actor else { return Ok(None) };
    let shown = wallet_mails::shown(&site.app, (book, wallet)).await?;
    // Kept together, and from left to right, in any sentence.
    Ok(shown.map(|address| format!("\u{2066}{address}\u{2069}")))
}
