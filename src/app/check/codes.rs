//! The directory of codes: every code a cheque ever had leads to it, and there are no others. Digests can be
//! proven only with the keys, and only of the present code: of earlier ones the log is not asked how they
//! were made.

use super::super::replay::{Replay, Unproven};
use super::differences::differs;
use crate::domain::cheque::Cheque;
use crate::domain::{BookId, ChequeId, Is, Kind, Stated};
use crate::store::keys::{KeyError, Keyring};
use crate::store::{CodeRow, Snapshot};
use std::collections::HashSet;

/// Proves the entries of a book; answers how many there are.
pub async fn prove(
    snapshot: &Snapshot,
    book: BookId,
    replay: &Replay,
    keys: Option<&Keyring>,
) -> Result<i64, Unproven> {
    let mut seen: HashSet<(i64, u32)> = HashSet::new();
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
        let Some(keys) = keys.filter(|_| generation == cheque.generation) else { return Ok(()) };
        let digest =
            digest(keys, book, &row, cheque).map_err(|error| Unproven::Differs(error.to_string()))?;
        if digest != row.digest {
            return differs(format!("the directory has another code of cheque {number} than the keys make"));
        }
        Ok(())
    };
    snapshot.each::<CodeRow, _>(book, entry).await?;
    match first_missing(replay, &seen) {
        Some((cheque, generation)) => {
            differs(format!("the code {generation} of cheque {cheque} is not in the directory"))
        }
        None => Ok(seen.len() as i64),
    }
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
