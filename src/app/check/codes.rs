//! The directory of codes: every code a cheque ever had leads to it, and there are no others. Digests can be
//! proven only with the keys, and only of the present code: of earlier ones the log is not asked how they
//! were made. And which keys the codes were made with, and the commands hashed: the database must know all of them.

use super::super::replay::{Replay, Unproven};
use super::differences::differs;
use crate::domain::cheque::Cheque;
use crate::domain::{BookId, ChequeId, Is, Kind, Stated};
use crate::store::keys::{KeyError, Keyring, Purpose};
use crate::store::{CodeRow, Head, Snapshot, fingerprints};
use std::collections::{BTreeSet, HashSet};

/// Proves the entries of a book; answers how many there are.
pub async fn prove(
    snapshot: &Snapshot,
    book: BookId,
    (replay, head): (&Replay, &Head),
    keys: Option<&Keyring>,
) -> Result<i64, Unproven> {
    let mut seen: HashSet<(i64, u32)> = HashSet::new();
    let mut used: BTreeSet<(Purpose, u32)> = BTreeSet::new();
    let entry = |row: CodeRow| {
        let cheque = replay.thing(Cheque::key(ChequeId(row.cheque)));
        let cheque = cheque.and_then(|entry| Is::<Cheque>::is(&entry.thing));
        let (number, generation) = (row.cheque, row.generation);
        let Some(cheque) = cheque.filter(|cheque| (1..=cheque.generation).contains(&generation)) else {
            return differs(format!(
                "the directory has a code {generation} of cheque {number}, which it never had"
            ));
        };
        if !seen.insert((number, generation)) {
            return differs(format!("the directory has the code {generation} of cheque {number} twice"));
        }
        used.extend([(Purpose::Lookup, row.key_version), (Purpose::Code, cheque.key_version)]);
        let Some(keys) = keys.filter(|_| generation == cheque.generation) else { return Ok(()) };
        let digest =
            digest(keys, book, &row, cheque).map_err(|error| Unproven::Differs(error.to_string()))?;
        if digest != row.digest {
            return differs(format!("the directory has another code of cheque {number} than the keys make"));
        }
        Ok(())
    };
    snapshot.each::<CodeRow, _>(book, entry).await?;
    keys_are_known(snapshot, &used, head).await?;
    match first_missing(replay, &seen) {
        Some((cheque, generation)) => {
            differs(format!("the code {generation} of cheque {cheque} is not in the directory"))
        }
        None => Ok(seen.len() as i64),
    }
}

/// Proves that the database says it was written with these keys, and with one for requests as soon as there was a
/// command: otherwise other keys would be taken for its own, and a command that is sent again for another one.
async fn keys_are_known(
    snapshot: &Snapshot,
    used: &BTreeSet<(Purpose, u32)>,
    head: &Head,
) -> Result<(), Unproven> {
    let known = fingerprints::known(snapshot).await?;
    let is_known =
        |(purpose, version): &(Purpose, u32)| known.contains(&(purpose.to_string(), i64::from(*version)));
    if let Some((purpose, version)) = used.iter().find(|key| !is_known(key)) {
        return differs(format!(
            "codes were made with the {purpose} key of version {version}, whose fingerprint is missing"
        ));
    }
    let request = Purpose::Request.to_string();
    // Every turn has a command.
    if head.turn > 0 && !known.iter().any(|(purpose, _)| *purpose == request) {
        return differs(format!("there are commands, but the fingerprint of the {request} key is missing"));
    }
    Ok(())
}

fn digest(keys: &Keyring, book: BookId, row: &CodeRow, cheque: &Cheque) -> Result<[u8; 32], KeyError> {
    let code = keys.code(cheque.key_version, book.0, row.cheque, cheque.generation, cheque.attempt)?;
    keys.digest(row.key_version, code)
}

/// The first code of a cheque that was not seen.
fn first_missing(replay: &Replay, seen: &HashSet<(i64, u32)>) -> Option<(i64, u32)> {
    let cheques = replay.things().iter().filter(|(key, _)| key.kind == Kind::Cheque);
    let generations = |entry: &crate::domain::Entry| {
        Is::<Cheque>::is(&entry.thing).map_or(0, |cheque: &Cheque| cheque.generation)
    };
    let codes = cheques.flat_map(|(key, entry)| (1..=generations(entry)).map(|code| (key.id, code)));
    codes.filter(|code| !seen.contains(code)).min()
}
