//! Letters at the desk: a cheque gets a new code, is made worthless, is worth something again, or its wrong
//! activation is taken back. Each answers with the code for the next letter, whose entry in the directory was
//! written with the event.

use super::codes;
use super::writer::{Answer, Failure, Rows};
use super::{App, Wish, wallet_mails};
use crate::domain::cheque::{Cheque, ChequeCommand, ChequeStatus, VoidReason};
use crate::domain::code::Code;
use crate::domain::{Actor, BookId, ChequeId, Did, TextRef, WalletId};
use crate::store::{CommandKey, TextRow};

/// A cheque as whoever asks has seen it. If it got a new code meanwhile, they have to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The cheque.
    pub cheque: ChequeId,
    /// Which of its codes was the present one, from 1.
    pub generation: u32,
}

/// What became of a cheque.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Whether it happened now, or had been done before.
    pub did: Did,
    /// The code that this made good, to be printed; none if it made none, if there is nothing it could open, or if
    /// there is a newer one by then: nobody reads the code of somebody's letter without a trace in the log.
    pub code: Option<Code>,
}

/// Gives a cheque a new code, which ends the one before. An activated cheque keeps its lot. `by` is the key of
/// the wish and who asks.
///
/// # Errors
/// What the domain refuses, such as a cheque that lapsed; the writer's and the database's. [`Failure::Saved`] if
/// the letter's code cannot be read afterwards: ask again under the same key.
pub async fn replace(
    app: &App,
    book: BookId,
    seen: Seen,
    by: (CommandKey, Actor),
) -> Result<Letter, Failure> {
    let (code, row) = codes::make_next(app, book, seen.cheque, seen.generation).await?;
    let rows = Rows { codes: vec![row], ..Rows::default() };
    ask(app, book, (ChequeCommand::Replace { cheque: seen.cheque, code }, rows), (by, code.generation)).await
}

/// Makes a cheque worthless, reversing its activation first. `words` is the row of a reason in words.
///
/// # Errors
/// As for [`replace`].
pub async fn void(
    app: &App,
    book: BookId,
    seen: Seen,
    (reason, words): (VoidReason, Option<TextRow>),
    by: (CommandKey, Actor),
) -> Result<Letter, Failure> {
    let (code, row) = codes::make_next(app, book, seen.cheque, seen.generation).await?;
    let rows = Rows { codes: vec![row], texts: words.into_iter().collect(), ..Rows::default() };
    let void = ChequeCommand::Void { cheque: seen.cheque, reason, code };
    ask(app, book, (void, rows), (by, code.generation)).await
}

/// Lets a voided cheque be worth something again, with the code that it has then.
///
/// # Errors
/// What the domain refuses, such as a cheque that was not voided; else as for [`replace`].
pub async fn undo_void(
    app: &App,
    book: BookId,
    seen: Seen,
    by: (CommandKey, Actor),
) -> Result<Letter, Failure> {
    let undo = ChequeCommand::UndoVoid { cheque: seen.cheque };
    ask(app, book, (undo, Rows::default()), (by, seen.generation)).await
}

/// Takes back an activation that was wrong: the cheque can be activated again, with a new code.
///
/// # Errors
/// As for [`replace`].
pub async fn reverse(
    app: &App,
    book: BookId,
    seen: Seen,
    (reason, words): (TextRef, TextRow),
    by: (CommandKey, Actor),
) -> Result<Letter, Failure> {
    let (code, row) = codes::make_next(app, book, seen.cheque, seen.generation).await?;
    let rows = Rows { codes: vec![row], texts: vec![words], ..Rows::default() };
    let reverse = ChequeCommand::ReverseActivation { cheque: seen.cheque, code, reason };
    ask(app, book, (reverse, rows), (by, code.generation)).await
}

/// Asks, and answers with the code of the generation that is good afterwards.
async fn ask(
    app: &App,
    book: BookId,
    (command, rows): (ChequeCommand, Rows),
    ((key, actor), generation): ((CommandKey, Actor), u32),
) -> Result<Letter, Failure> {
    let (cheque, undoes) = (command.cheque(), matches!(command, ChequeCommand::UndoVoid { .. }));
    // Whoever had the old letter may have left a mail address with it: it goes with the event. A reversal leads out of the
    // wallet, and leaves no address behind in it.
    let wallet = wallet_of(app.look::<Cheque>(book, cheque).await?);
    let rows = Rows { untied: wallet.map(|wallet| wallet_mails::untied(wallet, false)), ..rows };
    let Answer { did, .. } = app.ask(book, Wish { rows, ..Wish::new(key, actor, command) }).await?;
    let state = app.look::<Cheque>(book, cheque).await.map_err(Failure::after_saving)?;
    let opens = |state: &Cheque| match state.status {
        ChequeStatus::Issued => !state.cents.is_zero(),
        // Not the code of a resident, who activated it since.
        ChequeStatus::Activated(..) => !undoes,
        ChequeStatus::Voided | ChequeStatus::Lapsed | ChequeStatus::Withdrawn => false,
    };
    let is_made = |state: &Cheque| did == Did::Now && state.generation == generation && opens(state);
    let code =
        |state: Cheque| app.keys.code(state.key_version, book.0, cheque.0, state.generation, state.attempt);
    let code = state.filter(is_made).map(code).transpose().map_err(Failure::after_saving)?;
    Ok(Letter { did, code })
}

/// The wallet that a cheque is in.
fn wallet_of(cheque: Option<Cheque>) -> Option<WalletId> {
    match cheque?.status {
        ChequeStatus::Activated(wallet, _) => Some(wallet),
        ChequeStatus::Issued | ChequeStatus::Voided | ChequeStatus::Lapsed | ChequeStatus::Withdrawn => None,
    }
}
