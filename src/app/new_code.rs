//! A new code in the place of the one in a letter, for the resident whose money it opens (rule "whose code").

use super::App;
use super::cheque_desk::Seen;
use super::codes;
use super::throttle::NEW_CODES;
use super::token::Token;
use super::visits::Visit;
use super::writer::{Failure, Rows};
use super::{Wish, wallet_mails};
use crate::domain::cheque::{Cheque, ChequeCommand};
use crate::domain::code::Code;
use crate::domain::{Actor, BookId, ChequeId, WalletId};
use crate::store::{CommandKey, NewInVisit, StoreError};
use std::collections::BTreeMap;

/// Whether one more code may be made for a cheque of this wallet now; counts it if so.
///
/// # Errors
/// The database's.
pub async fn may_make(app: &App, (book, wallet): (BookId, WalletId)) -> Result<bool, StoreError> {
    let whose = [book.0.to_be_bytes(), wallet.0.to_be_bytes()].concat();
    Ok(NEW_CODES.take(app, &whose).await?.is_none())
}

/// How the present codes of these cheques end, as they stand in their letters: whoever has one in hand sees which it is.
/// One of the three symbols checks the others, so that 35 of 50 bits are still to be guessed.
///
/// # Errors
/// The database's, or the version of a key with which a code was made is gone.
pub async fn endings(
    app: &App,
    book: BookId,
    cheques: impl IntoIterator<Item = ChequeId>,
) -> Result<BTreeMap<ChequeId, String>, Failure> {
    // Kept together, and from left to right, in any sentence.
    let ending = |code: Code| {
        let code = code.to_string();
        format!("\u{2066}{}\u{2069}", code.rsplit('-').next().unwrap_or_default())
    };
    let printed = codes::printed(app, book, cheques).await?;
    Ok(printed.into_iter().map(|(cheque, code)| (cheque, ending(code))).collect())
}

/// Gives the cheque of a visit a new code, which ends the one before. The visit goes on with the new one: that is written
/// together with the event, so that whoever asked is not shut out if the answer gets lost. Asked again under the same
/// key it is the same code; none if there is a newer one by then.
///
/// # Errors
/// What the domain refuses, such as a cheque of which a desk made a new code just now; the writer's and the database's.
pub async fn replace(
    app: &App,
    (visit, token): (&Visit, Token),
    seen: Seen,
    (key, wallet): (CommandKey, WalletId),
) -> Result<Option<Code>, Failure> {
    let (book, cheque) = (visit.book, seen.cheque);
    let (code, row) = codes::make_next(app, book, cheque, seen.generation).await?;
    let new = NewInVisit { digest: token.digest(), cheque, generation: code.generation.into() };
    let command = ChequeCommand::Replace { cheque, code };
    let mut wish = Wish::new(key, Actor::Resident(wallet), command);
    // Whoever had the old letter may have left a mail address with it, or be about to, or hold a link that waits. Also
    // where somebody came by mail: whose address that was nobody can tell, and theirs is left anew at once.
    let untied = Some(wallet_mails::untied(wallet, false));
    wish.rows = Rows { codes: vec![row], visit: Some(new), untied, ..Rows::default() };
    app.ask(book, wish).await?;
    let state = app.look::<Cheque>(book, cheque).await.map_err(Failure::after_saving)?;
    let Some(state) = state.filter(|state| state.generation == code.generation) else { return Ok(None) };
    let code = app.keys.code(state.key_version, book.0, cheque.0, state.generation, state.attempt);
    code.map(Some).map_err(Failure::after_saving)
}
