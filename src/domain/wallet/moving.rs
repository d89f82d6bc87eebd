//! Moving money from one initiative to another, pot to pot: the lots that leave the one are those that come into
//! the other. They keep their dates, also those that have passed: money in an initiative does not expire.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::money::Cents;
use super::super::refusal::{Refusal, amount_fits};
use super::super::thing::Stated;
use super::decide::{Reach, lapse_if_expired};
use super::pledge::{check_own, legs, put};
use super::withdraw::{placed, take_out, total};
use super::{Back, Leg, Lot, Wallet, WalletRefusal};

/// Decides a move of at most this much: what the other initiative does not need stays where it is. As for a
/// pledge, all that is asked must be there, and the lots with the earliest dates whose conditions allow it go first.
pub fn move_pledge(
    (wallet, reach): (WalletId, Reach),
    (from, to): (InitiativeId, InitiativeId),
    asked: Cents,
    draft: &mut Draft,
) -> Result<Did, No> {
    amount_fits(asked)?;
    if from == to {
        return Ok(Did::Already);
    }
    draft.need([Initiative::key(from), Initiative::key(to), Wallet::key(wallet)])?;
    let (zone, target) = (&draft.programme()?.zone, draft.get::<Initiative>(to)?);
    target.check_takes_pledges(draft.now, zone)?;
    draft.get::<Initiative>(from)?.check_gives_back(draft.now, zone)?;
    let movable = movable((wallet, reach), from, asked, draft)?;
    let needed = asked.min(target.pot.short_of(target.target));
    if needed.is_zero() {
        return Err(Refusal::InitiativeFull.into());
    }
    let own = target.wallets.contains(&wallet);
    if own {
        check_own(target, needed, draft)?;
    }
    let legs = legs(to, target, needed, own, &movable, draft)?;
    carry(wallet, (from, to), &legs, own, draft)
}

/// The lots in the first initiative that may go, with their amounts, the earliest date first; refused if they have
/// less than this much. What is left of a wrongly activated cheque stays where it is.
fn movable(
    holder: (WalletId, Reach),
    from: InitiativeId,
    asked: Cents,
    draft: &Draft,
) -> Result<Vec<(LotId, Cents)>, No> {
    let placed = placed(holder, from, draft)?;
    let pledged = total(&placed)?;
    if asked > pledged {
        return Err(Refusal::PledgedLess { pledged, asked }.into());
    }
    let mut movable = Vec::new();
    for &(lot, cents) in placed.iter().rev() {
        if !draft.get::<Lot>(lot)?.reversed {
            movable.push((lot, cents));
        }
    }
    let most = total(&movable)?;
    if asked > most { Err(WalletRefusal::OfReversedCheque { most }.into()) } else { Ok(movable) }
}

/// Takes these legs out of one pot and puts them in the other.
fn carry(
    wallet: WalletId,
    (from, to): (InitiativeId, InitiativeId),
    legs: &[Leg],
    own: bool,
    draft: &mut Draft,
) -> Result<Did, No> {
    // What else is in these lots and has expired lapses at its own time, and not after this.
    for leg in legs {
        lapse_if_expired(leg.lot, draft.now, draft)?;
    }
    let back = |leg: &Leg| {
        let Leg { lot, budget, cents, .. } = *leg;
        Back { lot, budget, cents, spend_by: None, common: false }
    };
    let backs: Vec<Back> = legs.iter().map(back).collect();
    take_out(wallet, from, &backs, draft)?;
    put((wallet, own), to, legs, draft)?;
    Ok(Did::Now)
}
