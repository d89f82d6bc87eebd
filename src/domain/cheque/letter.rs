//! The letter of a cheque: it came back, it was found, or it gets a new code, at a desk or by the resident.

use super::super::draft::{Did, Draft, No};
use super::super::id::ChequeId;
use super::super::refusal::Refusal;
use super::super::round::Round;
use super::super::who_may::table::DESK;
use super::{Cheque, ChequeEvent, ChequeStatus, NewCode};

/// Notes that the letter came back. The code still works: whoever has it got the letter after all.
pub fn mark_undeliverable(id: ChequeId, draft: &mut Draft) -> Result<Did, No> {
    let cheque = draft.get::<Cheque>(id)?;
    if cheque.undeliverable {
        return Ok(Did::Already);
    }
    cheque.check_issued(draft.get::<Round>(cheque.round)?, &draft.programme()?.zone)?;
    draft.emit(ChequeEvent::MarkedUndeliverable { cheque: id })?;
    Ok(Did::Now)
}

/// Notes that the letter was found or delivered after all.
pub fn undo_undeliverable(id: ChequeId, draft: &mut Draft) -> Result<Did, No> {
    if !draft.get::<Cheque>(id)?.undeliverable {
        return Ok(Did::Already);
    }
    draft.emit(ChequeEvent::UndeliverableUndone { cheque: id })?;
    Ok(Did::Now)
}

/// A desk replaces the code of any letter; a resident who has shown their whole wallet that of a cheque that is in it.
/// One letter of several is not enough: whoever found it would close the wallet to the one whose it is.
pub fn check_may_replace(id: ChequeId, draft: &Draft) -> Result<(), No> {
    if draft.actor.shown().is_some()
        && let ChequeStatus::Activated(wallet, _) = draft.get::<Cheque>(id)?.status
    {
        return DESK.check_or_holder(wallet, draft);
    }
    DESK.check(draft)
}

/// Gives the cheque a new code. An activated one keeps its lot: only the letter in the drawer is worthless.
pub fn replace(id: ChequeId, code: NewCode, draft: &mut Draft) -> Result<Did, No> {
    let cheque = draft.get::<Cheque>(id)?;
    // The same wish again is answered from the log. This one saw the code before, and is told nobody else's.
    if code.generation == cheque.generation {
        return Err(Refusal::CodeReplaced.into());
    }
    if !matches!(cheque.status, ChequeStatus::Activated(..)) {
        cheque.check_issued(draft.get::<Round>(cheque.round)?, &draft.programme()?.zone)?;
    }
    check_next(cheque, code)?;
    draft.emit(ChequeEvent::Replaced { cheque: id, code })?;
    Ok(Did::Now)
}

/// Refuses a code that is not the next one: it was made for a cheque that has changed since.
pub fn check_next(cheque: &Cheque, code: NewCode) -> Result<(), Refusal> {
    let next = cheque.generation.saturating_add(1);
    if code.generation == next { Ok(()) } else { Err(Refusal::CodeNotNext { next }) }
}
