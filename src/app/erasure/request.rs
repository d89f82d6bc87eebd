//! Asking to forget somebody, and what is asked for.

use super::super::writer::Failure;
use super::super::{App, Wish};
use super::Subject;
use crate::domain::erasure::{Erasure, ErasureCommand, ErasureEvent, MOST_TEXTS, TextOf};
use crate::domain::programme::Programme;
use crate::domain::{Actor, BookId, ErasureId, Event, PersonId, ProgrammeId};
use crate::store::{CommandKey, StoreError, texts};

/// Asks to forget a person with their texts; texts above 500 are asked for when the first are erased.
///
/// # Errors
/// What the domain refuses; the writer's and the database's.
pub async fn ask(
    app: &App,
    book: BookId,
    person: PersonId,
    (key, actor): (CommandKey, Actor),
) -> Result<(ErasureId, Erasure), Failure> {
    let mut texts = texts::of_person(&app.database, book, person).await?;
    texts.truncate(MOST_TEXTS);
    let texts = texts.into_iter().map(|text| TextOf { text, person: Some(person) }).collect();
    request(app, book, ErasureCommand::Ask { person: Some(person), texts }, (key, actor)).await
}

async fn request(
    app: &App,
    book: BookId,
    command: ErasureCommand,
    (key, actor): (CommandKey, Actor),
) -> Result<(ErasureId, Erasure), Failure> {
    let answer = app.ask(book, Wish::new(key, actor, command)).await?;
    let asked = answer.events.iter().find_map(|event| {
        let Event::Erasure(ErasureEvent::Asked { erasure, .. }) = event else { return None };
        Some(*erasure)
    });
    let state = match asked {
        Some(id) => {
            let state = app.look::<Erasure>(book, id).await.map_err(Failure::after_saving)?;
            state.map(|state| (id, state))
        }
        None => None,
    };
    state.ok_or_else(|| Failure::Saved("the request is not there".into()))
}

/// All requests of a book, in order.
///
/// # Errors
/// The database's; [`StoreError::Corrupt`] if a state cannot be read.
pub async fn requests(app: &App, book: BookId) -> Result<Vec<(ErasureId, Erasure)>, StoreError> {
    let Some(programme) = app.look::<Programme>(book, ProgrammeId::ONLY).await? else {
        return Ok(Vec::new());
    };
    let all = (1..programme.next_erasure().0).map(ErasureId);
    let states = app.look_all::<Erasure>(book, all).await?;
    Ok(states.into_iter().map(|(id, state)| (ErasureId(id), state)).collect())
}

/// What the person wrote since, or above 500 texts, is asked for as well: once, also if the end of the erasure
/// cannot be written down and it is finished again.
pub(super) async fn ask_for_the_rest(app: &App, book: BookId, subject: &Subject) -> Result<(), Failure> {
    let Some(person) = subject.person else { return Ok(()) };
    let rest = texts::of_person(&app.database, book, person).await?;
    for texts in rest.chunks(MOST_TEXTS) {
        let key = app.keys.command_key(&format!("rest of erasure {book} {} {texts:?}", subject.erasure));
        let texts = texts.iter().map(|text| TextOf { text: *text, person: Some(person) }).collect();
        request(app, book, ErasureCommand::Ask { person: None, texts }, (key, Actor::System)).await?;
    }
    Ok(())
}
