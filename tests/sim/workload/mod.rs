//! What people and jobs of a neighbourhood might ask next, drawn at random from what the book knows: mostly
//! sensible, sometimes late, twice, by the wrong person or plain nonsense.

mod delivery;
mod desk;
mod initiatives;
mod jobs;
mod money;
mod residents;
mod rounds;

use crate::dice::Dice;
use crate::replica::Replica;
use wijkkas::app::writer::Rows;
use wijkkas::domain::cheque::ChequeCommand;
use wijkkas::domain::programme::{Programme, ProgrammeCommand};
use wijkkas::domain::round::RoundCommand;
use wijkkas::domain::wallet::Wallet;
use wijkkas::domain::{Actor, Cents, Command, PersonId, ProgrammeId, Role, TextId, TextRef, Timestamp};
use wijkkas::store::{CodeRow, TextRow};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Who asks.
    pub actor: Actor,
    /// What.
    pub command: Command,
    /// Rows that belong to it.
    pub rows: Rows,
}

/// What there is to draw from.
pub struct Draw<'a> {
    /// What the book knows.
    pub book: &'a Replica,
    /// Chance.
    pub dice: &'a mut Dice,
    /// The present.
    pub now: Timestamp,
}

/// The next wish.
pub fn next(draw: &mut Draw) -> Wish {
    let Some(programme) = draw.book.get::<Programme>(ProgrammeId::ONLY) else {
        return by(Actor::System, rounds::found(draw));
    };
    // The last purpose comes later, or never: until then plans that name it are refused.
    if let Some(name) = rounds::PURPOSES[..2].get(programme.purposes.len()) {
        return by(staff(Role::Admin), ProgrammeCommand::AddPurpose { name: (*name).into() });
    }
    let kind = draw.dice.between(0, 99);
    let mut wish = match kind {
        0..20 => residents::activate(draw),
        20..44 => residents::pledge(draw),
        44..50 => residents::take_back(draw),
        50 => residents::give(draw),
        51 => residents::new_code(draw),
        52..55 => desk::cheque(draw),
        55 => desk::household(draw),
        56 => desk::erasure(draw),
        57..72 => initiatives::step(draw),
        72..82 => rounds::step(draw),
        82..98 => jobs::step(draw),
        _ => rounds::enlarge(draw),
    };
    if draw.dice.chance(1_500) {
        wish.actor = holder(wish.actor, draw);
    }
    if draw.dice.chance(1_500) {
        wish.actor = beside_desk(wish.actor, draw);
    }
    if draw.dice.chance(100) {
        wish.actor = anybody(draw);
    }
    if draw.dice.chance(100) {
        wish.rows.texts.push(text(draw));
    }
    wish.rows.codes = codes(&wish.command);
    wish
}

/// The entries of the codes that a command makes. Codes are made up: no two are the same.
fn codes(command: &Command) -> Vec<CodeRow> {
    let entry = |cheque: i64, generation: u32| {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&cheque.to_be_bytes());
        digest[8..12].copy_from_slice(&generation.to_be_bytes());
        CodeRow { digest, key_version: 1, cheque, generation }
    };
    match command {
        Command::Round(RoundCommand::IssueCheques { first, count, .. }) => {
            (first.0..first.0 + count).map(|cheque| entry(cheque, 1)).collect()
        }
        Command::Cheque(
            ChequeCommand::Replace { cheque, code }
            | ChequeCommand::Void { cheque, code, .. }
            | ChequeCommand::ReverseActivation { cheque, code, .. },
        ) => vec![entry(cheque.0, code.generation)],
        _ => Vec::new(),
    }
}

fn by(actor: Actor, command: impl Into<Command>) -> Wish {
    Wish { actor, command: command.into(), rows: Rows::default() }
}

fn staff(role: Role) -> Actor {
    Actor::Staff(role, PersonId(i64::from(role as u8) * 10))
}

/// One of three with this role.
fn staff_member(role: Role, draw: &mut Draw) -> Actor {
    Actor::Staff(role, person_of_staff(role, draw))
}

fn person_of_staff(role: Role, draw: &mut Draw) -> PersonId {
    PersonId(i64::from(role as u8) * 10 + draw.dice.between(1, 3))
}

/// A resident who shows no more than one code of theirs; others are who they are.
fn holder(actor: Actor, draw: &mut Draw) -> Actor {
    let Actor::Resident(wallet) = actor else { return actor };
    let lots = draw.book.get::<Wallet>(wallet).map(|wallet| wallet.lots.as_slice());
    draw.dice.pick(lots.unwrap_or_default()).map_or(actor, |lot| Actor::Holder(*lot))
}

/// A resident with a desk worker beside them; others are who they are.
fn beside_desk(actor: Actor, draw: &mut Draw) -> Actor {
    if !matches!(actor, Actor::Resident(_) | Actor::Holder(_)) {
        return actor;
    }
    let desk = person_of_staff(Role::Desk, draw);
    actor.shown().map_or(actor, |shown| Actor::AtDesk(desk, shown))
}

fn anybody(draw: &mut Draw) -> Actor {
    match draw.dice.between(0, 4) {
        0 => staff(Role::Broker),
        3 => draw.dice.pick(&draw.book.lots).map_or(Actor::System, |lot| Actor::Holder(*lot)),
        1 => staff(Role::Desk),
        2 => Actor::System,
        _ => draw.dice.pick(&draw.book.wallets).map_or(Actor::System, |wallet| Actor::Resident(*wallet)),
    }
}

/// One text in ten can't be stored: PostgreSQL takes no NUL.
fn text(draw: &mut Draw) -> TextRow {
    let body = if draw.dice.chance(1_000) { "\0" } else { "some words" };
    TextRow { id: TextId::fresh(draw.now, draw.dice.id()), key: [0; 32], body: body.into(), person: None }
}

fn words(draw: &mut Draw) -> TextRef {
    TextRef { id: TextId::fresh(draw.now, draw.dice.id()), hash: "0".repeat(64) }
}

fn cents(amount: i64) -> Cents {
    Cents::new(amount).expect("an amount that is not negative")
}
