//! Who pays out: two treasurers, and nobody for themselves.

use super::super::{
    Payee, Payout, PayoutCommand, PayoutEvent, PayoutRefusal, PayoutStatus, Source, Step, Way,
};
use crate::domain::budget::{BudgetCommand, Conditions};
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::programme::ProgrammeCommand;
use crate::domain::testkit::{
    ADMIN, BUDGET, Book, Campaign, INITIATOR, ISSUER, MODERATOR, SECOND_TREASURER, TREASURER, cents,
};
use crate::domain::{Actor, BudgetId, Event, InitiativeId, IssuerId, PayoutId, PersonId, Refusal, Role};

const FIRST: PayoutId = PayoutId(1);

fn propose(initiative: InitiativeId) -> PayoutCommand {
    PayoutCommand::Propose { initiative, way: Way::Kashouder, payee: Payee::Person(PersonId(77)) }
}

/// A payout of three lots that waits for the second treasurer.
fn ready() -> (Book, Campaign) {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let payout = book.propose_payout(campaign.initiative);
    book.move_lots(payout, Step::Reserve, &campaign.lots, 500);
    (book, campaign)
}

#[test]
fn a_proposal_names_the_whole_pot_by_budget_and_issuer_and_freezes_it() {
    let mut book = Book::neighbourhood();
    book.system(ProgrammeCommand::AddIssuer { name: "Gemeente".into() });
    let (issuer, conditions, reference) = (IssuerId(2), Conditions::default(), String::from("payment-2"));
    book.system(BudgetCommand::Receive { issuer, cents: cents(5000), reference, conditions });
    let other = BudgetId(2);
    let Campaign { initiative, .. } = book.funded(&[(BUDGET, 100), (other, 200), (BUDGET, 300)]);
    let source = |budget, issuer, sum| Source { budget, issuer, cents: cents(sum) };
    let proposed = PayoutEvent::Proposed {
        payout: FIRST,
        initiative,
        by: PersonId(1),
        way: Way::Kashouder,
        payee: Payee::Person(PersonId(77)),
        cents: cents(600),
        sources: vec![source(BUDGET, ISSUER, 400), source(other, issuer, 200)],
    };
    assert_eq!(book.ask(TREASURER, propose(initiative)), Ok(vec![Event::Payout(proposed)]));
    assert_eq!(book.ask(TREASURER, propose(initiative)), Ok(Vec::new()));
    assert_eq!(book.get::<Initiative>(initiative).status, InitiativeStatus::PayoutPending(FIRST));
}

#[test]
fn there_is_one_payout_at_a_time_and_only_of_what_is_funded() {
    let (mut book, Campaign { initiative, .. }) = ready();
    let status = InitiativeStatus::PayoutPending(FIRST);
    let refused = Err(Refusal::InitiativeNotInThatState { status });
    assert_eq!(book.ask(SECOND_TREASURER, propose(initiative)), refused);
    let open = book.campaign(1000, &[(BUDGET, 100)]).initiative;
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Open });
    assert_eq!(book.ask(TREASURER, propose(open)), refused);
    let refused = Err(Refusal::Unknown { what: "initiative 9".into() });
    assert_eq!(book.ask(TREASURER, propose(InitiativeId(9))), refused);
}

#[test]
fn only_treasurers_decide_not_even_the_system() {
    let (mut book, Campaign { initiative, .. }) = ready();
    let (reason, reference) = (book.text(), String::from("bank-1"));
    let again = propose(initiative);
    let payout = FIRST;
    let commands = [
        again,
        PayoutCommand::Send { payout },
        PayoutCommand::Execute { payout, reference: reference.clone() },
        PayoutCommand::Reject { payout, reason: reason.clone() },
        PayoutCommand::ReturnByBank { payout, reference, reason },
    ];
    for actor in [Actor::System, ADMIN, MODERATOR, INITIATOR] {
        for command in &commands {
            let refused = Err(Refusal::NotAllowed { needed: "a treasurer of the fund holder".into() });
            assert_eq!(book.ask(actor, command.clone()), refused, "{command:?}");
        }
        let refused = Err(Refusal::NotAllowed { needed: "a second treasurer of the fund holder".into() });
        assert_eq!(book.ask(actor, PayoutCommand::Approve { payout }), refused);
    }
}

#[test]
fn the_second_person_is_another_than_the_first() {
    let (mut book, _) = ready();
    let approve = PayoutCommand::Approve { payout: FIRST };
    assert_eq!(book.ask(TREASURER, approve.clone()), Err(Refusal::SamePerson));
    let approved = PayoutEvent::Approved { payout: FIRST, by: PersonId(2) };
    assert_eq!(book.ask(SECOND_TREASURER, approve.clone()), Ok(vec![Event::Payout(approved)]));
    assert_eq!(book.ask(SECOND_TREASURER, approve.clone()), Ok(Vec::new()));
    assert_eq!(book.ask(TREASURER, approve), Err(Refusal::SamePerson), "also afterwards");
    assert_eq!(book.get::<Payout>(FIRST).approved_by, Some(PersonId(2)));
}

#[test]
fn a_treasurer_who_is_an_initiator_decides_nothing() {
    let (mut book, Campaign { initiative, .. }) = ready();
    let own = PersonId(9);
    let reason = book.text();
    let commands = [
        propose(initiative),
        PayoutCommand::Approve { payout: FIRST },
        PayoutCommand::Send { payout: FIRST },
        PayoutCommand::Reject { payout: FIRST, reason },
    ];
    for command in commands {
        assert_eq!(book.ask(Actor::Staff(Role::Treasurer, own), command), Err(Refusal::OwnInitiative));
    }
}

#[test]
fn nothing_is_approved_or_sent_before_its_time() {
    let mut book = Book::neighbourhood();
    let Campaign { initiative, .. } = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]);
    let payout = book.propose_payout(initiative);
    let refused = |status| Err(PayoutRefusal::NotInThatState { status }.into());
    let approve = PayoutCommand::Approve { payout };
    assert_eq!(book.ask(SECOND_TREASURER, approve), refused(PayoutStatus::Reserving));
    let (mut book, _) = ready();
    let execute = PayoutCommand::Execute { payout, reference: "bank-1".into() };
    assert_eq!(book.ask(TREASURER, PayoutCommand::Send { payout }), refused(PayoutStatus::Ready));
    assert_eq!(book.ask(TREASURER, execute), refused(PayoutStatus::Ready));
    let (reason, reference) = (book.text(), String::from("bank-1"));
    let back = PayoutCommand::ReturnByBank { payout, reference, reason };
    assert_eq!(book.ask(TREASURER, back), refused(PayoutStatus::Ready));
}
