//! Reversing an activation.

use super::super::{Cheque, ChequeCommand, ChequeEvent, ChequeStatus, ReversalCause, ReversedTo, VoidReason};
use crate::domain::household::{Choice, HouseholdCommand, HouseholdEvent};
use crate::domain::initiative::{Initiative, InitiativeCommand};
use crate::domain::round::Round;
use crate::domain::testkit::{BUDGET, Book, Holding, cents, code};
use crate::domain::wallet::{Back, LapsesTo, Lot, WalletCommand, WalletEvent};
use crate::domain::{Account, Actor, ChequeId, Event, InitiativeId, Refusal, Role, RoundId, TextRef};

const CHEQUE: ChequeId = ChequeId(1);

/// A round of five cheques of EUR 7.50, the first of them activated, and somebody at the desk.
struct Scene {
    book: Book,
    round: RoundId,
    who: Holding,
    desk: Actor,
    why: TextRef,
}

fn scene() -> Scene {
    let mut book = Book::neighbourhood();
    let round = book.open_round(5, 750);
    let who = book.activate(CHEQUE);
    let (desk, why) = (book.staff(Role::Desk), book.text());
    Scene { book, round, who, desk, why }
}

impl Scene {
    fn reverse(&mut self) -> Result<Vec<Event>, Refusal> {
        self.reverse_to(2)
    }

    fn reverse_to(&mut self, generation: u32) -> Result<Vec<Event>, Refusal> {
        let (code, reason) = (code(generation), self.why.clone());
        self.book.ask(self.desk, ChequeCommand::ReverseActivation { cheque: CHEQUE, code, reason })
    }

    fn reversed(&self, back: i64, kept: i64, to: ReversedTo) -> Event {
        let Holding { wallet, lot, .. } = self.who;
        let cause = ReversalCause::Asked(self.why.clone());
        let (cents, kept) = (cents(back), cents(kept));
        let (cheque, round, budget) = (CHEQUE, self.round, BUDGET);
        let event =
            ChequeEvent::ActivationReversed { cheque, round, budget, wallet, lot, cents, kept, to, cause };
        Event::Cheque(event)
    }

    fn returned(&self, initiative: InitiativeId, sum: i64) -> Event {
        let Holding { wallet, lot, .. } = self.who;
        let leg = Back { lot, budget: BUDGET, cents: cents(sum), spend_by: None, common: false };
        let (residents, households, own) = (1, 1, false);
        let event = WalletEvent::ReturnedByReversal { wallet, initiative, leg, residents, households, own };
        Event::Wallet(event)
    }

    /// An initiative that was funded with EUR 3 of the first lot and 4.50 of two other residents.
    fn committed(&mut self) -> InitiativeId {
        let initiative = self.book.open_initiative(750);
        let others = [self.book.activate(ChequeId(2)), self.book.activate(ChequeId(3))];
        self.book.pledge(self.who.wallet, initiative, 300).unwrap();
        self.book.pledge(others[0].wallet, initiative, 250).unwrap();
        self.book.pledge(others[1].wallet, initiative, 200).unwrap();
        self.book.now = self.book.get::<Initiative>(initiative).until;
        self.book.system(InitiativeCommand::Conclude { initiative });
        initiative
    }
}

#[test]
fn money_that_is_free_goes_back_to_the_cheque_under_a_new_code() {
    let mut scene = scene();
    let expected = scene.reversed(750, 0, ReversedTo::Unactivated(code(2)));
    assert_eq!(scene.reverse(), Ok(vec![expected]));
    let Scene { mut book, who, round, .. } = scene;
    assert_eq!(book.balance(Account::Unactivated(round)), 5 * 750);
    assert_eq!(book.get::<Round>(round).parts[0].activated, 0);
    assert_eq!(book.try_activate(who, 1, true), Err(Refusal::CodeReplaced));
    let right = Holding { cheque: CHEQUE, wallet: book.wallet(), household: who.household, lot: book.lot() };
    assert!(book.try_activate(right, 2, true).is_ok());
}

#[test]
fn reversing_twice_is_already_done() {
    let mut scene = scene();
    scene.reverse().unwrap();
    assert_eq!(scene.reverse(), Ok(Vec::new()));
    assert_eq!(scene.reverse_to(3), Ok(Vec::new()));
}

#[test]
fn it_is_refused_to_residents_and_with_a_stale_code() {
    let mut scene = scene();
    let (resident, reason) = (Actor::Resident(scene.who.wallet), scene.why.clone());
    let command = ChequeCommand::ReverseActivation { cheque: CHEQUE, code: code(2), reason };
    let needed = Refusal::NotAllowed { needed: "a desk worker or an administrator of the programme".into() };
    assert_eq!(scene.book.ask(resident, command), Err(needed));
    assert_eq!(scene.reverse_to(1), Err(Refusal::CodeNotNext { next: 2 }));
}

