//! What a browser or a link shows to be known again: 32 random bytes, of which the database keeps the SHA-256 only.

use crate::store::StoreError;
use crate::store::hex::{Hex, bytes_of};
use sha2::{Digest, Sha256};
use std::fmt;

/// A token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token(pub(super) [u8; 32]);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if the system gives no random numbers.
    pub fn fresh() -> Result<Self, StoreError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Self(bytes))
    }

    /// Reads a token as it is written in a cookie or an address: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_of(text).map(Self)
    }

    /// What the database knows it by, so that a copy of the database opens nothing.
    pub fn digest(self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hex(&self.0).fmt(f)
    }
}

/// Never written to a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}
