//! What is decided about carrying out an initiative: who may ask, and which file decides.

use super::super::actor::Role;
use super::super::draft::{Did, Draft, No};
use super::super::id::InitiativeId;
use super::super::initiative::{initiator_only, is_initiator, moderator_only, system_only};
use super::super::two_people::impartial_or_system;
use super::{DeliveryCommand, giving_up, leftover, plan, report};

/// Decides a command about carrying out an initiative.
pub fn decide(command: &DeliveryCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        DeliveryCommand::ProposePlan { initiative, story, lines } => {
            initiator_only(*initiative, draft)?;
            plan::propose(*initiative, story, lines, draft)
        }
        DeliveryCommand::ApprovePlan { initiative, story } => {
            moderator_only(*initiative, draft)?;
            plan::approve(*initiative, *story, draft)
        }
        DeliveryCommand::RejectPlan { initiative, story, reason } => {
            moderator_only(*initiative, draft)?;
            plan::reject(*initiative, *story, reason, draft)
        }
        DeliveryCommand::Start { initiative, planned_end } => {
            initiator_only(*initiative, draft)?;
            report::start(*initiative, *planned_end, draft)
        }
        DeliveryCommand::CallForReport { initiative } => {
            system_only(draft)?;
            report::call(*initiative, draft)
        }
        DeliveryCommand::Report { initiative, report, spent } => {
            initiator_only(*initiative, draft)?;
            report::report(*initiative, report, spent, draft)
        }
        DeliveryCommand::Close { initiative } => {
            office_only(*initiative, draft)?;
            report::close(*initiative, draft)
        }
        DeliveryCommand::ReturnLeftover { initiative, cents, reference, paid, extra } => {
            leftover::begin(*initiative, *cents, reference, (*paid, *extra), draft)
        }
        DeliveryCommand::ShareLeftover { initiative, lots } => {
            system_only(draft)?;
            leftover::page(*initiative, lots, draft)
        }
        DeliveryCommand::GiveUp { initiative, reason } => {
            if !is_initiator(*initiative, draft)? {
                office_only(*initiative, draft)?;
            }
            giving_up::give_up(*initiative, reason, draft)
        }
        DeliveryCommand::ProposeWriteOff { initiative, reason } => {
            giving_up::propose_write_off(*initiative, reason, draft)
        }
        DeliveryCommand::ApproveWriteOff { initiative } => giving_up::write_off(*initiative, draft),
    }
}

/// The staff who follow initiatives to their end, those of others.
fn office_only(id: InitiativeId, draft: &Draft) -> Result<(), No> {
    let office = [Role::Moderator, Role::Treasurer, Role::Admin];
    impartial_or_system(id, &office, "a moderator, a treasurer or an administrator", draft)
}
