//! Pages of a payout.

use super::super::{Payout, PayoutCommand, PayoutEvent, PayoutRefusal, PayoutStatus, Step};
use crate::domain::page::{LOTS_A_PAGE, RELISTING_PAGE};
use crate::domain::programme::{Rules, Spend};
use crate::domain::testkit::{BUDGET, Book, Campaign, TREASURER, cents};
use crate::domain::wallet::{Lot, Portion, Relisted, Wallet};
use crate::domain::{
    Account, Actor, BudgetId, Event, HouseholdId, InitiativeId, LotId, PayoutId, Refusal, WalletId,
};

const FIRST: PayoutId = PayoutId(1);

fn page(step: Step, lots: &[LotId]) -> PayoutCommand {
    PayoutCommand::MoveLots { payout: FIRST, step, lots: lots.to_vec() }
}

/// A payout of five lots that is proposed.
fn proposed() -> (Book, Campaign) {
    let mut book = Book::neighbourhood();
    let campaign = book.funded(&[(BUDGET, 100), (BUDGET, 200), (BUDGET, 300), (BUDGET, 400), (BUDGET, 500)]);
    book.propose_payout(campaign.initiative);
    (book, campaign)
}

#[test]
fn several_pages_set_the_pot_aside_and_the_last_one_finishes() {
    let (mut book, Campaign { initiative, lots }) = proposed();
    let legs = |from: usize, sums: &[i64]| {
        let leg = |(&lot, &sum)| Portion { lot, budget: BUDGET, cents: cents(sum) };
        let legs = lots[from..].iter().zip(sums).map(leg).collect();
        Event::Payout(PayoutEvent::LotsReserved { payout: FIRST, initiative, legs })
    };
    assert_eq!(book.system(page(Step::Reserve, &lots[..2])), [legs(0, &[100, 200])]);
    assert_eq!(book.balance(Account::Payable(FIRST)), 300);
    book.check_states();
    assert_eq!(book.system(page(Step::Reserve, &lots[..2])), [], "a page that is tried again");
    assert_eq!(
        book.system(page(Step::Reserve, &lots[1..4])),
        [legs(2, &[300, 400])],
        "and one that overlaps"
    );
    let ready = Event::Payout(PayoutEvent::Ready { payout: FIRST });
    assert_eq!(book.system(page(Step::Reserve, &lots)), [legs(4, &[500]), ready]);
    assert_eq!(book.system(page(Step::Reserve, &lots)), [], "all is done");
    book.check_states();
}

#[test]
fn a_page_belongs_to_its_step() {
    let (mut book, Campaign { lots, .. }) = proposed();
    for step in [Step::Pay, Step::Release, Step::Reopen] {
        let refused = Err(PayoutRefusal::NotInThatState { status: PayoutStatus::Reserving }.into());
        assert_eq!(book.ask(Actor::System, page(step, &lots)), refused);
    }
}

#[test]
fn pages_are_the_systems_work_and_have_at_most_500_lots() {
    let (mut book, Campaign { lots, .. }) = proposed();
    let refused = Err(Refusal::NotAllowed { needed: "the system itself".into() });
    assert_eq!(book.ask(TREASURER, page(Step::Reserve, &lots)), refused);
    let refused = Err(Refusal::PageTooLong { most: 500 });
    assert_eq!(book.ask(Actor::System, page(Step::Reserve, &[lots[0]; 501])), refused);
}

#[test]
fn lots_without_money_there_are_passed_over() {
    let (mut book, Campaign { lots, .. }) = proposed();
    let other = book.campaign(5000, &[(BUDGET, 50)]).lots[0];
    assert_eq!(book.system(page(Step::Reserve, &[other])), []);
    let refused = Err(Refusal::Unknown { what: "lot 0000000000005".into() });
    assert_eq!(book.ask(Actor::System, page(Step::Reserve, &[LotId(5)])), refused);
    assert_eq!(book.system(page(Step::Reserve, &[other, lots[0], lots[0]])).len(), 1);
    assert_eq!(book.get::<Payout>(FIRST).payable, cents(100), "a lot named twice moves once");
}

#[test]
fn a_used_up_lot_is_listed_again_when_its_money_comes_back() {
    let short = Rules { spend: Spend::Months(2), ..Rules::default() };
    let mut book = Book::neighbourhood_with(short);
    let round = book.open_round(1, 400);
    let first = book.resident_of(BUDGET, 300);
    let initiative = book.open_initiative(900);
    let (second, third) = (book.resident_of(BUDGET, 300), book.resident_of(BUDGET, 300));
    for who in [first, second, third] {
        book.pledge(who.wallet, initiative, 300).unwrap();
    }
    book.conclude(initiative);
    let campaign = Campaign { initiative, lots: vec![first.lot, second.lot, third.lot] };
    book.pay_out(&campaign, 500);
    book.days_pass(40);
    book.activate_into(first.wallet, book.cheque(round, 0), first.household);
    assert!(!book.get::<Wallet>(first.wallet).lots.contains(&first.lot), "it was forgotten");
    let (reference, reason) = (String::from("bank-2"), book.text());
    book.ask(TREASURER, PayoutCommand::ReturnByBank { payout: FIRST, reference, reason }).unwrap();
    let events = book.move_lots(FIRST, Step::Reopen, &campaign.lots, 500);
    let Event::Payout(PayoutEvent::LotsReopened { relisted, .. }) = &events[0] else { panic!("{events:?}") };
    let again = Relisted { lot: first.lot, wallet: first.wallet, household: first.household };
    assert_eq!(relisted, &[again], "the other wallets never forgot theirs");
    assert!(book.get::<Wallet>(first.wallet).lots.contains(&first.lot));
    assert!(book.get::<crate::domain::household::Household>(first.household).lots.contains(&first.lot));
    assert!(!book.get::<Lot>(first.lot).is_used_up(book.now));
}

#[test]
fn the_largest_pages_fit_64_kib() {
    let (lot, payout, initiative) = (LotId(i64::MAX), PayoutId(1_000_000), InitiativeId(1_000_000));
    let (wallet, household) = (WalletId(i64::MAX), HouseholdId(i64::MAX));
    let leg = Portion { lot, budget: BudgetId(1_000_000), cents: cents(1_000_000_000_000) };
    let (legs, relisted) =
        (vec![leg.clone(); RELISTING_PAGE], vec![Relisted { lot, wallet, household }; 300]);
    let pages = [
        PayoutEvent::LotsReopened { payout, initiative, legs, relisted },
        PayoutEvent::LotsReserved { payout, initiative, legs: vec![leg; LOTS_A_PAGE] },
    ];
    for page in pages {
        assert!(serde_json::to_vec(&page).unwrap().len() < 64 * 1024);
    }
}
