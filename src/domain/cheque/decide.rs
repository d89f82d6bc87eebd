//! What is decided about a cheque: who may ask, and which file decides.

use super::super::actor::{Actor, Role};
use super::super::draft::{Did, Draft, No};
use super::super::refusal::Refusal;
use super::{ChequeCommand, ReversalCause, activate, letter, reverse, time, void};

/// Decides a command about a cheque.
pub fn decide(command: &ChequeCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        ChequeCommand::Activate(wanted) => activate::activate(wanted, draft),
        ChequeCommand::ActivateByStandingChoice { cheque, household, lot } => {
            activate::by_standing_choice(*cheque, *household, *lot, draft)
        }
        ChequeCommand::MarkUndeliverable { cheque } => {
            desk_only(draft)?;
            letter::mark_undeliverable(*cheque, draft)
        }
        ChequeCommand::UndoUndeliverable { cheque } => {
            desk_only(draft)?;
            letter::undo_undeliverable(*cheque, draft)
        }
        ChequeCommand::Replace { cheque, code } => {
            desk_only(draft)?;
            letter::replace(*cheque, *code, draft)
        }
        ChequeCommand::ReverseActivation { cheque, code, reason } => {
            desk_only(draft)?;
            reverse::reverse(*cheque, *code, ReversalCause::Asked(reason.clone()), draft)
        }
        ChequeCommand::Void { cheque, reason, code } => {
            desk_only(draft)?;
            void::void(*cheque, reason, *code, draft)
        }
        ChequeCommand::UndoVoid { cheque } => {
            admin_only(draft)?;
            void::undo(*cheque, draft)
        }
        ChequeCommand::Extend { cheque, last_day } => {
            admin_only(draft)?;
            time::extend(*cheque, *last_day, draft)
        }
        ChequeCommand::Lapse { cheque } => {
            if draft.actor != Actor::System {
                return Err(Refusal::NotAllowed { needed: "the system itself".into() }.into());
            }
            time::lapse(*cheque, draft)
        }
    }
}

fn desk_only(draft: &Draft) -> Result<(), No> {
    if draft.actor.is_staff(&[Role::Admin, Role::Desk]) {
        return Ok(());
    }
    Err(Refusal::NotAllowed { needed: "a desk worker or an administrator of the programme".into() }.into())
}

fn admin_only(draft: &Draft) -> Result<(), No> {
    if draft.actor.is_staff(&[Role::Admin]) {
        return Ok(());
    }
    Err(Refusal::NotAllowed { needed: "an administrator of the programme".into() }.into())
}
