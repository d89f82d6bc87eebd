//! Leftover: money the payee paid back returns to the lots in proportion to what each paid, rounded down;
//! the cents left over go one each, in order of pledge. No command sees all lots at once, so whoever books
//! the return counts those cents beforehand; the state proves at the end that all lots were passed and that
//! their shares add up.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId};
use super::super::initiative::{Initiative, InitiativeStatus};
use super::super::money::{Cents, MoneyError};
use super::super::page::{RELISTING_PAGE, lots_of_page, need_rounds};
use super::super::refusal::{Refusal, amount_fits, reference_fits};
use super::super::time::Timestamp;
use super::super::wallet::{Lot, Place, Stage, lapse_if_expired, later_spend_by, relist};
use super::super::who_may::table::TREASURER;
use super::{DeliveryEvent, DeliveryRefusal, LeftoverRun, Share};

/// How many cents are left over when `cents` are shared in proportion over `parts`, which add up to `paid`,
/// and every share is rounded down. The parts are those of [`Lot::paid`], each lot once, in whatever order.
///
/// # Errors
/// [`MoneyError`] if the parts add up to more than `paid`, or `paid` is zero and there are parts.
pub fn extra_cents(
    cents: Cents,
    paid: Cents,
    parts: impl IntoIterator<Item = Cents>,
) -> Result<i64, MoneyError> {
    let mut extra = cents;
    for part in parts {
        extra = extra.minus(cents.share(part, paid)?)?;
    }
    Ok(extra.get())
}

/// Begins to share out what came back. `counted` is what was paid and not back when the left-over cents were
/// counted, and how many these are.
pub fn begin(
    initiative: InitiativeId,
    cents: Cents,
    reference: &str,
    counted: (Cents, i64),
    draft: &mut Draft,
) -> Result<Did, No> {
    amount_fits(cents)?;
    reference_fits(reference)?;
    TREASURER.check_impartial(initiative, draft)?;
    let state = draft.get::<Initiative>(initiative)?;
    match state.status {
        InitiativeStatus::Paid
        | InitiativeStatus::InProgress
        | InitiativeStatus::ReportDue
        | InitiativeStatus::Reported
        | InitiativeStatus::Closed
        | InitiativeStatus::NotCarriedOut
        | InitiativeStatus::WrittenOff => {}
        status => return Err(Refusal::InitiativeNotInThatState { status }.into()),
    }
    let delivery = state.delivery()?;
    if delivery.returns.has(reference, cents)? {
        return Ok(Did::Already);
    }
    if delivery.leftover.is_some() {
        return Err(DeliveryRefusal::LeftoverUnderWay.into());
    }
    let (paid, extra) = counted;
    if cents > delivery.paid {
        return Err(DeliveryRefusal::MoreThanPaid { paid: delivery.paid, asked: cents }.into());
    }
    if paid != delivery.paid || !(0..=cents.get()).contains(&extra) {
        return Err(DeliveryRefusal::CountAnew { paid: delivery.paid }.into());
    }
    let (run, reference, at) = (delivery.runs + 1, reference.to_string(), draft.now);
    draft.emit(DeliveryEvent::LeftoverReturnBegun { initiative, run, cents, reference, paid, extra, at })?;
    Ok(Did::Now)
}

/// Gives these lots their shares.
pub fn page(initiative: InitiativeId, lots: &[LotId], draft: &mut Draft) -> Result<Did, No> {
    let state = draft.get::<Initiative>(initiative)?;
    let delivery = state.delivery()?;
    let (area, number) = (state.area, delivery.runs);
    let Some(run) = delivery.leftover.clone() else { return Ok(Did::Already) };
    let lots = lots_of_page(lots, draft)?;
    need_rounds(&lots, draft)?;
    let shares = shares(initiative, &run, number, &lots, draft)?;
    if shares.is_empty() {
        return Ok(Did::Already);
    }
    for shares in shares.chunks(RELISTING_PAGE) {
        let filled = shares.iter().filter(|share| !share.common && !share.cents.is_zero());
        for share in filled.clone() {
            lapse_if_expired(share.lot, run.at, draft)?;
        }
        let relisted = relist(filled.map(|share| share.lot), draft)?;
        let shares = shares.to_vec();
        let shared = DeliveryEvent::LeftoverShared { initiative, area, run: number, shares, relisted };
        draft.emit_at(run.at, shared)?;
    }
    finish(initiative, number, &run, draft)?;
    Ok(Did::Now)
}

/// The shares of lots that have none of this return yet.
fn shares(
    initiative: InitiativeId,
    run: &LeftoverRun,
    number: u32,
    lots: &[LotId],
    draft: &Draft,
) -> Result<Vec<Share>, No> {
    let (mut shares, mut extra) = (Vec::new(), run.extra);
    for &id in lots {
        let lot = draft.get::<Lot>(id)?;
        for place in lot.paid(initiative).filter(|place| place.stage != Stage::Paid(number)) {
            let one_more = Cents::new(i64::from(extra > 0))?;
            extra -= one_more.get();
            let cents = run.share_of(place.cents)?.plus(one_more)?;
            shares.push(share((id, lot), place, cents, run.at, draft)?);
        }
    }
    Ok(shares)
}

fn share(
    (id, lot): (LotId, &Lot),
    place: &Place,
    cents: Cents,
    returned: Timestamp,
    draft: &Draft,
) -> Result<Share, No> {
    let common = place.is_common();
    let comes_back = !common && !cents.is_zero();
    let spend_by = if comes_back { later_spend_by(lot, returned, draft)? } else { None };
    Ok(Share { lot: id, budget: lot.budget, paid: place.cents, cents, spend_by, common })
}

/// Finishes with the page that passes the last lot.
fn finish(initiative: InitiativeId, number: u32, run: &LeftoverRun, draft: &mut Draft) -> Result<(), No> {
    let delivery = draft.get::<Initiative>(initiative)?.delivery()?;
    if delivery.leftover.as_ref().is_some_and(|run| run.unseen.is_zero()) {
        let returned = DeliveryEvent::LeftoverReturned { initiative, run: number, cents: run.cents };
        draft.emit_at(run.at, returned)?;
    }
    Ok(())
}
