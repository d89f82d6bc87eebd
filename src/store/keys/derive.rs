//! What is computed from the keys: codes, their digests, request hashes and fingerprints.
//!
//! Codes on paper live for years: what `code` and `digest` compute must never change, and
//! `tests/golden/codes.txt` pins it. Every computation begins with its own label, so that no key gives the
//! same bytes for two uses.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::super::hex::Hex;
use super::{Key, KeyError, Keyring, Purpose};
use crate::domain::code::Code;
use crate::store::CommandKey;

/// First byte of what a fingerprint hashes, apart from those in use for the log's chain (0x00 to 0x03).
const FINGERPRINT: u8 = 0x04;

impl Keyring {
    /// The code of a cheque: the first 50 bits of HMAC-SHA256 under code key `key_version` of the label
    /// "wijkkas code" and book (8 bytes), cheque (8), generation (4), attempt (4), big-endian.
    ///
    /// `generation` counts the codes a cheque has had (replacements), `attempt` the tries until a code that
    /// no other cheque has.
    ///
    /// # Errors
    /// [`KeyError::UnknownVersion`] if there is no code key of that version.
    pub fn code(
        &self,
        key_version: u32,
        book: i64,
        cheque: i64,
        generation: u32,
        attempt: u32,
    ) -> Result<Code, KeyError> {
        let unknown = KeyError::UnknownVersion { purpose: Purpose::Code, version: key_version };
        let key = self.code.keys.get(&key_version).ok_or(unknown)?;
        let (book, cheque) = (book.to_be_bytes(), cheque.to_be_bytes());
        let (generation, attempt) = (generation.to_be_bytes(), attempt.to_be_bytes());
        let mac = mac(key, &[b"wijkkas code", &book, &cheque, &generation, &attempt]);
        let mut first = [0; 8];
        first.copy_from_slice(&mac[..8]);
        Ok(Code::from_bits(u64::from_be_bytes(first) >> (u64::BITS - Code::BITS)))
    }

    /// What a code is looked up by: HMAC-SHA256 under lookup key `lookup_version` of the label
    /// "wijkkas lookup" and the 50 bits as 7 bytes, big-endian.
    ///
    /// # Errors
    /// [`KeyError::UnknownVersion`] if there is no lookup key of that version.
    pub fn digest(&self, lookup_version: u32, code: Code) -> Result<[u8; 32], KeyError> {
        let unknown = KeyError::UnknownVersion { purpose: Purpose::Lookup, version: lookup_version };
        self.lookup.keys.get(&lookup_version).map(|key| lookup(key, code)).ok_or(unknown)
    }

    /// The digests of a code under every lookup key with their versions, oldest first: a typed code may have
    /// been issued under any of them.
    pub fn digests(&self, code: Code) -> Vec<(u32, [u8; 32])> {
        self.lookup.keys.iter().map(|(&version, key)| (version, lookup(key, code))).collect()
    }

    /// A hash of a command's content by which a repeated idempotency key is compared: HMAC-SHA256 under the
    /// request key. Keyed, since a person's data may be guessed from a bare hash.
    pub fn request_hash(&self, bytes: &[u8]) -> [u8; 32] {
        mac(&self.request.1, &[b"wijkkas request", bytes])
    }

    /// The idempotency key of something the system remembers under words of its own: the first 16 bytes of
    /// HMAC-SHA256 under the request key of the label "wijkkas command" and the words. The same in every
    /// process, and nobody else can send a command under it.
    pub fn command_key(&self, words: &str) -> CommandKey {
        let mut key = [0; 16];
        key.copy_from_slice(&mac(&self.request.1, &[b"wijkkas command", words.as_bytes()])[..16]);
        CommandKey(key)
    }

    /// The hash by which a round's list of tenancies is known: HMAC-SHA256 under the request key of the label
    /// "wijkkas list", book (8 bytes), round (8) and the list, in hex. Keyed, since the hash stays in the log
    /// and a short list may be guessed.
    pub fn list_hash(&self, book: i64, round: i64, list: &[u8]) -> String {
        Hex(&mac(&self.request.1, &[b"wijkkas list", &book.to_be_bytes(), &round.to_be_bytes(), list]))
            .to_string()
    }

    /// What the tenancies of a list are sorted by, so that the numbers of their cheques tell nothing of their
    /// addresses: HMAC-SHA256 under the request key of the label "wijkkas place", the list's hash in hex (64
    /// bytes), issuer (8) and tenancy.
    pub fn place(&self, list_hash: &str, issuer: i64, tenancy: &[u8]) -> [u8; 32] {
        mac(&self.request.1, &[b"wijkkas place", list_hash.as_bytes(), &issuer.to_be_bytes(), tenancy])
    }

    /// What the database keeps to recognise the keys: purpose, version and the first 8 bytes, in hex, of
    /// SHA-256(0x04, "wijkkas key", key). Tells nothing about a key of 32 random bytes.
    pub fn fingerprints(&self) -> Vec<(Purpose, u32, String)> {
        let codes = self.code.keys.iter().map(|(version, key)| (Purpose::Code, version, key));
        let lookups = self.lookup.keys.iter().map(|(version, key)| (Purpose::Lookup, version, key));
        let (version, key) = &self.request;
        let all = codes.chain(lookups).chain([(Purpose::Request, version, key)]);
        all.map(|(purpose, &version, key)| (purpose, version, fingerprint(key))).collect()
    }
}

fn lookup(key: &Key, code: Code) -> [u8; 32] {
    let [_, seven @ ..] = code.bits().to_be_bytes();
    mac(key, &[b"wijkkas lookup", &seven])
}

fn fingerprint(key: &Key) -> String {
    let hash = Sha256::new().chain_update([FINGERPRINT]).chain_update(b"wijkkas key").chain_update(key.0);
    Hex(&hash.finalize()[..8]).to_string()
}

/// HMAC-SHA256 (RFC 2104) of the parts one after the other. They need no length prefixes: for one label all
/// parts have a fixed length, but for the last.
fn mac(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
