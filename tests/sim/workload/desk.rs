//! What is done at a desk: letters that went astray, wrong activations, households, and being forgotten.

use super::{Draw, Wish, by, residents, staff, words};
use jiff::ToSpan;
use wijkkas::domain::calendar::Zone;
use wijkkas::domain::cheque::{Cheque, ChequeCommand, NewCode, VoidReason};
use wijkkas::domain::erasure::{Erasure, ErasureCommand, TextOf};
use wijkkas::domain::household::{Choice, HouseholdCommand};
use wijkkas::domain::programme::Programme;
use wijkkas::domain::wallet::Lot;
use wijkkas::domain::{Actor, ChequeId, ErasureId, LotId, PersonId, ProgrammeId, Role, TextId};

/// How many cheques are looked at for one that is out of the ordinary, of how many.
const LOOKS: (usize, i64) = (40, 600);

/// A cheque whose letter came back, or whose own longer time has passed, if a look around finds any.
fn odd_cheque(draw: &mut Draw) -> Option<Wish> {
    let last = draw.book.get::<Programme>(ProgrammeId::ONLY)?.last_cheque;
    let (looks, of) = LOOKS;
    for _ in 0..looks {
        let id = ChequeId(draw.dice.between((last - of).max(1), last.max(1)));
        let Some(cheque) = draw.book.get::<Cheque>(id) else { continue };
        if cheque.undeliverable {
            return Some(by(staff(Role::Admin), ChequeCommand::UndoUndeliverable { cheque: id }));
        }
        if cheque.holds_value() && cheque.extended_until.is_some_and(|until| until <= draw.now) {
            return Some(by(Actor::System, ChequeCommand::Lapse { cheque: id }));
        }
    }
    None
}

/// Something about a cheque.
pub fn cheque(draw: &mut Draw) -> Wish {
    if draw.dice.chance(1_000)
        && let Some(wish) = odd_cheque(draw)
    {
        return wish;
    }
    let cheque = residents::cheque(draw);
    let generation = draw.book.get::<Cheque>(cheque).map_or(1, |cheque| cheque.generation + 1);
    let code = NewCode { generation, key_version: 1, attempt: 0 };
    let command = match draw.dice.between(0, 9) {
        0 => ChequeCommand::MarkUndeliverable { cheque },
        1 => ChequeCommand::UndoUndeliverable { cheque },
        2 | 3 => ChequeCommand::Replace { cheque, code },
        4 => ChequeCommand::Extend { cheque, last_day: last_day(draw) },
        5 => {
            let reasons = [VoidReason::Lost, VoidReason::Fraud, VoidReason::Other(words(draw))];
            ChequeCommand::Void { cheque, reason: reasons[draw.dice.place(3)].clone(), code }
        }
        6 => ChequeCommand::UndoVoid { cheque },
        7 => by_choice(cheque, draw),
        8 => ChequeCommand::Lapse { cheque },
        _ => ChequeCommand::ReverseActivation { cheque, code, reason: words(draw) },
    };
    let is_job =
        matches!(command, ChequeCommand::Lapse { .. } | ChequeCommand::ActivateByStandingChoice { .. });
    let role = if draw.dice.chance(3_000) { Role::Desk } else { Role::Admin };
    by(if is_job { Actor::System } else { staff(role) }, command)
}

fn last_day(draw: &mut Draw) -> jiff::civil::Date {
    Zone::amsterdam().local_day(draw.now).saturating_add(draw.dice.between(0, 60).days())
}

fn by_choice(cheque: ChequeId, draw: &mut Draw) -> ChequeCommand {
    let household = residents::household(draw);
    ChequeCommand::ActivateByStandingChoice { cheque, household, lot: LotId::fresh(draw.now, draw.dice.id()) }
}

/// Something about a household.
pub fn household(draw: &mut Draw) -> Wish {
    let lot = draw.dice.pick(&draw.book.lots).and_then(|lot| draw.book.get::<Lot>(*lot));
    let Some(Lot { household, wallet, .. }) = lot.cloned() else { return cheque(draw) };
    let choice = if draw.dice.chance(5_000) { Choice::Savings } else { Choice::CommonPot };
    let (actor, command) = match draw.dice.between(0, 9) {
        0..6 => (Actor::Resident(wallet), HouseholdCommand::MakeStandingChoice { household, wallet, choice }),
        6 => (Actor::Resident(wallet), HouseholdCommand::EndStandingChoice { household, wallet }),
        7 | 8 => (Actor::System, HouseholdCommand::LapseStandingChoice { household }),
        _ => (staff(Role::Admin), HouseholdCommand::EndTenancy { household }),
    };
    by(actor, command)
}

/// Somebody wants to be forgotten, or not any more.
pub fn erasure(draw: &mut Draw) -> Wish {
    let last = draw.book.get::<Programme>(ProgrammeId::ONLY).map_or(0, |programme| programme.last_erasure);
    let erasure = ErasureId(draw.dice.between((last - 5).max(1), last.max(1)));
    let person = PersonId(draw.dice.between(100, 200));
    let (actor, command) = match draw.dice.between(0, 6) {
        0 | 1 => {
            let text = TextId::fresh(draw.now, draw.dice.id());
            let texts = vec![TextOf { text, person: Some(person) }];
            (Actor::Initiator(person), ErasureCommand::Ask { person: Some(person), texts })
        }
        2 => {
            let known = draw.book.get::<Erasure>(erasure).and_then(|known| known.person);
            (Actor::Initiator(known.unwrap_or(person)), ErasureCommand::Withdraw { erasure })
        }
        3 => (staff(Role::Admin), ErasureCommand::Keep { erasure, reason: words(draw) }),
        _ => (Actor::System, ErasureCommand::Erase { erasure }),
    };
    by(actor, command)
}
