//! What is decided about carrying out an initiative: who may ask, and which file decides.

use super::super::draft::{Did, Draft, No};
use super::super::who_may::people::{check_initiator, is_initiator};
use super::super::who_may::table::{MODERATOR, OFFICE, SYSTEM};
use super::{DeliveryCommand, giving_up, leftover, plan, report};

/// Decides a command about carrying out an initiative.
pub fn decide(command: &DeliveryCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        DeliveryCommand::ProposePlan { initiative, story, lines } => {
            check_initiator(*initiative, draft)?;
            plan::propose(*initiative, story, lines, draft)
        }
        DeliveryCommand::ApprovePlan { initiative, story } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            plan::approve(*initiative, *story, draft)
        }
        DeliveryCommand::RejectPlan { initiative, story, reason } => {
            MODERATOR.check_impartial(*initiative, draft)?;
            plan::reject(*initiative, *story, reason, draft)
        }
        DeliveryCommand::Start { initiative, planned_end } => {
            check_initiator(*initiative, draft)?;
            report::start(*initiative, *planned_end, draft)
        }
        DeliveryCommand::CallForReport { initiative } => {
            SYSTEM.check(draft)?;
            report::call(*initiative, draft)
        }
        DeliveryCommand::Report { initiative, report, spent } => {
            check_initiator(*initiative, draft)?;
            report::report(*initiative, report, spent, draft)
        }
        DeliveryCommand::Close { initiative } => {
            OFFICE.check_impartial(*initiative, draft)?;
            report::close(*initiative, draft)
        }
        DeliveryCommand::ReturnLeftover { initiative, cents, reference, paid, extra } => {
            leftover::begin(*initiative, *cents, reference, (*paid, *extra), draft)
        }
        DeliveryCommand::ShareLeftover { initiative, lots } => {
            SYSTEM.check(draft)?;
            leftover::page(*initiative, lots, draft)
        }
        DeliveryCommand::GiveUp { initiative, reason } => {
            if !is_initiator(*initiative, draft)? {
                OFFICE.check_impartial(*initiative, draft)?;
            }
            giving_up::give_up(*initiative, reason, draft)
        }
        DeliveryCommand::ProposeWriteOff { initiative, reason } => {
            giving_up::propose_write_off(*initiative, reason, draft)
        }
        DeliveryCommand::ApproveWriteOff { initiative } => giving_up::write_off(*initiative, draft),
    }
}
