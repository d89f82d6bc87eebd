//! What is not taken back: money that would be lost as soon as it is, and money of a reversed cheque.

use super::super::{LapsesTo, Lot, WalletRefusal};
use super::withdraw::{move_to, take};
use crate::domain::cheque::ChequeCommand;
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::programme::{Leftover, Rules, Spend};
use crate::domain::testkit::{ADMIN, BUDGET, Book, Holding, cents, code, last_day};
use crate::domain::{Account, InitiativeId, Timestamp};

/// An initiative that is open for 300 days.
fn long_lasting(book: &mut Book) -> InitiativeId {
    let initiative = book.draft_initiative(5000, "green", &[]);
    book.open_for(initiative, 300);
    initiative
}

/// All of a cheque is in such an initiative, and an own withdrawal has moved its date already.
fn prolonged(leftover: Leftover) -> (Book, Holding, InitiativeId) {
    let mut book = Book::neighbourhood_with(Rules { spend: Spend::Months(2), leftover, ..Rules::default() });
    let who = book.resident_of(BUDGET, 750);
    let initiative = long_lasting(&mut book);
    book.pledge(who.wallet, initiative, 750).unwrap();
    take(&mut book, who.wallet, initiative, 100).unwrap();
    book.pledge(who.wallet, initiative, 100).unwrap();
    (book, who, initiative)
}

#[test]
fn money_that_would_lapse_at_once_is_not_taken_back() {
    for (leftover, to) in [(Leftover::CommonPot, LapsesTo::CommonPot), (Leftover::Budget, LapsesTo::Budget)] {
        let (mut book, Holding { wallet, lot, .. }, initiative) = prolonged(leftover);
        let until = book.get::<Lot>(lot).spend_by;
        book.now = Timestamp::from_ms(until.ms() - 1);
        assert!(take(&mut book, wallet, initiative, 50).is_ok(), "it can be spent for a moment");
        book.now = until;
        let refused = WalletRefusal::WouldLapse { most: cents(0), last_day: last_day(until), to };
        assert_eq!(book.withdraw(wallet, initiative), Err(refused.clone().into()));
        assert_eq!(take(&mut book, wallet, initiative, 50), Err(refused.into()));
        assert_eq!(book.balance(Account::Pot(initiative)), 700);
    }
}

#[test]
fn all_is_what_can_be_spent_when_it_is_back() {
    let (mut book, Holding { wallet, lot, household, .. }, initiative) = prolonged(Leftover::CommonPot);
    let until = book.get::<Lot>(lot).spend_by;
    book.now = until;
    let round = book.open_round(1, 300);
    let second = book.activate_into(wallet, book.cheque(round, 0), household).lot;
    book.pledge(wallet, initiative, 300).unwrap();
    let (last_day, to) = (last_day(until), LapsesTo::CommonPot);
    let refused = WalletRefusal::WouldLapse { most: cents(300), last_day, to };
    assert_eq!(take(&mut book, wallet, initiative, 301), Err(refused.into()));
    book.withdraw(wallet, initiative).unwrap();
    assert_eq!(book.balance(Account::Pot(initiative)), 750);
    assert_eq!([lot, second].map(|lot| book.balance(Account::Lot(lot))), [0, 300]);
}

#[test]
fn what_is_left_of_a_cheque_activated_by_mistake_stays_where_it_is() {
    let mut book = Book::neighbourhood();
    let [who, other] = [500, 350].map(|sum| book.resident_of(BUDGET, sum));
    let (initiative, to) = (book.open_initiative(1000), long_lasting(&mut book));
    book.pledge(who.wallet, initiative, 500).unwrap();
    book.pledge(other.wallet, initiative, 350).unwrap();
    let third = book.resident_of(BUDGET, 1).wallet;
    book.pledge(third, initiative, 1).unwrap();
    // It was committed when the mistake was found, and then everybody could think again.
    book.now = book.get::<Initiative>(initiative).until;
    let (cheque, reason) = (book.get::<Lot>(who.lot).cheque, book.text());
    book.ask(ADMIN, ChequeCommand::ReverseActivation { cheque, code: code(2), reason }).unwrap();
    book.system(InitiativeCommand::Conclude { initiative });
    let explanation = book.text();
    book.system(InitiativeCommand::Explain { initiative, explanation });
    let refused = Err(WalletRefusal::OfReversedCheque { most: cents(0) }.into());
    assert_eq!(book.withdraw(who.wallet, initiative), refused);
    assert_eq!(move_to(&mut book, who.wallet, initiative, to, 100), refused);
    assert!(book.withdraw(other.wallet, initiative).is_ok());
}
