//! The link in a mail to somebody's savings: opening it changes nothing, since scanners of mail do so too; its button
//! begins a visit.

use super::super::Site;
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::visitor::{Visitor, Which};
use crate::app::token::Token;
use crate::app::{visits, wallet_mails};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "comeback/linked.html")]
struct Linked {
    reader: Reader,
    link: String,
}

#[derive(Template)]
#[template(path = "comeback/none.html")]
struct Nothing {
    reader: Reader,
    heading: String,
    text: String,
}

/// Shows the button.
pub async fn linked(reader: Reader, Path(link): Path<String>) -> Result<Html<String>, Problem> {
    Token::parse(&link).ok_or(Problem::SavingsLinkOver)?;
    Ok(Html(Linked { reader, link }.render()?))
}

/// Opens the savings of the address, and ties it to them if that is what the link is for.
pub async fn enter(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let link = Token::parse(&link).ok_or(Problem::SavingsLinkOver)?;
    let used = wallet_mails::enter(&site.app, link).await?.ok_or(Problem::SavingsLinkOver)?;
    let token = match used.opens {
        Some(opens) => visits::open(&site.app, (opens, &used.address), visitor.token).await?,
        None => None,
    };
    let Some(token) = token else {
        let keys = if used.confirms {
            ["comeback-taken", "comeback-taken-text"]
        } else {
            ["comeback-none", "comeback-none-text"]
        };
        let [heading, text] = keys.map(|key| reader.say(key));
        return Ok(Html(Nothing { reader, heading, text }.render()?).into_response());
    };
    let path = if used.confirms { "/mijn/mail?bevestigd=true" } else { "/mijn" };
    Ok((visitor.with(&site, Which::Visit, token), Redirect::to(&reader.to(path))).into_response())
}
