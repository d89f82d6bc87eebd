//! What happens to a programme.

use super::super::calendar::Zone;
use super::super::id::{AreaId, IssuerId, ProgrammeId};
use super::super::thing::{Key, Stated};
use super::{Programme, Rules};
use serde::{Deserialize, Serialize};

/// Something that happened to the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgrammeEvent {
    /// The book begins.
    Founded {
        /// The programme's name on screens and letters.
        name: String,
        /// The zone its days are counted in.
        zone: Zone,
        /// The first version of the rules.
        rules: Rules,
    },
    /// A neighbourhood takes part.
    AreaAdded {
        /// Its number.
        area: AreaId,
        /// Its name.
        name: String,
        /// Its postcodes, four digits or four digits and two letters.
        postcodes: Vec<String>,
        /// Its code at Statistics Netherlands (CBS), of a district (`WK...`) or a neighbourhood (`BU...`).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cbs: Option<String>,
    },
    /// From now on this legal entity owns the bank account, and its treasurers pay out. Like an issuer it is no
    /// person, so its name may stay for ever.
    FundHolderNamed {
        /// Its name.
        name: String,
    },
    /// Initiatives may be for this, and budgets may ask for it.
    PurposeAdded {
        /// Its name.
        name: String,
    },
    /// An issuer takes part.
    IssuerAdded {
        /// Its number.
        issuer: IssuerId,
        /// Its name.
        name: String,
    },
    /// New rules, for rounds and initiatives that begin from now on.
    RulesChanged {
        /// Counted from 1.
        version: u32,
        /// All rules.
        rules: Rules,
    },
}

impl ProgrammeEvent {
    /// The things it changes.
    pub fn touches(&self) -> Vec<Key> {
        vec![Programme::key(ProgrammeId::ONLY)]
    }
}
