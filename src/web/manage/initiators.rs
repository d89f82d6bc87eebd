//! Being an initiator together: who is one, asking somebody else by mail, answering, and leaving.

use super::super::Site;
use super::super::cards;
use super::super::forms::{Form, field};
use super::super::problem::Problem;
use super::super::reader::Reader;
use super::super::refused;
use super::super::visitor::{Visitor, Which};
use super::{Managing, Typed, again};
use crate::app::inviting::{self, NotInvited};
use crate::app::token::Token;
use crate::app::writer::Failure;
use crate::app::{accounts, initiatives, programmes};
use crate::domain::Refusal;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// The initiators, as they see it.
pub struct Initiators {
    /// What they are called, and whether it is who looks.
    pub names: Vec<(String, bool)>,
    /// Who was asked and has not answered, by address.
    pub waiting: Vec<String>,
    /// Whether somebody else can be asked.
    pub can_invite: bool,
    /// Whether who looks can leave.
    pub can_leave: bool,
}

#[derive(Template)]
#[template(path = "manage/linked.html")]
struct Linked {
    reader: Reader,
    link: String,
    title: String,
    programme: String,
}

impl Initiators {
    /// Those of an initiative.
    ///
    /// # Errors
    /// The database's.
    pub async fn of(site: &Site, managing: &Managing) -> Result<Self, Problem> {
        let (book, told, person) = (managing.founded.book, &managing.managed.told, managing.managed.person);
        let known = inviting::initiators(&site.app, book, told).await?;
        let waiting = inviting::waiting(&site.app, book, told.id).await?;
        let state = &told.state;
        Ok(Self {
            names: known.into_iter().map(|(id, name)| (name, id == person)).collect(),
            // Kept together, and from left to right, in any sentence.
            waiting: waiting.into_iter().map(|address| format!("\u{2066}{address}\u{2069}")).collect(),
            can_invite: site.sends_mails && !state.status.has_outcome(),
            can_leave: state.begun_by != Some(person) && state.persons.len() + state.wallets.len() > 1,
        })
    }
}

/// Asks somebody by mail.
pub async fn invite(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    managing: Managing,
    form: Form,
) -> Result<Response, Problem> {
    if !site.sends_mails {
        return Ok(managing.shown(&reader));
    }
    let typed = field(&form, "email");
    let how = (typed, visitor.network, reader.language.code());
    let error = match inviting::invite(&site.app, &managing.founded, &managing.managed, how).await {
        Ok(()) => return Ok(managing.shown(&reader)),
        Err(NotInvited::Refused(Refusal::TooManyInitiators { .. })) => reader.say("together-enough"),
        Err(NotInvited::Refused(refusal)) => refused::words(&refusal, &reader),
        Err(NotInvited::NotSent(why)) => refused::not_sent(why, &reader)?.1,
    };
    again(&site, reader, &managing, Typed::wrong("email", typed, error)).await
}

/// Leaves the initiators.
pub async fn leave(
    State(site): State<Site>,
    reader: Reader,
    managing: Managing,
) -> Result<Response, Problem> {
    inviting::leave(&site.app, managing.founded.book, &managing.managed).await?;
    Ok(Redirect::to(&reader.to("/mijn-initiatieven")).into_response())
}

/// The link was opened, by somebody or by a scanner of mail: this changes nothing, the button does.
pub async fn linked(
    State(site): State<Site>,
    reader: Reader,
    Path(link): Path<String>,
) -> Result<Html<String>, Problem> {
    let token = Token::parse(&link).ok_or(Problem::LinkOver)?;
    let invited = inviting::find(&site.app, token).await?.ok_or(Problem::LinkOver)?;
    let founded = programmes::find(&site.app, invited.book).await?.ok_or(Problem::LinkOver)?;
    let told = initiatives::find(&site.app, invited.book, invited.initiative).await?;
    let told = told.ok_or(Problem::LinkOver)?;
    let (title, programme) = (cards::title(&reader, &told), founded.state.name);
    Ok(Html(Linked { reader, link, title, programme }.render()?))
}

/// Makes whoever pressed the button an initiator too, and signs them in.
pub async fn accept(
    State(site): State<Site>,
    reader: Reader,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Problem> {
    let link = Token::parse(&link).ok_or(Problem::LinkOver)?;
    let accepted = match inviting::accept(&site.app, link).await {
        // Whoever asked is no initiator any more.
        Err(Failure::Refused(Refusal::NotAllowed { .. })) => None,
        accepted => accepted?,
    };
    let (invited, account) = accepted.ok_or(Problem::LinkOver)?;
    if let Some(before) = visitor.account {
        accounts::leave(&site.app, before).await?;
    }
    let founded = programmes::find(&site.app, invited.book).await?.ok_or(Problem::NotFound)?;
    let there = format!("/wijk/{}/initiatief/{}/beheer", founded.slug, invited.initiative);
    let jar = visitor.with(&site, Which::Account, account);
    Ok((jar, Redirect::to(&reader.to(&there))).into_response())
}
