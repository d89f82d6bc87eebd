//! What is decided about forgetting somebody.

use super::super::actor::{Actor, Role};
use super::super::draft::{Did, Draft, No};
use super::super::id::{ErasureId, PersonId, TextId};
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::{Erasure, ErasureCommand, ErasureEvent, ErasureRefusal, ErasureStatus};

/// The most texts in one request.
const MOST_TEXTS: usize = 500;

/// Decides a command about an erasure.
pub fn decide(command: &ErasureCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        ErasureCommand::Ask { person, texts } => ask(*person, texts, draft),
        ErasureCommand::Withdraw { erasure } => withdraw(*erasure, draft),
        ErasureCommand::Keep { erasure, reason } => keep(*erasure, reason, draft),
        ErasureCommand::Erase { erasure } => erase(*erasure, draft),
    }
}

/// Whoever has an account asks for themselves; a desk or an administrator for anybody, and so for residents
/// without e-mail. Whose texts they are lies outside the log and is looked up before the command.
fn ask(person: Option<PersonId>, texts: &[TextId], draft: &mut Draft) -> Result<Did, No> {
    let allowed = match draft.actor {
        Actor::System | Actor::Resident(_) => true,
        Actor::Holder(_) => false,
        Actor::Initiator(own) => person.is_none_or(|person| person == own),
        Actor::Staff(role, own) => {
            matches!(role, Role::Desk | Role::Admin) || texts.is_empty() && person == Some(own)
        }
    };
    if !allowed {
        return Err(Refusal::NotAllowed { needed: "the person whose data it is, or a desk".into() }.into());
    }
    if person.is_none() && texts.is_empty() || texts.len() > MOST_TEXTS {
        return Err(ErasureRefusal::BadSubject { most: MOST_TEXTS }.into());
    }
    let programme = draft.programme()?;
    let zone = &programme.zone;
    let last_day = zone.days_later(zone.local_day(draft.now), programme.rules_now()?.erasure_cooling_days);
    let (erasure, until) = (programme.next_erasure(), zone.end_of_day(last_day));
    let (by, texts) = (draft.actor, texts.to_vec());
    draft.emit(ErasureEvent::Asked { erasure, by, person, texts, until })?;
    Ok(Did::Now)
}

fn withdraw(erasure: ErasureId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Erasure>(erasure)?;
    let is_subject = draft.actor.person().is_some_and(|person| state.person == Some(person));
    if draft.actor != state.by && !is_subject {
        return Err(Refusal::NotAllowed { needed: "whoever asked".into() }.into());
    }
    match state.status {
        ErasureStatus::CoolingOff if draft.now < state.until => {}
        ErasureStatus::CoolingOff => return Err(ErasureRefusal::TooLate.into()),
        ErasureStatus::Withdrawn => return Ok(Did::Already),
        status @ (ErasureStatus::Kept | ErasureStatus::Erased) => {
            return Err(ErasureRefusal::NotInThatState { status }.into());
        }
    }
    draft.emit(ErasureEvent::Withdrawn { erasure })?;
    Ok(Did::Now)
}

fn keep(erasure: ErasureId, reason: &TextRef, draft: &mut Draft) -> Result<Did, No> {
    if !draft.actor.is_staff(&[Role::Admin]) {
        return Err(Refusal::NotAllowed { needed: "an administrator of the programme".into() }.into());
    }
    match draft.get::<Erasure>(erasure)?.status {
        ErasureStatus::CoolingOff => {}
        ErasureStatus::Kept => return Ok(Did::Already),
        status @ (ErasureStatus::Withdrawn | ErasureStatus::Erased) => {
            return Err(ErasureRefusal::NotInThatState { status }.into());
        }
    }
    draft.emit(ErasureEvent::Kept { erasure, reason: reason.clone() })?;
    Ok(Did::Now)
}

fn erase(erasure: ErasureId, draft: &mut Draft) -> Result<Did, No> {
    if draft.actor != Actor::System {
        return Err(Refusal::NotAllowed { needed: "the system itself".into() }.into());
    }
    let state = draft.get::<Erasure>(erasure)?;
    if state.status != ErasureStatus::CoolingOff {
        return Ok(Did::Already);
    }
    let until = state.until;
    if draft.now < until {
        return Err(Refusal::NotYet { when: until }.into());
    }
    let (person, texts) = (state.person, state.texts.clone());
    draft.emit_at(until, ErasureEvent::Done { erasure, person, texts })?;
    Ok(Did::Now)
}
