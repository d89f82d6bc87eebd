//! The end of a round: all its money has left the wallets and the initiatives it was saved and pledged in.

use super::super::draft::{Did, Draft, No};
use super::super::id::RoundId;
use super::super::money::{Cents, MoneyError};
use super::super::refusal::Refusal;
use super::{Part, Round, RoundEvent, RoundStatus, Settlement};

/// Settles a round finally. Where its money went is looked up by whoever asks; here it must add up. What comes
/// back later, such as leftover of a payout, is booked as ever, and the settlement stays what it was.
pub fn settle(id: RoundId, parts: &[Settlement], draft: &mut Draft) -> Result<Did, No> {
    let round = draft.get::<Round>(id)?;
    match round.status {
        RoundStatus::Closed => {}
        RoundStatus::Settled => return Ok(Did::Already),
        status => return Err(Refusal::RoundNotInThatState { status }.into()),
    }
    let fits = |(part, settlement): (&Part, &Settlement)| adds_up(part, settlement) == Ok(true);
    if round.parts.len() != parts.len() || !round.parts.iter().zip(parts).all(fits) {
        return Err(Refusal::RoundNotSettled.into());
    }
    draft.emit(RoundEvent::FinallySettled { round: id, parts: parts.to_vec() })?;
    Ok(Did::Now)
}

/// Whether a settlement is of this part, no cheque of it can be activated any more, and every cent is where money
/// stays. Amounts are compared, not cheques: of a reversed one part may have been committed before.
fn adds_up(part: &Part, settlement: &Settlement) -> Result<bool, MoneyError> {
    let Settlement { budget, issued, lapsed, common, paid, returned } = *settlement;
    let left = Cents::sum([lapsed, common, paid, returned])?;
    Ok(budget == part.budget
        && part.issued == part.activated + part.lapsed
        && issued == part.each.times(part.issued)?
        && lapsed == part.lapsed_cents
        && left == issued)
}
