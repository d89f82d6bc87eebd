//! A treasurer who is an initiator too decides nothing about the money of that initiative, from the grant to the end;
//! each time a colleague may.

use super::super::{Payee, PayoutCommand, Step, Way};
use crate::domain::common::CommonPotCommand;
use crate::domain::delivery::DeliveryCommand;
use crate::domain::testkit::{
    BUDGET, Book, Campaign, INITIATOR, MODERATOR, SECOND_TREASURER, TREASURER, cents,
};
use crate::domain::wallet::WalletCommand;
use crate::domain::{Actor, Command, PayoutId, PersonId, Refusal, Role};

/// The initiator, at work for the fund holder.
const OWN: Actor = Actor::Staff(Role::Treasurer, PersonId(9));

/// Refused to the initiator, and not to a colleague.
fn check(book: &mut Book, colleague: Actor, command: impl Into<Command>) {
    let command = command.into();
    assert_eq!(book.ask(OWN, command.clone()), Err(Refusal::OwnInitiative), "{command:?}");
    let answer = book.ask(colleague, command.clone());
    assert!(answer.as_ref().is_ok_and(|events| !events.is_empty()), "{command:?}: {answer:?}");
}

fn funded(book: &mut Book) -> Campaign {
    book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)])
}

#[test]
fn every_step_of_a_payout() {
    let mut book = Book::neighbourhood();
    let campaign = funded(&mut book);
    let (initiative, payout) = (campaign.initiative, PayoutId(1));
    let (way, payee) = (Way::LegalPerson, Payee::Person(PersonId(77)));
    check(&mut book, TREASURER, PayoutCommand::Propose { initiative, way, payee });
    book.move_lots(payout, Step::Reserve, &campaign.lots, 500);
    check(&mut book, SECOND_TREASURER, PayoutCommand::Approve { payout });
    check(&mut book, TREASURER, PayoutCommand::Send { payout });
    check(&mut book, TREASURER, PayoutCommand::Execute { payout, reference: "bank-1".into() });
    book.move_lots(payout, Step::Pay, &campaign.lots, 500);
    let (reason, reference) = (book.text(), "bank-2".into());
    check(&mut book, TREASURER, PayoutCommand::ReturnByBank { payout, reference, reason });

    let campaign = funded(&mut book);
    let payout = book.propose_payout(campaign.initiative);
    book.move_lots(payout, Step::Reserve, &campaign.lots, 500);
    let reason = book.text();
    check(&mut book, TREASURER, PayoutCommand::Reject { payout, reason });
}

#[test]
fn nor_what_comes_back_and_what_is_lost() {
    let mut book = Book::neighbourhood();
    let campaign = funded(&mut book);
    book.pay_out(&campaign, 500);
    let back = book.return_leftover(&campaign, 50, "bank-3");
    check(&mut book, TREASURER, back);
    let (initiative, lots) = (campaign.initiative, campaign.lots.clone());
    book.system(DeliveryCommand::ShareLeftover { initiative, lots });
    let reason = book.text();
    book.ask(INITIATOR, DeliveryCommand::GiveUp { initiative, reason: reason.clone() }).unwrap();
    check(&mut book, TREASURER, DeliveryCommand::ProposeWriteOff { initiative, reason });
    check(&mut book, SECOND_TREASURER, DeliveryCommand::ApproveWriteOff { initiative });
}

#[test]
fn nor_a_grant_of_the_common_pot() {
    let mut book = Book::neighbourhood();
    let giver = book.resident_of(BUDGET, 500);
    let (wallet, lot) = (giver.wallet, giver.lot);
    let give = WalletCommand::GiveToCommonPot { wallet, lot, cents: cents(500) };
    book.ask(Actor::Resident(wallet), give).unwrap();
    let initiative = book.campaign(1000, &[(BUDGET, 300), (BUDGET, 300), (BUDGET, 250)]).initiative;
    book.conclude(initiative);
    let (cents, reason) = (cents(150), book.text());
    let propose = CommonPotCommand::ProposeGrant { initiative, cents, reason: reason.clone() };
    assert_eq!(
        book.ask(Actor::Staff(Role::Moderator, PersonId(9)), propose.clone()),
        Err(Refusal::OwnInitiative)
    );
    book.ask(MODERATOR, propose.clone()).unwrap();
    check(&mut book, TREASURER, CommonPotCommand::RejectGrant { initiative, reason });
    book.ask(MODERATOR, propose).unwrap();
    check(&mut book, TREASURER, CommonPotCommand::ApproveGrant { initiative, cents });
}
