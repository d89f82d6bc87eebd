//! Letters that come back, are found, or are replaced.

use super::super::{Cheque, ChequeCommand, ChequeEvent, ChequeStatus, NewCode, VoidReason};
use crate::domain::round::RoundCommand;
use crate::domain::testkit::{BUDGET, Book, Holding, code};
use crate::domain::{Actor, ChequeId, Event, Refusal, Role};

const CHEQUE: ChequeId = ChequeId(1);

fn desk_of(book: &mut Book) -> Actor {
    book.open_round(2, 750);
    book.staff(Role::Desk)
}

#[test]
fn a_letter_that_came_back_can_be_found() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    let mark = ChequeCommand::MarkUndeliverable { cheque: CHEQUE };
    let marked = Event::Cheque(ChequeEvent::MarkedUndeliverable { cheque: CHEQUE });
    assert_eq!(book.ask(desk, mark.clone()), Ok(vec![marked]));
    assert_eq!(book.ask(desk, mark), Ok(Vec::new()));
    let undo = ChequeCommand::UndoUndeliverable { cheque: CHEQUE };
    let undone = Event::Cheque(ChequeEvent::UndeliverableUndone { cheque: CHEQUE });
    assert_eq!(book.ask(desk, undo.clone()), Ok(vec![undone]));
    assert_eq!(book.ask(desk, undo), Ok(Vec::new()));
}

#[test]
fn whoever_has_the_code_got_the_letter_after_all() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    book.ask(desk, ChequeCommand::MarkUndeliverable { cheque: CHEQUE }).unwrap();
    book.activate(CHEQUE);
    assert!(!book.get::<Cheque>(CHEQUE).undeliverable);
    let mark = ChequeCommand::MarkUndeliverable { cheque: CHEQUE };
    assert_eq!(book.ask(desk, mark), Err(Refusal::ChequeActivated));
}

#[test]
fn letters_are_the_work_of_desk_and_administrator() {
    let mut book = Book::neighbourhood();
    desk_of(&mut book);
    let needed = Refusal::NotAllowed { needed: "a desk worker or an administrator of the programme".into() };
    for actor in [book.staff(Role::Moderator), book.staff(Role::Treasurer), Actor::Resident(book.wallet())] {
        for command in [
            ChequeCommand::MarkUndeliverable { cheque: CHEQUE },
            ChequeCommand::UndoUndeliverable { cheque: CHEQUE },
            ChequeCommand::Replace { cheque: CHEQUE, code: code(2) },
        ] {
            assert_eq!(book.ask(actor, command), Err(needed.clone()));
        }
    }
    let admin = book.staff(Role::Admin);
    assert!(book.ask(admin, ChequeCommand::Replace { cheque: CHEQUE, code: code(2) }).is_ok());
}

#[test]
fn a_new_code_ends_the_old_one_and_the_search_for_the_letter() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    book.ask(desk, ChequeCommand::MarkUndeliverable { cheque: CHEQUE }).unwrap();
    let code = NewCode { generation: 2, key_version: 3, attempt: 1 };
    let replace = ChequeCommand::Replace { cheque: CHEQUE, code };
    let replaced = Event::Cheque(ChequeEvent::Replaced { cheque: CHEQUE, code });
    assert_eq!(book.ask(desk, replace.clone()), Ok(vec![replaced]));
    assert_eq!(
        book.ask(desk, replace),
        Err(Refusal::CodeReplaced),
        "another wish, of somebody who saw the old one"
    );
    let state = book.get::<Cheque>(CHEQUE);
    assert_eq!((state.generation, state.key_version, state.attempt), (2, 3, 1));
    assert!(!state.undeliverable);
}

#[test]
fn replacing_the_code_of_an_activated_cheque_keeps_the_lot() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    let who = book.activate(CHEQUE);
    book.ask(desk, ChequeCommand::Replace { cheque: CHEQUE, code: code(2) }).unwrap();
    assert_eq!(book.get::<Cheque>(CHEQUE).status, ChequeStatus::Activated(who.wallet, who.lot));
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::CodeReplaced));
    assert_eq!(book.try_activate(who, 2, true), Ok(Vec::new()));
}

#[test]
fn a_code_made_for_another_state_of_the_cheque_is_refused() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    for generation in [0, 3, u32::MAX] {
        let replace = ChequeCommand::Replace { cheque: CHEQUE, code: code(generation) };
        assert_eq!(book.ask(desk, replace), Err(Refusal::CodeNotNext { next: 2 }));
    }
}

#[test]
fn cheques_that_are_worth_nothing_get_no_new_code() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    let admin = book.staff(Role::Admin);
    book.ask(admin, ChequeCommand::Void { cheque: CHEQUE, reason: VoidReason::Lost, code: code(2) }).unwrap();
    let replace = ChequeCommand::Replace { cheque: CHEQUE, code: code(2) };
    assert_eq!(book.ask(desk, replace), Err(Refusal::ChequeVoided));
    let round = book.issued_round_of(&[(BUDGET, 1, 750)]);
    let reason = book.text();
    book.system(RoundCommand::Cancel { round, reason });
    book.system(RoundCommand::WithdrawCheques { round, first: ChequeId(3) });
    let replace = ChequeCommand::Replace { cheque: ChequeId(3), code: code(2) };
    assert_eq!(book.ask(desk, replace), Err(Refusal::RoundCancelled));
    let unknown = ChequeCommand::MarkUndeliverable { cheque: ChequeId(0) };
    assert_eq!(book.ask(desk, unknown), Err(Refusal::Unknown { what: "cheque 0".into() }));
}

/// Rule "whose code": after activation a new code can replace the one in the letter.
#[test]
fn a_resident_replaces_the_code_of_an_activated_cheque() {
    let mut book = Book::neighbourhood();
    let desk = desk_of(&mut book);
    let Holding { wallet, lot, .. } = book.activate(CHEQUE);
    let other = ChequeId(2);
    let replace = |cheque, generation| ChequeCommand::Replace { cheque, code: code(generation) };
    let own = Actor::Resident(wallet);
    let needed = Refusal::NotAllowed { needed: "a desk worker or an administrator of the programme".into() };
    let strangers = [Actor::Resident(book.wallet()), Actor::Holder(lot), Actor::System];
    for actor in strangers {
        assert_eq!(book.ask(actor, replace(CHEQUE, 2)), Err(needed.clone()), "{actor}");
    }
    assert_eq!(book.ask(own, replace(other, 2)), Err(needed), "a letter that nobody has opened");
    let replaced = Event::Cheque(ChequeEvent::Replaced { cheque: CHEQUE, code: code(2) });
    assert_eq!(book.ask(own, replace(CHEQUE, 2)), Ok(vec![replaced]));
    assert_eq!(book.get::<Cheque>(CHEQUE).status, ChequeStatus::Activated(wallet, lot));
    // A desk gave the next one to somebody: it is not told to whoever asks for the same number.
    book.ask(desk, replace(CHEQUE, 3)).unwrap();
    assert_eq!(book.ask(own, replace(CHEQUE, 3)), Err(Refusal::CodeReplaced));
    assert_eq!(book.ask(desk, replace(CHEQUE, 3)), Err(Refusal::CodeReplaced));
}
