//! Reversing an activation: what the resident can still take back returns to the lot, and what is then free
//! of the lot goes back to the cheque, or to the budget once the cheque's time is over.

use super::super::draft::{Did, Draft, No};
use super::super::household;
use super::super::id::{ChequeId, InitiativeId, LotId, WalletId};
use super::super::initiative::Initiative;
use super::super::round::Round;
use super::super::thing::Stated;
use super::super::wallet::{
    Back, Lot, Place, Stage, Wallet, WalletEvent, lapse_if_expired, leaving, load_households,
};
use super::letter::check_next;
use super::{Cheque, ChequeEvent, ChequeStatus, NewCode, ReversalCause, ReversedTo};

/// Reverses an activation. Committed money stays where it is; the event says how much that is, also if it is
/// all of it.
pub fn reverse(id: ChequeId, code: NewCode, cause: ReversalCause, draft: &mut Draft) -> Result<Did, No> {
    let cheque = draft.get::<Cheque>(id)?.clone();
    let ChequeStatus::Activated(wallet, lot) = cheque.status else { return Ok(Did::Already) };
    check_next(&cheque, code)?;
    load(wallet, lot, draft)?;
    // Savings whose date has passed are lost to the resident already, even if that is written later.
    lapse_if_expired(lot, draft.now, draft)?;
    for initiative in held(lot, draft)? {
        take_back(wallet, lot, initiative, draft)?;
    }
    let Lot { free: cents, household, .. } = *draft.get::<Lot>(lot)?;
    let (round, zone) = (draft.get::<Round>(cheque.round)?, &draft.programme()?.zone);
    let in_time = cheque.check_time(round, draft.now, zone).is_ok();
    draft.emit(ChequeEvent::ActivationReversed {
        cheque: id,
        round: cheque.round,
        budget: cheque.budget,
        wallet,
        lot,
        cents,
        kept: cheque.cents.minus(cents)?,
        to: if in_time { ReversedTo::Unactivated(code) } else { ReversedTo::Budget },
        cause,
    })?;
    household::end_choice_after_reversal(household, wallet, draft)?;
    Ok(Did::Now)
}

/// Loads all that counting supporters needs.
fn load(wallet: WalletId, lot: LotId, draft: &Draft) -> Result<(), No> {
    draft.need([Lot::key(lot), Wallet::key(wallet)])?;
    let places = draft.get::<Lot>(lot)?.places.iter().map(|place| Initiative::key(place.initiative));
    let lots = draft.get::<Wallet>(wallet)?.lots.iter().map(|&lot| Lot::key(lot));
    draft.need(places.chain(lots))?;
    load_households(&[lot], draft)?;
    Ok(())
}

/// The initiatives whose outcome is open and that hold money of the lot. From the deadline on the outcome
/// goes by what is in the pot then, even if it is written later: that money stays.
fn held(lot: LotId, draft: &Draft) -> Result<Vec<InitiativeId>, No> {
    let mut held = Vec::new();
    let in_pots = |place: &&Place| place.stage == Stage::Pot && !place.is_common();
    for place in draft.get::<Lot>(lot)?.places.iter().filter(in_pots) {
        let initiative = draft.get::<Initiative>(place.initiative)?;
        if initiative.is_undecided(draft.now) {
            held.push(place.initiative);
        }
    }
    Ok(held)
}

fn take_back(wallet: WalletId, id: LotId, initiative: InitiativeId, draft: &mut Draft) -> Result<(), No> {
    let lot = draft.get::<Lot>(id)?;
    let leg =
        Back { lot: id, budget: lot.budget, cents: lot.in_pot(initiative), spend_by: None, common: false };
    let own = draft.get::<Initiative>(initiative)?.wallets.contains(&wallet);
    let support = leaving(wallet, initiative, &[id], draft)?;
    draft.emit(WalletEvent::ReturnedByReversal {
        wallet,
        initiative,
        leg,
        residents: support.residents,
        households: support.households,
        own,
    })
}
