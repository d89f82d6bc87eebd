//! The pages of long work on a round: which cheques come next, and what happens to them.

use super::super::cheque::Cheque;
use super::super::draft::{Did, Draft, No};
use super::super::id::{ChequeId, RoundId};
use super::super::money::Cents;
use super::super::refusal::Refusal;
use super::super::thing::Stated;
use super::{Round, RoundEvent, RoundStatus};

/// The most cheques in one event.
pub const CHEQUES_A_PAGE: i64 = 500;

/// What a page is about.
struct Page {
    part: usize,
    count: i64,
}

/// The page that begins at `first`, which must be the next one; none if it was done before.
fn next_page(round: &Round, first: ChequeId, most: i64) -> Result<Option<Page>, No> {
    if first < round.next_cheque {
        return Ok(None);
    }
    let Some((part, end)) = round.part_of(first).filter(|_| first == round.next_cheque) else {
        return Err(Refusal::OutOfOrder { next: round.next_cheque }.into());
    };
    Ok(Some(Page { part, count: (end.0 - first.0).min(most) }))
}

/// Issues the next page.
pub fn issue(
    id: RoundId,
    first: ChequeId,
    count: i64,
    attempts: &[(ChequeId, u32)],
    draft: &mut Draft,
) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    if round.status != RoundStatus::Issuing {
        return done_or_refused(round, first);
    }
    let Some(page) = next_page(round, first, CHEQUES_A_PAGE)? else { return Ok(Did::Already) };
    let fits = |(cheque, _): &(ChequeId, u32)| (first.0..first.0 + count).contains(&cheque.0);
    if count < 1 || count > page.count || !attempts.iter().all(fits) {
        return Err(Refusal::OutOfOrder { next: round.next_cheque }.into());
    }
    let part = &round.parts[page.part];
    let event = RoundEvent::ChequesIssued {
        round: id,
        part: page.part,
        budget: part.budget,
        first,
        count,
        each: part.each,
        cents: part.each.times(count)?,
        key_version: round.key_version,
        attempts: attempts.to_vec(),
    };
    draft.need((first.0..first.0 + count).map(|number| Cheque::key(ChequeId(number))))?;
    draft.emit(event)?;
    if draft.get::<Round>(id)?.is_through() {
        draft.emit(RoundEvent::Issued { round: id })?;
    }
    Ok(Did::Now)
}

/// A page of work that is over was done before.
fn done_or_refused(round: &Round, first: ChequeId) -> Result<Did, No> {
    if first < round.next_cheque {
        return Ok(Did::Already);
    }
    Err(Refusal::RoundNotInThatState { status: round.status }.into())
}

/// Lapses what was not activated of the next page.
pub fn lapse(id: RoundId, first: ChequeId, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    if round.status != RoundStatus::Closing {
        return done_or_refused(round, first);
    }
    let Some(page) = next_page(round, first, CHEQUES_A_PAGE)? else { return Ok(Did::Already) };
    let numbers = first.0..first.0 + page.count;
    draft.need(numbers.clone().map(|number| Cheque::key(ChequeId(number))))?;
    let (mut cheques, mut cents) = (Vec::new(), Cents::ZERO);
    for id in numbers.map(ChequeId) {
        let cheque = draft.get::<Cheque>(id)?;
        if cheque.lapses_with_round() {
            cheques.push(id);
            cents = cents.plus(cheque.cents)?;
        }
    }
    let part = &round.parts[page.part];
    let event = RoundEvent::ChequesLapsed {
        round: id,
        part: page.part,
        budget: part.budget,
        first,
        count: page.count,
        cents,
        cheques,
    };
    let effective = round.grace_until;
    draft.emit_at(effective, event)?;
    close_if_through(id, draft)?;
    Ok(Did::Now)
}

/// Closes the round when its last page is done.
pub fn close_if_through(id: RoundId, draft: &mut Draft) -> Result<(), No> {
    let round = draft.get::<Round>(id)?;
    if round.is_through() {
        let effective = round.grace_until;
        draft.emit_at(effective, RoundEvent::Closed { round: id, parts: round.figures() })?;
    }
    Ok(())
}

/// Withdraws the next page of a round that is called off.
pub fn withdraw(id: RoundId, first: ChequeId, draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    if round.status != RoundStatus::Cancelling {
        return done_or_refused(round, first);
    }
    let Some(page) = next_page(round, first, CHEQUES_A_PAGE)? else { return Ok(Did::Already) };
    let numbers = first.0..first.0 + page.count;
    draft.need(numbers.clone().map(|number| Cheque::key(ChequeId(number))))?;
    let mut cents = Cents::ZERO;
    for id in numbers.map(ChequeId) {
        cents = cents.plus(draft.get::<Cheque>(id)?.cents)?;
    }
    let event = RoundEvent::ChequesWithdrawn {
        round: id,
        part: page.part,
        budget: round.parts[page.part].budget,
        first,
        count: page.count,
        cents,
    };
    draft.emit(event)?;
    if draft.get::<Round>(id)?.is_through() {
        draft.emit(RoundEvent::Cancelled { round: id })?;
    }
    Ok(Did::Now)
}
