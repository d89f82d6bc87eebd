//! Leftover: shares, left-over cents, pages.

use super::super::{DeliveryCommand, DeliveryEvent, DeliveryRefusal, Share, extra_cents};
use crate::domain::PaymentRefusal;
use crate::domain::initiative::{Initiative, InitiativeStatus};
use crate::domain::page::RELISTING_PAGE;
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{
    AREA, BUDGET, Book, Campaign, INITIATOR, MODERATOR, SECOND_TREASURER, TREASURER, cents, moment,
};
use crate::domain::wallet::{Lot, Relisted, Wallet};
use crate::domain::{
    Account, Actor, BudgetId, Cents, Event, HouseholdId, InitiativeId, LotId, Refusal, Stated, Timestamp,
    WalletId,
};

/// An initiative for which these amounts were paid out, in this order of pledge.
fn paid_with(rules: Rules, amounts: &[i64]) -> (Book, Campaign) {
    let mut book = Book::neighbourhood_with(rules);
    let pledges: Vec<_> = amounts.iter().map(|&sum| (BUDGET, sum)).collect();
    let campaign = book.funded(&pledges);
    book.pay_out(&campaign, 500);
    (book, campaign)
}

fn paid(amounts: &[i64]) -> (Book, Campaign) {
    paid_with(Rules::default(), amounts)
}

fn share_out(initiative: InitiativeId, lots: &[LotId]) -> DeliveryCommand {
    DeliveryCommand::ShareLeftover { initiative, lots: lots.to_vec() }
}

fn balances(book: &Book, campaign: &Campaign) -> Vec<i64> {
    campaign.lots.iter().map(|&lot| book.balance(Account::Lot(lot))).collect()
}

#[test]
fn shares_are_rounded_down_and_the_first_pledges_get_the_cents_left_over() {
    // 100 cents over 1:1:1 is 33 each and 1 left over; over 3:2:2 it is 42, 28, 28 and 2 left over.
    for (amounts, shares) in [(&[300, 300, 300], [34, 33, 33]), (&[300, 200, 200], [43, 29, 28])] {
        let (mut book, campaign) = paid(amounts);
        book.leftover(&campaign, 100, 500);
        assert_eq!(balances(&book, &campaign), shares);
        book.check_states();
    }
    let (mut book, campaign) = paid(&[100, 400, 500]);
    book.leftover(&campaign, 1, 500);
    assert_eq!(balances(&book, &campaign), [1, 0, 0], "a single cent goes to the first");
}

#[test]
fn the_return_is_begun_shared_out_in_pages_and_finished() {
    let (mut book, campaign) = paid(&[300, 200, 200]);
    let Campaign { initiative, ref lots } = campaign;
    let command = book.return_leftover(&campaign, 100, "bank-2");
    let begun = DeliveryEvent::LeftoverReturnBegun {
        initiative,
        run: 1,
        cents: cents(100),
        reference: "bank-2".into(),
        paid: cents(700),
        extra: 2,
        at: book.now,
    };
    assert_eq!(book.ask(TREASURER, command.clone()), Ok(vec![Event::Delivery(begun)]));
    assert_eq!(book.ask(SECOND_TREASURER, command), Ok(Vec::new()), "the same line of the bank statement");
    assert_eq!(book.get::<Initiative>(initiative).due(), Some(Timestamp::MIN), "pages at once");
    let share = |lot: LotId, paid: i64, sum: i64| {
        let (paid, cents) = (cents(paid), cents(sum));
        Share { lot, budget: BUDGET, paid, cents, spend_by: None, common: false }
    };
    let shared = |shares: Vec<Share>| {
        let (run, relisted) = (1, Vec::new());
        Event::Delivery(DeliveryEvent::LeftoverShared { initiative, area: AREA, run, shares, relisted })
    };
    assert_eq!(book.system(share_out(initiative, &lots[..1])), [shared(vec![share(lots[0], 300, 43)])]);
    assert_eq!(book.system(share_out(initiative, &lots[..1])), [], "a page that is tried again");
    let last = shared(vec![share(lots[1], 200, 29), share(lots[2], 200, 28)]);
    let done = DeliveryEvent::LeftoverReturned { initiative, run: 1, cents: cents(100) };
    assert_eq!(book.system(share_out(initiative, lots)), [last, Event::Delivery(done)]);
    assert_eq!(book.system(share_out(initiative, lots)), [], "all is done");
    let again = book.return_leftover(&campaign, 100, "bank-2");
    assert_eq!(book.ask(SECOND_TREASURER, again), Ok(Vec::new()), "the same line, on another day");
    let other = book.return_leftover(&campaign, 50, "bank-2");
    let booked = cents(100);
    assert_eq!(book.ask(TREASURER, other), Err(Refusal::Payment(PaymentRefusal::BookedOtherwise { booked })));
    assert_eq!(book.get::<Initiative>(initiative).delivery().unwrap().paid, cents(600));
    book.check_states();
}

