//! Moving money from one initiative to another: the form, and the deed.

use super::cards::{self, Card};
use super::forms::{self, Form};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Opened, Sent};
use super::{Site, give, mine, refused};
use crate::app::activate::Activated;
use crate::app::visits::Visit;
use crate::app::writer::Failure;
use crate::app::{Wish, initiatives, savings};
use crate::domain::wallet::WalletCommand;
use crate::domain::{Cents, InitiativeId};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

/// How many initiatives there are to choose from.
const SHOWN: usize = 30;

/// Which gift is to be moved.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Asked {
    /// The initiative it is in.
    #[serde(default, rename = "van")]
    from: Option<i64>,
}

/// What was typed and chosen, and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    amount: Option<String>,
    to: Option<i64>,
    amount_error: Option<String>,
    to_error: Option<String>,
    error: Option<String>,
}

impl Typed {
    fn is_wrong(&self) -> bool {
        self.amount_error.is_some() || self.to_error.is_some() || self.error.is_some()
    }
}

#[derive(Template)]
#[template(path = "moving/page.html")]
struct Page {
    reader: Reader,
    key: String,
    /// The money it speaks of.
    money: String,
    from: Card,
    given: String,
    amount: String,
    choices: Vec<Choice>,
    typed: Typed,
}

/// An initiative to choose.
struct Choice {
    card: Card,
    ticked: bool,
}

/// Asks how much, and where to. Without money in that initiative that can be moved: the savings.
pub async fn page(
    State(site): State<Site>,
    reader: Reader,
    Opened { visit, activated }: Opened,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let from = asked.ok().and_then(|Query(asked)| asked.from).unwrap_or_default();
    let shown = render(&site, &reader, (&visit, &activated), InitiativeId(from), Typed::default()).await?;
    Ok(shown.map_or_else(|| Redirect::to(&reader.to("/mijn")).into_response(), IntoResponse::into_response))
}

/// Moves it.
pub async fn carry(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: Opened { visit, activated }, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let Activated { actor, wallet, .. } = activated;
    let key = forms::key(&form)?;
    let from = forms::field(&form, "from").parse().map(InitiativeId).map_err(|_| Problem::Unreadable)?;
    let (chosen, mut typed) = read(&form, from, &reader);
    if !mine::is_of_page(&form, &activated) {
        // What is open now may have nothing there to be moved: the savings say what it is.
        let typed = mine::Typed { error: Some(reader.say("give-other-money")), ..mine::Typed::default() };
        return give::again(&site, reader, &visit, &activated, typed).await;
    }
    if let Some((to, cents)) = chosen {
        let command = WalletCommand::Move { wallet, from, to, cents };
        match site.app.ask(visit.book, Wish::new(key, actor, command)).await {
            Ok(answer) => {
                let moved = give::taken(&answer.events);
                let thanks = if moved == Ok(cents) { "moved" } else { "movedless" };
                return Ok(Redirect::to(&reader.to(&format!("/mijn?thanks={thanks}"))).into_response());
            }
            Err(Failure::Refused(refusal)) => typed.error = Some(refused::words(&refusal, &reader)),
            Err(Failure::KeyReused) => typed.error = Some(reader.say("move-sent-before")),
            Err(failure) => return Err(failure.into()),
        }
    }
    match render(&site, &reader, (&visit, &activated), from, typed).await? {
        Some(page) => Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response()),
        None => Ok(Redirect::to(&reader.to("/mijn")).into_response()),
    }
}

/// What was chosen, if nothing is wrong with it; and all of it, to be shown again.
fn read(form: &Form, from: InitiativeId, reader: &Reader) -> (Option<(InitiativeId, Cents)>, Typed) {
    let amount = forms::field(form, "amount").to_string();
    // To where it is already is no choice: nothing would be moved.
    let to = forms::field(form, "to").parse().ok().filter(|to| *to != from.0);
    let cents = forms::amount(&amount).ok().flatten().filter(|cents| !cents.is_zero());
    let mut typed = Typed { amount: Some(amount), to, ..Typed::default() };
    if cents.is_none() {
        typed.amount_error = Some(reader.say("give-not-an-amount"));
    }
    if to.is_none() {
        typed.to_error = Some(reader.say("move-choose"));
    }
    (to.map(InitiativeId).zip(cents), typed)
}

/// The form; none if nothing of theirs can be moved from there.
async fn render(
    site: &Site,
    reader: &Reader,
    (visit, activated): (&Visit, &Activated),
    from: InitiativeId,
    typed: Typed,
) -> Result<Option<Html<String>>, Problem> {
    let (app, book, now) = (&site.app, visit.book, site.app.now());
    let founded = mine::founded(site, book).await?;
    let savings = savings::find(app, book, activated.actor).await?.ok_or(Problem::NotFound)?;
    let is_there = |given: &&savings::Given| given.to.id == from && !given.in_pot.is_zero();
    let Some(given) = savings.given.iter().find(is_there).filter(|given| mine::gives_back(given, now)) else {
        return Ok(None);
    };
    let place = (founded.slug.as_str(), &founded.state.zone);
    let card = |told: &initiatives::Told| Card::new(reader, place, told, now);
    let mut open = initiatives::taking(app, book, SHOWN).await?;
    open.retain(|told| told.id != from && cards::takes(told, now));
    let page = Page {
        key: app.fresh_key().to_string(),
        money: mine::money(activated),
        from: card(&given.to),
        given: reader.euros(given.in_pot),
        amount: typed.amount.clone().unwrap_or_else(|| forms::typed(given.in_pot)),
        choices: open
            .iter()
            .map(|told| Choice { card: card(told), ticked: typed.to == Some(told.id.0) })
            .collect(),
        typed,
        reader: reader.clone(),
    };
    Ok(Some(Html(page.render()?)))
}
