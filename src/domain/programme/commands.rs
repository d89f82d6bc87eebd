//! What can be asked of a programme.

use super::super::calendar::Zone;
use super::Rules;
use serde::{Deserialize, Serialize};

/// A wish about the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgrammeCommand {
    /// Begin the book.
    Found {
        /// The programme's name, 1 to 200 characters.
        name: String,
        /// The zone its days are counted in.
        zone: Zone,
        /// The first rules.
        rules: Rules,
    },
    /// Let a neighbourhood take part.
    AddArea {
        /// Its name, 1 to 200 characters.
        name: String,
        /// Its postcodes.
        postcodes: Vec<String>,
        /// Its code at Statistics Netherlands: `WK036301` or `BU03630101`.
        cbs: Option<String>,
    },
    /// Say which legal entity owns the programme's bank account, at first or from now on.
    NameFundHolder {
        /// Its name, 1 to 200 characters.
        name: String,
    },
    /// Name something that initiatives may be for.
    AddPurpose {
        /// Its name, 1 to 40 characters.
        name: String,
    },
    /// Let an issuer take part.
    AddIssuer {
        /// Its name, 1 to 200 characters.
        name: String,
    },
    /// Change the rules for what begins from now on.
    ChangeRules {
        /// All rules.
        rules: Rules,
    },
}
