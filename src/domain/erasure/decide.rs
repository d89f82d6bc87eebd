//! What is decided about forgetting somebody.

use super::super::actor::{Actor, Role};
use super::super::draft::{Did, Draft, No};
use super::super::id::{ErasureId, PersonId};
use super::super::refusal::Refusal;
use super::super::text::TextRef;
use super::{Erasure, ErasureCommand, ErasureEvent, ErasureRefusal, ErasureStatus, TextOf};

/// The most texts in one request.
pub const MOST_TEXTS: usize = 500;

/// Decides a command about an erasure.
pub fn decide(command: &ErasureCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        ErasureCommand::Ask { person, texts } => ask(*person, texts, draft),
        ErasureCommand::Withdraw { erasure } => withdraw(*erasure, draft),
        ErasureCommand::Keep { erasure, reason } => keep(*erasure, reason, draft),
        ErasureCommand::Erase { erasure } => erase(*erasure, draft),
    }
}

/// Whoever has an account asks for themselves; a desk or an administrator for anybody, and so for residents,
/// who are known by a wallet and not as a person.
fn ask(person: Option<PersonId>, texts: &[TextOf], draft: &mut Draft) -> Result<Did, No> {
    if !may_ask(draft.actor, person, texts) {
        return Err(Refusal::NotAllowed { needed: "the person whose data it is, or a desk".into() }.into());
    }
    if person.is_none() && texts.is_empty() || texts.len() > MOST_TEXTS {
        return Err(ErasureRefusal::BadSubject { most: MOST_TEXTS }.into());
    }
    let programme = draft.programme()?;
    let zone = &programme.zone;
    let last_day = zone.days_later(zone.local_day(draft.now), programme.rules_now()?.erasure_cooling_days);
    let (erasure, until) = (programme.next_erasure(), zone.end_of_day(last_day));
    let (by, texts) = (draft.actor, texts.iter().map(|text| text.text).collect());
    draft.emit(ErasureEvent::Asked { erasure, by, person, texts, until })?;
    Ok(Did::Now)
}

/// The system itself asks for what a person wrote since they asked, and only for that.
fn may_ask(actor: Actor, person: Option<PersonId>, texts: &[TextOf]) -> bool {
    let are_of = |owner: PersonId| texts.iter().all(|text| text.person == Some(owner));
    match actor {
        Actor::Staff(Role::Desk | Role::Admin, _) => true,
        Actor::Initiator(own) | Actor::Staff(_, own) => {
            person.is_none_or(|person| person == own) && are_of(own)
        }
        Actor::System => {
            let owner = texts.first().and_then(|text| text.person);
            person.is_none() && owner.is_some_and(are_of)
        }
        Actor::Resident(_) | Actor::Holder(_) => false,
    }
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
