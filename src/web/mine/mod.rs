//! What a resident sees after showing a code: what a cheque is worth before it is activated, and their savings
//! after that.

mod savings;
mod worth;

pub use savings::{Typed, gives_back, render as render_savings};

use super::forms::{self, Form};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Resident, Sent, Visitor, Which};
use super::{Site, refused};
use crate::app::activate::{Activated, NotActivated};
use crate::app::ended;
use crate::app::programmes::{self, Founded};
use crate::app::visits::{self, Visit};
use crate::app::writer::Failure;
use crate::domain::{BookId, Refusal, Shown, WalletId};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Where somebody comes from.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Before {
    /// The initiative they want to give to.
    #[serde(default, rename = "voor")]
    pub wanted: Option<i64>,
    /// What it was: `all`, `less`, `back`, `moved` or `movedless`.
    #[serde(default)]
    pub thanks: Thanks,
}

/// Whether something was given, taken back or moved just before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Thanks {
    /// Neither.
    #[default]
    No,
    /// All that was offered was given.
    All,
    /// An initiative needed less than was offered.
    Less,
    /// Something was taken back.
    Back,
    /// All that was offered was moved.
    Moved,
    /// The other initiative needed less than was offered.
    Movedless,
}

#[derive(Template)]
#[template(path = "mine/refused.html")]
struct RefusedPage {
    reader: Reader,
    text: String,
    /// Since when, if that is known.
    since: Option<String>,
    /// Where the money is; empty where the text says it.
    money: String,
    what_now: Vec<String>,
}

/// Shows what there is.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    resident: Resident,
    before: Result<Query<Before>, QueryRejection>,
) -> Result<Html<String>, Problem> {
    let founded = founded(&site, resident.visit.book).await?;
    let Before { wanted, thanks } = before.map_or_else(|_| Before::default(), |Query(before)| before);
    let typed = Typed { thanks, wanted, ..Typed::default() };
    match visits::money(&site.app, &resident.visit).await {
        Ok(Some(activated)) => render_savings(&site, reader, &founded, &activated, typed).await,
        Ok(None) => worth::page(&site, reader, &founded, &resident.visit).await,
        Err(why) => refused_page(&site, reader, &resident.visit, why).await,
    }
}

/// Activates the cheque that was shown. If it is another than that of the page, or the savings of the page are not
/// open any more, the page comes again.
pub async fn activate(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: Resident { visit }, form }: Sent<Resident>,
) -> Result<Response, Problem> {
    let number = |name| forms::field(&form, name).parse().ok();
    if number("cheque") == Some(visit.entry.cheque.0)
        && let Err(why) = visits::activate(&site.app, &visit, number("join").map(WalletId)).await
    {
        return refused_page(&site, reader, &visit, why).await.map(IntoResponse::into_response);
    }
    Ok(Redirect::to(&reader.to("/mijn")).into_response())
}

/// Ends the visit, so that the next one at this computer sees nothing.
pub async fn done(State(site): State<Site>, reader: Reader, visitor: Visitor) -> Result<Response, Problem> {
    if let Some(token) = visitor.token {
        visits::end(&site.app, token).await?;
    }
    Ok((visitor.without(&site, Which::Visit), Redirect::to(&reader.to("/"))).into_response())
}

/// The money that a page speaks of, as its forms say it: a wallet, and if that is not open as a whole, which lot of it.
pub fn money(activated: &Activated) -> String {
    match activated.actor.shown() {
        Some(Shown::Lot(lot)) => format!("{}.{lot}", activated.wallet),
        Some(Shown::Wallet(_)) | None => activated.wallet.to_string(),
    }
}

/// Whether a form came from a page of money that is open now: in the same browser somebody else may have typed a code since,
/// and gives nothing by it. Where one lot was open and all of its wallet is by now, it is.
pub fn is_of_page(form: &Form, activated: &Activated) -> bool {
    let (said, now) = (forms::field(form, "money"), money(activated));
    said == now || said.split_once('.').is_some_and(|(wallet, _)| wallet == now)
}

/// The programme of a visit.
pub async fn founded(site: &Site, book: BookId) -> Result<Founded, Problem> {
    programmes::find(&site.app, book).await?.ok_or(Problem::NotFound)
}

async fn refused_page(
    site: &Site,
    reader: Reader,
    visit: &Visit,
    why: NotActivated,
) -> Result<Html<String>, Problem> {
    match why {
        NotActivated::Failed(Failure::Refused(refusal)) => show_refusal(site, reader, visit, &refusal).await,
        other => Err(other.into()),
    }
}

/// A page that says why a code opens nothing, since when, where its money went, and what can be done.
///
/// # Errors
/// The database's.
pub async fn show_refusal(
    site: &Site,
    reader: Reader,
    visit: &Visit,
    refusal: &Refusal,
) -> Result<Html<String>, Problem> {
    let founded = founded(site, visit.book).await?;
    let since = ended::since(&site.app, visit, refusal).await?;
    let since = since
        .zip(refused::since_key(refusal))
        .map(|(since, key)| reader.say_with(key, "day", reader.day(founded.state.zone.local_day(since))));
    let say = |key: &&str| reader.say(key);
    let page = RefusedPage {
        text: refused::words(refusal, &reader),
        since,
        money: refused::money_key(refusal).as_ref().map(say).unwrap_or_default(),
        what_now: refused::what_now(refusal).iter().map(say).collect(),
        reader: reader.clone(),
    };
    Ok(Html(page.render()?))
}
