//! Names of everything in the import of one file. They follow from the file alone, so that an import that was
//! interrupted repeats the same commands, and those that were done are answered as before.

use crate::domain::{HouseholdId, LotId, PersonId, TextId, Timestamp, WalletId};
use crate::store::CommandKey;
use crate::store::hex::Hex;
use sha2::{Digest, Sha256};

/// A file, known by its bytes.
#[derive(Clone, Debug)]
pub struct Names {
    sha256: [u8; 32],
}

impl Names {
    /// The names that belong to a file with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Sha256::digest(bytes).into() }
    }

    /// The file's SHA-256 in hexadecimal digits.
    pub fn hex(&self) -> String {
        Hex(&self.sha256).to_string()
    }

    /// What the file's book is called.
    pub fn slug(&self) -> String {
        format!("pabulib-{}", self.hex())
    }

    /// The idempotency key of a step.
    pub fn key(&self, step: &str) -> CommandKey {
        CommandKey::named(&format!("import-pb {} {step}", self.hex()))
    }

    /// 32 bits for a random id. Voters act in different seconds, so that their ids differ anyway.
    fn bits(&self, what: &str) -> u32 {
        let hash = Sha256::new().chain_update(self.sha256).chain_update(what.as_bytes()).finalize();
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
    }

    /// A member of staff or an initiator.
    pub fn person(&self, who: &str, now: Timestamp) -> PersonId {
        PersonId::fresh(now, self.bits(&format!("person {who}")))
    }

    /// A text.
    pub fn text(&self, what: &str, now: Timestamp) -> TextId {
        TextId::fresh(now, self.bits(&format!("text {what}")))
    }

    /// A resident's wallet, household and lot.
    pub fn resident(&self, vote: usize, now: Timestamp) -> (WalletId, HouseholdId, LotId) {
        let bits = |what: &str| self.bits(&format!("{what} {vote}"));
        (
            WalletId::fresh(now, bits("wallet")),
            HouseholdId::fresh(now, bits("household")),
            LotId::fresh(now, bits("lot")),
        )
    }
}
