//! Between the pages of long work on a round nobody activates a cheque whose page has not come yet.

use super::super::{Round, RoundCommand, RoundStatus};
use crate::domain::cheque::{Cheque, ChequeStatus};
use crate::domain::testkit::{BUDGET, Book, Holding, last_day};
use crate::domain::{Account, ChequeId, Event, Refusal, RoundId};

const ROUND: RoundId = RoundId(1);
const FIRST: ChequeId = ChequeId(1);
/// One more than a page has.
const LAST: ChequeId = ChequeId(501);

fn activate_last(book: &mut Book) -> Result<Vec<Event>, Refusal> {
    let (wallet, household, lot) = (book.wallet(), book.household(), book.lot());
    book.try_activate(Holding { cheque: LAST, wallet, household, lot }, 1, true)
}

/// The first page is done, the last cheque is as it was.
fn is_between_its_pages(book: &Book, status: RoundStatus) {
    let round = book.get::<Round>(ROUND);
    assert_eq!((round.status, round.next_cheque), (status, LAST));
    assert_eq!(book.get::<Cheque>(LAST).status, ChequeStatus::Issued);
}

#[test]
fn a_round_that_is_closing_activates_no_more() {
    let mut book = Book::neighbourhood();
    book.open_round(501, 750);
    let until = book.get::<Round>(ROUND).grace_until;
    book.now = until;
    let refused = Err(Refusal::ChequeExpired { last_day: last_day(until) });
    book.system(RoundCommand::BeginClosing { round: ROUND });
    assert_eq!(activate_last(&mut book), refused);
    book.system(RoundCommand::LapseCheques { round: ROUND, first: FIRST });
    is_between_its_pages(&book, RoundStatus::Closing);
    assert_eq!(activate_last(&mut book), refused);
    book.system(RoundCommand::LapseCheques { round: ROUND, first: LAST });
    assert_eq!(book.get::<Round>(ROUND).status, RoundStatus::Closed);
    assert_eq!(book.balance(Account::Unactivated(ROUND)), 0);
}

/// It could be activated for months, if the round were not called off.
#[test]
fn neither_does_one_that_is_called_off() {
    let mut book = Book::neighbourhood();
    book.open_round(501, 750);
    let reason = book.text();
    book.system(RoundCommand::Cancel { round: ROUND, reason });
    assert_eq!(activate_last(&mut book), Err(Refusal::RoundCancelled));
    book.system(RoundCommand::WithdrawCheques { round: ROUND, first: FIRST });
    is_between_its_pages(&book, RoundStatus::Cancelling);
    assert_eq!(activate_last(&mut book), Err(Refusal::RoundCancelled));
    book.system(RoundCommand::WithdrawCheques { round: ROUND, first: LAST });
    assert_eq!(book.get::<Round>(ROUND).status, RoundStatus::Cancelled);
    assert_eq!(book.balance(Account::Budget(BUDGET)), 1_000_000);
}
