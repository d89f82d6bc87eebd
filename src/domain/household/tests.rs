//! Tests of households: standing choices and the end of a tenancy.

use super::{Choice, Household, HouseholdCommand, HouseholdEvent, StandingChoice};
use crate::domain::testkit::{Book, Holding, first_day, moment};
use crate::domain::{Account, Actor, ChequeId, Event, HouseholdId, Refusal, Role, WalletId};

fn scene() -> (Book, Holding) {
    let mut book = Book::neighbourhood();
    book.open_round(3, 750);
    let who = book.activate(ChequeId(1));
    (book, who)
}

fn make(household: HouseholdId, wallet: WalletId, choice: Choice) -> HouseholdCommand {
    HouseholdCommand::MakeStandingChoice { household, wallet, choice }
}

#[test]
fn a_resident_chooses_for_a_year() {
    let (mut book, Holding { wallet, household, .. }) = scene();
    let until = moment("2027-01-05T23:00:00Z");
    let choice = Choice::CommonPot;
    let made = HouseholdEvent::StandingChoiceMade { household, wallet, choice, until };
    let command = make(household, wallet, choice);
    assert_eq!(book.ask(Actor::Resident(wallet), command.clone()), Ok(vec![Event::Household(made)]));
    assert_eq!(book.ask(Actor::Resident(wallet), command.clone()), Ok(Vec::new()));
    book.days_pass(1);
    assert_eq!(book.ask(Actor::Resident(wallet), command).unwrap().len(), 1, "asked again, a year from then");
}

#[test]
fn another_choice_of_a_household_is_made_at_the_desk() {
    let (mut book, Holding { wallet, household, .. }) = scene();
    let partner = book.activate_for(ChequeId(2), household).wallet;
    book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).unwrap();
    let change = make(household, partner, Choice::CommonPot);
    assert_eq!(book.ask(Actor::Resident(partner), change.clone()), Err(Refusal::ChoiceOfAnother));
    let desk = book.staff(Role::Desk);
    book.ask(desk, change).unwrap();
    let until = moment("2027-01-05T23:00:00Z");
    let expected = StandingChoice { wallet: partner, choice: Choice::CommonPot, until };
    assert_eq!(book.get::<Household>(household).choice, Some(expected));
    let end = HouseholdCommand::EndStandingChoice { household, wallet };
    assert_eq!(book.ask(Actor::Resident(wallet), end), Ok(Vec::new()), "one's own has ended already");
    assert_eq!(book.get::<Household>(household).choice, Some(expected));
}

#[test]
fn another_resident_chooses_when_the_choice_has_ended() {
    let (mut book, Holding { wallet, household, .. }) = scene();
    let partner = book.activate_for(ChequeId(2), household).wallet;
    book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).unwrap();
    // Its time is over, even if that is written later.
    book.now = moment("2027-01-05T23:00:00Z");
    assert!(book.ask(Actor::Resident(partner), make(household, partner, Choice::Savings)).is_ok());
    let end = HouseholdCommand::EndStandingChoice { household, wallet: partner };
    book.ask(Actor::Resident(partner), end).unwrap();
    assert!(book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).is_ok());
}

#[test]
fn nobody_chooses_for_another_wallet_or_household() {
    let (mut book, Holding { wallet, household, .. }) = scene();
    let other = book.activate(ChequeId(2));
    let needed = Refusal::NotAllowed { needed: "the resident whose choice it is".into() };
    let theirs = make(household, wallet, Choice::Savings);
    for actor in [Actor::Resident(other.wallet), Actor::System, book.staff(Role::Admin)] {
        assert_eq!(book.ask(actor, theirs.clone()), Err(needed.clone()));
    }
    let at_the_desk = book.staff(Role::Desk);
    assert!(book.ask(at_the_desk, theirs).is_ok());
    let wrong_house = make(household, other.wallet, Choice::Savings);
    assert_eq!(book.ask(Actor::Resident(other.wallet), wrong_house), Err(Refusal::NotOfThisHousehold));
    let nowhere = book.household();
    let what = format!("household {nowhere}");
    let unknown = make(nowhere, wallet, Choice::Savings);
    assert_eq!(book.ask(Actor::Resident(wallet), unknown), Err(Refusal::Unknown { what }));
}

#[test]
fn a_resident_ends_the_choice() {
    let (mut book, Holding { wallet, household, .. }) = scene();
    book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).unwrap();
    let end = HouseholdCommand::EndStandingChoice { household, wallet };
    let needed = Refusal::NotAllowed { needed: "the resident whose choice it is".into() };
    assert_eq!(book.ask(Actor::System, end.clone()), Err(needed));
    let ended = HouseholdEvent::StandingChoiceEndedByResident { household, wallet };
    assert_eq!(book.ask(Actor::Resident(wallet), end.clone()), Ok(vec![Event::Household(ended)]));
    assert_eq!(book.ask(Actor::Resident(wallet), end), Ok(Vec::new()));
}

#[test]
fn the_choice_ends_by_itself_after_its_year() {
    let (mut book, Holding { wallet, household, .. }) = scene();
    book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).unwrap();
    let lapse = HouseholdCommand::LapseStandingChoice { household };
    let when = moment("2027-01-05T23:00:00Z");
    assert_eq!(book.ask(Actor::System, lapse.clone()), Err(Refusal::NotYet { from: first_day(when) }));
    let needed = Refusal::NotAllowed { needed: "the system itself".into() };
    assert_eq!(book.ask(Actor::Resident(wallet), lapse.clone()), Err(needed));
    book.now = when;
    let lapsed = HouseholdEvent::StandingChoiceLapsed { household, wallet };
    assert_eq!(book.system(lapse.clone()), [Event::Household(lapsed)]);
    assert_eq!(book.system(lapse), []);
}

#[test]
fn a_tenancy_ends_with_its_choice_and_leaves_the_savings() {
    let (mut book, Holding { wallet, household, lot, .. }) = scene();
    book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).unwrap();
    let end = HouseholdCommand::EndTenancy { household };
    let needed = Refusal::NotAllowed { needed: "an administrator of the programme".into() };
    assert_eq!(book.ask(Actor::Resident(wallet), end.clone()), Err(needed));
    let ended = HouseholdEvent::TenancyEnded { household };
    assert_eq!(book.system(end.clone()), [Event::Household(ended)]);
    assert_eq!(book.system(end), []);
    assert_eq!(book.get::<Household>(household).choice, None);
    assert_eq!(book.balance(Account::Lot(lot)), 750);
    let again = make(household, wallet, Choice::Savings);
    assert_eq!(book.ask(Actor::Resident(wallet), again), Err(Refusal::TenancyEnded));
}
