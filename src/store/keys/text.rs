//! Keys as text, in a file or in the configuration: one line per key, `purpose version 64-hex-digits`; lines
//! that are empty or begin with `#` say nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::hex::{self, Hex};
use super::{Key, KeyError, Keyring, Purpose, Versions};

/// What a new key file tells whoever opens it.
const HEADER: &str = "\
# Keys of wijkkas. Who has this file and the database can spend every cheque; who loses it can't read
# the codes in people's letters any more. Keep a copy, apart from the backups of the database.
#
# One key per line: purpose, version, 32 random bytes in hex. To change a code or lookup key, add a line
# with a higher version and a new key (openssl rand -hex 32) and leave the old lines: codes that were
# printed with them stay good. There is only one request key.
";

/// One key as it was read.
struct Line {
    purpose: Purpose,
    version: u32,
    key: Key,
}

impl Keyring {
    /// Reads keys from `text`; `origin` says in errors where it came from.
    ///
    /// # Errors
    /// [`KeyError::Malformed`] with the first line that is no key, or does not fit those before it;
    /// [`KeyError::Missing`] if there is no key for a purpose.
    pub fn parse(origin: &str, text: &str) -> Result<Self, KeyError> {
        let mut lines: Vec<Line> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = read_line(line).and_then(|read| fits(&lines, &read).map(|()| read));
            let origin = || origin.to_owned();
            lines.push(read.map_err(|problem| KeyError::Malformed {
                origin: origin(),
                line: index + 1,
                problem,
            })?);
        }
        Self::assemble(lines).map_err(|purpose| KeyError::Missing { origin: origin.to_owned(), purpose })
    }

    /// The keyring of these lines, or the purpose that has none.
    fn assemble(lines: Vec<Line>) -> Result<Self, Purpose> {
        let (mut code, mut lookup, mut request) = (BTreeMap::new(), BTreeMap::new(), None);
        for Line { purpose, version, key } in lines {
            match purpose {
                Purpose::Code => _ = code.insert(version, key),
                Purpose::Lookup => _ = lookup.insert(version, key),
                Purpose::Request => request = Some((version, key)),
            }
        }
        Ok(Self {
            code: Versions::new(code).ok_or(Purpose::Code)?,
            lookup: Versions::new(lookup).ok_or(Purpose::Lookup)?,
            request: request.ok_or(Purpose::Request)?,
        })
    }
}

/// The text of a new keyring: version 1 of each key, from the system's randomness.
pub(super) fn fresh() -> Result<String, KeyError> {
    let mut text = HEADER.to_owned();
    for purpose in [Purpose::Code, Purpose::Lookup, Purpose::Request] {
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(KeyError::NoRandomness)?;
        // Writing to a string can't fail.
        _ = writeln!(text, "{purpose} 1 {}", Hex(&key));
    }
    Ok(text)
}

/// A line's key, or what is wrong with the line.
fn read_line(line: &str) -> Result<Line, &'static str> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [purpose, version, digits] = fields[..] else {
        return Err("does not consist of purpose, version and key");
    };
    let purpose = match purpose {
        "code" => Purpose::Code,
        "lookup" => Purpose::Lookup,
        "request" => Purpose::Request,
        _ => return Err("does not begin with code, lookup or request"),
    };
    let version = version.parse().ok().filter(|&version| version > 0);
    let version = version.ok_or("has a version that is not a whole number from 1")?;
    let key = hex::bytes_of(digits).ok_or("has a key that is not 64 hex digits")?;
    Ok(Line { purpose, version, key: Key(key) })
}

/// Refuses what can only be a slip in editing: it would silently replace a key, or not change it.
fn fits(earlier: &[Line], line: &Line) -> Result<(), &'static str> {
    let mut same_purpose = earlier.iter().filter(|other| other.purpose == line.purpose);
    if line.purpose == Purpose::Request && same_purpose.clone().next().is_some() {
        return Err("is a second request key, and there is only one");
    }
    if same_purpose.any(|other| other.version == line.version) {
        return Err("has the version of an earlier line");
    }
    if earlier.iter().any(|other| other.key == line.key) {
        return Err("has the key of an earlier line");
    }
    Ok(())
}
