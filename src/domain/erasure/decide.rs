//! What is decided about forgetting somebody.

use super::super::draft::{Did, Draft, No};
use super::super::id::{ErasureId, PersonId};
use super::super::text::TextRef;
use super::super::who_may::people::{check_asks_to_erase, check_withdraws_erasure};
use super::super::who_may::table::{ADMIN, SYSTEM};
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

fn ask(person: Option<PersonId>, texts: &[TextOf], draft: &mut Draft) -> Result<Did, No> {
    check_asks_to_erase(person, texts, draft)?;
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

fn withdraw(erasure: ErasureId, draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Erasure>(erasure)?;
    check_withdraws_erasure(state, draft.actor)?;
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
    ADMIN.check(draft)?;
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
    SYSTEM.check(draft)?;
    let state = draft.get::<Erasure>(erasure)?;
    if state.status != ErasureStatus::CoolingOff {
        return Ok(Did::Already);
    }
    let until = state.until;
    draft.check_not_before(until)?;
    let (person, texts) = (state.person, state.texts.clone());
    draft.emit_at(until, ErasureEvent::Done { erasure, person, texts })?;
    Ok(Did::Now)
}
