//! What is decided about a cheque.

use super::super::draft::{Did, Draft, No};
use super::{ChequeCommand, activate};

/// Decides a command about a cheque.
pub fn decide(command: &ChequeCommand, draft: &mut Draft) -> Result<Did, No> {
    match command {
        ChequeCommand::Activate(wanted) => activate::activate(wanted, draft),
    }
}
