//! The keyring: the secrets from which codes are made and by which they are found again.
//!
//! Codes are stored nowhere. A cheque's code is computed from a code key, and a typed code is looked up by
//! its digest under a lookup key; events and rows hold only the keys' versions. The keys themselves come from
//! the configuration or a file, never from the database, so that a copy of the database opens no cheque.
//!
//! Rotation: a line with a higher version is added. New codes and digests use the highest version, reading
//! uses all of them, so an old key stays for as long as its codes live on paper.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{fmt, io};

use thiserror::Error;

mod derive;
mod file;
#[cfg(test)]
mod tests;
mod text;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Making codes (version "v" of a cheque).
    Code,
    /// Finding codes by digest (version "w" of a digest).
    Lookup,
    /// Remembering what an idempotency key was used for. There is one such key: under a new one every
    /// repeated command would look like a conflict.
    Request,
}

/// All secrets of one installation.
pub struct Keyring {
    code: Versions,
    lookup: Versions,
    request: (u32, Key),
}

/// Keys of one purpose by version, at least one.
struct Versions {
    keys: BTreeMap<u32, Key>,
    newest: u32,
}

/// 32 random bytes; not printable.
#[derive(PartialEq, Eq)]
struct Key([u8; 32]);

/// Why keys can't be used; the message says what to do. Never contains (part of) a key.
#[derive(Debug, Error)]
pub enum KeyError {
    /// A line that is no key.
    #[error("The keys in {origin} can't be used: line {line} {problem}.")]
    Malformed {
        /// Where the text came from.
        origin: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it, as the rest of a sentence.
        problem: &'static str,
    },
    /// No key for a purpose.
    #[error("There is no {purpose} key in {origin}: put back its line from the copy you keep.")]
    Missing {
        /// Where the text came from.
        origin: String,
        /// What the key would be for.
        purpose: Purpose,
    },
    /// Group or others have rights to the file.
    #[error("Others than its owner have access to the key file {path} (mode {mode:o}): run chmod 600 {path}.",
        path = .path.display())]
    Exposed {
        /// The key file.
        path: PathBuf,
        /// Its Unix permission bits.
        mode: u32,
    },
    /// Bytes that are no text.
    #[error("The key file {path} is no text (UTF-8), so it was changed, or another file was named: put it back \
             from the copy you keep.", path = .path.display())]
    NotText {
        /// The key file.
        path: PathBuf,
    },
    /// Reading or making the file failed.
    #[error("The key file {path} could not be {action}: {cause}.", path = .path.display())]
    File {
        /// The key file.
        path: PathBuf,
        /// What was tried, as a participle.
        action: &'static str,
        /// The system's answer.
        cause: io::Error,
    },
    /// Something was made with a key that is no longer here.
    #[error(
        "The keyring has no {purpose} key of version {version}: put back its line from the copy you keep."
    )]
    UnknownVersion {
        /// What the key is for.
        purpose: Purpose,
        /// The version asked for.
        version: u32,
    },
    /// The system gives no randomness.
    #[error("No new keys could be made, the system gives no random numbers: {0}.")]
    NoRandomness(getrandom::Error),
}

impl Keyring {
    /// The version of the code key for cheques issued from now on.
    pub fn newest_code_version(&self) -> u32 {
        self.code.newest
    }

    /// The version of the lookup key for digests written from now on.
    pub fn newest_lookup_version(&self) -> u32 {
        self.lookup.newest
    }
}

impl Versions {
    /// Nothing if there are no keys.
    fn new(keys: BTreeMap<u32, Key>) -> Option<Self> {
        let newest = *keys.last_key_value()?.0;
        Some(Self { keys, newest })
    }
}

/// The word that begins its lines: `code`, `lookup` or `request`.
impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Code => "code",
            Self::Lookup => "lookup",
            Self::Request => "request",
        })
    }
}

/// Shows which versions there are, no secrets.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring")
            .field("code", &self.code.keys.keys())
            .field("lookup", &self.lookup.keys.keys())
            .field("request", &self.request.0)
            .finish()
    }
}
