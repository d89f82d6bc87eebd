//! Being an initiator together: somebody is asked by a link in a mail, which is used once and by pressing a button. It
//! signs them in, as any link that was mailed to them does, and makes them an initiator too.

use super::accounts::{self, NotSent};
use super::clock::later;
use super::initiatives::Told;
use super::mails::{self, About, Letter};
use super::manage::Managed;
use super::programmes::Founded;
use super::token::Token;
use super::writer::Failure;
use super::{App, Wish, persons, sketches};
use crate::domain::initiative::{Initiative, InitiativeCommand, Initiator, MOST_INITIATORS};
use crate::domain::{Actor, BookId, InitiativeId, PersonId, Refusal};
use crate::store::StoreError;
use crate::store::invitations::{self, InvitationRow};
use std::net::IpAddr;

/// How long somebody can think about it, in milliseconds.
const DAYS: i64 = 3 * 24 * 60 * 60 * 1000;
/// The most that wait for an answer, of one initiative.
const MOST: usize = 10;

/// Why nobody was asked.
#[derive(Debug, thiserror::Error)]
pub enum NotInvited {
    /// Nobody else can be one any more, or there are enough.
    #[error(transparent)]
    Refused(Refusal),
    /// No mail is sent.
    #[error(transparent)]
    NotSent(#[from] NotSent),
}

impl From<StoreError> for NotInvited {
    fn from(error: StoreError) -> Self {
        Self::NotSent(error.into())
    }
}

/// Somebody who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invited {
    /// In which book.
    pub book: BookId,
    /// To which initiative.
    pub initiative: InitiativeId,
}

/// Asks somebody by mail to be an initiator too.
///
/// # Errors
/// [`NotInvited`].
pub async fn invite(
    app: &App,
    founded: &Founded,
    managed: &Managed,
    (typed, from, language): (&str, IpAddr, &str),
) -> Result<(), NotInvited> {
    let (address, told) = (persons::same_email(typed), &managed.told);
    if !persons::is_email(&address) {
        return Err(NotSent::NotAnAddress.into());
    }
    if told.state.status.has_outcome() {
        return Err(NotInvited::Refused(Refusal::InitiativeNotInThatState { status: told.state.status }));
    }
    let open = invitations::of(&app.database, (founded.book, told.id), app.now(), MOST as u64).await?;
    if open.len() >= MOST {
        return Err(NotInvited::Refused(Refusal::TooManyInitiators { most: MOST }));
    }
    accounts::take(app, &address, from).await?;
    let (id, until) = (mails::fresh_id()?, later(app.now(), DAYS));
    let row = InvitationRow {
        book: founded.book,
        initiative: told.id,
        person: managed.person,
        address: address.clone(),
        until,
    };
    invitations::offer(&app.database, mails::invitation_token(app, id).digest(), &row).await?;
    let letter = Letter { language: language.into(), about: About::Invitation };
    mails::send(app, id, (&address, &letter), until).await?;
    Ok(())
}

/// What a link asks for; none if it is over, or was used.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, link: Token) -> Result<Option<Invited>, StoreError> {
    let row = invitations::find(&app.database, link.digest(), app.now()).await?;
    Ok(row.map(|row| Invited { book: row.book, initiative: row.initiative }))
}

/// Makes whoever has the link an initiator, and signs them in; answers with what the browser shows from now on, or
/// nothing if the link is over or was used.
///
/// # Errors
/// What the domain refuses: it is too late for it, or whoever asked is no initiator any more. The link can be used again
/// then. The writer's and the database's.
pub async fn accept(app: &App, link: Token) -> Result<Option<(Invited, Token)>, Failure> {
    let Some(row) = invitations::find(&app.database, link.digest(), app.now()).await? else {
        return Ok(None);
    };
    let InvitationRow { book, initiative, person, address, .. } = row;
    if persons::of_email(app, book, &address).await?.is_empty() {
        check(app, (book, initiative), person).await?;
    }
    let initiator = Initiator::Person(sketches::person_of(app, book, &address).await?);
    let add = InitiativeCommand::AddInitiator { initiative, initiator };
    app.ask(book, Wish::new(app.fresh_key(), Actor::Initiator(person), add)).await?;
    // Whoever is added twice is added once; but only one browser is signed in.
    if !invitations::use_up(&app.database, link.digest()).await? {
        return Ok(None);
    }
    let account = accounts::sign_in(app, &address).await?;
    Ok(account.map(|account| (Invited { book, initiative }, account)))
}

/// Somebody who has no row yet: what the domain would refuse is refused before somebody is made who would never become anything.
async fn check(
    app: &App,
    (book, initiative): (BookId, InitiativeId),
    person: PersonId,
) -> Result<(), Failure> {
    let state = app.look::<Initiative>(book, initiative).await?;
    let Some(state) = state.filter(|state| state.persons.contains(&person)) else {
        return Err(Failure::Refused(Refusal::NotAllowed { needed: "an initiator".into() }));
    };
    if state.status.has_outcome() {
        return Err(Failure::Refused(Refusal::InitiativeNotInThatState { status: state.status }));
    }
    if state.persons.len() >= MOST_INITIATORS {
        return Err(Failure::Refused(Refusal::TooManyInitiators { most: MOST_INITIATORS }));
    }
    Ok(())
}

/// Who waits for an answer, by address: for the initiators who asked.
///
/// # Errors
/// The database's.
pub async fn waiting(app: &App, book: BookId, initiative: InitiativeId) -> Result<Vec<String>, StoreError> {
    let open = invitations::of(&app.database, (book, initiative), app.now(), MOST as u64).await?;
    Ok(open.into_iter().map(|row| row.address).collect())
}

/// Takes somebody out of the initiators of an initiative.
///
/// # Errors
/// What the domain refuses; the writer's.
pub async fn leave(app: &App, book: BookId, managed: &Managed) -> Result<(), Failure> {
    let leave = InitiativeCommand::Leave { initiative: managed.told.id };
    app.ask(book, Wish::new(app.fresh_key(), Actor::Initiator(managed.person), leave)).await?;
    Ok(())
}

/// What the initiators of an initiative are called, each with their id.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a row cannot be read.
pub async fn initiators(app: &App, book: BookId, told: &Told) -> Result<Vec<(PersonId, String)>, StoreError> {
    let mut named = Vec::new();
    for &person in &told.state.persons {
        let known = persons::find(app, book, person).await?;
        named.push((person, known.map(|person| person.name).unwrap_or_default()));
    }
    Ok(named)
}

/// Deletes what is over.
///
/// # Errors
/// The database's.
pub async fn forget(app: &App) -> Result<(), StoreError> {
    invitations::forget(&app.database, app.now()).await
}