#[test]
fn held_pledges_return_first_also_where_the_resident_could_not_take_them_back() {
    let mut scene = scene();
    let open = scene.book.open_initiative(10_000);
    let paused = scene.book.open_initiative(10_000);
    scene.book.pledge(scene.who.wallet, open, 100).unwrap();
    scene.book.pledge(scene.who.wallet, paused, 200).unwrap();
    let reason = scene.book.text();
    scene.book.system(InitiativeCommand::Pause { initiative: paused, reason });
    let expected = vec![
        scene.returned(open, 100),
        scene.returned(paused, 200),
        scene.reversed(750, 0, ReversedTo::Unactivated(code(2))),
    ];
    assert_eq!(scene.reverse(), Ok(expected));
    for initiative in [open, paused] {
        let state = scene.book.get::<Initiative>(initiative);
        assert_eq!((state.pot, state.residents, state.households), (cents(0), 0, 0));
    }
}

#[test]
fn in_reconsideration_a_pledge_returns_too() {
    let mut scene = scene();
    let initiative = scene.book.open_initiative(1000);
    for cheque in [2, 3, 4] {
        let other = scene.book.activate(ChequeId(cheque));
        scene.book.pledge(other.wallet, initiative, 200).unwrap();
    }
    scene.book.pledge(scene.who.wallet, initiative, 250).unwrap();
    scene.book.now = scene.book.get::<Initiative>(initiative).until;
    scene.book.system(InitiativeCommand::Conclude { initiative });
    let returned = scene.returned(initiative, 250);
    assert_eq!(scene.reverse().unwrap()[0], returned);
    assert_eq!(scene.book.get::<Initiative>(initiative).support(), 3);
}

#[test]
fn the_household_still_counts_while_another_of_its_lots_supports() {
    let mut scene = scene();
    let initiative = scene.book.open_initiative(10_000);
    let partner = scene.book.activate_for(ChequeId(2), scene.who.household);
    scene.book.pledge(scene.who.wallet, initiative, 100).unwrap();
    scene.book.pledge(partner.wallet, initiative, 100).unwrap();
    scene.reverse().unwrap();
    let state = scene.book.get::<Initiative>(initiative);
    assert_eq!((state.residents, state.households), (1, 1));
}

#[test]
fn committed_money_stays_and_is_reported() {
    let mut scene = scene();
    let funded = scene.committed();
    let expected = scene.reversed(450, 300, ReversedTo::Unactivated(code(2)));
    assert_eq!(scene.reverse(), Ok(vec![expected]));
    assert_eq!(scene.book.balance(Account::Pot(funded)), 750);
    assert_eq!(scene.book.get::<Cheque>(CHEQUE).cents, cents(450));
    scene.book.close_round(scene.round);
    assert_eq!(scene.book.balance(Account::Unactivated(scene.round)), 0, "it lapses for what it is worth");
}

#[test]
fn from_the_deadline_on_a_pledge_stays_even_if_the_outcome_is_written_later() {
    let mut scene = scene();
    let initiative = scene.book.open_initiative(10_000);
    scene.book.pledge(scene.who.wallet, initiative, 100).unwrap();
    scene.book.now = scene.book.get::<Initiative>(initiative).until;
    let expected = scene.reversed(650, 100, ReversedTo::Unactivated(code(2)));
    assert_eq!(scene.reverse(), Ok(vec![expected]));
    assert_eq!(scene.book.balance(Account::Pot(initiative)), 100);
}

#[test]
fn what_comes_back_later_cannot_be_spent_and_goes_to_the_budget() {
    let mut scene = scene();
    let failed = scene.book.open_initiative(10_000);
    let Holding { wallet, lot, .. } = scene.who;
    scene.book.pledge(wallet, failed, 100).unwrap();
    scene.book.now = scene.book.get::<Initiative>(failed).until;
    scene.reverse().unwrap();
    scene.book.system(InitiativeCommand::Conclude { initiative: failed });
    let spend_by = scene.book.get::<Lot>(lot).spend_by;
    scene.book.days_pass(700);
    scene.book.system(InitiativeCommand::ReturnPledges { initiative: failed, lots: vec![lot] });
    assert_eq!(scene.book.get::<Lot>(lot).spend_by, spend_by, "it gets no later date");
    let next = scene.book.open_initiative(10_000);
    let refused = Refusal::WalletTooSmall { free: cents(0), asked: cents(100) };
    assert_eq!(scene.book.pledge(wallet, next, 100), Err(refused.clone()));
    let give = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(100) };
    assert_eq!(scene.book.ask(Actor::Resident(wallet), give), Err(refused));
    let Lot { area, free, .. } = *scene.book.get::<Lot>(lot);
    let lapsed = WalletEvent::LotLapsed { lot, budget: BUDGET, area, cents: free, to: LapsesTo::Budget };
    assert_eq!(scene.book.system(WalletCommand::LapseLot { lot }), [Event::Wallet(lapsed)]);
}