#[test]
fn a_lot_with_a_share_of_nothing_is_passed_once_too() {
    let (mut book, campaign) = paid(&[100, 400, 500]);
    let Campaign { initiative, ref lots } = campaign;
    let command = book.return_leftover(&campaign, 1, "bank-2");
    book.ask(TREASURER, command).unwrap();
    for lot in &lots[..2] {
        assert_eq!(book.system(share_out(initiative, &[*lot])).len(), 1);
        assert_eq!(book.system(share_out(initiative, &[*lot])).len(), 0);
    }
    assert_eq!(book.system(share_out(initiative, lots)).len(), 2, "the last lot, and the end");
}

#[test]
fn a_second_return_is_shared_over_what_is_still_paid() {
    let (mut book, campaign) = paid(&[300, 200, 200]);
    book.leftover(&campaign, 100, 1);
    book.leftover(&campaign, 100, 2);
    // 257, 171 and 172 were left: 42, 28 and 28, and two cents.
    assert_eq!(balances(&book, &campaign), [43 + 43, 29 + 29, 28 + 28]);
    book.leftover(&campaign, 500, 500);
    assert_eq!(balances(&book, &campaign), [300, 200, 200], "all of it is back");
    assert_eq!(book.balance(Account::BankPaid(campaign.initiative)), 0);
    book.check_states();
}

#[test]
fn no_more_comes_back_than_was_paid_and_shares_are_counted_over_that() {
    let (mut book, campaign) = paid(&[300, 200, 200]);
    let initiative = campaign.initiative;
    let command = |sum: i64, paid: i64, extra: i64| DeliveryCommand::ReturnLeftover {
        initiative,
        cents: cents(sum),
        reference: "bank-2".into(),
        paid: cents(paid),
        extra,
    };
    let mut ask = |command| book.ask(TREASURER, command);
    let too_much = DeliveryRefusal::MoreThanPaid { paid: cents(700), asked: cents(701) };
    assert_eq!(ask(command(701, 700, 0)), Err(too_much.into()));
    let anew = Refusal::from(DeliveryRefusal::CountAnew { paid: cents(700) });
    for (paid, extra) in [(699, 2), (700, -1), (700, 101)] {
        assert_eq!(ask(command(100, paid, extra)), Err(anew.clone()));
    }
    assert_eq!(ask(command(0, 700, 0)), Err(Refusal::AmountZero));
}

#[test]
fn one_return_at_a_time_by_a_treasurer_of_what_is_paid() {
    let (mut book, campaign) = paid(&[300, 200, 200]);
    let command = book.return_leftover(&campaign, 100, "bank-2");
    for actor in [Actor::System, MODERATOR, INITIATOR] {
        let refused = Err(Refusal::NotAllowed { needed: "a treasurer of the fund holder".into() });
        assert_eq!(book.ask(actor, command.clone()), refused);
    }
    book.ask(TREASURER, command).unwrap();
    let other = book.return_leftover(&campaign, 100, "bank-3");
    assert_eq!(book.ask(TREASURER, other), Err(DeliveryRefusal::LeftoverUnderWay.into()));
    let funded = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300)]).initiative;
    let command = DeliveryCommand::ReturnLeftover {
        initiative: funded,
        cents: cents(1),
        reference: "bank-4".into(),
        paid: Cents::ZERO,
        extra: 0,
    };
    let refused = Err(Refusal::InitiativeNotInThatState { status: InitiativeStatus::Funded });
    assert_eq!(book.ask(TREASURER, command), refused);
}

