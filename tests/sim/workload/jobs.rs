//! What time does: deadlines, lapse, closing, pages of long work.

use super::{Draw, Wish, by, cents, residents};
use wijkkas::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus};
use wijkkas::domain::programme::Programme;
use wijkkas::domain::round::{Part, Round, RoundCommand, RoundStatus, Settlement};
use wijkkas::domain::wallet::{Lot, Place, Stage, WalletCommand};
use wijkkas::domain::{Actor, ChequeId, InitiativeId, LotId, ProgrammeId, RoundId};

/// How many things are looked at for one that is due.
const LOOKS: usize = 12;
/// How many of the lots whose activation was wrong are looked at.
const REVERSED: usize = 200;

/// Something that is due, if a look around finds any.
pub fn step(draw: &mut Draw) -> Wish {
    let programme = draw.book.get::<Programme>(ProgrammeId::ONLY).expect("it was founded");
    if draw.dice.chance(1_000) {
        let id = RoundId(draw.dice.between((programme.last_round - 4).max(1), programme.last_round.max(1)));
        if let Some(round) = draw.book.get::<Round>(id) {
            return of_round(id, round, draw);
        }
    }
    if draw.dice.chance(300) {
        let id = RoundId(draw.dice.between(1, programme.last_round.max(1)));
        if let Some(round) = draw.book.get::<Round>(id) {
            return settle(id, round, draw);
        }
    }
    let last = programme.last_initiative;
    for _ in 0..LOOKS {
        let id = InitiativeId(draw.dice.between((last - 60).max(1), last.max(1)));
        let Some(initiative) = draw.book.get::<Initiative>(id) else { continue };
        match initiative.status {
            InitiativeStatus::Returning(_) => return give_back(id, draw),
            InitiativeStatus::Open
            | InitiativeStatus::Paused
            | InitiativeStatus::Reconsidered
            | InitiativeStatus::Explained
                if initiative.until <= draw.now =>
            {
                return by(Actor::System, InitiativeCommand::Conclude { initiative: id });
            }
            _ => {}
        }
    }
    lapse(draw)
}

/// A lot that was not spent in time.
fn lapse(draw: &mut Draw) -> Wish {
    let is_due = |lot: &LotId, draw: &Draw| {
        draw.book.get::<Lot>(*lot).is_some_and(|lot| !lot.free.is_zero() && lot.until() <= draw.now)
    };
    // What comes back to these is due at once, and they are few among all.
    if draw.dice.chance(5_000) {
        let reversed = draw.book.reversed.iter().rev().take(REVERSED).find(|lot| is_due(lot, draw));
        if let Some(&lot) = reversed {
            return by(Actor::System, WalletCommand::LapseLot { lot });
        }
    }
    let mut lot = LotId(1);
    for _ in 0..LOOKS {
        lot = draw.dice.pick(&draw.book.lots).copied().unwrap_or(lot);
        if is_due(&lot, draw) {
            return by(Actor::System, WalletCommand::LapseLot { lot });
        }
    }
    if draw.dice.chance(9_000) {
        return residents::pledge(draw);
    }
    by(Actor::System, WalletCommand::LapseLot { lot })
}

/// A page of pledges of an initiative that gets no money, now and then with lots that have none in it.
fn give_back(initiative: InitiativeId, draw: &mut Draw) -> Wish {
    let most = draw.dice.place(40) + 1;
    let gave =
        |lot: &&LotId| draw.book.get::<Lot>(**lot).is_some_and(|lot| !lot.in_pot(initiative).is_zero());
    let pledged = draw.book.pledged.get(&initiative).into_iter().flatten();
    let mut lots: Vec<LotId> = pledged.filter(gave).take(most).copied().collect();
    if draw.dice.chance(2_000) {
        lots.extend(draw.dice.pick(&draw.book.lots));
    }
    by(Actor::System, InitiativeCommand::ReturnPledges { initiative, lots })
}

/// Where the money of a round is, often before none of it is on its way any more.
fn settle(id: RoundId, round: &Round, draw: &mut Draw) -> Wish {
    let lots = draw.book.lots.iter().filter_map(|lot| draw.book.get::<Lot>(*lot));
    let lots: Vec<&Lot> = lots.filter(|lot| lot.round == id).collect();
    let settlement = |part: &Part| {
        let of_part = || lots.iter().filter(|lot| lot.budget == part.budget);
        let common: i64 = of_part().map(|lot| lot.common.get()).sum();
        let paid = |place: &&Place| matches!(place.stage, Stage::Paid(_));
        let paid: i64 =
            of_part().flat_map(|lot| lot.places.iter().filter(paid)).map(|it| it.cents.get()).sum();
        let saved: i64 = of_part().map(|lot| lot.free.get()).sum();
        let issued = part.each.get() * part.issued;
        let activated = issued - part.lapsed_cents.get();
        // What is saved or pledged is left out, so that it does not add up while there is any.
        let pledged: i64 = of_part().flat_map(|lot| &lot.places).map(|it| it.cents.get()).sum::<i64>() - paid;
        Settlement {
            budget: part.budget,
            issued: cents(issued),
            lapsed: part.lapsed_cents,
            common: cents(common),
            paid: cents(paid),
            returned: cents((activated - common - paid - saved - pledged).max(0)),
        }
    };
    let parts = round.parts.iter().map(settlement).collect();
    by(Actor::System, RoundCommand::SettleFinally { round: id, parts })
}

/// What time does to a round.
pub fn of_round(id: RoundId, round: &Round, draw: &mut Draw) -> Wish {
    let first = ChequeId(round.next_cheque.0 + i64::from(draw.dice.chance(200)));
    let command = match round.status {
        RoundStatus::Open | RoundStatus::Grace
            if draw.now < round.activate_until && !draw.dice.chance(100) =>
        {
            return residents::activate(draw);
        }
        RoundStatus::Open if draw.now < round.grace_until => RoundCommand::BeginGrace { round: id },
        RoundStatus::Grace if draw.now < round.grace_until && !draw.dice.chance(100) => {
            return residents::activate(draw);
        }
        RoundStatus::Closing => RoundCommand::LapseCheques { round: id, first },
        RoundStatus::Cancelling => RoundCommand::WithdrawCheques { round: id, first },
        _ => RoundCommand::BeginClosing { round: id },
    };
    by(Actor::System, command)
}
