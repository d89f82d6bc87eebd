//! Codes: found when they are typed, made when cheques are issued, and printed in letters. They are stored
//! nowhere; the directory leads from their digests to their cheques.

use super::App;
use super::writer::Failure;
use crate::domain::cheque::{Cheque, NewCode};
use crate::domain::code::{Code, CodeError};
use crate::domain::{BookId, ChequeId};
use crate::store::{CodeEntry, CodeRow, StoreError, codes};
use std::collections::{HashMap, HashSet};

/// Why a typed code leads nowhere.
#[derive(Debug, thiserror::Error)]
pub enum CodeRefusal {
    /// It cannot be a code; the message says which slip it is.
    #[error(transparent)]
    NotACode(#[from] CodeError),
    /// It could be one, and nobody has it. The same words whatever is wrong with it: who guesses learns
    /// nothing.
    #[error("This code is not known: please compare it with the letter.")]
    Unknown,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Finds the cheque of a code as somebody types it. Codes that were replaced are found too: what became of
/// the cheque is said when it is activated.
///
/// # Errors
/// What cannot be a code, or is nobody's; the database's.
pub async fn find(app: &App, typed: &str) -> Result<CodeEntry, CodeRefusal> {
    find_code(app, Code::parse(typed)?).await
}

/// The same for what is certainly a code.
///
/// # Errors
/// [`CodeRefusal::Unknown`]; the database's.
pub(super) async fn find_code(app: &App, code: Code) -> Result<CodeEntry, CodeRefusal> {
    let digests = app.keys.digests(code).into_iter().map(|(_, digest)| digest);
    let found = codes::find(&app.database, digests).await?;
    found.into_values().next().ok_or(CodeRefusal::Unknown)
}

/// A code that was made for a cheque.
#[derive(Clone, Debug)]
pub struct Made {
    /// The cheque.
    pub cheque: ChequeId,
    /// The first attempt whose code nobody else has, from 0.
    pub attempt: u32,
    /// Its entry in the directory, to be written with the event.
    pub row: CodeRow,
}

/// Makes codes that no other cheque has, for cheques of one book, in order. A code is taken if the directory
/// has it under any of the lookup keys for another cheque or generation; an entry of the cheque's own is from
/// an earlier try of the same work.
pub(super) async fn make(
    app: &App,
    book: BookId,
    key_version: u32,
    generation: u32,
    cheques: impl IntoIterator<Item = ChequeId>,
) -> Result<Vec<Made>, Failure> {
    let mut open: Vec<(ChequeId, u32)> = cheques.into_iter().map(|cheque| (cheque, 0)).collect();
    let (mut made, mut used) = (Vec::new(), HashSet::new());
    while !open.is_empty() {
        let codes = open
            .iter()
            .map(|&(cheque, attempt)| app.keys.code(key_version, book.0, cheque.0, generation, attempt));
        let codes: Vec<Code> = codes.collect::<Result<_, _>>()?;
        let known = find_all(app, &codes).await?;
        let mut again = Vec::new();
        for ((cheque, attempt), code) in open.into_iter().zip(codes) {
            let own = CodeEntry { book, cheque, generation: generation.into() };
            let free = known.get(&code).is_none_or(|owner| *owner == own);
            if free && used.insert(code) {
                made.push(Made { cheque, attempt, row: row(app, cheque, generation, code)? });
            } else {
                again.push((cheque, attempt + 1));
            }
        }
        open = again;
    }
    made.sort_unstable_by_key(|made| made.cheque);
    Ok(made)
}

/// Makes the code of a cheque that follows its present one, with its entry in the directory.
pub(super) async fn make_next(
    app: &App,
    book: BookId,
    cheque: ChequeId,
    present: u32,
) -> Result<(NewCode, CodeRow), Failure> {
    let (generation, key_version) = (present.saturating_add(1), app.keys.newest_code_version());
    let made = make(app, book, key_version, generation, [cheque]).await?.pop();
    let Made { attempt, row, .. } = made.expect("one code is made for every cheque asked for");
    Ok((NewCode { generation, key_version, attempt }, row))
}

fn row(app: &App, cheque: ChequeId, generation: u32, code: Code) -> Result<CodeRow, Failure> {
    let key_version = app.keys.newest_lookup_version();
    let digest = app.keys.digest(key_version, code)?;
    Ok(CodeRow { digest, key_version, cheque: cheque.0, generation })
}

/// Who has these codes, under any of the lookup keys; codes that nobody has are left out.
///
/// # Errors
/// [`Failure::Store`]: the database's.
pub async fn find_all(app: &App, wanted: &[Code]) -> Result<HashMap<Code, CodeEntry>, Failure> {
    let digests = |&code: &Code| app.keys.digests(code).into_iter().map(move |(_, digest)| (digest, code));
    let by_digest: HashMap<[u8; 32], Code> = wanted.iter().flat_map(digests).collect();
    let found = codes::find(&app.database, by_digest.keys().copied()).await?;
    Ok(found.into_iter().map(|(digest, entry)| (by_digest[&digest], entry)).collect())
}

/// The codes of these cheques as they stand in their letters, in order of the cheques.
///
/// # Errors
/// [`Failure::Store`]: the database's, or the version of a key with which a code was made is gone.
pub async fn printed(
    app: &App,
    book: BookId,
    cheques: impl IntoIterator<Item = ChequeId>,
) -> Result<Vec<(ChequeId, Code)>, Failure> {
    let states = app.look_all::<Cheque>(book, cheques).await?;
    let print = |(id, cheque): (i64, Cheque)| {
        let code = app.keys.code(cheque.key_version, book.0, id, cheque.generation, cheque.attempt);
        Ok((ChequeId(id), code?))
    };
    states.into_iter().map(print).collect()
}
