//! What is decided about an initiative: who may ask, and which file decides.

use super::super::actor::{Actor, Role};
use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::refusal::Refusal;
use super::super::two_people::impartial_or_system;
use super::{Cause, Initiative, InitiativeCommand, campaign, initiators, outcome, prepare, returns};

/// Decides a command about an initiative.
pub fn decide(command: &InitiativeCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        InitiativeCommand::Draft { area, plan, person, wallets } => {
            prepare::begin(*area, plan, *person, wallets, draft)
        }
        InitiativeCommand::Edit { initiative, plan } => {
            initiator_only(*initiative, draft)?;
            prepare::edit(*initiative, plan, draft)
        }
        InitiativeCommand::AddInitiator { initiative, initiator } => {
            initiator_only(*initiative, draft)?;
            initiators::add(*initiative, *initiator, draft)
        }
        InitiativeCommand::Submit { initiative } => {
            initiator_only(*initiative, draft)?;
            prepare::submit(*initiative, draft)
        }
        InitiativeCommand::AskChanges { initiative, reason } => {
            moderator_only(*initiative, draft)?;
            prepare::ask_changes(*initiative, reason, draft)
        }
        InitiativeCommand::Approve { initiative } => {
            moderator_only(*initiative, draft)?;
            prepare::approve(*initiative, draft)
        }
        InitiativeCommand::Reject { initiative, reason } => {
            moderator_only(*initiative, draft)?;
            prepare::reject(*initiative, reason, draft)
        }
        InitiativeCommand::Open { initiative, last_day } => {
            initiator_only(*initiative, draft)?;
            campaign::open(*initiative, *last_day, draft)
        }
        InitiativeCommand::Pause { initiative, reason } => {
            moderator_only(*initiative, draft)?;
            campaign::pause(*initiative, reason, draft)
        }
        InitiativeCommand::Resume { initiative } => {
            moderator_only(*initiative, draft)?;
            campaign::resume(*initiative, draft)
        }
        InitiativeCommand::Cancel { initiative, reason } => {
            let cause = who_cancels(*initiative, draft)?;
            returns::cancel(*initiative, cause, reason, draft)
        }
        InitiativeCommand::Conclude { initiative } => {
            system_only(draft)?;
            outcome::conclude(*initiative, draft)
        }
        InitiativeCommand::Explain { initiative, explanation } => {
            initiator_only(*initiative, draft)?;
            outcome::explain(*initiative, explanation, draft)
        }
        InitiativeCommand::ReturnPledges { initiative, lots } => {
            system_only(draft)?;
            returns::page(*initiative, lots, draft)
        }
    }
}

/// Refused unless the system itself asks.
pub fn system_only(draft: &Draft) -> Result<(), No> {
    if draft.actor == Actor::System {
        return Ok(());
    }
    Err(Refusal::NotAllowed { needed: "the system itself".into() }.into())
}

/// Refused unless a moderator asks who is no initiator of it.
pub fn moderator_only(id: InitiativeId, draft: &Draft) -> Result<(), No> {
    impartial_or_system(id, &[Role::Moderator], "a moderator", draft)
}

/// Whether one of its initiators asks.
pub fn is_initiator(id: InitiativeId, draft: &Draft) -> Result<bool, No> {
    let initiative = draft.get::<Initiative>(id)?;
    Ok(match draft.actor {
        Actor::System => true,
        Actor::Resident(wallet) => initiative.wallets.contains(&wallet),
        Actor::Initiator(person) => initiative.persons.contains(&person),
        Actor::Holder(_) | Actor::Staff(..) => false,
    })
}

/// Refused unless one of its initiators asks.
pub fn initiator_only(id: InitiativeId, draft: &Draft) -> Result<(), No> {
    if is_initiator(id, draft)? {
        return Ok(());
    }
    Err(Refusal::NotAllowed { needed: "the initiator".into() }.into())
}

fn who_cancels(id: InitiativeId, draft: &Draft) -> Result<Cause, No> {
    if is_initiator(id, draft)? {
        return Ok(Cause::CancelledByInitiator);
    }
    moderator_only(id, draft)?;
    Ok(Cause::CancelledByModerator)
}
