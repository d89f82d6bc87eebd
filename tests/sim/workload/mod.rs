//! What people and jobs of a neighbourhood might ask next, drawn at random from what the book knows: mostly
//! sensible, sometimes late, twice, by the wrong person or plain nonsense.

mod initiatives;
mod jobs;
mod residents;
mod rounds;

use crate::dice::Dice;
use crate::replica::Replica;
use wijkkas::app::writer::Rows;
use wijkkas::domain::programme::Programme;
use wijkkas::domain::{Actor, Cents, Command, PersonId, ProgrammeId, Role, TextId, TextRef, Timestamp};
use wijkkas::store::TextRow;

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
    if draw.book.get::<Programme>(ProgrammeId::ONLY).is_none() {
        return by(Actor::System, rounds::found(draw));
    }
    let kind = draw.dice.between(0, 99);
    let mut wish = match kind {
        0..22 => residents::activate(draw),
        22..52 => residents::pledge(draw),
        52..60 => residents::take_back(draw),
        60..62 => residents::give(draw),
        62..70 => initiatives::step(draw),
        70..80 => rounds::step(draw),
        80..98 => jobs::step(draw),
        _ => rounds::enlarge(draw),
    };
    if draw.dice.chance(100) {
        wish.actor = anybody(draw);
    }
    if draw.dice.chance(100) {
        wish.rows.texts.push(text(draw));
    }
    wish
}

fn by(actor: Actor, command: impl Into<Command>) -> Wish {
    Wish { actor, command: command.into(), rows: Rows::default() }
}

fn staff(role: Role) -> Actor {
    Actor::Staff(role, PersonId(i64::from(role as u8) + 1))
}

fn anybody(draw: &mut Draw) -> Actor {
    match draw.dice.between(0, 3) {
        0 => staff(Role::Broker),
        1 => staff(Role::Desk),
        2 => Actor::System,
        _ => draw.dice.pick(&draw.book.wallets).map_or(Actor::System, |wallet| Actor::Resident(*wallet)),
    }
}

/// One text in ten can't be stored: PostgreSQL takes no NUL.
fn text(draw: &mut Draw) -> TextRow {
    let body = if draw.dice.chance(1_000) { "\0" } else { "some words" };
    TextRow { id: TextId::fresh(draw.now, draw.dice.id()), key: [0; 32], body: body.into() }
}

fn words(draw: &mut Draw) -> TextRef {
    TextRef { id: TextId::fresh(draw.now, draw.dice.id()), hash: "0".repeat(64) }
}

fn cents(amount: i64) -> Cents {
    Cents::new(amount).expect("an amount that is not negative")
}
