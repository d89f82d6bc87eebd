//! Cheques with a longer time of their own lapse when it is over.

use super::run::Task;
use crate::domain::cheque::{Cheque, ChequeCommand};
use crate::domain::{ChequeId, Stated};

/// The lapse of an extended cheque.
pub fn task(id: ChequeId) -> Task {
    Task { what: "lapse", thing: Cheque::key(id), command: ChequeCommand::Lapse { cheque: id }.into() }
}
