//! What treasurers and jobs do with the money of initiatives: grants of the common pot, payouts, leftovers.

use super::{Draw, Wish, by, cents, person_of_staff, staff_member, words};
use wijkkas::domain::common::{CommonPot, CommonPotCommand};
use wijkkas::domain::delivery::{DeliveryCommand, extra_cents};
use wijkkas::domain::initiative::{Initiative, InitiativeStatus};
use wijkkas::domain::payout::{Payee, Payout, PayoutCommand, PayoutStatus, Step, Way};
use wijkkas::domain::programme::Programme;
use wijkkas::domain::wallet::Lot;
use wijkkas::domain::{Actor, AreaId, Cents, InitiativeId, LotId, PayoutId, ProgrammeId, Role};

/// The next step with the money of an initiative; none if it has none or waits for others.
pub fn step(id: InitiativeId, initiative: &Initiative, draw: &mut Draw) -> Option<Wish> {
    if initiative.grant.as_ref().is_some_and(|grant| grant.approved) {
        return Some(grant_page(id, initiative, draw));
    }
    match initiative.status {
        InitiativeStatus::Reconsidered | InitiativeStatus::Explained => Some(grant(id, initiative, draw)),
        // Now and then it is given up before anything is paid.
        InitiativeStatus::Funded if !draw.dice.chance(1_500) => Some(propose(id, draw)),
        InitiativeStatus::PayoutPending(payout) => of_payout(payout, draw),
        _ if initiative.delivery.as_ref().is_some_and(|delivery| delivery.leftover.is_some()) => {
            let lots = page(id, draw);
            Some(by(Actor::System, DeliveryCommand::ShareLeftover { initiative: id, lots }))
        }
        _ => None,
    }
}

fn treasurer(draw: &mut Draw) -> Actor {
    staff_member(Role::Treasurer, draw)
}

fn grant(id: InitiativeId, initiative: &Initiative, draw: &mut Draw) -> Wish {
    let reason = words(draw);
    let command = match &initiative.grant {
        Some(grant) if draw.dice.chance(6_500) => {
            CommonPotCommand::ApproveGrant { initiative: id, cents: grant.cents }
        }
        Some(_) => CommonPotCommand::RejectGrant { initiative: id, reason },
        None => {
            let pot = draw.book.get::<CommonPot>(initiative.area).map_or(0, |pot| pot.cents.get());
            let gap = initiative.pot.short_of(initiative.target).get().min(pot);
            let amount = draw.dice.between(gap / 2, gap);
            CommonPotCommand::ProposeGrant { initiative: id, cents: cents(amount), reason }
        }
    };
    by(treasurer(draw), command)
}

/// Lots that went to the common pot, the oldest first.
fn grant_page(id: InitiativeId, initiative: &Initiative, draw: &mut Draw) -> Wish {
    let holds = |area: AreaId, lot: &LotId| {
        draw.book.get::<Lot>(*lot).is_some_and(|lot| lot.area == area && !lot.common.is_zero())
    };
    let all = draw.book.lots.iter().filter(|lot| holds(initiative.area, lot));
    let lots: Vec<LotId> = all.take(30).copied().collect();
    let last = lots.len() < 30;
    by(Actor::System, CommonPotCommand::GrantLots { initiative: id, lots, last })
}

fn propose(initiative: InitiativeId, draw: &mut Draw) -> Wish {
    let ways = [Way::LegalPerson, Way::Kashouder, Way::SupplierInvoice, Way::AdvanceToPrivate];
    let way = ways[draw.dice.place(ways.len())];
    let payee = Payee::Person(person_of_staff(Role::Broker, draw));
    by(treasurer(draw), PayoutCommand::Propose { initiative, way, payee })
}

fn of_payout(payout: PayoutId, draw: &mut Draw) -> Option<Wish> {
    let Payout { status, initiative, .. } = *draw.book.get::<Payout>(payout)?;
    let reference = format!("2026-{payout}-{}", draw.dice.between(1, 3));
    let fails = draw.dice.chance(1_500);
    let command = match status {
        PayoutStatus::Reserving => return Some(move_lots(payout, initiative, Step::Reserve, draw)),
        PayoutStatus::Executing => return Some(move_lots(payout, initiative, Step::Pay, draw)),
        PayoutStatus::Rejecting => return Some(move_lots(payout, initiative, Step::Release, draw)),
        PayoutStatus::Reopening => return Some(move_lots(payout, initiative, Step::Reopen, draw)),
        PayoutStatus::Ready | PayoutStatus::Sent | PayoutStatus::ReturnedByBank if fails => {
            PayoutCommand::Reject { payout, reason: words(draw) }
        }
        PayoutStatus::Ready => PayoutCommand::Approve { payout },
        PayoutStatus::Approved | PayoutStatus::ReturnedByBank => PayoutCommand::Send { payout },
        PayoutStatus::Sent => PayoutCommand::Execute { payout, reference },
        PayoutStatus::Executed => PayoutCommand::ReturnByBank { payout, reference, reason: words(draw) },
        PayoutStatus::Rejected => return Some(propose(initiative, draw)),
    };
    Some(by(treasurer(draw), command))
}

fn move_lots(payout: PayoutId, initiative: InitiativeId, step: Step, draw: &mut Draw) -> Wish {
    by(Actor::System, PayoutCommand::MoveLots { payout, step, lots: page(initiative, draw) })
}

/// Some of the lots that have money in an initiative, wherever it is.
fn page(initiative: InitiativeId, draw: &mut Draw) -> Vec<LotId> {
    let mut lots = lots_of(initiative, draw);
    let most = draw.dice.place(60) + 1;
    let from = draw.dice.place(lots.len().max(1)).min(lots.len().saturating_sub(most));
    lots.drain(..from);
    lots.truncate(most);
    lots
}

fn lots_of(initiative: InitiativeId, draw: &Draw) -> Vec<LotId> {
    let in_it = |lot: &&LotId| {
        let places = draw.book.get::<Lot>(**lot).into_iter().flat_map(|lot| &lot.places);
        places.into_iter().any(|place| place.initiative == initiative)
    };
    let mut seen = std::collections::BTreeSet::new();
    let pledged = draw.book.pledged.get(&initiative).into_iter().flatten();
    pledged.filter(in_it).filter(|lot| seen.insert(**lot)).copied().collect()
}

/// The bank returns what was just paid, or the payee pays back what was not needed.
pub fn comes_back(id: InitiativeId, initiative: &Initiative, draw: &mut Draw) -> Option<Wish> {
    if draw.dice.chance(4_000) {
        let last = draw.book.get::<Programme>(ProgrammeId::ONLY)?.last_payout;
        let is_its = |payout: &PayoutId| {
            draw.book.get::<Payout>(*payout).is_some_and(|payout| payout.initiative == id)
        };
        let its = ((last - 30).max(1)..=last).rev().map(PayoutId).find(is_its)?;
        return of_payout(its, draw);
    }
    let paid = initiative.delivery.as_ref()?.paid;
    let back = cents(draw.dice.between(1, paid.get().max(1)));
    let lots = lots_of(id, draw);
    let places = lots.iter().filter_map(|lot| draw.book.get::<Lot>(*lot)).flat_map(|lot| lot.paid(id));
    let parts: Vec<Cents> = places.map(|place| place.cents).collect();
    let command = DeliveryCommand::ReturnLeftover {
        initiative: id,
        cents: back,
        reference: format!("2026-{}", draw.dice.between(1, 9)),
        paid,
        extra: extra_cents(back, paid, parts).unwrap_or(0),
    };
    Some(by(treasurer(draw), command))
}
