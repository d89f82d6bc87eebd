//! The pages of a payout: what is moved of which lots, and when a step is finished.

use super::super::draft::{Did, Draft, No};
use super::super::id::{InitiativeId, LotId, PayoutId};
use super::super::initiative::Initiative;
use super::super::page::{LOTS_A_PAGE, RELISTING_PAGE, lots_of_page};
use super::super::wallet::{Lot, Portion, Stage, relist};
use super::{Payout, PayoutEvent, PayoutRefusal, Step};

/// Where a step takes the money of a lot from.
fn source(step: Step) -> Stage {
    match step {
        Step::Reserve => Stage::Pot,
        Step::Pay | Step::Release => Stage::Payable,
        // Money that leftover was returned of is not reopened, so no return has passed it.
        Step::Reopen => Stage::Paid(0),
    }
}

/// Moves these lots.
pub fn move_lots(id: PayoutId, step: Step, lots: &[LotId], draft: &mut Draft) -> Result<Did, No> {
    let payout = draft.get::<Payout>(id)?;
    if payout.status == step.after() {
        return Ok(Did::Already);
    }
    if payout.status != step.during() {
        return Err(PayoutRefusal::NotInThatState { status: payout.status }.into());
    }
    let initiative = payout.initiative;
    let lots = lots_of_page(lots, draft)?;
    let mut legs = Vec::new();
    for lot_id in lots {
        let lot = draft.get::<Lot>(lot_id)?;
        let cents = lot.at(initiative, source(step))?;
        if !cents.is_zero() {
            legs.push(Portion { lot: lot_id, budget: lot.budget, cents });
        }
    }
    if legs.is_empty() {
        return Ok(Did::Already);
    }
    let most = if step == Step::Reopen { RELISTING_PAGE } else { LOTS_A_PAGE };
    for legs in legs.chunks(most) {
        let event = moved(id, initiative, step, legs.to_vec(), draft)?;
        draft.emit(event)?;
    }
    finish(id, step, draft)?;
    Ok(Did::Now)
}

fn moved(
    payout: PayoutId,
    initiative: InitiativeId,
    step: Step,
    legs: Vec<Portion>,
    draft: &Draft,
) -> Result<PayoutEvent, No> {
    Ok(match step {
        Step::Reserve => PayoutEvent::LotsReserved { payout, initiative, legs },
        Step::Pay => PayoutEvent::LotsPaid { payout, initiative, legs },
        Step::Release => PayoutEvent::LotsReleased { payout, initiative, legs },
        Step::Reopen => {
            let relisted = relist(legs.iter().map(|leg| leg.lot), draft)?;
            PayoutEvent::LotsReopened { payout, initiative, legs, relisted }
        }
    })
}

/// Finishes the step with the page that takes the last money.
fn finish(payout: PayoutId, step: Step, draft: &mut Draft) -> Result<(), No> {
    let state = draft.get::<Payout>(payout)?;
    let initiative = state.initiative;
    let left = match step {
        Step::Reserve => draft.get::<Initiative>(initiative)?.pot,
        Step::Pay | Step::Release => state.payable,
        Step::Reopen => state.paid,
    };
    if !left.is_zero() {
        return Ok(());
    }
    let cents = state.cents;
    draft.emit(match step {
        Step::Reserve => PayoutEvent::Ready { payout },
        Step::Pay => PayoutEvent::Executed { payout, initiative, cents },
        Step::Release => PayoutEvent::Rejected { payout, initiative },
        Step::Reopen => PayoutEvent::ReturnedByBank { payout, initiative },
    })
}
