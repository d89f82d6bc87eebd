//! The time in which a cheque can be activated: that of its round, or its own longer one.

use super::super::draft::{Did, Draft, No};
use super::super::id::ChequeId;
use super::super::refusal::Refusal;
use super::super::round::{Round, RoundStatus};
use super::{Cheque, ChequeEvent};
use jiff::civil::Date;

/// By how many calendar months a cheque can be extended at a time.
const MOST_MONTHS: u32 = 12;

/// Lets the cheque be activated up to and including `last_day`, also when its round has closed by then.
pub fn extend(id: ChequeId, last_day: Date, draft: &mut Draft) -> Result<Did, No> {
    let cheque = draft.get::<Cheque>(id)?;
    let round = draft.get::<Round>(cheque.round)?;
    let zone = &draft.programme()?.zone;
    let until = zone.end_of_day(last_day);
    cheque.check_issued(round, zone)?;
    cheque.check_time(round, draft.now, zone)?;
    if cheque.extended_until == Some(until) {
        return Ok(Did::Already);
    }
    // The present end is the instant after its last day, so it lies in the first day that is later.
    let earliest = zone.local_day(cheque.until(round));
    let latest = zone.months_later(earliest, MOST_MONTHS);
    if last_day < earliest || last_day > latest {
        return Err(Refusal::BadDeadline { earliest, latest }.into());
    }
    draft.emit(ChequeEvent::Extended { cheque: id, until })?;
    Ok(Did::Now)
}

/// Lets an extended cheque lapse that was not activated in its own time.
pub fn lapse(id: ChequeId, draft: &mut Draft) -> Result<Did, No> {
    let cheque = draft.get::<Cheque>(id)?;
    if !cheque.holds_value() {
        return Ok(Did::Already);
    }
    let status = draft.get::<Round>(cheque.round)?.status;
    let Some(until) = cheque.extended_until else {
        return Err(Refusal::RoundNotInThatState { status }.into());
    };
    // The pages that withdraw the cheques of a cancelled round take this one too.
    if matches!(status, RoundStatus::Cancelling | RoundStatus::Cancelled) {
        return Err(Refusal::RoundCancelled.into());
    }
    draft.check_not_before(until)?;
    let (round, budget, cents) = (cheque.round, cheque.budget, cheque.cents);
    draft.emit_at(until, ChequeEvent::Lapsed { cheque: id, round, budget, cents })?;
    Ok(Did::Now)
}
