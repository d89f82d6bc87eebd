//! What initiators and moderators ask.

use super::rounds::PURPOSES;
use super::{Draw, Wish, by, cents, delivery, money, residents, staff, words};
use jiff::ToSpan;
use wijkkas::domain::initiative::{Initiative, InitiativeCommand, InitiativeStatus, Initiator, Plan};
use wijkkas::domain::programme::Programme;
use wijkkas::domain::{Actor, AreaId, InitiativeId, PersonId, ProgrammeId, Role};

/// How many initiatives are alive at a time, about.
const ALIVE: i64 = 12;

/// The number of the last initiative.
pub fn last(draw: &Draw) -> i64 {
    draw.book.get::<Programme>(ProgrammeId::ONLY).map_or(0, |programme| programme.last_initiative)
}

fn is_campaign(status: InitiativeStatus) -> bool {
    use InitiativeStatus as Status;
    matches!(
        status,
        Status::Draft
            | Status::Submitted
            | Status::ChangesAsked
            | Status::Approved
            | Status::Open
            | Status::Paused
            | Status::Reconsidered
            | Status::Explained
    )
}

/// Those that take pledges, the oldest first.
pub fn open(draw: &Draw) -> Vec<InitiativeId> {
    recent(draw, |status| matches!(status, InitiativeStatus::Open | InitiativeStatus::Explained))
}

fn recent(draw: &Draw, wanted: impl Fn(InitiativeStatus) -> bool) -> Vec<InitiativeId> {
    let last = last(draw);
    let ids = ((last - 4 * ALIVE).max(1)..=last).map(InitiativeId);
    let is = |id: &InitiativeId| {
        draw.book.get::<Initiative>(*id).is_some_and(|initiative| wanted(initiative.status))
    };
    ids.filter(is).collect()
}

/// Somebody begins one, or takes the next step with one.
pub fn step(draw: &mut Draw) -> Wish {
    let alive = recent(draw, |status| {
        let over = matches!(
            status,
            InitiativeStatus::Rejected | InitiativeStatus::WrittenOff | InitiativeStatus::Ended(_)
        );
        !over
    });
    let campaigns = recent(draw, is_campaign);
    if (campaigns.len() as i64) < ALIVE {
        return begin(draw);
    }
    // They have a few days only.
    let doubtful =
        recent(draw, |status| matches!(status, InitiativeStatus::Reconsidered | InitiativeStatus::Explained));
    let those = match draw.dice.between(0, 9) {
        0..2 if !doubtful.is_empty() => &doubtful,
        0..4 => &campaigns,
        _ => &alive,
    };
    let Some(&id) = draw.dice.pick(those) else {
        return begin(draw);
    };
    let known = draw.book.get::<Initiative>(id);
    if let Some(known) = known.filter(|_| draw.dice.chance(8_000)) {
        let step = money::step(id, known, draw).or_else(|| delivery::step(id, known, draw));
        if let Some(wish) = step {
            return wish;
        }
    }
    if let Some(known) = known.filter(|_| draw.dice.chance(500)) {
        return together(id, known, draw);
    }
    let (status, person) =
        (known.map(|known| known.status), known.and_then(|known| known.persons.first().copied()));
    // Now and then somebody clicks what no longer fits.
    let status = if draw.dice.chance(500) { None } else { status };
    if status == Some(InitiativeStatus::Open) && !draw.dice.chance(1_000) {
        return residents::pledge(draw);
    }
    let (role, command) = next(id, status, draw);
    let initiator = Actor::Initiator(person.unwrap_or(PersonId(1)));
    by(role.map_or(initiator, staff), command)
}

/// An initiator lets somebody join, or whoever joined last leaves.
fn together(initiative: InitiativeId, known: &Initiative, draw: &mut Draw) -> Wish {
    let last = known.persons.last().copied().unwrap_or(PersonId(1));
    if draw.dice.chance(5_000) {
        return by(Actor::Initiator(last), InitiativeCommand::Leave { initiative });
    }
    let initiator = Initiator::Person(PersonId(draw.dice.between(100, 200)));
    by(Actor::Initiator(last), InitiativeCommand::AddInitiator { initiative, initiator })
}

fn begin(draw: &mut Draw) -> Wish {
    let own = draw.dice.pick(&draw.book.wallets).copied().filter(|_| draw.dice.chance(5_000));
    let draft = InitiativeCommand::Draft {
        area: AreaId(draw.dice.between(1, 2)),
        plan: plan(draw),
        person: Some(PersonId(draw.dice.between(100, 200))),
        wallets: own.into_iter().collect(),
    };
    by(Actor::System, draft)
}

fn plan(draw: &mut Draw) -> Plan {
    let purpose = PURPOSES[draw.dice.place(PURPOSES.len())].into();
    Plan { purpose, story: words(draw), target: cents(draw.dice.between(300, 20_000)), lines: Vec::new() }
}

/// The next step, and which member of staff takes it; none: the initiator.
fn next(
    initiative: InitiativeId,
    status: Option<InitiativeStatus>,
    draw: &mut Draw,
) -> (Option<Role>, InitiativeCommand) {
    let moderator = Some(Role::Moderator);
    let rarely = draw.dice.chance(1_000);
    match status {
        Some(InitiativeStatus::Draft | InitiativeStatus::ChangesAsked) if rarely => {
            let area = AreaId(draw.dice.between(1, 2));
            (None, InitiativeCommand::Edit { initiative, area, plan: plan(draw) })
        }
        Some(InitiativeStatus::Draft | InitiativeStatus::ChangesAsked) => {
            (None, InitiativeCommand::Submit { initiative })
        }
        Some(InitiativeStatus::Submitted) => (moderator, moderate(initiative, draw)),
        Some(InitiativeStatus::Approved) => {
            let today = wijkkas::domain::calendar::Zone::amsterdam().local_day(draw.now);
            let last_day = today.saturating_add(draw.dice.between(-1, 45).days());
            (None, InitiativeCommand::Open { initiative, last_day })
        }
        Some(InitiativeStatus::Paused) => (moderator, InitiativeCommand::Resume { initiative }),
        Some(InitiativeStatus::Open) if draw.dice.chance(3_000) => {
            (moderator, InitiativeCommand::Pause { initiative, reason: words(draw) })
        }
        Some(InitiativeStatus::Open | InitiativeStatus::Explained) if draw.dice.chance(3_000) => {
            let who = if rarely { moderator } else { None };
            (who, InitiativeCommand::Cancel { initiative, reason: words(draw) })
        }
        Some(InitiativeStatus::Reconsidered) => {
            (None, InitiativeCommand::Explain { initiative, explanation: words(draw) })
        }
        _ => (None, InitiativeCommand::Conclude { initiative }),
    }
}

fn moderate(initiative: InitiativeId, draw: &mut Draw) -> InitiativeCommand {
    match draw.dice.between(0, 19) {
        0 => InitiativeCommand::Reject { initiative, reason: words(draw) },
        1 | 2 => InitiativeCommand::AskChanges { initiative, reason: words(draw) },
        _ => InitiativeCommand::Approve { initiative },
    }
}
