//! Activation by standing choice.

use super::super::{ChequeCommand, ChequeEvent, VoidReason};
use crate::domain::household::{Choice, Household, HouseholdCommand, HouseholdEvent};
use crate::domain::testkit::{AREA, BUDGET, Book, Holding, cents, code};
use crate::domain::wallet::{Leg, WalletEvent};
use crate::domain::{Account, Actor, ChequeId, Event, HouseholdId, LotId, Refusal, Role};

/// The second cheque of the household, which the standing choice is about.
const NEXT: ChequeId = ChequeId(2);

fn scene(choice: Choice) -> (Book, Holding) {
    let mut book = Book::neighbourhood();
    book.open_round(2, 750);
    let Holding { wallet, household, .. } = book.activate(ChequeId(1));
    let make = HouseholdCommand::MakeStandingChoice { household, wallet, choice };
    book.ask(Actor::Resident(wallet), make).unwrap();
    let lot = book.lot();
    (book, Holding { cheque: NEXT, wallet, household, lot })
}

fn by_choice(household: HouseholdId, lot: LotId) -> ChequeCommand {
    ChequeCommand::ActivateByStandingChoice { cheque: NEXT, household, lot }
}

#[test]
fn the_next_cheque_goes_into_the_savings_of_whoever_chose() {
    let (mut book, Holding { wallet, household, lot, .. }) = scene(Choice::Savings);
    let events = book.system(by_choice(household, lot));
    let [Event::Cheque(ChequeEvent::ActivatedByStandingChoice(activation))] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert_eq!((activation.wallet, activation.household, activation.lot), (wallet, household, lot));
    assert_eq!(book.balance(Account::Lot(lot)), 750);
    assert_eq!(book.system(by_choice(household, lot)), []);
}

#[test]
fn or_at_once_into_the_common_pot() {
    let (mut book, Holding { wallet, household, lot, .. }) = scene(Choice::CommonPot);
    let events = book.system(by_choice(household, lot));
    let legs = vec![Leg { lot, budget: BUDGET, cents: cents(750), own: false }];
    let given = WalletEvent::GivenToCommonPot { wallet, area: AREA, legs };
    assert_eq!(events[1..], [Event::Wallet(given)]);
    assert_eq!(book.balance(Account::Common(AREA)), 750);
}

#[test]
fn it_is_the_systems_work_and_needs_a_choice_that_holds() {
    let (mut book, Holding { wallet, household, lot, .. }) = scene(Choice::Savings);
    let needed = Refusal::NotAllowed { needed: "the system itself".into() };
    assert_eq!(book.ask(Actor::Resident(wallet), by_choice(household, lot)), Err(needed));
    let other = book.household();
    assert_eq!(book.ask(Actor::System, by_choice(other, lot)), Err(Refusal::NoStandingChoice));
    book.system(HouseholdCommand::EndTenancy { household });
    assert_eq!(book.ask(Actor::System, by_choice(household, lot)), Err(Refusal::NoStandingChoice));
}

#[test]
fn at_the_end_of_its_year_it_holds_no_more_even_if_that_is_written_later() {
    let (mut book, Holding { household, lot, .. }) = scene(Choice::Savings);
    book.now = book.get::<Household>(household).choice.unwrap().until;
    assert_eq!(book.ask(Actor::System, by_choice(household, lot)), Err(Refusal::NoStandingChoice));
}

#[test]
fn a_voided_cheque_is_not_activated_either() {
    let (mut book, Holding { household, lot, .. }) = scene(Choice::Savings);
    let admin = book.staff(Role::Admin);
    book.ask(admin, ChequeCommand::Void { cheque: NEXT, reason: VoidReason::Fraud, code: code(2) }).unwrap();
    assert_eq!(book.ask(Actor::System, by_choice(household, lot)), Err(Refusal::ChequeVoided));
}

#[test]
fn a_household_that_moved_out_gets_no_more_cheques() {
    let (mut book, who) = scene(Choice::Savings);
    book.system(HouseholdCommand::EndTenancy { household: who.household });
    assert_eq!(book.try_activate(who, 1, false), Err(Refusal::TenancyEnded));
    let never_known = book.household();
    book.system(HouseholdCommand::EndTenancy { household: never_known });
    let stranger = Holding { household: never_known, wallet: book.wallet(), ..who };
    assert_eq!(book.try_activate(stranger, 1, true), Err(Refusal::TenancyEnded));
}

#[test]
fn a_reversed_activation_takes_the_choice_along() {
    let (mut book, Holding { wallet, household, .. }) = scene(Choice::Savings);
    let (admin, reason) = (book.staff(Role::Admin), book.text());
    let reverse = ChequeCommand::ReverseActivation { cheque: ChequeId(1), code: code(2), reason };
    let events = book.ask(admin, reverse).unwrap();
    let ended = HouseholdEvent::StandingChoiceEndedByReversal { household, wallet };
    assert_eq!(events[1..], [Event::Household(ended)]);
    assert_eq!(book.get::<Household>(household).choice, None);
}
