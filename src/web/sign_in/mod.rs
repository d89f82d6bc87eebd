//! Signing in with a link in a mail: the form, the answer, and what the link leads to.

use super::forms::{self, Form};
use super::problem::Problem;
use super::reader::Reader;
use super::visitor::{Visitor, Which};
use super::{Site, refused};
use crate::app::accounts;
use crate::app::token::Token;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct Page {
    reader: Reader,
    sends_mails: bool,
    address: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_in/sent.html")]
struct Sent {
    reader: Reader,
    is_demo: bool,
}

#[derive(Template)]
#[template(path = "sign_in/linked.html")]
struct Linked {
    reader: Reader,
    link: String,
}

/// Asks for an address, if mails are sent.
pub async fn page(State(site): State<Site>, reader: Reader) -> Result<Html<String>, Problem> {
    let sends_mails = site.sends_mails;
    Ok(Html(Page { reader, sends_mails, address: String::new(), error: None }.render()?))
}

/// Sends a link to the address that was typed.
pub async fn ask(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    form: Form,
) -> Result<Response, Problem> {
    if !site.sends_mails {
        return Ok(Redirect::to(&reader.to("/aanmelden")).into_response());
    }
    let address = forms::field(&form, "email").to_string();
    let asked = accounts::ask(&site.app, &address, visitor.network, reader.language.code()).await;
    let Err(why) = asked else {
        return Ok(Redirect::to(&reader.to("/aanmelden/verstuurd")).into_response());
    };
    let (status, error) = refused::not_sent(why, &reader)?;
    Ok((status, Html(Page { reader, sends_mails: true, address, error: Some(error) }.render()?))
        .into_response())
}

/// Says that a mail is on its way.
pub async fn sent(State(site): State<Site>, reader: Reader) -> Result<Html<String>, Problem> {
    Ok(Html(Sent { reader, is_demo: site.tray.is_some() }.render()?))
}

/// The link was opened, by somebody or by a scanner of mail: this changes nothing, the button does.
pub async fn linked(reader: Reader, Path(link): Path<String>) -> Result<Html<String>, Problem> {
    Token::parse(&link).ok_or(Problem::LinkOver)?;
    Ok(Html(Linked { reader, link }.render()?))
}

/// Signs somebody in.
pub async fn enter(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let link = Token::parse(&link).ok_or(Problem::LinkOver)?;
    let token = accounts::enter(&site.app, link).await?.ok_or(Problem::LinkOver)?;
    if let Some(before) = visitor.account {
        accounts::leave(&site.app, before).await?;
    }
    let jar = visitor.with(&site, Which::Account, token);
    Ok((jar, Redirect::to(&reader.to("/mijn-initiatieven"))).into_response())
}

/// Signs somebody out.
pub async fn leave(State(site): State<Site>, reader: Reader, visitor: Visitor) -> Result<Response, Problem> {
    if let Some(token) = visitor.account {
        accounts::leave(&site.app, token).await?;
    }
    Ok((visitor.without(&site, Which::Account), Redirect::to(&reader.to("/"))).into_response())
}
