//! What is decided about an initiative: who may ask, and which file decides.

use super::super::actor::Actor;
use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::who_may::people::{check_initiator, is_initiator};
use super::super::who_may::table::{MODERATOR, SYSTEM};
use super::{Cause, InitiativeCommand, campaign, initiators, outcome, prepare, returns};

/// Decides a command about an initiative.
pub fn decide(command: &InitiativeCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        InitiativeCommand::Draft { area, plan, person, wallets } => {
            prepare::begin(*area, plan, *person, wallets, draft)
        }
        InitiativeCommand::Edit { initiative, area, plan } => {
            check_initiator(*initiative, draft)?;
            prepare::edit(*initiative, *area, plan, draft)
        }
        InitiativeCommand::AddInitiator { initiative, initiator } => {
            check_initiator(*initiative, draft)?;
            initiators::add(*initiative, *initiator, draft)
        }
        InitiativeCommand::Leave { initiative } => initiators::leave(*initiative, draft),
        InitiativeCommand::Submit { initiative } => {
            check_initiator(*initiative, draft)?;
            prepare::submit(*initiative, draft)
        }
        InitiativeCommand::AskChanges { initiative, reason } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            prepare::ask_changes(*initiative, reason, draft)
        }
        InitiativeCommand::Approve { initiative } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            prepare::approve(*initiative, draft)
        }
        InitiativeCommand::Reject { initiative, reason } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            prepare::reject(*initiative, reason, draft)
        }
        InitiativeCommand::Open { initiative, last_day } => {
            check_initiator(*initiative, draft)?;
            campaign::open(*initiative, *last_day, draft)
        }
        InitiativeCommand::Pause { initiative, reason } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            campaign::pause(*initiative, reason, draft)
        }
        InitiativeCommand::Resume { initiative } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            campaign::resume(*initiative, draft)
        }
        InitiativeCommand::Cancel { initiative, reason } => {
            let cause = who_cancels(*initiative, draft)?;
            returns::cancel(*initiative, cause, reason, draft)
        }
        InitiativeCommand::Conclude { initiative } => {
            SYSTEM.check(draft)?;
            outcome::conclude(*initiative, draft)
        }
        InitiativeCommand::Explain { initiative, explanation } => {
            check_initiator(*initiative, draft)?;
            outcome::explain(*initiative, explanation, draft)
        }
        InitiativeCommand::ReturnPledges { initiative, lots } => {
            SYSTEM.check(draft)?;
            returns::page(*initiative, lots, draft)
        }
    }
}

/// Whoever stops it, for the event to say so.
fn who_cancels(id: InitiativeId, draft: &Draft) -> Result<Cause, No> {
    if draft.actor == Actor::System {
        return Ok(Cause::CancelledBySystem);
    }
    if is_initiator(id, draft)? {
        return Ok(Cause::CancelledByInitiator);
    }
    MODERATOR.check_impartial(id, draft)?;
    Ok(Cause::CancelledByModerator)
}
