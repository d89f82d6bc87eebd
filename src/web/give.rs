//! Giving to initiatives and taking back.

use super::forms::{self, Form, field};
use super::mine::{self, Thanks, Typed};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Opened, Sent};
use super::{Site, refused};
use crate::app::Wish;
use crate::app::activate::Activated;
use crate::app::visits::Visit;
use crate::app::writer::Failure;
use crate::domain::wallet::{Give, Leg, WalletCommand, WalletEvent};
use crate::domain::{Cents, Event, InitiativeId, MoneyError, Refusal};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

/// The fields with amounts are called this and the number of the initiative.
const PREFIX: &str = "give-";

/// Gives what was typed, all of it or nothing.
pub async fn give(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: Opened { visit, activated }, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let Activated { actor, wallet, .. } = activated;
    let key = forms::key(&form)?;
    let (gives, mut typed) = read(&form, &reader);
    if !mine::is_of_page(&form, &activated) {
        typed.error = Some(reader.say("give-other-money"));
    }
    if typed.errors.is_empty() && gives.is_empty() {
        typed.error = Some(reader.say("give-nothing"));
    }
    if typed.error.is_none() && typed.errors.is_empty() {
        let Ok(offered) = Cents::sum(gives.iter().map(|give| give.cents)) else {
            typed.error = Some(refused::words(&Refusal::AmountTooLarge, &reader));
            return again(&site, reader, &visit, &activated, typed).await;
        };
        let command = WalletCommand::Pledge { wallet, gives };
        match site.app.ask(visit.book, Wish::new(key, actor, command)).await {
            Ok(answer) => {
                let thanks = if taken(&answer.events) == Ok(offered) { "all" } else { "less" };
                return Ok(Redirect::to(&reader.to(&format!("/mijn?thanks={thanks}"))).into_response());
            }
            Err(Failure::Refused(refusal)) => typed.error = Some(refused::words(&refusal, &reader)),
            Err(Failure::KeyReused) => typed.error = Some(reader.say("give-sent-before")),
            Err(failure) => return Err(failure.into()),
        }
    }
    again(&site, reader, &visit, &activated, typed).await
}

/// Takes back what was given to one initiative, but for what would be lost at once.
pub async fn take_back(
    State(site): State<Site>,
    reader: Reader,
    Sent { by: Opened { visit, activated }, form }: Sent<Opened>,
) -> Result<Response, Problem> {
    let Activated { actor, wallet, .. } = activated;
    if !mine::is_of_page(&form, &activated) {
        let typed = Typed { error: Some(reader.say("give-other-money")), ..Typed::default() };
        return again(&site, reader, &visit, &activated, typed).await;
    }
    let initiative = field(&form, "initiative").parse().map_err(|_| Problem::Unreadable)?;
    let command = WalletCommand::Withdraw { wallet, initiative: InitiativeId(initiative), cents: None };
    let error = match site.app.ask(visit.book, Wish::new(forms::key(&form)?, actor, command)).await {
        Ok(_) => return Ok(Redirect::to(&reader.to("/mijn?thanks=back")).into_response()),
        Err(Failure::Refused(refusal)) => refused::words(&refusal, &reader),
        Err(Failure::KeyReused) => reader.say("give-sent-before"),
        Err(failure) => return Err(failure.into()),
    };
    let typed = Typed { error: Some(error), thanks: Thanks::No, ..Typed::default() };
    again(&site, reader, &visit, &activated, typed).await
}

/// Shows the savings once more, with what was typed and what is wrong with it.
///
/// # Errors
/// The database's.
pub async fn again(
    site: &Site,
    reader: Reader,
    visit: &Visit,
    activated: &Activated,
    typed: Typed,
) -> Result<Response, Problem> {
    let founded = mine::founded(site, visit.book).await?;
    let page = mine::render_savings(site, reader, &founded, activated, typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What was typed: the amounts that can be read, and all of it to be shown again.
fn read(form: &Form, reader: &Reader) -> (Vec<Give>, Typed) {
    let (mut gives, mut typed) = (Vec::new(), Typed::default());
    for (name, value) in &form.0 {
        let Some(number) = name.strip_prefix(PREFIX).and_then(|number| number.parse::<i64>().ok()) else {
            continue;
        };
        typed.amounts.insert(number, value.clone());
        match forms::amount(value) {
            Ok(Some(cents)) if cents > Cents::ZERO => {
                gives.push(Give { initiative: InitiativeId(number), cents });
            }
            Ok(_) => {}
            Err(forms::NotAnAmount) => {
                typed.errors.insert(number, reader.say("give-not-an-amount"));
            }
        }
    }
    (gives, typed)
}

/// How much of what was offered the initiatives took.
pub fn taken(events: &[Event]) -> Result<Cents, MoneyError> {
    Cents::sum(events.iter().flat_map(pledged).map(|leg| leg.cents))
}

fn pledged(event: &Event) -> &[Leg] {
    if let Event::Wallet(WalletEvent::Pledged { legs, .. }) = event { legs } else { &[] }
}
