//! A list of tenancies that get a cheque, as an issuer sends it, and the order in which they do.

use crate::domain::round::Part;
use crate::domain::{BookId, BudgetId, IssuerId, RoundId};
use crate::store::Tenancy;
use crate::store::keys::Keyring;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The most characters of a tenancy's key.
const LONGEST_KEY: usize = 64;
/// The most lines.
const MOST_LINES: usize = 1_000_000;

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The issuer's key of the tenancy, opaque to us; it changes when the tenants change.
    pub tenancy: String,
    /// Which part of the round the cheque is from, counted from 0.
    pub part: usize,
    /// Whose tenants they are, if the list says so: some budgets are for their issuer's own tenants only.
    pub landlord: Option<IssuerId>,
}

/// Why a list is not taken. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListRefusal {
    /// Too much.
    #[error("this list has {lines} lines, and at most {MOST_LINES} can be taken: please split the round")]
    TooManyLines {
        /// How many.
        lines: usize,
    },
    /// Not a key.
    #[error(
        "line {line} of the list: a tenancy's key has at most {LONGEST_KEY} characters, only letters without \
         accents, digits and the usual signs, and no blanks at its ends; something that cannot be seen may \
         stand in it: please type the key again, or leave the line out"
    )]
    BadKey {
        /// Which line.
        line: usize,
    },
    /// Most likely one tenancy, which would get two cheques.
    #[error(
        "line {line} of the list: this tenancy's key differs from that of line {earlier} only in capital \
         letters, so both are most likely the same; please write it in one way, or leave one out"
    )]
    SameButCase {
        /// Which line.
        line: usize,
        /// The line further up.
        earlier: usize,
    },
    /// No such part.
    #[error("line {line} of the list: the round has {parts} budgets, and this is none of them")]
    NoSuchPart {
        /// Which line.
        line: usize,
        /// How many the round has.
        parts: usize,
    },
    /// Nobody lives there any more.
    #[error(
        "the list names {count} tenancies that have ended, the first of them {first:?}: please leave them out, \
         or give new tenants a key of their own"
    )]
    Ended {
        /// How many.
        count: usize,
        /// The key of one.
        first: String,
    },
}

/// A list that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its keyed hash, 64 hexadecimal digits.
    pub hash: String,
    /// The tenancies in the order of their cheques.
    pub order: Vec<Tenancy>,
    /// How many cheques, for each part of the round.
    pub cheques: Vec<i64>,
    /// Lines with a tenancy that stands further up: they get no second cheque.
    pub duplicates: i64,
    /// Lines without a key: they get none.
    pub missing: i64,
    /// Budgets of which every line says that they are tenants of the budget's issuer.
    pub own_tenants: Vec<BudgetId>,
}

impl List {
    /// Checks a list for a round with these parts.
    pub(super) fn read(
        keys: &Keyring,
        (book, round): (BookId, RoundId),
        parts: &[Part],
        lines: &[Line],
    ) -> Result<Self, ListRefusal> {
        if lines.len() > MOST_LINES {
            return Err(ListRefusal::TooManyLines { lines: lines.len() });
        }
        let (mut listed, mut seen) = (vec![Vec::new(); parts.len()], HashMap::new());
        let (mut bytes, mut duplicates, mut missing) = (Vec::new(), 0, 0);
        for (number, line) in (1..).zip(lines) {
            let key = if line.tenancy.trim().is_empty() { "" } else { line.tenancy.as_str() };
            if !is_key(key) {
                return Err(ListRefusal::BadKey { line: number });
            }
            let no_part = ListRefusal::NoSuchPart { line: number, parts: parts.len() };
            let part = parts.get(line.part).ok_or(no_part)?;
            let tenancy = Tenancy { issuer: part.issuer, key: key.to_string() };
            // No key holds a line break or a tab.
            bytes.extend_from_slice(format!("{}\t{key}\n", line.part).as_bytes());
            if key.is_empty() {
                missing += 1;
                continue;
            }
            match seen.entry((tenancy.issuer, key.to_ascii_lowercase())) {
                Entry::Vacant(place) => {
                    place.insert((number, key));
                    listed[line.part].push(tenancy);
                }
                Entry::Occupied(known) if known.get().1 == key => duplicates += 1,
                Entry::Occupied(known) => {
                    return Err(ListRefusal::SameButCase { line: number, earlier: known.get().0 });
                }
            }
        }
        let hash = keys.list_hash(book.0, round.0, &bytes);
        for part in &mut listed {
            part.sort_by_cached_key(|tenancy| keys.place(&hash, tenancy.issuer.0, tenancy.key.as_bytes()));
        }
        let cheques = listed.iter().map(|part| part.len() as i64).collect();
        let order = listed.into_iter().flatten().collect();
        let own_tenants = own_tenants(parts, lines);
        Ok(Self { hash, order, cheques, duplicates, missing, own_tenants })
    }
}

/// Keys come from people's systems and through their spreadsheets: signs that cannot be seen, or dashes that
/// look the same, would make two tenancies of one.
fn is_key(key: &str) -> bool {
    key.len() <= LONGEST_KEY && key.trim() == key && key.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Lines that get no cheque count too: whoever lists them twice must say the same of them.
fn own_tenants(parts: &[Part], lines: &[Line]) -> Vec<BudgetId> {
    let mut own = vec![true; parts.len()];
    for line in lines {
        own[line.part] &= line.landlord == Some(parts[line.part].issuer);
    }
    parts.iter().zip(own).filter(|(_, own)| *own).map(|(part, _)| part.budget).collect()
}

#[cfg(test)]
mod tests;
