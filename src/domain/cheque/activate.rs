//! Activation: a code becomes money of a resident.

use super::super::actor::{Actor, Role};
use super::super::draft::{Did, Draft, No};
use super::super::id::{LotId, WalletId};
use super::super::programme::{Rules, Spend};
use super::super::refusal::Refusal;
use super::super::round::{Round, RoundStatus};
use super::super::thing::Stated;
use super::super::time::Timestamp;
use super::super::wallet::{Household, Lot, LotKind, Wallet};
use super::{Activate, Activation, Cheque, ChequeEvent, ChequeStatus};

/// Decides an activation. Activating what is active already is no error: the code opens its own lot.
pub fn activate(wanted: &Activate, draft: &mut Draft) -> Result<Did, No> {
    let allowed = match draft.actor {
        Actor::Resident(wallet) => wallet == wanted.wallet,
        Actor::System => true,
        Actor::Staff(role, _) => role == Role::Desk,
        Actor::Initiator(_) => false,
    };
    if !allowed {
        return Err(Refusal::NotAllowed { needed: "the resident or a desk worker".into() }.into());
    }
    draft.need([Cheque::key(wanted.cheque), Wallet::key(wanted.wallet), Household::key(wanted.household)])?;
    let cheque = draft.get::<Cheque>(wanted.cheque)?;
    let round = draft.get::<Round>(cheque.round)?;
    if cheque.generation != wanted.generation {
        return Err(Refusal::CodeReplaced.into());
    }
    match cheque.status {
        ChequeStatus::Issued => {}
        ChequeStatus::Activated(..) => return Ok(Did::Already),
        ChequeStatus::Lapsed => return Err(Refusal::ChequeExpired { until: round.grace_until }.into()),
        ChequeStatus::Withdrawn => return Err(Refusal::RoundCancelled.into()),
    }
    check_open(round, draft.now)?;
    let retired = check_ids(wanted, draft)?;
    let programme = draft.programme()?;
    let rules = programme.rules_of(round.rules)?;
    let spend_by = spend_by(rules, round, draft)?;
    let activation = Activation {
        cheque: wanted.cheque,
        round: cheque.round,
        budget: cheque.budget,
        area: round.area,
        wallet: wanted.wallet,
        lot: wanted.lot,
        kind: LotKind::Cheque,
        household: wanted.household,
        cents: cheque.cents,
        spend_by,
        retired,
    };
    draft.emit(ChequeEvent::Activated(activation))?;
    Ok(Did::Now)
}

fn check_open(round: &Round, now: Timestamp) -> Result<(), No> {
    match round.status {
        RoundStatus::Open | RoundStatus::Grace if now < round.grace_until => Ok(()),
        RoundStatus::Open | RoundStatus::Grace | RoundStatus::Closing | RoundStatus::Closed => {
            Err(Refusal::ChequeExpired { until: round.grace_until }.into())
        }
        RoundStatus::Cancelling | RoundStatus::Cancelled => Err(Refusal::RoundCancelled.into()),
        RoundStatus::Drafted | RoundStatus::Checked | RoundStatus::Issuing | RoundStatus::Issued => {
            Err(Refusal::RoundNotOpen.into())
        }
    }
}

fn spend_by(rules: &Rules, round: &Round, draft: &Draft) -> Result<Timestamp, No> {
    let zone = &draft.programme()?.zone;
    Ok(match rules.spend {
        Spend::Months(months) => zone.end_of_day(zone.months_later(zone.local_day(draft.now), months)),
        Spend::WithRound => round.grace_until,
    })
}

/// Refuses ids that are taken; answers which lots of the wallet are used up and past their date.
fn check_ids(wanted: &Activate, draft: &Draft) -> Result<Vec<LotId>, No> {
    let wallet = draft.find::<Wallet>(wanted.wallet)?;
    if draft.find::<Lot>(wanted.lot)?.is_some() || wanted.new_wallet && wallet.is_some() {
        return Err(Refusal::IdTaken.into());
    }
    match wallet {
        Some(wallet) => used_up(wallet, draft),
        None if wanted.new_wallet => Ok(Vec::new()),
        None => Err(unknown(wanted.wallet)),
    }
}

fn unknown(wallet: WalletId) -> No {
    Refusal::Unknown { what: Wallet::key(wallet).to_string() }.into()
}

fn used_up(wallet: &Wallet, draft: &Draft) -> Result<Vec<LotId>, No> {
    draft.need(wallet.lots.iter().map(|&lot| Lot::key(lot)))?;
    let mut used_up = Vec::new();
    for &id in &wallet.lots {
        if draft.get::<Lot>(id)?.is_used_up(draft.now) {
            used_up.push(id);
        }
    }
    Ok(used_up)
}