#[test]
fn pages_are_the_systems_work_and_have_at_most_500_lots() {
    let (mut book, campaign) = paid(&[300, 200, 200]);
    let Campaign { initiative, ref lots } = campaign;
    assert_eq!(book.system(share_out(initiative, lots)), [], "nothing came back");
    let command = book.return_leftover(&campaign, 100, "bank-2");
    book.ask(TREASURER, command).unwrap();
    let refused = Err(Refusal::NotAllowed { needed: "the system itself".into() });
    assert_eq!(book.ask(TREASURER, share_out(initiative, lots)), refused);
    let refused = Err(Refusal::PageTooLong { most: 500 });
    assert_eq!(book.ask(Actor::System, share_out(initiative, &[lots[0]; 501])), refused);
}

#[test]
#[should_panic(expected = "the shares do not add up to what came back")]
fn a_wrong_count_of_left_over_cents_is_found_before_it_is_written() {
    let (mut book, campaign) = paid(&[300, 200, 200]);
    let (cents_back, reference) = (cents(100), String::from("bank-2"));
    let initiative = campaign.initiative;
    let command = DeliveryCommand::ReturnLeftover {
        initiative,
        cents: cents_back,
        reference,
        paid: cents(700),
        extra: 1,
    };
    book.ask(TREASURER, command).unwrap();
    book.system(share_out(initiative, &campaign.lots));
}

#[test]
fn returned_money_can_be_spent_again_and_its_lot_is_listed_again() {
    let short = Rules { spend: Spend::Months(2), ..Rules::default() };
    let (mut book, campaign) = paid_with(short, &[300, 300, 300]);
    let lot = campaign.lots[0];
    let Lot { wallet, household, .. } = *book.get::<Lot>(lot);
    book.days_pass(40);
    let round = book.open_round(1, 500);
    book.activate_into(wallet, book.cheque(round, 0), household);
    assert_eq!(book.get::<Wallet>(wallet).lots.len(), 1, "the used-up lot was forgotten");
    let events = book.leftover(&campaign, 90, 500);
    let Event::Delivery(DeliveryEvent::LeftoverShared { shares, relisted, .. }) = &events[1] else {
        panic!("{events:?}")
    };
    // It came back on 17 March: 90 days later is 15 June.
    assert_eq!(shares[0].spend_by, Some(moment("2026-06-15T22:00:00Z")));
    assert_eq!(relisted, &[Relisted { lot, wallet, household }]);
    let next = book.open_initiative(1000);
    book.pledge(wallet, next, 530).unwrap();
    assert_eq!(book.balance(Account::Lot(lot)), 0, "its 30 cents were spent too");
    assert_eq!(book.get::<Initiative>(next).support(), 1);
    book.check_states();
}

#[test]
fn left_over_cents_are_counted_beforehand() {
    let count = |sum: i64, paid: i64, parts: &[i64]| {
        extra_cents(cents(sum), cents(paid), parts.iter().map(|&part| cents(part)))
    };
    assert_eq!(count(100, 700, &[300, 200, 200]), Ok(2));
    assert_eq!(count(700, 700, &[300, 200, 200]), Ok(0));
    assert_eq!(count(1, 700, &[300, 200, 200]), Ok(1));
    assert!(count(100, 0, &[1]).is_err());
}

#[test]
fn the_largest_page_fits_64_kib() {
    let lot = LotId(i64::MAX);
    let most = cents(1_000_000_000_000);
    let spend_by = Some(Timestamp::MAX);
    let share = Share { lot, budget: BudgetId(1_000_000), paid: most, cents: most, spend_by, common: true };
    let (wallet, household) = (WalletId(i64::MAX), HouseholdId(i64::MAX));
    let page = DeliveryEvent::LeftoverShared {
        initiative: InitiativeId(1_000_000),
        area: AREA,
        run: 1000,
        shares: vec![share; RELISTING_PAGE],
        relisted: vec![Relisted { lot, wallet, household }; RELISTING_PAGE],
    };
    assert!(serde_json::to_vec(&page).unwrap().len() < 64 * 1024);
}