#[test]
fn after_the_time_is_over_the_money_goes_to_the_budget() {
    let mut scene = scene();
    scene.book.close_round(scene.round);
    let expected = scene.reversed(750, 0, ReversedTo::Budget);
    assert_eq!(scene.reverse(), Ok(vec![expected]));
    assert_eq!(scene.reverse(), Ok(Vec::new()));
    assert_eq!(scene.book.get::<Cheque>(CHEQUE).status, ChequeStatus::Lapsed);
    assert_eq!(scene.book.balance(Account::Budget(BUDGET)), 1_000_000);
    let part = &scene.book.get::<Round>(scene.round).parts[0];
    assert_eq!((part.issued, part.activated, part.lapsed), (5, 0, 5));
}

#[test]
fn savings_past_their_date_lapse_first_even_if_the_job_is_late() {
    let mut scene = scene();
    let Holding { wallet, lot, .. } = scene.who;
    scene.book.days_pass(720);
    let open = scene.book.open_initiative(10_000);
    scene.book.pledge(wallet, open, 100).unwrap();
    let Lot { area, spend_by, .. } = *scene.book.get::<Lot>(lot);
    scene.book.now = spend_by;
    let to = LapsesTo::CommonPot;
    let lapsed = WalletEvent::LotLapsed { lot, budget: BUDGET, area, cents: cents(650), to };
    let expected =
        vec![Event::Wallet(lapsed), scene.returned(open, 100), scene.reversed(100, 650, ReversedTo::Budget)];
    assert_eq!(scene.reverse(), Ok(expected));
}

/// Everything of the first cheque is committed or given away, and its household's next cheques are to follow.
fn all_given() -> Scene {
    let mut scene = scene();
    scene.committed();
    let Holding { wallet, lot, household, .. } = scene.who;
    let give = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(450) };
    scene.book.ask(Actor::Resident(wallet), give).unwrap();
    let choose = HouseholdCommand::MakeStandingChoice { household, wallet, choice: Choice::Savings };
    scene.book.ask(Actor::Resident(wallet), choose).unwrap();
    scene
}

#[test]
fn where_everything_is_committed_the_activation_is_reversed_and_nothing_comes_back() {
    let mut scene = all_given();
    let Holding { wallet, household, .. } = scene.who;
    let reversed = scene.reversed(0, 750, ReversedTo::Unactivated(code(2)));
    let ended = Event::Household(HouseholdEvent::StandingChoiceEndedByReversal { household, wallet });
    assert_eq!(scene.reverse(), Ok(vec![reversed, ended]));
    let next = Holding { lot: scene.book.lot(), ..scene.who };
    assert_eq!(scene.book.try_activate(next, 2, false), Err(Refusal::NothingLeft));
    scene.book.close_round(scene.round);
    assert_eq!(scene.book.get::<Cheque>(CHEQUE).status, ChequeStatus::Lapsed);
    assert_eq!(scene.book.balance(Account::Unactivated(scene.round)), 0);
}

#[test]
fn a_cheque_can_be_voided_although_everything_is_committed() {
    let mut scene = all_given();
    let void = ChequeCommand::Void { cheque: CHEQUE, reason: VoidReason::Fraud, code: code(2) };
    let events = scene.book.ask(scene.desk, void.clone()).unwrap();
    let voided = ChequeEvent::Voided { cheque: CHEQUE, reason: VoidReason::Fraud };
    assert_eq!((events.len(), events.last()), (3, Some(&Event::Cheque(voided))));
    assert!(matches!(events[0], Event::Cheque(ChequeEvent::ActivationReversed { cents, kept, .. })
        if cents.is_zero() && kept.get() == 750));

    let mut late = all_given();
    late.book.close_round(late.round);
    let events = late.book.ask(late.desk, void).unwrap();
    assert_eq!(events.len(), 2, "reversed, its choice ended, and nothing is left to void");
    assert_eq!(late.book.get::<Cheque>(CHEQUE).status, ChequeStatus::Lapsed);
}
