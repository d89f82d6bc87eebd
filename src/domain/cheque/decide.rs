//! What is decided about a cheque: who may ask, and which file decides.

use super::super::draft::{Did, Draft, No};
use super::super::who_may::table::{ADMIN, DESK, SYSTEM};
use super::{ChequeCommand, ReversalCause, activate, letter, reverse, time, void};

/// Decides a command about a cheque.
pub fn decide(command: &ChequeCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        ChequeCommand::Activate(wanted) => activate::activate(wanted, draft),
        ChequeCommand::ActivateByStandingChoice { cheque, household, lot } => {
            activate::by_standing_choice(*cheque, *household, *lot, draft)
        }
        ChequeCommand::MarkUndeliverable { cheque } => {
            DESK.check(draft)?;
            letter::mark_undeliverable(*cheque, draft)
        }
        ChequeCommand::UndoUndeliverable { cheque } => {
            DESK.check(draft)?;
            letter::undo_undeliverable(*cheque, draft)
        }
        ChequeCommand::Replace { cheque, code } => {
            letter::check_may_replace(*cheque, draft)?;
            letter::replace(*cheque, *code, draft)
        }
        ChequeCommand::ReverseActivation { cheque, code, reason } => {
            DESK.check(draft)?;
            reverse::reverse(*cheque, *code, ReversalCause::Asked(reason.clone()), draft)
        }
        ChequeCommand::Void { cheque, reason, code } => {
            DESK.check(draft)?;
            void::void(*cheque, reason, *code, draft)
        }
        ChequeCommand::UndoVoid { cheque } => {
            ADMIN.check(draft)?;
            void::undo(*cheque, draft)
        }
        ChequeCommand::Extend { cheque, last_day } => {
            ADMIN.check(draft)?;
            time::extend(*cheque, *last_day, draft)
        }
        ChequeCommand::Lapse { cheque } => {
            SYSTEM.check(draft)?;
            time::lapse(*cheque, draft)
        }
    }
}
