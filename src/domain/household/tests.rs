//! Tests of households: standing choices and the end of a tenancy.

use super::{Choice, Household, HouseholdCommand, HouseholdEvent, StandingChoice};
use crate::domain::testkit::{Book, Holding, first_day, moment};
use crate::domain::{Account, Actor, ChequeId, Event, HouseholdId, PersonId, Refusal, Role, Shown, WalletId};

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
    book.ask(Actor::Resident(wallet), make(household, wallet, Choice::Savings)).unwrap();
    let partner = book.activate_for(ChequeId(2), household).wallet;
    let change = make(household, partner, Choice::CommonPot);
    assert_eq!(book.ask(Actor::Resident(partner), change.clone()), Err(Refusal::ChoiceOfAnother));
    let needed = Refusal::NotAllowed { needed: "the resident whose choice it is".into() };
    let desk = book.staff(Role::Desk);
    assert_eq!(book.ask(desk, change.clone()), Err(needed), "without showing anything");
    let beside = Actor::AtDesk(PersonId(7), Shown::Wallet(partner));
    book.ask(beside, change).unwrap();
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
    // Both have one of its cheques: who has only one must not decide about all that follow.
    for own in [wallet, partner] {
        let choose = make(household, own, Choice::Savings);
        assert_eq!(book.ask(Actor::Resident(own), choose.clone()), Err(Refusal::ChoiceOfAnother));
    }
    book.ask(Actor::AtDesk(PersonId(7), Shown::Wallet(wallet)), make(household, wallet, Choice::Savings))
        .unwrap();
    assert!(
        book.ask(Actor::Resident(wallet), make(household, wallet, Choice::CommonPot)).is_ok(),
        "one's own"
    );
    // Its time is over, even if that is written later: it is nobody's again.
    book.now = moment("2027-01-05T23:00:00Z");
    for own in [wallet, partner] {
        let choose = make(household, own, Choice::Savings);
        assert_eq!(book.ask(Actor::Resident(own), choose), Err(Refusal::ChoiceOfAnother));
    }
    let beside = Actor::AtDesk(PersonId(7), Shown::Wallet(partner));
    assert!(book.ask(beside, make(household, partner, Choice::Savings)).is_ok());
}

/// Whoever finds one letter of a family that has others gives away none of its next cheques.
#[test]
fn who_has_most_of_the_cheques_of_a_household_chooses() {
    let mut book = Book::neighbourhood();
    book.open_round(4, 750);
    let who = book.activate(ChequeId(1));
    book.activate_into(who.wallet, ChequeId(2), who.household);
    let finder = book.activate_for(ChequeId(3), who.household).wallet;
    let theirs = make(who.household, finder, Choice::CommonPot);
    assert_eq!(book.ask(Actor::Resident(finder), theirs), Err(Refusal::ChoiceOfAnother));
    let own = make(who.household, who.wallet, Choice::CommonPot);
    assert_eq!(book.ask(Actor::Resident(who.wallet), own).unwrap().len(), 1);
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
    assert!(book.ask(Actor::AtDesk(PersonId(7), Shown::Wallet(wallet)), theirs).is_ok());
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
