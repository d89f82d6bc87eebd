//! Voiding a cheque, and undoing that.

use super::super::draft::{Did, Draft, No};
use super::super::id::ChequeId;
use super::super::round::Round;
use super::reverse::reverse;
use super::{Cheque, ChequeEvent, ChequeStatus, NewCode, ReversalCause, VoidReason};

/// Makes a cheque worthless. Its value stays with the round until that closes, so that this can be undone.
/// An activated cheque is reversed first.
pub fn void(id: ChequeId, reason: &VoidReason, code: NewCode, draft: &mut Draft) -> Result<Did, No> {
    match draft.get::<Cheque>(id)?.status {
        ChequeStatus::Issued => {}
        ChequeStatus::Activated(..) => {
            let _ = reverse(id, code, ReversalCause::Voided(reason.clone()), draft)?;
        }
        // Worthless already.
        ChequeStatus::Voided | ChequeStatus::Lapsed | ChequeStatus::Withdrawn => return Ok(Did::Already),
    }
    // Reversed after its round closed, it has lapsed: nothing is left to void.
    if draft.get::<Cheque>(id)?.holds_value() {
        draft.emit(ChequeEvent::Voided { cheque: id, reason: reason.clone() })?;
    }
    Ok(Did::Now)
}

/// Lets a voided cheque be activated again, as long as it could have been without the voiding.
pub fn undo(id: ChequeId, draft: &mut Draft) -> Result<Did, No> {
    let cheque = draft.get::<Cheque>(id)?;
    let round = draft.get::<Round>(cheque.round)?;
    let zone = &draft.programme()?.zone;
    match cheque.status {
        ChequeStatus::Voided => cheque.check_time(round, draft.now, zone)?,
        ChequeStatus::Issued | ChequeStatus::Activated(..) => return Ok(Did::Already),
        ChequeStatus::Lapsed | ChequeStatus::Withdrawn => cheque.check_issued(round, zone)?,
    }
    draft.emit(ChequeEvent::VoidUndone { cheque: id })?;
    Ok(Did::Now)
}
